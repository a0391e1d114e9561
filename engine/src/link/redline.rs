//! What changed between two texts, word by word, without confetti.

use super::wording::ideograph;
use crate::model::Span;

/// What became of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// In both.
    Kept,
    /// Only in the older text.
    Struck,
    /// Only in the newer text.
    Added,
}

/// A stretch of both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub kind: PieceKind,
    /// In the older text; empty, at its place, where something was added.
    pub older: Span,
    /// In the newer text; empty, at its place, where something was struck.
    pub newer: Span,
}

/// The pieces of both texts in order: what was kept and struck makes the older, what was kept and added the newer.
#[must_use]
pub fn redline(older: &str, newer: &str, spaced: bool) -> Vec<Piece> {
    let (a, b) = (tokens(older, spaced), tokens(newer, spaced));
    let (left, right): (Vec<&str>, Vec<&str>) =
        (a.iter().map(|s| s.of(older)).collect(), b.iter().map(|s| s.of(newer)).collect());
    let mut kept = Vec::new();
    align(&left, &right, (0, 0), &mut kept);
    let mut runs = runs(&kept);
    merge_islands(&mut runs, (&left, &right));
    slide(&mut runs, (&left, &right));
    pieces(&runs, (&a, &b), (older.len(), newer.len()))
}

/// Characters, with letters and digits of spaced scripts in words; each with its own blanks after it.
fn tokens(text: &str, spaced: bool) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut last = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let letter = c.is_alphanumeric() && !ideograph(c) && (spaced || c.is_ascii());
        let joins = letter && last == Some(true) || spaced && c.is_whitespace();
        match out.last_mut() {
            Some(token) if joins => *token = token.cover(Span::new(at, end)),
            _ => out.push(Span::new(at, end)),
        }
        last = Some(letter);
    }
    out
}

/// A run of tokens kept: where it starts in both, and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    old: usize,
    new: usize,
    length: usize,
}

fn runs(kept: &[(usize, usize)]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for &(old, new) in kept {
        match out.last_mut() {
            Some(run) if run.old + run.length == old && run.new + run.length == new => run.length += 1,
            _ => out.push(Run { old, new, length: 1 }),
        }
    }
    out
}

