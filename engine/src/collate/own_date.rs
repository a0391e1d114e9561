//! When a witness is of by its own words: signed, printed in a line of its own, or told by its opening. That outweighs
//! any date of the page around it.

use crate::model::{Block, Role, Witness};
use crate::rules::{Knowledge, Language, dates, simplified};

/// A line of its own is no longer than this, in letters.
const LINE: usize = 40;
/// So many blocks from either end may bear the date.
const ENDS: usize = 6;

/// The first and the last day it may be of (ISO 8601): one day, or those of a visit.
pub(super) type Days = (String, String);

/// The days of `witness`, if it tells them whole.
pub(super) fn own_days(witness: &Witness, knowledge: &Knowledge) -> Option<Days> {
    let language = knowledge.language(witness.language)?;
    let blocks = &witness.blocks;
    let last = &blocks[blocks.len().saturating_sub(ENDS)..];
    let first = &blocks[..blocks.len().min(ENDS)];
    let signed = last.iter().rev().filter(|b| b.role == Role::Signature).find_map(|b| day(b, language));
    let alone = || first.iter().filter(|b| line(b)).find_map(|b| day(b, language));
    let opening = || {
        let opens = first.iter().map(|b| simplified(&b.text.text)).find(|t| language.shape.opens(t))?;
        dates(&opens, language, None).iter().find_map(|d| days(&d.iso))
    };
    signed.or_else(alone).or_else(opening)
}

fn line(block: &Block) -> bool {
    !matches!(block.role, Role::Title | Role::Subtitle) && block.text.text.chars().take(LINE + 1).count() <= LINE
}

/// The last whole date of a block.
fn day(block: &Block, language: &Language) -> Option<Days> {
    let found = dates(&simplified(&block.text.text), language, None);
    found.iter().rev().filter(|d| !d.iso.contains('/')).find_map(|d| days(&d.iso))
}

fn days(iso: &str) -> Option<Days> {
    let (first, last) = iso.split_once('/').unwrap_or((iso, iso));
    (first.len() == 10 && last.len() == 10).then(|| (first.to_owned(), last.to_owned()))
}
