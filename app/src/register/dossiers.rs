//! Questions about dossiers.

use super::Workspace;
use super::filter::{DossierFilter, containing, exact};
use crate::shape::{Dossier, Entry};
use crate::{Error, Result};

impl Workspace {
    /// Dossiers, by kind and key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dossiers(&self, filter: &DossierFilter) -> Result<Vec<Dossier>> {
        self.rows(
            "select shape from dossiers where ($1 = '' or kind = $1) and ($2 = '' or words like $2 escape '\\') order by dossier",
            &[exact(&filter.kind), containing(&filter.text)],
        )
        .await
    }

    /// One dossier: `kind/key`, or `kind/` and a part of its names that no other has.
    ///
    /// # Errors
    /// When there is none of that name or several, or the database fails.
    pub async fn dossier(&self, id: &str) -> Result<Dossier> {
        let exact: Vec<Dossier> = self.rows("select shape from dossiers where dossier = $1", &[id.to_owned()]).await?;
        if let Some(found) = exact.into_iter().next() {
            return Ok(found);
        }
        let (kind, text) = id.split_once('/').unwrap_or(("", id));
        let filter = DossierFilter { kind: Some(kind.to_owned()), text: Some(text.to_owned()) };
        let mut alike = self.dossiers(&filter).await?;
        match (alike.len(), alike.pop()) {
            (1, Some(only)) => Ok(only),
            (0, _) | (_, None) => Err(Error::missing(
                format!("found no dossier `{id}`"),
                "look it up with `chancery dossiers --text WORDS`",
            )),
            (n, Some(one)) => Err(Error::input(
                format!("{n} dossiers have `{text}` in their names, such as {}", one.dossier),
                "the name of one",
                "list them with `chancery dossiers --text WORDS`",
            )),
        }
    }

    /// What texts say of the matter of a dossier, oldest first; of all dossiers where `id` is empty.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dossier_entries(&self, id: &str) -> Result<Vec<Entry>> {
        let sql = "select shape from dossier_entries where ($1 = '' or dossier = $1) order by dossier, nth";
        self.rows(sql, &[id.to_owned()]).await
    }
}
