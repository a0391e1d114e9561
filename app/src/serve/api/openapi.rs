//! `/api/openapi.json`: the API described from the same shapes it answers with.

use super::{assessments, deciding, desks, documents, dossiers, export, files, findings, keeping, marks, people};
use super::{questions, readings, register, reports, reviews};
use axum::Json;
use utoipa::OpenApi;

/// The description.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Chancery",
        description = "Joint statements: their texts, their witnesses, what they promise and how they change. \
                       Offsets are Unicode code points, end exclusive. Problems are told as application/problem+json.",
    ),
    paths(
        documents::list,
        documents::one,
        documents::provisions,
        documents::sentences,
        documents::witnesses,
        documents::variants,
        documents::origin,
        documents::sources,
        documents::source,
        findings::clauses,
        findings::references,
        findings::explain,
        dossiers::list,
        dossiers::one,
        dossiers::scheme,
        readings::suspicions,
        readings::corrections,
        readings::decide,
        marks::rounds,
        marks::sheet,
        marks::decide,
        marks::agreement,
        marks::file,
        questions::search,
        questions::changes,
        questions::compare,
        questions::trace,
        questions::formulas,
        questions::matrix,
        register::list,
        deciding::entry,
        deciding::decide,
        deciding::evidence,
        deciding::set_many,
        keeping::open,
        keeping::undo,
        keeping::carry,
        keeping::attention,
        keeping::yellow,
        files::get,
        reviews::meetings,
        reviews::agenda,
        reviews::open,
        reviews::decide,
        reviews::close,
        assessments::open,
        assessments::decide,
        assessments::table,
        people::me,
        people::tokens,
        people::make_token,
        people::revoke,
        people::accounts,
        people::invite,
        people::grant,
        people::state,
        people::reset,
        register::decisions,
        desks::tasks,
        desks::views,
        desks::numbers,
        desks::called,
        desks::cycles,
        desks::round,
        desks::sheet,
        reports::get,
        reports::preflight,
        reports::deadlines,
        reports::changes,
        export::get,
    )
)]
struct Description;

/// `GET /api/openapi.json`.
pub async fn get() -> Json<utoipa::openapi::OpenApi> {
    Json(Description::openapi())
}
