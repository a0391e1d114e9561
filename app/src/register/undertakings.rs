//! Questions to the register.

use super::filter::UndertakingFilter;
use super::sources::now;
use super::{Ledger, Workspace};
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
pub const FIELDS: &[&str] = &[
    "status",
    "body",
    "instrument",
    "deadline",
    "topics",
    "tags",
    "assignee",
    "binding",
    "catalysts",
    "disputed",
    "note",
];

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
        Ok(ledger.shown_today().entries.into_iter().filter(|entry| filter.lets(entry)).collect())
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

    /// The decisions about an entry, those from before it had a number or stood elsewhere included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history(&self, entry: &Undertaking) -> Result<Vec<Decision>> {
        let about: Vec<i64> = match self.entry(&entry.undertaking).await {
            Ok(entry) => entry.decisions,
            Err(_) => Vec::new(),
        };
        // A number is for ever; the id of a clause may be another clause's by now.
        let numbered = entry.undertaking != entry.clause;
        let mut decisions = self.decisions(None).await?;
        decisions.retain(|d| about.contains(&d.seq) || numbered && d.subject == entry.undertaking);
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

impl Ledger {
    /// With every entry as people are shown it today.
    pub(crate) fn shown_today(mut self) -> Self {
        let (today, yellow) = (now(), self.yellow);
        self.entries.iter_mut().for_each(|entry| shown(entry, &today[..10], yellow));
        self
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

/// The end of a deadline: `2025` of `2020/2025`; none of an open end.
pub(crate) fn last_day(deadline: &str) -> Option<&str> {
    deadline.rsplit('/').next().filter(|end| *end != ".." && !end.is_empty())
}
