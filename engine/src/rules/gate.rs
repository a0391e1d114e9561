//! Many patterns over many lines: a pattern is tried only where it may match at all.
//!
//! What a pattern needs is read off the pattern itself: the characters it may begin or end with where it is anchored
//! there, and words of which one must stand somewhere in it. One look at both ends of a line and one pass over it
//! leave few patterns to try, most often none.

use super::script::is_han;
use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::{Builder, DFA};
use aho_corasick::{Anchored, MatchKind, StartKind};
use regex::{Captures, Regex};
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};
use rustc_hash::FxHashMap;

/// Patterns in order, with what each needs. A bit stands for a pattern.
#[derive(Debug, Default)]
pub struct Gated {
    patterns: Vec<Regex>,
    /// Finds the needed words.
    words: Option<DFA>,
    /// Which patterns need each of them.
    needed_by: Vec<u64>,
    /// Patterns that need no word.
    free: u64,
    first: Edge,
    last: Edge,
}

/// Patterns by the character at one end of a line.
#[derive(Debug, Default)]
struct Edge {
    known: FxHashMap<char, u64>,
    /// Of Chinese characters that are not known.
    han: u64,
    /// Of all others.
    other: u64,
}

/// Patterns of one gate; those beyond share the last bit and are never left out.
const MOST: usize = 63;
/// A class of so few characters is as good as words.
const CLASS: usize = 4;
/// A stretch of so many characters in a class names each of them.
const NAMED: usize = 64;

fn bit(n: usize) -> u64 {
    1 << n.min(MOST)
}

impl Edge {
    /// What each pattern may stand with; `None` is anything.
    fn new(letters: &[Option<ClassUnicode>]) -> Self {
        let with = |c: char| {
            let may = |set: &Option<ClassUnicode>, n: usize| n >= MOST || set.as_ref().is_none_or(|s| holds(s, c));
            letters.iter().enumerate().filter(|(n, set)| may(set, *n)).fold(0, |mask, (n, _)| mask | bit(n))
        };
        let marks = ['\u{20}'..='\u{7e}', '\u{2010}'..='\u{2027}', '\u{3000}'..='\u{301f}', '\u{ff01}'..='\u{ff5e}'];
        let named = letters.iter().flatten().flat_map(ClassUnicode::iter).filter(|r| r.len() <= NAMED);
        let mut known: Vec<char> = marks.into_iter().flatten().chain(named.flat_map(|r| r.start()..=r.end())).collect();
        known.sort_unstable();
        known.dedup();
        // A character that no pattern names stands for all of its kind.
        let rare = ('\u{4e00}'..='\u{9fa5}').rev().find(|c| known.binary_search(c).is_err());
        Self {
            known: known.into_iter().map(|c| (c, with(c))).collect(),
            han: rare.map_or(u64::MAX, with),
            other: u64::MAX,
        }
    }

    fn with(&self, c: Option<char>) -> u64 {
        let Some(c) = c else { return self.other };
        match self.known.get(&c) {
            Some(mask) => *mask,
            None if is_han(c) && ('\u{4e00}'..='\u{9fff}').contains(&c) => self.han,
            None => self.other,
        }
    }
}

fn holds(set: &ClassUnicode, c: char) -> bool {
    let ranges = set.ranges();
    let at = ranges.partition_point(|r| r.end() < c);
    ranges.get(at).is_some_and(|r| r.start() <= c)
}

impl Gated {
    /// Gates for `patterns`.
    #[must_use]
    pub fn new(patterns: Vec<Regex>) -> Self {
        let mut out = Self::default();
        let mut words: Vec<String> = Vec::new();
        let parsed: Vec<Option<Hir>> = patterns.iter().map(|p| regex_syntax::parse(p.as_str()).ok()).collect();
        let edges = |end| parsed.iter().map(|hir| hir.as_ref().and_then(|hir| ends(hir, end))).collect::<Vec<_>>();
        (out.first, out.last) = (Edge::new(&edges(Look::Start)), Edge::new(&edges(Look::End)));
        for (n, hir) in parsed.iter().enumerate() {
            let Some(list) = hir.as_ref().and_then(needed).filter(|_| n < MOST) else {
                out.free |= bit(n);
                continue;
            };
            for word in list {
                let at = words.iter().position(|w| *w == word).unwrap_or_else(|| {
                    words.push(word);
                    out.needed_by.push(0);
                    words.len() - 1
                });
                out.needed_by[at] |= bit(n);
            }
        }
        out.patterns = patterns;
        out.words = shortest(&words, &mut out.needed_by).and_then(|words| {
            let mut builder = Builder::new();
            builder.match_kind(MatchKind::Standard).start_kind(StartKind::Unanchored).prefilter(false);
            builder.build(words).ok()
        });
        if out.words.is_none() {
            out.free = u64::MAX;
        }
        out
    }

