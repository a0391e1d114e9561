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
use crate::rules::{Knowledge, Language, Sightings, simplified};

/// Finds the clauses and references of a document.
#[must_use]
pub fn extract(document: &Document, knowledge: &Knowledge) -> Findings {
    let Some(language) = knowledge.language(&document.language) else { return Findings::default() };
    if document.language.ends_with("-Hant") {
        return found(&folded(document), language);
    }
    found(document, language)
}

/// The document in simplified script, in which the words of the rules are; every place stays what it was.
fn folded(document: &Document) -> Document {
    let mut plain = document.clone();
    plain.text = simplified(&plain.text);
    for name in plain.parties.iter_mut().flat_map(|party| &mut party.names) {
        *name = simplified(name);
    }
    plain
}

fn found(document: &Document, language: &Language) -> Findings {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClauseKind, ProvisionKind};

    #[test]
    fn traditional_script_is_understood_and_stays_as_it_is() {
        let mut document = examples::document(std::iter::once((ProvisionKind::Paragraph, "雙方將加強漁業合作。")));
        document.language = "zh-Hant".to_owned();
        let findings = extract(&document, Knowledge::builtin());
        let clause = &findings.clauses[0];
        assert_eq!(clause.kind, ClauseKind::Commitment);
        assert_eq!(clause.operator.map(|operator| operator.of(&document.text)), Some("將加強"));
    }
}
