//! How likely any two sentences of two documents answer each other: evidence for and against, added up as a reader would.

use super::evidence::{Kinds, Themes, Topics};
use super::grams::{Counted, weigh};
use super::nearby::Nearby;
use super::wording::Wording;
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
    /// Of the older document.
    pub older: Counted,
    /// Of the newer document.
    pub newer: Counted,
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
    pub fn between(old: &Wording<'_>, new: &Wording<'_>) -> Self {
        let rarity = rarity(old, new);
        let all = old.sentences.len() + new.sentences.len();
        let counts: Vec<f64> = (0..=all).map(|count| rarity(count as f64).powf(POWER)).collect();
        let (older, newer) = weigh(&old.grams, &new.grams, |count, gram| {
            counts[count] * (if gram.formula { FORMULA } else { 1.0 } * if gram.single { SINGLE } else { 1.0 })
        });
        let rows = Gathering::new((old, new), (&older, &newer), &rarity).rows();
        let evidence = Evidence::of((old, new), (&older, &newer), &rows);
        let mut pairs = Vec::with_capacity(rows.iter().map(Vec::len).sum());
        for (n, row) in rows.iter().enumerate() {
            pairs.extend(row.iter().map(|common| (n, common.older, evidence.probability(n, common))));
        }
        Self { older, newer, pairs }
    }
}

/// Everything that speaks for and against two sentences.
struct Evidence<'a> {
    old: &'a Wording<'a>,
    new: &'a Wording<'a>,
    best: (Vec<f64>, Vec<f64>),
    blocks: FxHashMap<(usize, usize), f64>,
    kinds: Kinds<'a>,
    topics: Themes,
    ideas: Themes,
    nearby: Nearby<'a>,
    /// What a gram weighs that only the two sentences have.
    telling: f64,
}

impl<'a> Evidence<'a> {
    fn of((old, new): (&'a Wording<'a>, &'a Wording<'a>), counted: (&Counted, &Counted), rows: &'a Rows) -> Self {
        let rarity = rarity(old, new);
        Self {
            old,
            new,
            best: best(rows, old.sentences.len()),
            blocks: blocks((old, new), counted),
            kinds: Kinds::of(&old.said, &new.said),
            topics: Themes::of(old, new, |s| s.topics.iter().map(|topic| topic.0).collect(), &rarity),
            ideas: Themes::of(old, new, |s| s.ideas.clone(), |count| rarity(count).powf(POWER)),
            nearby: Nearby::of(rows),
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
            + NEARBY * self.nearby.around(n, o)
            - DISTANCE * apart
            - CROWD * (self.best.0[n] + self.best.1[o]);
        1.0 / (1.0 + (DOUBT - evidence).exp())
    }
}

/// Gathers what the sentences of two documents have in common.
struct Gathering<'a> {
    old: &'a Wording<'a>,
    new: &'a Wording<'a>,
    counted: (&'a Counted, &'a Counted),
    topics: Topics,
    /// What all grams of each older sentence count.
    total: Vec<f64>,
    /// In common with the newer sentence at hand, by older sentence: the weight of words, the share of topics.
    words: Vec<f64>,
    about: Vec<f64>,
    /// The older sentences that have anything in common with it.
    touched: Vec<usize>,
}

impl<'a> Gathering<'a> {
    fn new(
        (old, new): (&'a Wording<'a>, &'a Wording<'a>),
        counted: (&'a Counted, &'a Counted),
        rarity: impl Fn(f64) -> f64,
    ) -> Self {
        let total = old.sentences.iter().map(|s| counted.0.sum(&s.grams)).collect();
        let (words, about) = (vec![0.0; old.sentences.len()], vec![0.0; old.sentences.len()]);
        Self { old, new, counted, topics: Topics::of(old, new, rarity), total, words, about, touched: Vec::new() }
    }

    fn rows(mut self) -> Rows {
        (0..self.new.sentences.len()).map(|n| self.row(n)).collect()
    }

