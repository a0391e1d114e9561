//! Every address that writes, and what it takes to use it: the one table, and the one place that asks it.
//!
//! A route that writes and has no line here answers 405, whoever asks. Where rights are limited to a pair of parties,
//! the act itself asks once more, when it knows what it is about: [`crate::register::Hand`].

use super::house::House;
use super::person::{Person, Way};
use super::problem::Problem;
use super::visit::encode;
use super::writing;
use crate::people::Action;
use axum::body::{Body, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

/// What a request may bring along, in bytes.
const LARGEST: usize = 1024 * 1024;
/// The same where files are put under undertakings.
pub const LARGEST_FILE: usize = 20 * 1024 * 1024;
/// What a form adds to its file.
const AROUND_FILE: usize = 64 * 1024;

/// An address that writes: method, path as the router has it, the least it takes.
pub type Door = (Method, &'static str, Action);

/// Every address that writes. Where an address takes acts of several kinds, its line has the one that takes least, and
/// the act asks for what it takes itself.
pub const DOORS: &[Door] = &[
    (Method::POST, "/documents/{id}/source", Action::Reading),
    (Method::POST, "/sign-in", Action::Enter),
    (Method::POST, "/sign-out", Action::Enter),
    (Method::POST, "/welcome/{link}", Action::Enter),
    (Method::POST, "/account/password", Action::Own),
    (Method::POST, "/account/sessions", Action::Own),
    (Method::POST, "/account/tokens", Action::Own),
    (Method::POST, "/account/tokens/{id}", Action::Own),
    (Method::POST, "/people/invitations", Action::People),
    (Method::POST, "/people/{name}/grants", Action::People),
    (Method::POST, "/people/{name}/state", Action::People),
    (Method::POST, "/people/{name}/reset", Action::People),
    (Method::POST, "/register/open", Action::Open),
    (Method::POST, "/register/views", Action::View),
    (Method::POST, "/register/bulk", Action::Remark),
    (Method::POST, "/register/{id}", Action::Remark),
    (Method::POST, "/tasks/attention/{seq}", Action::Carry),
    (Method::POST, "/reviews", Action::Meet),
    (Method::POST, "/reviews/{body}/{number}", Action::Resolve),
    (Method::POST, "/assessments", Action::Cycle),
    (Method::POST, "/assessments/{cycle}/{id}", Action::Search),
    (Method::POST, "/documents/{id}/marks", Action::Code),
    (Method::POST, "/api/documents/{id}/marks", Action::Code),
    (Method::POST, "/api/documents/{id}/readings", Action::Reading),
    (Method::POST, "/api/documents/{id}/register", Action::Open),
    (Method::POST, "/api/register", Action::Remark),
    (Method::POST, "/reports", Action::Issue),
    (Method::POST, "/api/register/{id}/decisions", Action::Remark),
    (Method::POST, "/api/register/{id}/evidence", Action::Evidence),
    (Method::POST, "/api/decisions/{seq}/undo", Action::UndoOwn),
    (Method::POST, "/api/decisions/{seq}/carry", Action::Carry),
    (Method::POST, "/api/yellow", Action::Yellow),
    (Method::POST, "/api/reviews", Action::Meet),
    (Method::POST, "/api/reviews/{id}/decisions", Action::Resolve),
    (Method::POST, "/api/reviews/{id}/close", Action::Meet),
    (Method::POST, "/api/assessments", Action::Cycle),
    (Method::POST, "/api/assessments/{cycle}/{id}", Action::Search),
    (Method::POST, "/api/tables", Action::Import),
    (Method::POST, "/api/tokens", Action::Own),
    (Method::DELETE, "/api/tokens/{id}", Action::Own),
    (Method::POST, "/api/people/invitations", Action::People),
    (Method::POST, "/api/people/{name}/grants", Action::People),
    (Method::POST, "/api/people/{name}/state", Action::People),
    (Method::POST, "/api/people/{name}/reset", Action::People),
];

/// Addresses for people who are not signed in.
const OPEN: [&str; 4] = ["/assets/{name}", "/api/openapi.json", "/sign-in", "/welcome/{link}"];

/// What a request wants to do; `None` for a way of writing that nobody may use.
#[must_use]
pub fn action(method: &Method, path: &str) -> Option<Action> {
    if let Some((.., action)) = DOORS.iter().find(|(m, p, _)| m == method && *p == path) {
        return Some(*action);
    }
    let reads = [Method::GET, Method::HEAD].contains(method);
    reads.then_some(if OPEN.contains(&path) { Action::Enter } else { Action::Read })
}

/// Asks who comes, whether they may, and whether they want it themselves. The answer remembers who it is for.
pub async fn entry(State(house): State<House>, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(house.clone());
    let path = request.extensions().get::<MatchedPath>().map(|p| p.as_str().to_owned());
    let person = match house.who(request.headers()).await {
        Ok(person) => person,
        Err(problem) => return problem.into_response(),
    };
    request.extensions_mut().insert(person.clone());
    let mut response = through(&person, path, request, next).await;
    response.extensions_mut().insert(person);
    response
}

async fn through(person: &Person, path: Option<String>, request: Request, next: Next) -> Response {
    let Some(path) = path else { return next.run(request).await };
    let Some(action) = action(request.method(), &path) else {
        return super::only_reading(request).await.into_response();
    };
    if !person.rights.may_somewhere(action) {
        return turned_away(person, action, &request);
    }
    let request = if [Method::GET, Method::HEAD].contains(request.method()) {
        request
    } else {
        match admitted(person, &path, request).await {
            Ok(request) => request,
            Err(problem) => return problem.into_response(),
        }
    };
    next.run(request).await
}

/// Lets a write in: from our own pages or a program, of bearable size, guarded.
async fn admitted(person: &Person, path: &str, request: Request) -> Result<Request, Problem> {
    let program = path.starts_with("/api/");
    writing::from_here(person, request.headers())?;
    let (parts, body) = request.into_parts();
    let most = if writing::is_multipart(&parts.headers) { LARGEST_FILE + AROUND_FILE } else { LARGEST };
    let bytes = to_bytes(body, most).await.map_err(|_| too_large(most))?;
    writing::guarded(person, program, &parts, &bytes).await?;
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

fn too_large(most: usize) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large").wanted(format!("≤ {most} bytes"))
}

/// Who may not: signed out, they are shown the way in; signed in, they are told what it takes.
fn turned_away(person: &Person, action: Action, request: &Request) -> Response {
    if person.way != Way::Nobody {
        return match person.allow(action, &[]) {
            Err(problem) => problem.into_response(),
            Ok(()) => Problem::new(StatusCode::FORBIDDEN, "not-allowed").into_response(),
        };
    }
    let here = request.uri().path_and_query().map_or("/", |p| p.as_str());
    if request.method() == Method::GET && !here.starts_with("/api/") {
        return Redirect::to(&format!("/sign-in?next={}", encode(here))).into_response();
    }
    let mut response = Problem::new(StatusCode::UNAUTHORIZED, "signed-out").into_response();
    response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
    response
}
