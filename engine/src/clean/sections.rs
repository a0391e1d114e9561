//! Where documents begin and end in a source: titles part them, announcements and signatures too.

use super::Piece;
use super::lines::Mark;
use crate::rules::{Language, LineKind, dates};
use std::ops::Range;

/// A title of so many lines at most.
const TITLE_LINES: usize = 4;

/// What ends a sentence inside a paragraph.
const SENTENCES: [&str; 2] = ["。", ". "];

/// One document on its way: its title's pieces and its body's, in the order of the source.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    pub title: Range<usize>,
    pub body: Range<usize>,
}

pub(super) fn unfinished(piece: &Piece, language: &Language) -> bool {
    let text = piece.plain.trim_end_matches('）');
    !text.chars().next_back().is_some_and(|c| language.shape.terminal.contains(c)) || piece.plain.ends_with('）')
}

/// Pieces that could be a line of a title.
fn titular(piece: &Piece, language: &Language) -> bool {
    matches!(piece.kind, LineKind::Other | LineKind::Title)
        && piece.mark != Mark::ListItem
        && (piece.kind == LineKind::Title || unfinished(piece, language))
        && piece.plain.chars().count() <= 300
}

/// All titles: stretches of pieces.
pub(super) fn titles(pieces: &[Piece], language: &Language) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut n = 0;
    while n < pieces.len() {
        if let Some(end) = title_at(pieces, n, language) {
            out.push(title_start(pieces, n, end, language)..end);
            n = end;
            continue;
        }
        // Above a line of place and date stands a title, whatever its words.
        let dated = pieces.get(n + 1).is_some_and(|p| p.kind == LineKind::PlaceDate);
        if dated && titular(&pieces[n], language) && pieces[n].plain.chars().count() <= 60 {
            out.push(n..n + 1);
        }
        if pieces[n].kind == LineKind::Subtitle {
            let floor = out.last().map_or(0, |r| r.end);
            let mut start = n;
            while start > floor && n - start < TITLE_LINES - 1 && titular(&pieces[start - 1], language) {
                start -= 1;
            }
            if start < n {
                out.push(start..n + 1);
            }
        }
        n += 1;
    }
    out
}

fn title_at(pieces: &[Piece], start: usize, language: &Language) -> Option<usize> {
    let mut joined = String::new();
    for (n, piece) in pieces[start..].iter().take(TITLE_LINES).enumerate() {
        if !titular(piece, language) || (n > 0 && joined.chars().count() > 60) {
            return None;
        }
        if n > 0 && !language.unspaced {
            joined.push(' ');
        }
        joined.push_str(&piece.plain);
        if language.shape.is(LineKind::Title, &joined) {
            return Some(start + n + 1);
        }
    }
    None
}

/// Short lines of a page's menu before a title are no part of it: it begins with the last line that names a state,
/// if the rest is a title too.
fn title_start(pieces: &[Piece], start: usize, end: usize, language: &Language) -> usize {
    let is_title = |from: usize| {
        let joined: String = pieces[from..end].iter().map(|p| p.plain.as_str()).collect();
        language.shape.is(LineKind::Title, &joined)
    };
    let names = |n: usize| language.states.find(&pieces[n].plain).any(|m| m.span.start == 0);
    (start..end).rev().find(|&n| names(n) && is_title(n)).unwrap_or(start)
}

/// Documents as titles part them. Titles that trail their texts are given back to them.
pub(super) fn sections(pieces: &[Piece], titles: &[Range<usize>], language: &Language) -> Vec<Section> {
    let Some(first) = titles.first() else { return announced(pieces, language) };
    // Sentences: what stands around a text on its page has few.
    let body = |range: &Range<usize>| {
        pieces[range.clone()].iter().filter(|p| !unfinished(p, language) && p.plain.chars().count() >= 12).count()
    };
    let after: Vec<Range<usize>> = titles
        .iter()
        .enumerate()
        .map(|(n, t)| t.end..titles.get(n + 1).map_or(pieces.len(), |next| next.start))
        .collect();
    let head = 0..first.start;
    let announced = head.clone().next_back().is_some_and(|n| language.shape.announces(&pieces[n].plain));
    let trailing = body(&head) >= 3 && !announced && after.last().is_none_or(|last| body(last) == 0);
    if trailing {
        let mut start = 0;
        return titles
            .iter()
            .map(|title| {
                let section = Section { title: title.clone(), body: start..title.start };
                start = title.end;
                section
            })
            .collect();
    }
    // Place and date right above the first title are its own.
    let dated = usize::from(
        body(&head) == 0 && head.clone().next_back().is_some_and(|n| pieces[n].kind == LineKind::PlaceDate),
    );
    let mut out = vec![Section { title: 0..0, body: head.start..head.end - dated }];
    for (n, (title, body)) in titles.iter().zip(after).enumerate() {
        let mut title = title.clone();
        title.start -= if n == 0 { dated } else { 0 };
        // A dateline between two documents belongs to the one it stands nearer to in kind.
        if let Some(previous) = out.last_mut()
            && let Some(last) = previous.body.clone().next_back()
            && pieces[last].kind == LineKind::Dateline
        {
            let has_own =
                pieces[previous.title.start..previous.body.end - 1].iter().any(|p| p.kind == LineKind::Dateline);
            let signed = last > previous.body.start
                && matches!(pieces[last - 1].kind, LineKind::Signature | LineKind::Speaker)
                && !has_own
                && !another_day(&pieces[last - 1], &pieces[last], language);
            if !signed && !pieces[last].plain.starts_with('（') {
                previous.body.end = last;
                title.start = last;
            }
        }
        out.push(Section { title, body });
    }
    out
}

