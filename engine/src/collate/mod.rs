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
mod own_date;
mod variants;

pub use align::{Alignment, Run, align};
pub use correct::correct;
pub use fold::fold;

use crate::model::{Edition, Witness};
use crate::rules::Knowledge;
use fold::Letters;
use group::Dated;

/// Finds which witnesses carry the same document and establishes its text.
#[must_use]
pub fn collate(witnesses: &[Witness], knowledge: &Knowledge) -> Vec<Edition> {
    let letters: Vec<Letters> = witnesses.iter().map(|w| Letters::of_blocks(&w.blocks)).collect();
    let dated = |w: &Witness| Dated { own: own_date::own_days(w, knowledge), page: w.page_date.clone() };
    let dates: Vec<Dated> = witnesses.iter().map(dated).collect();
    let mut editions: Vec<Edition> = group::group(&letters, &dates)
        .into_iter()
        .map(|members| {
            let members = members
                .into_iter()
                .map(|n| establish::Member { number: n, witness: &witnesses[n], letters: &letters[n] })
                .collect();
            establish::establish(members, witnesses)
        })
        .collect();
    editions.sort_by(|a, b| a.text.cmp(&b.text));
    editions
}
