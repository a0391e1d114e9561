//! Accounts, as administrators and their owners see them. No secret is ever among them.

use crate::people::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// An account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Account {
    /// Its name: what decisions are signed with.
    pub account: String,
    /// When it was made, ISO 8601.
    pub made_at: String,
    /// Whether it can no longer be used.
    pub disabled: bool,
    /// Roles by the parties they are limited to (`CHN-RUS`); the empty key is the whole workspace.
    pub grants: BTreeMap<String, Role>,
}

/// A session of an account: a browser that is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Session {
    /// Names it; not its secret.
    pub id: String,
    pub account: String,
    /// Seconds since 1970.
    pub made: i64,
    pub seen: i64,
    pub ends: i64,
    /// What the browser calls itself.
    pub agent: String,
}

/// A token of an account: what a program comes in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Token {
    /// Names it; not its secret.
    pub id: String,
    pub account: String,
    /// What its owner calls it.
    pub name: String,
    /// The most it may do; never more than its owner.
    pub role: Role,
    /// Seconds since 1970.
    pub made: i64,
    /// When it was last used; 0 for never.
    pub used: i64,
    pub revoked: bool,
}
