//! Entries of the register: what was derived, with everything people decided about it.

use super::Workspace;
use super::filter::UndertakingFilter;
use crate::shape::{Clause, Decision, Undertaking};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The states an entry can be in; the first is the one nobody has decided about.
pub const STATUSES: &[&str] = &["not assessed", "not started", "under way", "done", "overdue", "superseded", "dropped"];

/// The fields `register set` may change.
pub const FIELDS: &[&str] = &["status", "body", "instrument", "deadline", "topics", "note"];

/// A decision whose words no longer stand where they stood.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Attention {
    /// Number of the decision.
    pub seq: i64,
    /// What it was about.
    pub subject: String,
    /// The words it was about.
    pub words: String,
    /// What stands at that provision now.
    pub now: Option<String>,
}

/// Where a decision is anchored: document, provision and quoted words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Id of the document.
    pub document: String,
    /// Its provision.
    pub eid: String,
    /// The clause, word for word.
    pub words: String,
    /// Which one, counting from 0, where a provision says the same words more than once.
    #[serde(default)]
    pub nth: usize,
}

/// The value of an `open` decision: the numbers given, and to what.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Opening {
    /// `CHN-RUS 2024`.
    pub series: String,
    /// Number of each entry.
    pub numbers: BTreeMap<String, Anchor>,
}

/// The value of a `set` decision.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Setting {
    /// Which field.
    pub field: String,
    /// To what.
    pub value: String,
    /// Where it is anchored.
    pub anchor: Anchor,
}

impl Workspace {
    /// Entries of the register, in the order of the documents and of the text.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undertakings(&self, filter: &UndertakingFilter) -> Result<Vec<Undertaking>> {
        let ledger = self.ledger().await?;
        Ok(ledger.entries.into_iter().filter(|entry| asked(filter, entry)).map(|entry| entry.row).collect())
    }

    /// One entry, by its number or by the id of its clause.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn undertaking(&self, id: &str) -> Result<Undertaking> {
        Ok(self.ledger().await?.entry(id)?.row.clone())
    }

    /// Decisions whose words no longer stand where they stood: for people to look at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attention(&self) -> Result<Vec<Attention>> {
        Ok(self.ledger().await?.attention)
    }

    /// Everything about the register at once.
    pub(super) async fn ledger(&self) -> Result<Ledger> {
        let rows: Vec<Undertaking> = self.rows("select shape from undertakings order by document, nth", &[]).await?;
        let clauses: Vec<Clause> = self
            .rows("select shape from clauses where kind = 'commitment' or kind = 'mandate' order by document, nth", &[])
            .await?;
        let mut ledger = Ledger::new(rows, clauses);
        for decision in self.decisions(None).await? {
            ledger.fold(&decision);
        }
        Ok(ledger)
    }
}

/// An entry with the words of its clause.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) row: Undertaking,
    pub(super) anchor: Anchor,
}

/// The register: entries as derived, with the decisions folded in one after the other.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) entries: Vec<Entry>,
    pub(super) attention: Vec<Attention>,
    /// Numbers that were given out, whether their words still stand or not.
    pub(super) numbers: BTreeMap<String, Anchor>,
}

