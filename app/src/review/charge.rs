//! What the texts themselves lay before a meeting: clauses that name it, and clauses that charge it with a whole document.

use super::ordinal::counted;
use crate::shape::{Clause, Document, Reference};

/// A clause that names a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    /// The clause.
    pub clause: String,
    /// Its document.
    pub document: String,
    /// It charges the meeting to look at how the whole document is carried out.
    pub whole: bool,
    /// Which of the counted meetings it names; none where it names all of them.
    pub number: Option<u32>,
}

/// What a document with its references and clauses lays before the meetings of `body`.
#[must_use]
pub fn charges(body: &str, document: &Document, references: &[Reference], clauses: &[Clause]) -> Vec<Charge> {
    let named = references.iter().filter_map(|r| named(body, r).map(|number| (r, number)));
    let charge = |(r, number): (&Reference, Option<u32>)| {
        let clause = clauses.iter().find(|c| c.start <= r.start && r.end <= c.end)?;
        let binds = ["commitment", "mandate"].contains(&clause.kind.as_str());
        binds.then(|| Charge {
            clause: clause.clause.clone(),
            document: document.document.clone(),
            whole: oversees(&document.language, &clause.text),
            number,
        })
    };
    named.filter_map(charge).collect()
}

/// A counted meeting that a text charges to look at how it is carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema)]
pub struct Called {
    /// The body, or the series of meetings.
    pub body: String,
    /// Which of its meetings.
    pub number: u32,
    /// The clause that charges it.
    pub clause: String,
    /// Its words.
    pub words: String,
}

/// The counted meetings that a document with its references and clauses charges to look at it as a whole.
#[must_use]
pub fn called(document: &Document, references: &[Reference], clauses: &[Clause]) -> Vec<Called> {
    let mut out: Vec<Called> = Vec::new();
    for reference in references.iter().filter(|r| r.kind == "event") {
        let (body, Some(number)) = counted(&reference.label) else { continue };
        for charge in charges(&body, document, references, clauses) {
            if charge.whole && charge.number == Some(number) {
                let words = clauses.iter().find(|c| c.clause == charge.clause).map(|c| c.text.clone());
                let words = words.unwrap_or_default();
                out.push(Called { body: body.clone(), number, clause: charge.clause, words });
            }
        }
    }
    out.sort();
    out.dedup();
    out
}

/// Whether the reference names a meeting of `body`, and which; bodies under it, whose names begin with its, count as well.
fn named(body: &str, reference: &Reference) -> Option<Option<u32>> {
    if !["event", "body"].contains(&reference.kind.as_str()) {
        return None;
    }
    let of = |name: &str| {
        let (series, number) = counted(name);
        belongs(body, &series).then_some(number)
    };
    of(&reference.label).or_else(|| of(&reference.key))
}

/// Whether `name` is the body, or one under it.
#[must_use]
pub fn belongs(body: &str, name: &str) -> bool {
    !body.is_empty() && name.to_lowercase().starts_with(&body.to_lowercase())
}

/// Whether the clause speaks of looking at how something is carried out.
fn oversees(language: &str, text: &str) -> bool {
    let primary = language.split('-').next().unwrap_or(language);
    let text = text.to_lowercase();
    let languages = crate::knowledge::current().languages.iter().filter(|l| l.code == primary);
    languages.flat_map(|l| l.words.class("oversight")).any(|entry| text.contains(&entry.word.to_lowercase()))
}
