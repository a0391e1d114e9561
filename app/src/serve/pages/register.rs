//! `/register`: every undertaking, filtered; `/register/{id}`: one of them.

use super::parts;
use crate::register::{ClauseFilter, DocumentFilter, STATUSES, Station, UndertakingFilter, Workspace};
use crate::serve::locale::{Locale, date};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links, names};
use crate::shape::{Clause, Decision, Document, Undertaking};
use axum::extract::{Path, State};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Entries a page.
const A_PAGE: usize = 50;

const FILTERS: [(&str, &str); 11] = [
    ("document", ""),
    ("party", "party"),
    ("kind", "kind"),
    ("force", "force"),
    ("stage", "stage"),
    ("topic", "topic"),
    ("status", "status"),
    ("body", ""),
    ("deadline", "deadline"),
    ("deadline_before", ""),
    ("text", ""),
];
/// Forces, firmest first.
const FORCES: [&str; 4] = ["obligation", "decision", "intention", "exploration"];
/// Stages, in the order of the work.
const STAGES: [&str; 8] = ["explore", "prepare", "agree", "start", "implement", "expand", "maintain", "complete"];

/// An undertaking with the words that make it.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The row of the register.
    pub undertaking: Undertaking,
    /// Its clause.
    pub clause: Clause,
}

/// `GET /register`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    let entries = entries(&workspace, &visit).await?;
    Ok(page(&visit, &documents, &entries))
}

/// `GET /register/{id}`.
pub async fn one(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Result<Markup, Problem> {
    let undertaking = workspace.undertaking(&id).await?;
    let clause = workspace.clause(&undertaking.clause).await?;
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    let decisions = workspace.decisions(Some(&undertaking.undertaking)).await?;
    let lineage = workspace.lineage(&clause.clause).await?;
    Ok(detail(&visit, &Entry { undertaking, clause }, &documents, &lineage, &decisions))
}

/// The entries the address asks for.
pub async fn entries(workspace: &Workspace, visit: &Visit) -> Result<Vec<Entry>, Problem> {
    let rows = workspace.undertakings(&filter(visit)).await?;
    let mut clauses = BTreeMap::new();
    for kind in ["commitment", "mandate"] {
        let asked =
            ClauseFilter { kind: Some(kind.to_owned()), document: visit.owned("document"), ..ClauseFilter::default() };
        clauses.extend(workspace.clauses(&asked).await?.into_iter().map(|c| (c.clause.clone(), c)));
    }
    let entry = |undertaking: Undertaking| {
        let clause = clauses.remove(&undertaking.clause).unwrap_or_default();
        Entry { undertaking, clause }
    };
    Ok(rows.into_iter().map(entry).filter(|e| fits(visit, e)).collect())
}

fn filter(visit: &Visit) -> UndertakingFilter {
    UndertakingFilter {
        document: visit.owned("document"),
        party: visit.owned("party"),
        body: visit.owned("body"),
        topic: visit.owned("topic"),
        status: visit.owned("status"),
        deadline_before: visit.owned("deadline_before"),
        text: visit.owned("text"),
    }
}

/// What the store does not filter by: properties of the clause, and whether there is a deadline at all.
fn fits(visit: &Visit, entry: &Entry) -> bool {
    let is = |name: &str, value: Option<&str>| visit.get(name).is_none_or(|wanted| value == Some(wanted));
    is("kind", Some(&entry.clause.kind))
        && is("force", entry.clause.force.as_deref())
        && is("stage", entry.clause.stage.as_deref())
        && visit.get("deadline").is_none_or(|wanted| (wanted == "set") == entry.undertaking.deadline.is_some())
}

/// The list.
#[must_use]
pub fn page(visit: &Visit, documents: &[Document], entries: &[Entry]) -> Markup {
    let l = visit.locale;
    let pages = entries.len().div_ceil(A_PAGE).max(1);
    let page = visit.number("page", 1, pages).max(1);
    let shown: Vec<&Entry> = entries.iter().skip((page - 1) * A_PAGE).take(A_PAGE).collect();
    let by_id: BTreeMap<&str, &Document> = documents.iter().map(|d| (d.document.as_str(), d)).collect();
    layout::page(
        visit,
        l.t("nav.register"),
        "register",
        html! {
            div.wide {
                header.lead { h1 { (l.t("register.title")) } p.sub { (l.t("register.lead")) } }
                (filters(visit, documents, entries))
                (parts::in_use(visit, &FILTERS))
                div.bar {
                    h2.count { (l.count("undertaking", entries.len())) }
                    p.export { (l.t("register.export")) " "
                        a href=(visit.carried_to("/api/export/undertakings.csv")) { "CSV" } " "
                        a href=(visit.carried_to("/api/export/undertakings.jsonl")) { "JSONL" } " "
                        a href=(visit.carried_to("/api/register")) { "JSON" }
                    }
                }
                @if entries.is_empty() { (parts::empty(l.t("register.none"), l.t("register.none-mend"))) }
                @else { (table(l, &shown, &by_id)) }
                (parts::paging(visit, page, pages))
            }
        },
    )
}

fn table(l: &Locale, entries: &[&Entry], documents: &BTreeMap<&str, &Document>) -> Markup {
    html! {
        table.register {
            thead { tr {
                @for key in ["words", "parties", "marks", "deadline", "status"] { th scope="col" { (l.t(&format!("register.{key}"))) } }
            } }
            tbody {
                @for e in entries {
                    @let document = documents.get(e.undertaking.document.as_str());
                    tr {
                        td.words {
                            a href=(links::undertaking(&e.undertaking.undertaking)) lang=(document.map_or("", |d| d.language.as_str())) { (e.clause.text) }
                            p.facts {
                                a href=(links::spot(&e.clause.clause)) {
                                    @if let Some(day) = document.and_then(|d| d.date.as_deref()) { (date(l, day)) " · " } (e.clause.eid)
                                }
                            }
                        }
                        td data-label=(l.t("register.parties")) { (parts::parties(l, &e.undertaking.parties)) }
                        td data-label=(l.t("register.marks")) { (force(l, &e.clause)) }
                        td data-label=(l.t("register.deadline")) { (e.undertaking.deadline.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d))) }
                        td data-label=(l.t("register.status")) { (l.term("status", &e.undertaking.status)) }
                    }
                }
            }
        }
    }
}

