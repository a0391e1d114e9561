//! Changes between two documents of the gold.

use super::figures::Figures;
use super::gold::{Change, Gold};
use super::tables::Tables;
use super::{Pair, overlap};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn measure(golds: &[Gold], pairs: &[Pair<'_>], tables: &Tables, f: &mut Figures) {
    let answer = |name: &str| pairs.iter().find(|p| p.gold.name == name);
    for gold in golds {
        for (older, table) in gold.changes.iter().filter(|(_, table)| !table.is_empty()) {
            f.sum("changes.pairs", 0, table.iter().map(|r| r.older.len().max(1)).sum(), 0);
            f.shares_of("changes.relation", 0, table.len());
            if let (Some(new), Some(old)) = (answer(&gold.name), answer(older)) {
                compare(table, &found(new, old, tables), &gold.name, f);
            }
        }
    }
}

/// Relation and older sentences of each newer one, in the names of the gold.
type Found<'a> = BTreeMap<Option<&'a str>, (&'a str, BTreeSet<&'a str>)>;

fn found<'a>(new: &Pair<'a>, old: &Pair<'a>, tables: &'a Tables) -> Found<'a> {
    let mut out = Found::new();
    for change in tables.changes.iter().filter(|c| c.newer == new.id && c.older == old.id) {
        let Some(sentence) = &change.newer_sentence else { continue };
        let olds = change.older_sentences.iter().filter_map(|s| place(old, s, tables));
        let entry = out.entry(place(new, sentence, tables)).or_insert(("new", BTreeSet::new()));
        if entry.0 == "new" {
            entry.0 = &change.relation;
        }
        entry.1.extend(olds);
    }
    out
}

/// The sentence of the gold that a sentence of the workspace covers most of.
fn place<'a>(pair: &Pair<'a>, sentence: &str, tables: &Tables) -> Option<&'a str> {
    let row = tables.sentences.get(sentence)?;
    let range = pair.map.span(row.start, row.end);
    let mut best: (Option<&str>, usize) = (None, 0);
    for (name, own) in &pair.gold.sentences {
        let shared = overlap(*own, range);
        if shared > best.1 {
            best = (Some(name), shared);
        }
    }
    best.0
}

fn compare(table: &[Change], found: &Found<'_>, name: &str, f: &mut Figures) {
    let none = BTreeSet::from(["-"]);
    for r in table {
        let want: BTreeSet<&str> =
            if r.older.is_empty() { none.clone() } else { r.older.iter().map(String::as_str).collect() };
        let got = found.get(&Some(r.sentence.as_str()));
        let have = match got {
            Some((_, olds)) if olds.is_empty() => none.clone(),
            Some((_, olds)) => olds.clone(),
            None => BTreeSet::new(),
        };
        f.sum("changes.pairs", want.intersection(&have).count(), 0, have.len());
        let relation = got.map(|(relation, _)| *relation);
        let right = relation == Some(&r.relation);
        f.shares_of("changes.relation", usize::from(right), 0);
        if !right || want != have {
            f.note(
                "changes",
                format!("{name} {} {} {want:?} -> {} {have:?}", r.sentence, r.relation, relation.unwrap_or("–")),
            );
        }
    }
}
