//! Alignment of two sequences of letters.
//!
//! Differences are followed one by one where they stay small; where they do not, stretches that stand once in both give
//! a spine, and the gaps between its parts are followed again. What stands elsewhere was moved.

mod anchors;
mod wave;

use wave::{Wave, common};

/// A run that stands in both: `len` letters from `a` and from `b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First letter in the one.
    pub a: usize,
    /// First letter in the other.
    pub b: usize,
    /// How many.
    pub len: usize,
}

/// What two sequences have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// In the order of both.
    pub runs: Vec<Run>,
    /// Of stretches that stand elsewhere in the other.
    pub moved: Vec<Run>,
}

/// Lengths of stretches that must stand once on both sides to hold a spine, tried from long to short.
const SPINES: [usize; 3] = [16, 8, 5];
/// Shorter gaps, both together, are followed without a spine.
const SHORT: usize = 96;
/// Longer gaps without a spine are not compared letter by letter.
const LONG: usize = 320;
/// Shorter stretches than this are not looked for elsewhere.
const MOVED: usize = 24;

/// A stretch of `a` and the stretch of `b` it stands against.
#[derive(Clone, Copy)]
struct Gap {
    a: (usize, usize),
    b: (usize, usize),
}

/// What `a` and `b` have in common.
#[must_use]
pub fn align(a: &[char], b: &[char]) -> Alignment {
    let mut aligner = Aligner { a, b, wave: Wave::default(), runs: Vec::new() };
    aligner.anew(Gap { a: (0, a.len()), b: (0, b.len()) });
    let mut out = Alignment { runs: merge(std::mem::take(&mut aligner.runs)), moved: Vec::new() };
    out.moved = aligner.moved(&out.runs);
    out
}

struct Aligner<'a> {
    a: &'a [char],
    b: &'a [char],
    wave: Wave,
    runs: Vec<Run>,
}

impl Aligner<'_> {
    /// Aligns two stretches from their beginning, difference by difference as long as that goes.
    fn anew(&mut self, gap: Gap) {
        let first = self.runs.len();
        let (a, b) = (&self.a[gap.a.0..gap.a.1], &self.b[gap.b.0..gap.b.1]);
        let stuck = self.wave.follow(a, b, &mut self.runs);
        for run in &mut self.runs[first..] {
            (run.a, run.b) = (run.a + gap.a.0, run.b + gap.b.0);
        }
        if let Some((x, y)) = stuck {
            self.gap(Gap { a: (x + gap.a.0, gap.a.1), b: (y + gap.b.0, gap.b.1) }, 0);
        }
    }

    /// Aligns what stands in a gap, with the shortest way of spelling it out first.
    fn gap(&mut self, gap: Gap, level: usize) {
        let Gap { a: (mut from_a, mut to_a), b: (mut from_b, mut to_b) } = gap;
        let before = common(&self.a[from_a..to_a], &self.b[from_b..to_b]);
        self.run(from_a, from_b, before);
        (from_a, from_b) = (from_a + before, from_b + before);
        let ends = self.a[from_a..to_a].iter().rev().zip(self.b[from_b..to_b].iter().rev());
        let after = ends.take_while(|(x, y)| x == y).count();
        (to_a, to_b) = (to_a - after, to_b - after);
        if from_a < to_a && from_b < to_b {
            self.middle(Gap { a: (from_a, to_a), b: (from_b, to_b) }, level);
        }
        self.run(to_a, to_b, after);
    }

    fn run(&mut self, a: usize, b: usize, len: usize) {
        if len > 0 {
            self.runs.push(Run { a, b, len });
        }
    }

    fn middle(&mut self, gap: Gap, level: usize) {
        let (a, b) = (&self.a[gap.a.0..gap.a.1], &self.b[gap.b.0..gap.b.1]);
        let all = a.len() + b.len();
        if all > SHORT {
            for (n, size) in SPINES.iter().enumerate().skip(level) {
                let spine = anchors::spine(&anchors::pairs(a, b, *size), *size);
                if !spine.is_empty() {
                    return self.along(gap, &spine, n + 1);
                }
            }
        }
        if all <= LONG {
            let found = self.wave.between(a, b);
            self.runs.extend(found.into_iter().map(|r| Run { a: r.a + gap.a.0, b: r.b + gap.b.0, ..r }));
        }
    }

    /// The gaps between the parts of a spine.
    fn along(&mut self, gap: Gap, spine: &[Run], level: usize) {
        let (mut x, mut y) = (gap.a.0, gap.b.0);
        for part in spine {
            let (a, b) = (gap.a.0 + part.a, gap.b.0 + part.b);
            self.gap(Gap { a: (x, a), b: (y, b) }, level);
            self.run(a, b, part.len);
            (x, y) = (a + part.len, b + part.len);
        }
        self.gap(Gap { a: (x, gap.a.1), b: (y, gap.b.1) }, level);
    }

    /// What stands in a gap of `a` and in another gap of `b`.
    fn moved(&mut self, runs: &[Run]) -> Vec<Run> {
        let (in_a, in_b) = (gaps(runs, self.a.len(), |r| r.a), gaps(runs, self.b.len(), |r| r.b));
        if in_a.is_empty() || in_b.is_empty() {
            return Vec::new();
        }
        let mut out = Vec::new();
        for gap in anchors::partners(self.a, self.b, &in_a, &in_b, SPINES[1]) {
            self.runs.clear();
            self.anew(Gap { a: gap.0, b: gap.1 });
            let found = merge(std::mem::take(&mut self.runs));
            let shared: usize = found.iter().map(|r| r.len).sum();
            if shared >= MOVED && shared * 3 >= (gap.0.1 - gap.0.0).min(gap.1.1 - gap.1.0) {
                out.extend(found);
            }
        }
        out.sort_by_key(|r| (r.a, r.b));
        out
    }
}

