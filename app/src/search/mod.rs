//! Full text over provisions, and phrases through all documents.
//!
//! In: the provisions of the workspace, a query. Out: provisions that answer it, best first, with the hit marked.
//! Never: the truth — the index is made of the tables and may be made again at any time.
//! See: [`query`] for what a query may say.

mod formulas;
mod index;
mod matrix;
mod phrases;
pub mod query;
mod snippet;
mod trace;
mod words;

pub use formulas::{Formula, formulas};
pub use index::{rebuild, refresh};
pub use matrix::{Answer, Matrix, Question, Said, matrix};
pub use trace::{Place, Wording, trace};
pub use words::commonness;

use crate::Result;
use crate::register::Workspace;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A stretch of a snippet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Piece {
    /// Its characters.
    pub text: String,
    /// Whether it is what was searched for.
    pub hit: bool,
}

/// A provision that answers a query.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Hit {
    /// Id of the document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: Option<String>,
    /// The provision.
    pub eid: String,
    /// Its kind.
    pub kind: String,
    /// The words around the first hit.
    pub snippet: Vec<Piece>,
    /// The higher the better.
    pub score: f64,
}

/// The provisions that answer `query`, best first.
///
/// # Errors
/// When the query cannot be understood or the index cannot be read.
pub async fn search(workspace: &Workspace, query: &str, limit: usize) -> Result<Vec<Hit>> {
    let asked = query::parse(query)?;
    let index = index::current(workspace).await?;
    index.find(&asked, limit)
}
