//! How often characters stand together in the texts at hand and in the lists.

use super::page::Page;
use crate::rules::{Knowledge, Language, is_han, simplify};
use rustc_hash::FxHashMap;

/// The longest stretch that is counted.
pub(super) const LONGEST: usize = 9;

/// What is attested.
pub(super) struct Attested {
    pairs: FxHashMap<(char, char), u32>,
    asked: FxHashMap<u64, u32>,
    likes: FxHashMap<char, Vec<char>>,
    lists: Vec<Vec<char>>,
    /// Names that texts spell out, in their own places.
    spelt: Vec<Vec<char>>,
}

impl Attested {
    /// Counts pairs in all `pages`; what the lists have counts once.
    pub(super) fn new(pages: &[Page<'_>], knowledge: &Knowledge) -> Self {
        let mut out = Self {
            pairs: FxHashMap::default(),
            asked: FxHashMap::default(),
            likes: FxHashMap::default(),
            lists: Vec::new(),
            spelt: spelt(pages),
        };
        for language in knowledge.languages.iter().filter(|l| l.unspaced) {
            out.learn(language);
        }
        let lists = std::mem::take(&mut out.lists);
        for letters in lists.iter().map(Vec::as_slice).chain(pages.iter().map(|p| p.letters.as_slice())) {
            for pair in letters.windows(2).filter(|p| is_han(p[0]) && is_han(p[1])) {
                *out.pairs.entry((pair[0], pair[1])).or_default() += 1;
            }
        }
        out.lists = lists;
        out
    }

    fn learn(&mut self, language: &Language) {
        for entry in language.words.class("confusable") {
            if let Some(c) = entry.word.chars().next() {
                self.likes.entry(c).or_default().extend(entry.get("meant").chars());
            }
        }
        let words = language
            .words
            .all()
            .filter(|e| ["meant", "opens", "ends"].iter().all(|c| e.get(c).is_empty()) && e.word.chars().any(is_han));
        self.lists.extend(words.map(|e| e.word.chars().collect()));
    }

    /// Counts the stretches that are asked about.
    pub(super) fn count(&mut self, pages: &[Page<'_>], questions: impl Iterator<Item = u64>) {
        let mut asked: FxHashMap<u64, u32> = FxHashMap::default();
        asked.extend(questions.filter(|q| !self.asked.contains_key(q)).map(|q| (q, 0)));
        let lists = std::mem::take(&mut self.lists);
        for letters in lists.iter().map(Vec::as_slice).chain(pages.iter().map(|p| p.letters.as_slice())) {
            for length in 2..=LONGEST {
                for stretch in letters.windows(length) {
                    if let Some(count) = asked.get_mut(&hash(stretch.iter().copied())) {
                        *count += 1;
                    }
                }
            }
        }
        self.lists = lists;
        self.asked.extend(asked);
    }

    /// The set phrases and longer names of the lists, how many, and behind them the names in the texts.
    pub(super) fn phrases(&self) -> (Vec<Vec<char>>, usize) {
        let mut out: Vec<Vec<char>> = self.lists.iter().filter(|n| n.len() >= 6).cloned().collect();
        let sure = out.len();
        out.extend(self.spelt.iter().cloned());
        (out, sure)
    }

    /// The words of the lists and the names in the texts.
    pub(super) fn names(&self) -> impl Iterator<Item = &[char]> {
        self.lists.iter().chain(&self.spelt).map(Vec::as_slice)
    }

    /// How often a pair stands anywhere.
    pub(super) fn pair(&self, a: char, b: char) -> u32 {
        self.pairs.get(&(a, b)).copied().unwrap_or(0)
    }

    /// How often a stretch that was asked about stands anywhere.
    pub(super) fn times(&self, question: u64) -> u32 {
        self.asked.get(&question).copied().unwrap_or(0)
    }

    /// The characters that `printed` may have been taken for, the likest first.
    pub(super) fn likes(&self, printed: char) -> &[char] {
        self.likes.get(&printed).map_or(&[], Vec::as_slice)
    }
}

/// The longer names of things in all texts, without their marks.
fn spelt(pages: &[Page<'_>]) -> Vec<Vec<char>> {
    use crate::model::ReferenceKind::{Body, Event, Initiative, Instrument};
    let mut out = Vec::new();
    for page in pages.iter().filter(|p| p.chinese()) {
        for reference in &page.held.findings.references {
            if matches!(reference.kind, Body | Event | Initiative | Instrument) {
                let name = reference.span.of(&page.held.document.text).trim_matches(['《', '》', '“', '”']);
                out.push(name.chars().map(simplify).collect::<Vec<char>>());
            }
        }
    }
    out.retain(|n| n.len() >= 6);
    out.sort();
    out.dedup();
    out
}

/// A stretch as a number.
pub(super) fn hash(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325, |h, c| {
        let h = (h ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
        h ^ (h >> 29)
    })
}
