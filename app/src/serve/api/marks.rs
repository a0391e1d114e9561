//! Coding clauses by hand over HTTP: rounds, sheets, marks, agreement, and marks as files.

use super::{Rows, rows};
use crate::marks::{self, Text, Wish};
use crate::register::Workspace;
use crate::render::{annotations, gold};
use crate::serve::pages::marks::viewer;
use crate::serve::person::Person;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::Decision;
use crate::shape::mark::{CodingRound, MarkAgreement, MarkSheet};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};

/// The coding rounds, in the order of their opening.
#[utoipa::path(get, path = "/api/marks", tag = "marks", responses((status = 200, body = Vec<CodingRound>)))]
pub async fn rounds(State(workspace): State<Workspace>, visit: Visit) -> Rows<CodingRound> {
    rows(&visit, workspace.coding_rounds().await?)
}

/// The marks of whoever asks; once every coder is complete, those of any coder.
#[utoipa::path(get, path = "/api/documents/{id}/marks", tag = "marks",
    params(
        ("id" = String, Path, description = "Id of the document"),
        ("by" = Option<String>, Query, description = "Who asks, where there are no accounts"),
        ("of" = Option<String>, Query, description = "Whose marks; sealed until every coder is complete"),
    ),
    responses((status = 200, body = MarkSheet), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn sheet(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    visit: Visit,
) -> Result<Json<MarkSheet>, Problem> {
    let text = Text::load(&workspace, &id).await?;
    let sheet = marks::sheet(&workspace, &text, viewer(&visit), visit.get("of")).await?;
    sheet.map(Json).ok_or_else(|| Problem::not_found("page", "marks"))
}

/// Opens a round, marks, takes back, declares complete, settles.
#[utoipa::path(post, path = "/api/documents/{id}/marks", tag = "marks", request_body = Wish,
    params(("id" = String, Path, description = "Id of the document")),
    responses((status = 201, body = Vec<Decision>), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn decide(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
    Json(wish): Json<Wish>,
) -> Result<(StatusCode, Json<Vec<Decision>>), Problem> {
    let hand = person.named(&wish.by).hand(wish.why.clone(), None);
    Ok((StatusCode::CREATED, Json(marks::act(&workspace, &id, &wish, &hand).await?)))
}

/// How far the coders agree beyond chance, what they differ about, and the program's score; when both are complete.
#[utoipa::path(get, path = "/api/documents/{id}/marks/agreement", tag = "marks",
    params(("id" = String, Path, description = "Id of the document")),
    responses((status = 200, body = MarkAgreement), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn agreement(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
) -> Result<Json<MarkAgreement>, Problem> {
    let text = Text::load(&workspace, &id).await?;
    Ok(Json(marks::agreement(&workspace, &text).await?))
}

/// Marks as a file: `meta.json`, `text.jsonl`, `clauses.jsonl` of gold, or `annotations.jsonld` of the W3C's model.
#[utoipa::path(get, path = "/api/documents/{id}/marks/files/{file}", tag = "marks",
    params(
        ("id" = String, Path, description = "Id of the document"),
        ("file" = String, Path, description = "meta.json, text.jsonl, clauses.jsonl, annotations.jsonld"),
        ("by" = Option<String>, Query, description = "Who asks, where there are no accounts"),
        ("of" = Option<String>, Query, description = "Whose marks, or `settled`"),
    ),
    responses((status = 200, body = String), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn file(
    State(workspace): State<Workspace>,
    Path((id, name)): Path<(String, String)>,
    visit: Visit,
) -> Result<([(HeaderName, &'static str); 1], String), Problem> {
    let text = Text::load(&workspace, &id).await?;
    let by = viewer(&visit);
    let (held, _) = marks::holding(&workspace, &text, by, visit.get("of").unwrap_or(by)).await?;
    if name == annotations::FILE {
        let kind = "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"";
        return Ok(([(CONTENT_TYPE, kind)], format!("{:#}\n", annotations::collection(&text.document, &held))));
    }
    let folder = gold::folder(&text.document, &text.provisions, &text.witnesses, &held);
    let body = folder.file(&name).ok_or_else(|| Problem::not_found("page", &name))?;
    let kind = if name == "meta.json" { "application/json" } else { "application/jsonl; charset=utf-8" };
    Ok(([(CONTENT_TYPE, kind)], body))
}
