//! The units of many documents laid end to end, for what looks across a whole corpus.

use super::wording::{Unit, spaced, split};
use crate::model::{Document, Span};
use rustc_hash::FxHashMap;

/// Runs of units between punctuation marks, of all documents.
pub struct Corpus<'a> {
    /// The documents.
    pub documents: &'a [&'a Document],
    /// Symbols by rank, all runs end to end.
    pub symbols: Vec<u32>,
    /// Where each unit stands: in the reading text of its document.
    pub spans: Vec<Span>,
    /// For each unit, one past the last unit of its run.
    pub run_end: Vec<u32>,
    /// The first unit of each document, and the number of all.
    pub starts: Vec<usize>,
    /// What each symbol tells: minus the logarithm of its share.
    pub tells: Vec<f64>,
    ranks: FxHashMap<u64, u32>,
}

impl<'a> Corpus<'a> {
    /// Lays out the sentences of `documents`.
    pub fn of(documents: &'a [&'a Document]) -> Self {
        let mut corpus = Self {
            documents,
            symbols: Vec::new(),
            spans: Vec::new(),
            run_end: Vec::new(),
            starts: vec![0],
            tells: Vec::new(),
            ranks: FxHashMap::default(),
        };
        for document in documents {
            let spaced = spaced(&document.text);
            for sentence in &document.sentences {
                let mut runs = vec![Vec::new()];
                split(&document.text, sentence.span.range(), spaced, &mut runs);
                runs.iter().for_each(|run| corpus.push(run));
            }
            corpus.starts.push(corpus.symbols.len());
        }
        corpus.weigh();
        corpus
    }

    fn push(&mut self, run: &[Unit]) {
        let end = narrow(self.symbols.len() + run.len());
        for unit in run {
            let next = narrow(self.ranks.len());
            self.symbols.push(*self.ranks.entry(unit.symbol).or_insert(next));
            self.spans.push(Span::new(unit.start, unit.end));
            self.run_end.push(end);
        }
    }

    fn weigh(&mut self) {
        let mut counts = vec![0.0f64; self.ranks.len()];
        self.symbols.iter().for_each(|&s| counts[s as usize] += 1.0);
        let all = self.symbols.len() as f64;
        self.tells = counts.into_iter().map(|count| (all / count).ln()).collect();
    }

    /// Which document a unit stands in.
    pub fn document_of(&self, unit: usize) -> usize {
        self.starts.partition_point(|&s| s <= unit) - 1
    }

    /// The reading text from one unit to the end of another.
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.spans[first].cover(self.spans[last])
    }

    /// The symbols of `phrase`; a unit the documents do not have is a number past all of theirs.
    pub fn read(&self, phrase: &str) -> Vec<u32> {
        let mut runs = vec![Vec::new()];
        split(phrase, 0..phrase.len(), spaced(phrase), &mut runs);
        runs.iter().flatten().map(|u| self.ranks.get(&u.symbol).copied().unwrap_or(u32::MAX)).collect()
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
