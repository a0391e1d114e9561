//! Which witnesses carry the same document: containment of sketches, found through an index.
//!
//! Every witness is sketched by its least-hashed shingles (winnowing), so that a copy that was cut, damaged or printed
//! in another order still shares most of the smaller sketch. The index proposes, by the shingles that few have; only
//! what it proposes is compared. Adding the thousandth witness does not ask the other thousand.

use super::fold::Letters;
use super::own_date::Days;
use crate::rules::is_han;
use rustc_hash::FxHashMap;

/// Letters in a shingle.
const SHINGLE: usize = 8;
/// One shingle of so many is kept.
const WINDOW: usize = 6;
/// Share of the smaller sketch that two witnesses of one document have in common at least.
const CONTAINED: f64 = 0.45;
/// The share wanted when one of them bears no date of its own and their pages are of different months.
const LIKELY: f64 = 0.8;
/// The share wanted against the dates they bear themselves.
const ALIKE: f64 = 0.93;
/// A witness that shares so much more with another one belongs there.
const BETTER: f64 = 0.3;
/// Of a shingle that more witnesses have, only neighbours are proposed: copies of one text stay neighbours throughout.
const RARE: usize = 12;
/// So many of the shingles of the smaller sketch, one in so many, must propose a pair.
const PROPOSED: usize = 12;

/// When a witness is of: by its own words, by the page around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Dated {
    pub own: Option<Days>,
    pub page: Option<String>,
}

/// The sketch of one witness, in ascending order.
fn sketch(letters: &Letters) -> Vec<u64> {
    let words = tokens(letters);
    let hashes = shingles(&words);
    let mut out: Vec<u64> = if hashes.len() <= WINDOW {
        hashes
    } else {
        let mut least: Vec<u64> = hashes.windows(WINDOW).filter_map(|w| w.iter().min().copied()).collect();
        least.dedup();
        least
    };
    out.sort_unstable();
    out.dedup();
    out
}

/// Every shingle, as a number.
fn shingles(words: &[u64]) -> Vec<u64> {
    const BASE: u64 = 0x0100_0000_01b3;
    if words.len() < SHINGLE {
        return Vec::new();
    }
    let top = (0..SHINGLE).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = words[..SHINGLE].iter().fold(0_u64, |h, w| h.wrapping_mul(BASE).wrapping_add(mix(*w)));
    let mut out = Vec::with_capacity(words.len() + 1 - SHINGLE);
    out.push(mix(hash));
    for (come, gone) in words[SHINGLE..].iter().zip(words) {
        hash = hash.wrapping_mul(BASE).wrapping_add(mix(*come)).wrapping_sub(top.wrapping_mul(mix(*gone)));
        out.push(mix(hash));
    }
    out
}

/// What a shingle is made of: Chinese characters one by one, words of other scripts whole.
fn tokens(letters: &Letters) -> Vec<u64> {
    let mut out = Vec::with_capacity(letters.len());
    let mut last: Option<(u32, u32)> = None;
    for (letter, &folded) in letters.places.iter().zip(&letters.folded).filter(|(_, c)| c.is_alphanumeric()) {
        let value = u64::from(u32::from(folded));
        let spelt = !is_han(folded);
        match out.last_mut() {
            Some(word) if spelt && last == Some((letter.block, letter.at)) => *word = mix(*word ^ value),
            _ => out.push(value),
        }
        // Where the next letter stands if it goes on with this one.
        let width = u32::try_from(letter.printed.len_utf8()).unwrap_or(1);
        last = spelt.then_some((letter.block, letter.at + width));
    }
    out
}

fn mix(h: u64) -> u64 {
    let h = (h ^ (h >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^ (h >> 32)
}

/// Groups of indices into `witnesses`, each a document; groups and members in ascending order.
pub(super) fn group(witnesses: &[Letters], dates: &[Dated]) -> Vec<Vec<usize>> {
    let sketches: Vec<Vec<u64>> = witnesses.iter().map(sketch).collect();
    let mut pairs: Vec<(f64, (usize, usize))> = proposed(&sketches)
        .into_iter()
        .map(|(a, b)| (contained(&sketches[a], &sketches[b]), (a, b)))
        .filter(|(share, (a, b))| *share >= wanted(&dates[*a], &dates[*b]))
        .collect();
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    let mut best = vec![0.0_f64; witnesses.len()];
    for &(share, (a, b)) in &pairs {
        (best[a], best[b]) = (best[a].max(share), best[b].max(share));
    }
    let mut leader: Vec<usize> = (0..witnesses.len()).collect();
    for (share, (a, b)) in pairs {
        if share + BETTER >= best[a].min(best[b]) {
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

/// Pairs that share enough rare shingles to be compared, in order.
fn proposed(sketches: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let mut held: Vec<(u64, u32)> = Vec::with_capacity(sketches.iter().map(Vec::len).sum());
    for (n, sketch) in (0_u32..).zip(sketches) {
        held.extend(sketch.iter().map(|hash| (*hash, n)));
    }
    held.sort_unstable();
    let mut shared: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for holders in held.chunk_by(|a, b| a.0 == b.0).filter(|h| h.len() > 1) {
        let reach = if holders.len() <= RARE { holders.len() } else { 1 };
        for (i, (_, a)) in holders.iter().enumerate() {
            for (_, b) in holders[i + 1..].iter().take(reach) {
                *shared.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let enough = |&((a, b), common): &((u32, u32), usize)| {
        common * PROPOSED >= sketches[a as usize].len().min(sketches[b as usize].len())
    };
    let mut out: Vec<(usize, usize)> =
        shared.into_iter().filter(enough).map(|((a, b), _)| (a as usize, b as usize)).collect();
    out.sort_unstable();
    out
}

/// The share of the smaller of two sketches that the other one has too.
#[allow(clippy::cast_precision_loss, reason = "sketches are small")]
fn contained(a: &[u64], b: &[u64]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
        }
    }
    common as f64 / a.len().min(b.len()).max(1) as f64
}

/// How much two witnesses must share to be one document: statements repeat each other from time to time.
fn wanted(a: &Dated, b: &Dated) -> f64 {
    match (&a.own, &b.own) {
        (Some(a), Some(b)) if a.0 > b.1 || b.0 > a.1 => ALIKE,
        (Some(_), Some(_)) => CONTAINED,
        (None, None) if months_apart(a, b) => ALIKE,
        _ if months_apart(a, b) => LIKELY,
        _ => CONTAINED,
    }
}

/// Whether their pages are dated in different months.
fn months_apart(a: &Dated, b: &Dated) -> bool {
    let month = |d: &Dated| {
        let month = d.own.as_ref().map(|d| d.1.as_str()).or(d.page.as_deref())?.get(..7)?;
        let digits = month.bytes().enumerate().all(|(n, c)| if n == 4 { c == b'-' } else { c.is_ascii_digit() });
        digits.then(|| month.to_owned())
    };
    matches!((month(a), month(b)), (Some(a), Some(b)) if a != b)
}

fn find(leader: &[usize], mut n: usize) -> usize {
    while leader[n] != n {
        n = leader[n];
    }
    n
}
