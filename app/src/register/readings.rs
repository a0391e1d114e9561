//! Decisions about single readings, and the derived tables that show what became of them.

use super::{Draft, Hand, Workspace};
use crate::people::Action;
use crate::shape::{Correction, Decision, Suspicion};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// What can be decided about a reading: the proposal is right, the print is right, something else is right,
/// another witness is right.
pub const READING_ACTIONS: [&str; 4] = ["reading.accept", "reading.refuse", "reading.correct", "reading.choose"];

/// The value of a decision about a reading: where, and what shall stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Id of the document.
    pub document: String,
    /// Its provision.
    pub eid: String,
    /// A few characters before the words.
    pub before: String,
    /// The words it is about; empty where something is missing.
    pub words: String,
    /// A few characters after them.
    pub after: String,
    /// What shall stand there; the words themselves where they are found right.
    pub made: String,
}

impl Ruling {
    /// Writes it down as a decision.
    ///
    /// # Errors
    /// When the action is none, it is not allowed, nobody decides, or the database fails.
    pub async fn decide(&self, workspace: &Workspace, action: &str, hand: &Hand) -> Result<Decision> {
        if !READING_ACTIONS.contains(&action) {
            return Err(Error::usage(
                format!("found the action `{action}`"),
                READING_ACTIONS.join(", "),
                "take one of them",
            ));
        }
        if self.made.contains('\n') {
            return Err(Error::usage(
                "found a line break in the reading",
                "characters of one provision",
                "leave it out",
            ));
        }
        workspace.allowed(hand, Action::Reading, &self.document).await?;
        let draft = Draft {
            by: hand.by.clone(),
            subject: self.document.clone(),
            action: action.to_owned(),
            value: serde_json::to_string(self)?,
            note: hand.why.clone(),
            since: None,
        };
        workspace.decide(draft).await
    }
}

impl Workspace {
    /// The suspicions of one document, or of all, in the order of the text.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn suspicions(&self, document: Option<&str>) -> Result<Vec<Suspicion>> {
        let sql = "select shape from suspicions where ($1 = '' or document = $1) order by document, nth";
        self.rows(sql, &[document.unwrap_or_default().to_owned()]).await
    }

    /// One suspicion.
    ///
    /// # Errors
    /// When there is none of that id, or the database fails.
    pub async fn suspicion(&self, id: &str) -> Result<Suspicion> {
        let document = id.split('#').next().unwrap_or_default();
        let found = self.suspicions(Some(document)).await?.into_iter().find(|s| s.suspicion == id);
        found
            .ok_or_else(|| Error::missing(format!("found no suspicion `{id}`"), "list them with `chancery suspicions`"))
    }

    /// What became of the decisions about readings of one document, or of all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn corrections(&self, document: Option<&str>) -> Result<Vec<Correction>> {
        let sql = "select shape from corrections where ($1 = '' or document = $1) order by document, nth";
        self.rows(sql, &[document.unwrap_or_default().to_owned()]).await
    }

    /// The decisions about readings, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rulings(&self) -> Result<Vec<(Decision, Ruling)>> {
        let all = self.decisions(None).await?.into_iter().filter(|d| READING_ACTIONS.contains(&d.action.as_str()));
        Ok(all.map(|d| (serde_json::from_str(&d.value).unwrap_or_default(), d)).map(|(r, d)| (d, r)).collect())
    }
}
