//! Differences followed one by one: a wavefront of the cheapest ways, as narrow as the difference at hand.

use super::Run;

/// Letters alike in a row that end a difference.
const HOLD: usize = 24;
/// Edits after which a difference is too large to be followed.
const EDITS: usize = 64;

/// The cheapest ways, kept from one difference to the next: `fronts` holds for each number of edits how far every
/// diagonal got.
#[derive(Default)]
pub(super) struct Wave {
    fronts: Vec<isize>,
    ends: Vec<(usize, usize)>,
}

/// When to stop: after so many letters alike, or only in the far corner; and after how many edits to give up.
#[derive(Clone, Copy)]
struct Stop {
    hold: usize,
    edits: usize,
}

/// How many letters two sequences have in common at their beginning.
pub(super) fn common(a: &[char], b: &[char]) -> usize {
    const STEP: usize = 16;
    let len = a.len().min(b.len());
    let (a, b) = (&a[..len], &b[..len]);
    let steps = a.chunks_exact(STEP).zip(b.chunks_exact(STEP)).take_while(|(x, y)| x == y).count() * STEP;
    steps + a[steps..].iter().zip(&b[steps..]).take_while(|(x, y)| x == y).count()
}

impl Wave {
    /// Follows `a` and `b` from the beginning. Says where it got stuck; nothing where it reached an end.
    pub(super) fn follow(&mut self, a: &[char], b: &[char], out: &mut Vec<Run>) -> Option<(usize, usize)> {
        let (mut x, mut y) = (0, 0);
        loop {
            let len = common(&a[x..], &b[y..]);
            if len > 0 {
                out.push(Run { a: x, b: y, len });
            }
            (x, y) = (x + len, y + len);
            if x == a.len() || y == b.len() {
                return None;
            }
            let stop = Stop { hold: HOLD, edits: EDITS };
            let Some((i, j)) = self.difference(&a[x..], &b[y..], stop, (x, y), out) else { return Some((x, y)) };
            (x, y) = (x + i, y + j);
        }
    }

    /// The runs of `a` and `b` from corner to corner; none where they are too different to speak of variants.
    pub(super) fn between(&mut self, a: &[char], b: &[char]) -> Vec<Run> {
        let (longer, shorter) = (a.len().max(b.len()), a.len().min(b.len()));
        let edits = longer - shorter + 4 + shorter * 2 / 3;
        let mut out = Vec::new();
        self.difference(a, b, Stop { hold: usize::MAX, edits }, (0, 0), &mut out);
        out
    }

    /// Writes the runs of one difference and says where it ends.
    fn difference(
        &mut self,
        a: &[char],
        b: &[char],
        stop: Stop,
        (at_a, at_b): (usize, usize),
        out: &mut Vec<Run>,
    ) -> Option<(usize, usize)> {
        self.fronts.clear();
        self.ends.clear();
        let ends = (a.len() as isize, b.len() as isize);
        for d in 0..=stop.edits as isize {
            let from = self.fronts.len();
            let mut best: Option<(isize, isize, isize)> = None;
            for k in -d..=d {
                let Some(start) = self.step(d, k, ends) else {
                    self.fronts.push(NOWHERE);
                    continue;
                };
                let held = common(&a[start as usize..], &b[(start - k) as usize..]) as isize;
                let x = start + held;
                self.fronts.push(x);
                let corner = x == ends.0 && x - k == ends.1;
                if (corner || held as usize >= stop.hold) && best.is_none_or(|(_, most, _)| held > most) {
                    best = Some((k, held, x));
                }
            }
            self.ends.push((from, self.fronts.len()));
            if let Some((k, _, x)) = best {
                self.back(d, k, x, ends, (at_a, at_b), out);
                return Some((x as usize, (x - k) as usize));
            }
        }
        None
    }

    /// How far diagonal `k` got with `d` edits, before letters alike are followed.
    fn step(&self, d: isize, k: isize, (n, m): (isize, isize)) -> Option<isize> {
        if d == 0 {
            return Some(0);
        }
        let (_, start) = self.from(d, k)?;
        (start <= n && start - k <= m && start >= 0 && start - k >= 0).then_some(start)
    }

    /// The diagonal that leads farthest into `k` with one more edit, and where it comes out.
    fn from(&self, d: isize, k: isize) -> Option<(isize, isize)> {
        let reached = |k: isize| {
            let (from, to) = self.ends[(d - 1) as usize];
            let at = k + d - 1;
            (at >= 0 && at < (to - from) as isize).then(|| self.fronts[from + at as usize]).filter(|x| *x != NOWHERE)
        };
        let ways = [(k, 1), (k - 1, 1), (k + 1, 0)];
        ways.into_iter().filter_map(|(k, by)| Some((k, reached(k)? + by))).max_by_key(|(_, x)| *x)
    }

    /// Walks back from where diagonal `k` got with `d` edits.
    fn back(
        &self,
        d: isize,
        k: isize,
        x: isize,
        ends: (isize, isize),
        (at_a, at_b): (usize, usize),
        out: &mut Vec<Run>,
    ) {
        let first = out.len();
        let (mut k, mut x) = (k, x);
        for d in (0..=d).rev() {
            let start = self.step(d, k, ends).unwrap_or(0);
            if x > start {
                let (a, b) = (start as usize + at_a, (start - k) as usize + at_b);
                out.push(Run { a, b, len: (x - start) as usize });
            }
            let Some((before, _)) = (d > 0).then(|| self.from(d, k)).flatten() else { break };
            let (from, _) = self.ends[(d - 1) as usize];
            x = self.fronts[from + (before + d - 1) as usize];
            k = before;
        }
        out[first..].reverse();
    }
}

/// A diagonal that leads out of the field.
const NOWHERE: isize = isize::MIN;
