//! The procedure of review: what is due, what a meeting looks at, how scores are given and agreed.
//!
//! In: entries of the register and what people decided. Out: lights, agendas, papers, figures, faults.
//! Never: writes SQL; keeps anything itself: every act ends in a decision. See: `app/src/register` for the data.

pub mod agenda;
pub mod agreement;
pub mod assess;
pub mod catalysts;
pub mod charge;
pub mod figures;
pub mod intake;
pub mod light;
pub mod meeting;
pub mod ordinal;
pub mod packet;
pub mod paper;
pub mod preflight;
pub mod published;
pub mod report;
pub mod rubric;
pub mod scope;
pub mod tally;
pub mod tasks;
