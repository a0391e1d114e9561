//! Every word a language looks for in running text, with all that it may be there: found in one pass.
//!
//! In: what the parts of [`super::Language`] look for. Out: [`Sightings`], a list for each [`Sort`].
//! Never: decides which of the words that meet is meant; each part chooses among its own.

use super::trie::{Hit, Sign, Trie};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a word may be: which part of the knowledge looks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A word of the clause rules.
    Token,
    /// What ends a phrase that a preposition begins.
    Closer,
    /// A bracket or quotation mark.
    Bracket,
    /// A word before a number of years to come.
    Ahead,
    /// A word that decides on a topic.
    Topic,
    /// A name of a state or organisation.
    State,
    /// A listed name.
    Listed,
    /// What a name cannot reach over, or only from a strong beginning, and what hides such a word.
    Edge,
    /// What names like to begin with.
    Begin,
    /// What names of a shape end in.
    Tail,
    /// The office of a person.
    Office,
    /// Two states by one character each.
    Pair,
    /// What before one character makes it a state.
    Strong,
    /// One character that may be a state.
    Character,
    /// 《》 and “”.
    Quote,
    /// Punctuation that parts names.
    Point,
    /// The dot in a foreign name.
    Dot,
    /// 方 behind a state.
    Side,
    /// 在 before one.
    Within,
    /// 第 before a number.
    Ordinal,
    /// （ before a short gloss.
    Gloss,
    /// 关于 at the beginning of a title without marks.
    About,
    /// 号决议 behind one.
    Resolution,
    /// What a calendar expression may begin with.
    Date,
}

const SORTS: usize = Sort::Date as usize + 1;

/// What every language looks for: signs, and single characters that speak of states and numbers.
const SIGNS: [(Sort, &str); 8] = [
    (Sort::Bracket, "“（《「”）》」"),
    (Sort::Quote, "《》“”"),
    (Sort::Point, "，。；：！？（）”》《“,;: ()"),
    (Sort::Dot, "·・•‧"),
    (Sort::Side, "方"),
    (Sort::Within, "在"),
    (Sort::Ordinal, "第"),
    (Sort::Gloss, "（"),
];

/// What a word is to one part of the knowledge.
#[derive(Clone, Copy, Debug)]
struct Use {
    sort: Sort,
    /// A capital letter makes it another word.
    exact: bool,
    /// Which of that part's words.
    number: u32,
}

/// The words of a language, as its parts hand them in.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// By how they are written in small letters: what they are, and how they are written.
    words: BTreeMap<String, Vec<(Use, String)>>,
}

impl Vocabulary {
    /// With the signs that every language looks for.
    pub fn new() -> Self {
        let mut vocabulary = Self { words: BTreeMap::new() };
        for (sort, signs) in SIGNS {
            vocabulary.add(sort, signs.split_inclusive(|_: char| true));
        }
        vocabulary.add(Sort::Resolution, ["号决议"]);
        vocabulary
    }

    /// Adds the words of a part, numbered in their order.
    pub fn add<'a>(&mut self, sort: Sort, words: impl IntoIterator<Item = &'a str>) {
        for (number, word) in (0..).zip(words).filter(|(_, word)| !word.is_empty()) {
            let exact = sort != Sort::Topic && word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
            let of_word = self.words.entry(word.to_lowercase()).or_default();
            of_word.push((Use { sort, exact, number }, word.to_owned()));
        }
    }
}

/// The words of a language, compiled.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    trie: Trie,
    /// What each word of the tree is, word after word.
    uses: Vec<Use>,
    /// How it is written there.
    written: Vec<String>,
    /// Where in `uses` those of a word begin; one more at the end.
    first: Vec<usize>,
}

/// The words found in a text.
#[derive(Clone, Debug, Default)]
pub struct Sightings {
    found: [Vec<Hit>; SORTS],
    /// The characters of the text.
    signs: Vec<Sign>,
}

