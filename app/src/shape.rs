//! The published shapes: what the API, `--json` and the exports say, and nothing else does.
//!
//! One struct a table of the contract, its fields in the contract's order. Offsets are Unicode code points,
//! end exclusive; `start`/`end` count in the document's reading text. Missing is null.

pub mod assessment;
pub mod entry;
pub mod mark;
pub mod person;

use crate::told::Told;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A file or address as received.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Source {
    /// SHA-256 of the bytes, hexadecimal.
    pub source: String,
    pub name: String,
    pub address: Option<String>,
    pub media_type: String,
    pub encoding: String,
    pub bytes: i64,
    /// ISO 8601, UTC.
    pub retrieved_at: String,
}

/// Who signed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Signatory {
    pub party: Option<String>,
    pub office: String,
    pub name: String,
}

/// One statement in one language, whatever sources carry it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Document {
    /// `2019-06-05-chn-rus-joint-statement`.
    pub document: String,
    /// The same for every language version of one statement.
    pub work: String,
    pub kind: String,
    pub title: String,
    pub subtitle: Option<String>,
    pub date: Option<String>,
    pub place: Option<String>,
    pub parties: Vec<String>,
    pub signatories: Vec<Signatory>,
    pub language: String,
    pub complete: bool,
    /// The reading text: the provisions joined by line feeds.
    pub text: String,
}

/// The stretch of one source that carries one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Witness {
    pub document: String,
    pub source: String,
    pub source_name: String,
    /// In the decoded source.
    pub source_start: i64,
    pub source_end: i64,
    pub complete: bool,
    /// 0 to 1.
    pub agreement: f64,
}

/// A block of the reading text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Provision {
    pub document: String,
    /// Akoma Ntoso eId.
    pub eid: String,
    pub parent: Option<String>,
    pub kind: String,
    pub number: String,
    pub start: i64,
    pub end: i64,
    pub text: String,
}

/// A sentence of a provision.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Sentence {
    pub document: String,
    /// `DOCUMENT#EID/s1`, unique everywhere.
    pub sentence: String,
    pub eid: String,
    pub start: i64,
    pub end: i64,
    pub text: String,
}

/// One actor doing one kind of thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Clause {
    pub document: String,
    /// `DOCUMENT#EID/s1c1`, unique everywhere.
    pub clause: String,
    pub sentence: String,
    pub eid: String,
    pub start: i64,
    pub end: i64,
    pub text: String,
    pub kind: String,
    pub stance: Option<String>,
    pub force: Option<String>,
    pub stage: Option<String>,
    pub actors: Vec<String>,
    pub addressees: Vec<String>,
    pub operator: Option<String>,
    pub operator_start: Option<i64>,
    pub operator_end: Option<i64>,
    pub deadline: Option<String>,
    pub topics: Vec<String>,
    pub confidence: f64,
}

/// A mention of an instrument, body, event, initiative, date, state, person or place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reference {
    pub document: String,
    pub start: i64,
    pub end: i64,
    pub surface: String,
    pub kind: String,
    pub key: String,
    pub label: String,
}

/// A place where witnesses differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Variant {
    pub document: String,
    pub start: i64,
    pub end: i64,
    /// What the reading text has.
    pub reading: String,
    pub source: String,
    pub witness_reading: String,
    #[serde(rename = "type")]
    pub kind: String,
}

/// How a sentence of a newer document stands to sentences of an older one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    pub older: String,
    pub newer: String,
    pub newer_sentence: Option<String>,
    pub older_sentences: Vec<String>,
    pub relation: String,
    pub moved: bool,
    pub similarity: f64,
}

/// A commitment or mandate as an entry of the register.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Undertaking {
    /// Stable id; a frozen number such as `CHN-RUS 2024/057` once the register is opened for its document.
    pub undertaking: String,
    pub document: String,
    pub clause: String,
    pub parties: Vec<String>,
    pub body: Option<String>,
    pub instrument: Option<String>,
    pub deadline: Option<String>,
    pub topics: Vec<String>,
    pub status: String,
    /// Party code to score, where assessed.
    pub scores: std::collections::BTreeMap<String, String>,
    pub first_made_in: Option<String>,
    pub repeated_in: Vec<String>,
    pub dropped_in: Option<String>,
}

