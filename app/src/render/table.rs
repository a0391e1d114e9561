//! One table of the contract as a file.
//!
//! In CSV a list of words is joined by `|`; a list of anything else, or with a `|` in a word, is JSON; missing is empty.

use super::sheet::Sheet;
use crate::register::{ClauseFilter, DocumentFilter, DossierFilter, ReferenceFilter, UndertakingFilter, Workspace};
use crate::{Error, Result};
use serde::Serialize;
use serde_json::Value;

/// The tables, in the contract's order.
pub const TABLES: [&str; 14] = [
    "sources",
    "documents",
    "witnesses",
    "provisions",
    "sentences",
    "clauses",
    "references",
    "variants",
    "changes",
    "undertakings",
    "decisions",
    "dossiers",
    "dossier_entries",
    "topics",
];

/// Rows as JSON objects, and the columns for when there are none.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// In order.
    pub rows: Vec<Value>,
    columns: Vec<String>,
}

impl Table {
    /// The table of these rows.
    ///
    /// # Errors
    /// When a row cannot be written as JSON, which would be a defect.
    pub fn of<T: Serialize + Default>(rows: &[T]) -> Result<Self> {
        let rows = rows.iter().map(serde_json::to_value).collect::<std::result::Result<_, _>>()?;
        let empty = serde_json::to_value(T::default())?;
        Ok(Self { rows, columns: empty.as_object().into_iter().flat_map(|o| o.keys().cloned()).collect() })
    }

    /// The whole table of that name.
    ///
    /// # Errors
    /// When there is none of that name, or the database fails.
    pub async fn load(workspace: &Workspace, name: &str) -> Result<Self> {
        match name {
            "sources" => Self::of(&workspace.sources().await?),
            "documents" => Self::of(&workspace.documents(&DocumentFilter::default()).await?),
            "witnesses" => Self::of(&workspace.witnesses(None).await?),
            "clauses" => Self::of(&workspace.clauses(&ClauseFilter::default()).await?),
            "references" => Self::of(&workspace.references(&ReferenceFilter::default()).await?),
            "undertakings" => Self::of(&workspace.undertakings(&UndertakingFilter::default()).await?),
            "decisions" => Self::of(&workspace.decisions(None).await?),
            "dossiers" => Self::of(&workspace.dossiers(&DossierFilter::default()).await?),
            "dossier_entries" => Self::of(&workspace.dossier_entries("").await?),
            "topics" => Self::of(&super::topics::rows(&crate::knowledge::current().scheme)),
            "provisions" | "sentences" | "variants" => Self::by_document(workspace, name).await,
            "changes" => {
                let mut changes = Vec::new();
                for (older, newer) in workspace.change_pairs().await? {
                    changes.extend(workspace.changes(&older, &newer).await?);
                }
                Self::of(&changes)
            }
            _ => Err(Error::missing(
                format!("found no table `{name}`"),
                format!("ask for one of: {}", TABLES.join(", ")),
            )),
        }
    }

    /// A table that the store gives out document by document.
    async fn by_document(workspace: &Workspace, name: &str) -> Result<Self> {
        let mut whole = Self::default();
        for document in workspace.documents(&DocumentFilter::default()).await? {
            let id = &document.document;
            let part = match name {
                "provisions" => Self::of(&workspace.provisions(id).await?)?,
                "sentences" => Self::of(&workspace.sentences(id).await?)?,
                _ => Self::of(&workspace.variants(id).await?)?,
            };
            whole.rows.extend(part.rows);
            whole.columns = part.columns;
        }
        Ok(whole)
    }

    /// A JSON object a line.
    ///
    /// # Errors
    /// When a row cannot be written, which would be a defect.
    pub fn jsonl(&self) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        for row in &self.rows {
            serde_json::to_writer(&mut out, row)?;
            out.push(b'\n');
        }
        Ok(out)
    }

    /// A header line, then a row a line.
    ///
    /// # Errors
    /// When a row cannot be written, which would be a defect.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let failed = |e: String| Error::ours(format!("a CSV row could not be written: {e}"));
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(&self.columns).map_err(|e| failed(e.to_string()))?;
        for row in &self.rows {
            let cells = self.columns.iter().map(|name| cell(&row[name.as_str()]));
            out.write_record(cells).map_err(|e| failed(e.to_string()))?;
        }
        out.into_inner().map_err(|e| failed(e.to_string()))
    }

    /// One sheet, with the columns of the CSV.
    ///
    /// # Errors
    /// When it cannot be packed, which would be a defect.
    pub fn xlsx(&self, name: &str) -> Result<Vec<u8>> {
        let cells = |row: &Value| self.columns.iter().map(|column| cell(&row[column.as_str()])).collect();
        let rows = self.rows.iter().map(cells).collect();
        super::sheet::workbook(&[Sheet { name: name.to_owned(), head: self.columns.clone(), rows, lead: Vec::new() }])
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let words: Option<Vec<&str>> =
                items.iter().map(|i| i.as_str().filter(|w| !w.contains('|') && !w.is_empty())).collect();
            words.map_or_else(|| value.to_string(), |words| words.join("|"))
        }
        Value::Object(fields) if fields.is_empty() => String::new(),
        other => other.to_string(),
    }
}
