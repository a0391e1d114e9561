//! Questions across documents: search, changes, traces.

use super::{Rows, rows};
use crate::register::Workspace;
use crate::render::compare::Comparison;
use crate::search::{Formula, Hit, Matrix, Wording};
use crate::serve::pages::{
    compare as compare_page, formulas as formulas_page, matrix as matrix_page, search as search_page,
};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::Change;
use axum::Json;
use axum::extract::State;

/// Provisions that answer, best first.
#[utoipa::path(get, path = "/api/search", tag = "questions",
    params(
        ("q" = String, Query, description = "Words; \"a phrase\" in quotation marks"),
        ("party" = Option<String>, Query, description = "Code of a party"),
        ("kind" = Option<String>, Query, description = "Kind of document"),
        ("from" = Option<String>, Query, description = "Not before this date"),
        ("to" = Option<String>, Query, description = "Not after this date"),
    ),
    responses((status = 200, body = Vec<Hit>), (status = 400, body = Problem)))]
pub async fn search(State(workspace): State<Workspace>, visit: Visit) -> Rows<Hit> {
    rows(&visit, search_page::hits(&workspace, &visit).await?)
}

/// How the sentences of the newer document stand to those of the older one.
#[utoipa::path(get, path = "/api/changes", tag = "questions",
    params(
        ("older" = String, Query, description = "Id of the older document"),
        ("newer" = String, Query, description = "Id of the newer document"),
        ("relation" = Option<String>, Query, description = "Only this relation"),
    ),
    responses((status = 200, body = Vec<Change>), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub async fn changes(State(workspace): State<Workspace>, visit: Visit) -> Rows<Change> {
    let (older, newer) = (visit.need("older")?, visit.need("newer")?);
    let changes = crate::reading::compare(&workspace, older, newer).await?;
    let mut changes: Vec<Change> = changes.into_iter().map(|(change, _)| change).collect();
    changes.retain(|c| visit.get("relation").is_none_or(|wanted| c.relation == wanted));
    rows(&visit, changes)
}

/// Two documents set beside each other: the summary, and every pair with its words and grounds.
#[utoipa::path(get, path = "/api/compare", tag = "questions",
    params(
        ("older" = String, Query, description = "Id of the older document"),
        ("newer" = String, Query, description = "Id of the newer document"),
        ("topic" = Option<String>, Query, description = "Only what is about this topic"),
        ("party" = Option<String>, Query, description = "Only where this party acts"),
        ("kind" = Option<String>, Query, description = "Only with a clause of this kind"),
        ("relation" = Option<String>, Query, description = "Only this relation"),
    ),
    responses((status = 200, body = Comparison), (status = 400, body = Problem), (status = 404, body = Problem)))]
pub async fn compare(State(workspace): State<Workspace>, visit: Visit) -> Result<Json<Comparison>, Problem> {
    let (older, newer) = (visit.need("older")?, visit.need("newer")?);
    Ok(Json(Comparison::load(&workspace, older, newer, &compare_page::filter(&visit)).await?))
}

/// The wordings of a phrase, the nearest first.
#[utoipa::path(get, path = "/api/trace", tag = "questions",
    params(("phrase" = String, Query, description = "The phrase")),
    responses((status = 200, body = Vec<Wording>), (status = 400, body = Problem)))]
pub async fn trace(State(workspace): State<Workspace>, visit: Visit) -> Rows<Wording> {
    rows(&visit, crate::search::trace(&workspace, visit.need("phrase")?).await?)
}

/// The set phrases of all documents, the weightiest first.
#[utoipa::path(get, path = "/api/formulas", tag = "questions",
    params(("limit" = Option<usize>, Query, description = "No more than so many")),
    responses((status = 200, body = Vec<Formula>)))]
pub async fn formulas(State(workspace): State<Workspace>, visit: Visit) -> Rows<Formula> {
    let limit = visit.number("limit", formulas_page::SHOWN, formulas_page::MOST);
    rows(&visit, crate::search::formulas(&workspace, limit).await?)
}

/// One question, all documents: a phrase by its wordings, or a topic by kinds of clause.
#[utoipa::path(get, path = "/api/matrix", tag = "questions",
    params(
        ("phrase" = Option<String>, Query, description = "The phrase"),
        ("topic" = Option<String>, Query, description = "Or the topic"),
    ),
    responses((status = 200, body = Matrix), (status = 400, body = Problem)))]
pub async fn matrix(State(workspace): State<Workspace>, visit: Visit) -> Result<Json<Matrix>, Problem> {
    Ok(Json(crate::search::matrix(&workspace, &matrix_page::asked(&visit)?).await?))
}