    /// Which patterns may match a line with these ends, whatever stands between.
    fn framed(&self, line: &str) -> u64 {
        let first = self.first.with(line.chars().next());
        if first == 0 { 0 } else { first & self.last.with(line.chars().next_back()) }
    }

    /// Whether one of them may match a line that ends as `line` does.
    #[must_use]
    pub fn may_end(&self, line: &str) -> bool {
        self.last.with(line.chars().next_back()) != 0
    }

    /// Which patterns may match `line`.
    fn open(&self, line: &str) -> u64 {
        let framed = self.framed(line);
        let mut mask = framed & self.free;
        let Some(words) = self.words.as_ref().filter(|_| framed != mask) else { return mask };
        let Ok(mut state) = words.start_state(Anchored::No) else { return framed };
        for &byte in line.as_bytes() {
            state = words.next_state(Anchored::No, state, byte);
            if words.is_special(state) && words.is_match(state) {
                let found = (0..words.match_len(state)).map(|n| words.match_pattern(state, n).as_usize());
                mask |= found.fold(0, |mask, word| mask | framed & self.needed_by[word]);
                if mask == framed {
                    break;
                }
            }
        }
        mask
    }

    /// The patterns of `mask`, in order.
    fn of(&self, mask: u64) -> impl Iterator<Item = (usize, &Regex)> {
        let few = if mask == 0 { 0 } else { self.patterns.len() };
        self.patterns[..few].iter().enumerate().filter(move |(n, _)| mask & bit(*n) != 0)
    }

    /// Whether one of them matches.
    #[must_use]
    pub fn is_match(&self, line: &str) -> bool {
        self.of(self.open(line)).any(|(_, p)| p.is_match(line))
    }

    /// The number of the first that matches.
    #[must_use]
    pub fn which(&self, line: &str) -> Option<usize> {
        self.of(self.open(line)).find(|(_, p)| p.is_match(line)).map(|(n, _)| n)
    }

    /// The first that matches: its number, and what it remembers.
    #[must_use]
    pub fn first<'t>(&self, line: &'t str) -> Option<(usize, Captures<'t>)> {
        let (n, pattern) = self.of(self.open(line)).find(|(_, p)| p.is_match(line))?;
        pattern.captures(line).map(|found| (n, found))
    }

    /// Every stretch that one of them matches, pattern by pattern.
    #[must_use]
    pub fn stretches(&self, line: &str) -> Vec<std::ops::Range<usize>> {
        self.of(self.open(line)).flat_map(|(_, p)| p.find_iter(line)).map(|m| m.range()).collect()
    }
}

/// `words` without those that have another inside: where that stands not, they do not stand either. Every pattern
/// that needs the longer word needs the shorter then.
fn shortest(words: &[String], needed_by: &mut Vec<u64>) -> Option<Vec<String>> {
    let inside = |long: &String| words.iter().position(|short| short != long && long.contains(short.as_str()));
    for n in 0..words.len() {
        let mut at = n;
        while let Some(shorter) = inside(&words[at]) {
            at = shorter;
        }
        if at != n {
            needed_by[at] |= needed_by[n];
        }
    }
    let kept: Vec<usize> = (0..words.len()).filter(|&n| inside(&words[n]).is_none()).collect();
    *needed_by = kept.iter().map(|&n| needed_by[n]).collect();
    Some(kept.into_iter().map(|n| words[n].clone()).collect())
}

/// Words of which one stands in everything that `hir` matches; the longest such words.
fn needed(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(text) => std::str::from_utf8(&text.0).ok().map(|t| vec![t.to_owned()]),
        HirKind::Capture(inner) => needed(&inner.sub),
        HirKind::Repetition(inner) if inner.min > 0 => needed(&inner.sub),
        HirKind::Class(Class::Unicode(class)) => {
            let letters: Vec<char> = class.iter().flat_map(|r| r.start()..=r.end()).take(CLASS + 1).collect();
            (letters.len() <= CLASS).then(|| letters.into_iter().map(String::from).collect())
        }
        HirKind::Concat(parts) => parts.iter().filter_map(needed).max_by_key(|list| {
            let shortest = list.iter().map(String::len).min().unwrap_or(0);
            (shortest, std::cmp::Reverse(list.len()))
        }),
        HirKind::Alternation(parts) => {
            let all: Option<Vec<Vec<String>>> = parts.iter().map(needed).collect();
            all.map(Vec::into_iter).map(|lists| lists.flatten().collect())
        }
        _ => None,
    }
}

