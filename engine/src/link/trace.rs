//! Following one set phrase through documents: where it stands, word for word or nearly so, and in which wordings.

use super::phrases::Corpus;
use crate::model::{Document, Span};

/// A place that has the phrase, or nearly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Which of the documents.
    pub document: usize,
    /// In its reading text.
    pub span: Span,
    /// Which of the wordings.
    pub wording: usize,
    /// The words that are not the phrase's own.
    pub differing: Vec<Span>,
}

/// One way of putting it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its words, as first printed.
    pub text: String,
    /// How often.
    pub count: usize,
    /// Units of the phrase it changes, leaves out or adds.
    pub edits: usize,
}

/// A phrase through documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// Its wordings, the nearest first, then the most frequent.
    pub wordings: Vec<Variant>,
    /// In the order of the documents and their texts.
    pub occurrences: Vec<Occurrence>,
}

/// The share of the phrase's units that may differ.
const MAY_DIFFER: f64 = 0.34;
/// The share of what the phrase tells, rare units telling more, that must stand there unchanged.
const MUST_STAND: f64 = 0.6;
/// Of a longer phrase so many units are looked for.
const LONGEST: usize = 64;

/// Finds `phrase` in `documents`, in one pass over their text.
#[must_use]
pub fn trace(phrase: &str, documents: &[&Document]) -> Phrase {
    let corpus = Corpus::of(documents);
    let mut wanted = corpus.read(phrase);
    wanted.truncate(LONGEST);
    if wanted.is_empty() {
        return Phrase::default();
    }
    let may = if wanted.len() < 3 { 0 } else { ((wanted.len() as f64 * MAY_DIFFER).round() as usize).max(1) };
    let mut hits = Vec::new();
    for (end, _) in candidates(&corpus, &wanted, may) {
        hits.extend(Hit::ending(&corpus, &wanted, end, may));
    }
    group(&corpus, best_of_overlapping(hits, wanted.len()))
}

/// The last units of stretches within `may` edits of `wanted` (Myers' bit-parallel search), with their distance.
fn candidates(corpus: &Corpus<'_>, wanted: &[u32], may: usize) -> Vec<(usize, usize)> {
    let mut masks = vec![0u64; corpus.tells.len()];
    for (n, &symbol) in wanted.iter().enumerate().filter(|(_, s)| **s != u32::MAX) {
        masks[symbol as usize] |= 1 << n;
    }
    let top = 1u64 << (wanted.len() - 1);
    let mut out = Vec::new();
    let (mut plus, mut minus, mut distance) = (u64::MAX, 0u64, wanted.len());
    for (at, &symbol) in corpus.symbols.iter().enumerate() {
        let equal = masks[symbol as usize];
        let vertical = equal | minus;
        let horizontal = (((equal & plus).wrapping_add(plus)) ^ plus) | equal;
        let up = minus | !(horizontal | plus);
        let down = plus & horizontal;
        distance = distance + usize::from(up & top != 0) - usize::from(down & top != 0);
        let (up, down) = (up << 1, down << 1);
        plus = down | !(vertical | up);
        minus = up & vertical;
        if distance <= may {
            out.push((at, distance));
        }
        if corpus.run_end[at] as usize == at + 1 {
            (plus, minus, distance) = (u64::MAX, 0, wanted.len());
        }
    }
    out
}

struct Hit {
    first: usize,
    last: usize,
    edits: usize,
    differing: Vec<usize>,
}

impl Hit {
    /// The best stretch that ends with unit `last`, if enough of the phrase stands in it.
    fn ending(corpus: &Corpus<'_>, wanted: &[u32], last: usize, may: usize) -> Option<Self> {
        let reach = wanted.len() + may;
        let run = (0..reach).take_while(|&n| n <= last && corpus.run_end[last - n] == corpus.run_end[last]).count();
        let text: Vec<u32> = (0..run).map(|n| corpus.symbols[last - n]).collect();
        let table = table(wanted, &text);
        let columns = text.len() + 1;
        let length = (1..columns).min_by_key(|&j| (table[wanted.len() * columns + j], j.abs_diff(wanted.len())))?;
        let edits = table[wanted.len() * columns + length];
        let (matched, kept) = walk(wanted, &text, &table, length);
        let unknown = (corpus.symbols.len() as f64).ln();
        let tells = |n: usize| corpus.tells.get(wanted[n] as usize).copied().unwrap_or(unknown);
        let stands: f64 = matched.iter().map(|&n| tells(n)).sum();
        let whole: f64 = (0..wanted.len()).map(tells).sum();
        let differing = (0..length).rev().filter(|j| !kept.contains(j)).map(|j| last - j).collect();
        (edits <= may && stands >= MUST_STAND * whole).then_some(Self {
            first: last + 1 - length,
            last,
            edits,
            differing,
        })
    }
}