/// The stretches of one side that no run covers, if they are long enough to have been moved.
fn gaps(runs: &[Run], len: usize, side: fn(&Run) -> usize) -> Vec<(usize, usize)> {
    let mut from = 0;
    let mut out = Vec::new();
    for (start, end) in runs.iter().map(|r| (side(r), side(r) + r.len)).chain(std::iter::once((len, len))) {
        if start >= from + MOVED {
            out.push((from, start));
        }
        from = end;
    }
    out
}

/// Runs that go on where the one before ends are one.
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

impl Alignment {
    /// Two sequences of which nobody knows anything yet, or that are the same.
    pub(super) fn same(len: usize) -> Self {
        let whole = Run { a: 0, b: 0, len };
        Self { runs: if len > 0 { vec![whole] } else { Vec::new() }, moved: Vec::new() }
    }

    /// Letters of `a` that stand in `b` too, moved or not.
    pub(super) fn shared(&self) -> usize {
        self.runs.iter().chain(&self.moved).map(|r| r.len).sum()
    }

    /// The letters `from..to` of `a` were replaced by `len` others: what is known of the rest stays known.
    pub(super) fn edited(&mut self, from: usize, to: usize, len: usize) {
        for runs in [&mut self.runs, &mut self.moved] {
            *runs = runs.iter().flat_map(|run| around(*run, from, to, len)).collect();
        }
    }

    /// The text was put together anew of `pieces`: where each begins, whose it is, and which letters. Member 0 is what
    /// was aligned with member number `own`.
    pub(super) fn rearranged(&mut self, own: usize, pieces: &[(usize, usize, std::ops::Range<usize>)]) {
        let inside = |runs: &[Run]| -> Vec<Run> {
            let mut out = Vec::new();
            for (at, member, range) in pieces {
                let cut = |r: &Run| {
                    let (from, to) = (r.a.max(range.start), (r.a + r.len).min(range.end));
                    (from < to).then(|| Run { a: at + from - range.start, b: r.b + from - r.a, len: to - from })
                };
                match *member {
                    0 => out.extend(runs[runs.partition_point(|r| r.a + r.len <= range.start)..].iter().map_while(cut)),
                    m if m == own => out.push(Run { a: *at, b: range.start, len: range.len() }),
                    _ => {}
                }
            }
            out
        };
        self.moved = inside(&self.moved);
        let mut end = 0;
        let mut runs = inside(&self.runs);
        runs.retain(|r| {
            let rises = r.len > 0 && r.b >= end;
            if rises {
                end = r.b + r.len;
            }
            rises
        });
        self.runs = runs;
    }

