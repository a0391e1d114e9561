//! How likely any two sentences of two documents answer each other: evidence for and against, added up as a reader would.

use super::evidence::{Kinds, Themes, same_topics};
use super::nearby::nearby;
use super::wording::{Gram, Wording};
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
/// sentences and of their clauses (less for each where both agree), for topics of the one that the other has at any place, for
/// common ideas, for clauses of one kind, for naming the same, for blocks that share words, for sharing more with each other
/// than with any other, for a good pair nearby; against distance between the places in both documents, and against others who
/// share more with one of the two.
const WORDS: f64 = 7.36;
const AMOUNT: f64 = 1.82;
/// How fast a second gram that only the two sentences have tells less than the first.
const SEVERAL: f64 = 5.0;
const TOPIC: f64 = 4.22;
const CLAUSE_TOPIC: f64 = 2.62;
const BOTH_TOPICS: f64 = -3.68;
const ANY_TOPIC: f64 = 0.35;
const IDEAS: f64 = 0.97;
const KIND: f64 = 1.74;
const NAMED: f64 = 1.26;
const BLOCK: f64 = 4.76;
const MUTUAL: f64 = 0.64;
const NEARBY: f64 = 7.72;
const DISTANCE: f64 = 4.36;
const CROWD: f64 = 6.13;
/// What must be outweighed.
const DOUBT: f64 = 10.24;

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
        let evidence = Evidence::of(old, new, findings, &weights);
        let each = |(n, row): (usize, &Vec<Overlap>)| row.iter().map(move |common| (n, *common)).collect::<Vec<_>>();
        let score = |(n, common): (usize, Overlap)| (n, common.older, evidence.probability(n, &common));
        let pairs = evidence.rows.iter().enumerate().flat_map(each).map(score).collect();
        Self { weights, pairs }
    }

    /// What a gram counts.
    pub fn weight(&self, gram: u64) -> f64 {
        self.weights.get(&gram).copied().unwrap_or(0.0)
    }
}

/// Everything that speaks for and against two sentences.
struct Evidence<'a> {
    old: &'a Wording<'a>,
    new: &'a Wording<'a>,
    rows: Rows,
    best: (Vec<f64>, Vec<f64>),
    blocks: FxHashMap<(usize, usize), f64>,
    kinds: Kinds<'a>,
    topics: Themes,
    ideas: Themes,
    /// What a gram weighs that only the two sentences have.
    telling: f64,
}

impl<'a> Evidence<'a> {
    fn of(
        old: &'a Wording<'a>,
        new: &'a Wording<'a>,
        findings: (&'a Findings, &'a Findings),
        weights: &FxHashMap<u64, f64>,
    ) -> Self {
        let rarity = rarity(old, new);
        let rows = rows(old, new, weights);
        Self {
            old,
            new,
            best: best(&rows, old.sentences.len()),
            rows,
            blocks: blocks(old, new, weights),
            kinds: Kinds::of((old, findings.0), (new, findings.1)),
            topics: Themes::of(old, new, |s| s.topics.iter().map(|topic| topic.0).collect(), &rarity),
            ideas: Themes::of(old, new, |s| s.ideas.clone(), |count| rarity(count).powf(POWER)),
            telling: rarity(2.0).powf(POWER),
        }
    }

    /// How likely newer sentence `n` answers the older one it has this in common with.
    fn probability(&self, n: usize, common: &Overlap) -> f64 {
        let o = common.older;
        let apart = (place(n, self.new) - place(o, self.old)).abs();
        let blocks = (self.new.sentences[n].block, self.old.sentences[o].block);
        let both_best = common.share >= self.best.0[n] && common.share >= self.best.1[o];
        let mutual = if both_best { MUTUAL } else { 0.0 };
        let clause_topic = self.kinds.topics(n, o);
        let evidence = WORDS * common.words
            + AMOUNT * (SEVERAL * common.amount / self.telling).ln_1p()
            + TOPIC * common.topic
            + CLAUSE_TOPIC * clause_topic
            + BOTH_TOPICS * clause_topic * common.topic
            + ANY_TOPIC * self.topics.contained(n, o)
            + IDEAS * self.ideas.cosine(n, o)
            + KIND * self.kinds.alike(n, o)
            + NAMED * self.kinds.named(n, o)
            + BLOCK * self.blocks.get(&blocks).copied().unwrap_or(0.0)
            + mutual
            + NEARBY * nearby(&self.rows, n, o)
            - DISTANCE * apart
            - CROWD * (self.best.0[n] + self.best.1[o]);
        1.0 / (1.0 + (DOUBT - evidence).exp())
    }
}

fn rows(old: &Wording<'_>, new: &Wording<'_>, weights: &FxHashMap<u64, f64>) -> Rows {
    let (olds, news) = (said(old), said(new));
    let (of_old, of_new) = (totals(&olds, weights), totals(&news, weights));
    let rarity = rarity(old, new);
    let mut found: FxHashMap<(usize, usize), Overlap> = FxHashMap::default();
    for ((n, o), topic) in same_topics(old, new, rarity) {
        found.insert((n, o), Overlap { older: o, share: ABOUT * topic, topic, ..Overlap::default() });
    }
    for ((n, o), amount) in shared(&olds, &news, weights) {
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

/// A class and grams: of a sentence, or of a block.
type Said<'a> = (u32, &'a [Gram]);

fn said<'a>(wording: &'a Wording<'_>) -> Vec<Said<'a>> {
    wording.sentences.iter().map(|s| (s.class, &s.grams[..])).collect()
}

fn grams_of_blocks<'a>(wording: &'a Wording<'_>) -> Vec<Said<'a>> {
    wording.blocks.iter().map(|b| (b.class, &b.grams[..])).collect()
}

/// The share of their words that a newer and an older block have in common.
fn blocks(old: &Wording<'_>, new: &Wording<'_>, weights: &FxHashMap<u64, f64>) -> FxHashMap<(usize, usize), f64> {
    let (olds, news) = (grams_of_blocks(old), grams_of_blocks(new));
    let (of_old, of_new) = (totals(&olds, weights), totals(&news, weights));
    let share = |((n, o), amount): ((usize, usize), f64)| ((n, o), 2.0 * amount / (of_new[n] + of_old[o]));
    shared(&olds, &news, weights).into_iter().map(share).collect()
}

fn totals(all: &[Said<'_>], weights: &FxHashMap<u64, f64>) -> Vec<f64> {
    all.iter().map(|(_, grams)| grams.iter().map(|gram| weights[&gram.hash]).sum()).collect()
}

/// The weight of what two of them share, found through lists of where each gram stands.
fn shared(old: &[Said<'_>], new: &[Said<'_>], weights: &FxHashMap<u64, f64>) -> Vec<((usize, usize), f64)> {
    let mut postings: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (o, (_, grams)) in old.iter().enumerate() {
        for gram in *grams {
            postings.entry(gram.hash).or_default().push(o);
        }
    }
    let small = old.len() + new.len() <= SMALL;
    let mut out = Vec::new();
    let mut sums = vec![0.0; old.len()];
    for (n, (class, grams)) in new.iter().enumerate() {
        let (common, telling): (Vec<_>, Vec<_>) = grams
            .iter()
            .filter_map(|gram| postings.get(&gram.hash).map(|at| (at, weights[&gram.hash])))
            .partition(|(_, weight)| !small && *weight < TELLING);
        let mut touched = Vec::new();
        for (at, weight) in telling {
            for &o in at.iter().filter(|&&o| old[o].0 == *class) {
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
