//! All tables of the contract as files.
//!
//! In CSV a list of words is joined by `|`; a list of anything else, or with a `|` in a word, is JSON; missing is empty.

use super::{Format as Rendering, Whole};
use crate::register::{ClauseFilter, DocumentFilter, DossierFilter, ReferenceFilter, UndertakingFilter, Workspace};
use crate::shape::Document;
use crate::{Error, Result};
use serde::Serialize;
use serde_json::Value;
use std::path::Path;

/// How to write the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One file a table, a JSON object a line.
    Jsonl,
    /// One file a table.
    Csv,
    /// One Akoma Ntoso file a document.
    Akn,
    /// One TEI file a document.
    Tei,
}

/// A table with its rows as JSON objects, and its columns for when there are none.
type Table = (&'static str, Vec<Value>, Value);

/// Writes everything into `dir`; says which files, with how many rows. Each file is whole or not there.
///
/// # Errors
/// When the database or the disk fails.
pub async fn export(workspace: &Workspace, format: Format, dir: &Path) -> Result<Vec<(String, usize)>> {
    std::fs::create_dir_all(dir).map_err(|e| {
        Error::operator(
            format!("{}: the folder cannot be made: {e}", dir.display()),
            "choose a folder you may write to",
        )
    })?;
    let mut done = Vec::new();
    match format {
        Format::Akn | Format::Tei => {
            let (rendering, ending) =
                if format == Format::Akn { (Rendering::Akn, "akn.xml") } else { (Rendering::Tei, "tei.xml") };
            for document in workspace.documents(&DocumentFilter::default()).await? {
                let whole = Whole::load(workspace, &document.document, None).await?;
                let file = format!("{}.{ending}", document.document);
                write(dir, &file, rendering.render(&whole)?.as_bytes())?;
                done.push((file, whole.provisions.len()));
            }
        }
        Format::Jsonl | Format::Csv => {
            for (name, rows, columns) in tables(workspace).await? {
                let (file, bytes) = match format {
                    Format::Csv => (format!("{name}.csv"), csv_of(&rows, &columns)?),
                    _ => (format!("{name}.jsonl"), jsonl_of(&rows)?),
                };
                write(dir, &file, &bytes)?;
                done.push((file, rows.len()));
            }
        }
    }
    Ok(done)
}

/// All tables, in the contract's order.
async fn tables(workspace: &Workspace) -> Result<Vec<Table>> {
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    let ids: Vec<&str> = documents.iter().map(|d| d.document.as_str()).collect();
    let (mut provisions, mut sentences, mut variants, mut changes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for id in ids {
        provisions.extend(workspace.provisions(id).await?);
        sentences.extend(workspace.sentences(id).await?);
        variants.extend(workspace.variants(id).await?);
    }
    for (older, newer) in workspace.change_pairs().await? {
        changes.extend(workspace.changes(&older, &newer).await?);
    }
    Ok(vec![
        table("sources", &workspace.sources().await?)?,
        table::<Document>("documents", &documents)?,
        table("witnesses", &workspace.witnesses(None).await?)?,
        table("provisions", &provisions)?,
        table("sentences", &sentences)?,
        table("clauses", &workspace.clauses(&ClauseFilter::default()).await?)?,
        table("references", &workspace.references(&ReferenceFilter::default()).await?)?,
        table("variants", &variants)?,
        table("changes", &changes)?,
        table("undertakings", &workspace.undertakings(&UndertakingFilter::default()).await?)?,
        table("decisions", &workspace.decisions(None).await?)?,
        table("dossiers", &workspace.dossiers(&DossierFilter::default()).await?)?,
        table("dossier_entries", &workspace.dossier_entries("").await?)?,
        table("topics", &super::topics::rows(&crate::knowledge::current().scheme))?,
    ])
}

fn table<T: Serialize + Default>(name: &'static str, rows: &[T]) -> Result<Table> {
    let rows = rows.iter().map(serde_json::to_value).collect::<std::result::Result<_, _>>()?;
    Ok((name, rows, serde_json::to_value(T::default())?))
}

fn jsonl_of(rows: &[Value]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut out, row)?;
        out.push(b'\n');
    }
    Ok(out)
}

fn csv_of(rows: &[Value], columns: &Value) -> Result<Vec<u8>> {
    let failed = |e: String| Error::ours(format!("a CSV row could not be written: {e}"));
    let mut out = csv::Writer::from_writer(Vec::new());
    let names: Vec<&String> = columns.as_object().into_iter().flat_map(|o| o.keys()).collect();
    out.write_record(&names).map_err(|e| failed(e.to_string()))?;
    for row in rows {
        out.write_record(names.iter().map(|name| cell(&row[name.as_str()]))).map_err(|e| failed(e.to_string()))?;
    }
    out.into_inner().map_err(|e| failed(e.to_string()))
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

fn write(dir: &Path, file: &str, bytes: &[u8]) -> Result<()> {
    let (half, whole) = (dir.join(format!(".{file}.half")), dir.join(file));
    std::fs::write(&half, bytes).and_then(|()| std::fs::rename(&half, &whole)).map_err(|e| {
        Error::operator(format!("{}: it cannot be written: {e}", whole.display()), "look at permissions and free space")
    })
}
