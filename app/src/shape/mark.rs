//! Marks: what coders say the clauses of a text are, round by round, and how far they agree.

use super::entry::Said;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody says a clause is, in the contract's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Coded {
    /// The clause, word for word.
    pub text: String,
    pub kind: String,
    pub stance: Option<String>,
    pub force: Option<String>,
    pub actors: Vec<String>,
    pub addressees: Vec<String>,
    pub operator: Option<String>,
    pub deadline: Option<String>,
}

/// A coding round of a document: who codes it, and how far they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct CodingRound {
    pub document: String,
    /// Number of the decision that opened it.
    pub round: i64,
    /// One or two; each is blind to the other.
    pub coders: Vec<String>,
    /// The coders who declared their coding complete.
    pub complete: Vec<String>,
    /// Whether coders begin with the bare text, not with what the program found.
    pub bare: bool,
    /// Whether every coder is complete, so that everybody may see what they marked.
    pub unsealed: bool,
    pub opened: Said,
}

/// A clause as a coder marks it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Mark {
    pub document: String,
    /// Id of the program's clause it is about, or `DOCUMENT#EID/m12` where decision 12 marked what is no clause of the program.
    pub mark: String,
    /// Who marks; empty while it is open.
    pub by: String,
    /// `open` (nobody has judged the program's clause yet), `accept`, `correct`, `add`, `remove`.
    pub verdict: String,
    /// Number of the decision; 0 while it is open.
    pub seq: i64,
    /// ISO 8601, UTC.
    pub at: String,
    pub why: String,
    pub eid: String,
    /// Where it stands now; null where its words are gone and somebody has to look.
    pub start: Option<i64>,
    pub end: Option<i64>,
    #[serde(flatten)]
    pub coded: Coded,
    /// Where the operator stands.
    pub operator_start: Option<i64>,
    pub operator_end: Option<i64>,
    /// Hash of the decision.
    pub hash: String,
}

/// What one coder, or nobody, is shown of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct MarkSheet {
    pub round: CodingRound,
    /// Whose marks these are.
    pub of: String,
    /// In the order of the text: those marked, and those still open.
    pub marks: Vec<Mark>,
    /// Those whose words are gone.
    pub attention: Vec<Mark>,
}

/// How far two coders agree about one thing, beyond chance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Agreed {
    /// `detection` (how many clauses begin in a sentence), `kind`, `stance`, `force`, `actors`.
    pub measure: String,
    /// Sentences, or clauses both have, that were compared.
    pub units: usize,
    /// Those where both say the same.
    pub same: usize,
    /// Cohen's κ; null where there is no room for chance.
    pub kappa: Option<f64>,
    /// Krippendorff's α, nominal.
    pub alpha: Option<f64>,
}

/// A clause about which two coders differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Disagreement {
    /// Numbers of the two decisions, joined by `/`; 0 where a coder has no such clause.
    pub pair: String,
    /// What they differ about: `detection`, `text`, `kind`, `stance`, `force`, `actors`, `addressees`, `operator`, `deadline`.
    pub about: Vec<String>,
    pub first: Option<Mark>,
    pub second: Option<Mark>,
    /// Whose version holds, where somebody settled it.
    pub settled: Option<String>,
}

/// The program against somebody's marks, as `chancery score` measures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ScoredAgainst {
    /// A coder, or `settled`.
    pub gold: String,
    /// Clauses marked.
    pub clauses: usize,
    /// Figures by the scorer's names.
    #[schema(value_type = Object)]
    pub figures: serde_json::Value,
}

/// A finished round in figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct MarkAgreement {
    pub round: CodingRound,
    pub measures: Vec<Agreed>,
    /// The second coder against the first, by the scorer's names; null where one coder marked alone.
    #[schema(value_type = Object)]
    pub between: serde_json::Value,
    pub disagreements: Vec<Disagreement>,
    /// How many of them nobody has settled.
    pub unsettled: usize,
    pub scores: Vec<ScoredAgainst>,
}
