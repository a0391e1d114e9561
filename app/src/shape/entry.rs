//! An entry of the register with everything people decided about it, meetings, and cycles of assessment.

use super::Undertaking;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Who decided something, when and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Said {
    /// Number of the decision.
    pub seq: i64,
    pub by: String,
    /// ISO 8601, UTC.
    pub at: String,
    pub why: String,
}

/// A step on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Milestone {
    /// What it is called; saying it again changes its dates.
    pub name: String,
    /// ISO 8601.
    pub due: Option<String>,
    /// When it was delivered.
    pub delivered: Option<String>,
}

/// What shows that something was or was not done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Evidence {
    /// Number of the decision that added it.
    pub seq: i64,
    pub by: String,
    pub quotation: Option<String>,
    pub address: Option<String>,
    /// SHA-256 of a kept file.
    pub file: Option<String>,
    pub file_name: Option<String>,
    /// When it was published, ISO 8601.
    pub published: Option<String>,
    /// When it was seen there, ISO 8601.
    pub seen: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Which party it concerns.
    pub party: Option<String>,
    /// Which part of the undertaking it concerns.
    pub part: Option<String>,
}

/// What one of several bodies answers for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Share {
    pub body: String,
    pub part: String,
}

/// What a meeting decided about an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Resolution {
    /// Number of the decision.
    pub seq: i64,
    pub meeting: String,
    pub by: String,
    pub at: String,
    /// The decision, in words.
    pub text: String,
    /// Who is to act on it.
    pub body: Option<String>,
    /// By when, ISO 8601.
    pub due: Option<String>,
}

/// An entry of the register with everything people decided about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = RegisterEntry)]
#[serde(default)]
pub struct Entry {
    #[serde(flatten)]
    pub undertaking: Undertaking,
    /// The clause, word for word.
    pub words: String,
    /// Its provision.
    pub eid: String,
    /// `commitment` or `mandate`; what the clause is read as now where a numbered entry is read otherwise.
    pub kind: String,
    pub force: Option<String>,
    pub stage: Option<String>,
    /// Fields that people decided, with who, when and why; the others are proposed by the program.
    pub decided: BTreeMap<String, Said>,
    /// Why it is disputed.
    pub disputed: Option<String>,
    pub tags: Vec<String>,
    /// Who works on it.
    pub assignee: Option<String>,
    /// How firmly its words bind: `strong`, `medium`, `weak`; by rule from the force unless decided.
    pub binding: Option<String>,
    /// What in its words helps it to be carried out: `timetable`, `money`, `body`, `instrument`, `earlier`,
    /// `monitoring`; by rule unless decided.
    pub catalysts: Vec<String>,
    pub notes: Vec<Note>,
    pub milestones: Vec<Milestone>,
    pub evidence: Vec<Evidence>,
    pub shares: Vec<Share>,
    pub resolutions: Vec<Resolution>,
    /// By cycle.
    pub assessments: BTreeMap<String, super::assessment::Assessment>,
    /// `green`, `yellow`, `red`, `grey`.
    pub light: String,
    /// Number of the last decision about it: its entity tag.
    pub version: i64,
    /// Numbers of the decisions about it, those taken back included, wherever its words stood at the time.
    pub decisions: Vec<i64>,
}

/// A remark of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Note {
    pub seq: i64,
    pub by: String,
    pub at: String,
    pub text: String,
}

/// A meeting that looks at what is due under a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Meeting {
    /// `BODY/N`.
    pub meeting: String,
    pub body: String,
    pub number: u32,
    /// ISO 8601.
    pub date: String,
    pub opened: Said,
    pub closed: Option<Said>,
    /// The agenda as it stood when the meeting was closed.
    pub agenda: Vec<Item>,
}

/// An entry on an agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Item {
    pub undertaking: String,
    /// `overdue`, `due`, `disputed`, `unassessed`, `under way`, `settled`.
    pub group: String,
    /// Why it is on the agenda: `body`, `share`, `charge`, `named`, `carried`.
    pub ground: String,
    /// The clause that charges the meeting, or the meeting it was carried over from.
    pub from: Option<String>,
}

/// A question to the register that somebody gave a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct View {
    pub name: String,
    /// What stands after `/register?`.
    pub query: String,
    pub saved: Said,
}
