//! Dates whose months have names: March 21, 2023; 21 March 2023; 13 марта 2025 года; 2018–2022.

use super::point::interval;
use super::{Calendar, DateMention, Point, starts};
use crate::model::Span;

/// A reader that moves along the text.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    calendar: &'a Calendar,
}

/// The date that begins at `at`.
pub(super) fn at(text: &str, at: usize, calendar: &Calendar, own: Option<i32>) -> Option<DateMention> {
    if text[..at].chars().next_back().is_some_and(|c| {
        c.is_alphanumeric()
            || matches!(c, '/' | '-' | '.' | ',') && text[at..].starts_with(|d: char| d.is_ascii_digit())
    }) {
        return None;
    }
    let start = Cursor { text, at, calendar };
    let (end, iso) = bounded(start, own)
        .or_else(|| day_first(start, own))
        .or_else(|| month_first(start, own))
        .or_else(|| bare_year(start))
        .or_else(|| relative(start, own))?;
    Some(DateMention { span: Span::new(at, end), iso })
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip(mut self, words: &str) -> Option<Self> {
        self.rest().starts_with(words).then(|| {
            self.at += words.len();
            self
        })
    }

    fn blank(self) -> Self {
        self.skip(" ").or_else(|| self.skip("\u{a0}")).unwrap_or(self)
    }

    fn number(mut self, digits: std::ops::RangeInclusive<usize>) -> Option<(Self, u32)> {
        let length = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let value = self.rest().get(..length).filter(|_| digits.contains(&length))?.parse().ok()?;
        self.at += length;
        Some((self, value))
    }

    fn word(mut self, words: &[String]) -> Option<Self> {
        let word = words.iter().map(String::as_str).filter(|w| self.rest().starts_with(w)).max_by_key(|w| w.len())?;
        self.at += word.len();
        (!self.rest().starts_with(char::is_alphabetic)).then_some(self)
    }

    fn month(self) -> Option<(Self, u32)> {
        (1..).zip(&self.calendar.months).find_map(|(n, names)| self.word(names).map(|next| (next, n)))
    }

    fn day(self) -> Option<(Self, u32)> {
        let (next, day) = self.number(1..=2).filter(|(_, d)| (1..=31).contains(d))?;
        Some((next.word(&self.calendar.ordinal).unwrap_or(next), day))
    }

    fn year(self) -> Option<(Self, i32)> {
        let (next, year) = self.number(4..=4).filter(|(_, y)| (1000..3000).contains(y))?;
        let marked = next.blank().word(&self.calendar.year).unwrap_or(next);
        (!marked.rest().starts_with(char::is_alphanumeric)).then(|| i32::try_from(year).ok().map(|y| (marked, y)))?
    }

    fn to(self) -> Option<Self> {
        let next = Self { at: self.at + starts(self.rest(), &self.calendar.to)?.len(), ..self };
        Some(next)
    }

    /// The year after a comma or blank, else the document's.
    fn year_after(self, own: Option<i32>) -> Option<(Self, i32)> {
        let next = self.skip(",").unwrap_or(self).blank();
        next.year().or_else(|| own.map(|year| (self, year)))
    }
}

/// by 2030, since March 2018: the word before makes an open interval.
fn bounded(start: Cursor<'_>, own: Option<i32>) -> Option<(usize, String)> {
    let (after, until) = start
        .word(&start.calendar.until)
        .map(|c| (c, true))
        .or_else(|| start.word(&start.calendar.since).map(|c| (c, false)))?;
    let date = after.skip(" ")?;
    let (end, iso) = day_first(date, own)
        .or_else(|| month_first(date, own))
        .or_else(|| date.year().map(|(c, y)| (c.at, y.to_string())))?;
    (!iso.contains('/')).then(|| (end, if until { format!("../{iso}") } else { format!("{iso}/..") }))
}

/// 21 March 2023, 20–22 March 2023.
fn day_first(start: Cursor<'_>, own: Option<i32>) -> Option<(usize, String)> {
    let (next, first) = start.day()?;
    let (next, last) = next.to().and_then(Cursor::day).map_or((next, None), |(c, d)| (c, Some(d)));
    let (next, month) = next.skip(" ").or_else(|| next.skip("\u{a0}"))?.month()?;
    let (next, year) = next.year_after(own)?;
    finish(next, year, month, (first, last))
}

/// March 21, 2023; March 20–22, 2023; March 2023.
fn month_first(start: Cursor<'_>, own: Option<i32>) -> Option<(usize, String)> {
    let (next, month) = start.month()?;
    let next = next.skip(" ")?;
    if let Some((next, year)) = next.year() {
        return Some((next.at, Point { year: Some(year), month: Some(month), day: None }.iso()?));
    }
    let (next, first) = next.day()?;
    let (next, last) = next.to().and_then(Cursor::day).map_or((next, None), |(c, d)| (c, Some(d)));
    let (next, year) = next.year_after(own)?;
    finish(next, year, month, (first, last))
}

fn finish(end: Cursor<'_>, year: i32, month: u32, days: (u32, Option<u32>)) -> Option<(usize, String)> {
    let point = |day| Point { year: Some(year), month: Some(month), day: Some(day) };
    let iso = match days.1 {
        Some(last) => interval(point(days.0), point(last))?,
        None => point(days.0).iso()?,
    };
    Some((end.at, iso))
}

/// 2019 after `in`, 2019 год, 2018–2022.
fn bare_year(start: Cursor<'_>) -> Option<(usize, String)> {
    let (next, first) = start.number(4..=4).filter(|(_, y)| (1800..2200).contains(y))?;
    if let Some((end, last)) =
        next.to().and_then(Cursor::year).filter(|(_, y)| i32::try_from(first).is_ok_and(|f| f < *y))
    {
        return Some((end.at, format!("{first}/{last}")));
    }
    let (next, year) = start.year()?;
    let marked = next.at > start.at + 4;
    let led = start.text[..start.at]
        .trim_end()
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .is_some_and(|w| start.calendar.lead.iter().any(|l| l == w));
    (marked || led).then(|| (next.at, year.to_string()))
}

fn relative(start: Cursor<'_>, own: Option<i32>) -> Option<(usize, String)> {
    let (length, by) = start.calendar.relative_year(start.rest())?;
    Some((start.at + length, (own? + by).to_string()))
}
