//! What people decided: written once, in a chain of hashes, never changed.

use super::Workspace;
use super::sources::{now, sha256};
use crate::shape::Decision;
use crate::{Error, Result};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A decision before it is written.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Who decides.
    pub by: String,
    /// What about: an undertaking, a document.
    pub subject: String,
    /// What is done: `open`, `set`, `evidence` …
    pub action: String,
    /// With what: text, or JSON where the action wants more than one thing.
    pub value: String,
    /// Why.
    pub note: String,
    /// The number of the last decision when it was drafted: whoever decided about the same since then goes first.
    pub since: Option<i64>,
}

impl Workspace {
    /// The decisions about `subject`, or all, in order. What a coder said is kept back until another has coded too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decisions(&self, subject: Option<&str>) -> Result<Vec<Decision>> {
        let mut decisions = self.chain().await?;
        super::sealing::seal(&mut decisions);
        decisions.retain(|d| subject.is_none_or(|wanted| d.subject == wanted));
        Ok(decisions)
    }

    /// Every decision as it was written.
    pub(super) async fn chain(&self) -> Result<Vec<Decision>> {
        let rows = sqlx::query(
            "select seq, at, \"by\", subject, action, value, note, previous_hash, hash from decisions order by seq",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(decision).collect()
    }

    /// Every decision of these actions, in order.
    pub(super) async fn of_actions(&self, actions: &[&str]) -> Result<Vec<Decision>> {
        let places: Vec<String> = (1..=actions.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "select seq, at, \"by\", subject, action, value, note, previous_hash, hash from decisions \
             where action in ({}) order by seq",
            places.join(", ")
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for action in actions {
            query = query.bind((*action).to_owned());
        }
        query.fetch_all(&self.pool).await?.iter().map(decision).collect()
    }

    /// Writes a decision at the end of the chain.
    ///
    /// # Errors
    /// When `by` is empty, when somebody decided about the same since, or the database fails.
    pub async fn decide(&self, draft: Draft) -> Result<Decision> {
        let written = self.decide_all(std::slice::from_ref(&draft)).await?;
        written.into_iter().next().ok_or_else(|| Error::ours("a decision was not written"))
    }

    /// Writes several decisions at the end of the chain: all of them or none.
    ///
    /// # Errors
    /// As [`Self::decide`].
    pub async fn decide_all(&self, drafts: &[Draft]) -> Result<Vec<Decision>> {
        if drafts.iter().any(|draft| draft.by.trim().is_empty()) {
            return Err(Error::usage("found no name", "who decides", "say it with --by NAME"));
        }
        let _one_at_a_time = self.deciding.lock().await;
        for _ in 0..100 {
            let next = self.next(drafts).await?;
            for draft in drafts {
                self.nobody_since(draft).await?;
            }
            match self.append(&next).await {
                Ok(()) => return Ok(next),
                Err(sqlx::Error::Database(error)) if error.is_unique_violation() => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::operator("others kept writing decisions first", "try again in a moment"))
    }

    /// Asked after the next number was taken: who comes between the asking and the writing takes that number first.
    async fn nobody_since(&self, draft: &Draft) -> Result<()> {
        let Some(since) = draft.since else { return Ok(()) };
        let row = sqlx::query(
            "select seq from decisions where seq > $1 and (subject = $2 or action in ('open', 'carry')) order by seq limit 1",
        )
        .bind(since)
        .bind(draft.subject.clone())
        .fetch_optional(&self.pool)
        .await?;
        match row {
            None => Ok(()),
            Some(row) => {
                let seq: i64 = row.try_get(0)?;
                let found = format!("{}: decision {seq} came first", draft.subject);
                Err(Error::conflict(found, "what nobody else decided about meanwhile"))
            }
        }
    }

    /// The head of the chain as it was last written: what shows that its end was not cut off.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn head(&self) -> Result<Option<String>> {
        let row = sqlx::query("select value from marks where mark = 'decisions'").fetch_optional(&self.pool).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    async fn next(&self, drafts: &[Draft]) -> Result<Vec<Decision>> {
        let last =
            sqlx::query("select seq, hash from decisions order by seq desc limit 1").fetch_optional(&self.pool).await?;
        let (mut seq, mut previous_hash) = match last {
            Some(row) => (row.try_get::<i64, _>(0)?, row.try_get::<String, _>(1)?),
            None => (0, String::new()),
        };
        let mut written = Vec::with_capacity(drafts.len());
        for draft in drafts {
            seq += 1;
            let mut next = Decision {
                seq,
                at: now(),
                by: draft.by.clone(),
                subject: draft.subject.clone(),
                action: draft.action.clone(),
                value: draft.value.clone(),
                note: draft.note.clone(),
                previous_hash,
                hash: String::new(),
            };
            next.hash = hash_of(&next)?;
            previous_hash = next.hash.clone();
            written.push(next);
        }
        Ok(written)
    }

    /// Rows and head of the chain in one transaction that begins with a write, so that two writers never share a place.
    async fn append(&self, decisions: &[Decision]) -> std::result::Result<(), sqlx::Error> {
        let mut transaction = self.pool.begin().await?;
        for d in decisions {
            sqlx::query(
                "insert into decisions (seq, at, \"by\", subject, action, value, note, previous_hash, hash) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(d.seq)
            .bind(d.at.clone())
            .bind(d.by.clone())
            .bind(d.subject.clone())
            .bind(d.action.clone())
            .bind(d.value.clone())
            .bind(d.note.clone())
            .bind(d.previous_hash.clone())
            .bind(d.hash.clone())
            .execute(&mut *transaction)
            .await?;
        }
        let head = decisions.last().map(|d| d.hash.clone()).unwrap_or_default();
        sqlx::query(
            "insert into marks (mark, value) values ('decisions', $1) on conflict (mark) do update set value = excluded.value",
        )
        .bind(head)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await
    }
}

/// The hash of a decision: SHA-256 over the hash before it and the JSON of its other fields, in the contract's order.
pub(super) fn hash_of(decision: &Decision) -> Result<String> {
    let bare = Decision { previous_hash: String::new(), hash: String::new(), ..decision.clone() };
    let text = format!("{}{}", decision.previous_hash, serde_json::to_string(&bare)?);
    Ok(sha256(text.as_bytes()))
}

fn decision(row: &AnyRow) -> Result<Decision> {
    Ok(Decision {
        seq: row.try_get(0)?,
        at: row.try_get(1)?,
        by: row.try_get(2)?,
        subject: row.try_get(3)?,
        action: row.try_get(4)?,
        value: row.try_get(5)?,
        note: row.try_get(6)?,
        previous_hash: row.try_get(7)?,
        hash: row.try_get(8)?,
    })
}
