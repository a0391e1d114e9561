//! References: found, with the right key, and the same key for the same thing.

use super::figures::{Figures, add};
use super::gold::{self, Gold, Range};
use super::tables::Tables;
use super::{Pair, overlap};
use crate::shape;
use serde_json::Value;
use std::collections::BTreeSet;

type Placed<'a> = (&'a shape::Reference, Range);

pub(super) fn measure(pair: &Pair<'_>, tables: &Tables, f: &mut Figures) {
    let gold = pair.gold;
    if gold.references.is_empty() {
        return;
    }
    let own = tables.references.iter().filter(|r| r.document == pair.id);
    let got: Vec<Placed<'_>> = own.map(|r| (r, pair.map.span(r.start, r.end))).collect();
    let mut used = BTreeSet::new();
    let mut pairs = Vec::new();
    for r in &gold.references {
        let best = best(r, &got, &used);
        add(f.reference_kinds.entry(r.kind.clone()).or_default(), usize::from(best.is_some()), 1, 0);
        match best {
            Some(n) => {
                used.insert(n);
                pairs.push((r, got[n].0));
            }
            None => f.note("references", format!("{} {}: missed {} {}", gold.name, r.block, r.kind, r.surface)),
        }
    }
    for (n, (x, _)) in got.iter().enumerate() {
        add(f.reference_kinds.entry(x.kind.clone()).or_default(), 0, 0, 1);
        if !used.contains(&n) {
            f.note("references", format!("{}: extra {} {}", gold.name, x.kind, x.surface));
        }
    }
    f.sum("references", pairs.len(), gold.references.len(), got.len());
    keys(gold, &pairs, f);
    links(&pairs, f);
}

/// The one of the same kind that covers it best, if at least half.
fn best(r: &gold::Reference, got: &[Placed<'_>], used: &BTreeSet<usize>) -> Option<usize> {
    let mut best = (None, 0.5);
    for (n, (_, range)) in got.iter().enumerate().filter(|(n, (x, _))| x.kind == r.kind && !used.contains(n)) {
        let shared = overlap(r.range, *range);
        if shared == 0 {
            continue;
        }
        let all = r.range.1.max(range.1) - r.range.0.min(range.0);
        let likeness = shared as f64 / all as f64;
        if likeness >= best.1 {
            best = (Some(n), likeness);
        }
    }
    best.0
}

fn keys(gold: &Gold, pairs: &[(&gold::Reference, &shape::Reference)], f: &mut Figures) {
    for (r, x) in pairs.iter().filter(|(r, _)| matches!(r.kind.as_str(), "date" | "state")) {
        let want = written(&r.key);
        f.share("references.key", want == x.key);
        if want != x.key {
            f.note("keys", format!("{}: {}: {want} -> {}", gold.name, r.surface, x.key));
        }
    }
}

/// Pairs of mentions of the same thing: those the gold joins, those that were joined.
fn links(pairs: &[(&gold::Reference, &shape::Reference)], f: &mut Figures) {
    let same: Vec<(String, &str)> = pairs
        .iter()
        .filter(|(r, _)| matches!(r.kind.as_str(), "instrument" | "body"))
        .map(|(r, x)| (r.key.to_string(), x.key.as_str()))
        .collect();
    let (mut both, mut want, mut got) = (0, 0, 0);
    for (i, a) in same.iter().enumerate() {
        for b in &same[..i] {
            let (wanted, found) = (a.0 == b.0, a.1 == b.1);
            both += usize::from(wanted && found);
            want += usize::from(wanted);
            got += usize::from(found);
        }
    }
    f.sum("references.links", both, want, got);
}

fn written(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        Value::Null => "None".into(),
        other => other.to_string(),
    }
}
