//! Writing what the engine derived, in one transaction or not at all: everything, or the pieces that differ.

use super::derived::{Derived, Found, Linked, Station};
use super::filter::list;
use super::pieces::{self, Piece, Pieces, Sort};
use super::{Firing, Reason, Workspace};
use crate::Result;
use crate::shape::{Change, Clause, Correction, Dossier, Entry, Reference};
use serde::Serialize;
use sqlx::Transaction;
use sqlx::any::Any;

/// The tables that are derived.
const TABLES: [&str; 16] = [
    "pieces",
    "notes",
    "documents",
    "witnesses",
    "provisions",
    "sentences",
    "clauses",
    "mentions",
    "variants",
    "changes",
    "lineage",
    "undertakings",
    "dossiers",
    "dossier_entries",
    "suspicions",
    "corrections",
];

/// So many rows go into one statement.
const ROWS: usize = 50;

impl Workspace {
    /// Replaces all derived tables at once.
    ///
    /// # Errors
    /// When the database fails; the tables are then as they were.
    pub async fn replace(&self, derived: &Derived) -> Result<()> {
        let made = derived.pieces()?;
        let mut writing = Writing::begin(self, derived).await?;
        writing.clear().await?;
        writing.write(derived, &made).await?;
        writing.transaction.commit().await?;
        Ok(())
    }

    /// Makes the derived tables what `derived` says; what stands there already is left alone. Gives the ids of the
    /// documents whose texts were put in or taken out.
    ///
    /// # Errors
    /// When the database fails; the tables are then as they were.
    pub async fn renew(&self, derived: &Derived) -> Result<Vec<String>> {
        let mut made = derived.pieces()?;
        made.retain(|piece, _| !derived.standing.contains(piece));
        let mut writing = Writing::begin(self, derived).await?;
        let before = pieces::read(&mut *writing.transaction).await?;
        if before.is_empty() {
            // The tables are older than the record of their pieces.
            writing.clear().await?;
        }
        let stands = |(piece, digest): &(&Piece, &String)| made.get(*piece) == Some(*digest);
        let gone = before.iter().filter(|held| !stands(held)).map(|(piece, _)| piece);
        let gone: Vec<&Piece> = gone.filter(|piece| !derived.standing.contains(*piece)).collect();
        for piece in &gone {
            writing.remove(piece).await?;
        }
        made.retain(|piece, digest| before.get(piece) != Some(digest));
        writing.write(derived, &made).await?;
        writing.transaction.commit().await?;
        let texts = made.keys().chain(gone).filter(|(sort, _)| *sort == Sort::Text);
        Ok(texts.map(|(_, document)| document.clone()).collect())
    }
}

/// A derived table, and its columns.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
}

static DOCUMENTS: Table = Table {
    name: "documents",
    columns: &["document", "nth", "date", "kind", "language", "parties", "words", "origins", "shape"],
};
static WITNESSES: Table = Table { name: "witnesses", columns: &["document", "nth", "source", "shape"] };
static VARIANTS: Table = Table { name: "variants", columns: &["document", "nth", "shape"] };
static SUSPICIONS: Table = Table { name: "suspicions", columns: &["document", "nth", "shape"] };
static PROVISIONS: Table = Table { name: "provisions", columns: &["document", "nth", "eid", "shape"] };
static SENTENCES: Table = Table { name: "sentences", columns: &["document", "nth", "sentence", "shape"] };
static CLAUSES: Table = Table {
    name: "clauses",
    columns: &["document", "nth", "clause", "kind", "stance", "force", "parties", "topics", "words", "firing", "shape"],
};
static MENTIONS: Table = Table { name: "mentions", columns: &["document", "nth", "kind", "key", "firing", "shape"] };
static UNDERTAKINGS: Table = Table { name: "undertakings", columns: &["document", "nth", "clause", "shape"] };
static CHANGES: Table = Table { name: "changes", columns: &["newer", "nth", "older", "grounds", "shape"] };
static LINEAGE: Table = Table { name: "lineage", columns: &["clause", "nth", "shape"] };
static DOSSIERS: Table = Table { name: "dossiers", columns: &["dossier", "nth", "kind", "words", "shape"] };
static ENTRIES: Table = Table { name: "dossier_entries", columns: &["dossier", "nth", "document", "shape"] };
static NOTES: Table = Table { name: "notes", columns: &["subject", "nth", "shape"] };
static CORRECTIONS: Table = Table { name: "corrections", columns: &["document", "nth", "shape"] };
static PIECES: Table = Table { name: "pieces", columns: &["sort", "piece", "digest"] };

