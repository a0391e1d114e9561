//! The lines of a source, and those in another language than the text that is read.
//!
//! A page may print a statement in two languages, a paragraph of one after a paragraph of the other. Each is read as
//! if the other were not there.

use crate::model::Span;
use crate::rules::{Knowledge, Language, Script};

/// Which lines to leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    /// None: one language is all there is.
    Alone,
    /// Those that are not of this script.
    Among(Script),
}

impl Tongue {
    /// Whether `line` is in another language.
    pub(super) fn foreign(self, line: &str) -> bool {
        match self {
            Self::Alone => false,
            Self::Among(own) => {
                let letters = Letters::of(line);
                letters.main().is_some_and(|script| script != family(own))
            }
        }
    }
}

/// Letters by script, counted in bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Letters {
    han: usize,
    latin: usize,
    cyrillic: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut out = Self::default();
        for byte in text.bytes() {
            match byte {
                0xe4..=0xe9 => out.han += 1,
                b'a'..=b'z' | b'A'..=b'Z' => out.latin += 1,
                0xd0 | 0xd1 => out.cyrillic += 1,
                _ => {}
            }
        }
        out
    }

    /// A Chinese character weighs as much as four letters.
    fn weights(self) -> [(Script, usize); 3] {
        [(Script::Hans, self.han * 4), (Script::Latin, self.latin), (Script::Cyrillic, self.cyrillic)]
    }

    fn main(self) -> Option<Script> {
        self.weights().into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| *n > 0).map(|(script, _)| script)
    }
}

fn family(script: Script) -> Script {
    if script == Script::Hant { Script::Hans } else { script }
}

/// The languages of a text, each with the lines it has to leave out.
pub(super) fn tongues<'k>(text: &str, knowledge: &'k Knowledge) -> Vec<(&'k Language, Tongue)> {
    let main = Script::of(text);
    let Some(language) = knowledge.language(main.tag()) else { return Vec::new() };
    let all = Letters::of(text);
    let sum: usize = all.weights().iter().map(|(_, n)| n).sum();
    let second =
        |script: Script| script != family(main) && all.weights().iter().any(|(s, n)| *s == script && n * 6 > sum);
    let others: Vec<Script> =
        [Script::Hans, Script::Latin, Script::Cyrillic].into_iter().filter(|s| second(*s)).collect();
    let others: Vec<Script> = others.into_iter().filter(|script| paragraphs(text, *script)).collect();
    if others.is_empty() {
        return vec![(language, Tongue::Alone)];
    }
    std::iter::once(main)
        .chain(others)
        .filter_map(|script| Some((knowledge.language(script.tag())?, Tongue::Among(script))))
        .collect()
}

/// Whether whole paragraphs are of that script.
fn paragraphs(text: &str, script: Script) -> bool {
    const LEAST: usize = 3;
    let long = |line: &Span| {
        let letters = Letters::of(line.of(text));
        let own = letters.weights().iter().find(|(s, _)| *s == script).map_or(0, |(_, n)| *n);
        own >= 60 && letters.main() == Some(script)
    };
    raw_lines(text).iter().filter(|line| long(line)).take(LEAST).count() == LEAST
}

/// The lines of `source` with their ends; the cells of a table are lines too.
pub(super) fn raw_lines(source: &str) -> Vec<Span> {
    let rows = source.lines().filter(|l| l.trim_end().ends_with('|')).take(3).count() == 3;
    let end = |c: char| matches!(c, '\n' | '\r' | '\u{c}' | '\u{2028}' | '\u{2029}') || (rows && c == '|');
    let mut at = 0;
    let span = |raw: &str| {
        let cell = if rows { raw.trim_end_matches('|') } else { raw };
        let whole = Span::new(at, at + cell.len());
        at += raw.len();
        whole
    };
    source.split_inclusive(end).map(span).collect()
}
