//! What speaks for two sentences besides their words: that they are about the same, that their clauses are of one kind.

use super::wording::{Worded, Wording};
use crate::model::{Clause, Document, Findings, ReferenceKind, Stance};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// What is said of two sentences whose clauses nobody knows, or that name nothing.
const UNKNOWN: f64 = 0.5;

/// How much sentences are about the same: the cosine of their topics, rare ones counting more.
pub struct Topics {
    /// How rare each topic is.
    rarity: FxHashMap<usize, f64>,
    /// The older sentences that are about each topic, and how much.
    older: FxHashMap<usize, Vec<(usize, f64)>>,
}

impl Topics {
    /// Of two documents.
    pub fn of(old: &Wording<'_>, new: &Wording<'_>, rarity: impl Fn(f64) -> f64) -> Self {
        let mut counts: FxHashMap<usize, f64> = FxHashMap::default();
        for (topic, _) in old.sentences.iter().chain(&new.sentences).flat_map(|s| &s.topics) {
            *counts.entry(*topic).or_default() += 1.0;
        }
        let rarity = counts.into_iter().map(|(topic, count)| (topic, rarity(count))).collect();
        let mut topics = Self { rarity, older: FxHashMap::default() };
        for (o, sentence) in old.sentences.iter().enumerate() {
            for (topic, much) in topics.shares(sentence) {
                topics.older.entry(topic).or_default().push((o, much));
            }
        }
        topics
    }

    /// The topics of a sentence, and what part of it each is.
    fn shares(&self, sentence: &Worded) -> Vec<(usize, f64)> {
        let much = |(topic, x): &(usize, f64)| (*topic, x * self.rarity[topic]);
        let length = sentence.topics.iter().map(|t| much(t).1.powi(2)).sum::<f64>().sqrt();
        sentence.topics.iter().map(much).map(|(topic, much)| (topic, much / length)).collect()
    }

    /// Hands to `take` every older sentence that is about something that `sentence` is about, and how much: once for
    /// each topic.
    pub fn each(&self, sentence: &Worded, mut take: impl FnMut(usize, f64)) {
        for (topic, here) in self.shares(sentence) {
            for (o, there) in self.older.get(&topic).into_iter().flatten() {
                take(*o, here * there);
            }
        }
    }
}

/// What the sentences of both documents speak of, by number, and how much each thing tells.
pub struct Themes {
    older: Vec<Spoken>,
    newer: Vec<Spoken>,
}

/// What a sentence speaks of.
struct Spoken {
    things: Vec<(usize, f64)>,
    /// How much all of it tells.
    sum: f64,
    /// The same of the squares.
    squares: f64,
}

impl Spoken {
    fn of(things: Vec<(usize, f64)>) -> Self {
        let sum = things.iter().map(|thing| thing.1).sum();
        let squares = things.iter().map(|thing| thing.1 * thing.1).sum();
        Self { things, sum, squares }
    }
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
        let weighed = |sentence: &Worded| {
            Spoken::of(things(sentence).into_iter().map(|thing| (thing, tells(counts[&thing]))).collect())
        };
        Self { older: old.sentences.iter().map(weighed).collect(), newer: new.sentences.iter().map(weighed).collect() }
    }

    /// How much of what one of the two speaks of the other speaks of too: the cosine.
    pub fn cosine(&self, n: usize, o: usize) -> f64 {
        let both: f64 = self.both(n, o).map(|tells| tells * tells).sum();
        if both > 0.0 { both / (self.newer[n].squares * self.older[o].squares).sqrt() } else { 0.0 }
    }

    /// How much of what the one that speaks of less speaks of the other speaks of too.
    pub fn contained(&self, n: usize, o: usize) -> f64 {
        let both: f64 = self.both(n, o).sum();
        if both > 0.0 { both / self.newer[n].sum.min(self.older[o].sum) } else { 0.0 }
    }

    /// What both speak of, by how much it tells.
    fn both(&self, n: usize, o: usize) -> impl Iterator<Item = f64> + '_ {
        let (mut new, mut old) = (&self.newer[n].things[..], &self.older[o].things[..]);
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

