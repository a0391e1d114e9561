//! Edition → Document.

mod sentences;

pub use sentences::sentences;

use crate::model::{Document, DocumentKind, Edition};
use crate::rules::Knowledge;

/// Finds the tree, the sentences and the identity of a document.
#[must_use]
pub fn divide(edition: &Edition, _knowledge: &Knowledge) -> Document {
    Document {
        title: String::new(),
        title_made: true,
        subtitle: None,
        kind: DocumentKind::Other,
        date: None,
        place: None,
        parties: vec![],
        signatories: vec![],
        language: edition.language.to_owned(),
        complete: edition.complete,
        text: edition.text.clone(),
        provisions: vec![],
        sentences: vec![],
        notes: vec![],
    }
}
