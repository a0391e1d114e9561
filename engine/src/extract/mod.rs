//! Document → Findings.
//!
//! In: a [`Document`] and the knowledge of its language. Out: [`Findings`]. Never: changes the text, fails.
//! Block by block: the words of a block are found once, and every part reads what it needs of them.
//! See: `annotation.md` of the project's shared papers; `languages/README.md`.

pub mod clauses;
mod examples;
pub mod references;
pub mod topics;

pub use examples::check_examples;

use crate::model::{Document, Findings};
use crate::rules::{Knowledge, Sightings};

/// Finds the clauses and references of a document.
#[must_use]
pub fn extract(document: &Document, knowledge: &Knowledge) -> Findings {
    let Some(language) = knowledge.language(&document.language) else { return Findings::default() };
    let setting = clauses::Setting::of(document, language);
    let mut acts = clauses::Blocks::of(&setting);
    let mut matters = topics::Blocks::of(document, language);
    let mut names = references::Blocks::of(document, language);
    let mut sightings = Sightings::default();
    let mut clauses = Vec::new();
    for (n, block) in document.provisions.iter().enumerate() {
        language.dictionary.look(document.words(block), &mut sightings);
        let before = clauses.len();
        acts.read(n, &sightings, &mut clauses);
        matters.read(n, &sightings, &mut clauses[before..]);
        names.read(block, &sightings);
    }
    Findings { clauses, references: names.settled() }
}
