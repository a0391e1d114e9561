//! Where the text ends and its page begins: menus above, other news below, what is missing.

use super::Piece;
use super::lines::{Mark, Taken};
use super::sections::unfinished;
use super::signing::offices_in;
use crate::model::{Note, Witness};
use crate::rules::{Language, LineKind};
use std::ops::Range;

/// Text after a document's end that is longer than this, in characters, is kept.
const TAIL: usize = 200;

/// Where the text begins that has no title above it: a run of short lines at the top is the page's menu.
pub(super) fn menus(pieces: &[Piece], body: &Range<usize>, language: &Language, out: &mut Witness) -> usize {
    const LEAST: usize = 3;
    if !language.unspaced {
        return body.start;
    }
    let menu = |p: &Piece| {
        p.kind == LineKind::PageDate
            || (matches!(p.kind, LineKind::Other | LineKind::Bullet)
                && unfinished(p, language)
                && p.plain.chars().count() <= 25)
    };
    let end = body.clone().find(|&n| !menu(&pieces[n])).unwrap_or(body.start);
    let dated = pieces[body.start..end].iter().any(|p| p.kind == LineKind::PageDate);
    if end - body.start < LEAST && !dated {
        return body.start;
    }
    out.page_date = pieces[body.start..end].iter().find_map(|p| language.shape.page_date(&p.plain)).map(str::to_owned);
    for piece in pieces[body.start..end].iter().filter(|p| p.kind != LineKind::PageDate) {
        out.notes.push(Note::new("furniture", format!("«{}» above the text was left out", first_words(&piece.plain))));
    }
    end
}

/// Where the page's own lines begin after a text: under a line that heads such, or two and more unfinished lines at
/// the very end.
fn after(pieces: &[Piece], body: &Range<usize>, language: &Language, out: &mut Witness) -> usize {
    const LEAST: usize = 2;
    let half = body.start + (body.end - body.start) / 2;
    let headed = (half..body.end).find(|&n| language.shape.comes_after(&pieces[n].plain)).unwrap_or(body.end);
    // Offices that columns scrambled, or that ran together with names, are no page's.
    let signs = |p: &Piece| p.kind == LineKind::Other && !offices_in(&p.plain, language).is_empty();
    let loose = |p: &Piece| {
        let plain = p.kind == LineKind::Other || p.kind == LineKind::PageDate;
        plain && p.mark != Mark::Heading && unfinished(p, language) && p.plain.chars().count() <= 60 && !signs(p)
    };
    let ends = |p: &Piece| matches!(p.kind, LineKind::Signature | LineKind::Speaker | LineKind::Closing) || signs(p);
    let last = (body.start..headed).rfind(|&n| !loose(&pieces[n])).map_or(headed, |n| n + 1);
    let signed = last > body.start && ends(&pieces[last - 1]);
    let end = if language.unspaced && !signed && headed - last >= LEAST { last } else { headed };
    for piece in &pieces[end..body.end] {
        out.notes.push(Note::new("furniture", format!("«{}» after the end was left out", first_words(&piece.plain))));
    }
    end
}

/// Where the document ends: short stuff after its signatures belongs to the page.
pub(super) fn tail(pieces: &[Piece], body: &Range<usize>, language: &Language, out: &mut Witness) -> usize {
    let ends = |p: &Piece| {
        matches!(
            p.kind,
            LineKind::Signature | LineKind::Speaker | LineKind::Dateline | LineKind::Closing | LineKind::PlaceDate
        )
    };
    let body = body.start..after(pieces, body, language, out);
    let Some(last) = body.clone().rfind(|&n| ends(&pieces[n])) else {
        return body.end;
    };
    let after: usize = pieces[last + 1..body.end].iter().map(|p| p.plain.chars().count()).sum();
    if last + 1 == body.end || after > TAIL || last < body.start + (body.end - body.start) / 2 {
        return body.end;
    }
    // Names of signatories may stand after the line with the date.
    let names = pieces[last + 1..body.end]
        .iter()
        .take_while(|p| p.plain.chars().count() <= 16 && !p.plain.contains('：'))
        .count();
    for piece in &pieces[last + 1 + names..body.end] {
        out.notes.push(Note::new("furniture", format!("«{}» after the end was left out", first_words(&piece.plain))));
    }
    last + 1 + names
}

pub(super) fn completeness(
    pieces: &[Piece],
    titled: bool,
    kept: &[usize],
    taken: &Taken,
    language: &Language,
    out: &mut Witness,
) {
    let (Some(&first), Some(&last)) = (kept.first(), kept.last()) else {
        return;
    };
    // Where words are set apart a text that lost its beginning begins with a small letter, as a rule.
    let middle = || language.unspaced || pieces[first].plain.starts_with(char::is_lowercase);
    let untitled_start = !titled && !language.shape.opens(&pieces[first].plain) && middle();
    let ends = matches!(
        pieces[last].kind,
        LineKind::Signature
            | LineKind::Speaker
            | LineKind::Dateline
            | LineKind::Closing
            | LineKind::PlaceDate
            | LineKind::PageDate
    ) || !unfinished(&pieces[last], language);
    if untitled_start {
        out.notes.push(Note::new("cut", "the beginning is missing: no title, no opening"));
    }
    let end = pieces[last].text.origin().map_or(0, |s| s.end);
    let next = pieces.get(last + 1).and_then(|p| p.text.origin()).map_or(u32::MAX, |s| s.start);
    let turned = taken.turns.iter().any(|at| at.start >= end && at.end <= next);
    if turned {
        out.notes.push(Note::new("cut", "the page says that the text goes on elsewhere"));
    }
    out.complete &= !untitled_start && ends && !turned;
}

pub(super) fn first_words(text: &str) -> String {
    text.chars().take(16).collect()
}

pub(super) fn last_words(text: &str) -> String {
    let count = text.chars().count();
    text.chars().skip(count.saturating_sub(16)).collect()
}
