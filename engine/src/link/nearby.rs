//! What stands around two sentences speaks for them where it answers each other too.

use super::affinity::Rows;
use std::cmp::Ordering;

/// How much of a pair nearby counts at most.
const CAP: f64 = 0.5;
/// So many sentences away is nearby.
const REACH: usize = 4;
/// What is left of a pair nearby two steps away; one step farther in one document than in the other;
/// beside the very sentence; behind it in one document and before it in the other.
const FADE: f64 = 0.51;
const SKEW: f64 = 0.65;
const BESIDE: f64 = 0.64;
const CROSSED: f64 = 0.55;

/// What sentences share, ready to be asked for what stands around a pair.
pub struct Nearby<'a> {
    rows: &'a Rows,
    /// What is left of a pair so many sentences away, before or behind, in the newer and in the older document.
    fading: [[f64; 2 * REACH + 1]; 2 * REACH + 1],
}

impl<'a> Nearby<'a> {
    /// Of these rows.
    pub fn of(rows: &'a Rows) -> Self {
        let far = |by: usize| (by.cmp(&REACH), by.abs_diff(REACH));
        let fading = std::array::from_fn(|m| std::array::from_fn(|p| faded(far(m), far(p))));
        Self { rows, fading }
    }

    /// How well what stands around the two fits together.
    pub fn around(&self, n: usize, o: usize) -> f64 {
        let mut best: f64 = 0.0;
        for m in n.saturating_sub(REACH)..(n + REACH + 1).min(self.rows.len()) {
            let (row, fading) = (&self.rows[m], &self.fading[m + REACH - n]);
            let from = row.partition_point(|pair| pair.older + REACH < o);
            for pair in row[from..].iter().take_while(|pair| pair.older <= o + REACH) {
                if (m, pair.older) != (n, o) {
                    best = best.max(pair.share.min(CAP) * fading[pair.older + REACH - o]);
                }
            }
        }
        best
    }
}

/// What is left of a score so many sentences away, in the one document and in the other.
fn faded((way, far): (Ordering, usize), (other_way, other_far): (Ordering, usize)) -> f64 {
    let direction = if far == 0 || other_far == 0 {
        BESIDE
    } else if way == other_way {
        1.0
    } else {
        CROSSED
    };
    let power = |base: f64, times: usize| base.powi(i32::try_from(times).unwrap_or(i32::MAX));
    direction * power(FADE, (far + other_far) / 2) * power(SKEW, far.abs_diff(other_far))
}
