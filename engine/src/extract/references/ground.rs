//! A block made ready: quoted stretches, boundaries, and the places where a name may begin.

use super::scene::Scene;
use crate::model::ReferenceKind;
use crate::rules::{Boundary, Hit, StateMention, numerals};
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
    /// What ends a name: its end and its beginning, in the order of the ends.
    closers: Vec<(usize, usize)>,
    /// Short glosses: 中吉乌（兹别克斯坦）公路.
    glosses: Vec<Range<usize>>,
}

impl<'a> Ground<'a> {
    pub fn of(text: &'a str, states: &[StateMention<'_>], scene: &Scene<'_>) -> Self {
        let naming = scene.naming;
        let quotes = quotes(text);
        let listed: Vec<Hit> = naming
            .names
            .find(text)
            .into_iter()
            .filter(|h| !naming.hidden(text, h.start, h.end) && whole(text, h))
            .collect();
        let glosses = glosses(text);
        let mut ground =
            Self { text, quotes, anchors: Vec::new(), listed, marks: Vec::new(), closers: Vec::new(), glosses };
        ground.marks = ground.boundaries(scene);
        ground.anchors = ground.openings(states, scene);
        naming.closers.each(text, |hit| ground.closers.push((hit.end, hit.start)));
        ground.closers.sort_unstable();
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
        let points =
            self.text.char_indices().filter(|(at, c)| is_point(*c) && !self.quoted(*at) && !self.in_brackets(*at));
        marks.extend(
            points
                .filter(|(at, _)| !self.quotes.iter().any(|q| q.start == *at))
                .map(|(at, c)| (at..at + c.len_utf8(), Boundary::Stop)),
        );
        marks.sort_by_key(|(range, _)| range.start);
        marks
    }

    /// In a short gloss, its brackets included.
    fn in_brackets(&self, at: usize) -> bool {
        self.glosses.iter().any(|g| g.start <= at && at < g.end)
    }

    /// Whether a name might end at the end of `within`, or before the short gloss that stands there.
    pub fn closes(&self, within: Range<usize>) -> bool {
        let last = self.glosses.iter().find(|g| g.end == within.end).map_or(within.end, |g| g.start);
        let first = self.closers.partition_point(|(end, _)| *end < last);
        self.closers[first..].iter().take_while(|(end, _)| *end == last).any(|(_, start)| *start >= within.start)
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

    fn openings(&self, states: &[StateMention<'_>], scene: &Scene<'_>) -> Vec<Anchor> {
        let text = self.text;
        let mut anchors: Vec<Anchor> = Vec::new();
        let mut add = |range: Range<usize>, opening| anchors.push(Anchor { range, opening });
        for m in states {
            add(m.span.range(), Opening::State);
        }
        for hit in self.listed.iter().filter(|h| scene.naming.listed[h.word].kind != ReferenceKind::Person) {
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
    !inner(text[..hit.start].chars().next_back(), name.chars().next())
        && !inner(name.chars().next_back(), text[hit.end..].chars().next())
}

/// Short stretches in brackets that name a state.
fn glosses(text: &str) -> Vec<Range<usize>> {
    let opens = text.match_indices('（').filter(|(open, _)| *open > 0);
    opens
        .filter_map(|(open, mark)| {
            let close = open + text[open..].find('）')?;
            let short = text[open..close].chars().count() <= 6 && states_in(&text[open + mark.len()..close]);
            short.then(|| open..close + '）'.len_utf8())
        })
        .collect()
}

fn states_in(gloss: &str) -> bool {
    gloss.chars().all(|c| c.is_alphabetic() && !numerals::is_digit(c)) && !gloss.contains("称")
}

fn is_point(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '；'
            | '：'
            | '！'
            | '？'
            | '（'
            | '）'
            | '”'
            | '》'
            | '《'
            | '“'
            | ','
            | ';'
            | ':'
            | ' '
            | '('
            | ')'
    )
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
    let mut out = Vec::new();
    for ((start, _), (middle, last)) in text.char_indices().zip(text.char_indices().skip(1)) {
        let end = middle + last.len_utf8();
        let (a, b) = (&text[start..middle], &text[middle..end]);
        let is_state = |c: &str| !scene.language.states.of_character(c).is_empty();
        let home = |c: &str| c == "中" || scene.sides.contains(c);
        let split = || text[..start].ends_with(['其', '集', '当', '高', '初', '国']);
        if home(a) && is_state(b) && !split() {
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
