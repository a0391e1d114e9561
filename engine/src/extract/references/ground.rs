//! A block made ready: quoted stretches, boundaries, and the places where a name may begin.

use super::scene::Scene;
use crate::rules::{Boundary, Hit, numerals, states};
use std::ops::Range;

/// Why a name may begin somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    State,
    Pair,
    Listed,
    City,
    Word,
    Ordinal,
    Quote,
}

/// A place where a name may begin.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    pub range: Range<usize>,
    pub opening: Opening,
}

/// A block made ready for finding names.
pub(super) struct Ground<'a> {
    pub text: &'a str,
    /// 《…》 and “…”, with their marks.
    pub quotes: Vec<Range<usize>>,
    pub anchors: Vec<Anchor>,
    pub listed: Vec<Hit>,
    /// Ends of stops and punctuation, and the joins.
    marks: Vec<(Range<usize>, Boundary)>,
}

impl<'a> Ground<'a> {
    pub fn of(text: &'a str, scene: &Scene<'_>) -> Self {
        let naming = scene.naming;
        let quotes = quotes(text);
        let listed: Vec<Hit> =
            naming.names.find(text).into_iter().filter(|h| !naming.hidden(text, h.start, h.end) && whole(text, h)).collect();
        let mut ground = Self { text, quotes, anchors: Vec::new(), listed, marks: Vec::new() };
        ground.marks = ground.boundaries(scene);
        ground.anchors = ground.openings(scene);
        ground
    }

    /// Inside a quoted stretch, its marks not counted.
    pub fn quoted(&self, at: usize) -> bool {
        self.quotes.iter().any(|q| q.start < at && at < q.end)
    }

    fn boundaries(&self, scene: &Scene<'_>) -> Vec<(Range<usize>, Boundary)> {
        let words = scene.naming.edges.find(self.text);
        let mut marks: Vec<(Range<usize>, Boundary)> = words
            .into_iter()
            .map(|h| (h.start..h.end, scene.naming.boundaries[h.word]))
            .filter(|(range, boundary)| *boundary != Boundary::Keep && !self.quoted(range.start))
            .filter(|(range, _)| !self.listed.iter().any(|l| l.start <= range.start && range.end <= l.end))
            .collect();
        let points = self.text.char_indices().filter(|(at, c)| is_point(*c) && !self.quoted(*at) && !self.in_brackets(*at));
        marks.extend(
            points.filter(|(at, _)| !self.quotes.iter().any(|q| q.start == *at)).map(|(at, c)| (at..at + c.len_utf8(), Boundary::Stop)),
        );
        marks.sort_by_key(|(range, _)| range.start);
        marks
    }

    /// In a short gloss: 中吉乌（兹别克斯坦）公路.
    fn in_brackets(&self, at: usize) -> bool {
        let here = self.text[at..].starts_with('（').then_some(at);
        let Some(open) = here.or_else(|| self.text[..at].rfind('（')).filter(|open| *open > 0) else { return false };
        let Some(close) = self.text[open..].find('）').map(|n| open + n) else { return false };
        at <= close && self.text[open..close].chars().count() <= 6 && states_in(&self.text[open..close])
    }

    /// The end of the last word or point before `at` that a name cannot reach over.
    pub fn stop_before(&self, at: usize) -> usize {
        self.marks.iter().filter(|(m, b)| *b == Boundary::Stop && m.end <= at).map(|(m, _)| m.end).max().unwrap_or(0)
    }

    /// The joining words within.
    pub fn joins(&self, within: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        self.marks
            .iter()
            .filter(move |(m, b)| *b == Boundary::Join && within.start <= m.start && m.end <= within.end)
            .map(|(m, _)| m.clone())
    }

    fn openings(&self, scene: &Scene<'_>) -> Vec<Anchor> {
        let text = self.text;
        let mut anchors: Vec<Anchor> = Vec::new();
        let mut add = |range: Range<usize>, opening| anchors.push(Anchor { range, opening });
        for m in states(text, scene.language) {
            add(m.span.range(), Opening::State);
        }
        for hit in &self.listed {
            add(hit.start..hit.end, if scene.naming.listed[hit.word].city { Opening::City } else { Opening::Listed });
        }
        for hit in scene.naming.begins.find(text) {
            add(hit.start..hit.end, Opening::Word);
        }
        for range in pairs(text, scene) {
            add(range, Opening::Pair);
        }
        for range in ordinals(text) {
            add(range, Opening::Ordinal);
        }
        for quote in &self.quotes {
            add(quote.clone(), Opening::Quote);
        }
        anchors.retain(|a| !self.quoted(a.range.start));
        anchors.sort_by_key(|a| (a.range.start, std::cmp::Reverse(a.range.end)));
        anchors
    }
}

/// Not a stretch of a longer word, in scripts that set words apart.
fn whole(text: &str, hit: &Hit) -> bool {
    let letter = |c: char| c.is_alphabetic() && (c as u32) < 0x0530;
    let inner = |a: Option<char>, b: Option<char>| a.is_some_and(letter) && b.is_some_and(letter);
    let name = &text[hit.start..hit.end];
    !inner(text[..hit.start].chars().next_back(), name.chars().next()) && !inner(name.chars().next_back(), text[hit.end..].chars().next())
}

fn states_in(gloss: &str) -> bool {
    gloss.chars().skip(1).all(|c| c.is_alphabetic() && !numerals::is_digit(c)) && !gloss.contains("称")
}

fn is_point(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '（' | '）' | '”' | '》' | '《' | '“' | ',' | ';' | ':' | ' ' | '(' | ')')
}

/// 《…》 and “…”, the outer ones.
fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<(char, usize, usize)> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('《' | '“', None) => open = Some((c, at, 1)),
            (_, Some((mark, start, depth))) if c == mark => open = Some((mark, start, depth + 1)),
            ('》', Some(('《', start, depth))) | ('”', Some(('“', start, depth))) => {
                open = (depth > 1).then_some((if c == '》' { '《' } else { '“' }, start, depth - 1));
                if depth == 1 {
                    out.push(start..at + c.len_utf8());
                }
            }
            _ => {}
        }
    }
    out
}

/// 中俄, 中吉乌: one-character states side by side, the first a party.
fn pairs(text: &str, scene: &Scene<'_>) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = Vec::new();
    for pair in chars.windows(2) {
        let (start, end) = (pair[0].0, pair[1].0 + pair[1].1.len_utf8());
        let (a, b) = (&text[start..pair[1].0], &text[pair[1].0..end]);
        let is_state = |c: &str| !scene.language.states.of_character(c).is_empty();
        let home = |c: &str| c == "中" || scene.sides.contains(c);
        let split = text[..start].ends_with(['其', '集', '当', '高', '初', '国']);
        if !split && home(a) && is_state(b) {
            out.push(start..end);
        }
    }
    out
}

/// 第二十三届, 第15次.
fn ordinals(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (start, mark) in text.match_indices('第') {
        let after = start + mark.len();
        let Some(number) = numerals::leading(&text[after..]) else { continue };
        let end = after + number.length;
        if let Some(unit) = text[end..].chars().next().filter(|c| matches!(c, '届' | '次')) {
            out.push(start..end + unit.len_utf8());
        }
    }
    out
}
