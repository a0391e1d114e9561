//! Many words as one tree of characters: one walk from a place gives every word that begins there.
//!
//! In: words. Out: their hits in a text, in the order of the places where they begin. Never: takes longer for more words.

use std::collections::VecDeque;

/// A word found: its number and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Number of the word in the list it was looked for in.
    pub word: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Words as a tree, laid out as a double array: the cell `base + code` of a character follows a cell where it says so.
#[derive(Clone, Debug, Default)]
pub struct Trie {
    alphabet: Alphabet,
    cells: Vec<Cell>,
}

/// One place of the tree.
#[derive(Clone, Copy, Debug)]
struct Cell {
    /// Where the cells of the next characters are counted from; 0 where no word goes on.
    base: u32,
    /// The cell before it; `NONE` where the cell is free.
    from: u32,
    /// The word that ends here.
    word: u32,
}

/// A character of a text under examination: its code, and where it ends.
pub(super) type Sign = (u16, u32);

const NONE: u32 = u32::MAX;
const ROOT: usize = 0;
const FREE: Cell = Cell { base: 0, from: NONE, word: NONE };

impl Trie {
    /// Of words as they are written; of equal ones the first counts.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        Self::over(words.collect(), Alphabet::exact)
    }

    /// Of words in small letters, which capitals may stand for.
    pub(super) fn folding<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        Self::over(words.collect(), Alphabet::folding)
    }

    fn over(words: Vec<&str>, alphabet: fn(&[&str]) -> Alphabet) -> Self {
        let alphabet = alphabet(&words);
        let mut sorted: Vec<Coded> =
            words.iter().enumerate().map(|(n, word)| (word.chars().map(|c| alphabet.code(c)).collect(), n)).collect();
        sorted.sort_unstable();
        Self { cells: lay(&sorted), alphabet }
    }

    /// Hands every word in `text` to `take`: by where it begins, of those that begin together the shortest first.
    pub fn each(&self, text: &str, mut take: impl FnMut(Hit)) {
        for (start, first) in text.char_indices().filter(|(_, c)| self.begins(*c)) {
            let (mut at, mut end) = (ROOT, start);
            for c in std::iter::once(first).chain(text[start + first.len_utf8()..].chars()) {
                let Some(next) = self.step(at, self.alphabet.code(c)) else { break };
                (at, end) = (next, end + c.len_utf8());
                let cell = self.cells[at];
                if cell.word != NONE {
                    take(Hit { word: cell.word as usize, start, end });
                }
                if cell.base == 0 {
                    break;
                }
            }
        }
    }

    /// Whether a word begins with `c`.
    fn begins(&self, c: char) -> bool {
        let code = self.alphabet.code(c);
        code != 0 && self.step(ROOT, code).is_some()
    }

    /// The longest word that `text` begins with.
    #[must_use]
    pub fn prefix(&self, text: &str) -> Option<Hit> {
        self.longest_at(text, 0)
    }

    /// The same, in room that is there already, where most places begin a word.
    pub(super) fn each_by(&self, text: &str, signs: &mut Vec<Sign>, mut take: impl FnMut(Hit)) {
        signs.clear();
        signs.extend(text.char_indices().map(|(at, c)| (self.alphabet.code(c), narrow(at + c.len_utf8()))));
        let mut start = 0;
        for first in 0..signs.len() {
            self.walk(&signs[first..], |word, end| take(Hit { word, start, end }));
            start = signs[first].1 as usize;
        }
    }

    /// The words that begin with the first of these characters.
    fn walk(&self, signs: &[Sign], mut take: impl FnMut(usize, usize)) {
        let mut at = ROOT;
        for (code, end) in signs {
            let Some(next) = self.step(at, *code) else { return };
            let cell = self.cells[next];
            if cell.word != NONE {
                take(cell.word as usize, *end as usize);
            }
            if cell.base == 0 {
                return;
            }
            at = next;
        }
    }

    /// The words in `text`, leftmost and longest; none overlaps another.
    pub fn longest(&self, text: &str) -> impl Iterator<Item = Hit> {
        let mut free = 0;
        std::iter::from_fn(move || {
            let mut begins = text[free..].char_indices().filter(|(_, c)| self.begins(*c));
            let hit = begins.find_map(|(at, _)| self.longest_at(text, free + at))?;
            free = hit.end;
            Some(hit)
        })
    }

    fn longest_at(&self, text: &str, start: usize) -> Option<Hit> {
        let (mut at, mut end, mut best) = (ROOT, start, None);
        for c in text[start..].chars() {
            let Some(next) = self.step(at, self.alphabet.code(c)) else { break };
            (at, end) = (next, end + c.len_utf8());
            if self.cells[at].word != NONE {
                best = Some(Hit { word: self.cells[at].word as usize, start, end });
            }
        }
        best
    }

    fn step(&self, at: usize, code: u16) -> Option<usize> {
        let to = self.cells.get(at)?.base as usize + code as usize;
        self.cells.get(to).filter(|cell| cell.from as usize == at).map(|_| to)
    }
}

