//! Sources: bytes as received, kept by their SHA-256.

use super::Workspace;
use crate::shape::Source;
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::fmt::Write;

/// A source to be kept.
#[derive(Clone, Debug, Default)]
pub struct NewSource {
    /// File name, or the last part of the address.
    pub name: String,
    /// Where it was fetched from.
    pub address: Option<String>,
    /// What admission made of it.
    pub media_type: String,
    /// The encoding it was found to be in.
    pub encoding: String,
    /// The bytes as received.
    pub body: Vec<u8>,
}

impl Workspace {
    /// All sources, by their SHA-256.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sources(&self) -> Result<Vec<Source>> {
        let rows = sqlx::query(
            "select source, name, address, media_type, encoding, bytes, retrieved_at from sources order by source",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(source).collect()
    }

    /// The bytes of a source as received.
    ///
    /// # Errors
    /// When there is none of that SHA-256, or the database fails.
    pub async fn source_bytes(&self, sha: &str) -> Result<Vec<u8>> {
        let row = sqlx::query("select body from sources where source = $1")
            .bind(sha.to_owned())
            .fetch_optional(&self.pool)
            .await?;
        let row =
            row.ok_or_else(|| Error::missing(format!("found no source `{sha}`"), "list them with `chancery export`"))?;
        Ok(row.try_get(0)?)
    }

    /// Keeps a source; whether it was new. The same bytes again change nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep(&self, new: NewSource) -> Result<(String, bool)> {
        let sha = sha256(&new.body);
        let done = sqlx::query(
            "insert into sources (source, name, address, media_type, encoding, bytes, retrieved_at, body) \
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (source) do nothing",
        )
        .bind(sha.clone())
        .bind(new.name)
        .bind(new.address.unwrap_or_default())
        .bind(new.media_type)
        .bind(new.encoding)
        .bind(i64::try_from(new.body.len()).unwrap_or(i64::MAX))
        .bind(now())
        .bind(new.body)
        .execute(&self.pool)
        .await?;
        Ok((sha, done.rows_affected() > 0))
    }
}

fn source(row: &AnyRow) -> Result<Source> {
    let address: String = row.try_get(2)?;
    Ok(Source {
        source: row.try_get(0)?,
        name: row.try_get(1)?,
        address: (!address.is_empty()).then_some(address),
        media_type: row.try_get(3)?,
        encoding: row.try_get(4)?,
        bytes: row.try_get(5)?,
        retrieved_at: row.try_get(6)?,
    })
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// This moment, UTC, ISO 8601 to the second.
pub(crate) fn now() -> String {
    let now = time::OffsetDateTime::now_utc();
    now.replace_nanosecond(0).unwrap_or(now).format(&time::format_description::well_known::Rfc3339).unwrap_or_default()
}

/// This day, UTC, ISO 8601.
pub(crate) fn today() -> String {
    now()[..10].to_owned()
}
