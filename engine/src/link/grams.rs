//! The grams of a document by number, and what those of two documents count beside each other.

use std::cmp::Ordering;

/// A unit, or two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gram {
    /// The same for the same units.
    pub hash: u64,
    /// Whether it lies in a formula.
    pub formula: bool,
    /// Whether it is a unit alone.
    pub single: bool,
}

/// The grams of a document, each once, in the order of their hashes: a gram's number is its place among them.
#[derive(Default)]
pub struct Grams {
    all: Vec<Gram>,
    /// Where in `at` the sentences of a gram begin; one more at the end.
    first: Vec<u32>,
    /// The sentences that have each gram, ascending.
    at: Vec<u32>,
}

/// No gram of the other document.
const NONE: u32 = u32::MAX;

impl Grams {
    /// Numbers the grams of `sentences`; also gives the numbers that each sentence has, ascending.
    pub fn number(sentences: &[Vec<Gram>]) -> (Self, Vec<Vec<u32>>) {
        let placed = |(n, grams): (usize, &Vec<Gram>)| grams.iter().map(move |g| (*g, narrow(n))).collect::<Vec<_>>();
        let mut every: Vec<(Gram, u32)> = sentences.iter().enumerate().flat_map(placed).collect();
        every.sort_unstable_by_key(|(gram, at)| (gram.hash, *at));
        let mut grams = Self { at: every.iter().map(|(_, at)| *at).collect(), ..Self::default() };
        let mut numbers: Vec<Vec<u32>> = sentences.iter().map(|s| Vec::with_capacity(s.len())).collect();
        let mut from = 0;
        for same in every.chunk_by(|a, b| a.0.hash == b.0.hash) {
            let number = narrow(grams.all.len());
            same.iter().for_each(|(_, at)| numbers[*at as usize].push(number));
            // A gram is of a formula where it never stands outside of one.
            grams.all.push(Gram { formula: same.iter().all(|(gram, _)| gram.formula), ..same[0].0 });
            grams.first.push(from);
            from += narrow(same.len());
        }
        grams.first.push(from);
        (grams, numbers)
    }

    fn count(&self, number: usize) -> usize {
        (self.first[number + 1] - self.first[number]) as usize
    }

    /// The sentences that have a gram, ascending.
    pub fn sentences(&self, number: u32) -> &[u32] {
        &self.at[self.first[number as usize] as usize..self.first[number as usize + 1] as usize]
    }
}

/// The grams of one of two documents, by number.
pub struct Counted {
    /// What each counts.
    weights: Vec<f64>,
    /// Which one of the other document is the same.
    other: Vec<u32>,
}

impl Counted {
    fn none(grams: &Grams) -> Self {
        Self { weights: vec![0.0; grams.all.len()], other: vec![NONE; grams.all.len()] }
    }

    /// What a gram counts.
    pub fn weight(&self, number: u32) -> f64 {
        self.weights[number as usize]
    }

    /// What these grams count together.
    pub fn sum(&self, numbers: &[u32]) -> f64 {
        numbers.iter().map(|&n| self.weight(n)).sum()
    }

    /// Which gram of the other document is the same.
    pub fn other(&self, number: u32) -> Option<u32> {
        Some(self.other[number as usize]).filter(|&n| n != NONE)
    }
}

/// Weighs the grams of two documents: `weight` is asked for how many sentences of both have a gram, and its kind.
pub fn weigh(old: &Grams, new: &Grams, weight: impl Fn(usize, Gram) -> f64) -> (Counted, Counted) {
    let (mut older, mut newer) = (Counted::none(old), Counted::none(new));
    let (mut o, mut n) = (0, 0);
    loop {
        let order = match (old.all.get(o), new.all.get(n)) {
            (Some(a), Some(b)) => a.hash.cmp(&b.hash),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return (older, newer),
        };
        match order {
            Ordering::Less => older.weights[o] = weight(old.count(o), old.all[o]),
            Ordering::Greater => newer.weights[n] = weight(new.count(n), new.all[n]),
            Ordering::Equal => {
                let formula = old.all[o].formula && new.all[n].formula;
                let weight = weight(old.count(o) + new.count(n), Gram { formula, ..old.all[o] });
                (older.weights[o], newer.weights[n]) = (weight, weight);
                (older.other[o], newer.other[n]) = (narrow(n), narrow(o));
            }
        }
        o += usize::from(order != Ordering::Greater);
        n += usize::from(order != Ordering::Less);
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}
