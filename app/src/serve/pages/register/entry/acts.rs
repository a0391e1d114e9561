//! `POST /register/{id}`: what the forms of an entry do.

use super::conflict;
use crate::register::{Act, Hand, Kept, Setting, Workspace, is_date};
use crate::serve::links;
use crate::serve::posted::Posted;
use crate::serve::problem::Problem;
use crate::shape::entry::{Evidence, Milestone, Share};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// Does what the form asks; answers a conflict with both versions.
pub async fn post(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let hand = posted.hand();
    let (done, section) = match posted.need("act")? {
        "undo" => (workspace.undo(number(&posted)?, &hand).await, "history"),
        _ => act(&workspace, &id, &posted, &hand).await?,
    };
    match done {
        Ok(_) => {
            let id = workspace.undertaking(&id).await.map_or(id, |u| u.undertaking);
            Ok(posted.back(&format!("{}#{section}", links::undertaking(&id))).into_response())
        }
        Err(crate::Error::Conflict(_)) => {
            let page = conflict::page(&workspace, &id, &posted).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

type Done = crate::Result<crate::shape::Decision>;

async fn act(workspace: &Workspace, id: &str, posted: &Posted, hand: &Hand) -> Result<(Done, &'static str), Problem> {
    let (act, section) = match posted.need("act")? {
        "set" => {
            let field = posted.need("field")?.to_owned();
            let section = if field == "note" { "notes" } else { "main" };
            (Act::Set(Setting { value: values(posted), field, before: String::new() }), section)
        }
        "milestone" => {
            let (due, delivered) = (dated(posted, "due")?, dated(posted, "delivered")?);
            (Act::Milestone(Milestone { name: posted.need("name")?.to_owned(), due, delivered }), "milestones")
        }
        "split" => (Act::Split { shares: shares(posted) }, "shares"),
        "evidence" => {
            let mut evidence = evidence(posted)?;
            // The entry is asked for first: no file is kept for one that is not there.
            workspace.entry(id).await?;
            if let Some(Kept { name, body }) = posted.file.clone() {
                evidence.file_name = Some(name.clone());
                evidence.file = Some(workspace.keep_file(Kept { name, body }).await?);
            }
            (Act::Evidence(evidence), "evidence")
        }
        other => {
            let wanted = "set, milestone, evidence, split, undo";
            return Err(Problem::new(StatusCode::BAD_REQUEST, "not-understood").found(other).wanted(wanted));
        }
    };
    Ok((workspace.act(id, act, hand).await, section))
}

/// The value of a field; several that were ticked are a list.
fn values(posted: &Posted) -> String {
    posted.all("value").collect::<Vec<_>>().join(", ")
}

fn number(posted: &Posted) -> Result<i64, Problem> {
    let found = posted.need("seq")?;
    found.parse().map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "not-understood").found(found))
}

/// A date, if one was given; anything else is refused.
pub fn dated(posted: &Posted, name: &str) -> Result<Option<String>, Problem> {
    match posted.owned(name) {
        Some(day) if !is_date(&day) => {
            Err(Problem::new(StatusCode::BAD_REQUEST, "not-understood").found(day).wanted("2033-12-31"))
        }
        day => Ok(day),
    }
}

fn shares(posted: &Posted) -> Vec<Share> {
    let rows = posted.rows("share-body").zip(posted.rows("share-part"));
    rows.filter(|(body, _)| !body.is_empty())
        .map(|(body, part)| Share { body: body.into(), part: part.into() })
        .collect()
}

fn evidence(posted: &Posted) -> Result<Evidence, Problem> {
    let evidence = Evidence {
        quotation: posted.owned("quotation"),
        address: posted.owned("address"),
        published: dated(posted, "published")?,
        seen: dated(posted, "seen")?,
        language: posted.owned("language"),
        party: posted.owned("party"),
        part: posted.owned("part"),
        ..Evidence::default()
    };
    if evidence.quotation.is_none() && evidence.address.is_none() && posted.file.is_none() {
        let wanted = posted.visit.locale.t("evidence.wanted");
        return Err(Problem::new(StatusCode::BAD_REQUEST, "missing-field").wanted(wanted));
    }
    Ok(evidence)
}

/// `GET /files/{sha}`: a file kept as evidence, to be saved, never shown as a page of ours.
pub async fn file(State(workspace): State<Workspace>, Path(sha): Path<String>) -> Result<Response, Problem> {
    let kept = workspace.file(&sha).await?;
    let name = crate::serve::visit::encode(&kept.name);
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")),
    ];
    Ok((headers, kept.body).into_response())
}
