//! A paragraph that was printed twice: where the second print reads otherwise.

use super::attest::Attested;
use super::page::Page;
use crate::model::{Because, Reason, Span, Suspicion, SuspicionKind, Text};
use crate::rules::simplify;

/// More of the words than this, in characters, are no misreading.
const LONGEST: usize = 4;

/// Everything of the kind in `page`.
pub(super) fn suspicions(page: &Page<'_>, attested: &Attested) -> Vec<Suspicion> {
    let edition = page.held.edition;
    let mut out = Vec::new();
    for taken in &edition.taken {
        let Some(block) = edition.witnesses.get(taken.witness).and_then(|w| w.blocks.get(taken.block)) else {
            continue;
        };
        for again in &block.again {
            compare(page, taken.out, again, attested, &mut out);
        }
    }
    out
}

fn compare(page: &Page<'_>, kept: Span, again: &Text, attested: &Attested, out: &mut Vec<Suspicion>) {
    let (from, to) = (page.index(kept.start as usize), page.index(kept.end as usize));
    let first = &page.letters[from..to];
    let second: Vec<char> = again.text.chars().map(simplify).collect();
    for ((a, b), (c, d)) in differences(first, &second) {
        if b - a > LONGEST || d - c > LONGEST || first[a..b].iter().chain(&second[c..d]).all(|c| !c.is_alphanumeric()) {
            continue;
        }
        let here = fluency(first, a, b, attested);
        let there = fluency(&second, c, d, attested);
        if there > here {
            let proposed: String = second[c..d].iter().collect();
            let here = page.words(from + a.saturating_sub(2), (from + b + 2).min(to));
            let there = second[c.saturating_sub(2)..(d + 2).min(second.len())].iter().collect();
            let reason = Reason::told(Because::PrintedTwice, [here, there], None);
            let kind = SuspicionKind::Repeat;
            out.extend(likewise(page, (from, to), (a, b), &second[c..d]));
            out.push(Suspicion { span: page.span(from + a, from + b), proposed: Some(proposed), kind, reason });
        }
    }
}

/// Where the same word was misread once more in the paragraph, which has the right one too.
fn likewise(page: &Page<'_>, (from, to): Range, (a, b): Range, meant: &[char]) -> Vec<Suspicion> {
    let letters = &page.letters[from..to];
    if a == 0 || b - a != 1 || meant.len() != 1 || !crate::rules::is_han(letters[a - 1]) {
        return Vec::new();
    }
    let right = [letters[a - 1], meant[0]];
    if !letters.windows(2).any(|w| w == right) {
        return Vec::new();
    }
    let wrong = [letters[a - 1], letters[a]];
    let places = letters.windows(2).enumerate().filter(|(n, w)| *n + 1 != a && *w == wrong);
    let values = [wrong, right].map(|letters| letters.iter().collect());
    let reason = Reason::told(Because::MisreadAgain, values, None);
    let suspicion = |n: usize| Suspicion {
        span: page.span(from + n + 1, from + n + 2),
        proposed: Some(meant[0].to_string()),
        kind: SuspicionKind::Repeat,
        reason: reason.clone(),
    };
    places.map(|(n, _)| suspicion(n)).collect()
}

/// How well the letters `from..to` go with each other and their neighbours: the rarest pair decides.
fn fluency(letters: &[char], from: usize, to: usize, attested: &Attested) -> u32 {
    let window = &letters[from.saturating_sub(1)..(to + 1).min(letters.len())];
    window.windows(2).map(|p| attested.pair(p[0], p[1])).min().unwrap_or(0)
}

type Range = (usize, usize);

/// The stretches in which two nearly equal texts differ.
fn differences(a: &[char], b: &[char]) -> Vec<(Range, Range)> {
    /// So many equal letters in a row end a difference.
    const HOLD: usize = 4;
    let (mut x, mut y) = (0, 0);
    let mut out = Vec::new();
    while x < a.len() || y < b.len() {
        if x < a.len() && y < b.len() && a[x] == b[y] {
            (x, y) = (x + 1, y + 1);
            continue;
        }
        let holds = |i: usize, j: usize| {
            let rest = HOLD.min(a.len() - i).min(b.len() - j);
            a[i..i + rest] == b[j..j + rest] && (rest > 0 || (i == a.len() && j == b.len()))
        };
        let reach = (0..40).flat_map(|sum| (0..=sum).map(move |i| (i, sum - i)));
        let met = reach
            .map(|(i, j)| (x + i, y + j))
            .find(|&(i, j)| i <= a.len() && j <= b.len() && (i, j) != (x, y) && holds(i, j));
        let Some((i, j)) = met else { break };
        out.push(((x, i), (y, j)));
        (x, y) = (i, j);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_found_where_they_stand() {
        let letters = |s: &str| s.chars().collect::<Vec<_>>();
        let found = differences(&letters("双方将加强两国港口合作"), &letters("双方将加弦两国港口的合作"));
        assert_eq!(found, [((4, 5), (4, 5)), ((9, 9), (9, 10))]);
        assert!(differences(&letters("双方"), &letters("双方")).is_empty());
    }
}