/// The characters at that end of everything that `hir` matches, if it matches only there.
fn ends(hir: &Hir, end: Look) -> Option<ClassUnicode> {
    let anchored = match end {
        Look::Start => hir.properties().look_set_prefix().contains(end),
        _ => hir.properties().look_set_suffix().contains(end),
    };
    let mut letters = ClassUnicode::empty();
    let whole = anchored && !gather(hir, end == Look::Start, &mut letters)?;
    whole.then_some(letters)
}

/// Adds to `letters` what `hir` may begin with, or end with; says whether it may be empty. `None`: anything.
fn gather(hir: &Hir, first: bool, letters: &mut ClassUnicode) -> Option<bool> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(true),
        HirKind::Literal(text) => {
            let words = std::str::from_utf8(&text.0).ok()?;
            let c = if first { words.chars().next() } else { words.chars().next_back() }?;
            letters.push(ClassUnicodeRange::new(c, c));
            Some(false)
        }
        HirKind::Class(Class::Unicode(class)) => {
            letters.union(class);
            Some(false)
        }
        HirKind::Class(Class::Bytes(_)) => None,
        HirKind::Repetition(inner) => Some(gather(&inner.sub, first, letters)? || inner.min == 0),
        HirKind::Capture(inner) => gather(&inner.sub, first, letters),
        HirKind::Concat(parts) => {
            for n in 0..parts.len() {
                let part = if first { &parts[n] } else { &parts[parts.len() - 1 - n] };
                if !gather(part, first, letters)? {
                    return Some(false);
                }
            }
            Some(true)
        }
        HirKind::Alternation(parts) => {
            let mut empty = false;
            for part in parts {
                empty |= gather(part, first, letters)?;
            }
            Some(empty)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gated(patterns: &[&str]) -> Gated {
        Gated::new(patterns.iter().map(|p| Regex::new(p).unwrap()).collect())
    }

    #[test]
    fn gates_change_no_answer() {
        let patterns = [
            "^《?[^。]{2,40}(?:联合声明|公报)》?$",
            "^（(?P<number>[一二三]|\\d)）",
            "^\\p{Han}{2,6}$",
            "甲|乙丙",
            "^(?:[12]\\d{3})年",
            "(?i:done at)",
        ];
        let all = gated(&patterns);
        let lines = [
            "两国联合声明",
            "两国联合声明》",
            "（一）双方",
            "（4）双方",
            "双方",
            "在丙乙丙",
            "2031年",
            "3031年",
            "Done at X",
            "",
        ];
        for line in lines {
            let wanted: Vec<usize> = patterns
                .iter()
                .enumerate()
                .filter(|(_, p)| Regex::new(p).unwrap().is_match(line))
                .map(|(n, _)| n)
                .collect();
            let open: Vec<usize> = all.of(all.open(line)).filter(|(_, p)| p.is_match(line)).map(|(n, _)| n).collect();
            let found = open;
            assert_eq!(found, wanted, "{line}");
        }
    }

    #[test]
    fn needs_are_read_off_the_pattern() {
        let hir = |p: &str| regex_syntax::parse(p).unwrap();
        assert_eq!(needed(&hir("^x?[^。]{2,40}(?:声明|公报)$")), Some(vec!["声明".to_owned(), "公报".to_owned()]));
        assert_eq!(needed(&hir("^\\d+$")), None);
        assert!(
            ends(&hir("^（?[一二]"), Look::Start)
                .is_some_and(|s| holds(&s, '（') && holds(&s, '二') && !holds(&s, '三'))
        );
        assert_eq!(ends(&hir("（x"), Look::Start), None);
        assert_eq!(ends(&hir("^x*$"), Look::Start), None);
        assert!(
            ends(&hir("^x[^。]{2,9}(?:声明|公报)》?$"), Look::End).is_some_and(|s| holds(&s, '》') && holds(&s, '明'))
        );
        assert!(gated(&["^x[^。]{2,9}(?:声明|公报)》?$"]).may_end("公报") && !gated(&["y声明$"]).may_end("声"));
    }
}
