//! The engine's suspicions → rows, with those that somebody refused marked.

use super::rulings::Named;
use super::shapes::Points;
use crate::shape::{Correction, Suspicion};
use crate::told::Told;
use chancery_engine as engine;
use engine::Reading;
use engine::model::Span;
use engine::rules::Knowledge;

/// So many characters on either side tell one place from another.
const CONTEXT: usize = 6;

/// The suspicions about each of `named`.
pub(super) fn suspicions(named: &[Named], settled: &[Correction], knowledge: &Knowledge) -> Vec<Vec<Suspicion>> {
    let held: Vec<engine::suspect::Held<'_>> = named
        .iter()
        .map(|(_, _, r)| engine::suspect::Held { edition: &r.edition, document: &r.document, findings: &r.findings })
        .collect();
    let found = engine::suspect::suspect(&held, knowledge, &crate::search::commonness);
    named.iter().zip(found).map(|((id, _, reading), found)| rows(id, reading, &found, settled)).collect()
}

fn rows(id: &str, reading: &Reading, found: &[engine::model::Suspicion], settled: &[Correction]) -> Vec<Suspicion> {
    let points = Points::of(&reading.document.text);
    let mut out: Vec<Suspicion> = Vec::with_capacity(found.len());
    for suspicion in found {
        let mut row = row(id, reading, suspicion, &points);
        // What somebody decided stands.
        let about = |c: &&Correction| {
            c.document == id
                && c.start.is_some_and(|s| s < row.end.max(row.start + 1))
                && c.end.is_some_and(|e| e >= row.start)
        };
        row.refused = settled.iter().filter(about).any(|c| c.words == row.words || c.made == row.words);
        let nth = 1 + out.iter().filter(|s| s.eid == row.eid).count();
        row.suspicion = format!("{id}#{}/u{nth}", row.eid);
        out.push(row);
    }
    out
}

fn row(id: &str, reading: &Reading, s: &engine::model::Suspicion, points: &Points<'_>) -> Suspicion {
    let text = &reading.document.text;
    let (start, end) = points.span(s.span);
    let inside = reading.document.provisions.iter().find(|p| p.span.contains(s.span));
    let (before, after) = around(text, s.span);
    let because = Told { key: format!("reason.{}", s.reason.because), values: s.reason.values.clone() };
    Suspicion {
        document: id.to_owned(),
        suspicion: String::new(),
        eid: inside.map(|p| p.eid.clone()).unwrap_or_default(),
        start,
        end,
        words: s.span.of(text).to_owned(),
        before,
        after,
        proposed: s.proposed.clone(),
        kind: s.kind.name().to_owned(),
        reason: because.english(),
        because,
        refused: false,
    }
}

/// The characters on either side, inside the line.
fn around(text: &str, span: Span) -> (String, String) {
    let (start, end) = (span.start as usize, span.end as usize);
    let mut before: Vec<char> = text[..start].chars().rev().take_while(|c| *c != '\n').take(CONTEXT).collect();
    before.reverse();
    let after = text[end..].chars().take_while(|c| *c != '\n').take(CONTEXT);
    (before.into_iter().collect(), after.collect())
}
