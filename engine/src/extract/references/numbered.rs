//! Resolutions by number: 安理会第2231号决议.

use super::candidate::Candidate;
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

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '/' | '、' | '-' | '(' | ')' | '（' | '）' | 'A'..='Z' | '０'..='９')
}
