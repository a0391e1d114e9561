//! Alignment of two sequences: long unique runs first, the gaps between them by a shortest edit script.

use rustc_hash::FxHashMap;

/// A run that stands in both: `len` letters from `a` and from `b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub a: usize,
    pub b: usize,
    pub len: usize,
}

/// Runs of letters that must be unique on both sides to serve as anchors, tried from long to short.
const ANCHORS: [usize; 3] = [16, 8, 5];
/// Edits looked for in a gap before it is given up as different.
const EDITS: usize = 600;

/// The runs `a` and `b` have in common, in the order of both.
pub(super) fn align(a: &[char], b: &[char]) -> Vec<Run> {
    let mut out = Vec::new();
    gap(a, b, 0, 0, 0, &mut out);
    merge(out)
}

fn gap(a: &[char], b: &[char], at_a: usize, at_b: usize, level: usize, out: &mut Vec<Run>) {
    let before = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a[before..], &b[before..]);
    let after = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (mid_a, mid_b) = (&rest_a[..rest_a.len() - after], &rest_b[..rest_b.len() - after]);
    if before > 0 {
        out.push(Run { a: at_a, b: at_b, len: before });
    }
    if !mid_a.is_empty() && !mid_b.is_empty() {
        middle(mid_a, mid_b, at_a + before, at_b + before, level, out);
    }
    if after > 0 {
        out.push(Run { a: at_a + a.len() - after, b: at_b + b.len() - after, len: after });
    }
}

fn middle(a: &[char], b: &[char], at_a: usize, at_b: usize, level: usize, out: &mut Vec<Run>) {
    let anchors =
        if a.len() + b.len() > 64 && level < ANCHORS.len() { anchors(a, b, ANCHORS[level]) } else { Vec::new() };
    if anchors.is_empty() {
        if a.len() + b.len() > 64 && level + 1 < ANCHORS.len() {
            return middle(a, b, at_a, at_b, level + 1, out);
        }
        return edits(a, b, at_a, at_b, out);
    }
    let (mut from_a, mut from_b) = (0, 0);
    for run in anchors {
        gap(&a[from_a..run.a], &b[from_b..run.b], at_a + from_a, at_b + from_b, level + 1, out);
        out.push(Run { a: at_a + run.a, b: at_b + run.b, len: run.len });
        (from_a, from_b) = (run.a + run.len, run.b + run.len);
    }
    gap(&a[from_a..], &b[from_b..], at_a + from_a, at_b + from_b, level + 1, out);
}

/// The longest chain of stretches of `size` letters that are unique on both sides, widened as far as they go.
fn anchors(a: &[char], b: &[char], size: usize) -> Vec<Run> {
    if a.len() < size || b.len() < size {
        return Vec::new();
    }
    let unique = |s: &[char]| {
        let mut seen: FxHashMap<Vec<char>, Option<usize>> = FxHashMap::default();
        for (at, w) in s.windows(size).enumerate() {
            seen.entry(w.to_vec()).and_modify(|v| *v = None).or_insert(Some(at));
        }
        seen
    };
    let (in_a, in_b) = (unique(a), unique(b));
    let mut pairs: Vec<(usize, usize)> = in_a.iter().filter_map(|(w, at)| Some(((*at)?, (*in_b.get(w)?)?))).collect();
    pairs.sort_unstable();
    let chain = increasing(&pairs);
    let mut out: Vec<Run> = Vec::new();
    for (x, y) in chain {
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

/// Myers' greedy walk; gives up after so many edits.
fn edits(a: &[char], b: &[char], at_a: usize, at_b: usize, out: &mut Vec<Run>) {
    let (n, m) = (a.len() as isize, b.len() as isize);
    let limit = ((n + m) as usize).min(EDITS);
    let offset = limit as isize + 1;
    let mut v = vec![0isize; 2 * limit + 3];
    let mut trace: Vec<Vec<isize>> = Vec::new();
    for d in 0..=limit as isize {
        trace.push(v.clone());
        let mut k = -d;
        while k <= d {
            let down = k == -d || (k != d && v[(k - 1 + offset) as usize] < v[(k + 1 + offset) as usize]);
            let mut x = if down { v[(k + 1 + offset) as usize] } else { v[(k - 1 + offset) as usize] + 1 };
            let mut y = x - k;
            while x < n && y < m && a[x as usize] == b[y as usize] {
                x += 1;
                y += 1;
            }
            v[(k + offset) as usize] = x;
            if x >= n && y >= m {
                return walk_back(&trace, (n, m), offset, (at_a, at_b), out);
            }
            k += 2;
        }
    }
}

fn walk_back(
    trace: &[Vec<isize>],
    (n, m): (isize, isize),
    offset: isize,
    (at_a, at_b): (usize, usize),
    out: &mut Vec<Run>,
) {
    let (mut x, mut y) = (n, m);
    let mut runs = Vec::new();
    for (d, v) in trace.iter().enumerate().rev() {
        let d = d as isize;
        let k = x - y;
        let down = k == -d || (k != d && v[(k - 1 + offset) as usize] < v[(k + 1 + offset) as usize]);
        let from = if down { k + 1 } else { k - 1 };
        let (start_x, start_y) =
            if d == 0 { (0, 0) } else { (v[(from + offset) as usize], v[(from + offset) as usize] - from) };
        let edge = if d == 0 {
            0
        } else if down {
            start_x
        } else {
            start_x + 1
        };
        let len = x - edge;
        if len > 0 {
            runs.push(Run { a: at_a + edge as usize, b: at_b + (y - len) as usize, len: len as usize });
        }
        (x, y) = (start_x, start_y);
    }
    runs.reverse();
    out.extend(runs);
}

fn merge(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match out.last_mut() {
            Some(last) if last.a + last.len == run.a && last.b + last.len == run.b => last.len += run.len,
            _ => out.push(run),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let runs = align(&a, &b);
        let (mut x, mut y) = (0, 0);
        for run in &runs {
            assert!(run.a >= x && run.b >= y, "runs rise");
            assert_eq!(a[run.a..run.a + run.len], b[run.b..run.b + run.len]);
            (x, y) = (run.a + run.len, run.b + run.len);
        }
        runs.iter().map(|r| r.len).sum()
    }

    #[test]
    fn runs_are_common_and_rise() {
        assert_eq!(check("双方将加强合作", "双方将加强合作"), 7);
        assert_eq!(check("双方将加强合作", "双方愿加强合作"), 6);
        assert_eq!(check("abcabba", "cbabac"), 4);
        assert_eq!(check("", "x"), 0);
        let long: String = (0..400).map(|n| char::from_u32(0x4e00 + (n * 7919) % 3000).unwrap()).collect();
        let cut: String = long.chars().skip(100).take(200).collect();
        assert_eq!(check(&long, &cut), 200);
    }
}
