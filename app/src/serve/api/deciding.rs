//! Deciding about entries of the register over HTTP.

use super::files::{Upload, uploaded};
use crate::register::{Act, Hand, Line, Workspace};
use crate::serve::person::{Person, seen};
use crate::serve::problem::Problem;
use crate::shape::Decision;
use crate::shape::entry::Entry;
use axum::Json;
use axum::extract::{Multipart, Path, State};
use axum::http::header::{ETAG, IF_MATCH};
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

/// What a write answers: the decision, or both versions.
pub type Answer = Result<(StatusCode, Json<Value>), Problem>;

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

/// Decides about an entry. With `If-Match` only while nobody else decided about it since; `set` of anything but a note
/// wants one, `*` for whatever stands there.
#[utoipa::path(post, path = "/api/register/{id}/decisions", tag = "register", request_body = Wish,
    params(("id" = String, Path, description = "Number of the entry or id of its clause, percent-encoded"),
        ("if-match" = Option<String>, Header, description = "The entity tag of the entry that was looked at")),
    responses((status = 201, body = Decision), (status = 403, body = Problem), (status = 409, body = Conflict),
        (status = 428, body = Problem)))]
pub async fn decide(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
    headers: HeaderMap,
    Json(wish): Json<Wish>,
) -> Answer {
    let act = act(&wish)?;
    let replaces = matches!(&act, Act::Set(setting) if setting.field != "note");
    if replaces && !headers.contains_key(IF_MATCH) {
        return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "unseen").wanted("If-Match"));
    }
    let hand = person.named(&wish.by).hand(wish.why, seen(&headers));
    acted(&workspace, &id, act, &hand, wish.value).await
}

/// Puts evidence under an entry: a file, a quotation, an address. Files are kept by their SHA-256.
#[utoipa::path(post, path = "/api/register/{id}/evidence", tag = "register",
    request_body(content = Upload, content_type = "multipart/form-data"),
    params(("id" = String, Path, description = "Number of the entry or id of its clause, percent-encoded")),
    responses((status = 201, body = Decision), (status = 403, body = Problem), (status = 413, body = Problem)))]
pub async fn evidence(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
    headers: HeaderMap,
    form: Multipart,
) -> Answer {
    let given = uploaded(form).await?;
    let hand = person.named(given.text("by")).hand(given.text("why"), seen(&headers));
    let evidence = given.evidence(&workspace, &id, &hand).await?;
    let yours = serde_json::to_value(&evidence).map_err(crate::Error::from)?;
    acted(&workspace, &id, Act::Evidence(evidence), &hand, yours).await
}

/// Many settings at once.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Settings {
    /// Who decides, where there are no accounts.
    #[serde(default)]
    pub by: String,
    /// In order; all of them are written, or none.
    pub lines: Vec<Line>,
    /// Only say what could not be done.
    #[serde(default)]
    pub dry_run: bool,
}

/// What became of many settings.
#[derive(Debug, Serialize, ToSchema)]
pub struct Settled {
    /// How many were written.
    pub written: usize,
    /// Line, counting from 1, and what is wrong with it.
    pub faults: Vec<(usize, String)>,
}

/// Sets many fields of many entries: all or none. 422 names every line that cannot be written.
#[utoipa::path(post, path = "/api/register", tag = "register", request_body = Settings,
    responses((status = 200, body = Settled), (status = 201, body = Settled), (status = 422, body = Settled),
        (status = 403, body = Problem), (status = 409, body = Problem)))]
pub async fn set_many(
    State(workspace): State<Workspace>,
    person: Person,
    Json(wish): Json<Settings>,
) -> Result<(StatusCode, Json<Settled>), Problem> {
    let hand = person.named(&wish.by).hand("", None);
    let faults = workspace.cannot_set(&wish.lines).await?;
    if faults.iter().any(|(_, error)| !matches!(error, crate::Error::Conflict(_))) || wish.dry_run {
        let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let faults = faults.into_iter().map(|(at, error)| (at + 1, error.fault().found.clone())).collect();
        return Ok((status, Json(Settled { written: 0, faults })));
    }
    let written = workspace.set_all(&wish.lines, &hand).await?;
    Ok((StatusCode::CREATED, Json(Settled { written, faults: Vec::new() })))
}

/// Does it; where somebody else came first, both versions.
pub(super) async fn acted(workspace: &Workspace, id: &str, act: Act, hand: &Hand, yours: Value) -> Answer {
    match workspace.act(id, act, hand).await {
        Ok(decision) => made(&decision),
        Err(error @ crate::Error::Conflict(_)) => {
            let (problem, theirs) = (Problem::from(error), workspace.entry(id).await?);
            let conflict = Conflict { problem, theirs, yours };
            Ok((StatusCode::CONFLICT, Json(serde_json::to_value(conflict).map_err(crate::Error::from)?)))
        }
        Err(error) => Err(error.into()),
    }
}

/// 201 with what was made.
pub(super) fn made(what: &impl Serialize) -> Answer {
    Ok((StatusCode::CREATED, Json(serde_json::to_value(what).map_err(crate::Error::from)?)))
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
