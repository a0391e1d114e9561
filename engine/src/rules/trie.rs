//! Many words as one tree of characters: one walk from a place gives every word that begins there.
//!
//! In: words. Out: their hits in a text, in the order of the places where they begin. Never: allocates while it looks.

use super::Hit;
use std::collections::VecDeque;

/// Words as a tree, laid out as a double array: the cell `base + code` of a character follows a cell where it says so.
#[derive(Clone, Debug, Default)]
pub(super) struct Trie {
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

const NONE: u32 = u32::MAX;
const ROOT: usize = 0;
const FREE: Cell = Cell { base: 0, from: NONE, word: NONE };

impl Trie {
    /// Of words in any order, each once; capitals and small letters are the same.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.collect();
        let alphabet = Alphabet::of(&words);
        let mut sorted: Vec<(Vec<u16>, usize)> =
            words.iter().enumerate().map(|(n, word)| (word.chars().map(|c| alphabet.code(c)).collect(), n)).collect();
        sorted.sort_unstable();
        Self { cells: lay(&sorted), alphabet }
    }

    /// Hands every word in `text` to `take`: by where it begins, of those that begin together the shortest first.
    pub fn each(&self, text: &str, mut take: impl FnMut(Hit)) {
        for (start, first) in text.char_indices() {
            let Some(mut at) = self.step(ROOT, first) else { continue };
            let mut end = start + first.len_utf8();
            let mut rest = text[end..].chars();
            loop {
                let cell = self.cells[at];
                if cell.word != NONE {
                    take(Hit { word: cell.word as usize, start, end });
                }
                let Some(next) = rest.next().filter(|_| cell.base != 0) else { break };
                let Some(found) = self.step(at, next) else { break };
                at = found;
                end += next.len_utf8();
            }
        }
    }

    fn step(&self, at: usize, c: char) -> Option<usize> {
        let to = self.cells.get(at)?.base as usize + self.alphabet.code(c) as usize;
        self.cells.get(to).filter(|cell| cell.from as usize == at).map(|_| to)
    }
}

/// Finds every state's children a place, the first that has room for all of them.
fn lay(sorted: &[(Vec<u16>, usize)]) -> Vec<Cell> {
    let mut cells = vec![FREE];
    let mut open: VecDeque<(usize, usize, &[(Vec<u16>, usize)])> = VecDeque::from([(ROOT, 0, sorted)]);
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
#[derive(Clone, Debug, Default)]
struct Alphabet {
    /// Where in `codes` the 256 characters of a page begin; the first page there is empty.
    pages: Vec<u16>,
    codes: Vec<u16>,
}

const PAGE: usize = 256;

impl Alphabet {
    fn of(words: &[&str]) -> Self {
        let mut all: Vec<char> = words.iter().flat_map(|w| w.chars()).map(small).collect();
        all.sort_unstable();
        all.dedup();
        let mut alphabet = Self { pages: Vec::new(), codes: vec![0; PAGE] };
        for (code, c) in (1..).zip(all) {
            alphabet.set(c, code);
            for capital in c.to_uppercase().filter(|capital| small(*capital) == c) {
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

    fn found(words: &[&str], text: &str) -> Vec<String> {
        let mut out = Vec::new();
        Trie::new(words.iter().copied()).each(text, |hit| out.push(text[hit.start..hit.end].to_owned()));
        out
    }

    #[test]
    fn every_word_is_found_where_it_begins() {
        assert_eq!(found(&["内海", "海湾", "内", "海湾国家", "a"], "内海湾国A"), ["内", "内海", "海湾", "A"]);
        assert_eq!(found(&["内海"], "内"), [""; 0]);
        assert_eq!(found(&[], "内海"), [""; 0]);
    }

    #[test]
    fn no_word_is_found_that_is_not_there() {
        let words: Vec<String> =
            ('一'..='百').map(|c| format!("{c}{}", char::from_u32(c as u32 + 7).unwrap_or(c))).collect();
        let text: String = ('一'..='百').flat_map(|c| [c, char::from_u32(c as u32 + 5).unwrap_or(c)]).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let wanted = words.iter().filter(|w| text.contains(**w)).count();
        let hits = found(&words, &text);
        assert!(hits.iter().all(|h| words.contains(&h.as_str())));
        assert_eq!(hits.len() >= wanted, true);
    }
}
