//! Sentences → clauses: who undertakes, asks, takes a stance or records what, and by which rule.
//!
//! In: a [`Document`] and the clause rules of its language. Out: [`Clause`]s that tile its sentences.
//! Never: decides by the words of one text; every decision names its rule and the words it rests on.
//! See: `languages/<code>/rules/`, `languages/<code>/words/`; the annotation guidelines, sections 3 and 3a.

mod bind;
mod deadline;
mod examples;
mod govern;
mod head;
mod lead_in;
mod parties;
mod people;
mod segments;
mod sentence;
mod stretches;

pub use examples::{Failure, check_examples};

use crate::model::{Clause, Document, ProvisionKind};
use crate::rules::{Language, Token};
use govern::Governance;
use head::Known;
use parties::Parties;
use sentence::Reader;

/// Finds the clauses of a document.
#[must_use]
pub fn find(document: &Document, language: &Language) -> Vec<Clause> {
    if language.clauses.rules.is_empty() {
        return Vec::new();
    }
    let parties = Parties::of(document, language);
    let mut reader = Reader::new(document, language, &parties, Known::of(&language.clauses.lexicon, &language.words));
    let mut governance = Governance::default();
    let mut tokens: Vec<Token> = Vec::new();
    let mut clauses = Vec::new();
    let mut block = None;
    for (n, sentence) in document.sentences.iter().enumerate() {
        let provision = &document.provisions[sentence.provision];
        if !carries(provision.kind) {
            if block != Some(sentence.provision) {
                governance.enter(document, provision, false);
                block = Some(sentence.provision);
            }
            continue;
        }
        language.clauses.lexicon.tokens(sentence.span.of(&document.text), &mut tokens);
        if block != Some(sentence.provision) {
            governance.enter(document, provision, reader.begins_with_party(n, &tokens));
            reader.enter();
            block = Some(sentence.provision);
        }
        reader.read(n, &tokens, &mut governance, &mut clauses);
    }
    clauses
}

/// Blocks whose sentences are clauses.
fn carries(kind: ProvisionKind) -> bool {
    matches!(kind, ProvisionKind::Paragraph | ProvisionKind::Item | ProvisionKind::Bullet)
}