/// What the clauses of a document's sentences are, what they are about, and what the sentences name.
pub struct Said<'a> {
    /// Kinds and stances of each sentence's clauses, a bit for each.
    kinds: Vec<u128>,
    /// All topics, in order.
    topics: Vec<&'a str>,
    /// Those of each sentence's clauses, in order, by their places in `topics`.
    about: Vec<Vec<usize>>,
    /// All that is named, in order; days say nothing.
    names: Names<'a>,
    /// What each sentence names, in order, by its place in `names`.
    named: Vec<Vec<usize>>,
    /// Whether any clause is known at all.
    read: bool,
}

impl<'a> Said<'a> {
    /// Of a document.
    pub fn of(document: &Document, findings: &'a Findings) -> Self {
        let sentences = document.sentences.len();
        let mut topics: Vec<&str> = findings.clauses.iter().flat_map(|c| &c.topics).map(String::as_str).collect();
        topics.sort_unstable();
        topics.dedup();
        let (names, named) = named(document, findings);
        let mut out = Self {
            kinds: vec![0; sentences],
            about: vec![Vec::new(); sentences],
            topics,
            names,
            named,
            read: !findings.clauses.is_empty(),
        };
        for clause in findings.clauses.iter().filter(|c| c.sentence < sentences) {
            out.kinds[clause.sentence] |= 1 << kind(clause);
            let places = clause.topics.iter().filter_map(|t| out.topics.binary_search(&t.as_str()).ok());
            out.about[clause.sentence].extend(places);
        }
        for about in &mut out.about {
            about.sort_unstable();
            about.dedup();
        }
        out
    }
}

/// What a document names.
type Names<'a> = Vec<(ReferenceKind, &'a str)>;

/// What a document names, in order, and what each of its sentences does, by place.
fn named<'a>(document: &Document, findings: &'a Findings) -> (Names<'a>, Vec<Vec<usize>>) {
    let told = findings.references.iter().filter(|r| r.kind != ReferenceKind::Date);
    let mut names: Names<'_> = told.clone().map(|r| (r.kind, r.key.as_str())).collect();
    names.sort_unstable();
    names.dedup();
    let mut out = vec![Vec::new(); document.sentences.len()];
    for reference in told {
        let after = document.sentences.partition_point(|s| s.span.start <= reference.span.start);
        let within = after.checked_sub(1).filter(|&s| reference.span.end <= document.sentences[s].span.end);
        let place = names.binary_search(&(reference.kind, reference.key.as_str()));
        if let (Some(named), Ok(place)) = (within.and_then(|s| out.get_mut(s)), place) {
            named.push(place);
        }
    }
    for named in &mut out {
        named.sort_unstable();
        named.dedup();
    }
    (names, out)
}

/// The bit of a clause's kind and stance.
fn kind(clause: &Clause) -> usize {
    let stance = clause.stance.map_or(0, |stance| 1 + stance as usize);
    clause.kind as usize * (1 + Stance::ALL.len()) + stance
}

/// The clauses of both documents, by sentence.
pub struct Kinds<'a> {
    kinds: (&'a [u128], &'a [u128]),
    /// What each newer and each older sentence is about, by the places of topics among those of both.
    about: (Vec<Vec<usize>>, Vec<Vec<usize>>),
    /// How much that weighs in all.
    weight: (Vec<f64>, Vec<f64>),
    /// How rare each topic is, squared.
    rarity: Vec<f64>,
    /// What each newer and each older sentence names, by the places of names among those of both.
    named: (Vec<Vec<usize>>, Vec<Vec<usize>>),
    /// Whether the clauses of one of the documents are not known at all.
    unread: bool,
}

