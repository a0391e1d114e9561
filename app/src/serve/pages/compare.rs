//! `/compare?older=&newer=`: what became of each sentence, what matters most first.

use super::{parts, redline};
use crate::register::{DocumentFilter, Workspace};
use crate::render::compare::{Comparison, Row};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links};
use crate::shape::Document;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

/// Relations in the order a reader wants them.
pub const RELATIONS: [&str; 8] =
    ["new", "strengthened", "softened", "dropped", "expanded", "narrowed", "reworded", "verbatim"];

/// `GET /compare`: the choice of two documents, or the comparison.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Response, Problem> {
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    if let (Some(one), Some(other)) = (visit.get("with"), visit.get("other")) {
        return Ok(Redirect::to(&in_order(&documents, one, other)).into_response());
    }
    let (Some(older), Some(newer)) = (visit.get("older"), visit.get("newer")) else {
        return Ok(choose(&visit, &documents, &workspace.change_pairs().await?).into_response());
    };
    Ok(page(&visit, &Comparison::load(&workspace, older, newer).await?, &documents).into_response())
}

/// The address that compares two documents, the older one first.
fn in_order(documents: &[Document], one: &str, other: &str) -> String {
    let place = |id: &str| documents.iter().position(|d| d.document == id);
    if place(one) <= place(other) { links::compare(one, other) } else { links::compare(other, one) }
}

/// The comparison.
#[must_use]
pub fn page(visit: &Visit, comparison: &Comparison, documents: &[Document]) -> Markup {
    let l = visit.locale;
    let asked = visit.get("relation");
    let shown = |relation: &&&str| asked.is_none_or(|a| a == **relation);
    layout::page(
        visit,
        l.t("nav.compare"),
        "compare",
        html! {
            div.wide.compare {
                header.lead { h1 { (l.t("compare.title")) } }
                div.pair {
                    @for (key, d) in [("older", &comparison.older), ("newer", &comparison.newer)] {
                        div { p.facts { (l.t(&format!("compare.{key}"))) } ol.plain { (parts::entry(l, d)) } }
                    }
                }
                @if comparison.rows.is_empty() {
                    (parts::empty(l.t("compare.not-linked"), l.t("compare.not-linked-mend")))
                    (form(visit, documents))
                } @else {
                    (summary(visit, comparison))
                    @for relation in RELATIONS.iter().filter(shown) { (section(visit, comparison, relation)) }
                }
            }
        },
    )
}

/// How many of each relation; each a link to only those.
fn summary(visit: &Visit, comparison: &Comparison) -> Markup {
    let l = visit.locale;
    html! {
        nav.summary aria-label=(l.t("compare.summary")) {
            a.relation.all href=(visit.with("relation", "")) aria-current=[visit.get("relation").is_none().then_some("true")] {
                strong { (comparison.rows.len()) } span { (l.t("compare.all")) }
            }
            @for relation in RELATIONS {
                @let n = comparison.rows.iter().filter(|r| r.change.relation == relation).count();
                @if n > 0 {
                    a class={ "relation " (relation) } href=(visit.with("relation", relation)) aria-current=[(visit.get("relation") == Some(relation)).then_some("true")] {
                        strong { (n) } span { (l.term("relation", relation)) }
                    }
                }
            }
        }
    }
}

fn section(visit: &Visit, comparison: &Comparison, relation: &str) -> Markup {
    let l = visit.locale;
    let rows: Vec<&Row> = comparison.rows.iter().filter(|r| r.change.relation == relation).collect();
    let quiet = matches!(relation, "verbatim") && visit.get("relation").is_none();
    let list = html! { ol.changes { @for row in &rows { (entry(visit, comparison, row)) } } };
    html! {
        @if !rows.is_empty() {
            section class={ "relation " (relation) } {
                h2 { (l.term("relation", relation)) " " span.n { (rows.len()) } }
                p.hint { (l.t(&format!("relation-means.{relation}"))) }
                @if quiet { details { summary { (l.t("compare.show")) } (list) } } @else { (list) }
            }
        }
    }
}

fn entry(visit: &Visit, comparison: &Comparison, row: &Row) -> Markup {
    let l = visit.locale;
    let Row { change, grounds, older, newer } = row;
    let (before, after) = redline::sides(older, newer);
    html! {
        li.single[older.is_empty() || newer.is_empty()] {
            @if !older.is_empty() { div.side.before lang=(comparison.older.language) {
                p { (before) }
                p.facts { @for id in &change.older_sentences { a href=(links::spot(id)) { (links::split(id).1) } } }
            } }
            @if !newer.is_empty() { div.side.after lang=(comparison.newer.language) {
                p { (after) }
                p.facts {
                    @if let Some(id) = &change.newer_sentence { a href=(links::spot(id)) { (links::split(id).1) } }
                    @if change.moved { span.tag { (l.t("compare.moved")) } }
                }
            } }
            @if !grounds.is_empty() { ul.grounds { @for g in grounds { li { (g.text) } } } }
        }
    }
}

/// Where two documents are chosen.
#[must_use]
pub fn choose(visit: &Visit, documents: &[Document], pairs: &[(String, String)]) -> Markup {
    let l = visit.locale;
    let name =
        |id: &str| documents.iter().find(|d| d.document == id).map_or_else(|| id.to_owned(), |d| parts::short(l, d));
    layout::page(
        visit,
        l.t("nav.compare"),
        "compare",
        html! {
            div.narrow {
                h1 { (l.t("compare.title")) }
                p.sub { (l.t("compare.lead")) }
                (form(visit, documents))
                h2 { (l.t("compare.pairs")) }
                @if pairs.is_empty() { (parts::empty(l.t("compare.no-pairs"), l.t("compare.no-pairs-mend"))) }
                ul.pairs { @for (older, newer) in pairs {
                    li { a href=(links::compare(older, newer)) { span { (name(older)) } span.arrow aria-hidden="true" { "→" } span { (name(newer)) } } }
                } }
            }
        },
    )
}

fn form(visit: &Visit, documents: &[Document]) -> Markup {
    let l = visit.locale;
    let options: Vec<_> = documents.iter().map(|d| (d.document.clone(), parts::short(l, d))).collect();
    html! {
        form.filters.two action="/compare" method="get" {
            (parts::choice(visit, "older", l.t("compare.older"), &options))
            (parts::choice(visit, "newer", l.t("compare.newer"), &options))
            button { (l.t("compare.do")) }
        }
    }
}