/// A human decision.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Decision {
    pub seq: i64,
    /// ISO 8601, UTC.
    pub at: String,
    pub by: String,
    pub subject: String,
    pub action: String,
    pub value: String,
    pub note: String,
    pub previous_hash: String,
    pub hash: String,
}

/// A matter that clauses may be about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Topic {
    /// `finance/local-currency`.
    pub topic: String,
    /// Its field.
    pub broader: Option<String>,
    /// By language.
    pub labels: std::collections::BTreeMap<String, String>,
    /// Addresses of concepts of EuroVoc and the UNBIS Thesaurus, each with how it stands to them: `close`, `broad`.
    pub mappings: std::collections::BTreeMap<String, String>,
}

/// Everything said of one body, instrument, event, initiative, topic or state: the head of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Dossier {
    /// `body/中俄总理定期会晤机制`: kind and key.
    pub dossier: String,
    pub kind: String,
    pub key: String,
    /// What it is called, by language; under the document's language the name most used.
    pub labels: std::collections::BTreeMap<String, String>,
    /// As texts write it, the most used first.
    pub names: Vec<String>,
    /// The dossier it stands under.
    pub under: Option<String>,
    /// The dossiers that stand under it.
    pub organs: Vec<String>,
    /// The dossier of what it came after.
    pub after: Option<String>,
    /// The dossiers of what came after it.
    pub followed_by: Vec<String>,
    /// Dossiers a reader of this one may want.
    pub see: Vec<String>,
    pub documents: i64,
    pub entries: i64,
    pub undertakings: i64,
    pub positions: i64,
    /// Dates of the first and last document.
    pub first: Option<String>,
    pub last: Option<String>,
}

/// A place where a text speaks of the matter of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Entry {
    pub dossier: String,
    pub document: String,
    pub date: Option<String>,
    pub parties: Vec<String>,
    pub eid: String,
    /// Null where it stands in a heading or title.
    pub clause: Option<String>,
    pub kind: Option<String>,
    pub stance: Option<String>,
    pub force: Option<String>,
    pub actors: Vec<String>,
    pub deadline: Option<String>,
    /// The words that speak of it, in the reading text.
    pub start: i64,
    pub end: i64,
    pub surface: String,
    /// The clause, or the heading or title.
    pub quote: String,
}

/// Characters that are probably wrong, though no witness says otherwise. Nothing changes before somebody decides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Suspicion {
    pub document: String,
    /// `DOCUMENT#EID/u1`: the first in its provision.
    pub suspicion: String,
    pub eid: String,
    pub start: i64,
    pub end: i64,
    /// What stands there; empty where something seems to be missing.
    pub words: String,
    /// A few characters before it.
    pub before: String,
    /// A few characters after it.
    pub after: String,
    /// What probably stood there; null where nobody can tell.
    pub proposed: Option<String>,
    /// look-alike, name, script, traditional, repeat, doubled, unpaired, wording, dash.
    pub kind: String,
    /// Why, in English.
    pub reason: String,
    /// The same to be said in any language.
    #[serde(default)]
    pub because: Told,
    /// Somebody looked at it and found the printed reading right.
    pub refused: bool,
}

/// What became of a decision about a reading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Correction {
    pub document: String,
    /// Number of the decision.
    pub decision: i64,
    /// reading.accept, reading.refuse, reading.correct, reading.choose.
    pub action: String,
    pub by: String,
    pub eid: String,
    /// Where it stands now; null where its words are gone and somebody has to look.
    pub start: Option<i64>,
    pub end: Option<i64>,
    /// What the witnesses have.
    pub words: String,
    /// What stands there by the decision.
    pub made: String,
}
