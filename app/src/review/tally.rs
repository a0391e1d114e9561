//! The register in numbers: by topic, body, party, status and year, each with how much of it was assessed.

use crate::register::{STATUSES, assessed};
use crate::shape::entry::Entry;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// How many entries stand under one value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Count {
    /// The value; empty where an entry has none.
    pub key: String,
    /// All entries.
    pub all: usize,
    /// Those somebody assessed.
    pub assessed: usize,
    /// By status, in the order of the statuses.
    pub statuses: Vec<usize>,
}

/// The whole register in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Tally {
    /// The statuses, in order.
    pub statuses: Vec<String>,
    /// Everything.
    pub all: Count,
    /// By topic; an entry with two topics counts under both.
    pub topic: Vec<Count>,
    /// By responsible body.
    pub body: Vec<Count>,
    /// By party bound.
    pub party: Vec<Count>,
    /// By traffic light.
    pub light: Vec<Count>,
    /// By year of the document.
    pub year: Vec<Count>,
    /// By year of the deadline.
    pub due: Vec<Count>,
}

/// Counts everything. `dates` are those of the documents.
#[must_use]
pub fn tally<'e>(entries: impl IntoIterator<Item = &'e Entry>, dates: &BTreeMap<String, String>) -> Tally {
    let entries: Vec<&Entry> = entries.into_iter().collect();
    let entries = entries.as_slice();
    let year = |date: Option<&str>| date.map(|d| d.chars().take(4).collect::<String>()).unwrap_or_default();
    let one = |value: String| vec![value];
    Tally {
        statuses: STATUSES.iter().map(|s| (*s).to_owned()).collect(),
        all: by(entries, |_| one(String::new())).pop().unwrap_or_default(),
        topic: most(by(entries, |e| or_none(&e.undertaking.topics))),
        body: most(by(entries, |e| one(e.undertaking.body.clone().unwrap_or_default()))),
        party: most(by(entries, |e| or_none(&e.undertaking.parties))),
        light: by(entries, |e| one(e.light.clone())),
        year: by(entries, |e| one(year(dates.get(&e.undertaking.document).map(String::as_str)))),
        due: by(entries, |e| one(year(e.undertaking.deadline.as_deref().and_then(crate::register::last_day)))),
    }
}

fn or_none(values: &[String]) -> Vec<String> {
    if values.is_empty() { vec![String::new()] } else { values.to_vec() }
}

fn by(entries: &[&Entry], keys: impl Fn(&Entry) -> Vec<String>) -> Vec<Count> {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for entry in entries {
        for key in keys(entry) {
            let fresh = || Count { key: key.clone(), statuses: vec![0; STATUSES.len()], ..Count::default() };
            let count = counts.entry(key.clone()).or_insert_with(fresh);
            count.all += 1;
            count.assessed += usize::from(assessed(entry));
            if let Some(at) = STATUSES.iter().position(|s| *s == entry.undertaking.status) {
                count.statuses[at] += 1;
            }
        }
    }
    counts.into_values().collect()
}

/// The largest first; what has no value last.
fn most(mut counts: Vec<Count>) -> Vec<Count> {
    counts.sort_by_key(|c| (c.key.is_empty(), std::cmp::Reverse(c.all)));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(document: &str, status: &str, topics: &[&str]) -> Entry {
        let mut entry = Entry::default();
        entry.undertaking.document = document.into();
        entry.undertaking.status = status.into();
        entry.undertaking.topics = topics.iter().map(|t| (*t).to_owned()).collect();
        entry
    }

    #[test]
    fn what_nobody_assessed_shows_in_every_figure() {
        let entries =
            [entry("a", "done", &["x", "y"]), entry("a", "not assessed", &["x"]), entry("b", "not assessed", &[])];
        let dates = [("a".to_owned(), "2031-05-06".to_owned())].into();
        let t = tally(&entries, &dates);
        assert_eq!((t.all.all, t.all.assessed), (3, 1));
        let topics: Vec<(&str, usize, usize)> = t.topic.iter().map(|c| (c.key.as_str(), c.all, c.assessed)).collect();
        assert_eq!(topics, [("x", 2, 1), ("y", 1, 1), ("", 1, 0)]);
        assert_eq!(t.year.iter().map(|c| (c.key.as_str(), c.all)).collect::<Vec<_>>(), [("", 1), ("2031", 2)]);
        assert!(t.topic.iter().all(|c| c.statuses.iter().sum::<usize>() == c.all));
    }
}
