//! The HTTP API: the published shapes, by resource. Every page has its twin here.

mod deciding;
mod documents;
mod dossiers;
mod export;
mod findings;
mod marks;
mod openapi;
mod questions;
mod readings;
mod register;
pub mod reports;

use super::problem::Problem;
use super::visit::Visit;
use crate::register::Workspace;
use axum::http::{HeaderMap, HeaderValue};
use axum::routing::{get, post};
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
        .route("/register", get(register::list))
        .route("/register/{id}", get(deciding::entry))
        .route("/register/{id}/decisions", post(deciding::decide))
        .route("/reviews", get(deciding::meetings))
        .route("/reviews/{id}", get(deciding::agenda))
        .route("/decisions", get(register::decisions))
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
