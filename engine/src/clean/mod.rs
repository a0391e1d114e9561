//! Source → Witnesses: mends what transmission broke and finds where documents begin and end.
//!
//! In: a [`Source`] and the knowledge of its language. Out: its [`Witness`]es, blocks in reading order, every
//! character with its way back. Never: compares with another source; changes a character silently.
//! See: `languages/*/shape.toml` and `repairs.toml`.

mod lines;
mod mend;
mod segment;
mod wrap;

use crate::model::{Block, Source, Span, Text, Witness};
use crate::rules::{Knowledge, Language, LineKind, Script, simplified};
use lines::{Line, Mark, Taken};

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
    let script = Script::of(&source.text.text);
    let Some(language) = knowledge.language(script.tag()) else {
        return Vec::new();
    };
    let (pieces, taken) = pieces(&source.text.text, language);
    let mut witnesses = segment::documents(pieces, &taken, source, language);
    for witness in &mut witnesses {
        witness.source = number;
        finish(witness, source);
    }
    witnesses
}

/// The paragraphs of a text.
fn pieces(text: &str, language: &Language) -> (Vec<Piece>, Taken) {
    let (lines, taken) = lines::lines(text, language);
    let starts = wrap::paragraphs(&lines, language);
    let mut out = Vec::with_capacity(starts.len());
    for (n, &start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(lines.len());
        let joined = join(text, &lines[start..end]);
        let joined = if language.unspaced {
            mend::quotes(&joined)
        } else {
            joined
        };
        for text in split_bullets(joined, language).into_iter().flat_map(|t| split_title(t, language)) {
            let plain = simplified(&text.text);
            let kind = language.shape.classify(&plain).0;
            out.push(Piece {
                text,
                kind,
                mark: lines[start].mark,
                plain,
            });
        }
    }
    (out, taken)
}

/// Lines of one paragraph put together.
fn join(parent: &str, lines: &[Line]) -> Text {
    let mut out = Text::default();
    for line in lines {
        let needs_blank = |c: Option<char>| {
            c.is_some_and(|c| {
                c.is_ascii_alphanumeric()
                    || (c.is_alphabetic() && !crate::rules::is_han(c))
                    || ",.;:)".contains(c)
            })
        };
        if !out.text.is_empty() {
            let from = gap(&out, line, parent);
            let word = needs_blank(out.text.chars().next_back())
                && line.text.text.chars().next().is_some_and(|c| {
                    c.is_alphabetic() && !crate::rules::is_han(c) || c.is_ascii_punctuation()
                });
            let both = word || (line.text.text.is_ascii() && out.text.is_ascii());
            out.put(if both { " " } else { "" }, from, &mend::DEEDS.join);
        }
        out.append(&line.text);
    }
    out
}

fn gap(before: &Text, line: &Line, parent: &str) -> Span {
    let start = before.origin().map_or(0, |s| s.end as usize);
    let end = line
        .text
        .origin()
        .map_or(parent.len(), |s| s.start as usize);
    if start <= end {
        Span::new(start, end)
    } else {
        Span::new(start, start)
    }
}

/// Two measures run together on one line.
fn split_bullets(text: Text, language: &Language) -> Vec<Text> {
    if language.shape.classify(&text.text).0 != LineKind::Bullet {
        return vec![text];
    }
    let mut out = Vec::new();
    let mut from = 0;
    for stop in ["。——", "；——"] {
        while let Some(at) = text.text[from..].find(stop) {
            let cut = from + at + '。'.len_utf8();
            out.push(text.slice(Span::new(from, cut)));
            from = cut;
        }
    }
    out.push(text.slice(Span::new(from, text.text.len())));
    out
}

/// A title and a date that ran into the text are set apart again.
fn split_title(text: Text, language: &Language) -> Vec<Text> {
    let Some((date, rest)) = language.shape.run_in(&text.text) else { return vec![text] };
    let trimmed = |from: usize, to: usize| {
        let end = from + text.text[from..to].trim_end().len();
        text.slice(Span::new(from, end))
    };
    vec![trimmed(0, date), trimmed(date, rest), trimmed(rest, text.text.len())]
}

/// Leads every trace on into the decoded source.
fn finish(witness: &mut Witness, source: &Source) {
    let mut span: Option<Span> = None;
    for block in &mut witness.blocks {
        for text in std::iter::once(&mut block.text).chain(&mut block.again) {
            text.trace = text.trace.through(&source.text.trace);
        }
        if let Some(origin) = block.text.origin() {
            span = Some(span.map_or(origin, |s| s.cover(origin)));
        }
    }
    witness.span = span.unwrap_or_default();
    let all: String = witness
        .blocks
        .iter()
        .map(|b: &Block| b.text.text.as_str())
        .collect();
    witness.language = Script::of(&all).tag();
}
