//! Document → Findings.
//!
//! In: a [`Document`] and the knowledge of its language. Out: [`Findings`]. Never: changes the text, fails.
//! See: `annotation.md` of the project's shared papers; `languages/README.md`.

pub mod clauses;
mod examples;
pub mod references;
pub mod topics;

pub use examples::check_examples;

use crate::model::{Document, Findings};
use crate::rules::Knowledge;

/// Finds the clauses and references of a document.
#[must_use]
pub fn extract(document: &Document, knowledge: &Knowledge) -> Findings {
    let Some(language) = knowledge.language(&document.language) else { return Findings::default() };
    let mut clauses = clauses::find(document, language);
    topics::fill(document, &mut clauses, language);
    Findings { clauses, references: references::find(document, language) }
}
