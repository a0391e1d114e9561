//! Documents made ready for comparing: each once for each part it plays, however many it is compared with.

use super::neutral::{self, Seats};
use super::wording::Wording;
use super::{changes, knows};
use crate::model::{Change, Document, Findings};
use crate::rules::Knowledge;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A document with its findings.
type Text<'a> = (&'a Document, &'a Findings);

/// What a document is read as: which one, in which language's knowledge, its parties in which seats.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Part<'a> {
    document: usize,
    language: &'a str,
    seats: Seats,
}

/// Documents that are to be compared with each other.
pub struct Shelf<'a> {
    texts: Vec<Text<'a>>,
    knowledge: &'a Knowledge,
    ready: FxHashMap<Part<'a>, OnceLock<Wording<'a>>>,
}

impl<'a> Shelf<'a> {
    /// For comparing these `pairs` of `texts`, each (older, newer).
    #[must_use]
    pub fn of(texts: Vec<Text<'a>>, pairs: impl IntoIterator<Item = (usize, usize)>, knowledge: &'a Knowledge) -> Self {
        let mut shelf = Self { texts, knowledge, ready: FxHashMap::default() };
        for (older, newer) in pairs {
            let (old, new) = shelf.parts(older, newer);
            shelf.ready.entry(old).or_default();
            shelf.ready.entry(new).or_default();
        }
        shelf
    }

    fn parts(&self, older: usize, newer: usize) -> (Part<'a>, Part<'a>) {
        let (old, new) = (self.texts[older].0, self.texts[newer].0);
        let seats = neutral::seats(&old.parties, &new.parties);
        let part = |document, seats| Part { document, language: new.primary_language(), seats };
        (part(older, seats.0), part(newer, seats.1))
    }

    fn read(&self, part: &Part<'a>) -> Wording<'a> {
        Wording::of(self.texts[part.document], &part.seats, knows(part.language, self.knowledge))
    }

    /// How each sentence of `newer` stands to `older`, as [`super::link`] says it.
    #[must_use]
    pub fn changes(&self, older: usize, newer: usize) -> Vec<Change> {
        let (old, new) = self.parts(older, newer);
        let compare = knows(new.language, self.knowledge).0;
        let ready = |part: &Part<'a>| self.ready.get(part).map(|place| place.get_or_init(|| self.read(part)));
        let findings = (self.texts[older].1, self.texts[newer].1);
        match (ready(&old), ready(&new)) {
            (Some(old), Some(new)) => changes((old, findings.0), (new, findings.1), compare),
            _ => changes((&self.read(&old), findings.0), (&self.read(&new), findings.1), compare),
        }
    }
}
