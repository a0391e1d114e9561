//! Dates whose every number carries a mark: 2019年6月5日至7日, 2018—2022年, 2030年前.

use super::point::interval;
use super::{Calendar, DateMention, Point, starts};
use crate::model::Span;
use crate::rules::numerals::{self, Numeral};

/// A point read from a text, and the number of bytes it takes.
#[derive(Clone, Copy)]
struct Read {
    point: Point,
    length: usize,
}

/// The date that begins at `at`.
pub(super) fn at(text: &str, at: usize, calendar: &Calendar, own: Option<i32>) -> Option<DateMention> {
    let rest = &text[at..];
    if text[..at].chars().next_back().is_some_and(numerals::is_digit) {
        return None;
    }
    let first = rest.chars().next()?;
    if !numerals::is_digit(first) {
        return relative(text, at, calendar, own);
    }
    let number = numerals::leading(rest)?;
    let (length, iso) = century(rest, number, calendar)
        .or_else(|| years(rest, number, calendar))
        .or_else(|| listed_year(rest, number, calendar))
        .or_else(|| dated(rest, calendar, own))?;
    Some(DateMention { span: Span::new(at, at + length), iso })
}

/// 今年4月, 年内, 明年下半年.
fn relative(text: &str, at: usize, calendar: &Calendar, own: Option<i32>) -> Option<DateMention> {
    let rest = &text[at..];
    let (length, by) = calendar.relative_year(rest)?;
    // 年内 within 一年内 counts a duration.
    if text[..at].chars().next_back().is_some_and(|c| numerals::is_digit(c) || "两几数多半".contains(c))
        && starts(rest, &calendar.year).is_some()
    {
        return None;
    }
    let year = own? + by;
    let head = Read { point: Point { year: Some(year), ..Point::default() }, length };
    let (length, iso) = ended(rest, below_year(rest, head, calendar), calendar)?;
    Some(DateMention { span: Span::new(at, at + length), iso })
}

/// 21世纪 and 20世纪90年代.
fn century(rest: &str, number: Numeral, calendar: &Calendar) -> Option<(usize, String)> {
    let mark = starts(&rest[number.length..], &calendar.century)?;
    let length = number.length + mark.len();
    let first = i32::try_from(number.value).ok()?.checked_sub(1)? * 100;
    if let Some(tens) = numerals::leading(&rest[length..])
        && let Some(word) = starts(&rest[length + tens.length..], &calendar.decade)
    {
        let start = first + i32::try_from(tens.value).ok()?;
        return Some((length + tens.length + word.len(), format!("{start}/{}", start + 9)));
    }
    Some((length, format!("{}/{}", first + 1, first + 100)))
}

/// 2018—2022年: the mark stands after the last number only.
fn years(rest: &str, number: Numeral, calendar: &Calendar) -> Option<(usize, String)> {
    let first = year_of(number)?;
    let to = starts(&rest[number.length..], &calendar.to)?;
    let at = number.length + to.len();
    let second = numerals::leading(&rest[at..])?;
    let last = year_of(second)?;
    let mark = starts(&rest[at + second.length..], &calendar.year)?;
    (first < last).then(|| (at + second.length + mark.len(), format!("{first}/{last}")))
}

/// The first of 2018、2019和2020年: a year whose mark stands after the last of a list.
fn listed_year(rest: &str, number: Numeral, calendar: &Calendar) -> Option<(usize, String)> {
    let first = year_of(number)?;
    let mut at = number.length;
    loop {
        let mark = rest[at..].chars().next().filter(|c| matches!(c, '、' | '和' | '及'))?;
        at += mark.len_utf8();
        let next = numerals::leading(&rest[at..])?;
        year_of(next)?;
        at += next.length;
        if starts(&rest[at..], &calendar.year).is_some() {
            return Some((number.length, first.to_string()));
        }
    }
}

fn year_of(number: Numeral) -> Option<i32> {
    (number.digits == 4 && (1000..3000).contains(&number.value)).then(|| i32::try_from(number.value).ok()).flatten()
}

