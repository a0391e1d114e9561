//! `/documents/{id}/download/{format}`: a document to take away.

use crate::register::Workspace;
use crate::render::{Format, Whole};
use crate::serve::problem::Problem;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// Formats with what renders them, media type and file extension.
pub const FORMATS: [(&str, Format, &str, &str); 6] = [
    ("text", Format::Text, "text/plain; charset=utf-8", "txt"),
    ("md", Format::Md, "text/markdown; charset=utf-8", "md"),
    ("html", Format::Html, "text/html; charset=utf-8", "html"),
    ("akn", Format::Akn, "application/akn+xml", "akn.xml"),
    ("tei", Format::Tei, "application/tei+xml", "tei.xml"),
    ("json", Format::Json, "application/json", "json"),
];

/// `GET /documents/{id}/download/{format}`.
pub async fn get(
    State(workspace): State<Workspace>,
    Path((id, format)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let wanted = FORMATS.iter().find(|(name, ..)| *name == format);
    let (_, rendering, media, extension) = wanted.ok_or_else(|| Problem::not_found("format", &format))?;
    let body = rendering.render(&Whole::load(&workspace, &id, None).await?)?;
    let name: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
    let disposition = format!("attachment; filename=\"{name}.{extension}\"");
    Ok(([(CONTENT_TYPE, (*media).to_owned()), (CONTENT_DISPOSITION, disposition)], body).into_response())
}
