//! Where documents begin and end in a source, and which block of them is what.

use super::Piece;
use super::lines::{Mark, Taken};
use crate::model::{Block, Note, Role, Source, Stated, Text, Witness};
use crate::rules::{Language, LineKind, dates, simplified};
use std::ops::Range;

/// A title of so many lines at most.
const TITLE_LINES: usize = 4;
/// Text after a document's end that is longer than this, in characters, is kept.
const TAIL: usize = 200;

/// One document on its way: its title's pieces and its body's, in the order of the source.
#[derive(Clone, Debug, Default)]
struct Section {
    title: Range<usize>,
    body: Range<usize>,
}

pub(super) fn documents(mut pieces: Vec<Piece>, taken: &Taken, source: &Source, language: &Language) -> Vec<Witness> {
    let shape = &language.shape;
    let titles = titles(&pieces, language);
    let mut sections = sections(&pieces, &titles, language);
    sections = sections.into_iter().flat_map(|s| at_signatures(&pieces, s, language)).collect();
    let stated = |name| source.stated.iter().find(|s| s.name == name);
    let stated_title = stated("title");
    // A front matter's title is the text's own; an HTML page's may be the site's, and is believed if it looks like one.
    let likely = |t: &&Stated| shape.is(LineKind::Title, &simplified(&t.value));
    let own = source.media_type == "text/markdown";
    let believed = stated_title.filter(|t| own || likely(t));
    let announces = |s: &Section| s.body.clone().next_back().is_some_and(|n| shape.announces(&pieces[n].plain));
    let alone = sections.iter().filter(|s| !s.body.is_empty() && !announces(s)).count() == 1;
    let mut out = Vec::new();
    let (mut announcement, mut announcing, mut page_date) = (None, None::<Piece>, None);
    for section in sections {
        let titled = !section.title.is_empty() || (alone && stated_title.as_ref().is_some_and(likely));
        let told = titled || announcement.is_some();
        if !is_document(&pieces, &section, told, language) {
            let around = &pieces[section.body.clone()];
            if let Some(piece) = around.last().filter(|p| shape.announces(&p.plain)) {
                announcement = Some(piece.plain.clone());
                announcing = Some(piece.clone());
            }
            page_date = around.iter().find_map(|p| shape.page_date(&p.plain).map(str::to_owned)).or(page_date);
            continue;
        }
        let mut witness = witness(&mut pieces, (&section, titled), taken, language);
        if let Some(title) = believed.filter(|_| alone && section.title.is_empty()) {
            witness.blocks.insert(0, stated_block(title));
        }
        if let (None, Some(piece)) = (witness.blocks.iter().find(|b| b.role == Role::Title), &announcing) {
            witness.blocks.splice(0..0, title_in(piece, language));
        }
        witness.announcement = announcement.take();
        announcing = None;
        let elsewhere = dated_elsewhere(&witness, (&pieces[section.body.clone()], &pieces), language);
        witness.page_date = witness.page_date.or(elsewhere);
        witness.page_date =
            witness.page_date.or_else(|| page_date.clone()).or_else(|| stated("date").map(|s| s.value.clone()));
        out.push(witness);
    }
    out
}

