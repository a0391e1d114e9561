//! Where words begin and end around a place, by what is common.

use super::page::Page;
use super::{COMMON, Vocabulary};
use crate::rules::is_han;

/// The longest word looked for.
const LONGEST: usize = 6;
/// Characters around a place that may belong to its words.
const AROUND: usize = 6;
/// About all words that were counted, for the share of one.
const ALL: f64 = 6e7;

/// What the characters of a stretch are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sense {
    /// Words of their own: they begin and end where words do, none of a rare character.
    pub sound: bool,
    /// All words that they are part of are known.
    pub known: bool,
}

/// The sense of `from..to` of the page.
pub(super) fn sense(page: &Page<'_>, from: usize, to: usize, vocabulary: Vocabulary<'_>) -> Sense {
    let start = (from.saturating_sub(AROUND)..from).rev().take_while(|&n| page.han(n)).last().unwrap_or(from);
    let end = (to..to + AROUND).take_while(|&n| page.han(n)).last().map_or(to, |n| n + 1);
    let cuts = cuts(&page.letters[start..end], vocabulary);
    let borders: Vec<usize> = cuts.iter().map(|c| c + start).collect();
    let known = |w: &[usize]| {
        let word: String = page.letters[w[0]..w[1]].iter().collect();
        vocabulary(&word) >= if w[1] - w[0] > 1 || !page.han(w[0]) { 1 } else { COMMON }
    };
    // One character is part of its word; several are cut out of words, or are words.
    let one = to - from == 1;
    let words = || borders.windows(2).filter(|w| w[0] < to && from < w[1]);
    let known = words().all(known);
    Sense { sound: known && (one || (borders.contains(&from) && borders.contains(&to))), known }
}

/// The borders of the likeliest words, the first and the last included.
fn cuts(letters: &[char], vocabulary: Vocabulary<'_>) -> Vec<usize> {
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for to in 1..=letters.len() {
        let from = to.saturating_sub(LONGEST);
        let ways = (from..to).filter_map(|at| Some((best[at].0 + cost(&letters[at..to], vocabulary)?, at)));
        best.push(ways.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((f64::MAX, to - 1)));
    }
    let mut out = vec![letters.len()];
    while let Some(&at) = out.last().filter(|&&at| at > 0) {
        out.push(best[at].1);
    }
    out.reverse();
    out
}

/// The rarer, the dearer; nothing where it is no word.
#[allow(clippy::cast_precision_loss, reason = "frequencies are small")]
fn cost(word: &[char], vocabulary: Vocabulary<'_>) -> Option<f64> {
    let alone = word.len() == 1;
    let times = if alone && !is_han(word[0]) { COMMON } else { vocabulary(&word.iter().collect::<String>()) };
    (times > 0 || alone).then(|| (ALL / times.max(1) as f64).ln())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_they_are_likeliest() {
        let known = |word: &str| match word {
            "实现" | "世界" => 500,
            "无核化" => 20,
            "无" | "的" => 5000,
            _ => 0,
        };
        let letters: Vec<char> = "实现无核化世界".chars().collect();
        assert_eq!(cuts(&letters, &known), [0, 2, 5, 7]);
    }
}
