//! How the words of the lists are spelt: what stands beside what in them, and which characters look alike.
//!
//! In: all word classes of a language. Out: [`Spelling`]. Never: knows a text. See: `words/confusable.tsv`.

use super::script::is_han;
use super::{Entry, Words};
use rustc_hash::{FxHashMap, FxHashSet};

/// What the lists attest.
#[derive(Debug, Default)]
pub struct Spelling {
    /// The Chinese words of all classes.
    pub words: Vec<Vec<char>>,
    /// How often two characters stand side by side.
    pub pairs: FxHashMap<(char, char), u32>,
    /// How often each stretch stands in them, by [`stretches`].
    pub stretches: FxHashMap<u64, u32>,
    likes: FxHashMap<char, Vec<char>>,
    /// The characters that states are called by.
    states: FxHashSet<char>,
}

/// The longest stretch that is counted, in characters.
pub const LONGEST: usize = 9;

impl Spelling {
    pub(super) fn of(all: &Words) -> Self {
        let mut out = Self::default();
        for entry in all.class("confusable") {
            if let Some(c) = entry.word.chars().next() {
                out.likes.entry(c).or_default().extend(entry.get("meant").chars());
            }
        }
        let called = all.class("states").iter().filter(|e| e.get("form") == "character");
        let single = |word: &str| word.chars().next().filter(|c| c.len_utf8() == word.len());
        out.states = called.filter_map(|e| single(&e.word)).collect();
        let told = |entry: &&Entry| ["meant", "opens", "ends"].iter().any(|column| !entry.get(column).is_empty());
        let listed = all.all().filter(|e| !told(e) && e.word.chars().any(is_han));
        out.words = listed.map(|e| e.word.chars().collect()).collect();
        for word in &out.words {
            for pair in word.windows(2).filter(|p| is_han(p[0]) && is_han(p[1])) {
                *out.pairs.entry((pair[0], pair[1])).or_default() += 1;
            }
            stretches(word, |stretch| *out.stretches.entry(stretch).or_default() += 1);
        }
        out
    }

    /// Whether a state is called by that one character.
    #[must_use]
    pub fn names_state(&self, c: char) -> bool {
        self.states.contains(&c)
    }

    /// The characters that `printed` may have been taken for, the likest first.
    #[must_use]
    pub fn likes(&self, printed: char) -> &[char] {
        self.likes.get(&printed).map_or(&[], Vec::as_slice)
    }
}

/// Hands every stretch of two to [`LONGEST`] letters to `take`, as a number.
pub fn stretches(letters: &[char], mut take: impl FnMut(u64)) {
    for from in 0..letters.len() {
        let mut number = BEGIN;
        for (n, c) in letters[from..].iter().take(LONGEST).enumerate() {
            number = onward(number, *c);
            if n > 0 {
                take(number);
            }
        }
    }
}

/// One stretch as a number.
pub fn stretch(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(BEGIN, onward)
}

const BEGIN: u64 = 0xcbf2_9ce4_8422_2325;

fn onward(number: u64, c: char) -> u64 {
    let number = (number ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
    number ^ (number >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stretch_is_counted_once_where_it_stands() {
        let letters: Vec<char> = "潮汐能潮汐".chars().collect();
        let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
        stretches(&letters, |n| *counts.entry(n).or_default() += 1);
        let times = |words: &str| counts.get(&stretch(words.chars())).copied().unwrap_or(0);
        assert_eq!((times("潮汐"), times("汐能潮"), times("能"), times("能汐")), (2, 1, 0, 0));
        assert_eq!(counts.values().sum::<usize>(), 4 + 3 + 2 + 1);
    }
}
