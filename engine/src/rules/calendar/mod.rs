//! Dates as texts write them, and their ISO 8601 form.
//!
//! In: a text, the calendar words of its language, the document's own date. Out: [`DateMention`]s.
//! Never: guesses a year that neither the text nor the document gives.
//! See: `languages/<code>/calendar.toml`.

mod marked;
mod named;
mod point;

use super::{Files, Language, Problem};
use crate::model::Span;
pub use point::Point;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A calendar expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// In the text.
    pub span: Span,
    /// ISO 8601: a date of any precision, or an interval with "/" and ".." for an open end.
    pub iso: String,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Style {
    #[default]
    Marked,
    Named,
}

/// The calendar words of a language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Calendar {
    style: Style,
    year: Vec<String>,
    month: Vec<String>,
    day: Vec<String>,
    century: Vec<String>,
    decade: Vec<String>,
    months: Vec<Vec<String>>,
    ordinal: Vec<String>,
    to: Vec<String>,
    lead: Vec<String>,
    until: Vec<String>,
    not_until: Vec<String>,
    since: Vec<String>,
    not_since: Vec<String>,
    parts: BTreeMap<String, (u8, u8)>,
    relative: BTreeMap<String, i32>,
}

impl Calendar {
    /// Reads `<code>/calendar.toml`; an empty calendar finds only ISO dates.
    pub fn read(files: &Files, code: &str, problems: &mut Vec<Problem>) -> Self {
        let path = format!("{code}/calendar.toml");
        let Some(text) = files.get(&path) else {
            return Self::default();
        };
        toml::from_str(text).unwrap_or_else(|error| {
            problems.push(Problem::new(path, error.to_string()));
            Self::default()
        })
    }

    /// The relative-year word that `text` begins with: its length and how many years on.
    fn relative_year(&self, text: &str) -> Option<(usize, i32)> {
        self.relative
            .iter()
            .filter(|(word, _)| text.starts_with(word.as_str()))
            .map(|(word, by)| (word.len(), *by))
            .max()
    }
}

/// The dates in `text`, in order. `own` is the document's own date (ISO 8601), which gives the year
/// to 6月13日 and 今年.
#[must_use]
pub fn dates(text: &str, language: &Language, own: Option<&str>) -> Vec<DateMention> {
    let calendar = &language.calendar;
    let year = own.and_then(|date| date.get(..4)).and_then(|year| year.parse().ok());
    let marked = matches!(calendar.style, Style::Marked);
    let relative: Vec<char> = calendar.relative.keys().filter_map(|word| word.chars().next()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if marked && !super::numerals::is_digit(c) && !relative.contains(&c) {
            at += c.len_utf8();
            continue;
        }
        let hit = plain(text, at).or_else(|| match calendar.style {
            Style::Marked => marked::at(text, at, calendar, year),
            Style::Named => named::at(text, at, calendar, year),
        });
        match hit {
            Some(mention) => {
                at = mention.span.range().end.max(at + c.len_utf8());
                found.push(mention);
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

/// 2023-04-07, 2023/04/07 and 2023.04.07, in any language.
fn plain(text: &str, at: usize) -> Option<DateMention> {
    let bytes = text.as_bytes();
    let rest = text.get(at..at + 10)?;
    let number = |range: std::ops::Range<usize>| {
        rest.get(range).filter(|s| s.bytes().all(|b| b.is_ascii_digit())).and_then(|s| s.parse().ok())
    };
    let mark = rest.as_bytes()[4];
    let alone = !at.checked_sub(1).is_some_and(|i| bytes[i].is_ascii_digit())
        && !bytes.get(at + 10).is_some_and(u8::is_ascii_digit);
    if !alone || !matches!(mark, b'-' | b'/' | b'.') || rest.as_bytes()[7] != mark {
        return None;
    }
    let year: u32 = number(0..4)?;
    let point = Point { year: i32::try_from(year).ok(), month: number(5..7), day: number(8..10) };
    Some(DateMention { span: Span::new(at, at + 10), iso: point.iso()? })
}

/// The first of `words` that `text` begins with; longer words stand first in the files.
fn starts<'a>(text: &str, words: &'a [String]) -> Option<&'a str> {
    words.iter().map(String::as_str).find(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests;
