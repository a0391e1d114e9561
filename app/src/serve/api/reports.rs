//! Reports and what is looked at before they are issued; what is due as a calendar; what was decided as a feed.

use crate::register::Workspace;
use crate::render::paper::Format;
use crate::render::{calendar, feed};
use crate::review::preflight::Fault;
use crate::review::report;
use crate::review::scope::Scope;
use crate::serve::links;
use crate::serve::pages::register as register_page;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HOST};
use axum::response::{IntoResponse, Response};
use std::collections::HashSet;

/// What the fields `document`, `body`, `party` and `cycle` of the address name.
#[must_use]
pub fn scope(visit: &Visit) -> Scope {
    let [document, body, party, cycle] = ["document", "body", "party", "cycle"].map(|name| visit.owned(name));
    Scope { document, body, party, cycle }
}

/// A report as it would be issued now: `report.docx`, `.xlsx`, `.html` or `.json`. Nothing is written down.
#[utoipa::path(get, path = "/api/reports/{file}", tag = "review",
    params(("file" = String, Path, description = "`report.docx`, `report.xlsx`, `report.html` or `report.json`"),
        ("document" = Option<String>, Query), ("body" = Option<String>, Query), ("party" = Option<String>, Query),
        ("cycle" = Option<String>, Query), ("lang" = Option<String>, Query)),
    responses((status = 200, body = String), (status = 404, body = Problem)))]
pub async fn get(
    State(workspace): State<Workspace>,
    Path(file): Path<String>,
    visit: Visit,
) -> Result<Response, Problem> {
    let wanted = || Problem::not_found("format", &file).hint("report.docx, report.xlsx, report.html, report.json");
    let format = Format::of_file(&file).ok_or_else(wanted)?;
    let body = report::report(&workspace, scope(&visit)).await?.file(format, visit.locale)?;
    let (ending, media) = format.file();
    let disposition = format!("attachment; filename=\"report.{ending}\"");
    Ok(([(CONTENT_TYPE, media.to_owned()), (CONTENT_DISPOSITION, disposition)], body).into_response())
}

/// What stands in the way of issuing a report.
#[utoipa::path(get, path = "/api/preflight", tag = "review",
    params(("document" = Option<String>, Query), ("body" = Option<String>, Query), ("party" = Option<String>, Query),
        ("cycle" = Option<String>, Query)),
    responses((status = 200, body = Vec<Fault>), (status = 404, body = Problem)))]
pub async fn preflight(State(workspace): State<Workspace>, visit: Visit) -> Result<Json<Vec<Fault>>, Problem> {
    Ok(Json(report::report(&workspace, scope(&visit)).await?.faults))
}

/// Deadlines, milestones and meetings as iCalendar, filtered like the register.
#[utoipa::path(get, path = "/api/deadlines.ics", tag = "register", responses((status = 200, body = String)))]
pub async fn deadlines(State(workspace): State<Workspace>, visit: Visit) -> Result<Response, Problem> {
    let register = register_page::Register::load(&workspace, &visit).await?;
    let entries: Vec<_> = register.entries().cloned().collect();
    let body = calendar::calendar(&entries, &register.meetings);
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8")], body).into_response())
}

/// The last decisions as an Atom feed.
#[utoipa::path(get, path = "/feed.atom", tag = "register", responses((status = 200, body = String)))]
pub async fn changes(State(workspace): State<Workspace>, headers: HeaderMap) -> Result<Response, Problem> {
    let host = headers.get(HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
    let plain = host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    let base = format!("http://{}", if plain { host } else { "localhost" });
    let (ledger, decisions) = workspace.ledger_and_chain().await?;
    let mut known = HashSet::new();
    for entry in &ledger.entries {
        known.extend([entry.undertaking.undertaking.as_str(), entry.undertaking.clause.as_str()]);
    }
    let body = feed::feed(&decisions, &base, |d| match known.contains(d.subject.as_str()) {
        true => links::undertaking(&d.subject),
        false => "/register".to_owned(),
    });
    Ok(([(CONTENT_TYPE, "application/atom+xml; charset=utf-8")], body).into_response())
}
