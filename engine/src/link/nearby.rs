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

/// How well what stands around the two fits together.
pub fn nearby(rows: &Rows, n: usize, o: usize) -> f64 {
    let mut best: f64 = 0.0;
    let window = n.saturating_sub(REACH)..(n + REACH + 1).min(rows.len());
    for (m, row) in window.clone().zip(&rows[window]) {
        let from = row.partition_point(|pair| pair.older + REACH < o);
        for pair in row[from..].iter().take_while(|pair| pair.older <= o + REACH) {
            let p = pair.older;
            if (m, p) != (n, o) {
                best = best.max(pair.share.min(CAP) * fading(n.cmp(&m), n.abs_diff(m), o.cmp(&p), o.abs_diff(p)));
            }
        }
    }
    best
}

/// What is left of a score so many sentences away.
fn fading(way: Ordering, far: usize, other_way: Ordering, other_far: usize) -> f64 {
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
