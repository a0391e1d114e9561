//! Witnesses → Editions: which witnesses carry the same document, its reading text, and where they differ.
//!
//! In: all [`Witness`]es at hand, in any order. Out: one [`Edition`] a document. Never: depends on the order;
//! counts layout as a variant; chooses silently: every departure from the base stands in the apparatus.
//! See: `docs/glossary.md` (base, witness, variant).

mod align;
mod correct;
mod establish;
mod fold;
mod group;
mod layout;
mod majority;
mod variants;

pub use correct::correct;

use crate::model::{Edition, Witness};
use crate::rules::Knowledge;

/// Finds which witnesses carry the same document and establishes its text.
#[must_use]
pub fn collate(witnesses: &[Witness], _knowledge: &Knowledge) -> Vec<Edition> {
    let letters: Vec<_> = witnesses.iter().map(|w| fold::letters(&w.blocks)).collect();
    let dates: Vec<Option<&str>> = witnesses.iter().map(|w| w.page_date.as_deref()).collect();
    let mut editions: Vec<Edition> = group::group(&letters, &dates)
        .into_iter()
        .map(|members| {
            let members = members.into_iter().map(|n| establish::Member { number: n, witness: &witnesses[n], letters: &letters[n] }).collect();
            establish::establish(members, witnesses)
        })
        .collect();
    editions.sort_by(|a, b| a.text.cmp(&b.text));
    editions
}
