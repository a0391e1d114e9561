//! What surrounds the engine: the store, review, the command line, search, renderings, scores and the web.
//!
//! The engine says what a text means; this crate keeps it, shows it and lets people decide about it.

pub mod cli;
pub mod error;
pub mod knowledge;
pub mod locale;
pub mod marks;
mod names;
pub mod people;
pub mod reading;
pub mod register;
pub mod render;
pub mod review;
pub mod score;
pub mod search;
pub mod serve;
#[allow(missing_docs, reason = "the fields bear the names the contract explains")]
pub mod shape;
pub mod told;

pub use error::{Error, Fault, Result};
