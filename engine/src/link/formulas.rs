//! The set phrases of a corpus, found without being named: whatever many documents repeat beyond chance.

use super::phrases::Corpus;
use crate::model::{Document, Span};

/// Where a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which of the documents.
    pub document: usize,
    /// In its reading text.
    pub span: Span,
}

/// A phrase that documents repeat.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// Its words, as first printed.
    pub text: String,
    /// How many documents have it.
    pub documents: usize,
    /// Documents × length × rarity.
    pub weight: f64,
    /// Every place, in order.
    pub places: Vec<Place>,
}

/// What to look for.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    /// A formula stands in at least so many documents.
    pub documents: usize,
    /// It has at least so many units (characters, or words in spaced scripts).
    pub units: usize,
    /// No more than so many formulas are wanted.
    pub limit: usize,
}

impl Default for Search {
    fn default() -> Self {
        Self { documents: 3, units: 4, limit: 500 }
    }
}

/// A formula inside a longer one is left out when the longer one has at least this share of its documents.
const SAME: f64 = 0.75;

/// The set phrases of `documents`, the weightiest first.
#[must_use]
pub fn formulas(documents: &[&Document], search: Search) -> Vec<Formula> {
    let corpus = Corpus::of(documents);
    let order = suffixes(&corpus, search.units);
    let mut found: Vec<Found> = repeats(&corpus, &order, search).collect();
    found.sort_by(|a, b| {
        b.weight.total_cmp(&a.weight).then(order[a.from].cmp(&order[b.from])).then(b.length.cmp(&a.length))
    });
    let mut out: Vec<Formula> = Vec::new();
    for one in found {
        if out.len() == search.limit {
            break;
        }
        let formula = one.formula(&corpus, &order);
        let part_of = |longer: &Formula| {
            longer.text.contains(&formula.text) && longer.documents as f64 >= SAME * formula.documents as f64
        };
        let says_no_more =
            |shorter: &Formula| formula.text.contains(&shorter.text) && formula.documents == shorter.documents;
        if !out.iter().any(|kept| part_of(kept) || says_no_more(kept)) {
            out.push(formula);
        }
    }
    out
}

/// All places where at least `units` units follow, in the order of what follows.
fn suffixes(corpus: &Corpus<'_>, units: usize) -> Vec<u32> {
    let all = u32::try_from(corpus.symbols.len()).unwrap_or(u32::MAX);
    let mut order: Vec<u32> = (0..all).filter(|&p| (corpus.run_end[p as usize] - p) as usize >= units).collect();
    order.sort_unstable_by(|&a, &b| rest(corpus, a).cmp(rest(corpus, b)).then(a.cmp(&b)));
    order
}

fn rest<'a>(corpus: &'a Corpus<'_>, at: u32) -> &'a [u32] {
    &corpus.symbols[at as usize..corpus.run_end[at as usize] as usize]
}

/// A stretch of the suffix order that shares its first `length` units.
struct Found {
    from: usize,
    to: usize,
    length: usize,
    documents: usize,
    weight: f64,
}

impl Found {
    fn formula(&self, corpus: &Corpus<'_>, order: &[u32]) -> Formula {
        let place = |&p: &u32| {
            let document = corpus.document_of(p as usize);
            Place { document, span: corpus.span(p as usize, p as usize + self.length - 1) }
        };
        let mut places: Vec<Place> = order[self.from..self.to].iter().map(place).collect();
        places.sort_unstable();
        let text = places.first().map_or(String::new(), |p| p.span.of(&corpus.documents[p.document].text).to_owned());
        Formula { text, documents: self.documents, weight: self.weight, places }
    }
}

/// Every repeat that cannot grow to either side without losing places.
fn repeats<'a>(corpus: &'a Corpus<'_>, order: &'a [u32], search: Search) -> impl Iterator<Item = Found> + 'a {
    let common =
        |n: usize| rest(corpus, order[n - 1]).iter().zip(rest(corpus, order[n])).take_while(|(a, b)| a == b).count();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut closed = Vec::new();
    for n in 1..=order.len() {
        let length = if n < order.len() { common(n) } else { 0 };
        let mut from = n - 1;
        while let Some(&(start, top)) = open.last().filter(|(_, top)| *top > length) {
            open.pop();
            closed.push((start, n, top));
            from = start;
        }
        if length >= search.units && open.last().is_none_or(|(_, top)| *top < length) {
            open.push((from, length));
        }
    }
    closed.into_iter().filter_map(move |(from, to, length)| {
        weigh(corpus, &order[from..to], length, search).map(|(documents, weight)| Found {
            from,
            to,
            length,
            documents,
            weight,
        })
    })
}

fn weigh(corpus: &Corpus<'_>, places: &[u32], length: usize, search: Search) -> Option<(usize, f64)> {
    if places.len() < search.documents || grows_left(corpus, places) {
        return None;
    }
    let mut documents: Vec<usize> = places.iter().map(|&p| corpus.document_of(p as usize)).collect();
    documents.sort_unstable();
    documents.dedup();
    let tells: f64 = rest(corpus, places[0])[..length].iter().map(|&s| corpus.tells[s as usize]).sum();
    let by_chance = (corpus.symbols.len() as f64).ln() - tells;
    let beyond_chance = (places.len() as f64).ln() > by_chance + 1.0;
    (documents.len() >= search.documents && beyond_chance).then_some((documents.len(), documents.len() as f64 * tells))
}

/// Whether the same unit stands before every place.
fn grows_left(corpus: &Corpus<'_>, places: &[u32]) -> bool {
    let before = |p: u32| {
        p.checked_sub(1)
            .filter(|&b| corpus.run_end[b as usize] == corpus.run_end[p as usize])
            .map(|b| corpus.symbols[b as usize])
    };
    let first = before(places[0]);
    first.is_some() && places.iter().all(|&p| before(p) == first)
}
