//! How much any two sentences of two documents share, rare things counting more than common ones.

use super::wording::{Worded, Wording};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// What a formula's units count, beside one for others.
const FORMULA: f64 = 0.64;
/// What a unit alone counts, beside one for two neighbours.
const SINGLE: f64 = 0.72;
/// The power of the logarithm of rarity that a gram counts.
const POWER: f64 = 1.6;
/// In documents of more than `SMALL` sentences, grams that count less than this find no candidates; they still count in the score.
const TELLING: f64 = 0.6;
const SMALL: usize = 60;
/// Sentences thought to stand beside those of both documents.
const UNSEEN: f64 = 4.2;
/// Shorter documents are taken to have so many, so that rarity means something in them too.
const FEW: f64 = 20.0;
/// Less than this in common, and neighbours are not asked.
const FLOOR: f64 = 0.015;
/// What being about the same adds.
const TOPIC: f64 = 0.2;
/// What the best pair nearby adds, of its own score, and how much of that score counts at most.
const NEARBY: f64 = 0.18;
const NEARBY_CAP: f64 = 0.5;
/// So many sentences away is nearby.
const REACH: usize = 4;
/// What is left of a pair nearby two steps away; one step farther in one document than in the other;
/// beside the very sentence; behind it in one document and before it in the other.
const FADE: f64 = 0.54;
const SKEW: f64 = 0.65;
const BESIDE: f64 = 0.45;
const CROSSED: f64 = 0.55;
/// What standing at the other end of the document takes away.
const DISTANCE: f64 = 0.34;

/// The weights of grams, and the scores of pairs.
pub struct Affinity {
    weights: FxHashMap<u64, f64>,
    /// (newer, older, score), by newer, then older: only pairs with something in common.
    pub pairs: Vec<(usize, usize, f64)>,
}

/// For each newer sentence the older ones that share something with it, ascending, with a score.
type Rows = Vec<Vec<(usize, f64)>>;

impl Affinity {
    /// Scores every pair of sentences that may answer each other.
    pub fn between(old: &Wording<'_>, new: &Wording<'_>) -> Self {
        let weights = gram_weights(old, new);
        let (of_old, of_new) = (totals(old, &weights), totals(new, &weights));
        let mut shares = same_topics(old, new);
        for ((n, o), both) in shared(old, new, &weights) {
            let apart = (place(n, new) - place(o, old)).abs();
            let share = 2.0 * both / (of_new[n] + of_old[o]) * (1.0 - DISTANCE * apart);
            *shares.entry((n, o)).or_default() += share;
        }
        let mut rows: Rows = vec![Vec::new(); new.sentences.len()];
        for ((n, o), share) in shares.into_iter().filter(|(_, share)| *share >= FLOOR) {
            rows[n].push((o, share));
        }
        rows.iter_mut().for_each(|row| row.sort_unstable_by_key(|pair| pair.0));
        let scored = |n: usize| {
            let rows = &rows;
            rows[n].iter().map(move |&(o, share)| (n, o, share + NEARBY * nearby(rows, n, o)))
        };
        let pairs = (0..rows.len()).flat_map(scored).collect();
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

/// What pairs gain by being about the same: the cosine of their topics, rare ones counting more.
fn same_topics(old: &Wording<'_>, new: &Wording<'_>) -> FxHashMap<(usize, usize), f64> {
    let mut counts: FxHashMap<usize, f64> = FxHashMap::default();
    for (topic, _) in old.sentences.iter().chain(&new.sentences).flat_map(|s| &s.topics) {
        *counts.entry(*topic).or_default() += 1.0;
    }
    let rarity = rarity(old, new);
    let length = |s: &Worded| s.topics.iter().map(|(t, x)| (x * rarity(counts[t])).powi(2)).sum::<f64>().sqrt();
    let mut about: FxHashMap<usize, Vec<(usize, f64)>> = FxHashMap::default();
    for (o, sentence) in old.sentences.iter().enumerate() {
        let length = length(sentence);
        for (topic, x) in &sentence.topics {
            about.entry(*topic).or_default().push((o, x * rarity(counts[topic]) / length));
        }
    }
    let mut out: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    for (n, sentence) in new.sentences.iter().enumerate() {
        let length = length(sentence);
        for (topic, x) in &sentence.topics {
            let here = x * rarity(counts[topic]) / length;
            for (o, there) in
                about.get(topic).into_iter().flatten().filter(|(o, _)| old.sentences[*o].class == sentence.class)
            {
                *out.entry((n, *o)).or_default() += TOPIC * here * there;
            }
        }
    }
    out
}

/// How well what stands around the two fits together.
fn nearby(rows: &Rows, n: usize, o: usize) -> f64 {
    let mut best: f64 = 0.0;
    for m in n.saturating_sub(REACH)..(n + REACH + 1).min(rows.len()) {
        let from = rows[m].partition_point(|pair| pair.0 + REACH < o);
        for &(p, share) in rows[m][from..].iter().take_while(|pair| pair.0 <= o + REACH) {
            if (m, p) != (n, o) {
                best = best.max(share.min(NEARBY_CAP) * fading(n.cmp(&m), n.abs_diff(m), o.cmp(&p), o.abs_diff(p)));
            }
        }
    }
    best
}

/// What is left of a score so many sentences away.
fn fading(way: Ordering, far: usize, other_way: Ordering, other_far: usize) -> f64 {
    let direction = if far == 0 || other_far == 0 {
        BESIDE
    } else if way == other_way {
        1.0
    } else {
        CROSSED
    };
    let power = |base: f64, times: usize| base.powi(i32::try_from(times).unwrap_or(i32::MAX));
    direction * power(FADE, (far + other_far) / 2) * power(SKEW, far.abs_diff(other_far))
}
