//! The life of an undertaking across documents: where it was first made, repeated, dropped.

use super::Between;
use crate::register::Found;
use chancery_engine::Reading;
use chancery_engine::link::lineage::{Chain, Event, Statement, lineage};
use std::collections::BTreeMap;

/// Fills in the lineage of every undertaking. `readings` stand in the order of `documents`.
pub(super) fn trace(documents: &mut [Found], readings: &[&Reading], between: &[Between]) {
    let mut order: Vec<usize> = (0..readings.len()).collect();
    order.sort_by_key(|&n| (readings[n].document.date.clone().unwrap_or_default(), n));
    let ids: Vec<String> = order.iter().map(|&n| documents[n].document.document.clone()).collect();
    let chains = lineage(&statements(&order, readings, between));
    let mut places: BTreeMap<(usize, usize), (&Chain, usize)> = BTreeMap::new();
    for chain in &chains {
        for (at, link) in chain.iter().enumerate() {
            link.clauses.iter().for_each(|&clause| {
                places.entry((link.statement, clause)).or_insert((chain, at));
            });
        }
    }
    for (statement, &n) in order.iter().enumerate() {
        let found = &mut documents[n];
        let clauses: BTreeMap<&str, usize> =
            found.clauses.iter().enumerate().map(|(n, (c, _))| (c.clause.as_str(), n)).collect();
        for undertaking in &mut found.undertakings {
            let clause = clauses.get(undertaking.clause.as_str());
            let Some((chain, at)) = clause.and_then(|&clause| places.get(&(statement, clause))) else { continue };
            undertaking.first_made_in = chain.first().map(|link| ids[link.statement].clone());
            let mut after = chain[at + 1..]
                .iter()
                .filter(|link| link.event != Event::Dropped)
                .map(|link| ids[link.statement].clone());
            undertaking.repeated_in = after.by_ref().collect();
            undertaking.repeated_in.dedup();
            // A statement of the same day leaves nothing out: it speaks of something else.
            let later = |n: usize| readings[n].document.date > readings[order[statement]].document.date;
            let last = chain.last().filter(|link| link.event == Event::Dropped && later(order[link.statement]));
            undertaking.dropped_in = last.map(|link| ids[link.statement].clone());
        }
    }
}

/// The documents in the order of their dates, each with how it stands to earlier ones, the nearest last.
fn statements<'a>(order: &[usize], readings: &[&'a Reading], between: &'a [Between]) -> Vec<Statement<'a>> {
    let rank: BTreeMap<usize, usize> = order.iter().enumerate().map(|(rank, &n)| (n, rank)).collect();
    let statement = |&n: &usize| {
        let reading = readings[n];
        let mut changes: Vec<_> =
            between.iter().filter(|b| b.newer == n).map(|b| (rank[&b.older], b.changes.as_slice())).collect();
        changes.sort_by_key(|(older, _)| *older);
        changes.retain(|(older, _)| *older < rank[&n]);
        Statement { document: &reading.document, findings: &reading.findings, changes }
    };
    order.iter().map(statement).collect()
}
