//! `/api/export/{table}.{csv|jsonl|xlsx}`: whole tables; undertakings as the register page filters them.

use crate::register::Workspace;
use crate::render::paper::Format;
use crate::render::table::Table;
use crate::serve::pages::register as register_page;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// A table as a file.
#[utoipa::path(get, path = "/api/export/{file}", tag = "export",
    params(("file" = String, Path, description = "A table of the contract with `.csv`, `.jsonl` or `.xlsx`: `undertakings.csv`")),
    responses((status = 200, body = String), (status = 404, body = Problem)))]
pub async fn get(
    State(workspace): State<Workspace>,
    Path(file): Path<String>,
    visit: Visit,
) -> Result<Response, Problem> {
    let (table, format) = file.rsplit_once('.').unwrap_or((&file, ""));
    let rows = match table {
        "undertakings" => Table::of(&register_page::undertakings(&workspace, &visit).await?)?,
        _ => Table::load(&workspace, table).await?,
    };
    let (media, body) = match format {
        "jsonl" => ("application/jsonl; charset=utf-8", rows.jsonl()?),
        "csv" => ("text/csv; charset=utf-8", rows.csv()?),
        "xlsx" => (Format::Xlsx.file().1, rows.xlsx(table)?),
        _ => return Err(Problem::not_found("format", format).hint(format!("{table}.csv, {table}.jsonl, {table}.xlsx"))),
    };
    let name = format!("attachment; filename=\"{table}.{format}\"");
    Ok(([(CONTENT_TYPE, media.to_owned()), (CONTENT_DISPOSITION, name)], body).into_response())
}
