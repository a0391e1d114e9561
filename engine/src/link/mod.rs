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
mod grams;
mod grounds;
pub mod lineage;
mod nearby;
mod neutral;
mod order;
pub mod pairs;
mod phrases;
pub mod redline;
mod relation;
mod shelf;
pub mod trace;
mod wording;

pub use shelf::Shelf;

use crate::model::{Change, Document, Findings, Relation};
use crate::rules::{Compare, Knowledge, Language};
use affinity::Affinity;
use counterpart::Edges;
use relation::Judge;
use std::sync::LazyLock;
use wording::Wording;

/// How each sentence of `newer` stands to `older`, and which of `older` nothing answers. Where one document is compared
/// with several, a [`Shelf`] makes it ready once.
#[must_use]
pub fn link(older: (&Document, &Findings), newer: (&Document, &Findings), knowledge: &Knowledge) -> Vec<Change> {
    let known = knows(newer.0.primary_language(), knowledge);
    let (old, new) = neutral::seats(&older.0.parties, &newer.0.parties);
    let (old, new) = (Wording::of(older, &old, known), Wording::of(newer, &new, known));
    changes((&old, older.1), (&new, newer.1), known.0)
}

/// What is known of a language, for comparing.
fn knows<'k>(language: &str, knowledge: &'k Knowledge) -> (&'k Compare, Option<&'k Language>) {
    static NOTHING: LazyLock<Compare> = LazyLock::new(Compare::default);
    let language = knowledge.language(language);
    (language.map_or(&NOTHING, |l| &l.compare), language)
}

fn changes(
    (old, older): (&Wording<'_>, &Findings),
    (new, newer): (&Wording<'_>, &Findings),
    compare: &Compare,
) -> Vec<Change> {
    let affinity = Affinity::between(old, new);
    let edges = Edges::choose(old, new, &affinity);
    let judge = Judge { old, new, findings: (older, newer), affinity: &affinity, edges: &edges, compare };
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
