//! People: foreign names around an office, and names of the home language after one.

use super::candidate::Candidate;
use super::ground::Ground;
use super::scene::Scene;
use super::why::Why;
use crate::model::ReferenceKind;
use crate::rules::{Hit, Sort, StateMention, numerals};
use std::borrow::Cow;
use std::ops::Range;

/// The dots between the parts of a foreign name.
const DOTS: [char; 4] = ['·', '・', '•', '‧'];

/// The people a block names.
pub(super) fn find<'a>(ground: &Ground<'a, '_>, states: &[StateMention<'_>], scene: &Scene<'_>) -> Vec<Candidate<'a>> {
    let text = ground.text;
    let mut found: Vec<Range<usize>> = dotted(ground, scene);
    let mut offices = ground.sightings.of(Sort::Office).to_vec();
    offices.sort_by_key(|office| office.end);
    for office in offices {
        found.extend(foreign_before(text, office.start, states, scene));
        found.extend(foreign_after(text, office.end, scene));
        found.extend(home_after(text, office.end, scene));
        found.extend(home_before(text, office.start, scene));
    }
    // 感谢普京: where a known name stands in the run of signs, the rest is no name.
    let known = |n: usize| scene.naming.listed[n].kind == ReferenceKind::Person;
    let holds = |range: &Range<usize>| {
        let inner = |hit: &Hit| range.start <= hit.start && hit.end <= range.end && hit.end - hit.start < range.len();
        ground.listed.iter().any(|hit| known(hit.word) && inner(hit))
    };
    found.retain(|range| text[range.clone()].contains(DOTS) || !holds(range));
    let person = |range: Range<usize>| {
        let name = &text[range.clone()];
        let key = if name.contains(DOTS) { name.replace(DOTS, "·").into() } else { Cow::Borrowed(name) };
        Candidate::new(ReferenceKind::Person, range, key, Why::Person)
    };
    found.into_iter().map(person).collect()
}

fn is_sign(c: char, scene: &Scene<'_>) -> bool {
    scene.naming.signs.contains(&c)
}

/// Names written with dots: 甲·乙·丙.
fn dotted(ground: &Ground<'_, '_>, scene: &Scene<'_>) -> Vec<Range<usize>> {
    let text = ground.text;
    let mut out: Vec<Range<usize>> = Vec::new();
    for dot in ground.sightings.of(Sort::Dot) {
        if out.last().is_some_and(|r| r.end > dot.start) {
            continue;
        }
        let before = text[..dot.start].chars().rev().take_while(|c| is_sign(*c, scene));
        let named = |c: &char| DOTS.contains(c) || c.is_ascii_uppercase() || is_sign(*c, scene);
        let after = text[dot.end..].chars().take_while(named);
        let signs = dot.start - before.map(char::len_utf8).sum::<usize>();
        let offices = ground.sightings.of(Sort::Office).iter().map(|office| office.end);
        let start = offices.filter(|end| (signs..dot.start).contains(end)).max().unwrap_or(signs);
        let end = dot.end + after.map(char::len_utf8).sum::<usize>();
        if start < dot.start && end > dot.end {
            out.push(start..end + regnal(&text[end..]));
        }
    }
    out
}

/// 热恩别科夫|总统: signs up to a boundary, no state.
fn foreign_before(text: &str, at: usize, states: &[StateMention<'_>], scene: &Scene<'_>) -> Option<Range<usize>> {
    let length: usize = text[..at].chars().rev().take_while(|c| is_sign(*c, scene)).map(char::len_utf8).sum();
    if text[..at].ends_with('世') {
        return reigning(text, at, scene);
    }
    let range = at - length..at;
    let name = &text[range.clone()];
    let state = || states.iter().any(|m| m.span.range().start < at && range.start < m.span.range().end);
    ((2..=8).contains(&name.chars().count()) && !state() && !is_dotted(text, range.start)).then_some(range)
}

/// 伊丽莎白二世|女王.
fn reigning(text: &str, at: usize, scene: &Scene<'_>) -> Option<Range<usize>> {
    let numeral = text[..at].trim_end_matches('世').trim_end_matches(numerals::is_digit);
    let name: usize = numeral.chars().rev().take_while(|c| is_sign(*c, scene)).map(char::len_utf8).sum();
    (name > 0 && regnal(&text[numeral.len()..]) > 0).then_some(numeral.len() - name..at)
}

/// How long 二世 is where the text begins with it.
fn regnal(text: &str) -> usize {
    let numeral = text.len() - text.trim_start_matches(numerals::is_digit).len();
    if numeral > 0 && text[numeral..].starts_with('世') { numeral + '世'.len_utf8() } else { 0 }
}

/// 某某某|副总理: a family name and two characters behind a boundary.
fn home_before(text: &str, at: usize, scene: &Scene<'_>) -> Option<Range<usize>> {
    let start = text[..at].char_indices().rev().nth(2)?.0;
    let opened = start == 0 || text[..start].ends_with(['，', '。', '、', '；', '：', '）', '和', '与', '同']);
    let family = text[start..].chars().next().is_some_and(|c| scene.naming.surnames.contains(&c));
    let name = &text[start..at];
    (opened && family && name.chars().all(|c| c.is_alphabetic() && !numerals::is_digit(c))).then_some(start..at)
}

fn is_dotted(text: &str, at: usize) -> bool {
    text[..at].ends_with(DOTS)
}

/// 总统|普京: signs after the office.
fn foreign_after(text: &str, at: usize, scene: &Scene<'_>) -> Option<Range<usize>> {
    let length: usize = text[at..].chars().take_while(|c| is_sign(*c, scene)).map(char::len_utf8).sum();
    let name = &text[at..at + length];
    let office = || scene.naming.table.persons.offices.iter().any(|o| name.starts_with(o.as_str()));
    let dotted = text[at + length..].starts_with(DOTS);
    (name.chars().nth(1).is_some() && !dotted && !office() && followed(text, at + length, scene))
        .then(|| at..at + length)
}

/// 主席|习近平: a family name and one or two characters.
fn home_after(text: &str, at: usize, scene: &Scene<'_>) -> Option<Range<usize>> {
    let rest = text[at..].trim_start_matches([' ', '\u{3000}']);
    let at = text.len() - rest.len();
    let chars: Vec<char> = rest.chars().take(3).collect();
    if !chars.first().is_some_and(|c| scene.naming.surnames.contains(c)) || chars.iter().any(|c| numerals::is_digit(*c))
    {
        return None;
    }
    let ends = |n: usize| at + chars.iter().take(n).map(|c| c.len_utf8()).sum::<usize>();
    let known =
        [3, 2].into_iter().filter(|n| chars.len() >= *n).map(|n| at..ends(n)).find(|r| followed(text, r.end, scene))?;
    text[known.clone()].chars().all(char::is_alphabetic).then_some(known)
}

fn followed(text: &str, at: usize, scene: &Scene<'_>) -> bool {
    let rest = &text[at..];
    rest.is_empty() || scene.naming.table.persons.follow.iter().any(|w| rest.starts_with(w.as_str()))
}
