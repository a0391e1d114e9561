//! Many patterns over many lines: a pattern is tried only where the words stand that it cannot match without.
//!
//! What a pattern needs is read off the pattern itself: the characters it must begin with, and words of which one
//! must stand somewhere in it. One pass over a line finds all such words of all patterns.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use regex::{Captures, Regex};
use regex_syntax::hir::{Hir, HirKind, Look, literal};

/// Patterns in order, with what each needs.
#[derive(Debug, Default)]
pub struct Gated {
    patterns: Vec<Gate>,
    /// Finds the needed words.
    words: Option<AhoCorasick>,
    /// Which patterns need each of them, as bits.
    needed_by: Vec<u64>,
    /// Patterns that need no word.
    free: u64,
}

#[derive(Debug)]
struct Gate {
    pattern: Regex,
    /// With what it begins, where that is known.
    begins: Option<Vec<String>>,
}

/// Patterns of one gate; what is beyond is never skipped.
const MOST: usize = 63;
/// More beginnings than these are no help.
const BEGINNINGS: usize = 40;

impl Gated {
    /// Gates for `patterns`.
    #[must_use]
    pub fn new(patterns: Vec<Regex>) -> Self {
        let mut out = Self::default();
        let mut words: Vec<String> = Vec::new();
        for (n, pattern) in patterns.into_iter().enumerate() {
            let hir = regex_syntax::parse(pattern.as_str()).ok();
            let needed = hir.as_ref().and_then(needed).filter(|_| n < MOST);
            match needed {
                None => out.free |= 1 << n.min(MOST),
                Some(list) => {
                    for word in list {
                        let at = words.iter().position(|w| *w == word).unwrap_or_else(|| {
                            words.push(word);
                            out.needed_by.push(0);
                            words.len() - 1
                        });
                        out.needed_by[at] |= 1 << n;
                    }
                }
            }
            out.patterns.push(Gate { pattern, begins: hir.as_ref().and_then(beginnings) });
        }
        let kind = AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(AhoCorasickKind::DFA)).build(words);
        out.words = kind.ok();
        if out.words.is_none() {
            out.free = u64::MAX;
        }
        out
    }

    /// The patterns that may match `line`: their numbers, in order.
    fn open<'a>(&'a self, line: &'a str) -> impl Iterator<Item = (usize, &'a Regex)> + 'a {
        let begins = |g: &Gate| g.begins.as_ref().is_none_or(|list| list.iter().any(|b| line.starts_with(b.as_str())));
        let bit = |n: usize| 1u64 << n.min(MOST);
        let begun = self.patterns.iter().enumerate().filter(|(_, g)| begins(g)).fold(0, |mask, (n, _)| mask | bit(n));
        let mut mask = self.free;
        if begun & !self.free != 0
            && let Some(words) = &self.words
        {
            for found in words.find_overlapping_iter(line) {
                mask |= self.needed_by[found.pattern().as_usize()];
            }
        }
        let open = move |(n, g): &(usize, &Gate)| begun & mask & bit(*n) != 0 && (*n < MOST || begins(g));
        self.patterns.iter().enumerate().filter(open).map(|(n, g)| (n, &g.pattern))
    }

    /// Whether one of them matches.
    #[must_use]
    pub fn is_match(&self, line: &str) -> bool {
        self.open(line).any(|(_, p)| p.is_match(line))
    }

    /// The first that matches: its number, and what it remembers.
    #[must_use]
    pub fn first<'t>(&self, line: &'t str) -> Option<(usize, Captures<'t>)> {
        self.all(line).next()
    }

    /// All that match, in order.
    fn all<'a, 't: 'a>(&'a self, line: &'t str) -> impl Iterator<Item = (usize, Captures<'t>)> + 'a {
        let open: Vec<(usize, &Regex)> = self.open(line).collect();
        open.into_iter().filter_map(move |(n, p)| p.captures(line).map(|found| (n, found)))
    }

    /// Every stretch that one of them matches, pattern by pattern.
    #[must_use]
    pub fn stretches(&self, line: &str) -> Vec<std::ops::Range<usize>> {
        self.open(line).flat_map(|(_, p)| p.find_iter(line)).map(|m| m.range()).collect()
    }
}

/// Words of which one stands in everything that `hir` matches; the longest such words.
fn needed(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(text) => std::str::from_utf8(&text.0).ok().map(|t| vec![t.to_owned()]),
        HirKind::Capture(inner) => needed(&inner.sub),
        HirKind::Repetition(inner) if inner.min > 0 => needed(&inner.sub),
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

/// With what everything begins that `hir` matches, if it matches at the beginning of a line only.
fn beginnings(hir: &Hir) -> Option<Vec<String>> {
    if !hir.properties().look_set_prefix().contains(Look::Start) {
        return None;
    }
    let mut extractor = literal::Extractor::new();
    extractor.limit_total(BEGINNINGS);
    let found = extractor.extract(hir);
    let list: Option<Vec<String>> =
        found.literals()?.iter().map(|l| std::str::from_utf8(l.as_bytes()).ok().map(str::to_owned)).collect();
    list.filter(|list| !list.is_empty() && list.iter().all(|b| !b.is_empty()))
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
            let found: Vec<usize> = all.all(line).map(|(n, _)| n).collect();
            assert_eq!(found, wanted, "{line}");
        }
    }

    #[test]
    fn needs_are_read_off_the_pattern() {
        let hir = |p: &str| regex_syntax::parse(p).unwrap();
        assert_eq!(needed(&hir("^x?[^。]{2,40}(?:声明|公报)$")), Some(vec!["声明".to_owned(), "公报".to_owned()]));
        assert_eq!(needed(&hir("^\\d+$")), None);
        assert!(beginnings(&hir("^（\\d")).unwrap().iter().all(|b| b.starts_with('（')));
        assert_eq!(beginnings(&hir("（x")), None);
    }
}
