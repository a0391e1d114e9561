//! Two Documents → Changes: how statements answer each other across years and partners.
//!
//! In: documents with their findings, and [`Knowledge`] (`languages/*/compare.toml`).
//! Out: a [`Change`] for every sentence of the newer document and for every dropped one of the older.
//! Never: knows how a document was read; prefers one direction, `link(a, b)` mirrors `link(b, a)`.
//! See: `languages/README.md` on `compare.toml`.
//!
//! ```text
//! sentences ─wording→ units, parties neutral ─affinity→ how much any two share
//!           ─counterpart→ who answers whom ─relation→ how ─order→ what moved
//! ```

mod affinity;
mod counterpart;
mod evidence;
pub mod formulas;
mod grounds;
pub mod lineage;
mod nearby;
mod neutral;
mod order;
pub mod pairs;
mod phrases;
pub mod redline;
mod relation;
pub mod trace;
mod wording;

use crate::model::{Change, Document, Findings, Relation};
use crate::rules::{Compare, Knowledge};
use affinity::Affinity;
use counterpart::Edges;
use relation::Judge;
use wording::Wording;

/// How each sentence of `newer` stands to `older`, and which of `older` nothing answers.
#[must_use]
pub fn link(older: (&Document, &Findings), newer: (&Document, &Findings), knowledge: &Knowledge) -> Vec<Change> {
    let nothing_known = Compare::default();
    let language = knowledge.language(&newer.0.language);
    let compare = language.map_or(&nothing_known, |l| &l.compare);
    let marks = neutral::marks(older, newer, compare, language);
    let old = Wording::of(older.0, &marks.older, compare);
    let new = Wording::of(newer.0, &marks.newer, compare);
    let affinity = Affinity::between(&old, &new, (older.1, newer.1));
    let edges = Edges::choose(&old, &new, &affinity);
    let judge =
        Judge { old: &old, new: &new, findings: (older.1, newer.1), affinity: &affinity, edges: &edges, compare };
    let moved = order::moved(&edges, new.sentences.len());
    let answered = (0..new.sentences.len()).map(|n| {
        let verdict = judge.verdict(n);
        Change {
            newer: Some(n),
            older: edges.of_newer[n].clone(),
            relation: verdict.relation,
            moved: moved[n],
            similarity: verdict.similarity,
            grounds: verdict.grounds,
        }
    });
    let dropped = (0..old.sentences.len()).filter(|&o| edges.of_older[o].is_empty()).map(|o| Change {
        newer: None,
        older: vec![o],
        relation: Relation::Dropped,
        moved: false,
        similarity: 0.0,
        grounds: Vec::new(),
    });
    answered.chain(dropped).collect()
}
