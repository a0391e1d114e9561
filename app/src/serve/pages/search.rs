//! `/search?q=`: provisions that answer, with their words marked.

use super::{library, parts};
use crate::register::{DocumentFilter, Workspace};
use crate::search::Hit;
use crate::serve::locale::date;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links};
use crate::shape::Document;
use axum::extract::State;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The most answers that are ranked for one question.
const MOST: usize = 500;
/// Answers a page.
const A_PAGE: usize = 25;

/// `GET /search`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let all = workspace.documents(&DocumentFilter::default()).await?;
    let hits = match visit.get("q") {
        Some(_) => hits(&workspace, &visit).await?,
        None => Vec::new(),
    };
    Ok(page(&visit, &all, &hits))
}

/// The answers that the filters let through, best first.
pub async fn hits(workspace: &Workspace, visit: &Visit) -> Result<Vec<Hit>, Problem> {
    let query = visit.need("q")?;
    let mut hits = crate::search::search(workspace, query, MOST).await?;
    if visit.asks(&["party", "kind", "language", "year", "from", "to"]) {
        let filter = DocumentFilter { text: None, ..library::filter(visit) };
        let allowed = workspace.documents(&filter).await?;
        hits.retain(|h| allowed.iter().any(|d| d.document == h.document));
    }
    Ok(hits)
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, all: &[Document], hits: &[Hit]) -> Markup {
    let l = visit.locale;
    let pages = hits.len().div_ceil(A_PAGE).max(1);
    let page = visit.number("page", 1, pages).max(1);
    let shown = hits.iter().skip((page - 1) * A_PAGE).take(A_PAGE);
    let documents: BTreeMap<&str, &Document> = all.iter().map(|d| (d.document.as_str(), d)).collect();
    layout::page(
        visit,
        l.t("nav.search"),
        "search",
        html! {
            div.narrow {
                h1 { (l.t("search.title")) }
                (form(visit, all))
                @if visit.get("q").is_none() {
                    p.hint { (l.t("search.how")) }
                } @else if hits.is_empty() {
                    (parts::empty(l.t("search.none"), l.t("search.none-mend")))
                } @else {
                    h2.count { (l.count("hit", hits.len())) }
                    ol.hits { @for hit in shown { (answer(visit, hit, documents.get(hit.document.as_str()).copied())) } }
                    (parts::paging(visit, page, pages))
                }
            }
        },
    )
}

fn form(visit: &Visit, all: &[Document]) -> Markup {
    let l = visit.locale;
    let parties = parts::party_options(l, all.iter().flat_map(|d| &d.parties));
    html! {
        form.search role="search" action="/search" method="get" {
            div.ask {
                label.hidden for="q" { (l.t("search.words")) }
                input #q type="search" name="q" value=(visit.get("q").unwrap_or("")) maxlength="300" autofocus[visit.get("q").is_none()] placeholder=(l.t("search.placeholder"));
                button { (l.t("search.do")) }
            }
            div.filters {
                (parts::choice(visit, "party", l.t("filter.party"), &parties))
                (parts::choice(visit, "kind", l.t("filter.kind"), &parts::terms(l, "document", &library::KINDS)))
                (parts::field(visit, "from", l.t("filter.from"), "date"))
                (parts::field(visit, "to", l.t("filter.to"), "date"))
            }
        }
    }
}

fn answer(visit: &Visit, hit: &Hit, document: Option<&Document>) -> Markup {
    let l = visit.locale;
    let language = document.map_or("", |d| d.language.as_str());
    html! {
        li {
            p.facts {
                @if let Some(day) = &hit.date { time datetime=(day) { (date(l, day)) } }
                @if let Some(d) = document { (parts::parties(l, &d.parties)) }
                span { (l.term("provision", &hit.kind)) }
            }
            p.snippet lang=(language) {
                a href=(links::place(&hit.document, &hit.eid)) {
                    @for piece in &hit.snippet { @if piece.hit { mark { (piece.text) } } @else { (piece.text) } }
                }
            }
            p.from lang=(language) { (hit.title) }
        }
    }
}
