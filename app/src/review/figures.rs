//! Averages and percentages: worked out here and nowhere else, never typed in.

use serde::Serialize;
use utoipa::ToSchema;

/// The score of a party, if it is one: `-1`, `0`, `+1`; `n.a.` is none.
#[must_use]
pub fn score(text: &str) -> Option<i32> {
    match text.trim() {
        "-1" | "−1" => Some(-1),
        "0" => Some(0),
        "1" | "+1" => Some(1),
        _ => None,
    }
}

/// Scores in one figure, with how many there are and how many there could be.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Figure {
    /// How many scores.
    pub scored: usize,
    /// Of how many.
    pub of: usize,
    /// Their mean, -1 to +1.
    pub mean: Option<f64>,
    /// 50 × (mean + 1).
    pub percent: Option<f64>,
}

/// The figure of some scores among `of` that there could be.
#[must_use]
pub fn figure(scores: &[i32], of: usize) -> Figure {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let mean = (!scores.is_empty()).then(|| f64::from(scores.iter().sum::<i32>()) / count(scores.len()));
    Figure { scored: scores.len(), of, mean, percent: mean.map(|mean| 50.0 * (mean + 1.0)) }
}

/// Whether a printed average is the mean, as far as its digits go.
#[must_use]
pub fn agrees(printed: &str, mean: f64) -> bool {
    let text = printed.trim().replace('−', "-");
    let digits = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let half = 0.5 * 10_f64.powi(-i32::try_from(digits).unwrap_or(0));
    text.parse::<f64>().is_ok_and(|value| (value - mean).abs() <= half + 1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_of_the_mean() {
        let f = figure(&[1, 1, 0, -1], 6);
        assert_eq!((f.scored, f.of, f.mean, f.percent), (4, 6, Some(0.25), Some(62.5)));
        assert_eq!(figure(&[], 6).mean, None);
    }

    #[test]
    fn averages_are_held_to_their_digits() {
        assert!(agrees("0.29", 2.0 / 7.0) && agrees("0.285714286", 2.0 / 7.0) && agrees("−0.5", -0.5));
        assert!(!agrees("0.30", 2.0 / 7.0) && !agrees("", 0.0) && !agrees("0.13", 1.0 / 9.0));
    }
}
