//! The roles, the least first: each may do what those before it may.

use serde::{Deserialize, Serialize};
use std::fmt;
use utoipa::ToSchema;

/// What somebody is in a workspace, or for a pair of parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads.
    Reader,
    /// Puts evidence and remarks under undertakings.
    Contributor,
    /// Scores what was done.
    Coder,
    /// Decides about undertakings, readings, meetings and cycles.
    Editor,
    /// Decides who is what.
    Administrator,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 5] = [Self::Reader, Self::Contributor, Self::Coder, Self::Editor, Self::Administrator];

    /// Its name, as decisions and requests write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Contributor => "contributor",
            Self::Coder => "coder",
            Self::Editor => "editor",
            Self::Administrator => "administrator",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for Role {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let all: Vec<&str> = Self::ALL.iter().map(|r| r.name()).collect();
        Self::named(name).ok_or_else(|| format!("found the role `{name}`, wanted one of {}", all.join(", ")))
    }
}
