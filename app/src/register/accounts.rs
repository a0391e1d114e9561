//! Accounts and their roles. Both are decisions: who made whom what, and when, stands in the chain.

use super::decisions::Draft;
use super::{Hand, Workspace};
use crate::people::{Action, Rights, Role, pair};
use crate::shape::Decision;
use crate::shape::person::Account;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use sqlx::Row;

/// What decisions about accounts are called.
const DEEDS: [&str; 4] = ["account.made", "account.disabled", "account.enabled", "grant"];
/// The longest name.
const LONGEST_NAME: usize = 60;

/// The value of a `grant` decision, and what an invitation promises.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// To which parties it is limited; empty for the whole workspace.
    pub parties: String,
    /// The role; none takes it away.
    pub role: Option<Role>,
    /// The role before.
    #[serde(default)]
    pub before: Option<Role>,
}

impl Account {
    /// What its owner may do: nothing once it is disabled.
    #[must_use]
    pub fn rights(&self) -> Rights {
        if self.disabled { Rights::none() } else { Rights::Granted(self.grants.clone()) }
    }

    fn administers(&self) -> bool {
        self.rights().may(Action::People, &[])
    }
}

impl Workspace {
    /// Whether there are accounts: from the first one on, everybody signs in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_accounts(&self) -> Result<bool> {
        let row = sqlx::query("select seq from decisions where action = 'account.made' limit 1");
        Ok(row.fetch_optional(&self.pool).await?.is_some())
    }

    /// All accounts, in the order they were made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn accounts(&self) -> Result<Vec<Account>> {
        Ok(self.accounts_now().await?.0)
    }

    /// One account, whoever wrote its name how.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn account(&self, name: &str) -> Result<Account> {
        let wanted = subject(name);
        let found = self.accounts().await?.into_iter().find(|a| subject(&a.account) == wanted);
        found
            .ok_or_else(|| Error::missing(format!("found no account `{name}`"), "list them with `chancery users list`"))
    }

    /// All accounts, and the number of the last decision before they were looked at.
    async fn accounts_now(&self) -> Result<(Vec<Account>, i64)> {
        let row = sqlx::query("select coalesce(max(seq), 0) from decisions").fetch_one(&self.pool).await?;
        let mut accounts: Vec<Account> = Vec::new();
        for decision in &self.of_actions(&DEEDS).await? {
            fold(&mut accounts, decision);
        }
        Ok((accounts, row.try_get(0)?))
    }

    /// Makes an account with its first role. `by` is whoever promised the role.
    ///
    /// # Errors
    /// When the name cannot be one, it is taken, or the database fails.
    pub async fn make_account(&self, name: &str, grant: &Grant, by: &str) -> Result<Account> {
        let name = named(name)?;
        let (accounts, head) = self.accounts_now().await?;
        if accounts.iter().any(|a| subject(&a.account) == subject(&name)) {
            return Err(Error::input(format!("the name {name} is taken"), "a name nobody has", "choose another name"));
        }
        let since = Some(head);
        let made = Draft {
            by: name.clone(),
            subject: subject(&name),
            action: "account.made".into(),
            value: serde_json::to_string(&name)?,
            since,
            ..Draft::default()
        };
        let granted =
            Draft { by: by.to_owned(), action: "grant".into(), value: serde_json::to_string(grant)?, ..made.clone() };
        self.decide_all(&[made, granted]).await?;
        self.account(&name).await
    }

    /// Gives an account a role, or takes it away.
    ///
    /// # Errors
    /// When it is not allowed, there is no such account, nobody would be left to administer, or the database fails.
    pub async fn grant(&self, name: &str, parties: &str, role: Option<Role>, hand: &Hand) -> Result<Decision> {
        let parties = limited(parties)?;
        self.change(name, hand, |account| {
            let before = account.grants.get(&parties).copied();
            match role {
                Some(role) => account.grants.insert(parties.clone(), role),
                None => account.grants.remove(&parties),
            };
            ("grant".to_owned(), serde_json::json!({ "parties": parties, "role": role, "before": before }))
        })
        .await
    }

    /// Takes an account out of use, or puts it back; its sessions end.
    ///
    /// # Errors
    /// As [`Self::grant`].
    pub async fn disable(&self, name: &str, disabled: bool, hand: &Hand) -> Result<Decision> {
        let decision = self
            .change(name, hand, |account| {
                account.disabled = disabled;
                let action = if disabled { "account.disabled" } else { "account.enabled" };
                (action.to_owned(), serde_json::json!(account.account))
            })
            .await?;
        if disabled {
            self.end_sessions(&self.account(name).await?.account, "").await?;
        }
        Ok(decision)
    }

    async fn change(
        &self,
        name: &str,
        hand: &Hand,
        deed: impl FnOnce(&mut Account) -> (String, serde_json::Value),
    ) -> Result<Decision> {
        hand.rights.allow(Action::People, &[])?;
        let (mut accounts, head) = self.accounts_now().await?;
        let id = self.account(name).await?.account;
        let Some(account) = accounts.iter_mut().find(|a| a.account == id) else {
            return Err(Error::ours(format!("the account {name} is gone")));
        };
        let (action, value) = deed(account);
        if !accounts.iter().any(Account::administers) {
            return Err(Error::input(
                format!("nobody would be left to administer after {id}"),
                "one administrator of the workspace",
                "make another one first",
            ));
        }
        let (by, note, subject, value) = (hand.by.clone(), hand.why.clone(), subject(&id), value.to_string());
        self.decide(Draft { by, note, subject, action, value, since: Some(head) }).await
    }

    /// Writes down what was done about an account that changes none of its roles: a link, a token.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn noted(&self, name: &str, action: &str, value: serde_json::Value, hand: &Hand) -> Result<()> {
        let (by, note, subject) = (hand.by.clone(), hand.why.clone(), subject(name));
        let draft = Draft { by, note, subject, action: action.into(), value: value.to_string(), since: None };
        self.decide(draft).await.map(|_| ())
    }
}

