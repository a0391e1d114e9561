//! From all sources to the derived tables: the one place where the engine is set to work.
//!
//! In: the sources of a workspace. Out: its derived tables, brought up to date at once. Never: depends on the order in
//! which sources were added, or on the number of threads. See: `chancery_engine` for what is done to a text.

mod dossiers;
mod doubts;
mod identity;
mod lineage;
mod origins;
mod rulings;
mod shapes;
mod standing;

use crate::knowledge;
use crate::register::pieces::{Piece, Pieces, of_text};
use crate::register::{Derived, Found, Linked, Reason, Remark, Ruling, Workspace};
use crate::shape::{Change, Correction, Decision};
use crate::{Error, Result};
use chancery_engine as engine;
use engine::Reading;
use engine::link::pairs::Pair;
use engine::model::{Source, Witness};
use engine::rules::Knowledge;
use rayon::prelude::*;
use rulings::Named;
pub use rulings::{chosen, lacking};
use sha2::{Digest, Sha256};
use standing::Standing;
use std::collections::{BTreeMap, BTreeSet};

/// What is said of a source that carries no document.
const NO_DOCUMENT: &str = "no statement, speech or treaty was found anywhere in it; it is kept as it came. \
                           If it holds one, save the text alone and add that";

/// A kept source, decoded.
#[derive(Debug)]
pub struct Admitted {
    /// Its SHA-256.
    pub sha: String,
    /// What the engine made of the bytes.
    pub source: Source,
}

/// What a derivation found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Sources read.
    pub sources: usize,
    /// Documents found.
    pub documents: usize,
    /// Witnesses found.
    pub witnesses: usize,
    /// Clauses found.
    pub clauses: usize,
    /// References found.
    pub references: usize,
}

/// Brings the derived tables up to date; does nothing where they were made of the same sources by the same engine.
/// What stands in them as it would be made is neither made nor written again.
///
/// # Errors
/// When the database or the disk fails; the tables are then as they were.
pub async fn refresh(workspace: &Workspace) -> Result<bool> {
    let before = workspace.derived_from().await?;
    if before == basis(workspace).await? {
        return Ok(false);
    }
    let same = workspace.derived_by().await? == program();
    let held = if same { workspace.pieces().await? } else { Pieces::new() };
    let (derived, _) = derived(workspace, held).await?;
    let touched = workspace.renew(&derived).await?;
    crate::search::refresh(workspace, &before, touched).await?;
    Ok(true)
}

/// Derives everything again.
///
/// # Errors
/// When the database or the disk fails; the tables are then as they were.
pub async fn rebuild(workspace: &Workspace) -> Result<Summary> {
    let (derived, summary) = derived(workspace, Pieces::new()).await?;
    workspace.replace(&derived).await?;
    crate::search::rebuild(workspace).await?;
    Ok(summary)
}

/// What is derived from the sources, beside what the tables `held` before.
async fn derived(workspace: &Workspace, held: Pieces) -> Result<(Derived, Summary)> {
    let sources = kept(workspace, &[]).await?;
    let basis = basis(workspace).await?;
    let rulings = workspace.rulings().await?;
    working(move || {
        let mut derived = derive_beside(&sources, &rulings, knowledge::current(), &held)?;
        (derived.basis, derived.knowledge) = (basis, program());
        let summary = summary(sources.len(), &derived);
        Ok((derived, summary))
    })
    .await?
}

/// How `newer` stands to `older`: from the tables where the pair was linked, else worked out now.
///
/// # Errors
/// When there is no such document, or the database fails.
pub async fn compare(workspace: &Workspace, older: &str, newer: &str) -> Result<Vec<(Change, Vec<Reason>)>> {
    let (old, new) = (workspace.document(older).await?, workspace.document(newer).await?);
    let known = workspace.changes(older, newer).await?;
    if !known.is_empty() {
        return Ok(known.into_iter().zip(workspace.change_grounds(older, newer).await?).collect());
    }
    // Decisions about readings hold for documents by their ids, which all sources together tell.
    let rulings = workspace.rulings().await?;
    let mut wanted = Vec::new();
    for document in [older, newer].into_iter().filter(|_| rulings.is_empty()) {
        wanted.extend(workspace.witnesses(Some(document)).await?.into_iter().map(|w| w.source));
    }
    let sources = kept(workspace, &wanted).await?;
    working(move || {
        let read = read(&sources, &rulings, knowledge::current());
        let of = |text: &str| read.named.iter().map(|(_, _, r)| r).find(|r| r.document.text == text);
        match (of(&old.text), of(&new.text)) {
            (Some(o), Some(n)) => {
                linked((&old.document, o), (&new.document, n), &changes(o, n, knowledge::current())).changes
            }
            _ => Vec::new(),
        }
    })
    .await
}

