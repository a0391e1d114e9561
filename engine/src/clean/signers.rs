//! Who signs as what: what the text itself, and the list of persons, tell of names and offices.

use super::scrambled::{Cell, Kind};
use super::signing::offices_in;
use crate::model::Span;
use crate::rules::{Language, is_han};

/// A name that the text has in full counts so much; one of which it has the last part counts one.
const FULL: usize = 3;
/// A name has so many characters.
const NAME: std::ops::RangeInclusive<usize> = 2..=16;

/// Whether `words` are a name, or names that ran together.
pub(super) fn is_name(words: &str) -> bool {
    let bare = bare(words);
    // Names that ran together are told apart later.
    let length = bare.chars().count();
    *NAME.start() <= length
        && length <= NAME.end() * 4
        && bare.chars().all(|c| is_han(c) || matches!(c, '·' | '・' | '.' | '－' | '-'))
}

/// A name without the note that it was signed.
pub(super) fn bare(words: &str) -> &str {
    words.strip_suffix('）').and_then(|w| w.rsplit_once('（')).map_or(words, |(name, _)| name)
}

/// Whether `name` is as long as one name is.
pub(super) fn short(name: &str) -> bool {
    NAME.contains(&name.chars().count())
}

/// What the text says of who holds which office.
pub(super) struct Told<'t> {
    pub title: &'t str,
    pub body: &'t [String],
    pub language: &'t Language,
}

impl Told<'_> {
    /// `cells` with those names set apart that ran together, as far as the text tells.
    pub(super) fn apart(&self, mut cells: Vec<Cell>, offices: &[Cell]) -> Vec<Cell> {
        let name = |c: &Cell| c.kind == Kind::Name;
        while cells.iter().filter(|c| name(c)).count() < offices.len() {
            let mut names = cells.iter().enumerate().filter(|(_, c)| name(c));
            let Some((n, at)) = names.find_map(|(n, cell)| Some((n, self.border(cell, offices)?))) else { break };
            let whole = cells[n].clone();
            let part = |from: usize, to: usize| Cell {
                text: whole.text.slice(Span::new(from, to)),
                plain: whole.plain[from..to].to_owned(),
                ..whole.clone()
            };
            cells.splice(n..=n, [part(0, at), part(at, whole.plain.len())]);
        }
        cells
    }

    /// Where two names ran together: behind a note that one was signed, or where the text tells of both, or of one in
    /// full.
    fn border(&self, names: &Cell, offices: &[Cell]) -> Option<usize> {
        if let Some(at) = names.plain.find('）').map(|at| at + '）'.len_utf8()).filter(|&at| at < names.plain.len()) {
            return Some(at);
        }
        let known = |name: &str| offices.iter().map(|office| self.says(office, name)).max().unwrap_or(0);
        let dot = |c: char| matches!(c, '·' | '・' | '.');
        let score = |at: usize| {
            let (left, right) = names.plain.split_at(at);
            let long = left.chars().count() >= 2 && right.chars().count() >= 2;
            let (a, b) = if long && !left.ends_with(dot) && !right.starts_with(dot) {
                (known(left), known(right))
            } else {
                (0, 0)
            };
            if a.max(b) == FULL || a.min(b) > 0 { a + b } else { 0 }
        };
        let ends = names.plain.char_indices().map(|(at, _)| at);
        ends.map(|at| (score(at), at)).filter(|(score, _)| *score > 0).max().map(|(_, at)| at)
    }

    /// For each name the office it belongs to: as the text says, as printed where it is silent.
    pub(super) fn whose(&self, offices: &[Cell], names: &[Cell]) -> Vec<usize> {
        let says: Vec<Vec<usize>> =
            names.iter().map(|name| offices.iter().map(|o| self.says(o, &name.plain)).collect()).collect();
        let sum = |way: &[usize]| way.iter().enumerate().map(|(n, o)| says[n][*o].min(1)).sum::<usize>();
        let mut best: Vec<usize> = (0..names.len()).collect();
        for way in ways(names.len()) {
            if sum(&way) > sum(&best) {
                best = way;
            }
        }
        best
    }

    /// Whether the text has this name behind the office of that state: [`FULL`] as it is, 1 with its last part.
    fn says(&self, office: &Cell, name: &str) -> usize {
        let Kind::Office(code) = &office.kind else { return 0 };
        let name = bare(name);
        let last = name.rsplit(['·', '・', '.']).next().unwrap_or(name);
        if last.chars().count() < 2 {
            return 0;
        }
        let behind = |word: &str| {
            self.body.iter().any(|text| text.match_indices(word).any(|(at, _)| self.holds(code, &text[..at])))
        };
        let listed = self.language.words.class("persons").iter().any(|p| p.word == name && p.get("state") == code);
        match () {
            () if behind(name) || listed => FULL,
            () if behind(last) => 1,
            () => 0,
        }
    }

    /// Whether `before` ends with an office of the state `code`, given names aside.
    fn holds(&self, code: &str, before: &str) -> bool {
        const FAR: usize = 30;
        let start = before.char_indices().rev().nth(FAR).map_or(0, |(at, _)| at);
        let near = &before[start..];
        offices_in(near, self.language).last().is_some_and(|(_, end, of)| {
            let given = &near[*end..];
            of == code && (given.is_empty() || (given.ends_with(['·', '・', '.']) && is_name(given)))
        })
    }

    /// The place of each office's state among the parties: as the title names them, as the text couples two of them.
    pub(super) fn ranks(&self, offices: &[Cell]) -> Vec<usize> {
        let code = |cell: &Cell| match &cell.kind {
            Kind::Office(code) => code.clone(),
            _ => String::new(),
        };
        let named: Vec<&str> = self.language.states.find(self.title).map(|m| m.code).collect();
        let places: Option<Vec<usize>> = offices.iter().map(|o| named.iter().position(|c| *c == code(o))).collect();
        match (places, offices) {
            (Some(places), _) => places,
            (None, [a, b]) if self.coupled(&code(b), &code(a)) > self.coupled(&code(a), &code(b)) => vec![1, 0],
            _ => (0..offices.len()).collect(),
        }
    }

    fn coupled(&self, first: &str, second: &str) -> usize {
        let states = &self.language.states;
        let pairs =
            states.characters_of(first).flat_map(|a| states.characters_of(second).map(move |b| format!("{a}{b}")));
        pairs.map(|pair| self.body.iter().map(|text| text.matches(&pair).count()).sum::<usize>()).sum()
    }
}

/// All orders of `0..n`, the printed one first.
fn ways(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let shorter = ways(n - 1);
    let with = |place: usize| shorter.iter().map(move |way| (place, way));
    let mut out: Vec<Vec<usize>> = (0..n)
        .flat_map(with)
        .map(|(place, way)| std::iter::once(place).chain(way.iter().map(|w| w + usize::from(*w >= place))).collect())
        .collect();
    out.sort();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_begin_with_the_printed_one() {
        assert_eq!(ways(2), [[0, 1], [1, 0]]);
        assert_eq!((ways(3).len(), ways(3)[0].clone()), (6, vec![0, 1, 2]));
    }
}
