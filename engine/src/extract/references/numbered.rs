//! Resolutions by number: 安理会第2231号决议.

use super::candidate::{Candidate, bare};
use super::ground::Ground;
use super::scene::Scene;
use super::why::Why;
use crate::model::ReferenceKind;
use crate::rules::{Hit, Sort};

/// The numbered resolutions of a block.
pub(super) fn resolutions<'a>(ground: &Ground<'a, '_>, scene: &Scene<'a>) -> impl Iterator<Item = Candidate<'a>> {
    ground.sightings.of(Sort::Resolution).iter().filter_map(|mark| resolution(ground.text, mark, scene))
}

fn resolution<'a>(text: &'a str, mark: &Hit, scene: &Scene<'a>) -> Option<Candidate<'a>> {
    let number: usize = text[..mark.start].chars().rev().take_while(|c| is_number(*c)).map(char::len_utf8).sum();
    let digits = mark.start - number;
    let first = if text[..digits].ends_with('第') { digits - '第'.len_utf8() } else { digits };
    let speaks = |name: &str| text[..first].ends_with(name);
    let resolvers = scene.naming.table.instruments.resolvers.iter();
    let resolver = resolvers.filter(|(name, _)| speaks(name)).max_by_key(|(name, _)| name.len());
    let start = first - resolver.map_or(0, |(name, _)| name.len());
    let full = resolver.map_or("", |(_, full)| full.as_str());
    let key = format!("{full}第{}号决议", &text[digits..mark.start]);
    (number > 0).then(|| Candidate::new(ReferenceKind::Instrument, start..mark.end, key, Why::Resolution))
}

/// 1997年联合声明: an instrument that only its date tells from others.
pub(super) fn dated<'a>(text: &'a str, date: &Candidate<'a>, scene: &Scene<'_>) -> Option<Candidate<'a>> {
    let behind = text.get(date.range.end..).filter(|_| date.kind == ReferenceKind::Date)?;
    let name = behind.strip_prefix('的').unwrap_or(behind);
    let word = scene.naming.table.instruments.dated.iter().find(|word| name.starts_with(word.as_str()))?;
    let start = text.len() - name.len();
    let range = start..start + word.len();
    Some(Candidate::new(ReferenceKind::Instrument, range.clone(), bare(&text[range]), Why::About))
}

/// 关于…的谅解备忘录 behind a word such as 签署: a title without marks.
pub(super) fn titles<'a>(ground: &Ground<'a, '_>, scene: &Scene<'_>) -> impl Iterator<Item = Candidate<'a>> {
    ground.sightings.of(Sort::About).iter().filter_map(|word| title(ground.text, word, scene))
}

fn title<'a>(text: &'a str, word: &Hit, scene: &Scene<'_>) -> Option<Candidate<'a>> {
    let instruments = &scene.naming.table.instruments;
    if !instruments.about.iter().any(|verb| text[..word.start].ends_with(verb.as_str())) {
        return None;
    }
    let behind = &text[word.end..];
    let reach = behind.find(['，', '。', '；', '：', '《', '“']).unwrap_or(behind.len());
    let end = |ending: &String| {
        let by = behind[..reach].find(&["的", ending].concat())?;
        Some(word.end + by + '的'.len_utf8() + ending.len())
    };
    let end = instruments.quoted.iter().filter_map(end).min()?;
    Some(Candidate::new(ReferenceKind::Instrument, word.start..end, bare(&text[word.start..end]), Why::About))
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '/' | '、' | '-' | '(' | ')' | '（' | '）' | 'A'..='Z' | '０'..='９')
}
