//! What people decided about readings, applied to the texts as the engine established them.
//!
//! In: readings with their ids, the decisions in order. Out: the readings with the decided words in them, and what
//! became of each decision. Never: guesses where words are gone: such a decision is put up for attention.

use super::shapes::Points;
use crate::register::Ruling;
use crate::shape::{Correction, Decision, Provision, Variant, Witness};
use chancery_engine as engine;
use engine::Reading;
use engine::model::{Edition, Span};
use engine::rules::Knowledge;

/// A reading with the ids of its document and of its work.
pub(super) type Named = (String, String, Reading);

/// Characters around a variant that tell its place.
const CONTEXT: usize = 6;

/// Omissions of at least so many characters are gaps of a witness, not readings.
const GAP: i64 = 40;

/// Where a witness lacks text that another one has: stretches of the reading text.
#[must_use]
pub fn lacking(witness: &Witness, variants: &[Variant]) -> Vec<(i64, i64)> {
    let its = variants.iter().filter(|v| v.source == witness.source && v.kind == "omission");
    its.map(|v| (v.start, v.end)).filter(|(start, end)| end - start >= GAP).collect()
}

/// The decision that takes a witness's own reading; nothing where it goes over the end of a paragraph, was moved, or
/// is what the text has.
#[must_use]
pub fn chosen(variant: &Variant, provisions: &[Provision]) -> Option<Ruling> {
    let inside = provisions.iter().find(|p| p.start <= variant.start && variant.end <= p.end)?;
    let Variant { reading, witness_reading, .. } = variant;
    if variant.kind == "transposition" || witness_reading.contains('\n') || witness_reading == reading {
        return None;
    }
    let letters: Vec<char> = inside.text.chars().collect();
    let at = |n: i64| usize::try_from(n - inside.start).unwrap_or(0).min(letters.len());
    let (start, end) = (at(variant.start), at(variant.end));
    Some(Ruling {
        document: variant.document.clone(),
        eid: inside.eid.clone(),
        before: letters[start.saturating_sub(CONTEXT)..start].iter().collect(),
        words: reading.clone(),
        after: letters[end..(end + CONTEXT).min(letters.len())].iter().collect(),
        made: witness_reading.clone(),
    })
}

/// Applies the decisions, one after the other, and understands the changed texts anew.
pub(super) fn apply(named: &mut [Named], rulings: &[(Decision, Ruling)], knowledge: &Knowledge) -> Vec<Correction> {
    let mut changed = vec![false; named.len()];
    let mut out = Vec::new();
    for (decision, ruling) in rulings {
        let at = named.iter().position(|(id, ..)| *id == ruling.document);
        let place = at.and_then(|at| Some((at, place(&named[at].2, ruling)?)));
        if let Some((at, span)) = place
            && ruling.made != ruling.words
        {
            engine::collate::correct(&mut named[at].2.edition, span, &ruling.made, decision.seq);
            changed[at] = true;
        }
        out.push((correction(decision, ruling), place));
    }
    for (at, (_, _, reading)) in named.iter_mut().enumerate().filter(|(at, _)| changed[*at]) {
        let edition = std::mem::take(&mut reading.edition);
        debug_assert!(changed[at]);
        *reading = engine::understand(edition, knowledge);
    }
    out.into_iter().map(|(row, place)| placed(row, place, named)).collect()
}

/// Where the words stand: in their provision, or else once in the whole text.
fn place(reading: &Reading, ruling: &Ruling) -> Option<Span> {
    let text = &reading.edition.text;
    let whole = format!("{}{}{}", ruling.before, ruling.words, ruling.after);
    let words = |at: usize| {
        let start = at + ruling.before.len();
        Span::new(start, start + ruling.words.len())
    };
    let all: Vec<usize> = text.match_indices(&whole).map(|(at, _)| at).collect();
    // Decisions change no line: a provision keeps its line while they are applied.
    let line = reading.document.provisions.iter().position(|p| p.eid == ruling.eid);
    let here = |at: &&usize| line == Some(text[..**at].matches('\n').count());
    match (all.iter().filter(here).count(), all.len()) {
        (1.., _) => all.iter().find(here).map(|at| words(*at)),
        (0, 1) => Some(words(all[0])),
        _ => None,
    }
}

fn correction(decision: &Decision, ruling: &Ruling) -> Correction {
    Correction {
        document: ruling.document.clone(),
        decision: decision.seq,
        action: decision.action.clone(),
        by: decision.by.clone(),
        eid: ruling.eid.clone(),
        start: None,
        end: None,
        words: ruling.words.clone(),
        made: ruling.made.clone(),
    }
}

fn placed(mut row: Correction, place: Option<(usize, Span)>, named: &[Named]) -> Correction {
    if let Some((at, span)) = place {
        let reading = &named[at].2;
        let span = standing(&reading.edition, row.decision).unwrap_or(span);
        let (start, end) = Points::of(&reading.document.text).span(span);
        (row.start, row.end) = (Some(start), Some(end));
    }
    row
}

fn standing(edition: &Edition, decision: i64) -> Option<Span> {
    edition.corrected.iter().find(|c| c.decision == decision).map(|c| c.out)
}
