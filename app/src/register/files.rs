//! Files put under undertakings as evidence: kept by their SHA-256, like sources, never changed.

use super::Workspace;
use super::sources::{now, sha256};
use crate::{Error, Result};
use sqlx::Row;

/// The longest name of a file, in characters.
const LONGEST_NAME: usize = 200;

/// A kept file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Its name when it was given; shown, never opened.
    pub name: String,
    /// Its bytes.
    pub body: Vec<u8>,
}

impl Kept {
    /// A file to be kept: its name without folders, its bytes if there are any.
    ///
    /// # Errors
    /// When it is empty.
    pub fn new(name: &str, body: Vec<u8>) -> Result<Self> {
        if body.is_empty() {
            return Err(Error::input(
                format!("{name}: found nothing in it"),
                "a file with something in it",
                "look at it",
            ));
        }
        Ok(Self { name: plain(name), body })
    }
}

/// The last part of a name, without what only machines read; never a folder.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    let kept = kept.trim();
    if kept.trim_matches('.').is_empty() { "file".to_owned() } else { kept.to_owned() }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_way() {
        for (given, kept) in [
            ("report.pdf", "report.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\a.txt", "a.txt"),
            ("..", "file"),
            ("a\r\nb.txt", "ab.txt"),
            ("", "file"),
            ("报告 1.pdf", "报告 1.pdf"),
        ] {
            assert_eq!(Kept::new(given, vec![1]).unwrap().name, kept, "{given:?}");
        }
        assert!(Kept::new("a", Vec::new()).is_err());
    }
}
