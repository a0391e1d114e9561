//! Questions to the register.

use super::Workspace;
use super::filter::UndertakingFilter;
use super::sources::now;
use crate::Result;
use crate::review::light::light;
use crate::shape::assessment::Cycle;
use crate::shape::entry::{Entry, Meeting};
use crate::shape::{Decision, Undertaking};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The states an entry can be in; the first is the one nobody has decided about.
pub const STATUSES: &[&str] = &["not assessed", "not started", "under way", "done", "overdue", "superseded", "dropped"];

/// The fields `register set` may change.
pub const FIELDS: &[&str] = &["status", "body", "instrument", "deadline", "topics", "tags", "disputed", "note"];

/// A decision whose words no longer stand where they stood, or are read as something else now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Attention {
    /// Number of the decision.
    pub seq: i64,
    /// What it was about.
    pub subject: String,
    /// The document.
    pub document: String,
    /// The provision.
    pub eid: String,
    /// The words it was about.
    pub words: String,
    /// What stands at that provision now.
    pub now: Option<String>,
    /// Whether the words still stand in the text, though no longer as an undertaking.
    pub stands: bool,
}

impl Workspace {
    /// Entries of the register, in the order of the documents and of the text.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undertakings(&self, filter: &UndertakingFilter) -> Result<Vec<Undertaking>> {
        Ok(self.entries(filter).await?.into_iter().map(|entry| entry.undertaking).collect())
    }

    /// The same with everything people decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entries(&self, filter: &UndertakingFilter) -> Result<Vec<Entry>> {
        let ledger = self.ledger().await?;
        let (today, yellow) = (now(), ledger.yellow);
        let mut entries: Vec<Entry> = ledger.entries.into_iter().filter(|entry| asked(filter, entry)).collect();
        entries.iter_mut().for_each(|entry| shown(entry, &today[..10], yellow));
        Ok(entries)
    }

    /// One entry, by its number or by the id of its clause.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn undertaking(&self, id: &str) -> Result<Undertaking> {
        Ok(self.ledger().await?.entry(id)?.undertaking.clone())
    }

    /// The same with everything people decided.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn entry(&self, id: &str) -> Result<Entry> {
        let ledger = self.ledger().await?;
        let mut entry = ledger.entry(id)?.clone();
        shown(&mut entry, &now()[..10], ledger.yellow);
        Ok(entry)
    }

    /// The decisions about an entry, those from before it had a number included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history(&self, entry: &Undertaking) -> Result<Vec<Decision>> {
        let mut decisions = self.decisions(Some(&entry.undertaking)).await?;
        if entry.undertaking != entry.clause {
            decisions.extend(self.decisions(Some(&entry.clause)).await?);
            decisions.sort_by_key(|d| d.seq);
        }
        Ok(decisions)
    }

    /// The cycles of assessment that were opened, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cycles(&self) -> Result<Vec<Cycle>> {
        Ok(self.ledger().await?.cycles)
    }

    /// The meetings that were opened, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn meetings(&self) -> Result<Vec<Meeting>> {
        Ok(self.ledger().await?.meetings)
    }

    /// Decisions whose words no longer stand where they stood: for people to look at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attention(&self) -> Result<Vec<Attention>> {
        Ok(self.ledger().await?.attention)
    }
}

/// As people are shown it on that day.
pub(crate) fn shown(entry: &mut Entry, today: &str, yellow: i64) {
    sealed(entry);
    entry.light = light(entry, today, yellow).to_owned();
}

/// Keeps from everybody what the first coder said until the second has coded.
fn sealed(entry: &mut Entry) {
    for coding in entry.assessments.values_mut().filter(|a| a.codings.len() == 1).flat_map(|a| &mut a.codings) {
        coding.scores.clear();
        coding.met.clear();
    }
}

fn asked(filter: &UndertakingFilter, entry: &Entry) -> bool {
    let row = &entry.undertaking;
    let is = |wanted: &Option<String>, value: Option<&str>| {
        wanted.as_deref().is_none_or(|w| w.is_empty() || value == Some(w))
    };
    let lists =
        |wanted: &Option<String>, values: &[String]| wanted.as_ref().is_none_or(|w| w.is_empty() || values.contains(w));
    let holds = |wanted: &Option<String>, value: &str| {
        wanted.as_ref().is_none_or(|w| value.to_lowercase().contains(&w.to_lowercase()))
    };
    let body = |wanted: &Option<String>| {
        is(wanted, row.body.as_deref()) || entry.shares.iter().any(|s| wanted.as_ref() == Some(&s.body))
    };
    is(&filter.document, Some(&row.document))
        && lists(&filter.party, &row.parties)
        && body(&filter.body)
        && lists(&filter.topic, &row.topics)
        && lists(&filter.tag, &entry.tags)
        && is(&filter.status, Some(&row.status))
        && filter.deadline_before.as_deref().is_none_or(|before| {
            before.is_empty() || row.deadline.as_deref().and_then(last_day).is_some_and(|end| end < before)
        })
        && holds(&filter.text, &entry.words)
}

/// The end of a deadline: `2025` of `2020/2025`; none of an open end.
pub(crate) fn last_day(deadline: &str) -> Option<&str> {
    deadline.rsplit('/').next().filter(|end| *end != ".." && !end.is_empty())
}
