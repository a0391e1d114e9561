//! How a sentence stands to what it answers, and on what grounds.

use super::affinity::Affinity;
use super::counterpart::Edges;
use super::grounds::{Ground, Side, grounds};
use super::wording::{Worded, Wording};
use crate::model::{Findings, Reason, Relation};
use crate::rules::Compare;

/// From this share of common words on, two sentences are alike but for details.
const ALIKE: f64 = 0.67;
/// Grounds this strong decide where content did not change; where it did, they must be stronger by so much for each unit of it.
const ENOUGH: f64 = 1.0;
const FOR_CHANGE: f64 = 1.4;
/// Two sentences with less in common than this are about the same at best: none is firmer than the other.
const SAME_MATTER: f64 = 0.07;
/// How lopsided the content that came and went must be between sentences all of whose words are common; between others, less.
const LOPSIDED: f64 = 0.5;
/// Where several newer sentences share out an older one, each says its part at greater length and the others have the rest: so
/// much speaks for more content, and so much more must be gone.
const SHARED: f64 = 0.45;
const GONE_FROM_SHARED: f64 = 0.45;
/// The share of the content that is added to what came and what went before they are weighed against each other.
const DAMPING: f64 = 0.3;

/// Everything the judgement looks at.
pub struct Judge<'a> {
    /// The older sentences.
    pub old: &'a Wording<'a>,
    /// The newer sentences.
    pub new: &'a Wording<'a>,
    /// Clauses of both, the older first.
    pub findings: (&'a Findings, &'a Findings),
    /// What grams count.
    pub affinity: &'a Affinity,
    /// Who answers whom.
    pub edges: &'a Edges,
    /// Ladders of words.
    pub compare: &'a Compare,
}

/// The judgement of one newer sentence.
pub struct Verdict {
    /// How it stands to what it answers.
    pub relation: Relation,
    /// 0 to 1.
    pub similarity: f64,
    /// Why it is stronger or weaker.
    pub grounds: Vec<Reason>,
}

impl Judge<'_> {
    /// Judges newer sentence `n`.
    pub fn verdict(&self, n: usize) -> Verdict {
        let olds = &self.edges.of_newer[n];
        let new = &self.new.sentences[n];
        if olds.is_empty() {
            return Verdict { relation: Relation::New, similarity: 0.0, grounds: Vec::new() };
        }
        if olds.iter().any(|&o| self.old.sentences[o].core == new.core) {
            return Verdict { relation: Relation::Verbatim, similarity: 1.0, grounds: Vec::new() };
        }
        let content = self.content(n);
        let alike = self.alike(n);
        let grounds = self.grounds(n, alike >= ALIKE);
        let strength: f64 = grounds.iter().map(|g| g.strength).sum();
        let relation = if content.similarity >= SAME_MATTER && content.outweighed(strength) {
            if strength > 0.0 { Relation::Strengthened } else { Relation::Softened }
        } else {
            content.relation(LOPSIDED * alike, self.shared(n))
        };
        let firm = matches!(relation, Relation::Strengthened | Relation::Softened);
        let reasons = grounds.into_iter().filter(|g| !firm || g.strength * strength > 0.0).map(|g| g.reason);
        Verdict { relation, similarity: content.similarity, grounds: reasons.collect() }
    }

    /// What came and what went, each counted once however many sentences share it out.
    fn content(&self, n: usize) -> Content {
        let Affinity { older, newer, .. } = self.affinity;
        let new = &self.new.sentences[n];
        let olds = &self.edges.of_newer[n];
        let kept = |g: u32| newer.other(g).is_some_and(|g| olds.iter().any(|&o| has(&self.old.sentences[o], g)));
        let came: f64 = new.grams.iter().filter(|&&g| !kept(g)).map(|&g| newer.weight(g)).sum();
        let whole = newer.sum(&new.grams);
        let mut all: Vec<u32> = olds.iter().flat_map(|&o| &self.old.sentences[o].grams).copied().collect();
        all.sort_unstable();
        all.dedup();
        let before = older.sum(&all);
        let answered = |o: usize, g: u32| {
            let other = older.other(g);
            other.is_some_and(|g| self.edges.of_older[o].iter().any(|&m| has(&self.new.sentences[m], g)))
        };
        let unanswered = |g: u32| olds.iter().any(|&o| has(&self.old.sentences[o], g) && !answered(o, g));
        let went: f64 = all.iter().filter(|&&g| unanswered(g)).map(|&g| older.weight(g)).sum();
        let damping = DAMPING * whole.min(before) + f64::EPSILON;
        let similarity =
            if whole + before > 0.0 { (2.0 * (whole - came) / (whole + before)).clamp(0.0, 1.0) } else { 0.0 };
        Content { balance: ((came + damping) / (went + damping)).ln(), similarity }
    }

    /// Whether others share what newer sentence `n` answers.
    fn shared(&self, n: usize) -> bool {
        self.edges.of_newer[n].iter().any(|&o| self.edges.of_older[o].len() > 1)
    }

    /// The share of units that stand in both, in order.
    fn alike(&self, n: usize) -> f64 {
        let new = &self.new.sentences[n].core;
        let old: Vec<u64> =
            self.edges.of_newer[n].iter().flat_map(|&o| self.old.sentences[o].core.iter().copied()).collect();
        2.0 * common_length(&old, new) as f64 / (old.len() + new.len()).max(1) as f64
    }

    fn grounds(&self, n: usize, alike: bool) -> Vec<Ground> {
        let older = Side::of(self.old, self.findings.0, &self.edges.of_newer[n]);
        let newer = Side::of(self.new, self.findings.1, &[n]);
        grounds(&self.compare.ladders, &older, &newer, alike)
    }
}