    /// Looks again into the gaps where both sides have something: one of them was edited.
    pub(super) fn mend(&mut self, a: &[char], b: &[char]) {
        let mut aligner = Aligner { a, b, wave: Wave::default(), runs: Vec::new() };
        let (mut x, mut y) = (0, 0);
        for run in self.runs.iter().copied().chain(std::iter::once(Run { a: a.len(), b: b.len(), len: 0 })) {
            if x < run.a && y < run.b {
                aligner.gap(Gap { a: (x, run.a), b: (y, run.b) }, 0);
            }
            aligner.run(run.a, run.b, run.len);
            (x, y) = (run.a + run.len, run.b + run.len);
        }
        self.runs = merge(aligner.runs);
    }
}

/// What is left of a run before and behind an edited stretch.
fn around(run: Run, from: usize, to: usize, len: usize) -> impl Iterator<Item = Run> {
    let end = run.a + run.len;
    let before = Run { len: from.min(end).saturating_sub(run.a), ..run };
    let skipped = to.saturating_sub(run.a);
    let after = Run { a: run.a.max(to) - to + from + len, b: run.b + skipped, len: run.len.saturating_sub(skipped) };
    [before, after].into_iter().filter(|r| r.len > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let found = align(&a, &b);
        let (mut x, mut y) = (0, 0);
        for run in &found.runs {
            assert!(run.a >= x && run.b >= y, "runs rise");
            (x, y) = (run.a + run.len, run.b + run.len);
        }
        for run in found.runs.iter().chain(&found.moved) {
            assert_eq!(a[run.a..run.a + run.len], b[run.b..run.b + run.len]);
        }
        found.shared()
    }

    /// Letters that hardly repeat.
    fn letters(count: u32) -> Vec<char> {
        (0..count).map(|n| char::from_u32(0x4e00 + (n * 7919) % 3000).unwrap_or(' ')).collect()
    }

    #[test]
    fn runs_are_common_and_rise() {
        assert_eq!(check("双方将加强合作", "双方将加强合作"), 7);
        assert_eq!(check("双方将加强合作", "双方愿加强合作"), 6);
        assert_eq!(check("双方将加强合作", "双方愿继续加强合作"), 6);
        assert_eq!(check("", "x"), 0);
        let long: String = letters(400).into_iter().collect();
        let cut: String = long.chars().skip(100).take(200).collect();
        assert_eq!(check(&long, &cut), 200);
        assert_eq!(check(&cut, &long), 200);
    }

    #[test]
    fn what_was_moved_is_found_whole() {
        let all = letters(2000);
        let mut other = all[..400].to_vec();
        other.extend(&all[900..1600]);
        other.extend(&all[400..900]);
        other.extend(&all[1600..]);
        let found = align(&all, &other);
        assert_eq!(found.shared(), 2000);
        assert_eq!(found.moved, [Run { a: 400, b: 1100, len: 500 }]);
    }

    #[test]
    fn an_edit_shifts_what_is_known() {
        let (a, b) = (letters(60), letters(60));
        let mut found = align(&a, &b);
        let mut edited = a.clone();
        edited.splice(20..23, ['x', 'y', 'z', 'w']);
        found.edited(20, 23, 4);
        found.mend(&edited, &b);
        assert_eq!(found.runs, [Run { a: 0, b: 0, len: 20 }, Run { a: 24, b: 23, len: 37 }]);
    }
}