impl<'a> Kinds<'a> {
    /// The clauses of both documents.
    pub fn of(older: &'a Said<'a>, newer: &'a Said<'a>) -> Self {
        let (places, count) = places(&newer.topics, &older.topics);
        let moved = |about: &[Vec<usize>], places: &[usize]| -> Vec<Vec<usize>> {
            about.iter().map(|topics| topics.iter().map(|&t| places[t]).collect()).collect()
        };
        let about = (moved(&newer.about, &places.0), moved(&older.about, &places.1));
        let mut counts = vec![0.0; count];
        about.0.iter().chain(&about.1).flatten().for_each(|&topic| counts[topic] += 1.0);
        let all = (older.about.len() + newer.about.len()) as f64 + 4.0;
        let rarity: Vec<f64> =
            counts.into_iter().map(|count: f64| (all / (1.0 + count)).ln().max(0.05).powi(2)).collect();
        let weigh = |about: &[Vec<usize>]| about.iter().map(|topics| topics.iter().map(|&t| rarity[t]).sum()).collect();
        let weight = (weigh(&about.0), weigh(&about.1));
        let names = self::places(&newer.names, &older.names).0;
        let named = (moved(&newer.named, &names.0), moved(&older.named, &names.1));
        Self { kinds: (&newer.kinds, &older.kinds), about, weight, rarity, named, unread: !older.read || !newer.read }
    }

    /// The share of kinds and stances that both have.
    pub fn alike(&self, n: usize, o: usize) -> f64 {
        let (new, old) = (self.kinds.0[n], self.kinds.1[o]);
        let either = (new | old).count_ones();
        if either == 0 { UNKNOWN } else { f64::from((new & old).count_ones()) / f64::from(either) }
    }

    /// The share of what is named that both name.
    pub fn named(&self, n: usize, o: usize) -> f64 {
        let (new, old) = (&self.named.0[n], &self.named.1[o]);
        if new.is_empty() && old.is_empty() {
            return UNKNOWN;
        }
        let both = new.iter().filter(|name| old.contains(name)).count();
        both as f64 / (new.len() + old.len() - both) as f64
    }

    /// The cosine of the topics of their clauses, rare ones counting more; of a document without a clause nobody knows.
    pub fn topics(&self, n: usize, o: usize) -> f64 {
        if self.unread {
            return UNKNOWN;
        }
        let (new, old) = (&self.about.0[n], &self.about.1[o]);
        let both: f64 = new.iter().filter(|topic| old.contains(topic)).map(|&topic| self.rarity[topic]).sum();
        if both > 0.0 { both / (self.weight.0[n] * self.weight.1[o]).sqrt() } else { 0.0 }
    }
}

/// Where the things of two ordered lists stand among those of both, and how many these are.
fn places<T: Ord>(a: &[T], b: &[T]) -> ((Vec<usize>, Vec<usize>), usize) {
    let (mut left, mut right, mut count) = (Vec::with_capacity(a.len()), Vec::with_capacity(b.len()), 0);
    while left.len() < a.len() || right.len() < b.len() {
        let order = match (a.get(left.len()), b.get(right.len())) {
            (Some(x), Some(y)) => x.cmp(y),
            (Some(_), None) => Ordering::Less,
            _ => Ordering::Greater,
        };
        if order != Ordering::Greater {
            left.push(count);
        }
        if order != Ordering::Less {
            right.push(count);
        }
        count += 1;
    }
    ((left, right), count)
}

#[cfg(test)]
mod tests {
    use super::Themes;
    use crate::link::wording::Wording;
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
            let read = |document| Wording::of((document, &nothing), &Vec::new(), (compare, None));
            let sides = (read(&old), read(&new));
            let themes = Themes::of(&sides.0, &sides.1, |s| s.ideas.clone(), |_| 1.0);
            (themes.cosine(0, 0), themes.contained(0, 0))
        };
        assert_eq!(alike("渔场争端应当谈判。", "渔场争端应当磋商。"), (1.0, 1.0));
        assert_eq!(alike("渔场争端应当谈判。", "渔场争端由来已久。"), (0.0, 0.0));
    }
}
