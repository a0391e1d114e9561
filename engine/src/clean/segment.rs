//! The documents of a source, and which block of them is what.

use super::Piece;
use super::edges::{completeness, first_words, last_words, menus, tail};
use super::lines::{Mark, Taken};
use super::sections::{Section, at_signatures, heads, is_document, sections, titles, unfinished};
use super::twice::repeats;
use crate::model::{Block, Note, Role, Source, Stated, Text, Witness};
use crate::rules::{Language, LineKind, dates, simplified};

/// The witnesses in `pieces`, one for each document.
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
    for mut section in sections {
        let first = section.body.start;
        if announcement.is_some() && section.title.is_empty() && heads(&pieces[first..section.body.end], language) {
            section.title = first..first + 1;
            section.body.start += 1;
        }
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
            && !language.shape.defines(&piece.plain)
            && matches!(piece.kind, LineKind::Other | LineKind::Item | LineKind::Bullet)
            && piece.mark != Mark::Heading;
        before_text &= !matches!(piece.kind, LineKind::Other | LineKind::Item | LineKind::Bullet) || subtitle;
        let role = match piece.kind {
            LineKind::Signature | LineKind::Speaker if !before_text => Role::Signature,
            LineKind::Dateline => Role::Dateline,
            LineKind::Subtitle => Role::Subtitle,
            LineKind::Bullet if piece.nested => Role::Nested,
            LineKind::Bullet => Role::Bullet,
            _ if subtitle => Role::Subtitle,
            LineKind::Other | LineKind::Item => piece.level.map_or(Role::Body, Role::Heading),
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

/// Title, subtitle and what stands before them, as blocks.
fn title_blocks(pieces: &[Piece], section: &Section, language: &Language, out: &mut Witness) {
    let mut title = Text::default();
    for piece in &pieces[section.title.clone()] {
        let role = match piece.kind {
            LineKind::Dateline => Role::Dateline,
            LineKind::Subtitle => Role::Subtitle,
            LineKind::PlaceDate => Role::Body,
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
