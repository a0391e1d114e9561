//! Which documents of a corpus are worth comparing. Small corpora: all that share a party. Large ones: an index
//! of rare shingles finds what shares text, so that nothing is ever set against everything.

use super::wording::{hash, spaced, split};
use crate::model::{Document, DocumentKind};
use rustc_hash::FxHashMap;

/// Why two documents are worth comparing; the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The newer one follows the older one between the same parties.
    Successive,
    /// The same kind of document, with a party in common.
    Sister,
    /// They share much text.
    SharedText,
}

/// Two documents worth comparing, by their place in the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The older one.
    pub older: usize,
    /// The newer one.
    pub newer: usize,
    /// Why.
    pub why: Why,
    /// The share of the shorter one's text that both have, by sketch: 0 to 1.
    pub shared: f64,
}

/// Up to so many documents, all that share a party are compared.
const SMALL: usize = 30;
/// No newer document of a larger corpus is compared with more than so many.
const MOST: usize = 12;
/// How many statements between the same parties, counting back, are successive to a newer one in a larger corpus.
const BACK: usize = 4;
/// How many sister statements, counting back.
const SISTERS: usize = 4;
/// Sketches that share this much share much text.
const MUCH: f64 = 0.05;
/// A shingle in more documents than this is a formula and finds nothing.
const RARE: usize = 40;
/// Units in a shingle, and shingles in the window that keeps one.
const SHINGLE: usize = 8;
const WINDOW: usize = 8;

/// The pairs of `documents` worth comparing, by newer, then older; on the same day the order of `documents` decides.
#[must_use]
pub fn pairs(documents: &[&Document]) -> Vec<Pair> {
    let order = Order::of(documents);
    let shared = shared(documents);
    let key = |a: usize, b: usize| {
        if order.rank[a] < order.rank[b] { (a, b) } else { (b, a) }
    };
    let mut found: FxHashMap<(usize, usize), Why> = FxHashMap::default();
    let mut note = |older: usize, newer: usize, why: Why| {
        let at = found.entry((older, newer)).or_insert(why);
        *at = why.min(*at);
    };
    order.related(documents, &mut note);
    for (&(a, b), &share) in shared.iter().filter(|(_, share)| **share >= MUCH) {
        let (older, newer) = key(a, b);
        if documents[a].primary_language() == documents[b].primary_language() && share > 0.0 {
            note(older, newer, Why::SharedText);
        }
    }
    let share = |a: usize, b: usize| shared.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0);
    let mut out: Vec<Pair> = found
        .into_iter()
        .map(|((older, newer), why)| Pair { older, newer, why, shared: share(older, newer) })
        .collect();
    out.sort_by(|a, b| {
        a.newer
            .cmp(&b.newer)
            .then(a.why.cmp(&b.why))
            .then(b.shared.total_cmp(&a.shared))
            .then(order.rank[b.older].cmp(&order.rank[a.older]))
    });
    if documents.len() > SMALL {
        cap(&mut out);
    }
    out.sort_by_key(|p| (p.newer, p.older));
    out
}

/// All pairs of `documents` in one language that share at least so much of the shorter one's text, however many.
#[must_use]
pub fn sharing(documents: &[&Document], least: f64) -> Vec<Pair> {
    let order = Order::of(documents);
    let found = shared(documents).into_iter().filter(|(pair, share)| {
        *share >= least && documents[pair.0].primary_language() == documents[pair.1].primary_language()
    });
    let pair = |((a, b), shared): ((usize, usize), f64)| {
        let (older, newer) = if order.rank[a] < order.rank[b] { (a, b) } else { (b, a) };
        Pair { older, newer, why: Why::SharedText, shared }
    };
    let mut out: Vec<Pair> = found.map(pair).collect();
    out.sort_by_key(|p| (p.newer, p.older));
    out
}

fn cap(pairs: &mut Vec<Pair>) {
    let mut newer = (usize::MAX, 0);
    pairs.retain(|pair| {
        newer = if newer.0 == pair.newer { (newer.0, newer.1 + 1) } else { (pair.newer, 1) };
        newer.1 <= MOST
    });
}

