//! `/compare?older=&newer=`: what became of each sentence, what matters most first;
//! `/compare/download/{format}`: the same to take away.

use super::{parts, redline};
use crate::register::{DocumentFilter, Workspace};
use crate::render::compare::{Comparison, Filter, Format, LEADING, RELATIONS, Row};
use crate::serve::locale::date;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links, names};
use crate::shape::Document;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Formats with what renders them, media type and file extension.
const FORMATS: [(&str, Format, &str); 5] = [
    ("docx", Format::Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("html", Format::Html, "text/html; charset=utf-8"),
    ("md", Format::Md, "text/markdown; charset=utf-8"),
    ("txt", Format::Text, "text/plain; charset=utf-8"),
    ("json", Format::Json, "application/json"),
];
/// Lines of each relation in the summary.
const LINES: usize = 5;
/// Pairs that are listed without asking.
const FEW: usize = 20;
/// No more timelines than these; other documents are chosen from the list.
const TIMELINES: usize = 30;
const FILTERS: [(&str, &str); 4] = [("topic", "topic"), ("party", "party"), ("kind", "kind"), ("relation", "relation")];

/// `GET /compare`: the choice of two documents, or the comparison.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Response, Problem> {
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    if let (Some(one), Some(other)) = (visit.get("with"), visit.get("other")) {
        return Ok(Redirect::to(&in_order(&documents, one, other)).into_response());
    }
    let (Some(older), Some(newer)) = (visit.get("older"), visit.get("newer")) else {
        return Ok(choose(&visit, &documents, &workspace.change_pairs().await?).into_response());
    };
    Ok(page(&visit, &Comparison::load(&workspace, older, newer, &filter(&visit)).await?, &documents).into_response())
}

/// `GET /compare/download/{format}`.
pub async fn download(
    State(workspace): State<Workspace>,
    Path(format): Path<String>,
    visit: Visit,
) -> Result<Response, Problem> {
    let wanted = FORMATS.iter().find(|(name, ..)| *name == format);
    let (name, rendering, media) = wanted.ok_or_else(|| Problem::not_found("format", &format))?;
    let (older, newer) = (visit.need("older")?, visit.need("newer")?);
    let comparison = Comparison::load(&workspace, older, newer, &filter(&visit)).await?;
    let disposition = format!("attachment; filename=\"comparison.{name}\"");
    let body = rendering.render(&comparison)?;
    Ok(([(CONTENT_TYPE, (*media).to_owned()), (CONTENT_DISPOSITION, disposition)], body).into_response())
}

/// What the address asks for.
pub fn filter(visit: &Visit) -> Filter {
    Filter {
        topic: visit.owned("topic"),
        party: visit.owned("party"),
        kind: visit.owned("kind"),
        relation: visit.owned("relation"),
    }
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
                @if comparison.rows.is_empty() && !visit.asks(&FILTERS.map(|(name, _)| name)) {
                    (parts::empty(l.t("compare.not-linked"), l.t("compare.not-linked-mend")))
                    (form(visit, documents))
                } @else {
                    (summary(visit, comparison))
                    (topics(visit, comparison))
                    (filters(visit, comparison))
                    (parts::in_use_of(visit, &FILTERS, &visit.without(&FILTERS.map(|(name, _)| name))))
                    (tools(visit))
                    @if asked.is_none() { (leading(visit, comparison)) }
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
                strong { (comparison.summary.relations.values().sum::<usize>()) } span { (l.t("compare.all")) }
            }
            @for relation in RELATIONS {
                @let n = comparison.summary.relations.get(relation).copied().unwrap_or(0);
                @if n > 0 {
                    a class={ "relation " (relation) } href=(visit.with("relation", relation)) aria-current=[(visit.get("relation") == Some(relation)).then_some("true")] {
                        strong { (n) } span { (l.term("relation", relation)) }
                    }
                }
            }
        }
    }
}

