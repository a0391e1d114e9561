//! Suspected characters, and what was decided about readings.

use super::{Rows, rows};
use crate::register::Workspace;
use crate::serve::pages::readings::Verdict;
use crate::serve::person::Person;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::{Correction, Decision, Suspicion};
use axum::Json;
use axum::extract::{Path, State};

/// Characters of a document that are probably wrong, in order.
#[utoipa::path(get, path = "/api/documents/{id}/suspicions", tag = "readings", params(("id" = String, Path, description = "Id of the document")),
    responses((status = 200, body = Vec<Suspicion>), (status = 404, body = Problem)))]
pub async fn suspicions(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Rows<Suspicion> {
    workspace.document(&id).await?;
    rows(&visit, workspace.suspicions(Some(&id)).await?)
}

/// What became of the decisions about readings of a document, in their order.
#[utoipa::path(get, path = "/api/documents/{id}/corrections", tag = "readings", params(("id" = String, Path, description = "Id of the document")),
    responses((status = 200, body = Vec<Correction>), (status = 404, body = Problem)))]
pub async fn corrections(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Rows<Correction> {
    rows(&visit, workspace.corrections(Some(&id)).await?)
}

/// Decides about a reading; everything derived is brought up to date.
#[utoipa::path(post, path = "/api/documents/{id}/readings", tag = "readings", params(("id" = String, Path, description = "Id of the document")),
    request_body = Verdict,
    responses((status = 200, body = Decision), (status = 404, body = Problem)))]
pub async fn decide(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
    Json(verdict): Json<Verdict>,
) -> Result<Json<Decision>, Problem> {
    Ok(Json(verdict.decide(&workspace, &id, &person).await?))
}
