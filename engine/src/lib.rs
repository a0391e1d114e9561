//! Text in, meaning out. Pure: no files, clock, environment, network or randomness.
//!
//! Six stages, one way, each a function that cannot fail:
//!
//! ```text
//! bytes ─admit→ Source ─clean→ Witnesses ─collate→ Edition ─divide→ Document ─extract→ Findings
//!                                                              two Documents ─link→ Changes
//! ```
//!
//! The stages know the nouns of [`model`] and the knowledge of [`rules`], never each other.

pub mod admit;
pub mod clean;
pub mod collate;
pub mod divide;
pub mod extract;
pub mod link;
pub mod model;
pub mod rules;
pub mod suspect;

use model::{Document, Edition, Findings, Source, Suspicion, Witness};
use rules::Knowledge;

/// A document with everything that was read and found.
#[derive(Debug)]
pub struct Reading {
    /// Its established text and apparatus.
    pub edition: Edition,
    /// Its tree.
    pub document: Document,
    /// Its clauses and references.
    pub findings: Findings,
}

/// From bytes to the witnesses in them: the part of the work that concerns one source alone.
#[must_use]
pub fn witnesses(name: &str, bytes: &[u8], number: usize, knowledge: &Knowledge) -> (Source, Vec<Witness>) {
    let source = admit::admit(name, bytes);
    let witnesses = clean::clean(&source, number, knowledge);
    (source, witnesses)
}

/// From all witnesses at hand to the documents they carry. The order of the witnesses does not matter.
#[must_use]
pub fn read(witnesses: &[Witness], knowledge: &Knowledge) -> Vec<Reading> {
    collate::collate(witnesses, knowledge).into_iter().map(|edition| understand(edition, knowledge)).collect()
}

/// From an established text to its tree and meaning.
#[must_use]
pub fn understand(edition: Edition, knowledge: &Knowledge) -> Reading {
    let document = divide::divide(&edition, knowledge);
    let findings = extract::extract(&document, knowledge);
    Reading { edition, document, findings }
}

/// What is suspected in each of `readings`. Asks all of them: what one spells, another attests.
#[must_use]
pub fn suspicions(
    readings: &[Reading],
    knowledge: &Knowledge,
    vocabulary: suspect::Vocabulary<'_>,
) -> Vec<Vec<Suspicion>> {
    let held: Vec<suspect::Held<'_>> = readings
        .iter()
        .map(|r| suspect::Held { edition: &r.edition, document: &r.document, findings: &r.findings })
        .collect();
    suspect::suspect(&held, knowledge, vocabulary)
}
