//! The life of undertakings and stances through the statements of the same parties: first made, repeated, dropped.

use super::Between;
use crate::register::{Found, Station};
use chancery_engine::Reading;
use chancery_engine::link::lineage::{Chain, Event, Statement, lineage};
use std::collections::BTreeMap;

/// The statements of the same parties, each line in the order of their dates; none of a single statement.
pub(super) fn lines(readings: &[&Reading]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..readings.len()).collect();
    order.sort_by_key(|&n| (readings[n].document.date.clone().unwrap_or_default(), n));
    let mut lines: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for n in order {
        let mut parties = readings[n].document.party_codes();
        parties.sort();
        if !parties.is_empty() {
            lines.entry(parties).or_default().push(n);
        }
    }
    lines.into_values().filter(|line| line.len() > 1).collect()
}

/// Follows every undertaking and stance of these lines, fills in the undertakings, and gives the chains that say more
/// than one thing. `readings` stand in the order of `documents`.
pub(super) fn trace<'l>(
    documents: &mut [Found],
    readings: &[&Reading],
    lines: impl Iterator<Item = &'l Vec<usize>>,
    between: &[Between],
) -> Vec<Vec<Station>> {
    let mut earlier: BTreeMap<usize, Vec<&Between>> = BTreeMap::new();
    between.iter().for_each(|b| earlier.entry(b.newer).or_default().push(b));
    let mut out = Vec::new();
    for line in lines {
        let chains = lineage(&statements(line, readings, &earlier));
        fill(documents, line, &chains);
        out.extend(chains.iter().filter(|chain| chain.len() > 1).map(|chain| stations(documents, line, chain)));
    }
    out
}

/// Writes into the undertakings of one pair of parties what became of them.
fn fill(documents: &mut [Found], line: &[usize], chains: &[Chain]) {
    let ids: Vec<String> = line.iter().map(|&n| documents[n].document.document.clone()).collect();
    let mut places: BTreeMap<(usize, usize), (&Chain, usize)> = BTreeMap::new();
    for chain in chains {
        for (at, link) in chain.iter().enumerate() {
            link.clauses.iter().for_each(|&clause| {
                places.entry((link.statement, clause)).or_insert((chain, at));
            });
        }
    }
    for (statement, &n) in line.iter().enumerate() {
        let found = &mut documents[n];
        let clauses: BTreeMap<&str, usize> =
            found.clauses.iter().enumerate().map(|(n, (c, _))| (c.clause.as_str(), n)).collect();
        for undertaking in &mut found.undertakings {
            let clause = clauses.get(undertaking.clause.as_str());
            let Some((chain, at)) = clause.and_then(|&clause| places.get(&(statement, clause))) else { continue };
            undertaking.first_made_in = chain.first().map(|link| ids[link.statement].clone());
            let said = chain[at + 1..].iter().filter(|link| link.event != Event::Dropped);
            undertaking.repeated_in = said.map(|link| ids[link.statement].clone()).collect();
            undertaking.repeated_in.dedup();
            let last = chain.last().filter(|link| link.event == Event::Dropped);
            undertaking.dropped_in = last.map(|link| ids[link.statement].clone());
        }
    }
}

/// A chain as it is published.
fn stations(documents: &[Found], line: &[usize], chain: &Chain) -> Vec<Station> {
    let station = |link: &chancery_engine::link::lineage::Link| {
        let found = &documents[line[link.statement]];
        let clauses: Vec<_> = link.clauses.iter().filter_map(|&c| found.clauses.get(c)).map(|(c, _)| c).collect();
        Station {
            document: found.document.document.clone(),
            date: found.document.date.clone(),
            event: link.event.name().to_owned(),
            relation: link.relation.map(|r| r.name().to_owned()),
            words: clauses.iter().map(|c| c.text.as_str()).collect(),
            clauses: clauses.iter().map(|c| c.clause.clone()).collect(),
        }
    };
    chain.iter().map(station).collect()
}

/// The statements of one pair of parties in the order of their dates, each with how it stands to earlier ones.
fn statements<'a>(
    line: &[usize],
    readings: &[&'a Reading],
    between: &BTreeMap<usize, Vec<&'a Between>>,
) -> Vec<Statement<'a>> {
    let rank: BTreeMap<usize, usize> = line.iter().enumerate().map(|(rank, &n)| (n, rank)).collect();
    let statement = |&n: &usize| {
        let reading = readings[n];
        let earlier = |b: &&&Between| rank.get(&b.older).is_some_and(|older| *older < rank[&n]);
        let known = between.get(&n).into_iter().flatten();
        let mut changes: Vec<_> = known.filter(earlier).map(|b| (rank[&b.older], b.changes.as_slice())).collect();
        changes.sort_by_key(|(older, _)| *older);
        Statement { document: &reading.document, findings: &reading.findings, changes }
    };
    line.iter().map(statement).collect()
}
