//! Who is asking: a name, their rights, how they came in; and the guard every form carries.
//!
//! Handlers take a [`Person`]; pages find theirs in `visit.person`. Whoever writes makes a hand of the person:
//! `person.named(&by).hand(why, saw)`. In the mode of the single user that is whoever says a name; else the account.

use super::problem::Problem;
use crate::people::{Action, Rights};
use crate::register::Hand;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::IF_MATCH;
use axum::http::request::Parts;
use maud::{Markup, html};
use std::convert::Infallible;

/// The name of the hidden field that guards a form.
pub const GUARD: &str = "form-guard";
/// The header that guards what is no form.
pub const GUARD_HEADER: &str = "x-form-guard";

/// How somebody came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Not at all: at the door.
    Nobody,
    /// The single user of this machine, where there are no accounts.
    Alone,
    /// Signed in; the name of the session.
    Session(String),
    /// With a token; its id.
    Token(String),
}

/// Who is asking.
#[derive(Clone, Debug)]
pub struct Person {
    /// The name decisions are signed with.
    pub name: String,
    /// What they may do.
    pub rights: Rights,
    /// How they came in.
    pub way: Way,
    /// What guards their forms.
    pub guard: String,
}

impl Person {
    /// Nobody, at the door.
    #[must_use]
    pub fn nobody() -> Self {
        Self { name: String::new(), rights: Rights::none(), way: Way::Nobody, guard: String::new() }
    }

    /// Whether they may do it about something of these parties; the parties are those of the document.
    #[must_use]
    pub fn may(&self, action: Action, parties: &[String]) -> bool {
        self.rights.may(action, parties)
    }

    /// Refuses what they may not do. Acts on the register ask this themselves, by the hand.
    ///
    /// # Errors
    /// When they may not.
    pub fn allow(&self, action: Action, parties: &[String]) -> Result<(), Problem> {
        Ok(self.rights.allow(action, parties)?)
    }

    /// Whether this is the single user, who may say any name.
    #[must_use]
    pub fn alone(&self) -> bool {
        self.way == Way::Alone
    }

    /// The same under the name that was given with a write. Only the single user has a choice.
    #[must_use]
    pub fn named(&self, name: &str) -> Self {
        let mut person = self.clone();
        if self.alone() && !name.trim().is_empty() {
            name.trim().clone_into(&mut person.name);
        }
        person
    }

    /// The hand that acts on the register: who, with what rights, why, on what they saw.
    #[must_use]
    pub fn hand(&self, why: impl Into<String>, saw: Option<i64>) -> Hand {
        Hand { by: self.name.clone(), rights: self.rights.clone(), why: why.into(), saw }
    }

    /// The hidden field without which no form is taken.
    #[must_use]
    pub fn guard(&self) -> Markup {
        html! { input type="hidden" name=(GUARD) value=(self.guard); }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Person {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_else(Self::nobody))
    }
}

/// The version an `If-Match` header names; `*` and no header name none, what is no entity tag of ours fits none.
#[must_use]
pub fn seen(headers: &HeaderMap) -> Option<i64> {
    let tag = headers.get(IF_MATCH).and_then(|v| v.to_str().ok()).filter(|tag| *tag != "*")?;
    Some(tag.trim_matches('"').parse().unwrap_or(-1))
}
