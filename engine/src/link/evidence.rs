//! What speaks for two sentences besides their words: that they are about the same, that their clauses are of one kind.

use super::wording::{Worded, Wording};
use crate::model::{ClauseKind, Findings, Stance};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What is said of two sentences whose clauses nobody knows.
const UNKNOWN: f64 = 0.5;

/// Pairs about the same: the cosine of their topics, rare ones counting more.
pub fn same_topics(
    old: &Wording<'_>,
    new: &Wording<'_>,
    rarity: impl Fn(f64) -> f64,
) -> FxHashMap<(usize, usize), f64> {
    let mut counts: FxHashMap<usize, f64> = FxHashMap::default();
    for (topic, _) in old.sentences.iter().chain(&new.sentences).flat_map(|s| &s.topics) {
        *counts.entry(*topic).or_default() += 1.0;
    }
    let length = |s: &Worded| s.topics.iter().map(|(t, x)| (x * rarity(counts[t])).powi(2)).sum::<f64>().sqrt();
    let mut about: FxHashMap<usize, Vec<(usize, f64)>> = FxHashMap::default();
    for (o, sentence) in old.sentences.iter().enumerate() {
        let length = length(sentence);
        for (topic, x) in &sentence.topics {
            about.entry(*topic).or_default().push((o, x * rarity(counts[topic]) / length));
        }
    }
    let mut out: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    for (n, sentence) in new.sentences.iter().enumerate() {
        let length = length(sentence);
        for (topic, x) in &sentence.topics {
            let here = x * rarity(counts[topic]) / length;
            for (o, there) in
                about.get(topic).into_iter().flatten().filter(|(o, _)| old.sentences[*o].class == sentence.class)
            {
                *out.entry((n, *o)).or_default() += here * there;
            }
        }
    }
    out
}

/// The clauses of both documents, by sentence.
pub struct Kinds<'a> {
    older: Vec<Said<'a>>,
    newer: Vec<Said<'a>>,
    /// How rare each topic is.
    rarity: FxHashMap<&'a str, f64>,
}

/// What the clauses of a sentence are, and what they are about.
#[derive(Clone, Default)]
struct Said<'a> {
    kinds: BTreeSet<(ClauseKind, Option<Stance>)>,
    topics: BTreeSet<&'a str>,
}

impl<'a> Kinds<'a> {
    /// The clauses of both documents; how many sentences each has.
    pub fn of(older: (usize, &'a Findings), newer: (usize, &'a Findings)) -> Self {
        let (older, newer) = (said(older), said(newer));
        let mut counts: FxHashMap<&str, f64> = FxHashMap::default();
        older.iter().chain(&newer).flat_map(|s| &s.topics).for_each(|t| *counts.entry(*t).or_default() += 1.0);
        let all = (older.len() + newer.len()) as f64 + 4.0;
        let rarity = counts.into_iter().map(|(topic, count)| (topic, (all / (1.0 + count)).ln().max(0.05))).collect();
        Self { older, newer, rarity }
    }

    /// The share of kinds and stances that both have.
    pub fn alike(&self, n: usize, o: usize) -> f64 {
        let (new, old) = (&self.newer[n].kinds, &self.older[o].kinds);
        let either = new.union(old).count();
        if either == 0 { UNKNOWN } else { new.intersection(old).count() as f64 / either as f64 }
    }

    /// The cosine of the topics of their clauses, rare ones counting more.
    pub fn topics(&self, n: usize, o: usize) -> f64 {
        let (new, old) = (&self.newer[n].topics, &self.older[o].topics);
        let sum = |topics: &mut dyn Iterator<Item = &&'a str>| topics.map(|t| self.rarity[*t].powi(2)).sum::<f64>();
        let both = sum(&mut new.intersection(old));
        if both > 0.0 { both / (sum(&mut new.iter()) * sum(&mut old.iter())).sqrt() } else { 0.0 }
    }
}

fn said((sentences, findings): (usize, &Findings)) -> Vec<Said<'_>> {
    let mut out = vec![Said::default(); sentences];
    for clause in &findings.clauses {
        if let Some(said) = out.get_mut(clause.sentence) {
            said.kinds.insert((clause.kind, clause.stance));
            said.topics.extend(clause.topics.iter().map(String::as_str));
        }
    }
    out
}
