//! The date by which a clause wants its action done.

use crate::rules::{Language, calendar};

/// Words behind a year that make it the aim of what is done.
const AIMS: [&str; 3] = ["目标", "前", "期间"];

/// The deadline a clause sets: `2030`, `2019-12-31`, `2019/2020`; none where its dates tell of something else.
#[must_use]
pub fn deadline(text: &str, language: &Language, own: Option<&str>) -> Option<String> {
    let year = own.and_then(|d| d.get(..4))?;
    let found: Vec<_> = calendar::dates(text, language, own).into_iter().filter(|d| outside_names(text, d.span.range().start)).collect();
    let future: Vec<_> = found.iter().filter(|d| d.iso.trim_start_matches("../").get(..4) >= Some(year) && !d.iso.ends_with("..")).collect();
    let first = future.first()?;
    let words = first.span.of(text);
    let behind = &text[first.span.range().end..];
    if words.ends_with("年内") || words.ends_with('内') {
        return Some(format!("{}-12-31", first.iso.get(..4)?));
    }
    if let Some(end) = first.iso.strip_prefix("../") {
        return Some(end.to_owned());
    }
    if first.iso.contains('/') && behind.starts_with(['前', '之', '期']) || behind.contains("期间") && first.iso.contains('/') {
        return Some(first.iso.clone());
    }
    if let Some(second) = future.get(1).filter(|s| follows(text, first.span.range().end, s.span.range().start)) {
        return Some(format!("{}/{}", first.iso, second.iso));
    }
    let aimed = behind.find(|c| "，。；".contains(c)).map_or(behind, |end| &behind[..end]);
    (aimed.contains(AIMS[0]) || acts(text, first.span.range(), language)).then(|| first.iso.clone())
}

/// 2020年、2021年
fn follows(text: &str, end: usize, start: usize) -> bool {
    matches!(text.get(end..start), Some("、" | "和" | "至" | "与"))
}

/// The date stands before the verb itself: 于2026年举办, 2026年互办.
fn acts(text: &str, date: std::ops::Range<usize>, language: &Language) -> bool {
    let lexicon = &language.clauses.lexicon;
    let verb = lexicon.bits(&["act"]);
    let mut tokens = Vec::new();
    let behind = text[date.end..].trim_start_matches(['共', '同', '在', '联', '合']);
    lexicon.tokens(behind, &mut tokens);
    let directly = tokens.first().is_some_and(|t| t.start == 0 && lexicon.word(*t).classes & verb != 0);
    directly && !text[..date.start].ends_with('将') | text[..date.start].contains('将')
}

/// Not inside 《》, brackets or quotes.
fn outside_names(text: &str, at: usize) -> bool {
    text[..at].chars().map(|c| i32::from("《（“".contains(c)) - i32::from("》）”".contains(c))).sum::<i32>() <= 0
}
