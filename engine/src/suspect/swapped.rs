//! Characters that changed places: in a word of a list that the one beside it shows, in a set phrase.

use super::Vocabulary;
use super::attest::Attested;
use super::page::Page;
use super::wording::optional;
use crate::model::{Because, Reason, Suspicion, SuspicionKind};
use crate::rules::is_han;
use rustc_hash::FxHashMap;

/// Set phrases of so many characters are known again when they are out of order.
const PHRASE: std::ops::RangeInclusive<usize> = 6..=10;
/// So many characters at least stand elsewhere.
const MOVED: usize = 3;

/// Everything of the kind in `page`.
pub(super) fn suspicions(page: &Page<'_>, attested: &Attested, vocabulary: Vocabulary<'_>) -> Vec<Suspicion> {
    let mut out = listed(page, vocabulary);
    out.extend(phrases(page, attested));
    out
}

/// A set phrase out of order and with one character that is not its own: 非洲国际合作 for 国际对非合作.
fn phrases(page: &Page<'_>, attested: &Attested) -> Vec<Suspicion> {
    let mut ends: FxHashMap<[char; 2], Vec<&[char]>> = FxHashMap::default();
    for name in attested.names().filter(|n| PHRASE.contains(&n.len()) && n.iter().all(|c| is_han(*c))) {
        ends.entry([name[name.len() - 2], name[name.len() - 1]]).or_default().push(name);
    }
    let mut out = Vec::new();
    for to in 2..=page.letters.len() {
        let Some(names) = ends.get(&[page.letters[to - 2], page.letters[to - 1]]) else { continue };
        for name in names {
            let Some(from) = to.checked_sub(name.len()) else { continue };
            let printed = &page.letters[from..to];
            if !printed.iter().all(|c| is_han(*c)) || !shuffled(printed, name) || shortened(page, printed, name) {
                continue;
            }
            let proposed: String = name.iter().collect();
            let reason = Reason::told(Because::OutOfOrder, [page.words(from, to), proposed.clone()], None);
            let kind = SuspicionKind::Wording;
            out.push(Suspicion { span: page.span(from, to), proposed: Some(proposed), kind, reason });
        }
    }
    out
}

/// Whether `printed` has the characters of `name` but for one, so many of them elsewhere.
fn shuffled(printed: &[char], name: &[char]) -> bool {
    if printed.iter().zip(name).filter(|(a, b)| a != b).count() < MOVED {
        return false;
    }
    // What is only put in or left out moves all behind it.
    if common(printed, name) + 1 >= name.len() {
        return false;
    }
    let mut left: Vec<char> = name.to_vec();
    let strange = printed.iter().filter(|c| left.iter().position(|l| l == *c).map(|at| left.remove(at)).is_none());
    strange.count() == 1
}

/// Whether `printed` has all of `name` but a word that people leave out as they like: 表示满意 for 表示高度满意.
fn shortened(page: &Page<'_>, printed: &[char], name: &[char]) -> bool {
    (0..name.len() - 1).filter(|&at| optional(page, &name[at..at + 2])).any(|at| {
        let rest = [&name[..at], &name[at + 2..]].concat();
        printed.windows(rest.len()).any(|w| w == rest)
    })
}

/// How many characters stand in both in the same order.
fn common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (n, y) in b.iter().enumerate() {
            let above = row[n + 1];
            row[n + 1] = if x == y { corner + 1 } else { above.max(row[n]) };
            corner = above;
        }
    }
    row[b.len()]
}

/// A word of a list, two characters long.
fn listed(page: &Page<'_>, vocabulary: Vocabulary<'_>) -> Vec<Suspicion> {
    let letters = &page.letters;
    let joins = |n: Option<usize>| n.and_then(|n| letters.get(n)).is_some_and(|c| matches!(c, '、' | '和'));
    let ends = |n: usize| letters.get(n).is_some_and(|c| matches!(c, '、' | '和' | '等' | '，' | '。'));
    let mut out = Vec::new();
    for at in 1..letters.len().saturating_sub(4) {
        let listed = joins(at.checked_sub(1)) && joins(Some(at + 2)) && ends(at + 5);
        let beside = listed && letters[at] == letters[at + 4] && (at..at + 5).all(|n| page.han(n) || n == at + 2);
        if !beside || letters[at] == letters[at + 1] || page.proper(at) {
            continue;
        }
        let meant: String = [letters[at + 1], letters[at]].iter().collect();
        if vocabulary(&meant) > 0 {
            let values = [page.words(at, at + 2), page.words(at + 3, at + 5)];
            let reason = Reason::told(Because::ListedBeside, values, None);
            let kind = SuspicionKind::Wording;
            out.push(Suspicion { span: page.span(at, at + 2), proposed: Some(meant), kind, reason });
        }
    }
    out
}