/// Myers' difference in linear space: appends the pairs of equal tokens of `a` and `b`, which begin at `at`.
fn align(a: &[&str], b: &[&str], at: (usize, usize), kept: &mut Vec<(usize, usize)>) {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    kept.extend((0..head).map(|n| (at.0 + n, at.1 + n)));
    let (a, b, at) = (&a[head..], &b[head..], (at.0 + head, at.1 + head));
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (inner_a, inner_b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    if !inner_a.is_empty()
        && !inner_b.is_empty()
        && let Some((x, y)) = middle(inner_a, inner_b)
    {
        align(&inner_a[..x], &inner_b[..y], at, kept);
        align(&inner_a[x..], &inner_b[y..], (at.0 + x, at.1 + y), kept);
    }
    kept.extend((0..tail).map(|n| (at.0 + inner_a.len() + n, at.1 + inner_b.len() + n)));
}

/// A point on a shortest edit path, by walking it from both ends until the walks meet.
fn middle(a: &[&str], b: &[&str]) -> Option<(usize, usize)> {
    let (n, m) = (a.len().cast_signed(), b.len().cast_signed());
    let (delta, most) = (n - m, (n + m + 1) / 2 + 1);
    let at = |k: isize| (k + most).cast_unsigned();
    let mut forward = vec![0isize; (2 * most + 1).cast_unsigned()];
    let mut backward = forward.clone();
    let step = |reach: &[isize], d: isize, k: isize| {
        if k == -d || k != d && reach[at(k - 1)] < reach[at(k + 1)] { reach[at(k + 1)] } else { reach[at(k - 1)] + 1 }
    };
    for d in 0..most {
        for k in (-d..=d).step_by(2) {
            let start = step(&forward, d, k);
            let mut x = start;
            while x < n && x - k < m && x >= k && a[x.cast_unsigned()] == b[(x - k).cast_unsigned()] {
                x += 1;
            }
            forward[at(k)] = x;
            if delta % 2 != 0 && (k - delta).abs() < d && x + backward[at(delta - k)] >= n {
                return inside((start, start - k), n, m);
            }
        }
        for k in (-d..=d).step_by(2) {
            let mut x = step(&backward, d, k);
            while x < n && x - k < m && x >= k && a[(n - x - 1).cast_unsigned()] == b[(m - (x - k) - 1).cast_unsigned()]
            {
                x += 1;
            }
            backward[at(k)] = x;
            if delta % 2 == 0 && (k - delta).abs() <= d && x + forward[at(delta - k)] >= n {
                return inside((n - x, m - (x - k)), n, m);
            }
        }
    }
    None
}

/// The point, unless it is a corner, which would divide nothing.
fn inside((x, y): (isize, isize), n: isize, m: isize) -> Option<(usize, usize)> {
    let within = (0..=n).contains(&x) && (0..=m).contains(&y) && (x, y) != (0, 0) && (x, y) != (n, m);
    within.then(|| (x.cast_unsigned(), y.cast_unsigned()))
}

/// Gives up kept runs that are small beside the changes on both sides of them.
fn merge_islands(runs: &mut Vec<Run>, (a, b): (&[&str], &[&str])) {
    loop {
        let change = |left: Option<&Run>, right: Option<&Run>| {
            let (i, j) = left.map_or((0, 0), |r| (r.old + r.length, r.new + r.length));
            let (k, l) = right.map_or((a.len(), b.len()), |r| (r.old, r.new));
            (k - i).max(l - j)
        };
        let small = (0..runs.len()).find(|&n| {
            let before = change(n.checked_sub(1).map(|p| &runs[p]), Some(&runs[n]));
            let after = change(Some(&runs[n]), runs.get(n + 1));
            let words =
                a[runs[n].old..][..runs[n].length].iter().filter(|t| t.chars().any(char::is_alphanumeric)).count();
            before > 0
                && after > 0
                && (words == 0 && before + after > 3
                    || words == 1 && before + after > 2
                    || 2 * words <= before.min(after))
        });
        match small {
            Some(n) => drop(runs.remove(n)),
            None => return,
        }
    }
}

/// Where only one text has something more, moves it so that it begins behind a mark or blank where it can.
fn slide(runs: &mut [Run], (a, b): (&[&str], &[&str])) {
    for n in 1..runs.len() {
        let (left, right) = (runs[n - 1], runs[n]);
        let struck = right.old - left.old - left.length;
        let added = right.new - left.new - left.length;
        let (text, end, gap) = if added == 0 {
            (a, right.old, struck)
        } else if struck == 0 {
            (b, right.new, added)
        } else {
            continue;
        };
        let most = (0..left.length).take_while(|&k| text[end - 1 - k] == text[end - 1 - k - gap]).count();
        let mark = |k: usize| text[end - gap - k - 1].chars().all(|c| !c.is_alphanumeric());
        if let Some(k) = (0..=most.min(left.length.saturating_sub(1))).find(|&k| mark(k)) {
            runs[n - 1].length -= k;
            runs[n] = Run { old: right.old - k, new: right.new - k, length: right.length + k };
        }
    }
}

fn pieces(runs: &[Run], (a, b): (&[Span], &[Span]), ends: (usize, usize)) -> Vec<Piece> {
    let from = |tokens: &[Span], n: usize, end: usize| tokens.get(n).map_or(end, |s| s.start as usize);
    let mut out = Vec::new();
    let mut at = (0, 0);
    let mut push = |kind, older: Span, newer: Span| {
        if !(older.is_empty() && newer.is_empty()) {
            out.push(Piece { kind, older, newer });
        }
    };
    let last = Run { old: a.len(), new: b.len(), length: 0 };
    for run in runs.iter().chain([&last]) {
        let (i, j) = (from(a, run.old, ends.0), from(b, run.new, ends.1));
        let (k, l) = (from(a, run.old + run.length, ends.0), from(b, run.new + run.length, ends.1));
        push(PieceKind::Struck, Span::new(at.0, i), Span::new(at.1, at.1));
        push(PieceKind::Added, Span::new(i, i), Span::new(at.1, j));
        push(PieceKind::Kept, Span::new(i, k), Span::new(j, l));
        at = (k, l);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(older: &str, newer: &str, spaced: bool) -> String {
        let piece = |p: &Piece| match p.kind {
            PieceKind::Kept => p.newer.of(newer).to_owned(),
            PieceKind::Struck => format!("[-{}]", p.older.of(older)),
            PieceKind::Added => format!("[+{}]", p.newer.of(newer)),
        };
        redline(older, newer, spaced).iter().map(piece).collect()
    }

    #[test]
    fn words_are_struck_and_added_whole() {
        assert_eq!(shown("双方愿探讨建桥。", "双方将推动建桥。", false), "双方[-愿探讨][+将推动]建桥。");
        assert_eq!(
            shown("The sides will study it.", "The sides will build it.", true),
            "The sides will [-study ][+build ]it."
        );
    }

    #[test]
    fn an_addition_begins_behind_its_mark() {
        assert_eq!(shown("加强贸易、投资合作。", "加强贸易、交通、投资合作。", false), "加强贸易、[+交通、]投资合作。");
    }

    #[test]
    fn texts_without_a_word_in_common_are_struck_and_added_whole() {
        assert_eq!(shown("甲乙丙", "丁戊", false), "[-甲乙丙][+丁戊]");
        assert_eq!(shown("", "", false), "");
    }

    proptest! {
        #[test]
        fn pieces_make_both_texts(older in "[甲乙丙丁、ab 1]{0,40}", newer in "[甲乙丙丁、ab 1]{0,40}", spaced: bool) {
            let pieces = redline(&older, &newer, spaced);
            let old: String = pieces.iter().map(|p| p.older.of(&older)).collect();
            let new: String = pieces.iter().map(|p| p.newer.of(&newer)).collect();
            prop_assert_eq!(&old, &older);
            prop_assert_eq!(&new, &newer);
            prop_assert!(pieces.iter().filter(|p| p.kind == PieceKind::Kept).all(|p| p.older.of(&older) == p.newer.of(&newer)));
        }
    }
}
