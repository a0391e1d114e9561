//! How likely any two sentences of two documents answer each other: evidence for and against, added up as a reader would.

use super::evidence::{Kinds, same_topics};
use super::nearby::nearby;
use super::wording::Wording;
use crate::model::Findings;
use rustc_hash::FxHashMap;

/// What a formula's units count, beside one for others.
const FORMULA: f64 = 0.72;
/// What a unit alone counts, beside one for two neighbours.
const SINGLE: f64 = 0.53;
/// The power of the logarithm of rarity that a gram counts.
const POWER: f64 = 1.8;
/// In documents of more than `SMALL` sentences, grams that count less than this find no candidates; they still count in the score.
const TELLING: f64 = 0.6;
const SMALL: usize = 60;
/// Sentences thought to stand beside those of both documents.
const UNSEEN: f64 = 4.2;
/// Shorter documents are taken to have so many, so that rarity means something in them too.
const FEW: f64 = 20.0;
/// Pairs with less in common are not looked at.
const FLOOR: f64 = 0.015;
/// What being about the same adds to what is shared in words.
const ABOUT: f64 = 0.15;
/// Evidence, in logarithms of odds: for the share of words in common, for how much that is in all, for the topics of the
/// sentences and of their clauses, for clauses of one kind, for a good pair nearby; against distance between the places in both
/// documents, and against others who share more with one of the two.
const WORDS: f64 = 16.3;
const AMOUNT: f64 = 1.25;
/// How fast a second gram that only the two sentences have tells less than the first.
const SEVERAL: f64 = 5.0;
const TOPIC: f64 = 3.2;
const CLAUSE_TOPIC: f64 = 1.15;
const KIND: f64 = 1.6;
const NEARBY: f64 = 11.3;
const DISTANCE: f64 = 5.3;
const CROWD: f64 = 5.9;
/// What must be outweighed.
const DOUBT: f64 = 8.0;

/// The weights of grams, and the scores of pairs.
pub struct Affinity {
    weights: FxHashMap<u64, f64>,
    /// (newer, older, probability), by newer, then older: only pairs with something in common.
    pub pairs: Vec<(usize, usize, f64)>,
}

/// What a newer sentence and an older one have in common.
#[derive(Clone, Copy, Default)]
pub struct Overlap {
    /// Which of the older sentences.
    pub older: usize,
    /// The share of their words, and of what they are about.
    pub share: f64,
    /// The share of their words alone.
    words: f64,
    /// The weight of all words in common.
    amount: f64,
    topic: f64,
}

/// For each newer sentence the older ones it has something in common with, ascending.
pub type Rows = Vec<Vec<Overlap>>;

impl Affinity {
    /// Scores every pair of sentences that may answer each other.
    pub fn between(old: &Wording<'_>, new: &Wording<'_>, findings: (&Findings, &Findings)) -> Self {
        let weights = gram_weights(old, new);
        let rows = rows(old, new, &weights);
        let best = best(&rows, old.sentences.len());
        let telling = rarity(old, new)(2.0).powf(POWER);
        let kinds = Kinds::of((old.sentences.len(), findings.0), (new.sentences.len(), findings.1));
        let mut pairs = Vec::new();
        for (n, row) in rows.iter().enumerate() {
            for common in row {
                let o = common.older;
                let apart = (place(n, new) - place(o, old)).abs();
                let evidence = WORDS * common.words
                    + AMOUNT * (SEVERAL * common.amount / telling).ln_1p()
                    + TOPIC * common.topic
                    + CLAUSE_TOPIC * kinds.topics(n, o)
                    + KIND * kinds.alike(n, o)
                    + NEARBY * nearby(&rows, n, o)
                    - DISTANCE * apart
                    - CROWD * (best.0[n] + best.1[o]);
                pairs.push((n, o, 1.0 / (1.0 + (DOUBT - evidence).exp())));
            }
        }
        Self { weights, pairs }
    }

    /// What a gram counts.
    pub fn weight(&self, gram: u64) -> f64 {
        self.weights.get(&gram).copied().unwrap_or(0.0)
    }
}