fn unfinished(piece: &Piece, language: &Language) -> bool {
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
fn titles(pieces: &[Piece], language: &Language) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut n = 0;
    while n < pieces.len() {
        if let Some(end) = title_at(pieces, n, language) {
            out.push(title_start(pieces, n, end, language)..end);
            n = end;
            continue;
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
fn sections(pieces: &[Piece], titles: &[Range<usize>], language: &Language) -> Vec<Section> {
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
    let mut out = vec![Section { title: 0..0, body: head }];
    for (title, body) in titles.iter().zip(after) {
        let mut title = title.clone();
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
fn at_signatures(pieces: &[Piece], section: Section, language: &Language) -> Vec<Section> {
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

fn is_document(pieces: &[Piece], section: &Section, titled: bool, language: &Language) -> bool {
    let body = &pieces[section.body.clone()];
    let Some(last) = body.iter().rfind(|p| p.kind != LineKind::PageDate) else {
        return false;
    };
    if language.shape.announces(&last.plain) {
        return false;
    }
    let all: String = body.iter().map(|p| p.plain.as_str()).collect();
    let finished = body.iter().filter(|p| !unfinished(p, language)).count();
    let opens = || body.iter().take(8).any(|p| language.shape.opens(&p.plain));
    match titled {
        true => finished >= 1 && all.chars().count() >= 30,
        false => finished >= 2 && (language.shape.tells(&all) || (opens() && language.shape.tells(&all.repeat(2)))),
    }
}

fn witness(pieces: &mut [Piece], (section, titled): (&Section, bool), taken: &Taken, language: &Language) -> Witness {
    let mut out = Witness { complete: true, ..Witness::default() };
    let trailing = section.body.end <= section.title.start && !section.title.is_empty();
    if trailing {
        out.notes.push(Note::new("title-trails", "the title is printed after the text"));
    }
    let untitled = trailing || section.title.is_empty();
    let first = if untitled { menus(pieces, &section.body, language, &mut out) } else { section.body.start };
    // A title that trails its text stood under the agency's line.
    let dated = trailing && pieces[first].kind == LineKind::Dateline && !pieces[first].plain.starts_with('（');
    let mut kept: Vec<usize> = Vec::new();
    if dated {
        out.blocks.push(Block { text: pieces[first].text.clone(), role: Role::Dateline, ..Block::default() });
        kept.push(first);
    }
    title_blocks(pieces, section, language, &mut out);
    let end = tail(pieces, &section.body, language, &mut out);
    let mut before_text = true;
    for n in first + usize::from(dated)..end {
        let piece = &pieces[n];
        if before_text && piece.kind == LineKind::PageDate {
            out.page_date = language.shape.page_date(&piece.plain).map(str::to_owned);
            continue;
        }
        if let Some(&twin) = kept.iter().rev().take(6).find(|&&k| repeats(&pieces[k].plain, &piece.plain)) {
            out.notes.push(Note::new(
                "repeated",
                format!("the paragraph «{}…» stands twice; the second was left out", first_words(&pieces[twin].plain)),
            ));
            let same = kept.iter().rposition(|&k| k == twin).map(|at| out.blocks.len() - kept.len() + at);
            if let Some(block) = same.and_then(|at| out.blocks.get_mut(at)) {
                block.again.push(piece.text.clone());
            }
            continue;
        }
        let long = piece.plain.chars().count() > 25;
        let subtitle = kept.is_empty()
            && !trailing
            && !section.title.is_empty()
            && piece.kind == LineKind::Other
            && unfinished(piece, language)
            && (10..=70).contains(&piece.plain.chars().count());
        let heading = !language.unspaced
            && piece.plain.chars().count() < 120
            && kept.last().is_none_or(|&k| !unfinished(&pieces[k], language));
        let last = language.unspaced || n + 1 == end;
        let cut = long
            && last
            && !subtitle
            && !heading
            && unfinished(piece, language)
            && matches!(piece.kind, LineKind::Other | LineKind::Item | LineKind::Bullet)
            && piece.mark != Mark::Heading;
        before_text &= !matches!(piece.kind, LineKind::Other | LineKind::Item | LineKind::Bullet) || subtitle;
        let role = match piece.kind {
            LineKind::Signature | LineKind::Speaker if !before_text => Role::Signature,
            LineKind::Dateline => Role::Dateline,
            LineKind::Subtitle => Role::Subtitle,
            LineKind::Bullet => Role::Bullet,
            _ if subtitle => Role::Subtitle,
            _ => Role::Body,
        };
        if cut {
            out.complete = false;
            out.notes.push(Note::new("cut", format!("«…{}» breaks off", last_words(&piece.plain))));
        }
        out.blocks.push(Block { text: piece.text.clone(), role, cut, again: Vec::new() });
        kept.push(n);
    }
    completeness(pieces, titled, &kept, taken, language, &mut out);
    out
}

/// Where the text begins that has no title above it: a run of short lines at the top is the page's menu.
fn menus(pieces: &[Piece], body: &Range<usize>, language: &Language, out: &mut Witness) -> usize {
    const LEAST: usize = 3;
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

/// Title, subtitle and what stands before them, as blocks.
fn title_blocks(pieces: &[Piece], section: &Section, language: &Language, out: &mut Witness) {
    let mut title = Text::default();
    for piece in &pieces[section.title.clone()] {
        let role = match piece.kind {
            LineKind::Dateline => Role::Dateline,
            LineKind::Subtitle => Role::Subtitle,
            _ => {
                if !title.text.is_empty() && !language.unspaced {
                    let from = piece.text.origin().unwrap_or_default();
                    title.put(" ", crate::model::Span { start: from.start, end: from.start }, &super::mend::DEEDS.join);
                }
                title.append(&piece.text);
                continue;
            }
        };
        if role == Role::Subtitle && !title.text.is_empty() {
            out.blocks.push(Block { text: std::mem::take(&mut title), role: Role::Title, ..Block::default() });
        }
        out.blocks.push(Block { text: piece.text.clone(), role, ..Block::default() });
    }
    if !title.text.is_empty() {
        out.blocks.push(Block { text: title, role: Role::Title, ..Block::default() });
    }
}

/// Where the page's own lines begin after a text: under a line that heads such, or two and more unfinished lines at
/// the very end.
fn after(pieces: &[Piece], body: &Range<usize>, language: &Language, out: &mut Witness) -> usize {
    const LEAST: usize = 2;
    let half = body.start + (body.end - body.start) / 2;
    let headed = (half..body.end).find(|&n| language.shape.comes_after(&pieces[n].plain)).unwrap_or(body.end);
    let loose = |p: &Piece| {
        let plain = p.kind == LineKind::Other || p.kind == LineKind::PageDate;
        plain && p.mark != Mark::Heading && unfinished(p, language) && p.plain.chars().count() <= 60
    };
    let ends = |p: &Piece| matches!(p.kind, LineKind::Signature | LineKind::Speaker | LineKind::Closing);
    let last = (body.start..headed).rfind(|&n| !loose(&pieces[n])).map_or(headed, |n| n + 1);
    let signed = last > body.start && ends(&pieces[last - 1]);
    let end = if language.unspaced && !signed && headed - last >= LEAST { last } else { headed };
    for piece in &pieces[end..body.end] {
        out.notes.push(Note::new("furniture", format!("«{}» after the end was left out", first_words(&piece.plain))));
    }
    end
}

/// Where the document ends: short stuff after its signatures belongs to the page.
fn tail(pieces: &[Piece], body: &Range<usize>, language: &Language, out: &mut Witness) -> usize {
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

fn completeness(pieces: &[Piece], titled: bool, kept: &[usize], taken: &Taken, language: &Language, out: &mut Witness) {
    let (Some(&first), Some(&last)) = (kept.first(), kept.last()) else {
        return;
    };
    let untitled_start = !titled && !language.shape.opens(&pieces[first].plain);
    let ends = matches!(
        pieces[last].kind,
        LineKind::Signature | LineKind::Speaker | LineKind::Dateline | LineKind::Closing | LineKind::PlaceDate
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

/// A quick look: of a few stretches of `later` the half stands in `earlier`.
fn alike(earlier: &str, later: &str) -> bool {
    const LOOKS: usize = 8;
    const LETTERS: usize = 4;
    let stands = |n: &usize| {
        let from = (later.len() * n / LOOKS..later.len()).find(|&at| later.is_char_boundary(at)).unwrap_or(0);
        let end = later[from..].char_indices().nth(LETTERS).map_or(later.len(), |(end, _)| from + end);
        earlier.contains(&later[from..end])
    };
    (0..LOOKS).filter(stands).count() * 2 >= LOOKS
}

/// Whether `later` says again, by mistake, what `earlier` says: nearly every four characters in a row are the same.
fn repeats(earlier: &str, later: &str) -> bool {
    let grams = |s: &str| {
        let letters: Vec<char> = s.chars().collect();
        letters.windows(4).map(<[char]>::to_vec).collect::<rustc_hash::FxHashSet<_>>()
    };
    let (short, long) = (later.len().min(earlier.len()), later.len().max(earlier.len()));
    if short < 150 || short * 10 < long * 9 {
        return false;
    }
    if !alike(earlier, later) {
        return false;
    }
    let (a, b) = (grams(earlier), grams(later));
    a.intersection(&b).count() * 100 >= b.len().max(a.len()) * 85
}

/// A title that stands in the wrapping of the text only.
fn stated_block(title: &Stated) -> Block {
    let mut text = Text::default();
    text.put(&title.value, title.span, &super::mend::DEEDS.stated);
    Block { text, role: Role::Title, ..Block::default() }
}

/// The title of a text as the words name it that announce it: 发表《…宣言》，全文如下.
fn title_in(piece: &Piece, language: &Language) -> Option<Block> {
    let close = piece.plain.rfind('》')?;
    let open = piece.plain[..close].rfind('《')? + '《'.len_utf8();
    let named = language.shape.is(LineKind::Title, &piece.plain[open..close]);
    let text = piece.text.slice(crate::model::Span::new(open, close));
    named.then(|| Block { text, role: Role::Title, ..Block::default() })
}

/// A dateline without a year: the source may name that day in full somewhere.
fn dated_elsewhere(witness: &Witness, (own, all): (&[Piece], &[Piece]), language: &Language) -> Option<String> {
    let dateline = witness.blocks.iter().find(|b| b.role == Role::Dateline)?;
    let day = dates(&simplified(&dateline.text.text), language, Some("0001"))
        .into_iter()
        .next()?
        .iso
        .get(4..)
        .map(str::to_owned)?;
    let all = own
        .iter()
        .chain(all)
        .flat_map(|p| dates(&p.plain, language, None))
        .flat_map(|d| d.iso.split('/').map(str::to_owned).collect::<Vec<_>>());
    all.into_iter().find(|iso| iso.len() == 10 && iso.ends_with(&day))
}

fn first_words(text: &str) -> String {
    text.chars().take(16).collect()
}

fn last_words(text: &str) -> String {
    let count = text.chars().count();
    text.chars().skip(count.saturating_sub(16)).collect()
}
