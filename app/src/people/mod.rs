//! Who may do what: roles and rights, passwords, secrets, tries at the door.
//!
//! In: who somebody is. Out: whether they may. Never: knows the web, speaks SQL.
//! See: `docs/decisions/0020-accounts-and-rights.md`; `app/src/register/accounts.rs` keeps what is needed for it.

pub mod password;
pub mod rights;
pub mod role;
pub mod secret;
pub mod tries;

pub use rights::{Action, Reach, Rights, TABLE, pair};
pub use role::Role;
