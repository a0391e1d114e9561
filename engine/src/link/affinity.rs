//! How much any two sentences of two documents share, rare things counting more than common ones.

use super::wording::{Worded, Wording};
use rustc_hash::FxHashMap;

/// What a formula's units count, beside one for others.
const FORMULA: f64 = 0.7;
/// In documents of more than `SMALL` sentences, grams that count less than this find no candidates; they still count in the score.
const TELLING: f64 = 0.6;
const SMALL: usize = 60;
/// Sentences thought to stand beside those of both documents, so that rarity means something in short ones too.
const UNSEEN: f64 = 20.0;
/// Less than this in common, and neither topic nor neighbours are asked.
const FLOOR: f64 = 0.05;
/// What sharing all topics adds.
const TOPIC: f64 = 0.2;
/// What the best pair of neighbours adds, of its own score, and how much of that score counts at most.
const NEIGHBOUR: f64 = 0.2;
const NEIGHBOUR_CAP: f64 = 0.5;
/// What standing at the other end of the document takes away.
const DISTANCE: f64 = 0.3;

/// The weights of grams, and the scores of pairs.
pub struct Affinity {
    weights: FxHashMap<u64, f64>,
    /// (newer, older, score), by newer, then older: only pairs with something in common.
    pub pairs: Vec<(usize, usize, f64)>,
}

impl Affinity {
    /// Scores every pair of sentences that may answer each other.
    pub fn between(old: &Wording<'_>, new: &Wording<'_>) -> Self {
        let weights = gram_weights(old, new);
        let shared = shared(old, new, &weights);
        let (of_old, of_new) = (totals(old, &weights), totals(new, &weights));
        let mut plain: FxHashMap<(usize, usize), f64> = FxHashMap::default();
        for ((n, o), both) in shared {
            let apart = (place(n, new) - place(o, old)).abs();
            plain.insert((n, o), 2.0 * both / (of_new[n] + of_old[o]) * (1.0 - DISTANCE * apart));
        }
        let topics = topic_weights(old, new);
        let mut pairs: Vec<(usize, usize, f64)> = plain
            .iter()
            .filter(|(_, score)| **score >= FLOOR)
            .map(|(&(n, o), score)| {
                let topic = same_topics(&new.sentences[n], &old.sentences[o], &topics);
                (n, o, score + TOPIC * topic + NEIGHBOUR * neighbours(n, o, &plain))
            })
            .collect();
        pairs.sort_unstable_by_key(|p| (p.0, p.1));
        Self { weights, pairs }
    }

    /// What a gram counts.
    pub fn weight(&self, gram: u64) -> f64 {
        self.weights.get(&gram).copied().unwrap_or(0.0)
    }
}

fn place(n: usize, wording: &Wording<'_>) -> f64 {
    n as f64 / wording.sentences.len().max(1) as f64
}

/// The square of the logarithm of rarity among the sentences of both documents.
fn gram_weights(old: &Wording<'_>, new: &Wording<'_>) -> FxHashMap<u64, f64> {
    let mut seen: FxHashMap<u64, (f64, bool)> = FxHashMap::default();
    for sentence in old.sentences.iter().chain(&new.sentences) {
        for &(gram, formula) in &sentence.grams {
            let entry = seen.entry(gram).or_insert((0.0, formula));
            entry.0 += 1.0;
            entry.1 &= formula;
        }
    }
    let all = (old.sentences.len() + new.sentences.len()) as f64 + UNSEEN;
    seen.into_iter()
        .map(|(gram, (count, formula))| {
            (gram, (all / (1.0 + count)).ln().max(0.05).powi(2) * if formula { FORMULA } else { 1.0 })
        })
        .collect()
}

fn totals(wording: &Wording<'_>, weights: &FxHashMap<u64, f64>) -> Vec<f64> {
    wording.sentences.iter().map(|s| s.grams.iter().map(|(g, _)| weights[g]).sum()).collect()
}

/// The weight of what two sentences share, found through lists of where each gram stands.
fn shared(old: &Wording<'_>, new: &Wording<'_>, weights: &FxHashMap<u64, f64>) -> Vec<((usize, usize), f64)> {
    let mut postings: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (o, sentence) in old.sentences.iter().enumerate() {
        for &(gram, _) in &sentence.grams {
            postings.entry(gram).or_default().push(o);
        }
    }
    let small = old.sentences.len() + new.sentences.len() <= SMALL;
    let mut out = Vec::new();
    let mut sums = vec![0.0; old.sentences.len()];
    for (n, sentence) in new.sentences.iter().enumerate() {
        let (common, telling): (Vec<_>, Vec<_>) = sentence
            .grams
            .iter()
            .filter_map(|(gram, _)| postings.get(gram).map(|at| (at, weights[gram])))
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

fn topic_weights(old: &Wording<'_>, new: &Wording<'_>) -> Vec<f64> {
    let mut counts: Vec<f64> = Vec::new();
    for &topic in old.sentences.iter().chain(&new.sentences).flat_map(|s| &s.topics) {
        if counts.len() <= topic {
            counts.resize(topic + 1, 0.0);
        }
        counts[topic] += 1.0;
    }
    let all = (old.sentences.len() + new.sentences.len()) as f64 + UNSEEN;
    counts.into_iter().map(|count| (all / (1.0 + count)).ln().max(0.05)).collect()
}

/// The cosine of what two sentences are about.
fn same_topics(a: &Worded, b: &Worded, weights: &[f64]) -> f64 {
    let total = |topics: &[usize]| topics.iter().map(|&t| weights[t]).sum::<f64>();
    let both: f64 = a.topics.iter().filter(|t| b.topics.binary_search(t).is_ok()).map(|&t| weights[t]).sum();
    if both > 0.0 { both / (total(&a.topics) * total(&b.topics)).sqrt() } else { 0.0 }
}

/// How well what stands around the two fits together; a neighbour answering the very sentence counts half.
fn neighbours(n: usize, o: usize, plain: &FxHashMap<(usize, usize), f64>) -> f64 {
    const STEPS: [(isize, isize, f64); 10] = [
        (-1, -1, 1.0),
        (1, 1, 1.0),
        (-1, -2, 1.0),
        (-2, -1, 1.0),
        (1, 2, 1.0),
        (2, 1, 1.0),
        (0, 1, 0.5),
        (0, -1, 0.5),
        (1, 0, 0.5),
        (-1, 0, 0.5),
    ];
    let at = |dn: isize, d_o: isize| Some((n.checked_add_signed(dn)?, o.checked_add_signed(d_o)?));
    STEPS
        .iter()
        .filter_map(|&(dn, d_o, share)| at(dn, d_o).and_then(|pair| plain.get(&pair)).map(|score| score * share))
        .fold(0.0, f64::max)
        .min(NEIGHBOUR_CAP)
}
