//! Clauses: found, rightly named, with actors, force and deadline.

use super::figures::{Figures, add, f1, rounded};
use super::gold::{self, Gold, Range};
use super::tables::Tables;
use super::{Pair, overlap};
use crate::shape;
use std::collections::BTreeSet;

/// A clause of the workspace, placed in the gold text.
struct Placed<'a> {
    row: &'a shape::Clause,
    range: Range,
    operator_at: Option<Range>,
    of: Option<&'a str>,
}

pub(super) fn measure(pair: &Pair<'_>, tables: &Tables, f: &mut Figures) {
    let rows: Vec<&shape::Clause> = tables.clauses.iter().filter(|c| c.document == pair.id).collect();
    count(pair, &rows, f);
}

/// Which clause of the gold is answered by which row, by their places.
pub(super) fn answers(pair: &Pair<'_>, rows: &[shape::Clause]) -> Vec<(usize, usize)> {
    let got: Vec<Placed<'_>> = rows.iter().map(|c| placed(c, pair)).collect();
    let at = |c: &gold::Clause| pair.gold.clauses.iter().position(|other| std::ptr::eq(other, c));
    let row = |x: &Placed<'_>| rows.iter().position(|other| std::ptr::eq(other, x.row));
    let (matched, _) = matched(pair.gold, &got, &mut Figures::default());
    matched.into_iter().filter_map(|(c, x)| Some((at(c)?, row(x)?))).collect()
}

/// Counts the rows of one document against its gold.
pub(super) fn count(pair: &Pair<'_>, rows: &[&shape::Clause], f: &mut Figures) {
    let gold = pair.gold;
    if gold.clauses.is_empty() {
        return;
    }
    let got: Vec<Placed<'_>> = rows.iter().map(|c| placed(c, pair)).collect();
    let (matched, used) = matched(gold, &got, f);
    for (n, x) in got.iter().enumerate() {
        add(f.kinds.entry(x.row.kind.clone()).or_default(), 0, 0, 1);
        if !used.contains(&n) {
            let what = named(&x.row.kind, x.row.stance.as_deref(), x.row.operator.as_deref());
            f.note(
                "clauses",
                format!(
                    "{} {}: extra {what}: {}",
                    gold.name,
                    x.of.unwrap_or("–"),
                    x.row.text.chars().take(50).collect::<String>()
                ),
            );
        }
    }
    for c in &gold.clauses {
        add(f.kinds.entry(c.kind.clone()).or_default(), 0, 1, 0);
    }
    let good = matched.iter().filter(|(c, x)| agree(gold, c, x.row, f)).count();
    f.sum("clauses", good, gold.clauses.len(), got.len());
    f.sum("clauses.detect", matched.len(), gold.clauses.len(), got.len());
    f.document(&gold.name, "clauses", rounded(f1([good, gold.clauses.len(), got.len()]).0, 4));
}

fn placed<'a>(row: &'a shape::Clause, pair: &Pair<'a>) -> Placed<'a> {
    let range = pair.map.span(row.start, row.end);
    let operator = row.operator.as_deref().filter(|o| !o.is_empty());
    let operator_at = operator.and(row.operator_start).zip(row.operator_end).map(|(s, e)| pair.map.span(s, e));
    Placed { row, range, operator_at, of: pair.gold.sentence_at(range.0) }
}

type Matched<'g, 'x, 'a> = (Vec<(&'g gold::Clause, &'x Placed<'a>)>, BTreeSet<usize>);

/// Each clause of the gold with the one that fits best in its sentence; those with an operator choose first.
fn matched<'g, 'x, 'a>(gold: &'g Gold, got: &'x [Placed<'a>], f: &mut Figures) -> Matched<'g, 'x, 'a> {
    let mut used = BTreeSet::new();
    let mut out = Vec::new();
    let (with, without): (Vec<_>, Vec<_>) = gold.clauses.iter().partition(|c| c.operator_at.is_some());
    for c in with.into_iter().chain(without) {
        let mut best: Option<(usize, f64)> = None;
        for (n, x) in got.iter().enumerate().filter(|(n, x)| x.of == Some(&c.of) && !used.contains(n)) {
            let fits = fits(c, x);
            if fits > best.map_or(0.0, |b| b.1) {
                best = Some((n, fits));
            }
        }
        match best {
            Some((n, _)) => {
                used.insert(n);
                out.push((c, &got[n]));
            }
            None => {
                let what = named(&c.kind, c.stance.as_deref(), c.operator.as_deref());
                f.note("clauses", format!("{} {}: missed {what}: {}", gold.name, c.sentence, gold.words(c.range, 50)));
            }
        }
    }
    (out, used)
}

fn fits(c: &gold::Clause, x: &Placed<'_>) -> f64 {
    let alike = overlap(c.range, x.range) as f64 / 1000.0;
    let fits = match (c.operator_at, x.operator_at) {
        (Some(a), Some(b)) => 10.0 * overlap(a, b) as f64,
        (None, None) => 1.0 + alike,
        (None, Some(_)) if x.row.kind == c.kind => 0.5 + alike,
        _ => 0.0,
    };
    if fits > 0.0 && x.row.kind == c.kind { fits + 5.0 } else { fits }
}

/// Whether kind and stance are right; counts actors, force and deadline on the way.
fn agree(gold: &Gold, c: &gold::Clause, x: &shape::Clause, f: &mut Figures) -> bool {
    let same = x.kind == c.kind && (c.kind != "position" || x.stance == c.stance);
    add(f.kinds.entry(c.kind.clone()).or_default(), usize::from(x.kind == c.kind), 0, 0);
    let place = format!("{} {}", gold.name, c.sentence);
    if !same {
        let want = named(&c.kind, c.stance.as_deref(), c.operator.as_deref());
        let got = named(&x.kind, x.stance.as_deref(), x.operator.as_deref());
        f.note("clauses", format!("{place}: {want} -> {got}: {}", gold.words(c.range, 40)));
    }
    if !matches!(c.kind.as_str(), "record" | "procedure") {
        let want: BTreeSet<&String> = c.actors.iter().flatten().collect();
        let right = want == x.actors.iter().collect();
        f.share("clauses.actors", right);
        if !right {
            f.note("actors", format!("{place}: {want:?} -> {:?}: {}", x.actors, gold.words(c.range, 40)));
        }
    }
    if matches!(c.kind.as_str(), "commitment" | "mandate" | "call") && x.kind == c.kind {
        f.share("clauses.force", c.force == x.force);
        if c.force != x.force {
            f.note(
                "force",
                format!("{place}: {:?} -> {:?} ({})", c.force, x.force, c.operator.as_deref().unwrap_or_default()),
            );
        }
    }
    deadline(c.deadline.as_deref(), x.deadline.as_deref(), &place, f);
    same
}

fn deadline(want: Option<&str>, got: Option<&str>, place: &str, f: &mut Figures) {
    let (want, got) = (want.filter(|d| !d.is_empty()), got.filter(|d| !d.is_empty()));
    if want.is_none() && got.is_none() {
        return;
    }
    f.sum("clauses.deadline", usize::from(want == got), usize::from(want.is_some()), usize::from(got.is_some()));
    if want != got {
        f.note("deadline", format!("{place}: {want:?} -> {got:?}"));
    }
}

fn named(kind: &str, stance: Option<&str>, operator: Option<&str>) -> String {
    format!("{kind}/{}/{}", stance.unwrap_or("–"), operator.unwrap_or("–"))
}
