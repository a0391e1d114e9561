//! The HTTP API: the published shapes, by resource. Every page has its twin here.

mod assessments;
mod deciding;
mod desks;
mod documents;
mod dossiers;
mod export;
pub(super) mod files;
mod findings;
mod keeping;
mod marks;
mod openapi;
mod people;
mod questions;
mod readings;
mod register;
pub mod reports;
mod reviews;

use super::problem::Problem;
use super::visit::Visit;
use crate::register::Workspace;
use axum::http::{HeaderMap, HeaderValue};
use axum::routing::{delete, get, post};
use axum::{Json, Router};

/// Rows of a table: the JSON array, with the number of all rows in `x-total-count`.
type Rows<T> = Result<(HeaderMap, Json<Vec<T>>), Problem>;

/// The most rows one answer carries.
const MOST_ROWS: usize = 10_000;

/// The addresses under `/api`.
pub fn routes() -> Router<Workspace> {
    Router::new()
        .route("/openapi.json", get(openapi::get))
        .route("/documents", get(documents::list))
        .route("/documents/{id}", get(documents::one))
        .route("/documents/{id}/provisions", get(documents::provisions))
        .route("/documents/{id}/sentences", get(documents::sentences))
        .route("/documents/{id}/clauses", get(findings::clauses))
        .route("/documents/{id}/references", get(findings::references))
        .route("/documents/{id}/witnesses", get(documents::witnesses))
        .route("/documents/{id}/variants", get(documents::variants))
        .route("/documents/{id}/provisions/{eid}/origin", get(documents::origin))
        .route("/documents/{id}/suspicions", get(readings::suspicions))
        .route("/documents/{id}/corrections", get(readings::corrections))
        .route("/documents/{id}/readings", post(readings::decide))
        .route("/marks", get(marks::rounds))
        .route("/documents/{id}/marks", get(marks::sheet).post(marks::decide))
        .route("/documents/{id}/marks/agreement", get(marks::agreement))
        .route("/documents/{id}/marks/files/{file}", get(marks::file))
        .route("/explain/{clause}", get(findings::explain))
        .route("/dossiers", get(dossiers::list))
        .route("/dossiers/{kind}/{key}", get(dossiers::one))
        .route("/topics", get(dossiers::scheme))
        .route("/search", get(questions::search))
        .route("/changes", get(questions::changes))
        .route("/compare", get(questions::compare))
        .route("/trace", get(questions::trace))
        .route("/formulas", get(questions::formulas))
        .route("/matrix", get(questions::matrix))
        .route("/documents/{id}/register", post(keeping::open))
        .route("/register", get(register::list).post(deciding::set_many))
        .route("/register/{id}", get(deciding::entry))
        .route("/register/{id}/decisions", post(deciding::decide))
        .route("/register/{id}/evidence", post(deciding::evidence))
        .route("/files/{sha}", get(files::get))
        .route("/reviews", get(reviews::meetings).post(reviews::open))
        .route("/reviews/{id}", get(reviews::agenda))
        .route("/reviews/{id}/decisions", post(reviews::decide))
        .route("/reviews/{id}/close", post(reviews::close))
        .route("/tables", post(assessments::table))
        .route("/reviews/called", get(desks::called))
        .route("/tasks", get(desks::tasks))
        .route("/views", get(desks::views))
        .route("/dashboard", get(desks::numbers))
        .route("/assessments", get(desks::cycles).post(assessments::open))
        .route("/assessments/{cycle}", get(desks::round))
        .route("/assessments/{cycle}/{id}", get(desks::sheet).post(assessments::decide))
        .route("/decisions", get(register::decisions))
        .route("/decisions/{seq}/undo", post(keeping::undo))
        .route("/decisions/{seq}/carry", post(keeping::carry))
        .route("/attention", get(keeping::attention))
        .route("/yellow", post(keeping::yellow))
        .route("/me", get(people::me))
        .route("/tokens", get(people::tokens).post(people::make_token))
        .route("/tokens/{id}", delete(people::revoke))
        .route("/people", get(people::accounts))
        .route("/people/invitations", post(people::invite))
        .route("/people/{name}/grants", post(people::grant))
        .route("/people/{name}/state", post(people::state))
        .route("/people/{name}/reset", post(people::reset))
        .route("/reports/{file}", get(reports::get))
        .route("/preflight", get(reports::preflight))
        .route("/deadlines.ics", get(reports::deadlines))
        .route("/sources", get(documents::sources))
        .route("/sources/{sha}", get(documents::source))
        .route("/export/{file}", get(export::get))
}

/// The rows from `offset`, at most `limit` of them.
fn rows<T>(visit: &Visit, all: Vec<T>) -> Rows<T> {
    let mut headers = HeaderMap::new();
    headers.insert("x-total-count", HeaderValue::from(all.len()));
    let from = visit.number("offset", 0, usize::MAX);
    let most = visit.number("limit", MOST_ROWS, MOST_ROWS);
    Ok((headers, Json(all.into_iter().skip(from).take(most).collect())))
}
