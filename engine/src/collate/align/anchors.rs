//! Stretches that stand once on both sides: what holds two texts together where they differ much.

use super::Run;
use rustc_hash::FxHashMap;

/// Of texts longer than this not every stretch is asked about.
const MANY: usize = 4096;

/// Places in `a` and in `b` of stretches of `size` letters that stand once in each, in the order of `a`.
pub(super) fn pairs(a: &[char], b: &[char], size: usize) -> Vec<(usize, usize)> {
    if a.len() < size || b.len() < size {
        return Vec::new();
    }
    let places = Places::of(rolling(a, size));
    let mut met: Vec<Met> = vec![Met::Never; places.hashes.len()];
    // Of long texts a part says enough: what stands between is followed.
    let step = if a.len().min(b.len()) > MANY { size / 4 } else { 1 };
    for (at, hash) in rolling(b, size).into_iter().enumerate().step_by(step) {
        if let Some(place) = places.find(hash) {
            met[place] = if met[place] == Met::Never { Met::Once(at) } else { Met::Often };
        }
    }
    let once = met.iter().enumerate().filter_map(|(x, met)| match met {
        Met::Once(y) if !places.often[x] => Some((x, *y)),
        _ => None,
    });
    once.filter(|&(x, y)| a[x..x + size] == b[y..y + size]).collect()
}

/// Whether and where a stretch was met on the other side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Met {
    Never,
    Once(usize),
    Often,
}

/// The first place of every stretch of one side, and whether it stands there again.
struct Places {
    hashes: Vec<u64>,
    often: Vec<bool>,
    /// By the lower bits of the number: the place, counted from 1; 0 where there is none.
    slots: Vec<u32>,
}

impl Places {
    fn of(hashes: Vec<u64>) -> Self {
        let slots = vec![0; (hashes.len() * 2).next_power_of_two()];
        let mut out = Self { often: vec![false; hashes.len()], slots, hashes };
        for at in 0..out.hashes.len() {
            let slot = out.slot(out.hashes[at]);
            match out.slots[slot] {
                0 => out.slots[slot] = u32::try_from(at + 1).unwrap_or(0),
                held => out.often[held as usize - 1] = true,
            }
        }
        out
    }

    /// Where a number is held, or would be.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = usize::try_from(hash & mask as u64).unwrap_or(0);
        while self.slots[slot] != 0 && self.hashes[self.slots[slot] as usize - 1] != hash {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn find(&self, hash: u64) -> Option<usize> {
        (self.slots[self.slot(hash)] as usize).checked_sub(1)
    }
}

/// Every stretch of `size` letters, as a number.
fn rolling(letters: &[char], size: usize) -> Vec<u64> {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let value = |c: char| u64::from(u32::from(c)) + 1;
    let top = (0..size).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = letters[..size].iter().fold(0_u64, |h, c| h.wrapping_mul(BASE).wrapping_add(value(*c)));
    let mut out = Vec::with_capacity(letters.len() + 1 - size);
    out.push(hash ^ (hash >> 31));
    for (come, gone) in letters[size..].iter().zip(letters) {
        hash = hash.wrapping_mul(BASE).wrapping_add(value(*come)).wrapping_sub(top.wrapping_mul(value(*gone)));
        out.push(hash ^ (hash >> 31));
    }
    out
}

/// The longest chain of `pairs` that rises on both sides, as runs.
pub(super) fn spine(pairs: &[(usize, usize)], size: usize) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for (x, y) in increasing(pairs) {
        if let Some(last) = out.last_mut()
            && (x < last.a + last.len || y < last.b + last.len)
        {
            if x + size > last.a + last.len && x - last.a == y - last.b {
                last.len = x + size - last.a;
            }
            continue;
        }
        out.push(Run { a: x, b: y, len: size });
    }
    out
}

/// The longest chain that rises on both sides, by patience sorting.
fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (n, &(_, y)) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|&t| pairs[t].1 < y);
        before[n] = pile.checked_sub(1).map(|p| tops[p]);
        if pile == tops.len() { tops.push(n) } else { tops[pile] = n }
    }
    let mut out = Vec::new();
    let mut at = tops.last().copied();
    while let Some(n) = at {
        out.push(pairs[n]);
        at = before[n];
    }
    out.reverse();
    out
}

/// A stretch, from its first letter to one past its last.
type Stretch = (usize, usize);

/// Which gaps of `a` and of `b` share most; each once.
pub(super) fn partners(
    a: &[char],
    b: &[char],
    in_a: &[Stretch],
    in_b: &[Stretch],
    size: usize,
) -> Vec<(Stretch, Stretch)> {
    let gather = |text: &[char], gaps: &[Stretch]| -> (Vec<char>, Vec<usize>) {
        let mut letters = Vec::new();
        let mut starts = Vec::new();
        for gap in gaps {
            starts.push(letters.len());
            letters.extend_from_slice(&text[gap.0..gap.1]);
        }
        (letters, starts)
    };
    let ((mine, starts_a), (theirs, starts_b)) = (gather(a, in_a), gather(b, in_b));
    let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for (x, y) in pairs(&mine, &theirs, size) {
        let which = (starts_a.partition_point(|s| *s <= x) - 1, starts_b.partition_point(|s| *s <= y) - 1);
        *shared.entry(which).or_default() += 1;
    }
    let mut order: Vec<((usize, usize), usize)> = shared.into_iter().filter(|(_, n)| *n >= size / 2).collect();
    order.sort_unstable_by_key(|&(which, n)| (std::cmp::Reverse(n), which));
    let (mut used_a, mut used_b) = (vec![false; in_a.len()], vec![false; in_b.len()]);
    let mut out = Vec::new();
    for ((i, j), _) in order {
        if !used_a[i] && !used_b[j] {
            (used_a[i], used_b[j]) = (true, true);
            out.push((in_a[i], in_b[j]));
        }
    }
    out
}
