//! What speaks for two sentences besides their words: that they are about the same, that their clauses are of one kind.

use super::wording::{Worded, Wording};
use crate::model::{ClauseKind, Findings, ReferenceKind, Stance};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What is said of two sentences whose clauses nobody knows, or that name nothing.
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

/// What the sentences of both documents speak of, by number, and how much each thing tells.
pub struct Themes {
    older: Vec<Vec<(usize, f64)>>,
    newer: Vec<Vec<(usize, f64)>>,
}

impl Themes {
    /// Of `things` that a sentence speaks of, ascending; `tells` is how much one does that so many sentences have.
    pub fn of(
        old: &Wording<'_>,
        new: &Wording<'_>,
        things: impl Fn(&Worded) -> Vec<usize> + Copy,
        tells: impl Fn(f64) -> f64,
    ) -> Self {
        let mut counts: FxHashMap<usize, f64> = FxHashMap::default();
        let all = old.sentences.iter().chain(&new.sentences);
        all.flat_map(things).for_each(|thing| *counts.entry(thing).or_default() += 1.0);
        let weighed =
            |sentence: &Worded| things(sentence).into_iter().map(|thing| (thing, tells(counts[&thing]))).collect();
        Self { older: old.sentences.iter().map(weighed).collect(), newer: new.sentences.iter().map(weighed).collect() }
    }

    /// How much of what one of the two speaks of the other speaks of too: the cosine.
    pub fn cosine(&self, n: usize, o: usize) -> f64 {
        let square = |things: &[(usize, f64)]| things.iter().map(|thing| thing.1 * thing.1).sum::<f64>();
        let both: f64 = self.both(n, o).map(|tells| tells * tells).sum();
        if both > 0.0 { both / (square(&self.newer[n]) * square(&self.older[o])).sqrt() } else { 0.0 }
    }

    /// How much of what the one that speaks of less speaks of the other speaks of too.
    pub fn contained(&self, n: usize, o: usize) -> f64 {
        let sum = |things: &[(usize, f64)]| things.iter().map(|thing| thing.1).sum::<f64>();
        let both: f64 = self.both(n, o).sum();
        if both > 0.0 { both / sum(&self.newer[n]).min(sum(&self.older[o])) } else { 0.0 }
    }

    /// What both speak of, by how much it tells.
    fn both(&self, n: usize, o: usize) -> impl Iterator<Item = f64> + '_ {
        let (mut new, mut old) = (&self.newer[n][..], &self.older[o][..]);
        std::iter::from_fn(move || {
            while let ([(here, tells), others @ ..], [(there, _), rest @ ..]) = (new, old) {
                let order = here.cmp(there);
                new = if order == Ordering::Greater { new } else { others };
                old = if order == Ordering::Less { old } else { rest };
                if order == Ordering::Equal {
                    return Some(*tells);
                }
            }
            None
        })
    }
}

/// The clauses of both documents, by sentence.
pub struct Kinds<'a> {
    older: Vec<Said<'a>>,
    newer: Vec<Said<'a>>,
    /// How rare each topic is.
    rarity: FxHashMap<&'a str, f64>,
    /// Whether the clauses of one of the documents are not known at all.
    unread: bool,
}

/// What the clauses of a sentence are, what they are about, and what they name.
#[derive(Clone, Default)]
struct Said<'a> {
    kinds: BTreeSet<(ClauseKind, Option<Stance>)>,
    topics: BTreeSet<&'a str>,
    named: BTreeSet<(ReferenceKind, &'a str)>,
}

