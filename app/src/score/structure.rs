//! Who, when, where; witnesses; blocks and their tree.

use super::figures::Figures;
use super::gold::{Block, Gold, Range};
use super::tables::Tables;
use super::{Pair, bare};
use crate::shape::{Document, Provision};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn measure(pair: &Pair<'_>, tables: &Tables, f: &mut Figures) {
    if let Some(document) = tables.document(pair.id) {
        identity(pair.gold, document, f);
    }
    witnesses(pair, tables, f);
    blocks(pair, tables.provisions(pair.id), f);
}

fn identity(gold: &Gold, document: &Document, f: &mut Figures) {
    let meta = &gold.meta;
    let bare = |text: &str| bare(text.chars()).into_iter().collect::<String>();
    let filled = |text: Option<&str>| text.filter(|t| !t.is_empty()).map(str::to_owned);
    let title = bare(meta.title.as_deref().unwrap_or_default());
    let fields = [
        ("kind", filled(meta.kind.as_deref()), filled(Some(&document.kind))),
        ("date", filled(meta.date.as_deref()), filled(document.date.as_deref())),
        ("place", filled(meta.place.as_deref()), filled(document.place.as_deref())),
        ("title", filled(Some(&title)), filled(Some(&bare(&document.title)))),
        ("language", filled(meta.language.as_deref()), filled(Some(&document.language))),
        ("complete", Some(meta.complete.to_string()), Some(document.complete.to_string())),
    ];
    for (name, want, got) in fields {
        f.share(&format!("meta.{name}"), want == got);
        if want != got {
            f.note("meta", format!("{}: {name}: {want:?} -> {got:?}", gold.name));
        }
    }
    let set = |codes: &[String]| codes.iter().cloned().collect::<BTreeSet<_>>();
    f.share("meta.parties", set(&meta.parties) == set(&document.parties));
}

fn witnesses(pair: &Pair<'_>, tables: &Tables, f: &mut Figures) {
    let want: BTreeSet<&str> = pair.gold.meta.witnesses.iter().map(|w| w.source.as_str()).collect();
    let got: BTreeSet<&str> =
        tables.witnesses.iter().filter(|w| w.document == pair.id).map(|w| w.source_name.as_str()).collect();
    f.sum("witnesses", want.intersection(&got).count(), want.len(), got.len());
    if want != got {
        f.note("witnesses", format!("{}: {want:?} -> {got:?}", pair.gold.name));
    }
}

/// The number of the part and the words of the heading a block stands under.
type Path<'a> = (&'a str, &'a str);

fn blocks(pair: &Pair<'_>, provisions: &[Provision], f: &mut Figures) {
    let gold = pair.gold;
    let mut spots: BTreeMap<Range, &Provision> = BTreeMap::new();
    for p in provisions {
        spots.entry(pair.map.span(p.start, p.end)).or_insert(p);
    }
    let paths = paths(&gold.blocks);
    let mut hits = 0;
    for (block, want) in gold.blocks.iter().zip(paths) {
        let Some(p) = near(&spots, block.range) else {
            f.note(
                "blocks",
                format!("{} {} {}: no such block: {}", gold.name, block.n, block.kind, gold.words(block.range, 40)),
            );
            continue;
        };
        hits += 1;
        f.share("blocks.kind", p.kind == block.kind);
        if p.kind != block.kind {
            f.note(
                "blocks",
                format!(
                    "{} {}: kind {} -> {}: {}",
                    gold.name,
                    block.n,
                    block.kind,
                    p.kind,
                    gold.words(block.range, 40)
                ),
            );
        }
        if matches!(block.kind.as_str(), "item" | "bullet" | "paragraph" | "heading") {
            let want = if block.kind == "heading" { (want.0, "") } else { want };
            let got = path(p, provisions);
            f.share("blocks.tree", want == got);
            if want != got {
                f.note("tree", format!("{} {} {}: {want:?} -> {got:?}", gold.name, block.n, block.kind));
            }
        }
    }
    f.sum("blocks", hits, gold.blocks.len(), provisions.len());
}

/// The provision at `range`, a character more or less on either side.
fn near<'p>(spots: &BTreeMap<Range, &'p Provision>, range: Range) -> Option<&'p Provision> {
    let shifted = |at: usize, by: isize| at.checked_add_signed(by);
    for start in [0, -1, 1] {
        for end in [0, -1, 1] {
            if let (Some(start), Some(end)) = (shifted(range.0, start), shifted(range.1, end))
                && let Some(p) = spots.get(&(start, end))
            {
                return Some(p);
            }
        }
    }
    None
}

fn paths(blocks: &[Block]) -> Vec<Path<'_>> {
    let (mut part, mut heading) = ("", "");
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        if block.kind == "part" {
            (part, heading) = (block.number.as_deref().unwrap_or_default(), "");
        }
        if block.kind == "heading" {
            heading = &block.text;
        }
        out.push((part, heading));
    }
    out
}

fn path<'p>(p: &'p Provision, provisions: &'p [Provision]) -> Path<'p> {
    let (mut part, mut heading) = ("", "");
    let mut seen = BTreeSet::new();
    let parent = |p: &'p Provision| p.parent.as_deref().and_then(|eid| provisions.iter().rfind(|q| q.eid == eid));
    let mut up = parent(p);
    while let Some(q) = up.filter(|q| seen.insert(q.eid.as_str())) {
        if q.kind == "heading" && heading.is_empty() {
            heading = q.text.trim();
        }
        if q.kind == "part" && part.is_empty() {
            part = q.number.trim();
        }
        up = parent(q);
    }
    (part, heading)
}
