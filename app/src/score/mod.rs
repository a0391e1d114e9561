//! `chancery score`: what people say is right against what was derived, with the same figures as the project's scorer.
//!
//! In: the tables of a workspace, a folder of gold. Out: figures, and the disagreements in words.
//! Never: changes anything. Gold and reading text are aligned character by character first, so a damaged character
//! costs itself and nothing else.

mod align;
mod blocks;
mod changes;
mod clauses;
mod figures;
mod gold;
mod references;
mod structure;
mod tables;

use crate::Result;
use crate::register::Workspace;
use crate::shape::Clause;
use align::{Map, distance, ops};
use figures::Figures;
pub(crate) use gold::{Gold, sentences};
use serde_json::{Map as Object, Value, json};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use tables::Tables;

/// Figures, and what they rest on.
#[derive(Debug)]
pub struct Score {
    /// As the project's scorer prints them with `--json`.
    pub figures: Value,
    /// Disagreements, by kind.
    pub notes: BTreeMap<&'static str, Vec<String>>,
}

impl Score {
    /// The figures, a line each, and up to `show` disagreements of every kind.
    #[must_use]
    pub fn said(&self, show: usize) -> String {
        let mut out = String::new();
        for (name, value) in self.figures.as_object().into_iter().flatten() {
            match value {
                Value::Object(each) if name == "per_document" => {
                    each.iter().for_each(|(document, value)| out.push_str(&format!("  {document}: {value}\n")));
                }
                value => out.push_str(&format!("{name:28} {value}\n")),
            }
        }
        for (kind, lines) in self.notes.iter().filter(|_| show > 0) {
            out.push_str(&format!("\n== {kind}: {}\n", lines.len()));
            lines.iter().take(show).for_each(|line| out.push_str(&format!("  {line}\n")));
        }
        out
    }
}

/// A gold document with the document of the workspace that answers it.
struct Pair<'a> {
    gold: &'a Gold,
    id: &'a str,
    /// From the reading text to the gold text.
    map: Map,
}

/// Scores the workspace against the gold in `dir`.
///
/// # Errors
/// When the gold cannot be read or the database fails.
pub async fn score(workspace: &Workspace, dir: &Path) -> Result<Score> {
    let golds = gold::read(dir)?;
    let tables = Tables::load(workspace).await?;
    Ok(measured(&golds, &tables))
}

fn measured(golds: &[Gold], tables: &Tables) -> Score {
    let answers = paired(golds, tables);
    let mut f = Figures::default();
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for gold in golds {
        let Some(id) = answers.get(gold.name.as_str()) else {
            missing(gold, &mut f);
            continue;
        };
        let map = text(gold, tables.text(id), &mut f);
        let pair = Pair { gold, id, map };
        structure::measure(&pair, tables, &mut f);
        clauses::measure(&pair, tables, &mut f);
        references::measure(&pair, tables, &mut f);
        pairs.push(pair);
    }
    changes::measure(golds, &pairs, tables, &mut f);
    let mut figures = Object::new();
    figures.insert("documents.found".into(), json!([answers.len(), golds.len()]));
    f.finish(&mut figures);
    Score { figures: Value::Object(figures), notes: f.notes }
}

/// The figures for clauses alone: `rows` of the document the gold was made from against that gold.
pub(crate) fn clauses_against(gold: &Gold, rows: &[Clause]) -> Value {
    let mut f = Figures::default();
    clauses::count(&itself(gold), &rows.iter().collect::<Vec<_>>(), &mut f);
    let mut figures = Object::new();
    f.finish(&mut figures);
    figures.retain(|name, _| name.starts_with("clauses"));
    Value::Object(figures)
}

/// Which clause of the gold is answered by which row, by their places.
pub(crate) fn matching(gold: &Gold, rows: &[Clause]) -> Vec<(usize, usize)> {
    clauses::answers(&itself(gold), rows)
}

/// Gold beside the very text it was made from.
fn itself(gold: &Gold) -> Pair<'_> {
    let map = Map::of(&ops(&gold.text, &gold.text), gold.text.len());
    Pair { gold, id: &gold.name, map }
}

/// Which document answers which gold: the most alike first, each once.
fn paired<'a>(golds: &'a [Gold], tables: &'a Tables) -> BTreeMap<&'a str, &'a str> {
    let texts: Vec<(&str, Vec<char>)> =
        tables.documents.iter().map(|d| (d.document.as_str(), bare(d.text.chars()))).collect();
    let documents: Vec<(&str, HashSet<&[char]>)> = texts.iter().map(|(id, text)| (*id, grams(text))).collect();
    let mut ranked: Vec<(f64, &str, &str)> = Vec::new();
    for gold in golds {
        let text = bare(gold.text.iter().copied());
        let own = grams(&text);
        for (id, other) in &documents {
            let shared = own.iter().filter(|gram| other.contains(*gram)).count();
            if shared > 0 {
                ranked.push((2.0 * shared as f64 / (own.len() + other.len()) as f64, gold.name.as_str(), id));
            }
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (b.1, b.2).cmp(&(a.1, a.2))));
    let mut taken = BTreeSet::new();
    let mut out = BTreeMap::new();
    for (likeness, gold, id) in ranked {
        if likeness > 0.3 && !out.contains_key(gold) && taken.insert(id) {
            out.insert(gold, id);
        }
    }
    out
}

fn missing(gold: &Gold, f: &mut Figures) {
    f.note("documents", format!("{}: no such document in the workspace", gold.name));
    let length = bare(gold.text.iter().copied()).len();
    f.characters(length, length);
    f.sum("blocks", 0, gold.blocks.len(), 0);
    f.sum("clauses", 0, gold.clauses.len(), 0);
    f.sum("clauses.detect", 0, gold.clauses.len(), 0);
    f.sum("references", 0, gold.references.len(), 0);
}

/// Counts wrong characters; the way from the reading text to the gold text.
fn text(gold: &Gold, text: &str, f: &mut Figures) -> Map {
    let (a, b) = (bare(gold.text.iter().copied()), bare(text.chars()));
    let script = ops(&a, &b);
    let wrong = distance(&script);
    f.characters(a.len(), wrong);
    let cut = |chars: &[char], from: usize, to: usize| -> String {
        chars[from..to.min(chars.len())].iter().take(30).collect()
    };
    for op in script.iter().filter(|op| !op.equal) {
        let before = cut(&a, op.a.0.saturating_sub(8), op.a.0);
        let after = cut(&a, op.a.1, op.a.1 + 8);
        let (want, got) = (cut(&a, op.a.0, op.a.1), cut(&b, op.b.0, op.b.1));
        f.note("text", format!("{}: …{before}[{want} -> {got}]{after}…", gold.name));
    }
    f.document(&gold.name, "cer", figures::rounded(wrong as f64 / a.len().max(1) as f64, 5));
    let text: Vec<char> = text.chars().collect();
    Map::of(&ops(&gold.text, &text), text.len())
}

/// A text without white space.
fn bare(text: impl Iterator<Item = char>) -> Vec<char> {
    text.filter(|c| !is_space(*c)).collect()
}

/// White space as the project's scorer sees it.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Every stretch of six characters.
fn grams(text: &[char]) -> HashSet<&[char]> {
    if text.len() < 6 { HashSet::from([text]) } else { text.windows(6).collect() }
}

/// How many characters two ranges share.
fn overlap(a: gold::Range, b: gold::Range) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}
