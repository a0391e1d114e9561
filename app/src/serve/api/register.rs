//! The register and the decisions about it.

use super::{Rows, rows};
use crate::register::Workspace;
use crate::serve::pages::register as register_page;
use crate::serve::visit::Visit;
use crate::shape::{Decision, Undertaking};
use axum::extract::State;

/// Undertakings, in the order of the documents and of the text.
#[utoipa::path(get, path = "/api/register", tag = "register",
    params(
        ("document" = Option<String>, Query, description = "Id of the document"),
        ("party" = Option<String>, Query, description = "Who is bound"),
        ("kind" = Option<String>, Query, description = "commitment or mandate"),
        ("force" = Option<String>, Query, description = "How firmly it binds"),
        ("stage" = Option<String>, Query, description = "How far along the action is"),
        ("topic" = Option<String>, Query, description = "Key of a topic"),
        ("body" = Option<String>, Query, description = "Responsible body"),
        ("status" = Option<String>, Query, description = "Status"),
        ("deadline" = Option<String>, Query, description = "`set` or `none`"),
        ("deadline_before" = Option<String>, Query, description = "Its deadline ends before this date"),
        ("text" = Option<String>, Query, description = "Words in the clause"),
    ),
    responses((status = 200, body = Vec<Undertaking>)))]
pub async fn list(State(workspace): State<Workspace>, visit: Visit) -> Rows<Undertaking> {
    rows(&visit, register_page::undertakings(&workspace, &visit).await?)
}

/// Every human decision, in order.
#[utoipa::path(get, path = "/api/decisions", tag = "register",
    params(("subject" = Option<String>, Query, description = "Only those about this")),
    responses((status = 200, body = Vec<Decision>)))]
pub async fn decisions(State(workspace): State<Workspace>, visit: Visit) -> Rows<Decision> {
    rows(&visit, workspace.decisions(visit.get("subject")).await?)
}