/// A word in codes, and its number.
type Coded = (Vec<u16>, usize);

/// Room left so far behind the last word laid is left for good: to look for it takes longer than it saves.
const REACH: usize = 256;

/// Finds every state's children a place, the first that has room for all of them.
fn lay(sorted: &[Coded]) -> Vec<Cell> {
    let mut cells = vec![FREE];
    let mut open: VecDeque<(usize, usize, &[Coded])> = VecDeque::from([(ROOT, 0, sorted)]);
    let mut room = 1;
    while let Some((at, depth, words)) = open.pop_front() {
        let ended = words.partition_point(|(codes, _)| codes.len() == depth);
        cells[at].word = words[..ended].first().map_or(NONE, |(_, n)| narrow(*n));
        let children: Vec<_> = words[ended..].chunk_by(|a, b| a.0[depth] == b.0[depth]).collect();
        let codes: Vec<usize> = children.iter().map(|words| words[0].0[depth] as usize).collect();
        let Some(first) = codes.first() else { continue };
        while cells.get(room).is_some_and(|cell| cell.from != NONE) {
            room += 1;
        }
        let free = |base: &usize| codes.iter().all(|code| cells.get(base + code).is_none_or(|cell| cell.from == NONE));
        let base = (room.saturating_sub(*first).max(1)..).find(free).unwrap_or(cells.len());
        room = room.max((base + first).saturating_sub(REACH));
        cells[at].base = narrow(base);
        for (code, words) in codes.iter().zip(children) {
            let to = base + code;
            if cells.len() <= to {
                cells.resize(to + 1, FREE);
            }
            cells[to].from = narrow(at);
            open.push_back((to, depth + 1, words));
        }
    }
    cells
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}

/// The characters of the words, numbered from 1; 0 is any other.
#[derive(Clone, Debug)]
struct Alphabet {
    /// Where in `codes` the 256 characters of a page begin; the first page there is empty.
    pages: Vec<u16>,
    codes: Vec<u16>,
}

const PAGE: usize = 256;

impl Default for Alphabet {
    fn default() -> Self {
        Self { pages: Vec::new(), codes: vec![0; PAGE] }
    }
}

impl Alphabet {
    /// Of characters as they are.
    fn exact(words: &[&str]) -> Self {
        let mut all: Vec<char> = words.iter().flat_map(|w| w.chars()).collect();
        all.sort_unstable();
        all.dedup();
        let mut alphabet = Self::default();
        for (code, c) in (1..).zip(all) {
            alphabet.set(c, code);
        }
        alphabet
    }

    /// Where capitals have the codes of their small letters.
    fn folding(words: &[&str]) -> Self {
        let mut alphabet = Self::exact(words);
        for c in words.iter().flat_map(|w| w.chars()) {
            let code = alphabet.code(c);
            for capital in c.to_uppercase().filter(|capital| small(*capital) == c && *capital != c) {
                alphabet.set(capital, code);
            }
        }
        alphabet
    }

