//! Two texts aligned character by character, by Myers' greedy walk: the same walk as the project's scorer, step for step.

/// A stretch of an edit script: `a` and `b` are half-open ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Op {
    pub(super) equal: bool,
    pub(super) a: (usize, usize),
    pub(super) b: (usize, usize),
}

/// So many edits are looked for before the slower, coarser way is taken.
const LIMIT: usize = 3000;

/// The edit script of `a` → `b`.
pub(super) fn ops(a: &[char], b: &[char]) -> Vec<Op> {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let room = a.len().min(b.len()) - prefix;
    let suffix = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(x, y)| x == y).count();
    let inner = match walk(&a[prefix..a.len() - suffix], &b[prefix..b.len() - suffix]) {
        Some(pairs) => pairs,
        None => return super::blocks::ops(a, b),
    };
    let mut pairs: Vec<(usize, usize)> = (0..prefix).map(|i| (i, i)).collect();
    pairs.extend(inner.into_iter().map(|(x, y)| (prefix + x, prefix + y)));
    pairs.extend((0..suffix).map(|i| (a.len() - suffix + i, b.len() - suffix + i)));
    script(&pairs, a.len(), b.len())
}

/// The pairs of equal characters, or `None` beyond the limit.
fn walk(a: &[char], b: &[char]) -> Option<Vec<(usize, usize)>> {
    let (n, m) = (to_i(a.len()), to_i(b.len()));
    if n == 0 || m == 0 {
        return Some(Vec::new());
    }
    let most = (a.len() + b.len()).min(LIMIT);
    // The furthest x on diagonal k is at k + most + 1.
    let middle = to_i(most) + 1;
    let mut v = vec![0_i64; 2 * most + 3];
    let mut trace: Vec<Vec<i64>> = Vec::new();
    for d in 0..=to_i(most) {
        let (low, high) = (to_u(middle - d - 1), to_u(middle + d + 1));
        trace.push(v[low..=high].to_vec());
        let mut k = -d;
        while k <= d {
            let mut x = step(&v, middle, k, d);
            while x < n && x - k < m && a[to_u(x)] == b[to_u(x - k)] {
                x += 1;
            }
            v[to_u(middle + k)] = x;
            if x >= n && x - k >= m {
                return Some(back(&trace, n, m));
            }
            k += 2;
        }
    }
    None
}

/// Where a walk of `d` edits enters diagonal `k`.
fn step(v: &[i64], middle: i64, k: i64, d: i64) -> i64 {
    let at = |k: i64| v[to_u(middle + k)];
    if k == -d || (k != d && at(k - 1) < at(k + 1)) { at(k + 1) } else { at(k - 1) + 1 }
}

fn back(trace: &[Vec<i64>], n: i64, m: i64) -> Vec<(usize, usize)> {
    let (mut x, mut y) = (n, m);
    let mut pairs = Vec::new();
    for (d, v) in trace.iter().enumerate().rev() {
        let d = to_i(d);
        let at = |k: i64| v[to_u(k + d + 1)];
        let k = x - y;
        let from = if k == -d || (k != d && at(k - 1) < at(k + 1)) { k + 1 } else { k - 1 };
        let (px, py) = (at(from), at(from) - from);
        while x > px && y > py && x > 0 && y > 0 {
            x -= 1;
            y -= 1;
            pairs.push((to_u(x), to_u(y)));
        }
        if d > 0 {
            (x, y) = (px, py);
        }
    }
    pairs.reverse();
    pairs
}

/// Runs of pairs as equal stretches, what lies between them as unequal ones.
pub(super) fn script(pairs: &[(usize, usize)], a: usize, b: usize) -> Vec<Op> {
    let mut out = Vec::new();
    let (mut i, mut j, mut at) = (0, 0, 0);
    while at < pairs.len() {
        let (x, y) = pairs[at];
        if x > i || y > j {
            out.push(Op { equal: false, a: (i, x), b: (j, y) });
        }
        let mut run = at;
        while run + 1 < pairs.len() && pairs[run + 1] == (pairs[run].0 + 1, pairs[run].1 + 1) {
            run += 1;
        }
        (i, j) = (pairs[run].0 + 1, pairs[run].1 + 1);
        out.push(Op { equal: true, a: (x, i), b: (y, j) });
        at = run + 1;
    }
    if i < a || j < b {
        out.push(Op { equal: false, a: (i, a), b: (j, b) });
    }
    out
}

/// How many characters are wrong.
pub(super) fn distance(ops: &[Op]) -> usize {
    ops.iter().filter(|op| !op.equal).map(|op| (op.a.1 - op.a.0).max(op.b.1 - op.b.0)).sum()
}

/// Positions of text `b` in text `a`.
#[derive(Debug)]
pub(super) struct Map {
    at: Vec<usize>,
}

impl Map {
    pub(super) fn of(ops: &[Op], b: usize) -> Self {
        let mut at = vec![0; b + 1];
        for op in ops {
            for (n, place) in at[op.b.0..op.b.1].iter_mut().enumerate() {
                *place = if op.equal { op.a.0 + n } else { (op.a.0 + n).min(op.a.1) };
            }
        }
        at[b] = ops.last().map_or(0, |op| op.a.1);
        Self { at }
    }

    pub(super) fn span(&self, start: i64, end: i64) -> (usize, usize) {
        let last = self.at.len() - 1;
        let (start, end) = (to_u(start).min(last), to_u(end).min(last));
        if end <= start { (self.at[start], self.at[start]) } else { (self.at[start], self.at[end - 1] + 1) }
    }
}

fn to_i(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn to_u(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}
