//! `/api/export/{table}.{csv|jsonl}`: whole tables; undertakings as the register page filters them.

use crate::register::{ClauseFilter, DocumentFilter, ReferenceFilter, Workspace};
use crate::serve::pages::register as register_page;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

/// The tables of the contract.
const TABLES: &str =
    "sources documents witnesses provisions sentences clauses references variants changes undertakings decisions";

/// A table as a file.
#[utoipa::path(get, path = "/api/export/{file}", tag = "export",
    params(("file" = String, Path, description = "A table of the contract with `.csv` or `.jsonl`: `undertakings.csv`")),
    responses((status = 200, body = String), (status = 404, body = Problem)))]
pub async fn get(State(workspace): State<Workspace>, Path(file): Path<String>, visit: Visit) -> Result<Response, Problem> {
    let (table, format) = file.rsplit_once('.').unwrap_or((&file, ""));
    let rows = table_rows(&workspace, table, &visit).await?;
    let rows = rows.ok_or_else(|| Problem::not_found("table", table).hint(TABLES))?;
    let (media, body) = match format {
        "jsonl" => ("application/jsonl; charset=utf-8", lines(&rows)),
        "csv" => ("text/csv; charset=utf-8", sheet(&rows)?),
        _ => return Err(Problem::not_found("format", format).hint(format!("{table}.csv, {table}.jsonl"))),
    };
    let name = format!("attachment; filename=\"{table}.{format}\"");
    Ok(([(CONTENT_TYPE, media.to_owned()), (CONTENT_DISPOSITION, name)], body).into_response())
}

async fn table_rows(workspace: &Workspace, table: &str, visit: &Visit) -> Result<Option<Vec<Value>>, Problem> {
    Ok(Some(match table {
        "sources" => values(&workspace.sources().await?),
        "documents" => values(&workspace.documents(&DocumentFilter::default()).await?),
        "witnesses" => values(&workspace.witnesses(None).await?),
        "clauses" => values(&workspace.clauses(&ClauseFilter::default()).await?),
        "references" => values(&workspace.references(&ReferenceFilter::default()).await?),
        "decisions" => values(&workspace.decisions(None).await?),
        "undertakings" => {
            let entries = register_page::entries(workspace, visit).await?;
            values(&entries.into_iter().map(|e| e.undertaking).collect::<Vec<_>>())
        }
        "changes" => {
            let mut rows = Vec::new();
            for (older, newer) in workspace.change_pairs().await? {
                rows.extend(values(&workspace.changes(&older, &newer).await?));
            }
            rows
        }
        "provisions" | "sentences" | "variants" => {
            let mut rows = Vec::new();
            for id in super::documents::ids(workspace).await? {
                rows.extend(match table {
                    "provisions" => values(&workspace.provisions(&id).await?),
                    "sentences" => values(&workspace.sentences(&id).await?),
                    _ => values(&workspace.variants(&id).await?),
                });
            }
            rows
        }
        _ => return Ok(None),
    }))
}

fn values<T: Serialize>(rows: &[T]) -> Vec<Value> {
    rows.iter().map(|row| serde_json::to_value(row).unwrap_or_default()).collect()
}

fn lines(rows: &[Value]) -> String {
    rows.iter().map(|row| format!("{row}\n")).collect()
}

/// Lists stand in one cell, parted by semicolons; other nested values as JSON.
fn sheet(rows: &[Value]) -> Result<String, Problem> {
    let mut out = csv::Writer::from_writer(Vec::new());
    if let Some(first) = rows.first().and_then(Value::as_object) {
        out.write_record(first.keys()).map_err(|e| failed(&e.to_string()))?;
    }
    for row in rows.iter().filter_map(Value::as_object) {
        out.write_record(row.values().map(cell)).map_err(|e| failed(&e.to_string()))?;
    }
    let bytes = out.into_inner().map_err(|e| failed(&e.to_string()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(Value::is_string) => items.iter().map(cell).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

fn failed(words: &str) -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "defect").found(words)
}
