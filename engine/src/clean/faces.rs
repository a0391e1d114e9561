//! What markup set in bold or in italics. The marks are not in the readable text; its trace knows where they stood.

use crate::model::{Source, Span};

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Face {
    /// As everything is.
    #[default]
    Plain,
    /// Its first words are bold: they are its name.
    Named,
    /// All of it is in italics.
    Italic,
    /// All of it is bold.
    Bold,
}

/// A mark that was passed over: where it stood in the readable text, and what it turned on or off.
#[derive(Clone, Copy, Debug)]
struct Turn {
    at: usize,
    bold: bool,
    italic: bool,
}

/// All marks of a source.
pub(super) struct Faces<'t> {
    text: &'t str,
    turns: Vec<Turn>,
}

impl<'t> Faces<'t> {
    pub(super) fn of(source: &'t Source) -> Self {
        let passed = source.text.trace.steps.iter().filter(|s| s.out.is_empty() && !s.from.is_empty());
        let turns = passed.filter_map(|s| turn(s.out.start as usize, s.from.of(&source.decoded))).collect();
        Self { text: &source.text.text, turns }
    }

    /// How the paragraph at `span` is set.
    pub(super) fn face(&self, span: Span) -> Face {
        if self.turns.is_empty() {
            return Face::Plain;
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let mut turns = self.turns[self.turns.partition_point(|t| t.at < line)..].iter().peekable();
        let (mut bold, mut italic) = (false, false);
        let (mut first, mut all_bold, mut all_italic) = (None, true, true);
        for (at, c) in self.text[line..end].char_indices().map(|(at, c)| (line + at, c)) {
            while let Some(turn) = turns.next_if(|t| t.at <= at) {
                (bold, italic) = (bold ^ turn.bold, italic ^ turn.italic);
            }
            if at >= start && c.is_alphabetic() {
                first.get_or_insert(bold);
                (all_bold, all_italic) = (all_bold && bold, all_italic && italic);
            }
        }
        match first {
            Some(_) if all_bold => Face::Bold,
            Some(_) if all_italic => Face::Italic,
            Some(true) => Face::Named,
            _ => Face::Plain,
        }
    }

    /// How deep a heading at `span` stands: marks before it, then bold letters, then italics; nothing for plain words.
    pub(super) fn level(&self, span: Span) -> Option<u8> {
        const BOLD: u8 = 7;
        let line = self.text[..span.start as usize].rsplit('\n').next().unwrap_or_default().trim();
        if !line.is_empty() && line.len() < usize::from(BOLD) && line.bytes().all(|b| b == b'#') {
            return u8::try_from(line.len()).ok();
        }
        match self.face(span) {
            Face::Bold => Some(BOLD),
            Face::Italic => Some(BOLD + 1),
            Face::Named | Face::Plain => None,
        }
    }
}

/// What `mark` turns on or off.
fn turn(at: usize, mark: &str) -> Option<Turn> {
    let bare = mark.trim_matches(['<', '>', '/']);
    let (bold, italic) = match mark {
        "*" | "_" => (false, true),
        "**" | "__" => (true, false),
        "***" | "___" => (true, true),
        _ if mark.starts_with('<') => {
            let name = bare.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            (name.eq_ignore_ascii_case("b") || name.eq_ignore_ascii_case("strong"), {
                name.eq_ignore_ascii_case("i") || name.eq_ignore_ascii_case("em")
            })
        }
        _ => return None,
    };
    (bold || italic).then_some(Turn { at, bold, italic })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admit::admit;

    #[test]
    fn faces_are_told_from_marks_that_are_gone() {
        let markup = "---\ntitle: A\n---\n\n**Ferries and\nBoats**  \n\n*Lamps*\n\n**Oil:** it burns.\n\nThey **met**.\n\n## Quays\n";
        let source = admit("a.md", markup.as_bytes());
        let faces = Faces::of(&source);
        let text = &source.text.text;
        let at = |words: &str| {
            let start = text.find(words).expect("it stands there");
            Span::new(start, start + words.len())
        };
        assert_eq!(faces.face(at("Ferries and\nBoats")), Face::Bold);
        assert_eq!(faces.face(at("Oil: it burns.")), Face::Named);
        assert_eq!(faces.face(at("They met.")), Face::Plain);
        let levels = ["Ferries and\nBoats", "Lamps", "They met.", "Quays"].map(|words| faces.level(at(words)));
        assert_eq!(levels, [Some(7), Some(8), None, Some(2)]);
    }
}