/// Texts without titles: what is announced as one begins after the announcement.
fn announced(pieces: &[Piece], language: &Language) -> Vec<Section> {
    let untitled = |body: Range<usize>| Section { title: 0..0, body };
    match pieces.iter().position(|p| language.shape.announces(&p.plain)) {
        Some(at) if at + 2 < pieces.len() => vec![untitled(0..at + 1), untitled(at + 1..pieces.len())],
        _ => vec![untitled(0..pieces.len())],
    }
}

/// Whether a line of signing names another day than the dateline after it.
fn another_day(signature: &Piece, dateline: &Piece, language: &Language) -> bool {
    let day = |piece: &Piece| {
        let found = dates(&piece.plain, language, Some("0001")).into_iter().next()?;
        found.iso.get(4..10).map(str::to_owned)
    };
    day(signature).zip(day(dateline)).is_some_and(|(signed, printed)| signed != printed)
}

/// A text that begins anew after a signature is another document, titled or not.
pub(super) fn at_signatures(pieces: &[Piece], section: Section, language: &Language) -> Vec<Section> {
    let mut out = vec![section];
    let Some(whole) = out.first().map(|s| s.body.clone()) else {
        return out;
    };
    for n in whole.clone().skip(1) {
        let after_end = matches!(
            pieces[n - 1].kind,
            LineKind::Signature | LineKind::Speaker | LineKind::Dateline | LineKind::Closing
        );
        let from = out.last().map_or(whole.start, |s| s.body.start);
        let sentence = |p: &&Piece| !unfinished(p, language) && p.plain.chars().count() >= 12;
        let told = || pieces[from..n].iter().filter(sentence).take(2).count() == 2;
        if after_end && told() && language.shape.opens(&pieces[n].plain) {
            if let Some(last) = out.last_mut() {
                last.body.end = n;
            }
            out.push(Section { title: 0..0, body: n..whole.end });
        }
    }
    out
}

/// Whether an announced text begins with a title whose words are no title's: a line that names its parties.
pub(super) fn heads(pieces: &[Piece], language: &Language) -> bool {
    const LONG: std::ops::RangeInclusive<usize> = 8..=60;
    let [first, _, ..] = pieces else { return false };
    let line = first.kind == LineKind::Other && unfinished(first, language) && language.unspaced;
    let mut states = language.states.find(&first.plain);
    line && LONG.contains(&first.plain.chars().count())
        && states.next().is_some_and(|m| m.span.start == 0)
        && states.next().is_some()
}

pub(super) fn is_document(pieces: &[Piece], section: &Section, titled: bool, language: &Language) -> bool {
    let body = &pieces[section.body.clone()];
    let Some(last) = body.iter().rfind(|p| p.kind != LineKind::PageDate) else {
        return false;
    };
    if language.shape.announces(&last.plain) {
        return false;
    }
    let all: String = body.iter().map(|p| p.plain.as_str()).collect();
    if language.shape.reports(&all) {
        return false;
    }
    let finished = body.iter().filter(|p| !unfinished(p, language)).count();
    let opens = || body.iter().take(8).any(|p| language.shape.opens(&p.plain));
    match titled {
        true => {
            (finished >= 1 || body.iter().any(|p| SENTENCES.iter().any(|stop| p.plain.contains(stop))))
                && all.chars().count() >= 30
        }
        false => {
            let speaks = || body.iter().take(2).any(|p| language.shape.speaks(&p.plain));
            let tells = || language.shape.tells(&all) || (opens() && language.shape.tells(&all.repeat(2)));
            finished >= 2 && (tells() || speaks())
        }
    }
}