/// What changed most in each topic; nothing where topics are not known.
fn topics(visit: &Visit, comparison: &Comparison) -> Markup {
    let l = visit.locale;
    let count = |topic: &str, relation: &str| {
        comparison.summary.topics.get(topic).and_then(|counts| counts.get(relation)).copied().unwrap_or(0)
    };
    html! {
        @if !comparison.summary.topics.is_empty() { details.topics {
            summary { (l.t("compare.by-topic")) }
            table.counts {
                thead { tr { th {} @for relation in RELATIONS { th scope="col" { (l.term("relation", relation)) } } } }
                tbody { @for topic in comparison.summary.topics.keys() { tr {
                    th scope="row" { a href=(visit.with("topic", topic)) { (names::topic(l, topic)) } }
                    @for relation in RELATIONS { td { @match count(topic, relation) { 0 => "", n => (n) } } }
                } } }
            }
        } }
    }
}

fn filters(visit: &Visit, comparison: &Comparison) -> Markup {
    let l = visit.locale;
    let topics: Vec<_> = comparison.summary.topics.keys().map(|t| (t.clone(), names::topic(l, t).to_owned())).collect();
    let parties = parts::party_options(l, comparison.older.parties.iter().chain(&comparison.newer.parties));
    let kinds = parts::terms(l, "kind", &["commitment", "mandate", "call", "position", "record", "procedure"]);
    parts::filter_form(
        visit,
        &html! {
            input type="hidden" name="older" value=(comparison.older.document);
            input type="hidden" name="newer" value=(comparison.newer.document);
            @if !topics.is_empty() { (parts::choice(visit, "topic", l.t("filter.topic"), &topics)) }
            (parts::choice(visit, "party", l.t("filter.party"), &parties))
            (parts::choice(visit, "kind", l.t("filter.kind"), &kinds))
            (parts::choice(visit, "relation", l.t("compare.relation"), &parts::terms(l, "relation", &RELATIONS)))
        },
    )
}

/// Files to take away, and the keys.
fn tools(visit: &Visit) -> Markup {
    let l = visit.locale;
    html! {
        p.export { (l.t("register.export")) " "
            @for (name, ..) in FORMATS { a href=(visit.carried_to(&format!("/compare/download/{name}"))) { (name.to_uppercase()) } " " }
            span.keys { (l.t("compare.keys")) }
        }
    }
}

/// What a reader asks first, on one screen.
fn leading(visit: &Visit, comparison: &Comparison) -> Markup {
    let l = visit.locale;
    html! {
        div.leading { @for relation in LEADING {
            @let places = comparison.summary.leading.get(relation).map_or(&[][..], Vec::as_slice);
            @if !places.is_empty() {
                section class={ "relation " (relation) } {
                    h2 { (l.term("relation", relation)) }
                    ol.lines { @for row in places.iter().take(LINES).filter_map(|&n| comparison.rows.get(n)) {
                        li { a lang=(comparison.newer.language) href={ "#" (row.anchor()) } { (row.words()) } }
                    } }
                    @if places.len() > LINES { p.hint { a href=(visit.with("relation", relation)) { (l.count("change", places.len())) } } }
                }
            }
        } }
    }
}

fn section(visit: &Visit, comparison: &Comparison, relation: &str) -> Markup {
    let l = visit.locale;
    let mut rows: Vec<&Row> = comparison.rows.iter().filter(|r| r.change.relation == relation).collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.weight));
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
    let Row { change, grounds, older, newer, .. } = row;
    let (before, after) = redline::sides(&row.pieces);
    html! {
        li id=(row.anchor()) tabindex="-1" .single[older.is_empty() || newer.is_empty()] {
            @if !older.is_empty() { div.side.before lang=(comparison.older.language) {
                p { (before) }
                p.facts { @for id in &change.older_sentences { a href=(links::spot(id)) { (links::split(id).1) } } }
            } }
            @if !newer.is_empty() { div.side.after lang=(comparison.newer.language) {
                p { (after) }
                p.facts {
                    @if let Some(id) = &change.newer_sentence { a href=(links::spot(id)) { (links::split(id).1) } }
                    @if change.moved { span.tag { (l.t("compare.moved")) } }
                    @for topic in &row.topics { span.tag { (names::topic(l, topic)) } }
                    a.pin href={ "#" (row.anchor()) } { (l.t("compare.link")) }
                }
            } }
            @if !grounds.is_empty() { ul.grounds { @for g in grounds { li { (g.said(l, "")) } } } }
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
                (timelines(visit, documents, pairs))
                h2 { (l.t("compare.others")) }
                (form(visit, documents))
                @if pairs.is_empty() { (parts::empty(l.t("compare.no-pairs"), l.t("compare.no-pairs-mend"))) } @else {
                    details open[pairs.len() <= FEW] { summary { (l.t("compare.pairs")) " " span.n { (pairs.len()) } }
                        ul.pairs { @for (older, newer) in pairs {
                            li { a href=(links::compare(older, newer)) { span { (name(older)) } span.arrow aria-hidden="true" { "→" } span { (name(newer)) } } }
                        } }
                    }
                }
            }
        },
    )
}