/// 2019年6月5日, 6月5日, and ranges of them.
fn dated(rest: &str, calendar: &Calendar, own: Option<i32>) -> Option<(usize, String)> {
    let mut first = point(rest, calendar)?;
    if first.point.year.is_none() {
        let whole = first.point.month.is_some();
        let arabic = numerals::leading(rest).is_some_and(|n| n.arabic) || first.point.day.is_some();
        first.point.year = if whole && arabic {
            Some(own?)
        } else {
            return None;
        };
    }
    range(rest, first, calendar).or_else(|| ended(rest, first, calendar))
}

fn range(rest: &str, first: Read, calendar: &Calendar) -> Option<(usize, String)> {
    let at = first.length + starts(&rest[first.length..], &calendar.to)?.len();
    let second = point(&rest[at..], calendar)?;
    let last = second.point.completed_by(first.point);
    if !last.as_exact_as(first.point) {
        return None;
    }
    Some((at + second.length, interval(first.point, last)?))
}

/// Reads numbers with their marks, from the year down. A day may stand for itself: 7日.
fn point(rest: &str, calendar: &Calendar) -> Option<Read> {
    let number = numerals::leading(rest)?;
    let tail = &rest[number.length..];
    if let Some(year) = year_of(number)
        && let Some(mark) = starts(tail, &calendar.year)
        && starts(tail, &calendar.decade).is_none()
    {
        let head = Read { point: Point { year: Some(year), ..Point::default() }, length: number.length + mark.len() };
        return Some(below_year(rest, head, calendar));
    }
    below_year_number(rest, Read { point: Point::default(), length: 0 }, calendar)
}

/// The month and day after a year, where there are any.
fn below_year(rest: &str, head: Read, calendar: &Calendar) -> Read {
    below_year_number(rest, head, calendar).unwrap_or(head)
}

fn below_year_number(rest: &str, head: Read, calendar: &Calendar) -> Option<Read> {
    let number = numerals::leading(&rest[head.length..])?;
    let at = head.length + number.length;
    let tail = &rest[at..];
    if (1..=12).contains(&number.value)
        && let Some(mark) = starts(tail, &calendar.month)
    {
        let month = Read { point: Point { month: Some(number.value), ..head.point }, length: at + mark.len() };
        return Some(day(rest, month, calendar).unwrap_or(month));
    }
    // 6月5—7日 and 7日: a day without a month, only after a range mark.
    let mark = starts(tail, &calendar.day)?;
    (head.length == 0 && (1..=31).contains(&number.value))
        .then(|| Read { point: Point { day: Some(number.value), ..head.point }, length: at + mark.len() })
}

fn day(rest: &str, month: Read, calendar: &Calendar) -> Option<Read> {
    let number = numerals::leading(&rest[month.length..]).filter(|n| (1..=31).contains(&n.value))?;
    let at = month.length + number.length;
    if let Some(mark) = starts(&rest[at..], &calendar.day) {
        return Some(Read { point: Point { day: Some(number.value), ..month.point }, length: at + mark.len() });
    }
    // 6月5—7日: the first day's mark is left out.
    let to = starts(&rest[at..], &calendar.to)?;
    let next = numerals::leading(&rest[at + to.len()..])?;
    starts(&rest[at + to.len() + next.length..], &calendar.day)?;
    Some(Read { point: Point { day: Some(number.value), ..month.point }, length: at })
}

/// Takes in 前, 后, 以来, 上半年 and the like.
fn ended(rest: &str, read: Read, calendar: &Calendar) -> Option<(usize, String)> {
    let tail = &rest[read.length..];
    let iso = read.point.iso()?;
    if let Some(word) = starts(tail, &calendar.until).filter(|_| starts(tail, &calendar.not_until).is_none()) {
        return Some((read.length + word.len(), format!("../{iso}")));
    }
    if let Some(word) = starts(tail, &calendar.since).filter(|_| starts(tail, &calendar.not_since).is_none()) {
        return Some((read.length + word.len(), format!("{iso}/..")));
    }
    let part =
        calendar.parts.iter().filter(|(word, _)| tail.starts_with(word.as_str())).max_by_key(|(word, _)| word.len());
    if let Some((word, (first, last))) = part.filter(|_| read.point.month.is_none()) {
        let month = |m: u8| Point { month: Some(u32::from(m)), ..read.point };
        let iso = if first == last { month(*first).iso()? } else { interval(month(*first), month(*last))? };
        return Some((read.length + word.len(), iso));
    }
    Some((read.length, iso))
}