/// How two documents stand to each other, by their place among the documents.
struct Between {
    older: usize,
    newer: usize,
    changes: Vec<engine::model::Change>,
}

/// Reads `sources`, given as SHA-256, name and bytes in the order of their SHA-256; what the tables `held` and would
/// be made the same is not made again.
fn derive_beside(
    sources: &[(String, String, Vec<u8>)],
    rulings: &[(Decision, Ruling)],
    knowledge: &Knowledge,
    held: &Pieces,
) -> Result<Derived> {
    let Read { admitted, named, remarks, corrections } = read(sources, rulings, knowledge);
    let mut documents: Vec<Found> =
        named.par_iter().map(|(id, work, reading)| shapes::found(id, work, reading, &admitted)).collect();
    for (found, suspicions) in documents.iter_mut().zip(doubts::suspicions(&named, &corrections, knowledge)) {
        found.suspicions = suspicions;
    }
    let texts = |found: &Found| -> Result<(String, String)> { Ok((found.document.document.clone(), of_text(found)?)) };
    let texts = documents.par_iter().map(texts).collect::<Result<Vec<_>>>()?;
    let beside = Standing::of(&texts, held);
    let readings: Vec<&Reading> = named.iter().map(|(_, _, reading)| reading).collect();
    let pairs = engine::link::pairs::pairs(&readings.iter().map(|r| &r.document).collect::<Vec<_>>());
    let lines = lineage::lines(&readings);
    let stand = beside.lines(&lines, &pairs);
    let followed = || lines.iter().zip(&stand).filter(|(_, stands)| !**stands).map(|(line, _)| line);
    let line_of: BTreeMap<usize, usize> =
        followed().enumerate().flat_map(|(number, line)| line.iter().map(move |&n| (n, number))).collect();
    let together = |pair: &Pair| {
        let line = line_of.get(&pair.older);
        line.is_some() && line == line_of.get(&pair.newer)
    };
    let (standing, wanted): (Vec<Pair>, Vec<Pair>) =
        pairs.into_iter().partition(|pair| beside.pair(pair) && !together(pair));
    let mut pieces: BTreeSet<Piece> = standing.iter().map(|pair| beside.piece(pair)).collect();
    for (line, _) in lines.iter().zip(&stand).filter(|(_, stands)| **stands) {
        pieces.extend(Standing::of_line(&documents, line));
    }
    let between = between(&readings, &wanted, knowledge);
    let lineage = lineage::trace(&mut documents, &readings, followed(), &between);
    let of = |n: usize| (named[n].0.as_str(), readings[n]);
    let links = between.par_iter().map(|b| linked(of(b.older), of(b.newer), &b.changes)).collect();
    let dossiers = dossiers::dossiers(&documents, knowledge);
    Ok(Derived { documents, links, lineage, dossiers, remarks, corrections, standing: pieces, ..Derived::default() })
}

/// These pairs, compared.
fn between(readings: &[&Reading], pairs: &[Pair], knowledge: &Knowledge) -> Vec<Between> {
    let texts = readings.iter().map(|r| (&r.document, &r.findings)).collect();
    let shelf = engine::link::Shelf::of(texts, pairs.iter().map(|pair| (pair.older, pair.newer)), knowledge);
    let compared = |pair: &Pair| {
        let changes = shelf.changes(pair.older, pair.newer);
        Between { older: pair.older, newer: pair.newer, changes }
    };
    pairs.par_iter().map(compared).collect()
}

