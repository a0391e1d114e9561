//! The addresses of the nouns.

use super::visit::encode;

/// A document's reader.
#[must_use]
pub fn document(id: &str) -> String {
    format!("/documents/{}", encode(id))
}

/// A place in a document's reader: a provision's eId, or a sentence `eid/s1`.
#[must_use]
pub fn place(document: &str, place: &str) -> String {
    format!("/documents/{}#{place}", encode(document))
}

/// The place a sentence or clause identifier `DOCUMENT#EID/s1` names.
#[must_use]
pub fn spot(id: &str) -> String {
    let (document, inside) = split(id);
    place(document, inside)
}

/// A provision's own page: its citation and where it came from.
#[must_use]
pub fn provision(document: &str, eid: &str) -> String {
    format!("/documents/{}/provisions/{}", encode(document), encode(eid))
}

/// A clause's own page: why it is read as it is.
#[must_use]
pub fn clause(id: &str) -> String {
    let (document, inside) = split(id);
    format!("/documents/{}/clauses/{}", encode(document), encode(inside))
}

/// An undertaking's page.
#[must_use]
pub fn undertaking(id: &str) -> String {
    format!("/register/{}", encode(id))
}

/// The register, narrowed to what has `value` in `field`.
#[must_use]
pub fn register(field: &str, value: &str) -> String {
    format!("/register?{field}={}", encode(value))
}

/// A meeting's board.
#[must_use]
pub fn meeting(body: &str, number: u32) -> String {
    format!("/reviews/{}/{number}", encode(body))
}

/// A round of assessment.
#[must_use]
pub fn cycle(name: &str) -> String {
    format!("/assessments/{}", encode(name))
}

/// One undertaking in a round of assessment.
#[must_use]
pub fn sheet(cycle: &str, id: &str) -> String {
    format!("/assessments/{}/{}", encode(cycle), encode(id))
}

/// A file kept as evidence.
#[must_use]
pub fn file(sha256: &str) -> String {
    format!("/files/{}", encode(sha256))
}

/// A dossier's page: `kind/key`.
#[must_use]
pub fn dossier(id: &str) -> String {
    let (kind, key) = id.split_once('/').unwrap_or((id, ""));
    format!("/dossiers/{}/{}", encode(kind), encode(key))
}

/// A source's page.
#[must_use]
pub fn source(sha256: &str) -> String {
    format!("/sources/{}", encode(sha256))
}

/// Two documents side by side.
#[must_use]
pub fn compare(older: &str, newer: &str) -> String {
    format!("/compare?older={}&newer={}", encode(older), encode(newer))
}

/// `DOCUMENT#EID/s1c1` as document and what is inside it.
#[must_use]
pub fn split(id: &str) -> (&str, &str) {
    id.split_once('#').unwrap_or((id, ""))
}
