//! Documents, their text, their witnesses, and the sources.

use super::{Rows, rows};
use crate::register::{Origin, Workspace};
use crate::serve::pages::library;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::{Document, Provision, Sentence, Source, Variant, Witness};
use axum::Json;
use axum::extract::{Path, State};

/// Documents, oldest first.
#[utoipa::path(get, path = "/api/documents", tag = "documents",
    params(
        ("party" = Option<String>, Query, description = "Code of a party"),
        ("kind" = Option<String>, Query, description = "Kind of document"),
        ("language" = Option<String>, Query, description = "BCP 47; `zh` also finds `zh-Hans`"),
        ("year" = Option<String>, Query, description = "Year of the document"),
        ("from" = Option<String>, Query, description = "Not before this date"),
        ("to" = Option<String>, Query, description = "Not after this date"),
        ("text" = Option<String>, Query, description = "Words in the title or text"),
        ("offset" = Option<u64>, Query, description = "Rows to leave out"),
        ("limit" = Option<u64>, Query, description = "Rows to give"),
    ),
    responses((status = 200, body = Vec<Document>), (status = 400, body = Problem)))]
pub async fn list(State(workspace): State<Workspace>, visit: Visit) -> Rows<Document> {
    rows(&visit, workspace.documents(&library::filter(&visit)).await?)
}

/// One document with its reading text.
#[utoipa::path(get, path = "/api/documents/{id}", tag = "documents", params(("id" = String, Path, description = "Id of the document")),
    responses((status = 200, body = Document), (status = 404, body = Problem)))]
pub async fn one(State(workspace): State<Workspace>, Path(id): Path<String>) -> Result<Json<Document>, Problem> {
    Ok(Json(workspace.document(&id).await?))
}

/// The provisions of a document, in order.
#[utoipa::path(get, path = "/api/documents/{id}/provisions", tag = "documents", params(("id" = String, Path, description = "Id of the document")),
    responses((status = 200, body = Vec<Provision>), (status = 404, body = Problem)))]
pub async fn provisions(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Rows<Provision> {
    workspace.document(&id).await?;
    rows(&visit, workspace.provisions(&id).await?)
}

/// The sentences of a document, in order.
#[utoipa::path(get, path = "/api/documents/{id}/sentences", tag = "documents", params(("id" = String, Path, description = "Id of the document")),
    responses((status = 200, body = Vec<Sentence>), (status = 404, body = Problem)))]
pub async fn sentences(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Rows<Sentence> {
    workspace.document(&id).await?;
    rows(&visit, workspace.sentences(&id).await?)
}

/// The witnesses of a document.
#[utoipa::path(get, path = "/api/documents/{id}/witnesses", tag = "documents", params(("id" = String, Path, description = "Id of the document")),
    responses((status = 200, body = Vec<Witness>), (status = 404, body = Problem)))]
pub async fn witnesses(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Rows<Witness> {
    workspace.document(&id).await?;
    rows(&visit, workspace.witnesses(Some(&id)).await?)
}

/// The places where the witnesses of a document differ.
#[utoipa::path(get, path = "/api/documents/{id}/variants", tag = "documents", params(("id" = String, Path, description = "Id of the document")),
    responses((status = 200, body = Vec<Variant>), (status = 404, body = Problem)))]
pub async fn variants(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Rows<Variant> {
    workspace.document(&id).await?;
    rows(&visit, workspace.variants(&id).await?)
}

/// Where the characters of a provision came from, source by source.
#[utoipa::path(get, path = "/api/documents/{id}/provisions/{eid}/origin", tag = "documents",
    params(("id" = String, Path, description = "Id of the document"), ("eid" = String, Path, description = "eId of the provision")),
    responses((status = 200, body = Vec<Origin>), (status = 404, body = Problem)))]
pub async fn origin(
    State(workspace): State<Workspace>,
    Path((id, eid)): Path<(String, String)>,
    visit: Visit,
) -> Rows<Origin> {
    rows(&visit, workspace.origin(&id, &eid).await?)
}

/// Everything received, by SHA-256.
#[utoipa::path(get, path = "/api/sources", tag = "sources", responses((status = 200, body = Vec<Source>)))]
pub async fn sources(State(workspace): State<Workspace>, visit: Visit) -> Rows<Source> {
    rows(&visit, workspace.sources().await?)
}

/// One source and the documents it carries.
#[utoipa::path(get, path = "/api/sources/{sha}", tag = "sources", params(("sha" = String, Path, description = "SHA-256, hexadecimal")),
    responses((status = 200, body = Carrier), (status = 404, body = Problem)))]
pub async fn source(State(workspace): State<Workspace>, Path(sha): Path<String>) -> Result<Json<Carrier>, Problem> {
    let sources = workspace.sources().await?;
    let source = sources.into_iter().find(|s| s.source == sha).ok_or_else(|| Problem::not_found("source", &sha))?;
    let mut witnesses = workspace.witnesses(None).await?;
    witnesses.retain(|w| w.source == sha);
    Ok(Json(Carrier { source, witnesses }))
}

/// A source with the stretches of it that carry documents.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct Carrier {
    /// The source.
    #[serde(flatten)]
    pub source: Source,
    /// What it carries.
    pub witnesses: Vec<Witness>,
}
