//! Witnesses → Editions.

use crate::model::{Edition, Witness};
use crate::rules::Knowledge;

/// Finds which witnesses carry the same document and establishes its text.
#[must_use]
pub fn collate(_witnesses: &[Witness], _knowledge: &Knowledge) -> Vec<Edition> {
    Vec::new()
}
