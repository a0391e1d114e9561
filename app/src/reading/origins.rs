//! The way back from the reading text to the bytes of its sources.

use super::Admitted;
use super::shapes::Points;
use crate::register::Origin;
use chancery_engine::model::{Edition, Span, Step, Taken};

/// The stretches of the reading text and where each came from, in order.
pub(super) fn origins(edition: &Edition, admitted: &[Admitted], points: &Points<'_>) -> Vec<Origin> {
    edition.taken.iter().flat_map(|taken| stretches(taken, edition, admitted, points)).collect()
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
