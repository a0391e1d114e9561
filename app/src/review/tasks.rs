//! What waits for whom: entries assigned, codings, differences to settle, scores to sign, words that changed.

use crate::register::Attention;
use crate::shape::assessment::{Assessment, Cycle};
use crate::shape::entry::Entry;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Where an entry stands in a round of assessment, in the order of the work.
pub const STATES: [&str; 5] = ["unselected", "coding", "differ", "to-sign", "signed"];

/// Where an entry stands in a round.
#[must_use]
pub fn state(entry: &Entry, cycle: &str) -> &'static str {
    let Some(assessment) = entry.assessments.get(cycle).filter(|a| a.rubric.is_some()) else { return STATES[0] };
    match assessment.codings.len() {
        _ if assessment.signed.is_some() => "signed",
        0 | 1 => "coding",
        _ if differing(assessment).is_empty() => "to-sign",
        _ => "differ",
    }
}

/// The parties that two coders scored differently and nobody settled.
#[must_use]
pub fn differing(assessment: &Assessment) -> BTreeSet<&str> {
    let coded = assessment.codings.iter().flat_map(|c| c.scores.keys());
    coded.filter(|party| !assessment.scores.contains_key(*party)).map(String::as_str).collect()
}

/// An entry that waits in a round.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Waiting {
    /// The round.
    pub cycle: String,
    /// Its last day.
    pub until: String,
    /// The entry.
    pub entry: Entry,
}

/// What waits for somebody.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Tasks {
    /// For whom; for anybody where nobody is named.
    pub who: String,
    /// Assigned to them and not finished.
    pub assigned: Vec<Entry>,
    /// What is overdue, whoever works on it.
    pub overdue: Vec<Entry>,
    /// What they could code: two have not coded yet, and they are neither of those who have.
    pub coding: Vec<Waiting>,
    /// Differences between two others.
    pub settling: Vec<Waiting>,
    /// What is agreed and wants a signature.
    pub signing: Vec<Waiting>,
    /// Decisions whose words changed.
    pub attention: Vec<Attention>,
}

/// Draws up the list for `who`, the most pressing first.
#[must_use]
pub fn tasks(who: &str, entries: &[Entry], cycles: &[Cycle], attention: &[Attention]) -> Tasks {
    let mut out = Tasks { who: who.to_owned(), attention: attention.to_vec(), ..Tasks::default() };
    for entry in entries {
        let finished = ["done", "superseded", "dropped"].contains(&entry.undertaking.status.as_str());
        if !who.is_empty() && entry.assignee.as_deref() == Some(who) && !finished {
            out.assigned.push(entry.clone());
        }
        if entry.light == "red" {
            out.overdue.push(entry.clone());
        }
        for cycle in cycles {
            waits(who, entry, cycle, &mut out);
        }
    }
    let due = |entry: &Entry| super::light::due(entry).unwrap_or_else(|| "9999".into());
    out.assigned.sort_by_cached_key(due);
    out.overdue.sort_by_cached_key(due);
    out
}

fn waits(who: &str, entry: &Entry, cycle: &Cycle, out: &mut Tasks) {
    let coded = entry.assessments.get(&cycle.cycle).is_some_and(|a| a.codings.iter().any(|c| c.by == who));
    let list = match state(entry, &cycle.cycle) {
        "coding" if !coded => &mut out.coding,
        "differ" if !coded => &mut out.settling,
        "to-sign" => &mut out.signing,
        _ => return,
    };
    list.push(Waiting { cycle: cycle.cycle.clone(), until: cycle.to.clone(), entry: entry.clone() });
}

/// How much two wordings have in common, 0 to 1: pairs of characters they share.
#[must_use]
pub fn likeness(one: &str, other: &str) -> f64 {
    let pairs = |text: &str| {
        let characters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        characters.windows(2).map(|pair| (pair[0], pair[1])).collect::<BTreeSet<_>>()
    };
    let (one, other) = (pairs(one), pairs(other));
    let size = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let all = size(one.len() + other.len());
    if all == 0.0 { 0.0 } else { 2.0 * size(one.intersection(&other).count()) / all }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::assessment::{Coding, Rubric};

    fn coded(codings: &[(&str, &str)]) -> Entry {
        let mut entry = Entry::default();
        let coding = |(by, score): &(&str, &str)| Coding {
            by: (*by).into(),
            scores: [("XLV".to_owned(), (*score).to_owned())].into(),
            ..Coding::default()
        };
        let mut a = Assessment { rubric: Some(Rubric::default()), ..Assessment::default() };
        a.codings = codings.iter().map(coding).collect();
        if let [one, other] = codings
            && one.1 == other.1
        {
            a.scores = a.codings[0].scores.clone();
        }
        entry.assessments.insert("c".into(), a);
        entry
    }

    #[test]
    fn everybody_is_shown_what_they_may_do() {
        let entries = [
            Entry::default(),
            coded(&[]),
            coded(&[("anna", "0")]),
            coded(&[("anna", "0"), ("bela", "+1")]),
            coded(&[("anna", "0"), ("bela", "0")]),
        ];
        assert_eq!(entries.each_ref().map(|e| state(e, "c")), ["unselected", "coding", "coding", "differ", "to-sign"]);
        let cycles = [Cycle { cycle: "c".into(), ..Cycle::default() }];
        let of = |who: &str| {
            let t = tasks(who, &entries, &cycles, &[]);
            [t.coding.len(), t.settling.len(), t.signing.len()]
        };
        assert_eq!(of("anna"), [1, 0, 1]);
        assert_eq!(of("cleo"), [2, 1, 1]);
    }

    #[test]
    fn wordings_are_compared_by_what_they_share() {
        assert!(likeness("建成港口铁路", "建成港口的铁路") > likeness("建成港口铁路", "扩大农业合作"));
        assert!(likeness("", "") == 0.0);
    }
}
