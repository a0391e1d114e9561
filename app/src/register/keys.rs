//! What opens the door: passwords, sessions, tokens and one-time links, each kept as a hash of what its owner has.

use super::Workspace;
use crate::people::{Role, secret};
use crate::shape::person::{Session, Token};
use crate::{Error, Result};
use sqlx::Row;
use sqlx::any::AnyRow;

/// How long a session lasts, in seconds, and how long it may lie unused.
pub const SESSION: i64 = 14 * 24 * 3600;
/// See [`SESSION`].
pub const IDLE: i64 = 24 * 3600;
/// How often it is written down that a session or token is in use.
const NOTED: i64 = 300;
/// How many letters of a hash name what it is the hash of.
const NAME: usize = 16;

/// This moment in seconds.
#[must_use]
pub fn moment() -> i64 {
    time::OffsetDateTime::now_utc().unix_timestamp()
}

impl Workspace {
    /// The hash of an account's password.
    pub(super) async fn password(&self, account: &str) -> Result<Option<String>> {
        let row = sqlx::query("select password from passwords where account = $1").bind(account.to_owned());
        Ok(row.fetch_optional(&self.pool).await?.map(|row| row.try_get(0)).transpose()?)
    }

    /// Keeps the hash of a password in the place of the one before.
    pub(super) async fn keep_password(&self, account: &str, hash: String) -> Result<()> {
        let sql = "insert into passwords (account, password, changed_at) values ($1, $2, $3) \
                   on conflict (account) do update set password = excluded.password, changed_at = excluded.changed_at";
        sqlx::query(sql).bind(account.to_owned()).bind(hash).bind(super::now()).execute(&self.pool).await?;
        Ok(())
    }

