//! The life of an undertaking across documents: where it was first made, repeated, dropped.

use crate::register::{Found, Linked};
use std::collections::{BTreeMap, BTreeSet};

/// Fills in the lineage of every undertaking from the links between its sentence and those of other documents.
pub(super) fn trace(documents: &mut [Found], links: &[Linked]) {
    let threads = Threads::of(links);
    let dates: BTreeMap<String, String> =
        documents.iter().map(|f| (f.document.document.clone(), f.document.date.clone().unwrap_or_default())).collect();
    for found in documents {
        let sentence_of: BTreeMap<&str, &str> =
            found.clauses.iter().map(|(c, _)| (c.clause.as_str(), c.sentence.as_str())).collect();
        for undertaking in &mut found.undertakings {
            let Some(sentence) = sentence_of.get(undertaking.clause.as_str()) else { continue };
            let by_date = |d: &String| (dates.get(d).cloned().unwrap_or_default(), d.clone());
            let before = reached(sentence, &threads.older);
            let after = reached(sentence, &threads.newer);
            undertaking.first_made_in = before.into_iter().chain([undertaking.document.clone()]).min_by_key(by_date);
            let mut after: Vec<String> = after.into_iter().collect();
            after.sort_by_key(by_date);
            let last = after.last().map(by_date);
            let dropped = threads.dropped.get(*sentence).into_iter().flatten();
            undertaking.dropped_in =
                dropped.filter(|d| last.as_ref().is_none_or(|l| by_date(d) > *l)).min_by_key(|d| by_date(d)).cloned();
            undertaking.repeated_in = after;
        }
    }
}

type Edges<'l> = BTreeMap<&'l str, Vec<&'l str>>;

/// Sentence to sentences.
#[derive(Default)]
struct Threads<'l> {
    older: Edges<'l>,
    newer: Edges<'l>,
    /// Sentence to the newer documents in which nothing answers it.
    dropped: BTreeMap<&'l str, Vec<String>>,
}

impl<'l> Threads<'l> {
    fn of(links: &'l [Linked]) -> Self {
        let mut threads = Self::default();
        for (change, _) in links.iter().flat_map(|linked| &linked.changes) {
            for older in &change.older_sentences {
                match &change.newer_sentence {
                    Some(newer) => {
                        threads.older.entry(newer).or_default().push(older);
                        threads.newer.entry(older).or_default().push(newer);
                    }
                    None => threads.dropped.entry(older).or_default().push(change.newer.clone()),
                }
            }
        }
        threads
    }
}

/// The documents of all sentences that can be reached along `edges`.
fn reached(from: &str, edges: &Edges<'_>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(sentence) = open.pop() {
        for next in edges.get(sentence).into_iter().flatten() {
            if seen.insert(*next) {
                open.push(next);
            }
        }
    }
    seen.iter().filter_map(|s| s.split_once('#')).map(|(document, _)| document.to_owned()).collect()
}
