//! Many words found at once.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

/// A word found: its number and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Number of the word in the list the finder was made of.
    pub word: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Automata here are built once and run over every text: they are spelt out for speed, whatever room they take.
pub(in crate::rules) fn quick() -> AhoCorasickBuilder {
    let mut builder = AhoCorasick::builder();
    builder.kind(Some(AhoCorasickKind::DFA));
    builder
}

/// A list of words, compiled.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    automaton: Option<AhoCorasick>,
}

impl Finder {
    /// Finds every word, one inside the other too.
    pub fn every<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        Self { automaton: quick().build(words).ok() }
    }

    /// Hands each word in `text` to `take`, in order.
    pub fn each(&self, text: &str, take: impl FnMut(Hit)) {
        let Some(automaton) = &self.automaton else { return };
        let hit = |m: aho_corasick::Match| Hit { word: m.pattern().as_usize(), start: m.start(), end: m.end() };
        automaton.find_overlapping_iter(text).map(hit).for_each(take);
    }
}