impl<'a> Kinds<'a> {
    /// The clauses of both documents.
    pub fn of(older: (&Wording<'_>, &'a Findings), newer: (&Wording<'_>, &'a Findings)) -> Self {
        let unread = older.1.clauses.is_empty() || newer.1.clauses.is_empty();
        let (older, newer) = (said(older), said(newer));
        let mut counts: FxHashMap<&str, f64> = FxHashMap::default();
        older.iter().chain(&newer).flat_map(|s| &s.topics).for_each(|t| *counts.entry(*t).or_default() += 1.0);
        let all = (older.len() + newer.len()) as f64 + 4.0;
        let rarity = counts.into_iter().map(|(topic, count)| (topic, (all / (1.0 + count)).ln().max(0.05))).collect();
        Self { older, newer, rarity, unread }
    }

    /// The share of kinds and stances that both have.
    pub fn alike(&self, n: usize, o: usize) -> f64 {
        shared(&self.newer[n].kinds, &self.older[o].kinds)
    }

    /// The share of what is named that both name; days say nothing.
    pub fn named(&self, n: usize, o: usize) -> f64 {
        shared(&self.newer[n].named, &self.older[o].named)
    }

    /// The cosine of the topics of their clauses, rare ones counting more.
    pub fn topics(&self, n: usize, o: usize) -> f64 {
        if self.unread {
            return UNKNOWN;
        }
        let (new, old) = (&self.newer[n].topics, &self.older[o].topics);
        let sum = |topics: &mut dyn Iterator<Item = &&'a str>| topics.map(|t| self.rarity[*t].powi(2)).sum::<f64>();
        let both = sum(&mut new.intersection(old));
        if both > 0.0 { both / (sum(&mut new.iter()) * sum(&mut old.iter())).sqrt() } else { 0.0 }
    }
}

fn shared<T: Ord>(new: &BTreeSet<T>, old: &BTreeSet<T>) -> f64 {
    if new.is_empty() && old.is_empty() {
        return UNKNOWN;
    }
    let both = new.intersection(old).count();
    both as f64 / (new.len() + old.len() - both) as f64
}

fn said<'a>((wording, findings): (&Wording<'_>, &'a Findings)) -> Vec<Said<'a>> {
    let mut out = vec![Said::default(); wording.sentences.len()];
    for clause in &findings.clauses {
        if let Some(said) = out.get_mut(clause.sentence) {
            said.kinds.insert((clause.kind, clause.stance));
            said.topics.extend(clause.topics.iter().map(String::as_str));
        }
    }
    for reference in findings.references.iter().filter(|r| r.kind != ReferenceKind::Date) {
        let after = wording.sentences.partition_point(|s| s.span.start <= reference.span.start);
        let within = after.checked_sub(1).filter(|&s| reference.span.end <= wording.sentences[s].span.end);
        if let Some(said) = within.and_then(|s| out.get_mut(s)) {
            said.named.insert((reference.kind, &reference.key));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Themes;
    use crate::link::{neutral, wording::Wording};
    use crate::model::{Document, Findings, KnownBlock, ProvisionKind, Span};
    use crate::rules::Knowledge;

    fn said(text: &str) -> Document {
        let block = KnownBlock { kind: ProvisionKind::Paragraph, number: String::new(), text: text.to_owned() };
        Document::from_blocks(&[block], Vec::new(), None, |text| vec![Span::new(0, text.len())])
    }

    #[test]
    fn words_that_say_much_the_same_are_one_idea() {
        let compare = &Knowledge::builtin().language("zh").expect("zh is known").compare;
        let nothing = Findings::default();
        let alike = |old: &str, new: &str| {
            let (old, new) = (said(old), said(new));
            let marks = neutral::marks((&old, &nothing), (&new, &nothing), compare, None);
            let sides = (Wording::of(&old, &marks.older, compare), Wording::of(&new, &marks.newer, compare));
            let themes = Themes::of(&sides.0, &sides.1, |s| s.ideas.clone(), |_| 1.0);
            (themes.cosine(0, 0), themes.contained(0, 0))
        };
        assert_eq!(alike("渔场争端应当谈判。", "渔场争端应当磋商。"), (1.0, 1.0));
        assert_eq!(alike("渔场争端应当谈判。", "渔场争端由来已久。"), (0.0, 0.0));
    }
}
