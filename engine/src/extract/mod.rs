//! Document → Findings.
//!
//! In: a [`Document`] and the knowledge of its language. Out: [`Findings`]. Never: changes the text, fails.
//! See: `annotation.md` of the project's shared papers; `languages/README.md`.

pub mod clauses;
pub mod references;

use crate::model::{Document, Findings};
use crate::rules::Knowledge;

/// Finds the clauses and references of a document.
#[must_use]
pub fn extract(document: &Document, knowledge: &Knowledge) -> Findings {
    let Some(language) = knowledge.language(&document.language) else { return Findings::default() };
    Findings { clauses: clauses::find(document, language), references: references::find(document, language) }
}
