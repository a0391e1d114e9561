//! Which witnesses carry the same document: containment of sketches, found through an index.
//!
//! Every witness is sketched by its rarest-hashed shingles (winnowing), so that a copy that was cut, damaged or
//! printed in another order still shares most of the smaller sketch. Adding the thousandth witness asks the index
//! and compares it with those only that share something.

use super::fold::Letter;
use crate::rules::is_han;
use rustc_hash::{FxHashMap, FxHashSet};

/// Letters in a shingle.
const SHINGLE: usize = 8;
/// One shingle of so many is kept.
const WINDOW: usize = 6;
/// Share of the smaller sketch that two witnesses of one document have in common at least.
const CONTAINED: f64 = 0.45;
/// The share wanted when the pages around them bear dates of different months.
const ALIKE: f64 = 0.93;
/// A shingle of more witnesses than this is a formula and says nothing.
const COMMON: usize = 200;

/// The sketch of one witness.
fn sketch(letters: &[Letter]) -> FxHashSet<u64> {
    let words = tokens(letters);
    let hashes: Vec<u64> = words.windows(SHINGLE).map(|w| w.iter().fold(0xcbf2_9ce4_8422_2325, |h, c| mix(h ^ c))).collect();
    if hashes.len() <= WINDOW {
        return hashes.into_iter().collect();
    }
    hashes.windows(WINDOW).filter_map(|w| w.iter().min().copied()).collect()
}

/// What a shingle is made of: Chinese characters one by one, words of other scripts whole.
fn tokens(letters: &[Letter]) -> Vec<u64> {
    let mut out = Vec::with_capacity(letters.len());
    let mut last: Option<&Letter> = None;
    for letter in letters.iter().filter(|l| l.folded.is_alphanumeric()) {
        let value = u64::from(u32::from(letter.folded));
        let follows = last.is_some_and(|l| l.block == letter.block && l.at + width(l.folded) == letter.at && !is_han(l.folded));
        match out.last_mut() {
            Some(word) if follows && !is_han(letter.folded) => *word = mix(*word ^ value),
            _ => out.push(value),
        }
        last = Some(letter);
    }
    out
}

fn width(c: char) -> u32 {
    if c.len_utf8() == 1 { 1 } else { 2 }
}

fn mix(h: u64) -> u64 {
    let h = h.wrapping_mul(0x0100_0000_01b3);
    h ^ (h >> 29)
}

/// Groups of indices into `witnesses`, each a document; groups and members in ascending order.
pub(super) fn group(witnesses: &[Vec<Letter>], dates: &[Option<&str>]) -> Vec<Vec<usize>> {
    let sketches: Vec<FxHashSet<u64>> = witnesses.iter().map(|w| sketch(w)).collect();
    let mut index: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (n, sketch) in sketches.iter().enumerate() {
        for &hash in sketch {
            index.entry(hash).or_default().push(n);
        }
    }
    let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for holders in index.values().filter(|h| h.len() > 1 && h.len() <= COMMON) {
        for (i, &a) in holders.iter().enumerate() {
            for &b in &holders[i + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    let mut leader: Vec<usize> = (0..witnesses.len()).collect();
    let mut pairs: Vec<((usize, usize), usize)> = shared.into_iter().collect();
    pairs.sort_unstable();
    for ((a, b), common) in pairs {
        let smaller = sketches[a].len().min(sketches[b].len());
        let least = if apart(dates[a], dates[b]) { ALIKE } else { CONTAINED };
        if common as f64 >= least * smaller as f64 {
            let (a, b) = (find(&leader, a), find(&leader, b));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut place: FxHashMap<usize, usize> = FxHashMap::default();
    for n in 0..witnesses.len() {
        let at = *place.entry(find(&leader, n)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[at].push(n);
    }
    groups
}

/// Whether two pages are dated in different months: statements that repeat each other from time to time stay apart.
fn apart(a: Option<&str>, b: Option<&str>) -> bool {
    let month = |d: &str| d.get(..7).filter(|m| m.bytes().enumerate().all(|(n, c)| if n == 4 { c == b'-' } else { c.is_ascii_digit() })).map(str::to_owned);
    matches!((a.and_then(month), b.and_then(month)), (Some(a), Some(b)) if a != b)
}

fn find(leader: &[usize], mut n: usize) -> usize {
    while leader[n] != n {
        n = leader[n];
    }
    n
}
