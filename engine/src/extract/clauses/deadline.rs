//! The date by which a clause wants its action done.

use super::head::Walk;
use crate::rules::{DateMention, Sort, Token, dates_among, numerals};
use std::ops::Range;

impl Walk<'_> {
    /// The deadline a clause sets: `2030`, `2019-12-31`, `2019/2020`; none where its dates tell of something else.
    pub(super) fn deadline(&self, start: usize, end: usize) -> Option<String> {
        let language = self.setting.language;
        let words = &language.deadlines;
        let own = self.setting.document.date.as_deref();
        let year = own.and_then(|d| d.get(..4))?;
        let range = self.base + start..self.base + end;
        let text = &self.text[start..end];
        let dates = dates_among(text, range.start, self.sightings, language, own);
        let ahead = |d: &DateMention| {
            let iso = d.iso.trim_start_matches("../").get(..4) >= Some(year) && !d.iso.ends_with("..");
            iso && outside_names(text, d.span.range().start)
        };
        let future: Vec<DateMention> = dates.into_iter().filter(ahead).collect();
        let Some(first) = future.first() else {
            return self.years_ahead(range, year).or_else(|| self.years_within(start, end, year));
        };
        let (said, range) = (first.span.of(text), first.span.range());
        let behind = &text[range.end..];
        let inside = |w: &str| said.ends_with(w) || behind.starts_with(w) && first.iso.len() == 4;
        if words.inside.iter().any(|w| inside(w)) {
            return Some(format!("{}-12-31", first.iso.trim_start_matches("../").get(..4)?));
        }
        if let Some(end) = first.iso.strip_prefix("../") {
            return Some(end.to_owned());
        }
        let during = || words.during.iter().any(|w| behind.starts_with(w.as_str()));
        let throughout = || words.throughout.iter().any(|w| behind.contains(w.as_str()));
        if first.iso.contains('/') && (during() || throughout()) {
            return Some(first.iso.clone());
        }
        let follows = |to: usize| words.and.iter().any(|w| text.get(range.end..to) == Some(w));
        if let Some(second) = future.get(1).filter(|s| follows(s.span.range().start)) {
            return Some(format!("{}/{}", first.iso, second.iso));
        }
        let aimed = behind.find(|c| "，。；".contains(c)).map_or(behind, |end| &behind[..end]);
        let aim = || words.aim.iter().any(|w| aimed.contains(w.as_str()));
        let verb = || self.read(start + range.end, end).any(|t| t.is(self.setting.known.act));
        let before = &text[..range.start];
        let behind_one = |words: &[String]| words.iter().any(|w| before.ends_with(w.as_str()));
        let timed = || behind_one(&words.at) && verb();
        let set = || {
            let theme = words.theme.iter().any(|w| before.ends_with(w.as_str()));
            !theme && words.set.iter().any(|w| behind.starts_with(w.as_str()))
        };
        let told = || aim() || behind_one(&words.occasion) || timed() || set();
        (told() || self.acts(start + range.end, end)).then(|| first.iso.clone())
    }

    /// 未来两年: from the document's year on.
    fn years_ahead(&self, range: Range<usize>, year: &str) -> Option<String> {
        let from: i64 = year.parse().ok()?;
        let unit = |rest: &str| rest.starts_with('年') && !rest.starts_with("年代");
        let years = |end: usize| {
            let rest = &self.text[end - self.base..range.end - self.base];
            let number = numerals::leading(rest).filter(|n| unit(&rest[n.length..]))?;
            Some(format!("{year}/{}", from + i64::from(number.value)))
        };
        let words = self.sightings.within(Sort::Ahead, range.clone());
        words.filter_map(|word| Some((word.word, years(word.end)?))).min_by_key(|(n, _)| *n).map(|(_, years)| years)
    }

    /// 五年内: up to so many years from the document's own.
    fn years_within(&self, start: usize, end: usize, year: &str) -> Option<String> {
        let from: i64 = year.parse().ok()?;
        let text = &self.text[start..end];
        let inside = self.setting.language.deadlines.inside.iter().filter(|w| w.starts_with('年'));
        let at = inside.filter_map(|w| text.find(w.as_str())).min()?;
        let number: usize = text[..at].chars().rev().take_while(|c| numerals::is_digit(*c)).map(char::len_utf8).sum();
        let years = numerals::leading(&text[at - number..]).filter(|n| n.length == number && number > 0)?;
        Some(format!("{year}/{}", from + i64::from(years.value)))
    }

    /// The date before `from` stands before the verb itself, or before who acts: 于2026年举办, 2026年互办, 2026年在甲地举行,
    /// 2026年双方将扩大.
    fn acts(&self, mut from: usize, end: usize) -> bool {
        let known = &self.setting.known;
        let between = &self.setting.language.deadlines.between;
        while let Some(word) = between.iter().find(|w| self.text[from..end].starts_with(w.as_str())) {
            from += word.len();
        }
        let rest = &self.text[from..end];
        let reach = rest.find(['，', '。', '；', '《']).unwrap_or(rest.len());
        let does = |t: Token| t.is(known.act) && !rest[t.end..].starts_with('的');
        let placed = self.is(from, known.within) && self.read(from, from + reach).any(does);
        let next = self.read(from, end).next().filter(|t| t.start == 0);
        let head = || self.head(from, from + reach);
        placed || next.is_some_and(|t| t.is(known.act | known.binds)) || head().own() && head().at.is_some()
    }
}

/// Not inside 《》, brackets or quotes.
fn outside_names(text: &str, at: usize) -> bool {
    text[..at].chars().map(|c| i32::from("《（“".contains(c)) - i32::from("》）”".contains(c))).sum::<i32>() <= 0
}