fn force(l: &Locale, clause: &Clause) -> Markup {
    html! {
        @if clause.kind == "mandate" { span.tag.clause.mandate { (l.term("kind", "mandate")) } " " }
        @if let Some(force) = &clause.force { span class={ "tag force " (force) } { (l.term("force", force)) } }
        @if let Some(stage) = &clause.stage { " " span.tag { (l.term("stage", stage)) } }
    }
}

fn filters(visit: &Visit, documents: &[Document], entries: &[Entry]) -> Markup {
    let l = visit.locale;
    let listed: Vec<_> = documents.iter().rev().map(|d| (d.document.clone(), parts::short(l, d))).collect();
    let parties = parts::party_options(l, documents.iter().flat_map(|d| &d.parties));
    let topics: BTreeSet<&String> = entries.iter().flat_map(|e| &e.undertaking.topics).collect();
    let topics: Vec<_> = topics.into_iter().map(|t| (t.clone(), names::topic(l, t).to_owned())).collect();
    parts::filter_form(
        visit,
        &html! {
                (parts::field(visit, "text", l.t("filter.text"), "search"))
                (parts::choice(visit, "document", l.t("filter.document"), &listed))
                (parts::choice(visit, "party", l.t("filter.party"), &parties))
                (parts::choice(visit, "kind", l.t("filter.kind"), &parts::terms(l, "kind", &["commitment", "mandate"])))
                (parts::choice(visit, "force", l.t("filter.force"), &parts::terms(l, "force", &FORCES)))
                (parts::choice(visit, "stage", l.t("filter.stage"), &parts::terms(l, "stage", &STAGES)))
                @if !topics.is_empty() { (parts::choice(visit, "topic", l.t("filter.topic"), &topics)) }
                (parts::choice(visit, "deadline", l.t("filter.deadline"), &parts::terms(l, "deadline", &["set", "none"])))
                (parts::field(visit, "deadline_before", l.t("filter.before"), "date"))
                (parts::choice(visit, "status", l.t("filter.status"), &parts::terms(l, "status", STATUSES)))
        },
    )
}

/// One undertaking with its words, its history and what people decided.
#[must_use]
pub fn detail(
    visit: &Visit,
    entry: &Entry,
    documents: &[Document],
    lineage: &[Station],
    decisions: &[Decision],
) -> Markup {
    let l = visit.locale;
    let u = &entry.undertaking;
    let named = |id: &str| documents.iter().find(|d| d.document == id);
    let link = |id: &str| html! { a href=(links::document(id)) { (named(id).map_or_else(|| id.to_owned(), |d| parts::short(l, d))) } };
    let language = named(&u.document).map_or("", |d| d.language.as_str());
    layout::page(
        visit,
        &u.undertaking,
        "register",
        html! {
            article.narrow.detail {
                p.crumbs { a href="/register" { (l.t("nav.register")) } " › " (u.undertaking) }
                h1.quoted lang=(language) { (entry.clause.text) }
                (parts::marks(l, &entry.clause))
                dl.facts {
                    dt { (l.t("register.where")) }
                    dd { a lang=(language) href=(links::spot(&u.clause)) { (named(&u.document).map_or("", parts::title)) ", " (entry.clause.eid) } }
                    dt { (l.t("register.parties")) } dd { (parts::parties(l, &u.parties)) }
                    @if let Some(body) = &u.body { dt { (l.t("register.body")) } dd lang=(language) { (body) } }
                    @if let Some(instrument) = &u.instrument { dt { (l.t("register.instrument")) } dd lang=(language) { (instrument) } }
                    dt { (l.t("register.deadline")) } dd { (u.deadline.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d))) }
                    dt { (l.t("register.status")) } dd { (l.term("status", &u.status)) }
                    @for (party, score) in &u.scores { dt { (l.t("register.score")) " " (party) } dd { (score) } }
                    @if !u.topics.is_empty() { dt { (l.t("filter.topic")) } dd { @for t in &u.topics { span.tag { (names::topic(l, t)) } " " } } }
                    @if let Some(first) = &u.first_made_in { dt { (l.t("register.first")) } dd { (link(first)) } }
                    @if !u.repeated_in.is_empty() { dt { (l.t("register.repeated")) } dd { ul.plain { @for d in &u.repeated_in { li { (link(d)) } } } } }
                    @if let Some(dropped) = &u.dropped_in { dt { (l.t("register.dropped")) } dd { (link(dropped)) } }
                }
                (parts::lineage(l, lineage, &u.clause, language))
                p { a.button href=(links::clause(&u.clause)) { (l.t("register.why")) } }
                h2 { (l.t("register.decisions")) }
                @if decisions.is_empty() { p.hint { (l.t("register.no-decisions")) } }
                ol.decisions { @for d in decisions { li {
                    time datetime=(d.at) { (d.at) } " " strong { (d.by) } " " code { (d.action) } " " (d.value) @if !d.note.is_empty() { " — " (d.note) }
                } } }
            }
        },
    )
}