impl Dictionary {
    pub(super) fn compile(vocabulary: Vocabulary) -> Self {
        let trie = Trie::folding(vocabulary.words.keys().map(String::as_str));
        let mut dictionary = Self { trie, ..Self::default() };
        for uses in vocabulary.words.into_values() {
            dictionary.first.push(dictionary.uses.len());
            let (uses, written): (Vec<Use>, Vec<String>) = uses.into_iter().unzip();
            dictionary.uses.extend(uses);
            dictionary.written.extend(written);
        }
        dictionary.first.push(dictionary.uses.len());
        dictionary
    }

    /// Finds the words in `text`; what `out` held before is forgotten.
    pub fn look(&self, text: &str, out: &mut Sightings) {
        let Sightings { found, signs } = out;
        found.iter_mut().for_each(Vec::clear);
        self.trie.each_by(text, signs, |Hit { word, start, end }| {
            for n in self.first[word]..self.first[word + 1] {
                let Use { sort, exact, number } = self.uses[n];
                if !exact || self.written[n] == text[start..end] {
                    found[sort as usize].push(Hit { word: number as usize, start, end });
                }
            }
        });
    }
}

impl Sightings {
    /// Every word of the sort, by where it begins; of those that begin together the shortest first.
    #[must_use]
    pub fn of(&self, sort: Sort) -> &[Hit] {
        &self.found[sort as usize]
    }

    /// Every word of the sort that lies within `range`.
    pub fn within(&self, sort: Sort, range: Range<usize>) -> impl Iterator<Item = Hit> + '_ {
        let all = self.of(sort);
        let begin = &all[all.partition_point(|hit| hit.start < range.start)..];
        begin.iter().take_while(move |hit| hit.start < range.end).filter(move |hit| hit.end <= range.end).copied()
    }

    /// The words of the sort within `range`: the leftmost, of these the longest; none overlaps another.
    pub fn longest(&self, sort: Sort, range: Range<usize>) -> impl Iterator<Item = Hit> + '_ {
        let all = self.of(sort);
        let mut rest = &all[all.partition_point(|hit| hit.start < range.start)..];
        std::iter::from_fn(move || {
            while let Some(first) = rest.first().filter(|first| first.start < range.end) {
                let together = rest.iter().take_while(|hit| hit.start == first.start && hit.end <= range.end);
                let best = together.copied().reduce(|best, hit| if hit.end > best.end { hit } else { best });
                let reached = best.map_or(first.start + 1, |best| best.end);
                rest = &rest[rest.iter().take_while(|hit| hit.start < reached).count()..];
                if best.is_some() {
                    return best;
                }
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary() -> Dictionary {
        let mut vocabulary = Vocabulary::new();
        vocabulary.add(Sort::Token, ["合作", "合作社", "社会", "APEC"]);
        vocabulary.add(Sort::Topic, ["合作社", "apec"]);
        Dictionary::compile(vocabulary)
    }

    fn words(text: &str, sort: Sort, range: Range<usize>) -> Vec<String> {
        let mut sightings = Sightings::default();
        dictionary().look(text, &mut sightings);
        sightings.longest(sort, range).map(|hit| text[hit.start..hit.end].to_owned()).collect()
    }

    #[test]
    fn the_longest_word_that_fits_is_found() {
        let text = "合作社会";
        assert_eq!(words(text, Sort::Token, 0..text.len()), ["合作社"]);
        assert_eq!(words(text, Sort::Token, 0.."合作".len()), ["合作"]);
        assert_eq!(words(text, Sort::Token, "合作".len()..text.len()), ["社会"]);
        assert_eq!(words(text, Sort::Topic, 0..text.len()), ["合作社"]);
    }

    #[test]
    fn only_topics_take_capitals_for_small_letters() {
        assert_eq!(words("APEC", Sort::Token, 0..4), ["APEC"]);
        assert_eq!(words("Apec", Sort::Token, 0..4), [""; 0]);
        assert_eq!(words("Apec", Sort::Topic, 0..4), ["Apec"]);
    }
}
