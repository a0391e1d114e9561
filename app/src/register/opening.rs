//! Opening the register for a document: the act that freezes numbers.

use super::act::Opening;
use super::{Anchor, Draft, Hand, Ledger, Workspace};
use crate::people::Action;
use crate::shape::Document;
use crate::{Error, Result};
use std::collections::BTreeMap;

impl Workspace {
    /// The numbers that opening the register for a document would give now; none where nothing is left to number.
    ///
    /// # Errors
    /// When there is no such document, or the database fails.
    pub async fn opening(&self, document: &str) -> Result<Opening> {
        let document = self.document(document).await?;
        let ledger = self.ledger().await?;
        Ok(Opening { numbers: numbered(&ledger, &document), series: series(&document) })
    }

    /// Opens the register for a document: every entry gets a number that it keeps for ever. Entries that a
    /// later reading adds are numbered by opening again; none is ever renumbered.
    ///
    /// # Errors
    /// When there is no such document, it is not allowed, nothing is left to number, or the database fails.
    pub async fn open_register(&self, document: &str, hand: &Hand) -> Result<Opening> {
        let document = self.document(document).await?;
        hand.rights.allow(Action::Open, &document.parties)?;
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
        let (by, note, subject) = (hand.by.clone(), hand.why.clone(), document.document);
        self.decide(Draft { by, note, subject, action: "open".into(), value, since: Some(ledger.head) }).await?;
        Ok(opening)
    }
}

/// `CHN-RUS 2024`, whoever is named first in the title: a pair has one series a year. A document without date or
/// parties counts in a series of its own.
fn series(document: &Document) -> String {
    let year = document.date.as_deref().and_then(|d| d.get(..4));
    let mut parties = document.parties.clone();
    parties.sort();
    match (parties.is_empty(), year) {
        (false, Some(year)) => format!("{} {year}", parties.join("-")),
        _ => document.document.clone(),
    }
}

/// New numbers for what has none, after the highest given out in the series.
fn numbered(ledger: &Ledger, document: &Document) -> BTreeMap<String, Anchor> {
    let prefix = format!("{}/", series(document));
    let highest =
        ledger.numbers.keys().filter_map(|n| n.strip_prefix(&prefix)?.parse::<usize>().ok()).max().unwrap_or(0);
    let fresh = ledger.all().filter(|(e, _)| {
        e.undertaking.document == document.document && e.undertaking.undertaking == e.undertaking.clause
    });
    fresh.zip(highest + 1..).map(|((_, anchor), n)| (format!("{prefix}{n:03}"), anchor.clone())).collect()
}
