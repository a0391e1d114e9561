//! A block made ready: quoted stretches, boundaries, and the places where a name may begin.

use super::scene::Scene;
use crate::model::ReferenceKind;
use crate::rules::{Boundary, Hit, Sightings, Sort, StateMention, numerals};
use std::ops::Range;

/// A gloss in brackets has at most so many characters, the bracket that opens it among them.
const GLOSS: usize = 6;

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
pub(super) struct Ground<'a, 's> {
    pub text: &'a str,
    /// The words found in it.
    pub sightings: &'s Sightings,
    /// 《…》 and “…”, with their marks.
    pub quotes: Vec<Range<usize>>,
    pub listed: Vec<Hit>,
    /// By where they begin, the longest first.
    anchors: Vec<Anchor>,
    /// Ends of what a name cannot reach over.
    stops: Vec<usize>,
    joins: Vec<Range<usize>>,
    /// What ends a name: its end and its beginning, in the order of the ends.
    closers: Vec<(usize, usize)>,
}

impl<'a, 's> Ground<'a, 's> {
    pub fn of(text: &'a str, sightings: &'s Sightings, states: &[StateMention<'_>], scene: &Scene<'_>) -> Self {
        let naming = scene.naming;
        let listed = sightings.longest(Sort::Listed, 0..text.len());
        let listed = listed.filter(|h| !naming.hidden(text, h.start, h.end) && whole(text, h)).collect();
        let quotes = quotes(text, sightings);
        let (anchors, stops, joins) = (Vec::new(), Vec::new(), Vec::new());
        let closers = closers(sightings, scene);
        let mut ground = Self { text, sightings, quotes, listed, anchors, stops, joins, closers };
        ground.bound(scene);
        ground.anchor(states, scene);
        ground
    }

    /// Inside a quoted stretch, its marks not counted.
    pub fn quoted(&self, at: usize) -> bool {
        let before = self.quotes.partition_point(|q| q.start < at);
        before.checked_sub(1).is_some_and(|n| at < self.quotes[n].end)
    }

    /// Whether a quoted stretch begins there.
    fn quotes_at(&self, at: usize) -> bool {
        self.quotes.binary_search_by_key(&at, |q| q.start).is_ok()
    }

    /// Whether exactly that is a listed name.
    pub fn lists(&self, name: Range<usize>) -> bool {
        self.listed.binary_search_by_key(&name.start, |l| l.start).is_ok_and(|n| self.listed[n].end == name.end)
    }

    /// Whether a listed name that begins behind `start` ends at `end`.
    pub fn lists_ending(&self, start: usize, end: usize) -> bool {
        self.listed.binary_search_by_key(&end, |l| l.end).is_ok_and(|n| self.listed[n].start > start)
    }

    /// Whether a listed name covers that.
    fn covers(&self, word: &Hit) -> bool {
        let before = self.listed.partition_point(|l| l.start <= word.start);
        before.checked_sub(1).is_some_and(|n| word.end <= self.listed[n].end)
    }

    /// The single characters that may be states.
    pub fn signs(&self) -> Vec<Hit> {
        let single = |hit: &&Hit| self.text[hit.start..hit.end].chars().nth(1).is_none();
        self.sightings.of(Sort::Character).iter().filter(single).copied().collect()
    }

    /// Finds the stops and the joining words.
    fn bound(&mut self, scene: &Scene<'_>) {
        let words = self.sightings.longest(Sort::Edge, 0..self.text.len());
        let words = words.map(|word| (word, scene.naming.boundaries[word.word]));
        let words = words
            .filter(|(word, boundary)| *boundary != Boundary::Keep && !self.quoted(word.start) && !self.covers(word));
        let (mut stops, mut joins) = (Vec::new(), Vec::new());
        for (word, boundary) in words {
            if boundary == Boundary::Join {
                joins.push(word.start..word.end);
            } else {
                stops.push(word.end);
            }
        }
        let glosses = glosses(self.text, self.sightings);
        let inner = |at: usize| glosses.iter().any(|g| g.start <= at && at < g.end);
        let points = self.sightings.of(Sort::Point).iter();
        let points = points.filter(|p| !self.quoted(p.start) && !self.quotes_at(p.start) && !inner(p.start));
        stops.extend(points.map(|p| p.end));
        stops.sort_unstable();
        (self.stops, self.joins) = (stops, joins);
    }

    /// Whether a name might end at the end of `within`.
    pub fn closes(&self, within: Range<usize>) -> bool {
        let first = self.closers.partition_point(|(end, _)| *end < within.end);
        self.closers[first..].iter().take_while(|(end, _)| *end == within.end).any(|(_, start)| *start >= within.start)
    }

    /// The end of the last word or point before `at` that a name cannot reach over.
    pub fn stop_before(&self, at: usize) -> usize {
        let before = self.stops.partition_point(|end| *end <= at);
        before.checked_sub(1).map_or(0, |n| self.stops[n])
    }

    /// The joining words within.
    pub fn joins(&self, within: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        let first = self.joins.partition_point(|join| join.start < within.start);
        self.joins[first..].iter().take_while(move |join| join.end <= within.end).cloned()
    }

    /// The places within where a name may begin.
    pub fn anchors(&self, within: Range<usize>) -> impl Iterator<Item = &Anchor> {
        let first = self.anchors.partition_point(|a| a.range.start < within.start);
        let begin = self.anchors[first..].iter().take_while(move |a| a.range.start <= within.end);
        begin.filter(move |a| a.range.end <= within.end)
    }

    fn anchor(&mut self, states: &[StateMention<'_>], scene: &Scene<'_>) {
        let mut anchors: Vec<Anchor> = Vec::new();
        let mut add = |range: Range<usize>, opening| anchors.push(Anchor { range, opening });
        for m in states {
            add(m.span.range(), Opening::State);
        }
        let listed = |hit: &Hit| &scene.naming.listed[hit.word];
        for hit in self.listed.iter().filter(|hit| listed(hit).kind != ReferenceKind::Person) {
            add(hit.start..hit.end, if listed(hit).city { Opening::City } else { Opening::Listed });
        }
        for hit in self.sightings.longest(Sort::Begin, 0..self.text.len()) {
            add(hit.start..hit.end, Opening::Word);
        }
        for range in pairs(self, scene) {
            add(range, Opening::Pair);
        }
        for range in ordinals(self.text, self.sightings) {
            add(range, Opening::Ordinal);
        }
        for quote in &self.quotes {
            add(quote.clone(), Opening::Quote);
        }
        anchors.retain(|a| !self.quoted(a.range.start));
        anchors.sort_by_key(|a| (a.range.start, std::cmp::Reverse(a.range.end)));
        self.anchors = anchors;
    }
}

/// The ends and beginnings of what ends a name: endings of shapes, and listed names that are no places.
fn closers(sightings: &Sightings, scene: &Scene<'_>) -> Vec<(usize, usize)> {
    let listed = sightings.of(Sort::Listed).iter();
    let names = listed.filter(|hit| scene.naming.listed[hit.word].kind != ReferenceKind::Place);
    let mut closers: Vec<_> = names.chain(sightings.of(Sort::Tail)).map(|hit| (hit.end, hit.start)).collect();
    closers.sort_unstable();
    closers
}

/// Not a stretch of a longer word, in scripts that set words apart.
fn whole(text: &str, hit: &Hit) -> bool {
    let letter = |c: char| c.is_alphabetic() && (c as u32) < 0x0530;
    let inner = |a: Option<char>, b: Option<char>| a.is_some_and(letter) && b.is_some_and(letter);
    let name = &text[hit.start..hit.end];
    !inner(text[..hit.start].chars().next_back(), name.chars().next())
        && !inner(name.chars().next_back(), text[hit.end..].chars().next())
}

/// Short stretches in brackets that name a state: 中吉乌（兹别克斯坦）公路.
fn glosses(text: &str, sightings: &Sightings) -> Vec<Range<usize>> {
    let opens = sightings.of(Sort::Gloss).iter().filter(|open| open.start > 0);
    opens
        .filter_map(|open| {
            let mut signs = text[open.start..].char_indices().take(GLOSS + 1);
            let close = open.start + signs.find(|(_, c)| *c == '）')?.0;
            states_in(&text[open.end..close]).then(|| open.start..close + '）'.len_utf8())
        })
        .collect()
}

fn states_in(gloss: &str) -> bool {
    gloss.chars().all(|c| c.is_alphabetic() && !numerals::is_digit(c)) && !gloss.contains("称")
}

/// 《…》 and “…”, the outer ones.
fn quotes(text: &str, sightings: &Sightings) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<(&str, usize, usize)> = None;
    for hit in sightings.of(Sort::Quote) {
        match (&text[hit.start..hit.end], open) {
            (mark @ ("《" | "“"), None) => open = Some((mark, hit.start, 1)),
            (sign, Some((mark, start, depth))) if sign == mark => open = Some((mark, start, depth + 1)),
            ("》", Some((mark @ "《", start, depth))) | ("”", Some((mark @ "“", start, depth))) => {
                open = (depth > 1).then_some((mark, start, depth - 1));
                if depth == 1 {
                    out.push(start..hit.end);
                }
            }
            _ => {}
        }
    }
    out
}

/// 中俄, 中吉乌: one-character states side by side, the first a party.
fn pairs(ground: &Ground<'_, '_>, scene: &Scene<'_>) -> Vec<Range<usize>> {
    let text = ground.text;
    let home = |sign: &str| sign == "中" || scene.sides.contains(&sign);
    let split = |at: usize| text[..at].ends_with(['其', '集', '当', '高', '初', '国']);
    let pair = |two: &[Hit]| {
        let [first, second] = two else { return None };
        let opens = first.end == second.start && home(&text[first.start..first.end]) && !split(first.start);
        opens.then_some(first.start..second.end)
    };
    ground.signs().windows(2).filter_map(pair).collect()
}

/// 第二十三届, 第15次.
fn ordinals(text: &str, sightings: &Sightings) -> Vec<Range<usize>> {
    let ordinal = |mark: &Hit| {
        let end = mark.end + numerals::leading(&text[mark.end..])?.length;
        let unit = text[end..].chars().next().filter(|c| matches!(c, '届' | '次'))?;
        Some(mark.start..end + unit.len_utf8())
    };
    sightings.of(Sort::Ordinal).iter().filter_map(ordinal).collect()
}
