//! The coarser alignment for texts that differ a great deal: longest common stretches, and what lies around them again.

use super::align::{Op, script};
use rustc_hash::FxHashMap;

/// The edit script of `a` → `b`.
pub(super) fn ops(a: &[char], b: &[char]) -> Vec<Op> {
    let mut places: FxHashMap<char, Vec<usize>> = FxHashMap::default();
    for (j, c) in b.iter().enumerate() {
        places.entry(*c).or_default().push(j);
    }
    let mut open = vec![(0, a.len(), 0, b.len())];
    let mut found = Vec::new();
    while let Some((a0, a1, b0, b1)) = open.pop() {
        let (i, j, length) = longest(a, &places, (a0, a1), (b0, b1));
        if length == 0 {
            continue;
        }
        found.push((i, j, length));
        if a0 < i && b0 < j {
            open.push((a0, i, b0, j));
        }
        if i + length < a1 && j + length < b1 {
            open.push((i + length, a1, j + length, b1));
        }
    }
    found.sort_unstable();
    let pairs: Vec<(usize, usize)> =
        found.iter().flat_map(|&(i, j, length)| (0..length).map(move |n| (i + n, j + n))).collect();
    script(&pairs, a.len(), b.len())
}

/// The longest common stretch; of several the one that begins first in `a`, then in `b`.
fn longest(
    a: &[char],
    places: &FxHashMap<char, Vec<usize>>,
    (a0, a1): (usize, usize),
    (b0, b1): (usize, usize),
) -> (usize, usize, usize) {
    let mut best = (a0, b0, 0);
    let mut lengths: FxHashMap<usize, usize> = FxHashMap::default();
    for (i, c) in a.iter().enumerate().take(a1).skip(a0) {
        let mut next: FxHashMap<usize, usize> = FxHashMap::default();
        for &j in places.get(c).into_iter().flatten().filter(|j| (b0..b1).contains(*j)) {
            let length = j.checked_sub(1).and_then(|before| lengths.get(&before)).copied().unwrap_or(0) + 1;
            next.insert(j, length);
            if length > best.2 {
                best = (i + 1 - length, j + 1 - length, length);
            }
        }
        lengths = next;
    }
    best
}
