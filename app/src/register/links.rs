//! One-time links: to make the administrator, to follow an invitation, to set a new password; and tokens.

use super::accounts::{Grant, limited, named};
use super::keys::moment;
use super::{Hand, Workspace};
use crate::people::{Action, Role, password, secret};
use crate::shape::person::{Account, Token};
use crate::{Error, Result};
use sqlx::Row;

/// How long a link holds, in seconds.
pub const HOLDS: i64 = 48 * 3600;

/// What a link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The account whose password it sets; empty where an account is to be made.
    pub account: String,
    /// The role that comes with it.
    pub grant: Grant,
    /// Who sent it.
    pub made_by: String,
}

impl Workspace {
    /// A link that makes the first administrator.
    ///
    /// # Errors
    /// When there are accounts already, or the database fails.
    pub async fn administrator_link(&self) -> Result<String> {
        if self.has_accounts().await? {
            let mend = "ask an administrator, or use `chancery users invite`";
            return Err(Error::input("there are accounts already", "a workspace without any", mend));
        }
        sqlx::query("delete from links where purpose = 'administrator'").execute(&self.pool).await?;
        let grant = Grant { role: Some(Role::Administrator), ..Grant::default() };
        self.keep_link("administrator", &Link { account: String::new(), grant, made_by: String::new() }).await
    }

    /// A link that makes an account of a role.
    ///
    /// # Errors
    /// When it is not allowed, the parties are none, or the database fails.
    pub async fn invite(&self, role: Role, parties: &str, hand: &Hand) -> Result<String> {
        hand.rights.allow(Action::People, &[])?;
        let grant = Grant { parties: limited(parties)?, role: Some(role), before: None };
        let value = serde_json::to_value(&grant)?;
        let link = Link { account: String::new(), grant, made_by: hand.by.clone() };
        let given = self.keep_link("invitation", &link).await?;
        self.noted("", "invited", value, hand).await?;
        Ok(given)
    }

    /// A link that sets a new password; the old one holds until it is followed.
    ///
    /// # Errors
    /// When it is not allowed, there is no such account, or the database fails.
    pub async fn reset(&self, name: &str, hand: &Hand) -> Result<String> {
        hand.rights.allow(Action::People, &[])?;
        let account = self.account(name).await?.account;
        let link = Link { account: account.clone(), grant: Grant::default(), made_by: hand.by.clone() };
        let given = self.keep_link("reset", &link).await?;
        self.noted(&account, "account.reset", serde_json::json!(account), hand).await?;
        Ok(given)
    }

    async fn keep_link(&self, purpose: &str, link: &Link) -> Result<String> {
        let given = secret::fresh();
        let sql = "insert into links (link, purpose, account, role, parties, made_by, ends, used) \
                   values ($1, $2, $3, $4, $5, $6, $7, 0)";
        let role = link.grant.role.map_or("", Role::name);
        let row = sqlx::query(sql).bind(secret::kept(&given)).bind(purpose.to_owned()).bind(link.account.clone());
        let row = row.bind(role).bind(link.grant.parties.clone()).bind(link.made_by.clone());
        row.bind(moment() + HOLDS).execute(&self.pool).await?;
        Ok(given)
    }

    /// What a link is for, while it holds.
    ///
    /// # Errors
    /// When it was used, is too old or none of ours, whoever sent it may no longer, or the database fails.
    pub async fn link(&self, given: &str) -> Result<Link> {
        let sql =
            "select account, role, parties, made_by, purpose from links where link = $1 and used = 0 and ends > $2";
        let row = sqlx::query(sql).bind(secret::kept(given)).bind(moment()).fetch_optional(&self.pool).await?;
        let gone =
            || Error::missing("this link was used, is too old, or was withdrawn", "ask whoever sent it for another");
        let row = row.ok_or_else(gone)?;
        let (role, purpose): (String, String) = (row.try_get(1)?, row.try_get(4)?);
        let grant = Grant { parties: row.try_get(2)?, role: Role::named(&role), before: None };
        let link = Link { account: row.try_get(0)?, grant, made_by: row.try_get(3)? };
        let sender = self.account(&link.made_by).await.ok();
        let withdrawn = match purpose.as_str() {
            "administrator" => self.has_accounts().await?,
            _ => sender.is_some_and(|s| !s.rights().may(Action::People, &[])),
        };
        if withdrawn { Err(gone()) } else { Ok(link) }
    }

