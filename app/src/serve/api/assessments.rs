//! Writing assessments over HTTP: cycles opened, and what is decided about undertakings in them.

use super::deciding::{Answer, made};
use super::files::uploaded;
use crate::register::Workspace;
use crate::review::assess;
use crate::review::published;
use crate::serve::person::{Person, seen};
use crate::serve::problem::Problem;
use crate::shape::Decision;
use crate::shape::assessment::{Coding, Cycle, Rubric, Search};
use axum::Json;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

/// A cycle to be opened.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Opening {
    /// Its name.
    pub cycle: String,
    /// `interim` or `final`.
    pub kind: String,
    /// First day that counts.
    pub from: String,
    /// Last day that counts.
    pub to: String,
    /// Who decides, where there are no accounts.
    #[serde(default)]
    pub by: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// Opens a cycle with its window of dates.
#[utoipa::path(post, path = "/api/assessments", tag = "assessment", request_body = Opening,
    responses((status = 201, body = Decision), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn open(State(workspace): State<Workspace>, person: Person, Json(wish): Json<Opening>) -> Answer {
    let hand = person.named(&wish.by).hand(wish.why, None);
    let cycle = Cycle { cycle: wish.cycle, kind: wish.kind, from: wish.from, to: wish.to, ..Cycle::default() };
    made(&assess::open(&workspace, cycle, &hand).await?)
}

/// What is decided about an undertaking in a cycle: one of rubric, search, code, settle and sign.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Assessing {
    /// `rubric`, `search`, `code`, `settle` or `sign`.
    pub action: String,
    /// With `rubric`.
    pub rubric: Option<Rubric>,
    /// With `search`.
    pub search: Option<Search>,
    /// With `code` and `settle`: the criteria each party met, or its score.
    pub coding: Option<Coding>,
    /// Who decides, where there are no accounts.
    #[serde(default)]
    pub by: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// Writes a rubric, records a search, codes, settles or signs.
#[utoipa::path(post, path = "/api/assessments/{cycle}/{id}", tag = "assessment", request_body = Assessing,
    params(("cycle" = String, Path, description = "Its name"),
        ("id" = String, Path, description = "Number of the entry or id of its clause, percent-encoded")),
    responses((status = 201, body = Decision), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn decide(
    State(workspace): State<Workspace>,
    Path((cycle, id)): Path<(String, String)>,
    person: Person,
    headers: HeaderMap,
    Json(wish): Json<Assessing>,
) -> Answer {
    let hand = person.named(&wish.by).hand(wish.why, seen(&headers));
    let (w, c, id) = (&workspace, cycle.as_str(), id.as_str());
    let decision = match (wish.action.as_str(), wish.rubric, wish.search, wish.coding) {
        ("rubric", Some(rubric), ..) => assess::rubric(w, c, id, rubric, &hand).await?,
        ("search", _, Some(search), _) => assess::search(w, c, id, search, &hand).await?,
        ("code", .., Some(coding)) => assess::code(w, c, id, coding, &hand).await?,
        ("settle", .., Some(coding)) => assess::settle(w, c, id, coding, &hand).await?,
        ("sign", ..) => assess::sign(w, c, id, &hand).await?,
        (action, ..) => {
            let problem = Problem::new(StatusCode::BAD_REQUEST, "not-understood");
            return Err(problem.found(action).wanted("rubric, search, code, settle or sign, with what it is about"));
        }
    };
    made(&decision)
}

/// Takes in a table of published scores, as the field `file` of a form.
#[utoipa::path(post, path = "/api/tables", tag = "assessment",
    request_body(content = super::files::Upload, content_type = "multipart/form-data"),
    responses((status = 201, body = Decision), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn table(State(workspace): State<Workspace>, person: Person, form: Multipart) -> Answer {
    let given = uploaded(form).await?;
    let hand = person.named(given.text("by")).hand(given.text("why"), None);
    let file =
        given.into_file().ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "not-understood").wanted("file"))?;
    made(&published::take_in(&workspace, &file.name, file.body, &hand).await?)
}
