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
mod known;
mod lead_in;
mod parties;
mod people;
mod segments;
mod sentence;
mod stretches;

pub use examples::{Failure, check_examples};

use crate::model::{Clause, Document, Provision, ProvisionKind};
use crate::rules::{Language, Sightings, Tokens};
use govern::Governance;
use head::Walk;
use known::Known;
use parties::Parties;
use sentence::Reader;
use std::ops::Range;

/// Finds the clauses of a document.
#[must_use]
pub fn find(document: &Document, language: &Language) -> Vec<Clause> {
    let setting = Setting::of(document, language);
    let mut blocks = Blocks::of(&setting);
    let mut sightings = Sightings::default();
    let mut clauses = Vec::new();
    for (n, provision) in document.provisions.iter().enumerate() {
        language.dictionary.look(document.words(provision), &mut sightings);
        blocks.read(n, &sightings, &mut clauses);
    }
    clauses
}

/// What all sentences of a document have in common.
pub struct Setting<'a> {
    document: &'a Document,
    language: &'a Language,
    parties: Parties<'a>,
    known: Known,
}

impl<'a> Setting<'a> {
    /// Of a document.
    #[must_use]
    pub fn of(document: &'a Document, language: &'a Language) -> Self {
        let parties = Parties::of(document, language);
        Self { document, language, parties, known: Known::of(&language.clauses.lexicon) }
    }

    fn walk<'w>(
        &'w self,
        sentence: usize,
        block: &Provision,
        sightings: &'w Sightings,
        tokens: &'w mut Tokens,
    ) -> Walk<'w> {
        let span = self.document.sentences[sentence].span;
        let base = (span.start - block.span.start) as usize;
        tokens.take(&self.language.clauses.lexicon, sightings, base..base + span.len());
        let text = span.of(&self.document.text);
        Walk { text, base, sightings, tokens, setting: self }
    }
}

/// Reads the blocks of a document in their order.
pub struct Blocks<'a> {
    setting: &'a Setting<'a>,
    reader: Reader<'a>,
    governance: Governance,
    tokens: Tokens,
    /// The first sentence that is still to be read.
    next: usize,
}

impl<'a> Blocks<'a> {
    /// Of a document, before its first block.
    #[must_use]
    pub fn of(setting: &'a Setting<'a>) -> Self {
        let (governance, tokens) = (Governance::default(), Tokens::default());
        Self { setting, reader: Reader::new(setting), governance, tokens, next: 0 }
    }

    /// Adds the clauses of block number `n`, whose words are found.
    pub fn read(&mut self, n: usize, sightings: &Sightings, out: &mut Vec<Clause>) {
        let document = self.setting.document;
        let sentences = self.sentences(n);
        let block = &document.provisions[n];
        if sentences.is_empty() || self.setting.language.clauses.rules.is_empty() {
            return;
        }
        let before = n.checked_sub(1).map(|n| &document.provisions[n]);
        if !carries(block.kind) {
            self.governance.enter(block, before, false);
            return;
        }
        for number in sentences.clone() {
            let walk = self.setting.walk(number, block, sightings, &mut self.tokens);
            let parts = walk.parts();
            if number == sentences.start {
                self.governance.enter(block, before, parts.iter().any(|part| part.head.own()));
                self.reader.enter();
            }
            self.reader.read(number, &walk, parts, &mut self.governance, out);
        }
    }

    /// The sentences of a block.
    fn sentences(&mut self, block: usize) -> Range<usize> {
        let rest = &self.setting.document.sentences[self.next..];
        let own = rest.iter().take_while(|s| s.provision == block).count();
        self.next += own;
        self.next - own..self.next
    }
}

/// Blocks whose sentences are clauses.
fn carries(kind: ProvisionKind) -> bool {
    matches!(kind, ProvisionKind::Paragraph | ProvisionKind::Item | ProvisionKind::Bullet)
}
