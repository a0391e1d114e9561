//! Source → Witnesses: mends what transmission broke and finds where documents begin and end.
//!
//! In: a [`Source`] and the knowledge of its language. Out: its [`Witness`]es, blocks in reading order, every
//! character with its way back. Never: compares with another source; changes a character silently.
//! See: `languages/*/shape.toml` and `repairs.toml`.

mod columns;
mod edges;
mod faces;
mod heads;
mod join;
mod joined;
mod lines;
mod lost;
mod mend;
mod nesting;
mod scrambled;
mod sections;
mod segment;
mod signers;
mod signing;
mod spaced;
mod together;
mod tongues;
mod twice;
mod wrap;

use crate::model::{Block, Note, Source, Span, Text, Witness};
use crate::rules::{Knowledge, Language, LineKind, Script, simplified};
use faces::{Face, Faces};
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
    /// How far it is set in, in ems.
    indent: f32,
    /// How it is set.
    face: Face,
    /// How deep a heading that is set so stands.
    level: Option<u8>,
    /// A measure under the one before it.
    nested: bool,
}

/// The witnesses that `source`, number `number` of the caller's, carries.
#[must_use]
pub fn clean(source: &Source, number: usize, knowledge: &Knowledge) -> Vec<Witness> {
    let mut witnesses = Vec::new();
    let faces = Faces::of(source);
    for (language, tongue) in tongues::tongues(&source.text.text, knowledge) {
        let (pieces, taken) = pieces(&source.text.text, &faces, language, tongue);
        let mut found = segment::documents(pieces, &taken, source, language);
        for witness in &mut found {
            signing::apart(&mut witness.blocks, language);
            scrambled::restore(witness, language);
            if taken.together {
                witness
                    .notes
                    .push(Note::new("one-line", "all of it stood in one line: its words alone tell paragraphs"));
            }
        }
        witnesses.append(&mut found);
    }
    for witness in &mut witnesses {
        witness.source = number;
        finish(witness, source);
    }
    witnesses
}

/// The paragraphs of a text.
fn pieces(text: &str, faces: &Faces<'_>, language: &Language, tongue: Tongue) -> (Vec<Piece>, Taken) {
    let (lines, mut taken) = lines::lines(text, faces, language, tongue);
    let starts = lost::numbered(&lines, wrap::paragraphs(&lines, language), language);
    let parted = !language.unspaced && parted(text);
    let mut out = Vec::with_capacity(starts.len());
    for (n, &start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(lines.len());
        let joined = paragraph(text, &lines[start..end], language);
        // What fills several lines is known for the page's own only when they stand together.
        if !language.unspaced && end - start > 1 && language.repairs.furniture(&joined.text) {
            continue;
        }
        if parted && end - start > 1 {
            apart(joined, &lines[start], (language, faces), &mut out);
            continue;
        }
        let parts = together::parts(joined, text.len(), language);
        taken.together |= parts.len() > 1 && end - start == 1;
        parts.into_iter().for_each(|text| apart(text, &lines[start], (language, faces), &mut out));
    }
    nesting::mark(&mut out, language);
    (out, taken)
}

/// Whether empty lines part the paragraphs of a text, not only its title from the rest.
fn parted(text: &str) -> bool {
    const GAPS: usize = 2;
    let empty = text.trim().lines().map(|line| line.trim().is_empty());
    let begins = empty.scan(false, |before, empty| Some(!std::mem::replace(before, empty) && empty));
    begins.filter(|gap| *gap).take(GAPS).count() == GAPS
}

/// Lines of one paragraph put together and mended as a whole.
fn paragraph(parent: &str, lines: &[Line], language: &Language) -> Text {
    let joined = join::join(parent, lines, language);
    if !language.unspaced {
        return joined;
    }
    // What stands in brackets may have been cut by the end of a line.
    let cut = if lines.len() > 1 { language.repairs.inline_furniture(&joined.text) } else { Vec::new() };
    mend::dashes(mend::quotes(mend::without(joined, &cut)), language)
}

/// A paragraph as a piece; as several where measures, or a title, a date and the text, ran together on one line.
fn apart(text: Text, line: &Line, (language, faces): (&Language, &Faces<'_>), out: &mut Vec<Piece>) {
    let piece = |text: Text, plain: String, kind: LineKind| {
        let kind = if kind == LineKind::Other && line.kind() == LineKind::Bullet { LineKind::Bullet } else { kind };
        // Of Chinese the words tell it.
        let set = text.origin().filter(|_| !language.unspaced);
        let face = set.map_or(Face::Plain, |span| faces.face(span));
        let level = set.and_then(|span| faces.level(span));
        Piece { text, kind, mark: line.mark, plain, indent: line.indent, face, level, nested: false }
    };
    let plain = simplified(&text.text);
    let kind = language.shape.kind(&plain);
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
        let kind = language.shape.kind(&plain);
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
