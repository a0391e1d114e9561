//! Acts on the register: opening it for a document, setting a field, adding evidence.

use super::undertakings::{Anchor, FIELDS, Ledger, Opening, STATUSES, Setting};
use super::{Draft, Workspace};
use crate::shape::{Decision, Document};
use crate::{Error, Result};
use std::collections::BTreeMap;

impl Workspace {
    /// Opens the register for a document: every entry gets a number that it keeps for ever. Entries that a
    /// later reading adds are numbered by opening again; none is ever renumbered.
    ///
    /// # Errors
    /// When there is no such document, nothing is left to number, or the database fails.
    pub async fn open_register(&self, document: &str, by: &str) -> Result<Opening> {
        let document = self.document(document).await?;
        let ledger = self.ledger().await?;
        let opening = Opening { numbers: numbered(&ledger, &document), series: series(&document) };
        if opening.numbers.is_empty() {
            return Err(Error::input(
                format!("{}: every undertaking in it has its number already, or it has none", document.document),
                "a document with undertakings that are not numbered yet",
                "see them with `chancery register list`",
            ));
        }
        let value = serde_json::to_string(&opening)?;
        let (by, subject) = (by.to_owned(), document.document);
        self.decide(Draft { by, subject, action: "open".into(), value, note: String::new() }).await?;
        Ok(opening)
    }

    /// Whether a field of an entry can be set to that value.
    ///
    /// # Errors
    /// When there is no such entry or field, the value cannot be, or the database fails.
    pub async fn settable(&self, id: &str, field: &str, value: &str) -> Result<()> {
        settable(field, value)?;
        self.ledger().await?.entry(id).map(|_| ())
    }

    /// Sets one field of an entry.
    ///
    /// # Errors
    /// When there is no such entry or field, the value cannot be, or the database fails.
    pub async fn set(&self, id: &str, field: &str, value: &str, draft: Draft) -> Result<Decision> {
        settable(field, value)?;
        let ledger = self.ledger().await?;
        let entry = ledger.entry(id)?;
        let setting = Setting { field: field.to_owned(), value: value.to_owned(), anchor: entry.anchor.clone() };
        let subject = entry.row.undertaking.clone();
        self.decide(Draft { subject, action: "set".into(), value: serde_json::to_string(&setting)?, ..draft }).await
    }

    /// Adds a piece of evidence to an entry: an address, a quotation, or both.
    ///
    /// # Errors
    /// When there is no such entry, or the database fails.
    pub async fn add_evidence(&self, id: &str, evidence: &BTreeMap<String, String>, draft: Draft) -> Result<Decision> {
        let ledger = self.ledger().await?;
        let entry = ledger.entry(id)?;
        let value = serde_json::json!({ "evidence": evidence, "anchor": entry.anchor }).to_string();
        let subject = entry.row.undertaking.clone();
        self.decide(Draft { subject, action: "evidence".into(), value, ..draft }).await
    }
}

/// `CHN-RUS 2024`; a document without date or parties counts in a series of its own.
fn series(document: &Document) -> String {
    let year = document.date.as_deref().and_then(|d| d.get(..4));
    match (document.parties.is_empty(), year) {
        (false, Some(year)) => format!("{} {year}", document.parties.join("-")),
        _ => document.document.clone(),
    }
}

/// New numbers for what has none, after the highest given out in the series.
fn numbered(ledger: &Ledger, document: &Document) -> BTreeMap<String, Anchor> {
    let series = series(document);
    let prefix = format!("{series}/");
    let highest =
        ledger.numbers.keys().filter_map(|n| n.strip_prefix(&prefix)?.parse::<usize>().ok()).max().unwrap_or(0);
    let fresh =
        ledger.entries.iter().filter(|e| e.row.document == document.document && e.row.undertaking == e.row.clause);
    fresh.zip(highest + 1..).map(|(e, n)| (format!("{prefix}{n:03}"), e.anchor.clone())).collect()
}

fn settable(field: &str, value: &str) -> Result<()> {
    if !FIELDS.contains(&field) {
        return Err(Error::usage(
            format!("found the field `{field}`"),
            format!("one of {}", FIELDS.join(", ")),
            "write FIELD=VALUE",
        ));
    }
    if field == "status" && !STATUSES.contains(&value) {
        let wanted = format!("one of {}", STATUSES.join(", "));
        return Err(Error::usage(format!("found the status `{value}`"), wanted, "write status=\"under way\""));
    }
    if field == "deadline" && !value.is_empty() && !is_date(value) {
        let wanted = "an ISO 8601 date or interval";
        return Err(Error::usage(format!("found the deadline `{value}`"), wanted, "write deadline=2025-12-31"));
    }
    Ok(())
}

fn is_date(value: &str) -> bool {
    let day = |d: &str| d == ".." || (d.len() >= 4 && d.chars().all(|c| c.is_ascii_digit() || c == '-'));
    value.split('/').all(day)
}
