//! The words that clause rules look for, with everything the files say of them.
//!
//! Every word class file with a column `class` takes part; a word may stand in several classes.

use super::dictionary::{Sightings, Sort, Vocabulary};
use super::{Entry, Words};
use crate::model::Stage;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A set of word classes, as bits.
pub type Classes = u128;

/// A word with everything the files say of it.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// As written.
    pub text: String,
    /// The classes it belongs to.
    pub classes: Classes,
    /// Who is meant by it is the speaker alone (`who` is `self`).
    pub own: bool,
    /// How many parties a document has where it means them: the least and the most.
    pub count: Option<(usize, usize)>,
    /// How far along what it tells is.
    pub stage: Option<Stage>,
    /// Whether each word of [`Sort::Closer`] may end a phrase that it begins.
    closers: Vec<bool>,
}

impl Word {
    /// Whether that word of [`Sort::Closer`] may end a phrase that this one begins.
    #[must_use]
    pub fn is_closed_by(&self, closer: usize) -> bool {
        self.closers.get(closer).copied().unwrap_or(false)
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
    /// The classes it belongs to.
    pub classes: Classes,
}

impl Token {
    /// Whether it belongs to one of these.
    #[must_use]
    pub const fn is(self, classes: Classes) -> bool {
        self.classes & classes != 0
    }
}

/// All words of the classes.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: Vec<Word>,
    /// The bit of each class.
    classes: FxHashMap<String, Classes>,
    closers: Vec<String>,
    /// What the operators are: the classes of their file.
    operators: Classes,
}

impl Lexicon {
    /// Compiles the classes of a language; names of states are the class `state`.
    #[must_use]
    pub fn compile(words: &Words, code: &str) -> Self {
        let mut lexicon = Self::default();
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        for entry in words.all().filter(|e| !e.get("class").is_empty()) {
            let at = *known.entry(&entry.word).or_insert_with(|| lexicon.push(&entry.word, 0));
            lexicon.add(at, entry);
        }
        let state = lexicon.bit_or_new("state");
        for name in words.class("states").iter().filter(|e| e.get("language") == code && e.get("form") != "character") {
            if !known.contains_key(name.word.as_str()) {
                lexicon.push(&name.word, state);
            }
        }
        let operators = words.class("operators").iter().filter_map(|e| lexicon.bit(e.get("class")));
        lexicon.operators = operators.fold(0, |all, class| all | class);
        lexicon
    }

    /// Every class of the operators.
    #[must_use]
    pub const fn operators(&self) -> Classes {
        self.operators
    }

    pub(super) fn fill(&self, vocabulary: &mut Vocabulary) {
        vocabulary.add(Sort::Token, self.words.iter().map(|w| w.text.as_str()));
        vocabulary.add(Sort::Closer, self.closers.iter().map(String::as_str));
    }

    fn push(&mut self, text: &str, classes: Classes) -> usize {
        self.words.push(Word { text: text.to_owned(), classes, ..Word::default() });
        self.words.len() - 1
    }

    fn add(&mut self, at: usize, entry: &Entry) {
        for class in entry.get("class").split_whitespace() {
            let bit = self.bit_or_new(class);
            self.words[at].classes |= bit;
        }
        let closers: Vec<usize> = entry.get("closers").split_whitespace().map(|c| self.closer(c)).collect();
        let word = &mut self.words[at];
        word.own |= entry.get("who") == "self";
        word.count = count(entry.get("count")).or(word.count);
        word.stage = entry.get("stage").parse().ok().or(word.stage);
        for closer in closers {
            word.closers.resize(word.closers.len().max(closer + 1), false);
            word.closers[closer] = true;
        }
    }

    fn closer(&mut self, closer: &str) -> usize {
        self.closers.iter().position(|known| known == closer).unwrap_or_else(|| {
            self.closers.push(closer.to_owned());
            self.closers.len() - 1
        })
    }

    fn bit_or_new(&mut self, class: &str) -> Classes {
        let next = 1 << self.classes.len().min(127);
        *self.classes.entry(class.to_owned()).or_insert(next)
    }

    /// The bit of a class, if any word is in it.
    #[must_use]
    pub fn bit(&self, class: &str) -> Option<Classes> {
        self.classes.get(class).copied()
    }

    /// The bits of several classes, for those that exist.
    #[must_use]
    pub fn bits(&self, classes: &[&str]) -> Classes {
        classes.iter().filter_map(|c| self.bit(c)).fold(0, |a, b| a | b)
    }

    /// Every word within `range` of a text, leftmost and longest, in order; places are counted from where it begins.
    pub fn tokens<'a>(&'a self, sightings: &'a Sightings, range: Range<usize>) -> impl Iterator<Item = Token> + 'a {
        let from = range.start;
        sightings.longest(Sort::Token, range).map(move |hit| Token {
            start: hit.start - from,
            end: hit.end - from,
            word: hit.word,
            classes: self.words[hit.word].classes,
        })
    }

    /// What the files say of a token's word.
    #[must_use]
    pub fn word(&self, token: Token) -> &Word {
        &self.words[token.word]
    }

    /// All words, in the order of their numbers.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }
}

/// `3`: just so many; `3+`: at least so many.
fn count(said: &str) -> Option<(usize, usize)> {
    let least: usize = said.trim_end_matches('+').parse().ok()?;
    Some((least, if said.ends_with('+') { usize::MAX } else { least }))
}
