//! The pages: one file each. A page is a function from rows to markup, with a handler that fetches the rows.

pub mod about;
pub mod assessments;
pub mod compare;
pub mod dashboard;
pub mod dossiers;
pub mod download;
pub mod formulas;
pub mod library;
pub mod marks;
pub mod matrix;
pub mod parts;
pub mod people;
pub mod reader;
pub mod readings;
mod redline;
pub mod register;
pub mod reports;
pub mod reviews;
pub mod search;
pub mod sign;
pub mod sources;
pub mod tasks;
pub mod trace;

use crate::register::Workspace;
use axum::Router;
use axum::routing::{get, post};

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
        .merge(people::routes())
        .merge(desks())
}

/// The pages of those who keep the register.
fn desks() -> Router<Workspace> {
    Router::new()
        .route("/register/open", get(register::opening::get).post(register::opening::post))
        .route("/register/views", post(register::views::save))
        .route("/register/bulk", post(register::bulk::post))
        .route("/register/{id}", get(register::entry::get).post(register::entry::acts::post))
        .route("/files/{sha}", get(register::entry::acts::file))
        .route("/tasks", get(tasks::get))
        .route("/tasks/attention/{seq}", get(tasks::lost).post(tasks::carry_over))
        .route("/reviews", get(reviews::get).post(reviews::open))
        .route("/reviews/{body}/{number}", get(reviews::board::get).post(reviews::board::post))
        .route("/reviews/{body}/{number}/{paper}", get(reviews::papers::get))
        .route("/assessments", get(assessments::get).post(assessments::open))
        .route("/assessments/{cycle}", get(assessments::round::get))
        .route("/assessments/{cycle}/{id}", get(assessments::sheet::get).post(assessments::sheet::post))
        .route("/dashboard", get(dashboard::get))
}
