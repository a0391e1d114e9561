//! Two Documents → Changes.

use crate::model::{Change, Document, Findings};
use crate::rules::Knowledge;

/// How each sentence of `newer` stands to `older`, and which of `older` nothing answers.
#[must_use]
pub fn link(
    _older: (&Document, &Findings),
    _newer: (&Document, &Findings),
    _knowledge: &Knowledge,
) -> Vec<Change> {
    Vec::new()
}