fn changes(older: &Reading, newer: &Reading, knowledge: &Knowledge) -> Vec<engine::model::Change> {
    engine::link::link((&older.document, &older.findings), (&newer.document, &newer.findings), knowledge)
}

/// Everything that was read.
struct Read {
    admitted: Vec<Admitted>,
    /// In the order of their ids.
    named: Vec<Named>,
    remarks: Vec<Remark>,
    corrections: Vec<Correction>,
}

fn read(sources: &[(String, String, Vec<u8>)], rulings: &[(Decision, Ruling)], knowledge: &Knowledge) -> Read {
    let each: Vec<(Admitted, Vec<Witness>)> = sources
        .par_iter()
        .enumerate()
        .map(|(number, (sha, name, bytes))| {
            let (source, witnesses) = engine::witnesses(name, bytes, number, knowledge);
            (Admitted { sha: sha.clone(), source }, witnesses)
        })
        .collect();
    let remarks = each.iter().flat_map(|(admitted, witnesses)| remarks(admitted, witnesses)).collect();
    let (admitted, witnesses): (Vec<_>, Vec<_>) = each.into_iter().unzip();
    let witnesses: Vec<Witness> = witnesses.into_iter().flatten().collect();
    let mut named = identity::named(engine::read(&witnesses, knowledge));
    let corrections = rulings::apply(&mut named, rulings, knowledge);
    Read { admitted, named, remarks, corrections }
}

fn remarks(admitted: &Admitted, witnesses: &[Witness]) -> Vec<Remark> {
    let remark =
        |code: &str, text: &str| Remark { subject: admitted.sha.clone(), code: code.to_owned(), text: text.to_owned() };
    let notes = admitted.source.notes.iter().chain(witnesses.iter().flat_map(|w| &w.notes));
    let mut out: Vec<Remark> = notes.map(|n| remark(n.code, &n.text)).collect();
    if witnesses.is_empty() {
        out.push(remark("no-document", NO_DOCUMENT));
    }
    out
}

fn linked(older: (&str, &Reading), newer: (&str, &Reading), changes: &[engine::model::Change]) -> Linked {
    let (o, n) = (&older.1.document, &newer.1.document);
    let points = shapes::Points::of(&n.text);
    let changes = changes.iter().map(|c| shapes::change(c, (older.0, o), (newer.0, n), &points)).collect();
    Linked { older: older.0.to_owned(), newer: newer.0.to_owned(), changes }
}

/// The kept sources, by SHA-256; only the `wanted` ones where any are named.
async fn kept(workspace: &Workspace, wanted: &[String]) -> Result<Vec<(String, String, Vec<u8>)>> {
    let mut out = Vec::new();
    for source in workspace.sources().await? {
        if wanted.is_empty() || wanted.contains(&source.source) {
            let bytes = workspace.source_bytes(&source.source).await?;
            out.push((source.source, source.name, bytes));
        }
    }
    Ok(out)
}

/// What the derived tables are made of: the sources, the engine, the knowledge, the decisions about readings.
async fn basis(workspace: &Workspace) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(made_by());
    for source in workspace.sources().await? {
        hash.update(source.source);
    }
    for (decision, _) in workspace.rulings().await? {
        hash.update(decision.hash);
    }
    Ok(hex(hash))
}

/// The engine and the knowledge.
fn made_by() -> String {
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    for (path, text) in knowledge::files() {
        hash.update(path);
        hash.update(text);
    }
    hex(hash)
}

/// The same, and which build of the program: what another build made does not stand.
fn program() -> String {
    let built = std::env::current_exe().and_then(std::fs::metadata).and_then(|file| Ok((file.len(), file.modified()?)));
    format!("{} {built:?}", made_by())
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn working<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|e| Error::ours(format!("the reading broke off: {e}")))
}

fn summary(sources: usize, derived: &Derived) -> Summary {
    let sum = |count: fn(&Found) -> usize| derived.documents.iter().map(count).sum();
    Summary {
        sources,
        documents: derived.documents.len(),
        witnesses: sum(|d| d.witnesses.len()),
        clauses: sum(|d| d.clauses.len()),
        references: sum(|d| d.references.len()),
    }
}
