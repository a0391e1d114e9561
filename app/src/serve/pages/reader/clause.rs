//! `/documents/{id}/clauses/{place}`: why a clause is read as it is.

use crate::register::{Firing, Station, Workspace};
use crate::render::explain;
use crate::serve::locale::Locale;
use crate::serve::pages::parts;
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::serve::{layout, links, names};
use crate::shape::{Clause, Document};
use axum::extract::{Path, State};
use maud::{Markup, html};

/// `GET /documents/{id}/clauses/{place}`.
pub async fn get(
    State(workspace): State<Workspace>,
    Path((id, place)): Path<(String, String)>,
    visit: Visit,
) -> Result<Markup, Problem> {
    let document = workspace.document(&id).await?;
    let clause = workspace.clause(&format!("{id}#{place}")).await?;
    let firing = workspace.explanation(&clause.clause).await?;
    let lineage = workspace.lineage(&clause.clause).await?;
    Ok(page(&visit, &document, &clause, &firing, &lineage))
}

/// The page; the reader shows its `article` beside the text.
#[must_use]
pub fn page(visit: &Visit, document: &Document, clause: &Clause, firing: &Firing, lineage: &[Station]) -> Markup {
    let l = visit.locale;
    let content = html! { article.narrow.detail {
        (explanation(l, document, clause, firing))
        (parts::lineage(l, lineage, &clause.clause, &document.language))
    } };
    layout::page(visit, l.t("clause.title"), "library", content)
}

/// What was found, by which rule, and why.
#[must_use]
pub fn explanation(l: &Locale, document: &Document, clause: &Clause, firing: &Firing) -> Markup {
    html! {
        p.crumbs { a lang=(document.language) href=(links::spot(&clause.clause)) { (parts::title(document)) } " › " (clause.eid) }
        h1 { (l.t("clause.title")) }
        blockquote lang=(document.language) { (clause.text) }
        (parts::marks(l, clause))
        dl.facts {
            @if let Some(operator) = &clause.operator { dt { (l.t("clause.operator")) } dd lang=(document.language) { strong { (operator) } } }
            @if !clause.actors.is_empty() { dt { (l.t("clause.actors")) } dd { (parts::parties(l, &clause.actors)) } }
            @if !clause.addressees.is_empty() { dt { (l.t("clause.addressees")) } dd { (parts::together(l, &clause.addressees)) } }
            @if !clause.topics.is_empty() { dt { (l.t("filter.topic")) } dd { @for t in &clause.topics { span.tag { (names::topic(l, t)) } " " } } }
        }
        h2 { (l.t("clause.reasons")) }
        ol.reasons { @for step in explain::steps(l, clause, firing, &document.text) { li { (step) } } }
        dl.facts {
            @if let Some(says) = explain::says(l, firing) { dt { (l.t("explain.rule-says")) } dd { (says) } }
            @if let Some(example) = explain::example(firing) { dt { (l.t("explain.example")) } dd lang=(document.language) { (example) } }
            dt { (l.t("clause.rule")) } dd { code { (firing.rule) } }
            dt { (l.t("clause.confidence")) } dd { (format!("{:.2}", clause.confidence)) }
        }
        p.facts {
            a href=(links::spot(&clause.clause)) { (l.t("clause.link")) }
            a href={ "/api/explain/" (encode(&clause.clause)) } { "JSON" }
        }
    }
}
