//! Files put under undertakings as evidence: kept by their SHA-256, like sources, never changed.

use super::Workspace;
use super::sources::{now, sha256};
use crate::{Error, Result};
use sqlx::Row;

/// A kept file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Its name when it was given; shown, never opened.
    pub name: String,
    /// Its bytes.
    pub body: Vec<u8>,
}

impl Workspace {
    /// Keeps a file; its SHA-256. The same bytes again change nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_file(&self, file: Kept) -> Result<String> {
        let sha = sha256(&file.body);
        sqlx::query(
            "insert into files (file, name, kept_at, body) values ($1, $2, $3, $4) on conflict (file) do nothing",
        )
        .bind(sha.clone())
        .bind(file.name)
        .bind(now())
        .bind(file.body)
        .execute(&self.pool)
        .await?;
        Ok(sha)
    }

    /// A kept file.
    ///
    /// # Errors
    /// When there is none of that SHA-256, or the database fails.
    pub async fn file(&self, sha: &str) -> Result<Kept> {
        let row = sqlx::query("select name, body from files where file = $1")
            .bind(sha.to_owned())
            .fetch_optional(&self.pool)
            .await?;
        let row = row.ok_or_else(|| {
            Error::missing(format!("found no file `{sha}`"), "see the evidence with `chancery register show ID`")
        })?;
        Ok(Kept { name: row.try_get(0)?, body: row.try_get(1)? })
    }
}
