//! The date by which a clause wants its action done.

use crate::rules::{Language, calendar, numerals};
use std::ops::Range;

/// The deadline a clause sets: `2030`, `2019-12-31`, `2019/2020`; none where its dates tell of something else.
#[must_use]
pub fn deadline(text: &str, language: &Language, own: Option<&str>) -> Option<String> {
    let year = own.and_then(|d| d.get(..4))?;
    let words = Words { language };
    let found: Vec<_> = calendar::dates(text, language, own)
        .into_iter()
        .filter(|d| outside_names(text, d.span.range().start))
        .collect();
    let future: Vec<_> = found
        .iter()
        .filter(|d| d.iso.trim_start_matches("../").get(..4) >= Some(year) && !d.iso.ends_with(".."))
        .collect();
    let Some(first) = future.first() else { return words.years_ahead(text, year) };
    let (said, range) = (first.span.of(text), first.span.range());
    let behind = &text[range.end..];
    let inside = |w: &str| said.ends_with(w) || behind.starts_with(w) && first.iso.len() == 4;
    if words.sort("inside").any(inside) {
        return Some(format!("{}-12-31", first.iso.get(..4)?));
    }
    if let Some(end) = first.iso.strip_prefix("../") {
        return Some(end.to_owned());
    }
    let interval = first.iso.contains('/');
    let during =
        words.sort("during").any(|w| behind.starts_with(w)) || words.sort("throughout").any(|w| behind.contains(w));
    if interval && during {
        return Some(first.iso.clone());
    }
    let follows = |to: usize| words.sort("and").any(|w| text.get(range.end..to) == Some(w));
    if let Some(second) = future.get(1).filter(|s| follows(s.span.range().start)) {
        return Some(format!("{}/{}", first.iso, second.iso));
    }
    let aimed = behind.find(|c| "，。；".contains(c)).map_or(behind, |end| &behind[..end]);
    let aim = words.sort("aim").any(|w| aimed.contains(w));
    let timed = words.sort("at").any(|w| text[..range.start].ends_with(w)) && words.any_act(aimed);
    let occasion = words.sort("occasion").any(|w| text[..range.start].ends_with(w));
    (aim || occasion || timed || words.acts(text, range)).then(|| first.iso.clone())
}

/// The words of deadlines in a language.
struct Words<'a> {
    language: &'a Language,
}

impl<'a> Words<'a> {
    fn sort(&self, sort: &'a str) -> impl Iterator<Item = &'a str> {
        self.language.words.class("deadlines").iter().filter(move |e| e.get("sort") == sort).map(|e| e.word.as_str())
    }

    /// 未来两年: from the document's year on.
    fn years_ahead(&self, text: &str, year: &str) -> Option<String> {
        let from: i64 = year.parse().ok()?;
        let unit = |rest: &str| rest.starts_with('年') && !rest.starts_with("年代");
        self.sort("ahead").flat_map(|w| text.match_indices(w)).find_map(|(at, word)| {
            let rest = &text[at + word.len()..];
            let number = numerals::leading(rest).filter(|n| unit(&rest[n.length..]))?;
            Some(format!("{year}/{}", from + i64::from(number.value)))
        })
    }

    /// A verb stands in these words.
    fn any_act(&self, text: &str) -> bool {
        let lexicon = &self.language.clauses.lexicon;
        let verb = lexicon.bits(&["act"]);
        let mut tokens = Vec::new();
        lexicon.tokens(text, &mut tokens);
        tokens.iter().any(|t| lexicon.word(*t).classes & verb != 0)
    }

    /// The date stands before the verb itself: 于2026年举办, 2026年互办.
    fn acts(&self, text: &str, date: Range<usize>) -> bool {
        let lexicon = &self.language.clauses.lexicon;
        let verb = lexicon.bits(&["act"]);
        let mut behind = &text[date.end..];
        while let Some(rest) = self.sort("between").find_map(|w| behind.strip_prefix(w)) {
            behind = rest;
        }
        let mut tokens = Vec::new();
        lexicon.tokens(behind, &mut tokens);
        tokens.first().is_some_and(|t| t.start == 0 && lexicon.word(*t).classes & verb != 0)
    }
}

/// Not inside 《》, brackets or quotes.
fn outside_names(text: &str, at: usize) -> bool {
    text[..at].chars().map(|c| i32::from("《（“".contains(c)) - i32::from("》）”".contains(c))).sum::<i32>() <= 0
}
