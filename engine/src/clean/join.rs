//! Lines of one paragraph put together: with a blank where words are set apart by blanks, but not where a dash or a
//! hyphen stood at the end of a line.

use super::lines::Line;
use super::mend::DEEDS;
use crate::model::{Span, Text};
use crate::rules::{Language, is_han};

/// The text of `lines`, which are stretches of `parent`.
pub(super) fn join(parent: &str, lines: &[Line], language: &Language) -> Text {
    if let [line] = lines {
        return line.text.clone();
    }
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !is_han(c));
    let mut out = Text::default();
    for line in lines {
        if !out.text.is_empty() {
            let words = word(out.text.chars().next_back()) && word(line.text.text.chars().next());
            let blank = if language.unspaced { words } else { !closes(&out.text, &line.text.text, language) };
            if syllable(&out.text, &line.text.text, parent, language) {
                out = out.slice(Span::new(0, out.text.len() - 1));
            }
            out.put(if blank { " " } else { "" }, gap(&out, line, parent), &DEEDS.join);
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

/// Whether no blank belongs between the end of one line and the next.
fn closes(before: &str, after: &str, language: &Language) -> bool {
    stop(after) || language.repairs.joints.closes(before, after) || language.repairs.joints.opens(before, after)
}

/// Whether a line begins with a mark that belongs to the word before it.
fn stop(after: &str) -> bool {
    let mut chars = after.chars();
    let mark = chars.next().is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '”' | '»'));
    mark && chars.next().is_none_or(|c| !c.is_alphanumeric() && c != '.')
}

/// Whether the hyphen at the end of a line only divided a word: the text has the word whole, and not with a hyphen.
fn syllable(before: &str, after: &str, parent: &str, language: &Language) -> bool {
    const LEAST: usize = 2;
    let whole = |c: char| !c.is_alphabetic();
    let Some(stem) = before.strip_suffix('-').filter(|_| !language.unspaced) else { return false };
    let stem = stem.rsplit(whole).next().unwrap_or_default();
    let rest = after.split(whole).next().unwrap_or_default();
    let long = |part: &str| part.chars().count() >= LEAST && part.chars().skip(1).all(char::is_lowercase);
    if !long(stem) || !long(rest) || !rest.starts_with(char::is_lowercase) {
        return false;
    }
    let stands = |word: &str| {
        parent.match_indices(word).any(|(at, _)| {
            parent[..at].chars().next_back().is_none_or(whole)
                && parent[at + word.len()..].chars().next().is_none_or(whole)
        })
    };
    stands(&format!("{stem}{rest}")) && !stands(&format!("{stem}-{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Knowledge;

    fn joined(text: &str) -> String {
        let language = Knowledge::builtin().language("en").expect("a language of ours");
        let mut at = 0;
        let lines: Vec<Line> = text
            .split_inclusive('\n')
            .map(|raw| {
                let mut words = Text::default();
                words.keep(text, Span::new(at, at + raw.trim_end().len()));
                at += raw.len();
                Line { text: words, ..Line::default() }
            })
            .collect();
        join(text, &lines, language).text
    }

    #[test]
    fn no_blank_stands_behind_a_dash_or_a_hyphen_at_the_end_of_a_line() {
        assert_eq!(joined("three ports—\nMora, Karon—met"), "three ports—Mora, Karon—met");
        assert_eq!(joined("three ports\n—Mora among them"), "three ports—Mora among them");
        assert_eq!(joined("the Lanvia-\nbrokered truce"), "the Lanvia-brokered truce");
        assert_eq!(joined("long-\nand short-lived lamps"), "long- and short-lived lamps");
        assert_eq!(joined("ferries\n. They (run\n) at night"), "ferries. They (run) at night");
        assert_eq!(joined("ferries\n... and boats"), "ferries ... and boats");
        assert_eq!(joined("ferries –\nand boats"), "ferries – and boats");
        assert_eq!(joined("the light-\nhouse; a lighthouse stands"), "the lighthouse; a lighthouse stands");
    }
}
