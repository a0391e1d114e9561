//! Dates as texts write them, and their ISO 8601 form.
//!
//! In: a text, the calendar words of its language, the document's own date. Out: [`DateMention`]s.
//! Never: guesses a year that neither the text nor the document gives.
//! See: `languages/<code>/calendar.toml`.

mod marked;
mod named;
mod point;

use super::dictionary::{Sightings, Sort, Vocabulary};
use super::numerals::{self, is_digit};
use super::{Files, Language, Problem};
use crate::model::Span;
pub use point::Point;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

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
    /// With what the words for a year counted from the document's own begin.
    #[serde(skip)]
    relating: Vec<char>,
}

impl Calendar {
    /// Reads `<code>/calendar.toml`; an empty calendar finds only ISO dates.
    pub fn read(files: &Files, code: &str, problems: &mut Vec<Problem>) -> Self {
        let path = format!("{code}/calendar.toml");
        let Some(text) = files.get(&path) else {
            return Self::default();
        };
        let mut calendar: Self = toml::from_str(text).unwrap_or_else(|error| {
            problems.push(Problem::new(path, error.to_string()));
            Self::default()
        });
        calendar.relating = calendar.relative.keys().filter_map(|word| word.chars().next()).collect();
        calendar.relating.dedup();
        calendar
    }

    /// What a calendar expression may begin with, where numbers carry marks.
    pub(super) fn fill(&self, vocabulary: &mut Vocabulary) {
        let words = numerals::DIGITS.chars().chain(self.relating.iter().copied());
        let words: BTreeSet<String> = words.map(String::from).collect();
        if matches!(self.style, Style::Marked) {
            vocabulary.add(Sort::Date, words.iter().map(String::as_str));
        }
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
    let begins = |c: char| matches!(calendar.style, Style::Named) || is_digit(c) || calendar.relating.contains(&c);
    read(text, text.char_indices().filter(|(_, c)| begins(*c)).map(|(at, _)| at), calendar, own)
}

/// The dates in `text`, which begins at `from` in a text whose words are already found.
#[must_use]
pub fn dates_among(
    text: &str,
    from: usize,
    sightings: &Sightings,
    language: &Language,
    own: Option<&str>,
) -> Vec<DateMention> {
    if matches!(language.calendar.style, Style::Named) {
        return dates(text, language, own);
    }
    let places = sightings.within(Sort::Date, from..from + text.len()).map(|hit| hit.start - from);
    read(text, places, &language.calendar, own)
}

/// The dates that begin at some of `places`.
fn read(text: &str, places: impl Iterator<Item = usize>, calendar: &Calendar, own: Option<&str>) -> Vec<DateMention> {
    let year = own.and_then(|date| date.get(..4)).and_then(|year| year.parse().ok());
    let mut found: Vec<DateMention> = Vec::new();
    let mut free = 0;
    for at in places {
        if at < free {
            continue;
        }
        let hit = plain(text, at).or_else(|| match calendar.style {
            Style::Marked => marked::at(text, at, calendar, year),
            Style::Named => named::at(text, at, calendar, year),
        });
        if let Some(mention) = hit {
            free = mention.span.range().end;
            found.push(mention);
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
