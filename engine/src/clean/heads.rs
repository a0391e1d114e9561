//! Running heads: what stands on every page and belongs to none of the text.

use super::lines::{Line, Mark, Taken};
use crate::rules::{LineKind, has_han};
use std::borrow::Cow;

/// So often a line returns at least.
const TIMES: usize = 3;
/// What stands on so few pages is a head only if it stands in the middle of a sentence.
const FEW: usize = 2;

/// Takes out short unfinished lines that return with every page.
pub(super) fn repeated(lines: &mut Vec<Line>, taken: &mut Taken) {
    let mut places = rustc_hash::FxHashMap::<Cow<'_, str>, Vec<usize>>::default();
    for (n, line) in lines.iter().enumerate().filter(|(_, l)| short(l) && has_han(&l.plain)) {
        places.entry(undigited(&line.plain)).or_default().push(n);
    }
    let mut heads: Vec<bool> = lines.iter().map(numbered).collect();
    for at in places.into_values().filter(|at| at.len() >= FEW) {
        if at.len() < TIMES {
            at.iter().filter(|_| between(lines, &at)).for_each(|&n| heads[n] = true);
            continue;
        }
        let same = at.iter().all(|&n| lines[n].plain == lines[at[0]].plain);
        let ends = at.iter().filter(|&&n| lines[n].page_before).count() + 1 >= at.len();
        if !(ends || even(&at) || (same && lines[at[0]].kind() == LineKind::Other && apart(&at))) {
            continue;
        }
        // The title at the head of every page is the title once.
        let once = usize::from(lines[at[0]].kind() == LineKind::Title);
        at[once..].iter().for_each(|&n| heads[n] = true);
    }
    if !heads.contains(&true) {
        return;
    }
    taken.furniture.extend(lines.iter().zip(&heads).filter(|(_, head)| **head).filter_map(|(l, _)| l.text.origin()));
    for n in (1..lines.len()).filter(|&n| heads[n - 1]) {
        lines[n].page_before = true;
    }
    let mut heads = heads.into_iter();
    lines.retain(|_| !heads.next().unwrap_or(false));
}

/// `words` without their digits.
fn undigited(words: &str) -> Cow<'_, str> {
    let digit = |c: char| c.is_ascii_digit();
    if words.contains(digit) { words.replace(digit, "").into() } else { words.into() }
}

/// The first line of a page, with the number of the page at its beginning or end.
fn numbered(line: &Line) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (first, last) = (line.plain.chars().next(), line.plain.chars().next_back());
    line.fed && short(line) && line.width < 24.0 && (digit(first) || digit(last)) && !line.plain.contains(['年', '月'])
}

fn short(line: &Line) -> bool {
    matches!(line.kind(), LineKind::Other | LineKind::Title)
        && line.mark == Mark::None
        && line.width < 40.0
        && !line.plain.ends_with(['。', '！', '；', '：', '，', '、', '？'])
}

/// Whether a line stands at the very top and again in the middle of a sentence, or before nothing.
fn between(lines: &[Line], at: &[usize]) -> bool {
    let open = |line: &Line| line.plain.chars().next_back().is_some_and(|c| c.is_alphanumeric() || "，、".contains(c));
    let inside = |&n: &usize| n > 0 && open(&lines[n - 1]) && lines[n - 1].width > lines[n].width + 4.0;
    at[0] == 0 && lines[0].kind() == LineKind::Other && at[1..].iter().all(inside)
}

/// Whether pages of about the same length lie between.
fn even(at: &[usize]) -> bool {
    let gaps: Vec<usize> = at.windows(2).map(|w| w[1] - w[0]).collect();
    let (least, most) = (gaps.iter().min().copied().unwrap_or(0), gaps.iter().max().copied().unwrap_or(0));
    least >= 8 && most <= least + least / 4 + 1
}

/// Whether nowhere two of them stand close together, as equal lines of a list may.
fn apart(at: &[usize]) -> bool {
    at.windows(2).all(|w| w[1] - w[0] >= 6)
}