    /// Begins a session; its secret, which only the browser keeps.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_session(&self, account: &str, agent: &str) -> Result<String> {
        let (fresh, now) = (secret::fresh(), moment());
        let agent: String = agent.chars().filter(|c| !c.is_control()).take(200).collect();
        sqlx::query("delete from sessions where ends < $1").bind(now).execute(&self.pool).await?;
        let sql = "insert into sessions (session, account, made, seen, ends, agent) values ($1, $2, $3, $3, $4, $5)";
        let row = sqlx::query(sql).bind(secret::kept(&fresh)).bind(account.to_owned()).bind(now);
        row.bind(now + SESSION).bind(agent).execute(&self.pool).await?;
        Ok(fresh)
    }

    /// The session of a secret, unless it has ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, given: &str) -> Result<Option<Session>> {
        let (kept, now) = (secret::kept(given), moment());
        let sql = "select session, account, made, seen, ends, agent from sessions \
                   where session = $1 and ends > $2 and seen > $3";
        let row = sqlx::query(sql).bind(kept.clone()).bind(now).bind(now - IDLE).fetch_optional(&self.pool).await?;
        let Some(session) = row.as_ref().map(session).transpose()? else { return Ok(None) };
        if now - session.seen > NOTED {
            let sql = "update sessions set seen = $1 where session = $2";
            sqlx::query(sql).bind(now).bind(kept).execute(&self.pool).await?;
        }
        Ok(Some(session))
    }

    /// The sessions of an account, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions(&self, account: &str) -> Result<Vec<Session>> {
        let sql = "select session, account, made, seen, ends, agent from sessions \
                   where account = $1 and ends > $2 and seen > $3 order by seen desc";
        let now = moment();
        let rows = sqlx::query(sql).bind(account.to_owned()).bind(now).bind(now - IDLE).fetch_all(&self.pool).await?;
        rows.iter().map(session).collect()
    }

    /// Ends one session of an account, by its id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&self, account: &str, id: &str) -> Result<()> {
        let whose = self.sessions(account).await?.into_iter().any(|s| s.id == id);
        if whose {
            let sql = "delete from sessions where account = $1 and substr(session, 1, 16) = $2";
            sqlx::query(sql).bind(account.to_owned()).bind(id.to_owned()).execute(&self.pool).await?;
        }
        Ok(())
    }

    /// Ends every session of an account but the one of that id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_sessions(&self, account: &str, but: &str) -> Result<()> {
        let sql = "delete from sessions where account = $1 and substr(session, 1, 16) <> $2";
        sqlx::query(sql).bind(account.to_owned()).bind(but.to_owned()).execute(&self.pool).await?;
        Ok(())
    }

    /// Keeps a token; its secret, shown once.
    pub(super) async fn keep_token(&self, account: &str, name: &str, role: Role) -> Result<(Token, String)> {
        let given = format!("chy_{}", secret::fresh());
        let kept = secret::kept(&given);
        let (id, account, name) = (kept[..NAME].to_owned(), account.to_owned(), name.to_owned());
        let token = Token { id, account, name, role, made: moment(), used: 0, revoked: false };
        let sql = "insert into tokens (token, id, account, name, role, made, used, revoked) \
                   values ($1, $2, $3, $4, $5, $6, 0, 0)";
        let row = sqlx::query(sql).bind(kept).bind(token.id.clone()).bind(token.account.clone());
        row.bind(token.name.clone()).bind(role.name()).bind(token.made).execute(&self.pool).await?;
        Ok((token, given))
    }

    /// The token of a secret, unless it was revoked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn token(&self, given: &str) -> Result<Option<Token>> {
        let (kept, now) = (secret::kept(given), moment());
        let sql = "select id, account, name, role, made, used, revoked from tokens where token = $1 and revoked = 0";
        let row = sqlx::query(sql).bind(kept.clone()).fetch_optional(&self.pool).await?;
        let Some(token) = row.as_ref().map(token).transpose()? else { return Ok(None) };
        if now - token.used > NOTED {
            sqlx::query("update tokens set used = $1 where token = $2")
                .bind(now)
                .bind(kept)
                .execute(&self.pool)
                .await?;
        }
        Ok(Some(token))
    }

    /// The tokens of an account, or all; the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tokens(&self, account: Option<&str>) -> Result<Vec<Token>> {
        let sql = "select id, account, name, role, made, used, revoked from tokens \
                   where ($1 = '' or account = $1) order by made desc, id";
        let rows = sqlx::query(sql).bind(account.unwrap_or_default().to_owned()).fetch_all(&self.pool).await?;
        rows.iter().map(token).collect()
    }

    pub(super) async fn revoke(&self, id: &str) -> Result<()> {
        let sql = "update tokens set revoked = $1 where id = $2 and revoked = 0";
        sqlx::query(sql).bind(moment()).bind(id.to_owned()).execute(&self.pool).await?;
        Ok(())
    }

    /// What a backup does not bring back: whoever is signed in, and links on their way.
    pub(super) async fn forget_visitors(&self) -> Result<()> {
        for sql in ["delete from sessions", "delete from links"] {
            sqlx::query(sql).execute(&self.pool).await?;
        }
        Ok(())
    }
}

fn session(row: &AnyRow) -> Result<Session> {
    let kept: String = row.try_get(0)?;
    let id = kept.get(..NAME).unwrap_or_default().to_owned();
    Ok(Session {
        id,
        account: row.try_get(1)?,
        made: row.try_get(2)?,
        seen: row.try_get(3)?,
        ends: row.try_get(4)?,
        agent: row.try_get(5)?,
    })
}

fn token(row: &AnyRow) -> Result<Token> {
    let role: String = row.try_get(3)?;
    let revoked: i64 = row.try_get(6)?;
    Ok(Token {
        id: row.try_get(0)?,
        account: row.try_get(1)?,
        name: row.try_get(2)?,
        role: Role::named(&role).ok_or_else(|| Error::ours(format!("a token has the role `{role}`")))?,
        made: row.try_get(4)?,
        used: row.try_get(5)?,
        revoked: revoked != 0,
    })
}
