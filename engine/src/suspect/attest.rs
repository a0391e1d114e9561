//! How often characters stand together in the texts at hand and in the lists.

use super::page::Page;
use crate::rules::spelling::{stretch, stretches};
use crate::rules::{Knowledge, Spelling, is_han, simplify};
use rustc_hash::FxHashMap;

pub(super) use crate::rules::spelling::LONGEST;

/// What is attested.
pub(super) struct Attested<'k> {
    pairs: Pairs,
    /// Three characters in a row that stand anywhere.
    threes: Seen,
    asked: FxHashMap<u64, u32>,
    lists: Vec<&'k Spelling>,
    /// Names that texts spell out, in their own places.
    spelt: Vec<Vec<char>>,
}

/// How often two characters stand side by side.
struct Pairs {
    counts: FxHashMap<(char, char), u32>,
    seen: Seen,
}

impl Pairs {
    fn new(counts: FxHashMap<(char, char), u32>) -> Self {
        let mut seen = Seen::for_so_many(counts.len());
        counts.keys().for_each(|pair| seen.add(number(*pair)));
        Self { counts, seen }
    }

    fn times(&self, pair: (char, char)) -> u32 {
        if self.seen.may(number(pair)) { self.counts.get(&pair).copied().unwrap_or(0) } else { 0 }
    }
}

fn number((a, b): (char, char)) -> u64 {
    u64::from(u32::from(a)) << 32 | u64::from(u32::from(b))
}

/// A bit for many numbers: where it is not set, none of them is there. Most questions end here.
struct Seen {
    bits: Vec<u64>,
    shift: u32,
}

impl Seen {
    /// With so much room that few bits are set.
    fn for_so_many(numbers: usize) -> Self {
        let places = (numbers.max(64) * 16).next_power_of_two();
        Self { bits: vec![0; places / 64], shift: u64::BITS - places.ilog2() }
    }

    fn place(&self, number: u64) -> usize {
        (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }

    fn add(&mut self, number: u64) {
        let place = self.place(number);
        self.bits[place / 64] |= 1 << (place % 64);
    }

    fn may(&self, number: u64) -> bool {
        let place = self.place(number);
        self.bits[place / 64] >> (place % 64) & 1 == 1
    }
}

impl<'k> Attested<'k> {
    /// Counts pairs in all `pages`; what the lists have counts once.
    pub(super) fn new(pages: &[Page<'_>], knowledge: &'k Knowledge) -> Self {
        let unspaced = knowledge.languages.iter().filter(|l| l.unspaced);
        let lists: Vec<&Spelling> = unspaced.map(|language| language.spelling()).collect();
        let mut counts: FxHashMap<(char, char), u32> = FxHashMap::default();
        for list in &lists {
            list.pairs.iter().for_each(|(pair, times)| *counts.entry(*pair).or_default() += times);
        }
        for letters in pages.iter().map(|p| p.letters.as_slice()) {
            for pair in letters.windows(2).filter(|p| is_han(p[0]) && is_han(p[1])) {
                *counts.entry((pair[0], pair[1])).or_default() += 1;
            }
        }
        let texts = || lists.iter().flat_map(|l| &l.words).chain(pages.iter().map(|p| &p.letters));
        let mut threes = Seen::for_so_many(texts().map(Vec::len).sum());
        texts().flat_map(|letters| letters.windows(3)).for_each(|three| threes.add(hash(three.iter().copied())));
        Self { pairs: Pairs::new(counts), threes, asked: FxHashMap::default(), lists, spelt: spelt(pages) }
    }

    /// Counts the stretches that are asked about.
    pub(super) fn count(&mut self, pages: &[Page<'_>], questions: impl Iterator<Item = u64>) {
        let mut asked: FxHashMap<u64, u32> = FxHashMap::default();
        asked.extend(questions.filter(|q| !self.asked.contains_key(q)).map(|q| (q, 0)));
        for page in pages {
            stretches(&page.letters, |number| {
                if let Some(count) = asked.get_mut(&number) {
                    *count += 1;
                }
            });
        }
        for (number, count) in &mut asked {
            *count += self.lists.iter().filter_map(|list| list.stretches.get(number)).sum::<u32>();
        }
        self.asked.extend(asked);
    }

    fn words(&self) -> impl Iterator<Item = &[char]> {
        self.lists.iter().flat_map(|list| &list.words).map(Vec::as_slice)
    }

    /// The set phrases and longer names of the lists, how many, and behind them the names in the texts.
    pub(super) fn phrases(&self) -> (Vec<Vec<char>>, usize) {
        let mut out: Vec<Vec<char>> = self.words().filter(|n| n.len() >= 6).map(<[char]>::to_vec).collect();
        let sure = out.len();
        out.extend(self.spelt.iter().cloned());
        (out, sure)
    }

    /// The words of the lists and the names in the texts.
    pub(super) fn names(&self) -> impl Iterator<Item = &[char]> {
        self.words().chain(self.spelt.iter().map(Vec::as_slice))
    }

    /// How often a pair stands anywhere.
    pub(super) fn pair(&self, a: char, b: char) -> u32 {
        self.pairs.times((a, b))
    }

    /// Whether three characters in a row that `c` is one of may stand anywhere, where it stands at `at` among `letters`.
    pub(super) fn around(&self, letters: &[char], at: usize, c: char) -> bool {
        let three = |from: usize| {
            let stretch = letters.get(from..from + 3)?;
            let meant = (from..).zip(stretch).map(|(n, printed)| if n == at { c } else { *printed });
            Some(self.threes.may(hash(meant)))
        };
        (at.saturating_sub(2)..=at).any(|from| three(from) == Some(true))
    }

    /// How often a stretch that was asked about stands anywhere.
    pub(super) fn times(&self, question: u64) -> u32 {
        self.asked.get(&question).copied().unwrap_or(0)
    }

    /// The characters that `printed` may have been taken for, the likest first.
    pub(super) fn likes(&self, printed: char) -> &[char] {
        self.lists.iter().map(|list| list.likes(printed)).find(|likes| !likes.is_empty()).unwrap_or(&[])
    }
}

/// The longer names of things in all texts, without their marks.
fn spelt(pages: &[Page<'_>]) -> Vec<Vec<char>> {
    use crate::model::ReferenceKind::{Body, Event, Initiative, Instrument};
    let mut out = Vec::new();
    for page in pages.iter().filter(|p| p.chinese()) {
        for reference in &page.held.findings.references {
            if matches!(reference.kind, Body | Event | Initiative | Instrument) {
                let name = reference.span.of(&page.held.document.text).trim_matches(['《', '》', '“', '”']);
                out.push(name.chars().map(simplify).collect::<Vec<char>>());
            }
        }
    }
    out.retain(|n| n.len() >= 6);
    out.sort();
    out.dedup();
    out
}

/// A stretch as a number.
pub(super) fn hash(letters: impl Iterator<Item = char>) -> u64 {
    stretch(letters)
}
