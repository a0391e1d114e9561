//! The words of one sentence, in order and by place.

use super::{Lexicon, Sightings, Token};
use std::ops::Range;

/// The words of one sentence, none overlapping another; made anew for each in the same room.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    all: Vec<Token>,
    /// For each byte, how many words begin before it.
    before: Vec<u32>,
}

impl Tokens {
    /// Takes the words within `range` of a text; places are counted from where it begins.
    pub fn take(&mut self, lexicon: &Lexicon, sightings: &Sightings, range: Range<usize>) {
        let length = range.len();
        self.all.clear();
        self.before.clear();
        for token in lexicon.tokens(sightings, range) {
            self.before.resize(token.start + 1, self.count());
            self.all.push(token);
        }
        self.before.resize(length + 1, self.count());
    }

    fn count(&self) -> u32 {
        u32::try_from(self.all.len()).unwrap_or(u32::MAX)
    }

    /// How many begin before `at`.
    fn number(&self, at: usize) -> usize {
        self.before.get(at).map_or(self.all.len(), |n| *n as usize)
    }

    /// The word that begins at `at`.
    #[must_use]
    pub fn at(&self, at: usize) -> Option<Token> {
        self.all.get(self.number(at)).copied().filter(|t| t.start == at)
    }

    /// All of them, in order.
    #[must_use]
    pub fn all(&self) -> &[Token] {
        &self.all
    }

    /// Those that begin at `at` or behind it.
    #[must_use]
    pub fn from(&self, at: usize) -> &[Token] {
        &self.all[self.number(at)..]
    }

    /// Those that begin before `at`.
    #[must_use]
    pub fn until(&self, at: usize) -> &[Token] {
        &self.all[..self.number(at)]
    }

    /// Those that stand within `start..end` wholly.
    pub fn within(&self, start: usize, end: usize) -> impl Iterator<Item = Token> + '_ {
        self.from(start).iter().copied().take_while(move |t| t.end <= end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Knowledge;

    #[test]
    fn words_are_known_by_their_places() {
        let zh = Knowledge::builtin().language("zh").expect("zh");
        let text = "。双方反对倾废";
        let mut sightings = Sightings::default();
        zh.dictionary.look(text, &mut sightings);
        let mut tokens = Tokens::default();
        let from = "。".len();
        tokens.take(&zh.clauses.lexicon, &sightings, from..text.len());
        let words = |tokens: &[Token]| tokens.iter().map(|t| &text[from + t.start..from + t.end]).collect::<Vec<_>>();
        assert_eq!(words(&tokens.all()[..2]), ["双方", "反对"]);
        let second = "双方".len();
        assert_eq!(tokens.at(second).map(|t| t.end), Some("双方反对".len()));
        assert_eq!(tokens.at(second - 1), None);
        assert_eq!(words(tokens.until(second)), ["双方"]);
        assert_eq!(tokens.from(second)[0].start, second);
        assert_eq!(tokens.within(0, second).count(), 1);
    }
}
