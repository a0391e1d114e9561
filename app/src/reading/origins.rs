//! The way back from the reading text to the bytes of its sources.

use super::Admitted;
use super::shapes::Points;
use crate::register::Origin;
use chancery_engine::model::{Corrected, Edition, Span, Step, Taken};

/// The stretches of the reading text and where each came from, in order.
pub(super) fn origins(edition: &Edition, admitted: &[Admitted], points: &Points<'_>) -> Vec<Origin> {
    let mut out: Vec<Origin> =
        edition.taken.iter().flat_map(|taken| stretches(taken, edition, admitted, points)).collect();
    out.extend(edition.corrected.iter().filter_map(|c| decided(c, edition, admitted, points)));
    out.sort_by_key(|o| o.start);
    joined(out)
}

/// Deeds that resolve how a file spells characters, one by one: neighbours are told as one.
const SPELT: [&str; 3] = ["json", "html", "gb18030"];

fn joined(all: Vec<Origin>) -> Vec<Origin> {
    let mut out: Vec<Origin> = Vec::with_capacity(all.len());
    for origin in all {
        match out.last_mut() {
            Some(last)
                if last.deed == origin.deed
                    && last.deed.as_deref().is_some_and(|d| SPELT.contains(&d))
                    && last.source == origin.source
                    && (last.end, last.byte_end) == (origin.start, origin.byte_start) =>
            {
                (last.end, last.byte_end) = (origin.end, origin.byte_end);
                last.words.push_str(&origin.words);
            }
            _ => out.push(origin),
        }
    }
    out
}

/// A stretch that stands there by decision, and what it replaced.
fn decided(c: &Corrected, edition: &Edition, admitted: &[Admitted], points: &Points<'_>) -> Option<Origin> {
    let from = c.from.as_ref()?;
    let stretches = stretches(&Taken { out: from.from, ..from.clone() }, edition, admitted, points);
    let first = stretches.first().cloned().or_else(|| {
        let source = &admitted.get(edition.witnesses.get(from.witness)?.source)?;
        Some(Origin { source: source.sha.clone(), source_name: source.source.name.clone(), ..Origin::default() })
    })?;
    let (start, end) = points.span(c.out);
    let byte_end = stretches.last().map_or(first.byte_end, |o| o.byte_end);
    Some(Origin { start, end, byte_end, deed: Some(format!("decision {}", c.decision)), words: c.was.clone(), ..first })
}

fn stretches(taken: &Taken, edition: &Edition, admitted: &[Admitted], points: &Points<'_>) -> Vec<Origin> {
    let Some(witness) = edition.witnesses.get(taken.witness) else { return Vec::new() };
    let (Some(from), Some(block)) = (admitted.get(witness.source), witness.blocks.get(taken.block)) else {
        return Vec::new();
    };
    let origin = |step: Step| {
        let out = placed(step.out, taken);
        let (start, end) = points.span(out);
        let bytes = from.source.bytes.origin(step.from).unwrap_or(step.from);
        Origin {
            start,
            end,
            source: from.sha.clone(),
            source_name: from.source.name.clone(),
            byte_start: i64::from(bytes.start),
            byte_end: i64::from(bytes.end),
            deed: step.deed.as_deref().map(str::to_owned),
            words: step.from.of(&from.source.decoded).to_owned(),
        }
    };
    block.text.trace.within(taken.from).into_iter().map(origin).collect()
}

/// Where a stretch of the block stands in the reading text, cut to what was taken.
fn placed(out: Span, taken: &Taken) -> Span {
    let cut = |at: u32| at.clamp(taken.from.start, taken.from.end) - taken.from.start + taken.out.start;
    Span { start: cut(out.start), end: cut(out.end) }
}