    /// Follows a link: makes the account, or sets the password of the one that is there.
    ///
    /// # Errors
    /// When the link does not hold, the name or password will not do, or the database fails.
    pub async fn follow(&self, given: &str, name: &str, word: &str) -> Result<Account> {
        let link = self.link(given).await?;
        let name = if link.account.is_empty() { named(name)? } else { link.account.clone() };
        password::fit(word, &name)?;
        if link.account.is_empty() && self.account(&name).await.is_ok() {
            return Err(Error::input(format!("the name {name} is taken"), "a name nobody has", "choose another name"));
        }
        let hash = password::hashed(word.to_owned()).await?;
        let sql = "update links set used = $1 where link = $2 and used = 0";
        let used = sqlx::query(sql).bind(moment()).bind(secret::kept(given)).execute(&self.pool).await?;
        if used.rows_affected() != 1 {
            return Err(Error::missing("this link was used", "ask whoever sent it for another"));
        }
        let account = if link.account.is_empty() {
            let by = if link.made_by.is_empty() { name.clone() } else { link.made_by };
            self.make_account(&name, &link.grant, &by).await?
        } else {
            self.account(&name).await?
        };
        self.keep_password(&account.account, hash).await?;
        self.end_sessions(&account.account, "").await?;
        Ok(account)
    }

    /// The account of a name, if that is its password and it may be used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn signs_in(&self, name: &str, word: &str) -> Result<Option<Account>> {
        let account = self.account(name).await.ok();
        let kept = match &account {
            Some(account) => self.password(&account.account).await?,
            None => None,
        };
        let right = password::is(word.to_owned(), kept).await?;
        Ok(account.filter(|account| right && !account.disabled))
    }

    /// Sets a new password; every other session ends.
    ///
    /// # Errors
    /// When the password will not do, or the database fails.
    pub async fn set_password(&self, account: &str, word: &str) -> Result<()> {
        password::fit(word, account)?;
        self.keep_password(account, password::hashed(word.to_owned()).await?).await?;
        self.end_sessions(account, "").await
    }

    /// Makes a token of a role not above its owner's; the row, and the secret that is shown once.
    ///
    /// # Errors
    /// When there is no such account, the role is above what the hand and the owner have, or the database fails.
    pub async fn make_token(&self, owner: &str, name: &str, role: Role, hand: &Hand) -> Result<(Token, String)> {
        let account = self.account(owner).await?;
        let most = account.rights().highest().min(hand.rights.highest());
        if account.account != hand.by {
            hand.rights.allow(Action::People, &[])?;
        }
        if most.is_none_or(|most| role > most) {
            let has = most.map_or("no role", Role::name);
            return Err(Error::refused(format!("{owner} has {has}"), format!("{role}"), "choose a role not above it"));
        }
        let name = named(name)?;
        let (token, given) = self.keep_token(&account.account, &name, role).await?;
        let value = serde_json::json!({ "id": token.id, "name": name, "role": role });
        self.noted(&account.account, "token.made", value, hand).await?;
        Ok((token, given))
    }

    /// Revokes a token: of one's own, or of anybody by an administrator.
    ///
    /// # Errors
    /// When there is none, it is somebody else's, or the database fails.
    pub async fn revoke_token(&self, id: &str, hand: &Hand) -> Result<Token> {
        let found = self.tokens(None).await?.into_iter().find(|t| t.id == id);
        let theirs = found.filter(|t| t.account == hand.by || hand.rights.may(Action::People, &[]));
        let token = theirs
            .ok_or_else(|| Error::missing(format!("found no token `{id}`"), "list them with `chancery tokens list`"))?;
        self.revoke(id).await?;
        let value = serde_json::json!({ "id": token.id, "name": token.name });
        self.noted(&token.account, "token.revoked", value, hand).await?;
        Ok(Token { revoked: true, ..token })
    }
}
