//! What a decision does to an entry of the register. One variant an action; its fields are the decision's value.

use super::Anchor;
use crate::people::Action;
use crate::shape::assessment::{Coding, Rubric, Search};
use crate::shape::entry::{Evidence, Milestone, Resolution, Share};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What is done to an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", content = "value", rename_all = "kebab-case")]
pub enum Act {
    /// Sets a field.
    Set(Setting),
    /// Names a step on the way, or changes its dates.
    Milestone(Milestone),
    /// Puts evidence under it.
    Evidence(Evidence),
    /// Splits it among bodies; none joins it again.
    Split {
        /// What each answers for.
        shares: Vec<Share>,
    },
    /// Decides about it in a meeting.
    Resolve(Resolution),
    /// Says how it is to be scored in a cycle.
    Rubric {
        /// In which cycle.
        cycle: String,
        /// How.
        rubric: Rubric,
    },
    /// Records where somebody looked for evidence.
    Search {
        /// In which cycle.
        cycle: String,
        /// Where.
        search: Search,
    },
    /// Says what each party did, blind to the other coder.
    Code {
        /// In which cycle.
        cycle: String,
        /// What.
        coding: Coding,
    },
    /// Settles what the coders differ about.
    Settle {
        /// In which cycle.
        cycle: String,
        /// How.
        coding: Coding,
    },
    /// Signs the scores.
    Sign {
        /// In which cycle.
        cycle: String,
    },
}

/// The value of a `set` decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Which field.
    pub field: String,
    /// To what.
    pub value: String,
    /// What it was before.
    #[serde(default)]
    pub before: String,
}

/// The value of an `open` decision: the numbers given, and to what.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = RegisterOpening)]
pub struct Opening {
    /// `CHN-RUS 2024`.
    pub series: String,
    /// Number of each entry.
    pub numbers: BTreeMap<String, Anchor>,
}

/// The value of a `carry` decision: what was decided about some words now holds of others.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Carrying {
    /// The words it was about.
    pub from: Anchor,
    /// The words it is about from now on.
    pub to: Anchor,
}

/// The value of an `undo` decision.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Undoing {
    /// Number of the decision that no longer counts.
    pub seq: i64,
}

impl Act {
    /// The action and the value of its decision, anchored.
    pub(super) fn written(&self, anchor: &Anchor) -> Result<(String, String)> {
        let whole = serde_json::to_value(self)?;
        let mut value = whole["value"].clone();
        value["anchor"] = serde_json::to_value(anchor)?;
        let action = whole["action"].as_str().unwrap_or_default().to_owned();
        Ok((action, value.to_string()))
    }

    /// Reads it back; `None` when the decision is about something else than an entry.
    pub(super) fn read(action: &str, value: &str) -> Option<Result<(Self, Anchor)>> {
        let known = ["set", "milestone", "evidence", "split", "resolve", "rubric", "search", "code", "settle", "sign"];
        known.contains(&action).then(|| {
            let value: Value = serde_json::from_str(value)?;
            let anchor = serde_json::from_value(value["anchor"].clone())?;
            let act = serde_json::from_value(serde_json::json!({ "action": action, "value": value }))?;
            Ok((act, anchor))
        })
    }

    /// What it is in the table of rights.
    #[must_use]
    pub fn action(&self) -> Action {
        match self {
            Self::Set(setting) if ["note", "tags"].contains(&setting.field.as_str()) => Action::Remark,
            Self::Set(_) => Action::Set,
            Self::Milestone(_) => Action::Step,
            Self::Evidence(_) => Action::Evidence,
            Self::Split { .. } => Action::Split,
            Self::Resolve(_) => Action::Resolve,
            Self::Rubric { .. } => Action::Rubric,
            Self::Search { .. } => Action::Search,
            Self::Code { .. } => Action::Code,
            Self::Settle { .. } => Action::Settle,
            Self::Sign { .. } => Action::Sign,
        }
    }

    /// The cycle it belongs to.
    #[must_use]
    pub fn cycle(&self) -> Option<&str> {
        match self {
            Self::Rubric { cycle, .. }
            | Self::Search { cycle, .. }
            | Self::Code { cycle, .. }
            | Self::Settle { cycle, .. }
            | Self::Sign { cycle } => Some(cycle),
            _ => None,
        }
    }
}

/// Reads the value of a decision about something else than an entry.
pub(super) fn parsed<T: serde::de::DeserializeOwned>(value: &str) -> Result<T> {
    serde_json::from_str(value).map_err(|e| Error::ours(format!("the value of a decision cannot be read: {e}")))
}
