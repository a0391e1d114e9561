//! A phrase through the years: every wording of it, the nearest first, with everywhere it stands.

use super::phrases::Texts;
use super::{Piece, words::folded};
use crate::register::Workspace;
use crate::{Error, Result};
use chancery_engine::link::trace::{self, Phrase};
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

/// A wording of the phrase and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Wording {
    /// Its words; those that are not the phrase's own are marked.
    pub wording: Vec<Piece>,
    /// Characters, or words of spaced scripts, it changes, leaves out or adds.
    pub edits: usize,
    /// Where, oldest first.
    pub occurrences: Vec<Place>,
}

impl Wording {
    /// Its words.
    #[must_use]
    pub fn text(&self) -> String {
        self.wording.iter().map(|p| p.text.as_str()).collect()
    }
}

/// The wordings of `phrase`, the nearest first, whatever their script, width and case.
///
/// # Errors
/// When the phrase is empty or the database fails.
pub async fn trace(workspace: &Workspace, phrase: &str) -> Result<Vec<Wording>> {
    let wanted = folded(phrase.trim());
    if wanted.is_empty() {
        return Err(Error::usage("found an empty phrase", "words to follow", "say which"));
    }
    let texts = Texts::load(workspace).await?;
    Ok(wordings(&texts, &trace::trace(&wanted, &texts.read())))
}

pub(super) fn wordings(texts: &Texts, phrase: &Phrase) -> Vec<Wording> {
    let mut out: Vec<Wording> = phrase
        .wordings
        .iter()
        .map(|w| Wording { wording: Vec::new(), edits: w.edits, occurrences: Vec::new() })
        .collect();
    for o in &phrase.occurrences {
        let wording = &mut out[o.wording];
        if wording.wording.is_empty() {
            wording.wording = texts.marked(o.document, o.span, &o.differing);
        }
        wording.occurrences.push(texts.place(o.document, o.span));
    }
    out
}
