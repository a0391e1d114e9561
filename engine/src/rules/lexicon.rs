//! The words that clause rules look for, found all at once.
//!
//! Every word class file with a column `class` takes part; a word may stand in several classes.

use super::{Entry, Words};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::BTreeMap;

/// A set of word classes, as bits.
pub type Classes = u128;

/// A word with everything the files say of it.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// As written.
    pub text: String,
    /// The classes it belongs to.
    pub classes: Classes,
    /// The other columns, of all its entries together.
    pub columns: BTreeMap<String, String>,
}

impl Word {
    /// A column, empty where no entry has it.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        self.columns.get(column).map_or("", String::as_str)
    }
}

/// A word where it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Which word.
    pub word: usize,
}

/// All words of the classes, compiled to one automaton.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: Vec<Word>,
    classes: Vec<String>,
    finder: Option<AhoCorasick>,
}

impl Lexicon {
    /// Compiles the classes of a language; names of states are the class `state`.
    #[must_use]
    pub fn compile(words: &Words, code: &str) -> Self {
        let mut lexicon = Self::default();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for entry in words.all().filter(|e| !e.get("class").is_empty()) {
            let at = *known.entry(entry.word.clone()).or_insert_with(|| {
                lexicon.words.push(Word { text: entry.word.clone(), ..Word::default() });
                lexicon.words.len() - 1
            });
            lexicon.add(at, entry);
        }
        let state = lexicon.bit_or_new("state");
        for name in words.class("states").iter().filter(|e| e.get("language") == code && e.get("form") != "character") {
            if !known.contains_key(&name.word) {
                lexicon.words.push(Word { text: name.word.clone(), classes: state, ..Word::default() });
            }
        }
        let texts = lexicon.words.iter().map(|w| &w.text);
        lexicon.finder = super::naming::quick().match_kind(MatchKind::LeftmostLongest).build(texts).ok();
        lexicon
    }

    fn add(&mut self, at: usize, entry: &Entry) {
        for class in entry.get("class").split_whitespace() {
            let bit = self.bit_or_new(class);
            self.words[at].classes |= bit;
        }
        let others = entry.columns.iter().filter(|(name, _)| *name != "class");
        self.words[at].columns.extend(others.map(|(name, value)| (name.clone(), value.clone())));
    }

    fn bit_or_new(&mut self, class: &str) -> Classes {
        self.bit(class).unwrap_or_else(|| {
            self.classes.push(class.to_owned());
            1 << (self.classes.len() - 1).min(127)
        })
    }

    /// The bit of a class, if any word is in it.
    #[must_use]
    pub fn bit(&self, class: &str) -> Option<Classes> {
        self.classes.iter().position(|c| c == class).map(|n| 1 << n.min(127))
    }

    /// The bits of several classes, for those that exist.
    #[must_use]
    pub fn bits(&self, classes: &[&str]) -> Classes {
        classes.iter().filter_map(|c| self.bit(c)).fold(0, |a, b| a | b)
    }

    /// Every word in `text`, leftmost and longest, in order.
    pub fn tokens(&self, text: &str, out: &mut Vec<Token>) {
        out.clear();
        let Some(finder) = &self.finder else { return };
        out.extend(finder.find_iter(text).map(|m| Token {
            start: m.start(),
            end: m.end(),
            word: m.pattern().as_usize(),
        }));
    }

    /// What the files say of a token's word.
    #[must_use]
    pub fn word(&self, token: Token) -> &Word {
        &self.words[token.word]
    }
}
