//! Writing what the engine derived: all tables in one transaction, or nothing.

use super::filter::list;
use super::{Firing, Reason, Remark, Workspace};
use crate::Result;
use crate::shape::{
    Change, Clause, Correction, Document, Dossier, Entry, Provision, Reference, Sentence, Suspicion, Undertaking,
    Variant, Witness,
};
use serde::{Deserialize, Serialize};
use sqlx::any::Any;
use sqlx::{Row, Transaction};
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
}

impl Workspace {
    /// What the derived tables were last made of: empty before the first time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn derived_from(&self) -> Result<String> {
        let row = sqlx::query("select value from marks where mark = 'derived'").fetch_optional(&self.pool).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?.unwrap_or_default())
    }

    /// Replaces all derived tables at once.
    ///
    /// # Errors
    /// When the database fails; the tables are then as they were.
    pub async fn replace(&self, derived: &Derived) -> Result<()> {
        let mut writing = Writing { transaction: self.pool.begin().await? };
        writing.basis(&derived.basis).await?;
        writing.clear().await?;
        for (nth, found) in (0_i64..).zip(&derived.documents) {
            writing.document(nth, found).await?;
            writing.text(found).await?;
            writing.findings(found).await?;
        }
        for linked in &derived.links {
            writing.linked(linked).await?;
        }
        writing.lineage(&derived.lineage).await?;
        writing.dossiers(&derived.dossiers).await?;
        writing.remarks(&derived.remarks).await?;
        writing.corrections(&derived.corrections).await?;
        writing.transaction.commit().await?;
        Ok(())
    }
}

/// One transaction. Every derived table begins with a text and a number and ends with the published row.
struct Writing {
    transaction: Transaction<'static, Any>,
}

impl Writing {
    async fn basis(&mut self, basis: &str) -> Result<()> {
        sqlx::query("insert into marks (mark, value) values ('derived', $1) on conflict (mark) do update set value = excluded.value")
            .bind(basis.to_owned())
            .execute(&mut *self.transaction)
            .await?;
        Ok(())
    }

    async fn clear(&mut self) -> Result<()> {
        for sql in [
            "delete from notes",
            "delete from documents",
            "delete from witnesses",
            "delete from provisions",
            "delete from sentences",
            "delete from clauses",
            "delete from mentions",
            "delete from variants",
            "delete from changes",
            "delete from lineage",
            "delete from undertakings",
            "delete from dossiers",
            "delete from dossier_entries",
            "delete from suspicions",
            "delete from corrections",
        ] {
            sqlx::query(sql).execute(&mut *self.transaction).await?;
        }
        Ok(())
    }

    async fn put(&mut self, sql: &'static str, key: (&str, i64), columns: &[&str], row: &impl Serialize) -> Result<()> {
        let mut query = sqlx::query(sql).bind(key.0.to_owned()).bind(key.1);
        for column in columns {
            query = query.bind((*column).to_owned());
        }
        query.bind(serde_json::to_string(row)?).execute(&mut *self.transaction).await?;
        Ok(())
    }

    async fn document(&mut self, nth: i64, found: &Found) -> Result<()> {
        let d = &found.document;
        let sql = "insert into documents (document, nth, date, kind, language, parties, words, origins, shape) \
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let words = format!("{}\n{}", d.title, d.text).to_lowercase();
        let origins = serde_json::to_string(&found.origins)?;
        let date = d.date.as_deref().unwrap_or_default();
        self.put(sql, (&d.document, nth), &[date, &d.kind, &d.language, &list(&d.parties), &words, &origins], d)
            .await?;
        for (nth, w) in (0_i64..).zip(&found.witnesses) {
            let sql = "insert into witnesses (document, nth, source, shape) values ($1, $2, $3, $4)";
            self.put(sql, (&w.document, nth), &[&w.source], w).await?;
        }
        for (nth, v) in (0_i64..).zip(&found.variants) {
            let sql = "insert into variants (document, nth, shape) values ($1, $2, $3)";
            self.put(sql, (&v.document, nth), &[], v).await?;
        }
        for (nth, s) in (0_i64..).zip(&found.suspicions) {
            let sql = "insert into suspicions (document, nth, shape) values ($1, $2, $3)";
            self.put(sql, (&s.document, nth), &[], s).await?;
        }
        Ok(())
    }