/// Edit distances between the ends of the phrase and the text read backwards.
fn table(wanted: &[u32], text: &[u32]) -> Vec<usize> {
    let columns = text.len() + 1;
    let mut table = vec![0; (wanted.len() + 1) * columns];
    (0..columns).for_each(|j| table[j] = j);
    for i in 1..=wanted.len() {
        table[i * columns] = i;
        for j in 1..columns {
            let same = usize::from(wanted[wanted.len() - i] != text[j - 1]);
            table[i * columns + j] = (table[(i - 1) * columns + j - 1] + same)
                .min(table[(i - 1) * columns + j] + 1)
                .min(table[i * columns + j - 1] + 1);
        }
    }
    table
}

/// Which units of the phrase, and which of the text read backwards, answer each other.
fn walk(wanted: &[u32], text: &[u32], table: &[usize], length: usize) -> (Vec<usize>, Vec<usize>) {
    let columns = text.len() + 1;
    let (mut i, mut j) = (wanted.len(), length);
    let (mut matched, mut kept) = (Vec::new(), Vec::new());
    while i > 0 && j > 0 {
        let here = table[i * columns + j];
        let same = wanted[wanted.len() - i] == text[j - 1];
        if same && table[(i - 1) * columns + j - 1] == here {
            matched.push(wanted.len() - i);
            kept.push(j - 1);
            (i, j) = (i - 1, j - 1);
        } else if table[(i - 1) * columns + j - 1] + 1 == here {
            (i, j) = (i - 1, j - 1);
        } else if table[(i - 1) * columns + j] + 1 == here {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    (matched, kept)
}

/// Of hits that overlap, the one with the fewest edits; of those, the one as long as the phrase.
fn best_of_overlapping(hits: Vec<Hit>, length: usize) -> Vec<Hit> {
    let far = |hit: &Hit| (hit.edits, (hit.last + 1 - hit.first).abs_diff(length));
    let mut out: Vec<Hit> = Vec::new();
    for hit in hits {
        match out.last_mut() {
            Some(last) if hit.first <= last.last => {
                if far(&hit) < far(last) {
                    *last = hit;
                }
            }
            _ => out.push(hit),
        }
    }
    out
}

fn group(corpus: &Corpus<'_>, hits: Vec<Hit>) -> Phrase {
    let symbols = |hit: &Hit| corpus.symbols[hit.first..=hit.last].to_vec();
    let mut groups: Vec<(usize, usize, Vec<u32>, usize)> = Vec::new();
    for hit in &hits {
        match groups.iter_mut().find(|g| g.2 == symbols(hit)) {
            Some(group) => group.1 += 1,
            None => groups.push((hit.edits, 1, symbols(hit), hit.first)),
        }
    }
    groups.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.3.cmp(&b.3)));
    let text = |first: usize, last: usize| {
        corpus.span(first, last).of(&corpus.documents[corpus.document_of(first)].text).to_owned()
    };
    let wordings = groups.iter().map(|(edits, count, symbols, first)| Variant {
        text: text(*first, first + symbols.len() - 1),
        count: *count,
        edits: *edits,
    });
    let occurrences = hits.iter().map(|hit| Occurrence {
        document: corpus.document_of(hit.first),
        span: corpus.span(hit.first, hit.last),
        wording: groups.iter().position(|g| g.2 == symbols(hit)).unwrap_or(0),
        differing: hit.differing.iter().map(|&u| corpus.spans[u]).collect(),
    });
    Phrase { wordings: wordings.collect(), occurrences: occurrences.collect() }
}
