//! Dossiers: what texts speak of, and everything said of one thing.

use super::{Rows, rows};
use crate::register::{DossierFilter, Workspace};
use crate::render::dossier::Whole;
use crate::render::topics;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::{Dossier, Topic};
use axum::Json;
use axum::extract::{Path, State};

/// The dossiers, by kind and key.
#[utoipa::path(get, path = "/api/dossiers", tag = "dossiers",
    params(
        ("kind" = Option<String>, Query, description = "body, instrument, event, initiative, topic, state"),
        ("text" = Option<String>, Query, description = "Words in its names"),
    ),
    responses((status = 200, body = Vec<Dossier>)))]
pub async fn list(State(workspace): State<Workspace>, visit: Visit) -> Rows<Dossier> {
    let filter = DossierFilter { kind: visit.owned("kind"), text: visit.owned("text") };
    rows(&visit, workspace.dossiers(&filter).await?)
}

/// One dossier with everything said of its matter, oldest first.
#[utoipa::path(get, path = "/api/dossiers/{kind}/{key}", tag = "dossiers",
    params(
        ("kind" = String, Path, description = "body, instrument, event, initiative, topic, state"),
        ("key" = String, Path, description = "Its key, percent-encoded"),
    ),
    responses((status = 200, body = Whole), (status = 404, body = Problem)))]
pub async fn one(
    State(workspace): State<Workspace>,
    Path((kind, key)): Path<(String, String)>,
) -> Result<Json<Whole>, Problem> {
    Ok(Json(Whole::load(&workspace, &format!("{kind}/{key}")).await?))
}

/// The scheme of topics.
#[utoipa::path(get, path = "/api/topics", tag = "dossiers", responses((status = 200, body = Vec<Topic>)))]
pub async fn scheme(visit: Visit) -> Rows<Topic> {
    rows(&visit, topics::rows(&crate::knowledge::current().scheme))
}
