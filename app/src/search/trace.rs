//! A phrase through the years: every sentence that has it, oldest first.

use super::Piece;
use super::snippet::snippet;
use super::words::folded;
use crate::register::{DocumentFilter, Workspace};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A sentence with the phrase in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Place {
    /// Id of the document.
    pub document: String,
    /// Its date.
    pub date: Option<String>,
    /// Its parties.
    pub parties: Vec<String>,
    /// The sentence.
    pub sentence: String,
    /// Its words around the phrase.
    pub snippet: Vec<Piece>,
}

/// Every sentence that has `phrase`, whatever its script, width and case.
///
/// # Errors
/// When the phrase is empty or the database fails.
pub async fn trace(workspace: &Workspace, phrase: &str) -> Result<Vec<Place>> {
    let wanted = folded(phrase.trim());
    if wanted.is_empty() {
        return Err(Error::usage("found an empty phrase", "words to follow", "say which"));
    }
    let mut out = Vec::new();
    for document in workspace.documents(&DocumentFilter::default()).await? {
        if !folded(&document.text).contains(&wanted) {
            continue;
        }
        for sentence in workspace.sentences(&document.document).await? {
            if folded(&sentence.text).contains(&wanted) {
                out.push(Place {
                    document: document.document.clone(),
                    date: document.date.clone(),
                    parties: document.parties.clone(),
                    snippet: snippet(&sentence.text, std::slice::from_ref(&wanted)),
                    sentence: sentence.sentence,
                });
            }
        }
    }
    Ok(out)
}
