//! Document → Findings.
//!
//! In: a [`Document`] and the knowledge of its language. Out: [`Findings`]. Never: changes the text, fails.
//! See: `annotation.md` of the project's shared papers; `languages/README.md`.

use crate::model::{Document, Findings};
use crate::rules::Knowledge;

/// Finds the clauses and references of a document.
#[must_use]
pub fn extract(_document: &Document, _knowledge: &Knowledge) -> Findings {
    Findings::default()
}
