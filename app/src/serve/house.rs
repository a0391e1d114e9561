//! The house everything is served from: the workspace, how it is served, and who comes in.

use super::person::{Person, Way};
use super::problem::Problem;
use crate::people::tries::Tries;
use crate::people::{Rights, secret};
use crate::register::Workspace;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::{AUTHORIZATION, COOKIE, HeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use std::net::SocketAddr;
use std::sync::Arc;

/// How the workspace is served.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Who decides where there are no accounts and no name is given.
    pub by: String,
    /// Whether it is served to others too: then nobody comes in without an account.
    pub door: Door,
}

/// To whom the workspace is served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Door {
    /// To this machine: a single user until there are accounts.
    #[default]
    Loopback,
    /// To this machine, accounts wanted from the first.
    Accounts,
    /// To others: accounts wanted, cookies over HTTPS only.
    Open,
    /// The same behind a proxy that does TLS, whose word for where a request comes from is taken.
    Proxied,
}

/// The workspace and how it is served.
#[derive(Clone, Debug)]
pub struct House {
    /// The workspace.
    pub workspace: Workspace,
    /// How it is served.
    pub settings: Arc<Settings>,
    /// Failed tries to sign in.
    pub tries: Arc<Tries>,
    guard: Arc<str>,
}

impl House {
    /// A house for a workspace.
    #[must_use]
    pub fn new(workspace: Workspace, settings: Settings) -> Self {
        Self { workspace, settings: Arc::new(settings), tries: Arc::default(), guard: secret::fresh().into() }
    }

    /// Who sends this request: by token, by session, or the single user of this machine.
    ///
    /// # Errors
    /// When a token does not hold, or the database fails.
    pub async fn who(&self, headers: &HeaderMap) -> Result<Person, Problem> {
        if let Some(given) = bearer(headers) {
            return self.by_token(given).await;
        }
        let cookie = self.cookie(headers);
        if let Some(given) = cookie
            && let Some(session) = self.workspace.session(given).await?
        {
            let account = self.workspace.account(&session.account).await?;
            if !account.disabled {
                let (name, rights, guard) = (account.account.clone(), account.rights(), guard_of(given));
                return Ok(Person { name, rights, way: Way::Session(session.id), guard });
            }
        }
        if self.settings.door == Door::Loopback && !self.workspace.has_accounts().await? {
            let (name, guard) = (self.settings.by.clone(), self.guard.to_string());
            return Ok(Person { name, rights: Rights::Everything, way: Way::Alone, guard });
        }
        Ok(Person { guard: cookie.map(guard_of).unwrap_or_default(), ..Person::nobody() })
    }

    async fn by_token(&self, given: &str) -> Result<Person, Problem> {
        let refused = || Problem::new(StatusCode::UNAUTHORIZED, "signed-out").found("a token that does not hold");
        let token = self.workspace.token(given).await?.ok_or_else(refused)?;
        let account = self.workspace.account(&token.account).await?;
        if account.disabled {
            return Err(refused());
        }
        let rights = account.rights().at_most(token.role);
        Ok(Person { name: account.account, rights, way: Way::Token(token.id), guard: String::new() })
    }

    /// The secret of a session, or of a visitor at the door.
    #[must_use]
    pub fn cookie<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str> {
        let name = self.cookie_name();
        let all = headers.get_all(COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
        let mut ours = all.filter_map(|c| c.trim().split_once('=')).filter(|(n, _)| *n == name);
        ours.next().map(|(_, value)| value).filter(|v| v.len() == 64 && v.bytes().all(|b| b.is_ascii_hexdigit()))
    }

    /// The cookie that brings a secret back: to us alone, never to script, and over HTTPS where others are served.
    #[must_use]
    pub fn set_cookie(&self, secret: &str, seconds: i64) -> Option<HeaderValue> {
        let secure = if self.is_secure() { "; Secure" } else { "" };
        let name = self.cookie_name();
        let text = format!("{name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&text).ok()
    }

    fn is_secure(&self) -> bool {
        matches!(self.settings.door, Door::Open | Door::Proxied)
    }

    /// A browser takes a name that begins so only with `Secure`, from this host, for all of it.
    fn cookie_name(&self) -> &'static str {
        if self.is_secure() { "__Host-chancery" } else { "chancery" }
    }

    /// A visitor at the door with a guard for the form, and the secret of the cookie where they have none yet.
    #[must_use]
    pub fn visitor(&self, person: &Person) -> (Person, Option<String>) {
        if !person.guard.is_empty() {
            return (person.clone(), None);
        }
        let fresh = secret::fresh();
        (Person { guard: guard_of(&fresh), ..person.clone() }, Some(fresh))
    }
}

/// What guards the forms of a session: follows from its secret, and does not tell it.
fn guard_of(secret: &str) -> String {
    secret::derived(secret, "form")
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, given) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| given.trim())
}

impl<S: Send + Sync> FromRequestParts<S> for House {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "defect"))
    }
}

/// Where a request comes from, as text; empty where nobody knows.
#[derive(Clone, Debug, Default)]
pub struct Whence(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Whence {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, std::convert::Infallible> {
        let proxied = parts.extensions.get::<House>().is_some_and(|h| h.settings.door == Door::Proxied);
        let told = parts.headers.get("x-forwarded-for").and_then(|v| v.to_str().ok()).filter(|_| proxied);
        let peer = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip().to_string());
        let last = told.and_then(|t| t.rsplit(',').next()).map(|t| t.trim().to_owned());
        Ok(Self(last.or_else(peer).unwrap_or_default()))
    }
}
