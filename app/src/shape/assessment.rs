//! Assessment in the manner of the research groups: cycles, rubrics, codes, scores.

use super::entry::Said;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A score: `-1`, `0`, `+1`, or `n.a.`; by party.
pub type Scores = BTreeMap<String, String>;

/// A round of assessment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Cycle {
    pub cycle: String,
    /// `interim` or `final`.
    pub kind: String,
    /// The window: only what was done from this day …
    pub from: String,
    /// … to this day counts.
    pub to: String,
    pub opened: Said,
}

/// How scores are to be given, written before the evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Rubric {
    /// What can be met or not: a short name and what it means.
    pub criteria: BTreeMap<String, String>,
    /// For each score the condition on the criteria: `a and (b or c)`, `met >= 2`, `none`.
    pub levels: BTreeMap<String, String>,
    /// Another way of reading the same rubric, to see which scores hang on it.
    pub other: BTreeMap<String, String>,
}

/// Where somebody looked for evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Search {
    pub seq: i64,
    pub by: String,
    pub queries: Vec<String>,
    pub places: Vec<String>,
    /// BCP 47.
    pub languages: Vec<String>,
    pub from: String,
    pub to: String,
    /// Which party it was about; null for all.
    pub party: Option<String>,
}

/// What one coder says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Coding {
    pub seq: i64,
    pub by: String,
    /// The criteria each party met; null where the score was given outright or does not apply.
    pub met: BTreeMap<String, Vec<String>>,
    pub scores: Scores,
}

/// Everything about one undertaking in one cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Assessment {
    pub rubric: Option<Rubric>,
    pub searches: Vec<Search>,
    /// By coder; until there are two, nobody is shown what the first one said.
    pub codings: Vec<Coding>,
    /// By a third, where the two differ.
    pub settled: Option<Coding>,
    /// What holds: agreed or settled.
    pub scores: Scores,
    pub signed: Option<Said>,
}