fn fold(accounts: &mut Vec<Account>, decision: &Decision) {
    let whose = |a: &&mut Account| subject(&a.account) == decision.subject;
    if decision.action == "account.made" {
        let account = serde_json::from_str(&decision.value).unwrap_or_default();
        accounts.push(Account { account, made_at: decision.at.clone(), ..Account::default() });
        return;
    }
    let Some(account) = accounts.iter_mut().find(whose) else { return };
    match (decision.action.as_str(), serde_json::from_str::<Grant>(&decision.value)) {
        ("account.disabled", _) => account.disabled = true,
        ("account.enabled", _) => account.disabled = false,
        (_, Ok(Grant { parties, role: Some(role), .. })) => {
            account.grants.insert(parties, role);
        }
        (_, Ok(Grant { parties, role: None, .. })) => {
            account.grants.remove(&parties);
        }
        _ => {}
    }
}

/// What decisions about an account are about: two names that differ in capitals alone are one.
pub(super) fn subject(name: &str) -> String {
    format!("@{}", name.trim().to_lowercase())
}

/// A name that can be one: letters and digits of any script, and a few marks between them.
pub(super) fn named(name: &str) -> Result<String> {
    let name = name.trim();
    let fits = |c: char| c.is_alphanumeric() || " .-_'’·".contains(c);
    let length = name.chars().count();
    if length == 0 || length > LONGEST_NAME || !name.chars().all(fits) || !name.chars().any(char::is_alphanumeric) {
        return Err(Error::usage(
            format!("found the name `{}`", name.escape_debug()),
            format!("1 to {LONGEST_NAME} letters, digits, blanks, points and hyphens"),
            "choose another name",
        ));
    }
    Ok(name.to_owned())
}

/// Parties a grant is limited to, in their order: none, or two or more codes.
pub(super) fn limited(parties: &str) -> Result<String> {
    let codes: Vec<String> = parties.split('-').map(|c| c.trim().to_owned()).filter(|c| !c.is_empty()).collect();
    let is_code = |c: &String| c.len() <= 8 && c.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if codes.len() == 1 || !codes.iter().all(is_code) {
        let mend = "write CHN-RUS, or nothing for the whole workspace";
        return Err(Error::usage(format!("found the parties `{parties}`"), "codes of the parties", mend));
    }
    Ok(pair(&codes))
}