    /// What newer sentence `n` has in common with each older one.
    fn row(&mut self, n: usize) -> Vec<Overlap> {
        self.share(n);
        let whole = self.counted.1.sum(&self.new.sentences[n].grams);
        self.touched.sort_unstable();
        self.touched.dedup();
        let mut row = Vec::with_capacity(self.touched.len());
        for older in self.touched.drain(..) {
            let (amount, topic) = (std::mem::take(&mut self.words[older]), std::mem::take(&mut self.about[older]));
            let words = if amount == 0.0 { 0.0 } else { 2.0 * amount / (whole + self.total[older]) };
            let share = ABOUT * topic + words;
            if share >= FLOOR {
                row.push(Overlap { older, share, words, amount, topic });
            }
        }
        row
    }

    /// Adds up what newer sentence `n` shares, found through the lists of where each topic and each gram stands.
    fn share(&mut self, n: usize) {
        let (old, new, newer) = (self.old, self.new, self.counted.1);
        let Self { topics, words, about, touched, .. } = self;
        let sentence = &new.sentences[n];
        let alike = |o: usize| old.sentences[o].class == sentence.class;
        topics.each(sentence, |o, much| {
            if alike(o) {
                touched.push(o);
                about[o] += much;
            }
        });
        let small = old.sentences.len() + new.sentences.len() <= SMALL;
        let sharing = Sharing { newer, small, places: |gram: u32| old.grams.sentences(gram), alike };
        sharing.add(&sentence.grams, words, touched);
    }
}

/// How what a newer sentence or block shares is found: where each gram stands in the older document.
struct Sharing<'a, P, A> {
    newer: &'a Counted,
    small: bool,
    /// Which older ones have a gram.
    places: P,
    /// Which older ones may answer.
    alike: A,
}

impl<'a, P: Fn(u32) -> &'a [u32], A: Fn(usize) -> bool> Sharing<'a, P, A> {
    /// Adds to `sums` what these grams weigh where an older one has them too; notes in `touched` where anything came to.
    fn add(&self, grams: &[u32], sums: &mut [f64], touched: &mut Vec<usize>) {
        let telling = |gram: u32| self.small || self.newer.weight(gram) >= TELLING;
        let places = |gram: u32| self.newer.other(gram).map_or(&[][..], &self.places);
        for &gram in grams.iter().filter(|&&gram| telling(gram)) {
            for o in places(gram).iter().map(|&o| o as usize).filter(|&o| (self.alike)(o)) {
                if sums[o] == 0.0 {
                    touched.push(o);
                }
                sums[o] += self.newer.weight(gram);
            }
        }
        for &gram in grams.iter().filter(|&&gram| !telling(gram)) {
            for &o in places(gram) {
                sums[o as usize] += if sums[o as usize] > 0.0 { self.newer.weight(gram) } else { 0.0 };
            }
        }
    }
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

/// The logarithm of rarity of what so many sentences of both documents have.
fn rarity(old: &Wording<'_>, new: &Wording<'_>) -> impl Fn(f64) -> f64 + use<> {
    let all = ((old.sentences.len() + new.sentences.len()) as f64).max(FEW) + UNSEEN;
    move |count| (all / (1.0 + count)).ln().max(0.05)
}

/// The share of their words that a newer and an older block have in common.
fn blocks((old, new): (&Wording<'_>, &Wording<'_>), counted: (&Counted, &Counted)) -> FxHashMap<(usize, usize), f64> {
    let (older, newer) = counted;
    let mut at: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (o, block) in (0..).zip(&old.blocks) {
        block.grams.iter().for_each(|&gram| at.entry(gram).or_default().push(o));
    }
    let totals: Vec<f64> = old.blocks.iter().map(|block| older.sum(&block.grams)).collect();
    let small = old.blocks.len() + new.blocks.len() <= SMALL;
    let (mut sums, mut touched, mut out) = (vec![0.0; old.blocks.len()], Vec::new(), FxHashMap::default());
    for (n, block) in new.blocks.iter().enumerate() {
        let alike = |o: usize| old.blocks[o].class == block.class;
        let places = |gram: u32| at.get(&gram).map_or(&[][..], Vec::as_slice);
        Sharing { newer, small, places, alike }.add(&block.grams, &mut sums, &mut touched);
        let whole = newer.sum(&block.grams);
        for o in touched.drain(..) {
            out.insert((n, o), 2.0 * std::mem::take(&mut sums[o]) / (whole + totals[o]));
        }
    }
    out
}