impl Ledger {
    fn new(rows: Vec<Undertaking>, clauses: Vec<Clause>) -> Self {
        let mut words: BTreeMap<String, Clause> = clauses.into_iter().map(|c| (c.clause.clone(), c)).collect();
        let mut seen: BTreeMap<(String, String, String), usize> = BTreeMap::new();
        let mut entries = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(clause) = words.remove(&row.clause) else { continue };
            let nth = seen.entry((clause.document.clone(), clause.eid.clone(), clause.text.clone())).or_default();
            let anchor = Anchor { document: clause.document, eid: clause.eid, words: clause.text, nth: *nth };
            *nth += 1;
            entries.push(Entry { row, anchor });
        }
        Self { entries, ..Self::default() }
    }

    /// The entry of that number or clause.
    pub(super) fn entry(&self, id: &str) -> Result<&Entry> {
        self.entries.iter().find(|e| e.row.undertaking == id || e.row.clause == id).ok_or_else(|| {
            Error::missing(
                format!("found no undertaking `{id}` in the register"),
                "list them with `chancery register list`",
            )
        })
    }

    /// Where an anchor holds: at its place, or where the same words now stand once in the same document.
    pub(super) fn holds(&self, anchor: &Anchor) -> Option<usize> {
        self.entries.iter().position(|e| e.anchor == *anchor).or_else(|| {
            let same = |e: &Entry| e.anchor.document == anchor.document && e.anchor.words == anchor.words;
            let mut places = self.entries.iter().enumerate().filter(|(_, e)| same(e));
            let first = places.next()?.0;
            places.next().is_none().then_some(first)
        })
    }

    fn fold(&mut self, decision: &Decision) {
        match decision.action.as_str() {
            "open" => {
                for (number, anchor) in parsed::<Opening>(decision).numbers {
                    self.number(decision, &number, &anchor);
                    self.numbers.insert(number, anchor);
                }
            }
            "set" => {
                let setting: Setting = parsed(decision);
                match self.holds(&setting.anchor) {
                    Some(at) => set(&mut self.entries[at].row, &setting),
                    None => self.put_up(decision, &decision.subject, &setting.anchor),
                }
            }
            _ => {}
        }
    }

    fn number(&mut self, decision: &Decision, number: &str, anchor: &Anchor) {
        match self.holds(anchor) {
            Some(at) => self.entries[at].row.undertaking = number.to_owned(),
            None => self.put_up(decision, number, anchor),
        }
    }

    fn put_up(&mut self, decision: &Decision, subject: &str, anchor: &Anchor) {
        let here = |e: &&Entry| e.anchor.document == anchor.document && e.anchor.eid == anchor.eid;
        let now = self.entries.iter().find(here).map(|e| e.anchor.words.clone());
        let (subject, words) = (subject.to_owned(), anchor.words.clone());
        self.attention.push(Attention { seq: decision.seq, subject, words, now });
    }
}

fn parsed<T: Default + serde::de::DeserializeOwned>(decision: &Decision) -> T {
    serde_json::from_str(&decision.value).unwrap_or_default()
}

fn set(row: &mut Undertaking, setting: &Setting) {
    let value = (!setting.value.is_empty()).then(|| setting.value.clone());
    match setting.field.as_str() {
        "status" => row.status = setting.value.clone(),
        "body" => row.body = value,
        "instrument" => row.instrument = value,
        "deadline" => row.deadline = value,
        "topics" => {
            row.topics = setting.value.split(',').map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect()
        }
        _ => {}
    }
}

fn asked(filter: &UndertakingFilter, entry: &Entry) -> bool {
    let row = &entry.row;
    let is = |wanted: &Option<String>, value: Option<&str>| {
        wanted.as_deref().is_none_or(|w| w.is_empty() || value == Some(w))
    };
    let lists =
        |wanted: &Option<String>, values: &[String]| wanted.as_ref().is_none_or(|w| w.is_empty() || values.contains(w));
    let holds = |wanted: &Option<String>, value: &str| {
        wanted.as_ref().is_none_or(|w| value.to_lowercase().contains(&w.to_lowercase()))
    };
    is(&filter.document, Some(&row.document))
        && lists(&filter.party, &row.parties)
        && is(&filter.body, row.body.as_deref())
        && lists(&filter.topic, &row.topics)
        && is(&filter.status, Some(&row.status))
        && filter.deadline_before.as_deref().is_none_or(|before| {
            before.is_empty() || row.deadline.as_deref().and_then(last_day).is_some_and(|end| end < before)
        })
        && holds(&filter.text, &entry.anchor.words)
}

/// The end of a deadline: `2025` of `2020/2025`; none of an open end.
fn last_day(deadline: &str) -> Option<&str> {
    deadline.rsplit('/').next().filter(|end| *end != ".." && !end.is_empty())
}