fn has(sentence: &Worded, gram: u32) -> bool {
    sentence.grams.binary_search(&gram).is_ok()
}

struct Content {
    /// Above zero where more came than went.
    balance: f64,
    similarity: f64,
}

impl Content {
    /// Whether grounds this strong say more than what came and went.
    fn outweighed(&self, strength: f64) -> bool {
        strength.abs() >= ENOUGH + FOR_CHANGE * self.balance.abs()
    }

    fn relation(&self, lopsided: f64, shared: bool) -> Relation {
        let (more, gone) = if shared { (SHARED, GONE_FROM_SHARED) } else { (0.0, 0.0) };
        if self.balance + more > lopsided {
            Relation::Expanded
        } else if self.balance + more < -lopsided - gone {
            Relation::Narrowed
        } else {
            Relation::Reworded
        }
    }
}

/// Length of the longest common subsequence, sixty-four columns at a time.
fn common_length(a: &[u64], b: &[u64]) -> usize {
    let words = a.len().div_ceil(64);
    let mut at: rustc_hash::FxHashMap<u64, Vec<u64>> = rustc_hash::FxHashMap::default();
    for (i, symbol) in a.iter().enumerate() {
        at.entry(*symbol).or_insert_with(|| vec![0; words])[i / 64] |= 1 << (i % 64);
    }
    let mut row = vec![u64::MAX; words];
    for symbol in b {
        let Some(places) = at.get(symbol) else {
            continue;
        };
        let mut carry = false;
        for (cell, place) in row.iter_mut().zip(places) {
            let hit = *cell & place;
            let (sum, first) = cell.overflowing_add(hit);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            carry = first || second;
            *cell = sum | (*cell & !place);
        }
    }
    (0..a.len()).filter(|i| row[i / 64] & (1 << (i % 64)) == 0).count()
}

#[cfg(test)]
mod tests {
    use super::common_length;

    #[test]
    fn the_common_length_is_that_of_a_subsequence() {
        assert_eq!(common_length(&[1, 2, 3, 4], &[2, 4, 5]), 2);
        assert_eq!(common_length(&[], &[1]), 0);
        let long: Vec<u64> = (0..200).collect();
        let half: Vec<u64> = (0..200).step_by(2).collect();
        assert_eq!(common_length(&long, &half), 100);
    }
}
