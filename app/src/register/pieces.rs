//! What the derived tables hold, piece by piece: a digest of each tells whether it has to be made or written again.

use super::Workspace;
use super::derived::{Derived, Found, Linked, Station};
use crate::Result;
use crate::shape::{Dossier, Entry};
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::Row;
use std::collections::BTreeMap;
use std::io::Write;

/// What sort of piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A document with its text and what was found in it; by its id.
    Text,
    /// What is suspected in a document; by its id.
    Suspicions,
    /// The undertakings of a document; by its id.
    Undertakings,
    /// How two documents stand to each other; by the ids of the older and the newer.
    Pair,
    /// The line that a clause belongs to; by its id.
    Lineage,
    /// A dossier with its entries; by its id.
    Dossier,
    /// What was noticed of a source or document; by its id.
    Notes,
}

impl Sort {
    /// All of them.
    pub(super) const ALL: [Self; 7] =
        [Self::Text, Self::Suspicions, Self::Undertakings, Self::Pair, Self::Lineage, Self::Dossier, Self::Notes];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Suspicions => "suspicions",
            Self::Undertakings => "undertakings",
            Self::Pair => "pair",
            Self::Lineage => "lineage",
            Self::Dossier => "dossier",
            Self::Notes => "notes",
        }
    }
}

/// A part of the derived tables that stands or falls as one.
pub type Piece = (Sort, String);

/// Pieces with their digests.
pub type Pieces = BTreeMap<Piece, String>;

/// The piece of a pair. Ids have no blanks.
#[must_use]
pub fn pair(older: &str, newer: &str) -> Piece {
    (Sort::Pair, format!("{older} {newer}"))
}

impl Workspace {
    /// What the derived tables hold.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pieces(&self) -> Result<Pieces> {
        read(&self.pool).await
    }
}

pub(super) async fn read<'c>(from: impl sqlx::Executor<'c, Database = sqlx::Any>) -> Result<Pieces> {
    let mut pieces = Pieces::new();
    for row in sqlx::query("select sort, piece, digest from pieces").fetch_all(from).await? {
        let (sort, piece): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        if let Some(sort) = Sort::ALL.into_iter().find(|s| s.name() == sort) {
            pieces.insert((sort, piece), row.try_get(2)?);
        }
    }
    Ok(pieces)
}

impl Derived {
    /// The pieces that were made, with their digests.
    ///
    /// # Errors
    /// When a row cannot be written as JSON.
    pub fn pieces(&self) -> Result<Pieces> {
        let mut out = Pieces::new();
        let documents = self.documents.par_iter().map(of_document).collect::<Result<Vec<_>>>()?;
        out.extend(documents.into_iter().flatten());
        out.extend(self.links.par_iter().map(of_pair).collect::<Result<Vec<_>>>()?);
        let chains = self.lineage.par_iter().map(|chain| of_chain(chain)).collect::<Result<Vec<_>>>()?;
        out.extend(chains.into_iter().flatten());
        let dossier = |(head, entries): &(Dossier, Vec<Entry>)| -> Result<(Piece, String)> {
            Ok(((Sort::Dossier, head.dossier.clone()), digest(&(head, entries))?))
        };
        out.extend(self.dossiers.par_iter().map(dossier).collect::<Result<Vec<_>>>()?);
        for (subject, remarks) in self.notes() {
            out.insert((Sort::Notes, subject.to_owned()), digest(&remarks)?);
        }
        Ok(out)
    }
}

/// The digest of the text of a document, and of what was found in it.
///
/// # Errors
/// When a row cannot be written as JSON.
pub fn of_text(found: &Found) -> Result<String> {
    let Found { document, witnesses, provisions, sentences, clauses, references, variants, origins, .. } = found;
    digest(&((document, witnesses, provisions, sentences), (clauses, references, variants, origins)))
}

fn of_document(found: &Found) -> Result<Vec<(Piece, String)>> {
    let id = || found.document.document.clone();
    Ok(vec![
        ((Sort::Text, id()), of_text(found)?),
        ((Sort::Suspicions, id()), digest(&found.suspicions)?),
        ((Sort::Undertakings, id()), digest(&found.undertakings)?),
    ])
}

fn of_pair(linked: &Linked) -> Result<(Piece, String)> {
    Ok((pair(&linked.older, &linked.newer), digest(&linked.changes)?))
}

fn of_chain(chain: &[Station]) -> Result<Vec<(Piece, String)>> {
    let digest = digest(&chain)?;
    let clauses = chain.iter().flat_map(|station| &station.clauses);
    Ok(clauses.map(|clause| ((Sort::Lineage, clause.clone()), digest.clone())).collect())
}

fn digest(rows: &impl Serialize) -> Result<String> {
    let mut hash = Hashed(Sha256::new());
    serde_json::to_writer(&mut hash, rows)?;
    Ok(hash.0.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

/// What is written is hashed and forgotten.
struct Hashed(Sha256);

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
