//! What the engine derived, as it is published.

use super::pieces::Piece;
use super::{Firing, Reason, Remark, Workspace};
use crate::Result;
use crate::shape::{
    Change, Clause, Correction, Document, Dossier, Entry, Provision, Reference, Sentence, Suspicion, Undertaking,
    Variant, Witness,
};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// A stretch of the reading text and the stretch of a source its characters came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Origin {
    /// In the reading text, code points.
    pub start: i64,
    /// Its end.
    pub end: i64,
    /// SHA-256 of the source.
    pub source: String,
    /// Its name.
    pub source_name: String,
    /// In the bytes of the source.
    pub byte_start: i64,
    /// Their end.
    pub byte_end: i64,
    /// The repair that made it; null where the characters were kept as they were.
    pub deed: Option<String>,
    /// What the source has there.
    pub words: String,
}

/// A document with everything found in it, in the published shapes.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The row itself.
    pub document: Document,
    /// Its rows of the other tables, in order.
    pub witnesses: Vec<Witness>,
    /// In order.
    pub provisions: Vec<Provision>,
    /// In order.
    pub sentences: Vec<Sentence>,
    /// Each with what found it.
    pub clauses: Vec<(Clause, Firing)>,
    /// Each with what found it.
    pub references: Vec<(Reference, Firing)>,
    /// In order.
    pub variants: Vec<Variant>,
    /// Whose words stand where.
    pub origins: Vec<Origin>,
    /// In order.
    pub suspicions: Vec<Suspicion>,
    /// In order.
    pub undertakings: Vec<Undertaking>,
}

/// How a newer document stands to an older one.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// Id of the older one.
    pub older: String,
    /// Id of the newer one.
    pub newer: String,
    /// Each with its grounds.
    pub changes: Vec<(Change, Vec<Reason>)>,
}

/// What became of an undertaking or stance in one statement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Station {
    /// Id of the statement.
    pub document: String,
    /// Its date.
    pub date: Option<String>,
    /// Ids of the clauses that say it there; none where it was dropped.
    pub clauses: Vec<String>,
    /// What happened: first said, kept, renewed, strengthened, weakened, split, merged, dropped, said again.
    pub event: String,
    /// How the sentence stands to the one before.
    pub relation: Option<String>,
    /// The words there.
    pub words: String,
}

/// Everything that was derived from the sources.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// In any order; ids are unique.
    pub documents: Vec<Found>,
    /// In any order.
    pub links: Vec<Linked>,
    /// Undertakings and stances through the statements of the same parties: each with its stations.
    pub lineage: Vec<Vec<Station>>,
    /// Each with its entries, in order.
    pub dossiers: Vec<(Dossier, Vec<Entry>)>,
    /// What was noticed.
    pub remarks: Vec<Remark>,
    /// What became of the decisions about readings, in their order.
    pub corrections: Vec<Correction>,
    /// What it was made of: see [`Workspace::derived_from`].
    pub basis: String,
    /// By which program and knowledge: see [`Workspace::derived_by`].
    pub knowledge: String,
    /// Pieces that were not made again: they stand in the tables as they would be made.
    pub standing: BTreeSet<Piece>,
}

impl Workspace {
    /// What the derived tables were last made of: empty before the first time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn derived_from(&self) -> Result<String> {
        self.fact("derived").await
    }

    /// A fact about the workspace itself; empty where nothing is written.
    async fn fact(&self, mark: &str) -> Result<String> {
        let row = sqlx::query("select value from marks where mark = $1");
        let row = row.bind(mark.to_owned()).fetch_optional(&self.pool).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?.unwrap_or_default())
    }

    /// The program and the knowledge that the derived tables were last made by: empty before the first time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn derived_by(&self) -> Result<String> {
        self.fact("knowledge").await
    }
}

impl Derived {
    /// What was noticed, by subject.
    pub(super) fn notes(&self) -> BTreeMap<&str, Vec<&Remark>> {
        let mut notes: BTreeMap<&str, Vec<&Remark>> = BTreeMap::new();
        for remark in &self.remarks {
            notes.entry(&remark.subject).or_default().push(remark);
        }
        notes
    }
}