fn rows(old: &Wording<'_>, new: &Wording<'_>, weights: &FxHashMap<u64, f64>) -> Rows {
    let (of_old, of_new) = (totals(old, weights), totals(new, weights));
    let rarity = rarity(old, new);
    let mut found: FxHashMap<(usize, usize), Overlap> = FxHashMap::default();
    for ((n, o), topic) in same_topics(old, new, rarity) {
        found.insert((n, o), Overlap { older: o, share: ABOUT * topic, topic, ..Overlap::default() });
    }
    for ((n, o), amount) in shared(old, new, weights) {
        let common = found.entry((n, o)).or_default();
        let words = 2.0 * amount / (of_new[n] + of_old[o]);
        *common = Overlap { older: o, share: common.share + words, words, amount, topic: common.topic };
    }
    let mut rows: Rows = vec![Vec::new(); new.sentences.len()];
    for ((n, _), common) in found.into_iter().filter(|(_, common)| common.share >= FLOOR) {
        rows[n].push(common);
    }
    rows.iter_mut().for_each(|row| row.sort_unstable_by_key(|common| common.older));
    rows
}

/// The most that each newer and each older sentence shares with any other.
fn best(rows: &Rows, older: usize) -> (Vec<f64>, Vec<f64>) {
    let mut best = (vec![0.0f64; rows.len()], vec![0.0f64; older]);
    for (n, common) in rows.iter().enumerate().flat_map(|(n, row)| row.iter().map(move |common| (n, common))) {
        best.0[n] = best.0[n].max(common.share);
        best.1[common.older] = best.1[common.older].max(common.share);
    }
    best
}

fn place(n: usize, wording: &Wording<'_>) -> f64 {
    n as f64 / wording.sentences.len().max(1) as f64
}

/// A power of the logarithm of rarity among the sentences of both documents.
fn gram_weights(old: &Wording<'_>, new: &Wording<'_>) -> FxHashMap<u64, f64> {
    let mut seen: FxHashMap<u64, (f64, bool, bool)> = FxHashMap::default();
    for gram in old.sentences.iter().chain(&new.sentences).flat_map(|s| &s.grams) {
        let entry = seen.entry(gram.hash).or_insert((0.0, gram.formula, gram.single));
        entry.0 += 1.0;
        entry.1 &= gram.formula;
    }
    let rarity = rarity(old, new);
    seen.into_iter()
        .map(|(gram, (count, formula, single))| {
            let kind = if formula { FORMULA } else { 1.0 } * if single { SINGLE } else { 1.0 };
            (gram, rarity(count).powf(POWER) * kind)
        })
        .collect()
}

/// The logarithm of rarity of what so many sentences of both documents have.
fn rarity(old: &Wording<'_>, new: &Wording<'_>) -> impl Fn(f64) -> f64 + use<> {
    let all = ((old.sentences.len() + new.sentences.len()) as f64).max(FEW) + UNSEEN;
    move |count| (all / (1.0 + count)).ln().max(0.05)
}

fn totals(wording: &Wording<'_>, weights: &FxHashMap<u64, f64>) -> Vec<f64> {
    wording.sentences.iter().map(|s| s.grams.iter().map(|gram| weights[&gram.hash]).sum()).collect()
}

/// The weight of what two sentences share, found through lists of where each gram stands.
fn shared(old: &Wording<'_>, new: &Wording<'_>, weights: &FxHashMap<u64, f64>) -> Vec<((usize, usize), f64)> {
    let mut postings: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (o, sentence) in old.sentences.iter().enumerate() {
        for gram in &sentence.grams {
            postings.entry(gram.hash).or_default().push(o);
        }
    }
    let small = old.sentences.len() + new.sentences.len() <= SMALL;
    let mut out = Vec::new();
    let mut sums = vec![0.0; old.sentences.len()];
    for (n, sentence) in new.sentences.iter().enumerate() {
        let (common, telling): (Vec<_>, Vec<_>) = sentence
            .grams
            .iter()
            .filter_map(|gram| postings.get(&gram.hash).map(|at| (at, weights[&gram.hash])))
            .partition(|(_, weight)| !small && *weight < TELLING);
        let mut touched = Vec::new();
        for (at, weight) in telling {
            for &o in at.iter().filter(|&&o| old.sentences[o].class == sentence.class) {
                if sums[o] == 0.0 {
                    touched.push(o);
                }
                sums[o] += weight;
            }
        }
        for (at, weight) in common {
            for &o in at {
                sums[o] += if sums[o] > 0.0 { weight } else { 0.0 };
            }
        }
        touched.sort_unstable();
        out.extend(touched.into_iter().map(|o| ((n, o), std::mem::take(&mut sums[o]))));
    }
    out
}
