//! Where decisions are anchored, and whether their words still stand there.

use crate::shape::{Clause, Provision};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use utoipa::ToSchema;

/// Where a decision is anchored: document, provision and quoted words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct Anchor {
    /// Id of the document.
    pub document: String,
    /// Its provision.
    pub eid: String,
    /// The clause, word for word.
    pub words: String,
    /// Which one, counting from 0, where a provision says the same words more than once.
    #[serde(default)]
    pub nth: usize,
}

/// Where the words of an anchor stand now.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Standing {
    /// They are an entry: the one at this place of the list.
    Entry(usize),
    /// They stand in the text, but are no undertaking any more: the clause that is read there, and its provision.
    Text(Option<Box<Clause>>, String),
    /// They are gone. What stands at the provision now.
    Gone(Option<String>),
}

/// The texts of the documents that anchors are looked up in when no entry has their words.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) provisions: BTreeMap<String, Vec<Provision>>,
    pub(super) clauses: BTreeMap<String, Vec<Clause>>,
}

/// The places of the entries, to be asked by anchor.
#[derive(Debug, Default)]
pub(super) struct Places {
    exact: HashMap<Anchor, usize>,
    words: HashMap<(String, String), Vec<usize>>,
    pub(super) carried: BTreeMap<Anchor, Anchor>,
    /// Documents that have another id now, by the one they had.
    pub(super) moved: BTreeMap<String, String>,
    pub(super) texts: Texts,
}

impl Places {
    /// The anchors of `clauses` in order, counted where a provision repeats itself.
    pub(super) fn anchors<'c>(clauses: impl IntoIterator<Item = &'c Clause>) -> Vec<Anchor> {
        let mut seen: HashMap<Anchor, usize> = HashMap::new();
        let anchor = |clause: &Clause| {
            let (document, eid, words) = (clause.document.clone(), clause.eid.clone(), clause.text.clone());
            let mut anchor = Anchor { document, eid, words, nth: 0 };
            let nth = seen.entry(anchor.clone()).or_default();
            anchor.nth = *nth;
            *nth += 1;
            anchor
        };
        clauses.into_iter().map(anchor).collect()
    }

    pub(super) fn add(&mut self, at: usize, anchor: &Anchor) {
        self.exact.insert(anchor.clone(), at);
        self.words.entry((anchor.document.clone(), anchor.words.clone())).or_default().push(at);
    }

    /// Notes under which id documents stand now whose id has changed: a better reading may find another date or title,
    /// and ids are made of these. Only where none of the words stand under the old id, most of them stand in the same
    /// provisions of one other document, and the old id is nobody's, or one of several that share all but their end.
    pub(super) fn follow(&mut self, anchors: &[Anchor], known: &BTreeSet<String>) {
        let mut by_document: BTreeMap<&str, BTreeSet<&Anchor>> = BTreeMap::new();
        for anchor in anchors.iter().filter(|a| !self.carried.contains_key(*a)) {
            by_document.entry(&anchor.document).or_default().insert(anchor);
        }
        let mut moved = BTreeMap::new();
        for (document, anchors) in by_document {
            if anchors.iter().any(|a| !matches!(self.find(a), Standing::Gone(_))) {
                continue;
            }
            let mut holding: BTreeMap<&str, usize> = BTreeMap::new();
            for other in self.exact.keys() {
                let same = |a: &&&Anchor| a.eid == other.eid && a.words == other.words && a.nth == other.nth;
                if anchors.iter().any(|a| same(&a)) {
                    *holding.entry(&other.document).or_default() += 1;
                }
            }
            let most = holding.iter().max_by_key(|(_, n)| **n);
            let Some((&other, &count)) = most.filter(|(_, n)| **n * 2 > anchors.len()) else { continue };
            let alone = holding.values().filter(|n| **n == count).count() == 1;
            let akin = other.starts_with(document) || document.starts_with(other);
            if alone && (akin || !known.contains(document)) {
                moved.insert(document.to_owned(), other.to_owned());
            }
        }
        self.moved = moved;
    }

    /// An anchor under the id its document has now.
    pub(super) fn here(&self, anchor: &Anchor) -> Anchor {
        let mut here = anchor.clone();
        if let Some(document) = self.moved.get(&anchor.document).filter(|_| !self.carried.contains_key(anchor)) {
            here.document.clone_from(document);
        }
        here
    }

    /// Where the words of `anchor` stand: at its place, or where the same words now stand once in the same document.
    pub(super) fn find(&self, anchor: &Anchor) -> Standing {
        let anchor = self.last(anchor);
        self.entry(anchor).map_or_else(|| self.in_text(anchor), Standing::Entry)
    }

    /// The entry with the words of `anchor`.
    pub(super) fn entry(&self, anchor: &Anchor) -> Option<usize> {
        let anchor = self.last(anchor);
        self.exact.get(anchor).copied().or_else(|| {
            match self.words.get(&(anchor.document.clone(), anchor.words.clone())).map(Vec::as_slice) {
                Some([only]) => Some(*only),
                _ => None,
            }
        })
    }

    /// What people carried an anchor to, as often as they did.
    pub(super) fn last<'a>(&'a self, anchor: &'a Anchor) -> &'a Anchor {
        let mut at = anchor;
        for _ in 0..self.carried.len() {
            match self.carried.get(at) {
                Some(next) if next != at => at = next,
                _ => break,
            }
        }
        at
    }

    /// The words of the first entry at the provision of an anchor.
    fn near(&self, anchor: &Anchor) -> Option<String> {
        let here = |(other, _): &(&Anchor, &usize)| other.document == anchor.document && other.eid == anchor.eid;
        self.exact.iter().filter(here).min_by_key(|(_, at)| **at).map(|(other, _)| other.words.clone())
    }

    fn in_text(&self, anchor: &Anchor) -> Standing {
        let provisions = self.texts.provisions.get(&anchor.document).map_or(&[][..], Vec::as_slice);
        let here = provisions.iter().find(|p| p.eid == anchor.eid);
        let with_words = |p: &&Provision| !anchor.words.is_empty() && p.text.contains(&anchor.words);
        let mut others = provisions.iter().filter(with_words);
        let found = here.filter(with_words).or_else(|| others.next().filter(|_| others.next().is_none()));
        let Some(provision) = found else {
            return Standing::Gone(here.map_or_else(|| self.near(anchor), |p| Some(p.text.clone())));
        };
        let clauses = self.texts.clauses.get(&anchor.document).map_or(&[][..], Vec::as_slice);
        let mut inside = clauses.iter().filter(|c| c.eid == provision.eid);
        let clause = inside.find(|c| c.text.contains(&anchor.words) || anchor.words.contains(&c.text));
        Standing::Text(clause.map(|c| Box::new(c.clone())), provision.eid.clone())
    }
}