    fn set(&mut self, c: char, code: u16) {
        let page = c as usize / PAGE;
        if self.pages.len() <= page {
            self.pages.resize(page + 1, 0);
        }
        if self.pages[page] == 0 {
            self.pages[page] = u16::try_from(self.codes.len() / PAGE).unwrap_or(0);
            self.codes.resize(self.codes.len() + PAGE, 0);
        }
        self.codes[self.pages[page] as usize * PAGE + c as usize % PAGE] = code;
    }

    fn code(&self, c: char) -> u16 {
        let page = self.pages.get(c as usize / PAGE).map_or(0, |page| *page as usize);
        self.codes[page * PAGE + c as usize % PAGE]
    }
}

/// A small letter for a capital of the same length.
fn small(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, hits: impl Iterator<Item = Hit>) -> Vec<String> {
        hits.map(|hit| text[hit.start..hit.end].to_owned()).collect()
    }

    fn every(trie: &Trie, text: &str) -> Vec<String> {
        let mut out = Vec::new();
        trie.each(text, |hit| out.push(hit));
        words(text, out.into_iter())
    }

    #[test]
    fn every_word_is_found_where_it_begins() {
        let trie = Trie::new(["内海", "海湾", "内", "海湾国家", "a", "海湾"].into_iter());
        assert_eq!(every(&trie, "内海湾国Aa"), ["内", "内海", "海湾", "a"]);
        assert_eq!(words("内海湾国", trie.longest("内海湾国")), ["内海"]);
        assert_eq!(words("海湾国家内", trie.longest("海湾国家内")), ["海湾国家", "内"]);
        assert_eq!(every(&Trie::default(), "内海"), [""; 0]);
    }

    #[test]
    fn capitals_may_stand_for_small_letters() {
        assert_eq!(every(&Trie::folding(["apec", "中"].into_iter()), "中APEC"), ["中", "APEC"]);
    }

    #[test]
    fn no_word_is_found_that_is_not_there() {
        let next = |c: char, by: u32| char::from_u32(c as u32 + by).unwrap_or(c);
        let known: Vec<String> = ('一'..='百').map(|c| [c, next(c, 7)].iter().collect()).collect();
        let trie = Trie::new(known.iter().map(String::as_str));
        let text: String = ('一'..='百').flat_map(|c| [c, next(c, 5), c, next(c, 7)]).collect();
        let slow: Vec<&String> = known.iter().filter(|word| text.contains(word.as_str())).collect();
        let mut found = every(&trie, &text);
        found.sort();
        found.dedup();
        assert_eq!(found.iter().collect::<Vec<_>>(), slow);
    }

    /// Words and a text of few different characters, so that much meets; the same on every machine.
    fn much_that_meets() -> (Vec<String>, String) {
        let mut seed = 7_u64;
        let mut some = |least: usize, more: usize| -> String {
            let mut roll = |sides: usize| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 33) as usize % sides
            };
            (0..least + roll(more)).map(|_| ['甲', '乙', 'a'][roll(3)]).collect()
        };
        ((0..40).map(|_| some(1, 5)).collect(), some(3000, 1))
    }

    #[test]
    fn the_longest_are_those_that_an_automaton_finds() {
        let (known, text) = much_that_meets();
        let kind = aho_corasick::MatchKind::LeftmostLongest;
        let automaton = aho_corasick::AhoCorasick::builder().match_kind(kind).build(&known).expect("words");
        let wanted: Vec<_> = automaton.find_iter(&text).map(|m| (m.pattern().as_usize(), m.start(), m.end())).collect();
        let trie = Trie::new(known.iter().map(String::as_str));
        let found: Vec<_> = trie.longest(&text).map(|hit| (hit.word, hit.start, hit.end)).collect();
        assert!(found.len() > 500);
        assert_eq!(found, wanted);
    }
}