/// The statements of each set of parties in the order of their dates, the longest lines first.
fn lines(documents: &[Document]) -> Vec<Vec<&Document>> {
    let mut lines: BTreeMap<(Vec<String>, &str), Vec<&Document>> = BTreeMap::new();
    for document in documents.iter().filter(|d| !d.parties.is_empty()) {
        let mut parties = document.parties.clone();
        parties.sort();
        lines.entry((parties, document.language.as_str())).or_default().push(document);
    }
    let mut lines: Vec<_> = lines.into_values().filter(|line| line.len() > 1).collect();
    lines.iter_mut().for_each(|line| line.sort_by(|a, b| a.date.cmp(&b.date).then(a.document.cmp(&b.document))));
    lines.sort_by_key(|line| std::cmp::Reverse(line.len()));
    lines.truncate(TIMELINES);
    lines
}

/// Two documents are picked from the timelines; each leads to what changed since the one before it.
fn timelines(visit: &Visit, documents: &[Document], pairs: &[(String, String)]) -> Markup {
    let l = visit.locale;
    let lines = lines(documents);
    let picked = |name: &str, d: &Document, from_end: usize| {
        let preset =
            lines.first().and_then(|line| line.iter().rev().nth(from_end)).is_some_and(|p| p.document == d.document);
        let label = format!(
            "{}: {}",
            l.t(&format!("compare.{}", if name == "with" { "one" } else { "other" })),
            parts::short(l, d)
        );
        html! { input type="radio" name=(name) value=(d.document) aria-label=(label) checked[preset]; }
    };
    let linked = |a: &Document, b: &Document| pairs.iter().any(|(o, n)| *o == a.document && *n == b.document);
    html! {
        @if !lines.is_empty() { form.timelines action="/compare" method="get" {
            @for line in &lines { section {
                h2 { (parts::together(l, &line[0].parties)) " " span.n { (line.len()) } }
                ol { @for (n, d) in line.iter().enumerate() { li {
                    (picked("with", d, 1)) (picked("other", d, 0))
                    time { (d.date.as_deref().map_or_else(|| "—".to_owned(), |day| date(l, day))) }
                    a lang=(d.language) href=(links::document(&d.document)) { (parts::title(d)) }
                    @if n > 0 && linked(line[n - 1], d) { a.step href=(links::compare(&line[n - 1].document, &d.document)) { (l.t("compare.since")) } }
                } } }
            } }
            p.act { button { (l.t("compare.do-picked")) } " " span.hint { (l.t("compare.pick")) } }
        } }
    }
}

fn form(visit: &Visit, documents: &[Document]) -> Markup {
    let l = visit.locale;
    let choice = |name: &str| {
        let chosen = visit.get(name).unwrap_or("");
        html! { label.field {
            span { (l.t(&format!("compare.{name}"))) }
            select name=(name) required {
                option value="" { (l.t("compare.choose")) }
                @for d in documents { option value=(d.document) selected[d.document == chosen] { (parts::short(l, d)) } }
            }
        } }
    };
    html! {
        form.filters.two action="/compare" method="get" { (choice("older")) (choice("newer")) button { (l.t("compare.do")) } }
    }
}