    async fn text(&mut self, found: &Found) -> Result<()> {
        for (nth, p) in (0_i64..).zip(&found.provisions) {
            let sql = "insert into provisions (document, nth, eid, shape) values ($1, $2, $3, $4)";
            self.put(sql, (&p.document, nth), &[&p.eid], p).await?;
        }
        for (nth, s) in (0_i64..).zip(&found.sentences) {
            let sql = "insert into sentences (document, nth, sentence, shape) values ($1, $2, $3, $4)";
            self.put(sql, (&s.document, nth), &[&s.sentence], s).await?;
        }
        Ok(())
    }

    async fn findings(&mut self, found: &Found) -> Result<()> {
        for (nth, (c, firing)) in (0_i64..).zip(&found.clauses) {
            let sql = "insert into clauses (document, nth, clause, kind, stance, force, parties, topics, words, firing, shape) \
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
            let (stance, force) = (c.stance.as_deref().unwrap_or_default(), c.force.as_deref().unwrap_or_default());
            let (parties, topics, words) = (list(&c.actors), list(&c.topics), c.text.to_lowercase());
            let firing = serde_json::to_string(firing)?;
            let columns = [&c.clause, c.kind.as_str(), stance, force, &parties, &topics, &words, &firing];
            self.put(sql, (&c.document, nth), &columns, c).await?;
        }
        for (nth, (r, firing)) in (0_i64..).zip(&found.references) {
            let sql = "insert into mentions (document, nth, kind, key, firing, shape) values ($1, $2, $3, $4, $5, $6)";
            self.put(sql, (&r.document, nth), &[&r.kind, &r.key, &serde_json::to_string(firing)?], r).await?;
        }
        for (nth, u) in (0_i64..).zip(&found.undertakings) {
            let sql = "insert into undertakings (document, nth, clause, shape) values ($1, $2, $3, $4)";
            self.put(sql, (&u.document, nth), &[&u.clause], u).await?;
        }
        Ok(())
    }

    async fn linked(&mut self, linked: &Linked) -> Result<()> {
        let sql = "insert into changes (newer, nth, older, grounds, shape) values ($1, $2, $3, $4, $5)";
        for (nth, (change, grounds)) in (0_i64..).zip(&linked.changes) {
            self.put(sql, (&linked.newer, nth), &[&linked.older, &serde_json::to_string(grounds)?], change).await?;
        }
        Ok(())
    }

    async fn lineage(&mut self, chains: &[Vec<Station>]) -> Result<()> {
        for (nth, chain) in (0_i64..).zip(chains) {
            for clause in chain.iter().flat_map(|station| &station.clauses) {
                self.put("insert into lineage (clause, nth, shape) values ($1, $2, $3)", (clause, nth), &[], chain)
                    .await?;
            }
        }
        Ok(())
    }

    async fn dossiers(&mut self, dossiers: &[(Dossier, Vec<Entry>)]) -> Result<()> {
        for (nth, (dossier, entries)) in (0_i64..).zip(dossiers) {
            let sql = "insert into dossiers (dossier, nth, kind, words, shape) values ($1, $2, $3, $4, $5)";
            let labels: Vec<&str> = dossier.labels.values().map(String::as_str).collect();
            let words = format!("{}\n{}\n{}", dossier.key, labels.join("\n"), dossier.names.join("\n")).to_lowercase();
            self.put(sql, (&dossier.dossier, nth), &[&dossier.kind, &words], dossier).await?;
            for (nth, entry) in (0_i64..).zip(entries) {
                let sql = "insert into dossier_entries (dossier, nth, document, shape) values ($1, $2, $3, $4)";
                self.put(sql, (&entry.dossier, nth), &[&entry.document], entry).await?;
            }
        }
        Ok(())
    }

    async fn remarks(&mut self, remarks: &[Remark]) -> Result<()> {
        for (nth, remark) in (0_i64..).zip(remarks) {
            self.put(
                "insert into notes (subject, nth, shape) values ($1, $2, $3)",
                (&remark.subject, nth),
                &[],
                remark,
            )
            .await?;
        }
        Ok(())
    }

    async fn corrections(&mut self, corrections: &[Correction]) -> Result<()> {
        for (nth, c) in (0_i64..).zip(corrections) {
            let sql = "insert into corrections (document, nth, shape) values ($1, $2, $3)";
            self.put(sql, (&c.document, nth), &[], c).await?;
        }
        Ok(())
    }
}
