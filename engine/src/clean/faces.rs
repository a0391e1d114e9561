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

/// A tag before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    /// A heading, so deep.
    Heading(u8),
    /// A measure of a list inside so many lists.
    Item(u8),
}

/// All marks of a source.
pub(super) struct Faces<'t> {
    text: &'t str,
    turns: Vec<Turn>,
    tags: Vec<(usize, Tag)>,
}

impl<'t> Faces<'t> {
    pub(super) fn of(source: &'t Source) -> Self {
        let passed = source.text.trace.steps.iter().filter(|s| s.out.is_empty() && !s.from.is_empty());
        let passed: Vec<(usize, &str)> = passed.map(|s| (s.out.start as usize, s.from.of(&source.decoded))).collect();
        let turns = passed.iter().filter_map(|(at, mark)| turn(*at, mark)).collect();
        Self { text: &source.text.text, turns, tags: tags(&passed) }
    }

    /// What stands before the words at `start` on their line.
    fn tag(&self, start: usize) -> Option<Tag> {
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.tags.partition_point(|(at, _)| *at <= start);
        self.tags[..end].last().filter(|(at, _)| *at >= line).map(|(_, tag)| *tag)
    }

    /// Inside how many lists the measure stands that begins at `start`.
    pub(super) fn item(&self, start: usize) -> Option<u8> {
        match self.tag(start) {
            Some(Tag::Item(depth)) => Some(depth),
            _ => None,
        }
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
        if let Some(Tag::Heading(level)) = self.tag(span.start as usize) {
            return Some(level);
        }
        match self.face(span) {
            Face::Bold => Some(BOLD),
            Face::Italic => Some(BOLD + 1),
            Face::Named | Face::Plain => None,
        }
    }
}

/// The tags of headings and measures.
fn tags(passed: &[(usize, &str)]) -> Vec<(usize, Tag)> {
    let (mut out, mut lists) = (Vec::new(), 0u8);
    for (at, mark) in passed {
        let closes = mark.get(1..).is_some_and(|rest| rest.starts_with(['/', '\\']));
        match (name(mark).as_str(), closes) {
            ("ul" | "ol", false) => lists = lists.saturating_add(1),
            ("ul" | "ol", true) => lists = lists.saturating_sub(1),
            ("li", false) => out.push((*at, Tag::Item(lists.max(1)))),
            (name, false) if name.len() == 2 && name.starts_with('h') => {
                out.extend(name[1..].parse().ok().map(|level| (*at, Tag::Heading(level))));
            }
            _ => {}
        }
    }
    out
}

/// The name of a tag, in small letters; nothing of what is no tag.
fn name(mark: &str) -> String {
    let inner = mark.strip_prefix('<').unwrap_or_default().trim_start_matches(['/', '\\']);
    inner.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// What `mark` turns on or off.
fn turn(at: usize, mark: &str) -> Option<Turn> {
    let (bold, italic) = match mark {
        "*" | "_" => (false, true),
        "**" | "__" => (true, false),
        "***" | "___" => (true, true),
        _ => (matches!(name(mark).as_str(), "b" | "strong"), matches!(name(mark).as_str(), "i" | "em")),
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