/// What stands in a column.
enum Cell {
    Text(String),
    Number(i64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// One transaction. Every derived table but that of pieces begins with a text and a number and ends with the published
/// row.
struct Writing {
    transaction: Transaction<'static, Any>,
    /// Rows on their way into `table`.
    rows: Vec<Vec<Cell>>,
    table: &'static Table,
}

impl Writing {
    /// Begins with what the tables are made of: from here on nobody else writes.
    async fn begin(workspace: &Workspace, derived: &Derived) -> Result<Self> {
        let mut writing = Self { transaction: workspace.pool.begin().await?, rows: Vec::new(), table: &DOCUMENTS };
        writing.basis(derived).await?;
        Ok(writing)
    }

    async fn basis(&mut self, derived: &Derived) -> Result<()> {
        for (mark, value) in [("derived", &derived.basis), ("knowledge", &derived.knowledge)] {
            sqlx::query("insert into marks (mark, value) values ($1, $2) on conflict (mark) do update set value = excluded.value")
                .bind(mark.to_owned())
                .bind(value.clone())
                .execute(&mut *self.transaction)
                .await?;
        }
        Ok(())
    }

    async fn clear(&mut self) -> Result<()> {
        for table in TABLES {
            self.run(format!("delete from {table}"), &[]).await?;
        }
        Ok(())
    }

    async fn run(&mut self, sql: String, keys: &[&str]) -> Result<()> {
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for key in keys {
            query = query.bind((*key).to_owned());
        }
        query.execute(&mut *self.transaction).await?;
        Ok(())
    }

    /// Takes a piece out.
    async fn remove(&mut self, (sort, piece): &Piece) -> Result<()> {
        let (tables, column): (&[&str], &str) = match sort {
            Sort::Text => {
                (&["documents", "witnesses", "provisions", "sentences", "clauses", "mentions", "variants"], "document")
            }
            Sort::Suspicions => (&["suspicions"], "document"),
            Sort::Undertakings => (&["undertakings"], "document"),
            Sort::Pair => (&["changes"], "older"),
            Sort::Lineage => (&["lineage"], "clause"),
            Sort::Dossier => (&["dossiers", "dossier_entries"], "dossier"),
            Sort::Notes => (&["notes"], "subject"),
        };
        for table in tables {
            match piece.split_once(' ').filter(|_| *sort == Sort::Pair) {
                Some((older, newer)) => {
                    self.run(format!("delete from {table} where older = $1 and newer = $2"), &[older, newer]).await?;
                }
                None => self.run(format!("delete from {table} where {column} = $1"), &[piece]).await?,
            }
        }
        self.run("delete from pieces where sort = $1 and piece = $2".to_owned(), &[sort.name(), piece]).await
    }

    async fn write(&mut self, derived: &Derived, fresh: &Pieces) -> Result<()> {
        for found in &derived.documents {
            let id = &found.document.document;
            if has(fresh, Sort::Text, id) {
                self.text(found).await?;
            }
            if has(fresh, Sort::Suspicions, id) {
                self.all(&SUSPICIONS, rows(id, &found.suspicions, |_| Vec::new())?).await?;
            }
            if has(fresh, Sort::Undertakings, id) {
                let undertakings = rows(id, &found.undertakings, |u| vec![u.clause.as_str().into()])?;
                self.all(&UNDERTAKINGS, undertakings).await?;
            }
        }
        for linked in &derived.links {
            if fresh.contains_key(&pieces::pair(&linked.older, &linked.newer)) {
                self.all(&CHANGES, of_pair(linked)?).await?;
            }
        }
        for chain in &derived.lineage {
            self.all(&LINEAGE, of_chain(chain, fresh)?).await?;
        }
        for (dossier, entries) in &derived.dossiers {
            if has(fresh, Sort::Dossier, &dossier.dossier) {
                self.dossier(dossier, entries).await?;
            }
        }
        for (subject, remarks) in derived.notes() {
            if has(fresh, Sort::Notes, subject) {
                self.all(&NOTES, rows(subject, &remarks, |_| Vec::new())?).await?;
            }
        }
        self.run("delete from corrections".to_owned(), &[]).await?;
        self.all(&CORRECTIONS, of_corrections(&derived.corrections)?).await?;
        for ((sort, piece), digest) in fresh {
            self.put(&PIECES, vec![sort.name().into(), piece.as_str().into(), digest.as_str().into()]).await?;
        }
        self.flush().await
    }

    /// Puts a row into a table; rows of one table go in together.
    async fn put(&mut self, table: &'static Table, row: Vec<Cell>) -> Result<()> {
        if !std::ptr::eq(self.table, table) || self.rows.len() >= ROWS {
            self.flush().await?;
            self.table = table;
        }
        self.rows.push(row);
        Ok(())
    }

    async fn flush(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.rows);
        // A statement for as many rows as there may be, and one for a single row: no others have to be prepared.
        let together = if rows.len() == ROWS { ROWS } else { 1 };
        let Table { name, columns } = self.table;
        let value = |row: usize| {
            let places: Vec<String> = (1..=columns.len()).map(|n| format!("${}", row * columns.len() + n)).collect();
            format!("({})", places.join(", "))
        };
        let values: Vec<String> = (0..together).map(value).collect();
        let sql = format!("insert into {name} ({}) values {}", columns.join(", "), values.join(", "));
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let mut query = sqlx::query(sqlx::AssertSqlSafe(sql.clone()));
            for cell in rows.by_ref().take(together).flatten() {
                query = match cell {
                    Cell::Text(text) => query.bind(text),
                    Cell::Number(number) => query.bind(number),
                };
            }
            query.execute(&mut *self.transaction).await?;
        }
        Ok(())
    }

