//! Edition → Document: the tree, the sentences, and what the document is.
//!
//! In: an [`Edition`]. Out: a [`Document`], one provision for each block. Never: changes the text.
//! See: `languages/*/shape.toml`; Akoma Ntoso naming convention for eIds.

mod blocks;
mod identity;
mod levels;
mod parties;

pub use crate::rules::sentences;

use crate::model::{Document, Edition};
use crate::rules::{Knowledge, Language};

/// Finds the tree, the sentences and the identity of a document.
#[must_use]
pub fn divide(edition: &Edition, knowledge: &Knowledge) -> Document {
    let language = knowledge.language(edition.language).or(knowledge.languages.first());
    let Some(language) = language else { return Document::from_blocks(&[], Vec::new(), None, sentences) };
    divided(edition, language)
}

fn divided(edition: &Edition, language: &Language) -> Document {
    let mut blocks = blocks::blocks(edition, language);
    let depths = levels::levels(&mut blocks, edition, language);
    let mut document = Document::from_outline(&blocks, &depths, |text| language.shape.sentences.of(text));
    document.language = edition.language.to_owned();
    document.complete = edition.complete;
    identity::identify(&mut document, edition, language);
    document
}
