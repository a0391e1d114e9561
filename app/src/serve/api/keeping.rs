//! What concerns the register as a whole: opening it for a document, taking back, carrying over, when lights turn.

use super::deciding::{Answer, made};
use super::reviews::Reason;
use super::{Rows, rows};
use crate::register::{Attention, Opening, Workspace};
use crate::serve::person::Person;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::Decision;
use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use utoipa::ToSchema;

/// Opens the register for a document: every undertaking gets a number that it keeps for ever.
#[utoipa::path(post, path = "/api/documents/{id}/register", tag = "register", request_body = Reason,
    params(("id" = String, Path, description = "Id of the document")),
    responses((status = 201, body = Opening), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn open(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
    Json(wish): Json<Reason>,
) -> Answer {
    made(&workspace.open_register(&id, &person.named(&wish.by).hand(wish.why, None)).await?)
}

/// Takes a decision back, by a new one.
#[utoipa::path(post, path = "/api/decisions/{seq}/undo", tag = "register", request_body = Reason,
    params(("seq" = i64, Path, description = "Number of the decision")),
    responses((status = 201, body = Decision), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn undo(
    State(workspace): State<Workspace>,
    Path(seq): Path<i64>,
    person: Person,
    Json(wish): Json<Reason>,
) -> Answer {
    made(&workspace.undo(seq, &person.named(&wish.by).hand(wish.why, None)).await?)
}

/// Where decisions are to be carried.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Carrying {
    /// Number of the entry, or id of its clause.
    pub to: String,
    /// Who decides, where there are no accounts.
    #[serde(default)]
    pub by: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// Carries what was decided about words that are gone over to another entry.
#[utoipa::path(post, path = "/api/decisions/{seq}/carry", tag = "register", request_body = Carrying,
    params(("seq" = i64, Path, description = "Number of the decision that wants attention")),
    responses((status = 201, body = Decision), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn carry(
    State(workspace): State<Workspace>,
    Path(seq): Path<i64>,
    person: Person,
    Json(wish): Json<Carrying>,
) -> Answer {
    made(&workspace.carry(seq, &wish.to, &person.named(&wish.by).hand(wish.why, None)).await?)
}

/// Decisions whose words are gone or are read otherwise now, with both wordings.
#[utoipa::path(get, path = "/api/attention", tag = "register", responses((status = 200, body = Vec<Attention>)))]
pub async fn attention(State(workspace): State<Workspace>, visit: Visit) -> Rows<Attention> {
    rows(&visit, workspace.attention().await?)
}

/// When lights turn yellow.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Yellow {
    /// How many days before something is due.
    pub days: u16,
    /// Who decides, where there are no accounts.
    #[serde(default)]
    pub by: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// Says how many days before something is due its light turns yellow.
#[utoipa::path(post, path = "/api/yellow", tag = "register", request_body = Yellow,
    responses((status = 201, body = Decision), (status = 403, body = Problem)))]
pub async fn yellow(State(workspace): State<Workspace>, person: Person, Json(wish): Json<Yellow>) -> Answer {
    made(&workspace.yellow(wish.days, &person.named(&wish.by).hand(wish.why, None)).await?)
}
