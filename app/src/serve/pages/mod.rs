//! The pages: one file each. A page is a function from rows to markup, with a handler that fetches the rows.

pub mod about;
pub mod compare;
pub mod dossiers;
pub mod download;
pub mod formulas;
pub mod library;
pub mod marks;
pub mod matrix;
pub mod parts;
pub mod reader;
pub mod readings;
mod redline;
pub mod register;
pub mod reports;
pub mod search;
pub mod sources;
pub mod trace;

use crate::register::Workspace;
use axum::Router;
use axum::routing::get;

/// The addresses of the pages.
pub fn routes() -> Router<Workspace> {
    Router::new()
        .route("/", get(library::get))
        .route("/documents/{id}", get(reader::get))
        .route("/documents/{id}/clauses/{place}", get(reader::clause::get))
        .route("/documents/{id}/provisions/{eid}", get(reader::provision::get))
        .route("/documents/{id}/witnesses", get(sources::witnesses))
        .route("/documents/{id}/source", get(readings::get).post(readings::decide))
        .route("/documents/{id}/marks", get(marks::get).post(marks::decide))
        .route("/documents/{id}/marks/agreement", get(marks::agreement::get))
        .route("/documents/{id}/download/{format}", get(download::get))
        .route("/dossiers", get(dossiers::get))
        .route("/dossiers/{kind}/{key}", get(dossiers::one))
        .route("/search", get(search::get))
        .route("/register", get(register::get))
        .route("/register/{id}", get(register::one))
        .route("/reports", get(reports::get).post(reports::issue))
        .route("/compare", get(compare::get))
        .route("/compare/download/{format}", get(compare::download))
        .route("/trace", get(trace::get))
        .route("/formulas", get(formulas::get))
        .route("/matrix", get(matrix::get))
        .route("/matrix.csv", get(matrix::csv))
        .route("/sources", get(sources::get))
        .route("/sources/{sha}", get(sources::one))
        .route("/about", get(about::get))
}
