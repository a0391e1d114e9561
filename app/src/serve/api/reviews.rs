//! Meetings over HTTP: opened, decided in, closed.

use super::deciding::{Answer, made};
use super::{Rows, rows};
use crate::register::Workspace;
use crate::review::meeting;
use crate::serve::person::{Person, seen};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::Decision;
use crate::shape::entry::{Entry, Item, Meeting, Resolution};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The meetings, in the order of their opening.
#[utoipa::path(get, path = "/api/reviews", tag = "review", responses((status = 200, body = Vec<Meeting>)))]
pub async fn meetings(State(workspace): State<Workspace>, visit: Visit) -> Rows<Meeting> {
    rows(&visit, workspace.meetings().await?)
}

/// A meeting with its agenda.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agenda {
    /// The meeting.
    pub meeting: Meeting,
    /// In order.
    pub agenda: Vec<Item>,
    /// The clauses that charge it, word for word.
    pub charges: BTreeMap<String, String>,
    /// The entries on the agenda.
    pub entries: BTreeMap<String, Entry>,
}

/// One meeting: what is due, overdue, disputed or unassessed under its body.
#[utoipa::path(get, path = "/api/reviews/{id}", tag = "review",
    params(("id" = String, Path, description = "`BODY/N`, percent-encoded")),
    responses((status = 200, body = Agenda), (status = 404, body = Problem)))]
pub async fn agenda(State(workspace): State<Workspace>, Path(id): Path<String>) -> Result<Json<Agenda>, Problem> {
    let sitting = meeting::sitting(&workspace, Some(&id)).await?;
    let (meeting, agenda, charges, entries) = (sitting.meeting, sitting.agenda, sitting.charges, sitting.entries);
    Ok(Json(Agenda { meeting, agenda, charges, entries }))
}

/// A meeting to be opened.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Calling {
    /// The body, or the series of meetings, by name.
    pub body: String,
    /// Which of its meetings.
    pub number: u32,
    /// When it meets.
    pub date: String,
    /// Who decides, where there are no accounts.
    #[serde(default)]
    pub by: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// Opens a meeting.
#[utoipa::path(post, path = "/api/reviews", tag = "review", request_body = Calling,
    responses((status = 201, body = Meeting), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn open(State(workspace): State<Workspace>, person: Person, Json(wish): Json<Calling>) -> Answer {
    let hand = person.named(&wish.by).hand(wish.why, None);
    made(&meeting::open(&workspace, &wish.body, wish.number, &wish.date, &hand).await?)
}

/// What a meeting decides about an entry.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Ruling {
    /// Number of the entry, or id of its clause.
    pub undertaking: String,
    /// The decision, in words.
    pub text: String,
    /// Who is to act on it.
    pub body: Option<String>,
    /// By when.
    pub due: Option<String>,
    /// What the entry's status is from now on.
    pub status: Option<String>,
    /// Who decides, where there are no accounts.
    #[serde(default)]
    pub by: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// Writes down what the meeting decided about an entry.
#[utoipa::path(post, path = "/api/reviews/{id}/decisions", tag = "review", request_body = Ruling,
    params(("id" = String, Path, description = "`BODY/N`, percent-encoded")),
    responses((status = 201, body = Decision), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn decide(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
    headers: HeaderMap,
    Json(wish): Json<Ruling>,
) -> Answer {
    let hand = person.named(&wish.by).hand(wish.why, seen(&headers));
    let (text, body, due) = (wish.text, wish.body, wish.due);
    let resolution = Resolution { meeting: id, text, body, due, ..Resolution::default() };
    made(&match &wish.status {
        Some(status) => meeting::decide_with_status(&workspace, &wish.undertaking, resolution, status, &hand).await?,
        None => meeting::decide(&workspace, &wish.undertaking, resolution, &hand).await?,
    })
}

/// Why something is done, and by whom where there are no accounts.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct Reason {
    /// Who decides.
    #[serde(default)]
    pub by: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// Closes a meeting; its agenda stays as it is.
#[utoipa::path(post, path = "/api/reviews/{id}/close", tag = "review", request_body = Reason,
    params(("id" = String, Path, description = "`BODY/N`, percent-encoded")),
    responses((status = 201, body = Meeting), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn close(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
    Json(wish): Json<Reason>,
) -> Answer {
    let hand = person.named(&wish.by).hand(wish.why, None);
    made(&meeting::close(&workspace, Some(&id), &hand).await?.meeting)
}
