//! Full text over provisions.

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
    /// Best first.
    pub score: f64,
}

/// The provisions that answer `query`, best first.
///
/// # Errors
/// When the query cannot be understood or the index cannot be read.
pub async fn search(_workspace: &Workspace, _query: &str, _limit: usize) -> Result<Vec<Hit>> {
    Ok(Vec::new())
}