    async fn all(&mut self, table: &'static Table, rows: Vec<Vec<Cell>>) -> Result<()> {
        for row in rows {
            self.put(table, row).await?;
        }
        Ok(())
    }

    async fn text(&mut self, found: &Found) -> Result<()> {
        let d = &found.document;
        let id = d.document.as_str();
        let words = format!("{}\n{}", d.title, d.text).to_lowercase();
        let origins = serde_json::to_string(&found.origins)?;
        let (date, parties) = (d.date.as_deref().unwrap_or_default(), list(&d.parties));
        let columns: [&str; 6] = [date, &d.kind, &d.language, &parties, &words, &origins];
        self.all(&DOCUMENTS, rows(id, std::slice::from_ref(d), |_| columns.map(Cell::from).into())?).await?;
        self.all(&WITNESSES, rows(id, &found.witnesses, |w| vec![w.source.as_str().into()])?).await?;
        self.all(&VARIANTS, rows(id, &found.variants, |_| Vec::new())?).await?;
        self.all(&PROVISIONS, rows(id, &found.provisions, |p| vec![p.eid.as_str().into()])?).await?;
        self.all(&SENTENCES, rows(id, &found.sentences, |s| vec![s.sentence.as_str().into()])?).await?;
        self.all(&CLAUSES, of_clauses(found)?).await?;
        self.all(&MENTIONS, of_references(found)?).await
    }

