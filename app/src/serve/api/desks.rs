//! The desks of the register for programs: tasks, views, rounds of assessment, the register in numbers.

use super::{Rows, rows};
use crate::register::Workspace;
use crate::review::assess::{self, Round};
use crate::review::charge::Called;
use crate::review::meeting;
use crate::review::tally::Tally;
use crate::review::tasks::{Tasks, state};
use crate::serve::pages::{dashboard, tasks as desk};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::assessment::{Assessment, Cycle};
use crate::shape::entry::View;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

/// What waits for somebody.
#[utoipa::path(get, path = "/api/tasks", tag = "register",
    params(("by" = Option<String>, Query, description = "For whom; for whoever asks unless said")),
    responses((status = 200, body = Tasks)))]
pub async fn tasks(State(workspace): State<Workspace>, visit: Visit) -> Result<Json<Tasks>, Problem> {
    Ok(Json(desk::load(&workspace, visit.get("by").unwrap_or(&visit.person.name)).await?))
}

/// Questions to the register that were given names.
#[utoipa::path(get, path = "/api/views", tag = "register", responses((status = 200, body = Vec<View>)))]
pub async fn views(State(workspace): State<Workspace>, visit: Visit) -> Rows<View> {
    rows(&visit, workspace.views().await?)
}

/// The register in numbers; narrowed by the filters of `/api/register`.
#[utoipa::path(get, path = "/api/dashboard", tag = "register", responses((status = 200, body = Tally)))]
pub async fn numbers(State(workspace): State<Workspace>, visit: Visit) -> Result<Json<Tally>, Problem> {
    Ok(Json(dashboard::load(&workspace, &visit).await?))
}

/// The counted meetings that texts charge to look at how they are carried out.
#[utoipa::path(get, path = "/api/reviews/called", tag = "review", responses((status = 200, body = Vec<Called>)))]
pub async fn called(State(workspace): State<Workspace>, visit: Visit) -> Rows<Called> {
    rows(&visit, meeting::called(&workspace).await?)
}

/// The rounds of assessment, in the order of their opening.
#[utoipa::path(get, path = "/api/assessments", tag = "assessment", responses((status = 200, body = Vec<Cycle>)))]
pub async fn cycles(State(workspace): State<Workspace>, visit: Visit) -> Rows<Cycle> {
    rows(&visit, workspace.ledger().await?.cycles)
}

/// A round in figures.
#[utoipa::path(get, path = "/api/assessments/{cycle}", tag = "assessment",
    params(("cycle" = String, Path, description = "Its name")),
    responses((status = 200, body = Round), (status = 404, body = Problem)))]
pub async fn round(State(workspace): State<Workspace>, Path(cycle): Path<String>) -> Result<Json<Round>, Problem> {
    Ok(Json(assess::round(&workspace, &cycle).await?))
}

/// One undertaking in a round.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sheet {
    /// The round.
    pub cycle: Cycle,
    /// Number of the entry.
    pub undertaking: String,
    /// `unselected`, `coding`, `differ`, `to-sign`, `signed`.
    pub state: String,
    /// What was assessed; a first coder's scores are kept back until a second has coded.
    pub assessment: Assessment,
}

/// One undertaking in a round.
#[utoipa::path(get, path = "/api/assessments/{cycle}/{id}", tag = "assessment",
    params(("cycle" = String, Path, description = "The round"), ("id" = String, Path, description = "Number of the entry, percent-encoded")),
    responses((status = 200, body = Sheet), (status = 404, body = Problem)))]
pub async fn sheet(
    State(workspace): State<Workspace>,
    Path((cycle, id)): Path<(String, String)>,
) -> Result<Json<Sheet>, Problem> {
    let cycle = assess::round(&workspace, &cycle).await?.cycle;
    let mut entry = workspace.entry(&id).await?;
    let state = state(&entry, &cycle.cycle).to_owned();
    let assessment = entry.assessments.remove(&cycle.cycle).unwrap_or_default();
    Ok(Json(Sheet { undertaking: entry.undertaking.undertaking, state, assessment, cycle }))
}
