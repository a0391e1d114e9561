//! What a comparison comes to, on one screen.

use super::{Comparison, Row};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Relations in the order a reader wants them.
pub const RELATIONS: [&str; 8] =
    ["new", "strengthened", "softened", "dropped", "expanded", "narrowed", "reworded", "verbatim"];

/// The relations a reader asks for first.
pub const LEADING: [&str; 4] = ["new", "strengthened", "softened", "dropped"];

/// Counts, and what leads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Summary {
    /// Rows by relation.
    pub relations: BTreeMap<String, usize>,
    /// Rows by topic, then relation; empty where nothing is known of topics.
    pub topics: BTreeMap<String, BTreeMap<String, usize>>,
    /// For each leading relation the places of its rows among the rows, the weightiest first.
    pub leading: BTreeMap<String, Vec<usize>>,
}

/// Which rows are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct Filter {
    /// Only what is about this topic.
    #[arg(long)]
    pub topic: Option<String>,
    /// Only where this party acts.
    #[arg(long)]
    pub party: Option<String>,
    /// Only with a clause of this kind.
    #[arg(long)]
    pub kind: Option<String>,
    /// Only this relation.
    #[arg(long)]
    pub relation: Option<String>,
}

impl Filter {
    fn about(&self, row: &Row) -> bool {
        let lists = |wanted: &Option<String>, have: &[String]| wanted.as_ref().is_none_or(|w| have.contains(w));
        lists(&self.topic, &row.topics) && lists(&self.party, &row.actors) && lists(&self.kind, &row.kinds)
    }

    fn is(&self, row: &Row) -> bool {
        self.relation.as_ref().is_none_or(|wanted| row.change.relation == *wanted)
    }
}

impl Comparison {
    /// Keeps the rows the filter asks for. Counts are of all relations, so that a reader sees what else there is.
    #[must_use]
    pub fn only(mut self, filter: &Filter) -> Self {
        self.rows.retain(|row| filter.about(row));
        let mut summary = Summary::default();
        for row in &self.rows {
            let relation = || row.change.relation.clone();
            *summary.relations.entry(relation()).or_default() += 1;
            for topic in &row.topics {
                *summary.topics.entry(topic.clone()).or_default().entry(relation()).or_default() += 1;
            }
        }
        self.rows.retain(|row| filter.is(row));
        for relation in LEADING {
            let of = |n: &usize| self.rows[*n].change.relation == relation;
            let mut places: Vec<usize> = (0..self.rows.len()).filter(of).collect();
            places.sort_by_key(|&n| (std::cmp::Reverse(self.rows[n].weight), n));
            summary.leading.insert(relation.to_owned(), places);
        }
        self.summary = summary;
        self
    }
}

/// Undertakings before stances, stances before records, everything before ceremony.
pub(super) fn weight(kind: &str) -> u8 {
    match kind {
        "commitment" | "mandate" => 3,
        "call" | "position" => 2,
        "record" => 1,
        _ => 0,
    }
}

impl Summary {
    /// `12 new, 3 firmer …`, in the order of [`RELATIONS`].
    pub(super) fn line(&self) -> String {
        let counts = RELATIONS.iter().filter_map(|r| self.relations.get(*r).map(|n| format!("{n} {r}")));
        counts.collect::<Vec<_>>().join(", ")
    }

    /// Each topic with its counts, the busiest first.
    pub(super) fn by_topic(&self) -> Vec<(&str, String)> {
        let changed = |counts: &BTreeMap<String, usize>| {
            counts.iter().filter(|(relation, _)| *relation != "verbatim").map(|(_, n)| n).sum::<usize>()
        };
        let mut topics: Vec<_> = self.topics.iter().collect();
        topics.sort_by_key(|(topic, counts)| (std::cmp::Reverse(changed(counts)), topic.as_str()));
        let said = |counts: &BTreeMap<String, usize>| {
            let parts = RELATIONS.iter().filter_map(|r| counts.get(*r).map(|n| format!("{n} {r}")));
            parts.collect::<Vec<_>>().join(", ")
        };
        topics.into_iter().map(|(topic, counts)| (topic.as_str(), said(counts))).collect()
    }
}