/// The documents in the order of their dates.
struct Order {
    by_date: Vec<usize>,
    rank: Vec<usize>,
}

impl Order {
    fn of(documents: &[&Document]) -> Self {
        let mut by_date: Vec<usize> = (0..documents.len()).collect();
        by_date.sort_by_key(|&d| (documents[d].date.clone().unwrap_or_default(), d));
        let mut rank = vec![0; documents.len()];
        by_date.iter().enumerate().for_each(|(n, &d)| rank[d] = n);
        Self { by_date, rank }
    }

    /// Pairs by party and kind.
    fn related(&self, documents: &[&Document], note: &mut impl FnMut(usize, usize, Why)) {
        let small = documents.len() <= SMALL;
        let mut same: FxHashMap<(String, Vec<String>), Vec<usize>> = FxHashMap::default();
        let mut sisters: FxHashMap<(String, String, DocumentKind), Vec<usize>> = FxHashMap::default();
        for &newer in self.by_date.iter().filter(|&&d| statement(documents[d].kind)) {
            let document = documents[newer];
            let language = document.primary_language().to_owned();
            let mut parties = document.party_codes();
            parties.sort();
            let before = same.entry((language.clone(), parties.clone())).or_default();
            before
                .iter()
                .rev()
                .take(if small { SMALL } else { BACK })
                .for_each(|&older| note(older, newer, Why::Successive));
            before.push(newer);
            for party in parties {
                // In a small corpus any two kinds of statement are sisters.
                let kind = if small { DocumentKind::JointStatement } else { document.kind };
                let before = sisters.entry((language.clone(), party, kind)).or_default();
                before
                    .iter()
                    .rev()
                    .take(if small { SMALL } else { SISTERS })
                    .for_each(|&older| note(older, newer, Why::Sister));
                before.push(newer);
            }
        }
    }
}

/// Kinds that are compared for what they are; others only for the text they share.
const fn statement(kind: DocumentKind) -> bool {
    !matches!(kind, DocumentKind::Speech | DocumentKind::News | DocumentKind::Other)
}

/// For documents (smaller index first) with rare shingles in common: the share of the shorter sketch.
fn shared(documents: &[&Document]) -> FxHashMap<(usize, usize), f64> {
    let sketches: Vec<Vec<u64>> = documents.iter().map(|d| sketch(d)).collect();
    let mut postings: Vec<(u64, u32)> = sketches
        .iter()
        .enumerate()
        .flat_map(|(d, s)| s.iter().map(move |&h| (h, u32::try_from(d).unwrap_or(u32::MAX))))
        .collect();
    postings.sort_unstable();
    let mut counts: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    for with in postings.chunk_by(|a, b| a.0 == b.0).filter(|with| with.len() > 1 && with.len() <= RARE) {
        for (n, &(_, a)) in with.iter().enumerate() {
            with[n + 1..].iter().for_each(|&(_, b)| *counts.entry((a as usize, b as usize)).or_default() += 1.0);
        }
    }
    counts.into_iter().map(|((a, b), n)| ((a, b), n / sketches[a].len().min(sketches[b].len()).max(1) as f64)).collect()
}

/// The least hash of every window of shingles: the same passage gives the same hashes wherever it stands.
fn sketch(document: &Document) -> Vec<u64> {
    let mut runs = vec![Vec::new()];
    let spaced = spaced(&document.text);
    split(&document.text, 0..document.text.len(), spaced, &mut runs);
    let symbols: Vec<u64> = runs.iter().flatten().map(|u| u.symbol).collect();
    let hashes: Vec<u64> = symbols.windows(SHINGLE).map(|w| mixed(hash(w))).collect();
    let mut out: Vec<u64> = hashes.windows(WINDOW).filter_map(|w| w.iter().min().copied()).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Spreads a hash so that the least of a window is any of them.
const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 31)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash ^ (hash >> 29)
}
