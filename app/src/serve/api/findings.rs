//! What was found in a document: clauses, references, and why.

use super::{Rows, rows};
use crate::register::{ClauseFilter, Firing, ReferenceFilter, Workspace};
use crate::render::explain;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::{Clause, Reference};
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

/// The clauses of a document, in order.
#[utoipa::path(get, path = "/api/documents/{id}/clauses", tag = "findings",
    params(
        ("id" = String, Path, description = "Id of the document"),
        ("party" = Option<String>, Query, description = "Who acts"),
        ("kind" = Option<String>, Query, description = "Kind of clause"),
        ("stance" = Option<String>, Query, description = "Stance of a position"),
        ("force" = Option<String>, Query, description = "How firmly it binds"),
        ("topic" = Option<String>, Query, description = "Key of a topic"),
        ("text" = Option<String>, Query, description = "Words in it"),
    ),
    responses((status = 200, body = Vec<Clause>), (status = 404, body = Problem)))]
pub async fn clauses(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Rows<Clause> {
    workspace.document(&id).await?;
    let filter = ClauseFilter {
        document: Some(id),
        party: visit.owned("party"),
        kind: visit.owned("kind"),
        stance: visit.owned("stance"),
        force: visit.owned("force"),
        topic: visit.owned("topic"),
        text: visit.owned("text"),
    };
    rows(&visit, workspace.clauses(&filter).await?)
}

/// The references of a document, in order.
#[utoipa::path(get, path = "/api/documents/{id}/references", tag = "findings",
    params(
        ("id" = String, Path, description = "Id of the document"),
        ("kind" = Option<String>, Query, description = "Kind of reference"),
        ("key" = Option<String>, Query, description = "What is named"),
    ),
    responses((status = 200, body = Vec<Reference>), (status = 404, body = Problem)))]
pub async fn references(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Rows<Reference> {
    workspace.document(&id).await?;
    let filter = ReferenceFilter { document: Some(id), kind: visit.owned("kind"), key: visit.owned("key") };
    rows(&visit, workspace.references(&filter).await?)
}

/// A clause with the rule that found it and its reasons.
#[derive(Debug, Serialize, ToSchema)]
pub struct Explained {
    /// The clause.
    pub clause: Clause,
    /// What found it.
    pub found_by: Firing,
    /// The same in words, step by step, in the language asked for.
    pub steps: Vec<String>,
}

/// Why a clause is read as it is.
#[utoipa::path(get, path = "/api/explain/{clause}", tag = "findings",
    params(("clause" = String, Path, description = "`DOCUMENT#EID/s1c1`, percent-encoded")),
    responses((status = 200, body = Explained), (status = 404, body = Problem)))]
pub async fn explain(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    visit: Visit,
) -> Result<Json<Explained>, Problem> {
    let clause = workspace.clause(&id).await?;
    let found_by = workspace.explanation(&id).await?;
    let text = workspace.document(&clause.document).await?.text;
    let steps = explain::steps(visit.locale, &clause, &found_by, &text);
    Ok(Json(Explained { clause, found_by, steps }))
}