    async fn dossier(&mut self, dossier: &Dossier, entries: &[Entry]) -> Result<()> {
        let labels: Vec<&str> = dossier.labels.values().map(String::as_str).collect();
        let words = format!("{}\n{}\n{}", dossier.key, labels.join("\n"), dossier.names.join("\n")).to_lowercase();
        let columns: [&str; 2] = [&dossier.kind, &words];
        let id = dossier.dossier.as_str();
        self.all(&DOSSIERS, rows(id, std::slice::from_ref(dossier), |_| columns.map(Cell::from).into())?).await?;
        self.all(&ENTRIES, rows(id, entries, |e| vec![e.document.as_str().into()])?).await
    }
}

fn has(fresh: &Pieces, sort: Sort, piece: &str) -> bool {
    fresh.contains_key(&(sort, piece.to_owned()))
}

/// Rows under one key in their order, each with what stands between number and published row.
fn rows<T: Serialize>(key: &str, all: &[T], between: impl Fn(&T) -> Vec<Cell>) -> Result<Vec<Vec<Cell>>> {
    let row = |(nth, row): (i64, &T)| -> Result<Vec<Cell>> {
        let mut cells = vec![key.into(), Cell::Number(nth)];
        cells.extend(between(row));
        cells.push(Cell::Text(serde_json::to_string(row)?));
        Ok(cells)
    };
    (0_i64..).zip(all).map(row).collect()
}

fn of_clauses(found: &Found) -> Result<Vec<Vec<Cell>>> {
    let row = |(nth, (c, firing)): (i64, &(Clause, Firing))| -> Result<Vec<Cell>> {
        let (stance, force) = (c.stance.as_deref().unwrap_or_default(), c.force.as_deref().unwrap_or_default());
        let (parties, topics, words) = (list(&c.actors), list(&c.topics), c.text.to_lowercase());
        let (firing, shape) = (serde_json::to_string(firing)?, serde_json::to_string(c)?);
        let mut row = vec![c.document.as_str().into(), Cell::Number(nth)];
        row.extend([c.clause.as_str(), &c.kind, stance, force, &parties].map(Cell::from));
        row.extend([topics, words, firing, shape].map(Cell::Text));
        Ok(row)
    };
    (0_i64..).zip(&found.clauses).map(row).collect()
}

fn of_references(found: &Found) -> Result<Vec<Vec<Cell>>> {
    let row = |(nth, (r, firing)): (i64, &(Reference, Firing))| -> Result<Vec<Cell>> {
        let mut row = vec![r.document.as_str().into(), Cell::Number(nth)];
        row.extend([r.kind.as_str(), &r.key].map(Cell::from));
        row.extend([serde_json::to_string(firing)?, serde_json::to_string(r)?].map(Cell::Text));
        Ok(row)
    };
    (0_i64..).zip(&found.references).map(row).collect()
}

fn of_pair(linked: &Linked) -> Result<Vec<Vec<Cell>>> {
    let row = |(nth, (change, grounds)): (i64, &(Change, Vec<Reason>))| -> Result<Vec<Cell>> {
        let mut row = vec![linked.newer.as_str().into(), Cell::Number(nth), linked.older.as_str().into()];
        row.extend([serde_json::to_string(grounds)?, serde_json::to_string(change)?].map(Cell::Text));
        Ok(row)
    };
    (0_i64..).zip(&linked.changes).map(row).collect()
}

/// A chain under each of its clauses.
fn of_chain(chain: &[Station], fresh: &Pieces) -> Result<Vec<Vec<Cell>>> {
    let clauses = chain.iter().flat_map(|station| &station.clauses).filter(|c| has(fresh, Sort::Lineage, c));
    let shape = serde_json::to_string(chain)?;
    Ok(clauses.map(|c| vec![c.as_str().into(), Cell::Number(0), shape.as_str().into()]).collect())
}

fn of_corrections(corrections: &[Correction]) -> Result<Vec<Vec<Cell>>> {
    let row = |(nth, c): (i64, &Correction)| -> Result<Vec<Cell>> {
        Ok(vec![c.document.as_str().into(), Cell::Number(nth), Cell::Text(serde_json::to_string(c)?)])
    };
    (0_i64..).zip(corrections).map(row).collect()
}
