//! Deciding about entries of the register over HTTP, and the meetings that review it.

use super::{Rows, rows};
use crate::register::{Act, Workspace};
use crate::review::meeting;
use crate::serve::person::{Person, seen};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::Decision;
use crate::shape::entry::{Entry, Item, Meeting};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::ETAG;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A decision about an entry, as it is asked for.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Wish {
    /// Who decides, where there are no accounts; else it is whoever is signed in.
    #[serde(default)]
    pub by: String,
    /// Why.
    #[serde(default)]
    pub why: String,
    /// `set`, `milestone`, `evidence` or `split`.
    pub action: String,
    /// What the action wants: `{\"field\": \"status\", \"value\": \"done\"}`.
    #[schema(value_type = Object)]
    pub value: Value,
}

/// What a conflict answers: what stands there now, and what was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conflict {
    /// The problem.
    #[serde(flatten)]
    pub problem: Problem,
    /// The entry as it stands now.
    pub theirs: Entry,
    /// What was asked for.
    #[schema(value_type = Object)]
    pub yours: Value,
}

/// One undertaking with everything decided about it; its entity tag is the number of the last decision.
#[utoipa::path(get, path = "/api/register/{id}", tag = "register",
    params(("id" = String, Path, description = "Number of the entry or id of its clause, percent-encoded")),
    responses((status = 200, body = Entry), (status = 404, body = Problem)))]
pub async fn entry(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
) -> Result<([(axum::http::HeaderName, String); 1], Json<Entry>), Problem> {
    let entry = workspace.entry(&id).await?;
    Ok(([(ETAG, tag(entry.version))], Json(entry)))
}

/// Decides about an entry. With `If-Match` only while nobody else decided about it since.
#[utoipa::path(post, path = "/api/register/{id}/decisions", tag = "register", request_body = Wish,
    params(("id" = String, Path, description = "Number of the entry or id of its clause, percent-encoded"),
        ("if-match" = Option<String>, Header, description = "The entity tag of the entry that was looked at")),
    responses((status = 201, body = Decision), (status = 403, body = Problem), (status = 409, body = Conflict)))]
pub async fn decide(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
    headers: HeaderMap,
    Json(wish): Json<Wish>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let act = act(&wish)?;
    let hand = person.named(&wish.by).hand(wish.why, seen(&headers));
    match workspace.act(&id, act, &hand).await {
        Ok(decision) => Ok((StatusCode::CREATED, Json(serde_json::to_value(decision).map_err(crate::Error::from)?))),
        Err(error @ crate::Error::Conflict(_)) => {
            let (problem, theirs) = (Problem::from(error), workspace.entry(&id).await?);
            let conflict = Conflict { problem, theirs, yours: wish.value };
            Ok((StatusCode::CONFLICT, Json(serde_json::to_value(conflict).map_err(crate::Error::from)?)))
        }
        Err(error) => Err(error.into()),
    }
}

/// What is asked for; scores and meetings have ways of their own.
fn act(wish: &Wish) -> Result<Act, Problem> {
    let refused = |found: String| Problem::new(StatusCode::BAD_REQUEST, "not-understood").found(found);
    if !["set", "milestone", "evidence", "split"].contains(&wish.action.as_str()) {
        return Err(refused(wish.action.clone()).wanted("set, milestone, evidence, split"));
    }
    let whole = serde_json::json!({ "action": wish.action, "value": wish.value });
    serde_json::from_value(whole).map_err(|e| refused(e.to_string()))
}

fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

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
    pub charges: std::collections::BTreeMap<String, String>,
    /// The entries on the agenda.
    pub entries: std::collections::BTreeMap<String, Entry>,
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
