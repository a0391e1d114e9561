//! What to ask the tables for: every field left `None` asks nothing.

use serde::Deserialize;

/// Which documents.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DocumentFilter {
    /// Code of a party.
    pub party: Option<String>,
    /// Kind of document.
    pub kind: Option<String>,
    /// BCP 47; `zh` also finds `zh-Hans`.
    pub language: Option<String>,
    /// Not before this date.
    pub from: Option<String>,
    /// Not after this date; `2019` covers the whole year.
    pub to: Option<String>,
    /// Words in the title or text.
    pub text: Option<String>,
}

/// Which clauses.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ClauseFilter {
    /// Id of the document.
    pub document: Option<String>,
    /// Who acts.
    pub party: Option<String>,
    /// Kind of clause.
    pub kind: Option<String>,
    /// Stance of a position.
    pub stance: Option<String>,
    /// How firmly it binds.
    pub force: Option<String>,
    /// Key of a topic.
    pub topic: Option<String>,
    /// Words in it.
    pub text: Option<String>,
}

/// Which references.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReferenceFilter {
    /// Id of the document.
    pub document: Option<String>,
    /// Kind of reference.
    pub kind: Option<String>,
    /// What is named.
    pub key: Option<String>,
}

/// Which dossiers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DossierFilter {
    /// body, instrument, event, initiative, topic or state.
    pub kind: Option<String>,
    /// Words in its names.
    pub text: Option<String>,
}

/// Which undertakings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct UndertakingFilter {
    /// Id of the document.
    pub document: Option<String>,
    /// Who is bound.
    pub party: Option<String>,
    /// Responsible body.
    pub body: Option<String>,
    /// Key of a topic.
    pub topic: Option<String>,
    /// One of its tags.
    pub tag: Option<String>,
    /// `not assessed`, `under way`, …
    pub status: Option<String>,
    /// Commitment or mandate.
    pub kind: Option<String>,
    /// How firmly it binds.
    pub force: Option<String>,
    /// How far along the action is.
    pub stage: Option<String>,
    /// `green`, `yellow`, `red`, `grey`.
    pub light: Option<String>,
    /// `yes` or `no`: whether anybody has assessed it.
    pub assessed: Option<String>,
    /// Who works on it; `nobody` where nobody does.
    pub assignee: Option<String>,
    /// `set` or `none`.
    pub deadline: Option<String>,
    /// Its deadline ends on this date or later.
    pub deadline_from: Option<String>,
    /// Its deadline ends before this date.
    pub deadline_before: Option<String>,
    /// Words in the clause.
    pub text: Option<String>,
}

/// A parameter of an equality: empty asks nothing.
pub(super) fn exact(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

/// A parameter of `like … escape '\'`: what contains `value`, whatever its case; empty asks nothing.
pub(super) fn containing(value: &Option<String>) -> String {
    value.as_deref().filter(|v| !v.is_empty()).map(|v| format!("%{}%", escaped(&v.to_lowercase()))).unwrap_or_default()
}

/// A parameter of `like … escape '\'` on a list column: what lists `value`; empty asks nothing.
pub(super) fn listing(value: &Option<String>) -> String {
    value.as_deref().filter(|v| !v.is_empty()).map(|v| format!("%|{}|%", escaped(v))).unwrap_or_default()
}

/// `a`, `b` → `|a|b|`, what `listing` looks into.
pub(super) fn list<S: AsRef<str>>(values: &[S]) -> String {
    if values.is_empty() {
        return String::new();
    }
    format!("|{}|", values.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("|"))
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
