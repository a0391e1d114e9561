//! People over HTTP: who I am, my tokens; accounts, roles and links for administrators.

use super::deciding::{Answer, made};
use super::{Rows, rows};
use crate::people::{Action, Role};
use crate::register::Workspace;
use crate::serve::person::{Person, Way};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::Decision;
use crate::shape::person::{Account, Token};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is asking.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The name decisions are signed with.
    pub name: String,
    /// `alone`, `session` or `token`.
    pub way: &'static str,
    /// The highest role held anywhere.
    pub role: Option<Role>,
    /// What a script that comes with a cookie sends as `x-form-guard`.
    pub guard: String,
}

/// Who is asking, and by what.
#[utoipa::path(get, path = "/api/me", tag = "people", responses((status = 200, body = Me)))]
pub async fn me(person: Person) -> ([(HeaderName, &'static str); 1], Json<Me>) {
    let way = match person.way {
        Way::Alone => "alone",
        Way::Session(_) => "session",
        Way::Token(_) => "token",
        Way::Nobody => "nobody",
    };
    let role = person.rights.highest();
    ([(CACHE_CONTROL, "no-store")], Json(Me { name: person.name, way, role, guard: person.guard }))
}

/// One's own tokens; all of them for administrators who ask for `?account=`.
#[utoipa::path(get, path = "/api/tokens", tag = "people",
    params(("account" = Option<String>, Query, description = "Whose; for administrators")),
    responses((status = 200, body = Vec<Token>), (status = 403, body = Problem)))]
pub async fn tokens(State(workspace): State<Workspace>, visit: Visit) -> Rows<Token> {
    let whose = visit.get("account").unwrap_or(&visit.person.name);
    if whose != visit.person.name {
        visit.person.allow(Action::People, &[])?;
    }
    rows(&visit, workspace.tokens(Some(whose)).await?)
}

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Making {
    /// What for.
    pub name: String,
    /// The most it may do; not above what its owner may.
    pub role: Role,
}

/// A token with its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct Made {
    /// The token.
    #[serde(flatten)]
    pub token: Token,
    /// Sent as `Authorization: Bearer …`.
    pub secret: String,
}

/// Makes a token of one's own.
#[utoipa::path(post, path = "/api/tokens", tag = "people", request_body = Making,
    responses((status = 201, body = Made), (status = 403, body = Problem)))]
pub async fn make_token(State(workspace): State<Workspace>, person: Person, Json(wish): Json<Making>) -> Answer {
    let hand = person.hand("", None);
    let (token, secret) = workspace.make_token(&person.name, &wish.name, wish.role, &hand).await?;
    made(&Made { token, secret })
}

/// Revokes a token: one's own, anybody's for administrators.
#[utoipa::path(delete, path = "/api/tokens/{id}", tag = "people",
    params(("id" = String, Path, description = "Id of the token")),
    responses((status = 200, body = Token), (status = 404, body = Problem)))]
pub async fn revoke(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
) -> Result<Json<Token>, Problem> {
    Ok(Json(workspace.revoke_token(&id, &person.hand("", None)).await?))
}

/// The accounts, in the order they were made. For administrators.
#[utoipa::path(get, path = "/api/people", tag = "people",
    responses((status = 200, body = Vec<Account>), (status = 403, body = Problem)))]
pub async fn accounts(State(workspace): State<Workspace>, visit: Visit) -> Rows<Account> {
    visit.person.allow(Action::People, &[])?;
    rows(&visit, workspace.accounts().await?)
}

/// A role for some parties, or for the whole workspace.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Promise {
    /// The role; none takes it away.
    pub role: Option<Role>,
    /// `CHN-RUS`; empty for the whole workspace.
    #[serde(default)]
    pub parties: String,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// A one-time link, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sent {
    /// The address on this server.
    pub link: String,
}

/// Makes a one-time link for somebody new.
#[utoipa::path(post, path = "/api/people/invitations", tag = "people", request_body = Promise,
    responses((status = 201, body = Sent), (status = 403, body = Problem)))]
pub async fn invite(State(workspace): State<Workspace>, person: Person, Json(wish): Json<Promise>) -> Answer {
    let hand = person.hand(wish.why, None);
    let role = wish.role.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "not-understood").wanted("role"))?;
    sent(&workspace.invite(role, &wish.parties, &hand).await?)
}

/// Gives an account a role, or takes it away.
#[utoipa::path(post, path = "/api/people/{name}/grants", tag = "people", request_body = Promise,
    params(("name" = String, Path, description = "Name of the account")),
    responses((status = 201, body = Decision), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn grant(
    State(workspace): State<Workspace>,
    Path(name): Path<String>,
    person: Person,
    Json(wish): Json<Promise>,
) -> Answer {
    let hand = person.hand(wish.why, None);
    made(&workspace.grant(&name, &wish.parties, wish.role, &hand).await?)
}

/// Whether an account can be used.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Use {
    /// Whether it can no longer be used.
    pub disabled: bool,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// Takes an account out of use, or puts it back.
#[utoipa::path(post, path = "/api/people/{name}/state", tag = "people", request_body = Use,
    params(("name" = String, Path, description = "Name of the account")),
    responses((status = 201, body = Decision), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn state(
    State(workspace): State<Workspace>,
    Path(name): Path<String>,
    person: Person,
    Json(wish): Json<Use>,
) -> Answer {
    made(&workspace.disable(&name, wish.disabled, &person.hand(wish.why, None)).await?)
}

/// Makes a one-time link that sets a new password.
#[utoipa::path(post, path = "/api/people/{name}/reset", tag = "people",
    params(("name" = String, Path, description = "Name of the account")),
    responses((status = 201, body = Sent), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn reset(State(workspace): State<Workspace>, Path(name): Path<String>, person: Person) -> Answer {
    sent(&workspace.reset(&name, &person.hand("", None)).await?)
}

fn sent(secret: &str) -> Answer {
    made(&Sent { link: format!("/welcome/{secret}") })
}
