//! Source → Witnesses: mends what transmission broke and finds where documents begin and end.
//!
//! In: a [`Source`] and the knowledge of its language. Out: its [`Witness`]es, blocks in reading order, every
//! character with its way back. Never: compares with another source; changes a character silently.
//! See: `languages/*/shape.toml` and `repairs.toml`.

mod columns;
mod edges;
mod heads;
mod joined;
mod lines;
mod lost;
mod mend;
mod sections;
mod segment;
mod signing;
mod together;
mod tongues;
mod twice;
mod wrap;

use crate::model::{Block, Source, Span, Text, Witness};
use crate::rules::{Knowledge, Language, LineKind, Script, simplified};
use lines::{Line, Mark, Taken};
use tongues::Tongue;

/// A paragraph on its way to a witness.
#[derive(Clone, Debug)]
struct Piece {
    text: Text,
    kind: LineKind,
    mark: Mark,
    /// `text` in simplified script: what patterns are matched on.
    plain: String,
}

/// The witnesses that `source`, number `number` of the caller's, carries.
#[must_use]
pub fn clean(source: &Source, number: usize, knowledge: &Knowledge) -> Vec<Witness> {
    let mut witnesses = Vec::new();
    for (language, tongue) in tongues::tongues(&source.text.text, knowledge) {
        let (pieces, taken) = pieces(&source.text.text, language, tongue);
        let mut found = segment::documents(pieces, &taken, source, language);
        found.iter_mut().for_each(|witness| signing::apart(&mut witness.blocks, language));
        witnesses.append(&mut found);
    }
    for witness in &mut witnesses {
        witness.source = number;
        finish(witness, source);
    }
    witnesses
}

/// The paragraphs of a text.
fn pieces(text: &str, language: &Language, tongue: Tongue) -> (Vec<Piece>, Taken) {
    let (lines, taken) = lines::lines(text, language, tongue);
    let starts = lost::numbered(&lines, wrap::paragraphs(&lines, language), language);
    let mut out = Vec::with_capacity(starts.len());
    for (n, &start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(lines.len());
        let joined = paragraph(text, &lines[start..end], language);
        // What fills several lines is known for the page's own only when they stand together.
        if !language.unspaced && end - start > 1 && language.repairs.furniture(&joined.text) {
            continue;
        }
        for text in together::parts(joined, text.len(), language) {
            apart(text, &lines[start], language, &mut out);
        }
    }
    (out, taken)
}

/// Lines of one paragraph put together and mended as a whole.
fn paragraph(parent: &str, lines: &[Line], language: &Language) -> Text {
    let joined = join(parent, lines, language);
    if !language.unspaced {
        return joined;
    }
    // What stands in brackets may have been cut by the end of a line.
    let cut = if lines.len() > 1 { language.repairs.inline_furniture(&joined.text) } else { Vec::new() };
    mend::dashes(mend::quotes(mend::without(joined, &cut)), language)
}

/// Lines of one paragraph put together: with a blank where words are set apart by blanks.
fn join(parent: &str, lines: &[Line], language: &Language) -> Text {
    if let [line] = lines {
        return line.text.clone();
    }
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !crate::rules::is_han(c));
    let mut out = Text::default();
    for line in lines {
        if !out.text.is_empty() {
            let words = word(out.text.chars().next_back()) && word(line.text.text.chars().next());
            let blank = if !language.unspaced || words { " " } else { "" };
            out.put(blank, gap(&out, line, parent), &mend::DEEDS.join);
        }
        out.append(&line.text);
    }
    out
}

fn gap(before: &Text, line: &Line, parent: &str) -> Span {
    let start = before.origin().map_or(0, |s| s.end as usize);
    let end = line.text.origin().map_or(parent.len(), |s| s.start as usize);
    if start <= end { Span::new(start, end) } else { Span::new(start, start) }
}

/// A paragraph as a piece; as several where measures, or a title, a date and the text, ran together on one line.
fn apart(text: Text, line: &Line, language: &Language, out: &mut Vec<Piece>) {
    let piece = |text: Text, plain: String, kind: LineKind| {
        let kind = if kind == LineKind::Other && line.kind() == LineKind::Bullet { LineKind::Bullet } else { kind };
        Piece { text, kind, mark: line.mark, plain }
    };
    let plain = simplified(&text.text);
    let kind = language.shape.classify(&plain).0;
    let mut cuts = if kind == LineKind::Bullet { bullet_ends(&plain) } else { language.shape.run_in(&plain) };
    if cuts.is_empty() && language.unspaced && matches!(kind, LineKind::Other | LineKind::Signature) {
        cuts = signing::lines(&text, &plain, language);
    }
    if cuts.is_empty() {
        return out.push(piece(text, plain, kind));
    }
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain(std::iter::once(plain.len()));
    for (from, to) in starts.zip(ends) {
        let part = text.slice(Span::new(from, from + plain[from..to].trim_end().len()));
        let plain = simplified(&part.text);
        let kind = language.shape.classify(&plain).0;
        out.push(piece(part, plain, kind));
    }
}

/// Where a measure ends and the next begins on the same line.
fn bullet_ends(plain: &str) -> Vec<usize> {
    let mut out: Vec<usize> = ["。——", "；——"]
        .iter()
        .flat_map(|stop| plain.match_indices(stop))
        .map(|(at, _)| at + '。'.len_utf8())
        .collect();
    out.sort_unstable();
    out
}

/// Leads every trace on into the decoded source.
fn finish(witness: &mut Witness, source: &Source) {
    // Where all of the source is readable text, the traces lead there already.
    let whole = matches!(source.text.trace.steps.as_slice(), [all] if all.deed.is_none() && all.out == all.from);
    let mut span: Option<Span> = None;
    for block in &mut witness.blocks {
        for text in std::iter::once(&mut block.text).chain(&mut block.again) {
            // A stated title stands in the wrapping, not in the readable text.
            if !whole && !text.trace.steps.iter().any(|s| s.deed.as_ref() == Some(&mend::DEEDS.stated)) {
                text.trace = text.trace.through(&source.text.trace);
            }
        }
        if let Some(origin) = block.text.origin() {
            span = Some(span.map_or(origin, |s| s.cover(origin)));
        }
    }
    witness.span = span.unwrap_or_default();
    witness.language = Script::among(witness.blocks.iter().map(|b: &Block| b.text.text.as_str())).tag();
}
