//! Questions to the register that somebody gave a name: kept as decisions, for everybody.

use super::{Draft, Hand, Workspace};
use crate::people::Action;
use crate::shape::Decision;
use crate::shape::entry::{Said, View};
use crate::{Error, Result};

impl Workspace {
    /// Saves a view under its name; an empty query takes it away.
    ///
    /// # Errors
    /// When it has no name, it is not allowed, or the database fails.
    pub async fn save_view(&self, name: &str, query: &str, hand: &Hand) -> Result<Decision> {
        hand.rights.allow(Action::View, &[])?;
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::usage("found no name", "a name for the view", "write one"));
        }
        let view = View { name: name.to_owned(), query: query.to_owned(), saved: Said::default() };
        let (by, note, subject) = (hand.by.clone(), hand.why.clone(), format!("view {name}"));
        let value = serde_json::to_string(&view)?;
        self.decide(Draft { by, note, subject, action: "view".into(), value, since: None }).await
    }

    /// The views, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn views(&self) -> Result<Vec<View>> {
        let mut views = self.ledger().await?.views;
        views.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(views)
    }
}
