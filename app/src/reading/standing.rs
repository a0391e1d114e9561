//! What stands in the tables as it would be made: two texts that are what they were need no new comparison.

use crate::register::Found;
use crate::register::pieces::{self, Piece, Pieces, Sort};
use chancery_engine::link::pairs::Pair;
use std::collections::{BTreeMap, BTreeSet};

/// The texts at hand beside what the tables hold of them.
pub(super) struct Standing<'a> {
    held: &'a Pieces,
    ids: Vec<&'a str>,
    /// Whether the text of each document is what it was.
    same: Vec<bool>,
    /// Texts were added and nothing else: none is gone, none is another.
    grown: bool,
}

impl<'a> Standing<'a> {
    /// `texts` are the ids of the documents with the digests of their texts.
    pub(super) fn of(texts: &'a [(String, String)], held: &'a Pieces) -> Self {
        let digest = |id: &str| held.get(&(Sort::Text, id.to_owned()));
        let same: Vec<bool> = texts.iter().map(|(id, text)| digest(id) == Some(text)).collect();
        let before = held.keys().filter(|(sort, _)| *sort == Sort::Text).count();
        let grown = same.iter().filter(|same| **same).count() == before;
        Self { held, ids: texts.iter().map(|(id, _)| id.as_str()).collect(), same, grown }
    }

    /// Whether what the tables say of a pair is what would be said.
    pub(super) fn pair(&self, pair: &Pair) -> bool {
        self.same[pair.older] && self.same[pair.newer] && self.held.contains_key(&self.piece(pair))
    }

    /// The piece of a pair.
    pub(super) fn piece(&self, pair: &Pair) -> Piece {
        pieces::pair(self.ids[pair.older], self.ids[pair.newer])
    }

    /// Which of these lines of statements stand: their texts are what they were, and so are the pairs in them.
    pub(super) fn lines(&self, lines: &[Vec<usize>], pairs: &[Pair]) -> Vec<bool> {
        if !self.grown {
            return vec![false; lines.len()];
        }
        let mut line_of: BTreeMap<&str, usize> = BTreeMap::new();
        for (number, line) in lines.iter().enumerate() {
            line_of.extend(line.iter().map(|&n| (self.ids[n], number)));
        }
        let line =
            |older: &str, newer: &str| line_of.get(older).filter(|line| line_of.get(newer) == Some(*line)).copied();
        let mut stand: Vec<bool> = lines.iter().map(|line| line.iter().all(|&n| self.same[n])).collect();
        let mut now: BTreeSet<Piece> = BTreeSet::new();
        for pair in pairs {
            if let Some(number) = line(self.ids[pair.older], self.ids[pair.newer]) {
                stand[number] &= self.pair(pair);
                now.insert(self.piece(pair));
            }
        }
        let before = self.held.keys().filter(|(sort, _)| *sort == Sort::Pair);
        for piece in before.filter(|piece| !now.contains(*piece)) {
            if let Some(number) = piece.1.split_once(' ').and_then(|(older, newer)| line(older, newer)) {
                stand[number] = false;
            }
        }
        stand
    }

    /// The pieces of a line that stands: what became of its undertakings.
    pub(super) fn of_line(documents: &[Found], line: &[usize]) -> Vec<Piece> {
        let of_document = |&n: &usize| {
            let found = &documents[n];
            let clauses = found.clauses.iter().map(|(c, _)| (Sort::Lineage, c.clause.clone()));
            clauses.chain([(Sort::Undertakings, found.document.document.clone())]).collect::<Vec<_>>()
        };
        line.iter().flat_map(of_document).collect()
    }
}
