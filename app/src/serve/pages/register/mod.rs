//! `/register`: every undertaking, filtered, sorted, in the columns somebody wants; what is ticked is decided at once.
//!
//! See: `entry/` for one undertaking, `bulk.rs` for many, `views.rs` for saved questions, `opening.rs` for numbers.

pub mod bulk;
mod columns;
pub mod entry;
mod filters;
pub mod opening;
pub mod views;

use super::parts;
use crate::people::Action;
use crate::register::{Workspace, assessed};
use crate::serve::locale::{Locale, date};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{assets, layout, links};
use crate::shape::entry::{Entry, Meeting, View};
use crate::shape::{Document, Undertaking};
use axum::extract::State;
use columns::Shown;
pub use filters::{FILTERS, LIGHTS, filter};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Entries a page, unless somebody wants more or fewer.
const A_PAGE: usize = 50;
/// The most entries a page.
const MOST: usize = 500;

/// Everything the page shows.
#[derive(Debug, Default)]
pub struct Register {
    /// The whole register.
    pub all: Vec<Entry>,
    /// What the filters let through, sorted: places in `all`.
    pub asked: Vec<usize>,
    /// The documents, by id.
    pub documents: BTreeMap<String, Document>,
    /// Saved questions.
    pub views: Vec<View>,
    /// The meetings that were opened, in order.
    pub meetings: Vec<Meeting>,
    /// Number of the last decision.
    pub head: i64,
}

impl Register {
    /// The register as the address asks for it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(workspace: &Workspace, visit: &Visit) -> crate::Result<Self> {
        let ledger = workspace.ledger().await?.shown_today();
        let documents = workspace.documents(&crate::register::DocumentFilter::default()).await?;
        let filter = filter(visit);
        let all = ledger.entries;
        let documents = documents.into_iter().map(|d| (d.document.clone(), d)).collect();
        let lets = |entry: &Entry| filter.lets(entry) && of_year(visit, &documents, entry);
        let mut asked: Vec<usize> = (0..all.len()).filter(|&n| lets(&all[n])).collect();
        columns::sort(visit, &all, &mut asked);
        Ok(Self { all, asked, documents, views: ledger.views, meetings: ledger.meetings, head: ledger.head })
    }

    /// What was asked for, in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.asked.iter().map(|&n| &self.all[n])
    }
}

/// Whether an entry's document is of the year the address asks for, if it asks for one.
#[must_use]
pub fn of_year(visit: &Visit, documents: &BTreeMap<String, Document>, entry: &Entry) -> bool {
    visit.get("year").is_none_or(|year| {
        let date = documents.get(&entry.undertaking.document).and_then(|d| d.date.as_deref());
        date.is_some_and(|date| date.starts_with(year))
    })
}

/// `GET /register`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let register = Register::load(&workspace, &visit).await?;
    Ok(page(&visit, &register))
}

/// The undertakings the address asks for, for programs.
///
/// # Errors
/// When the database fails.
pub async fn undertakings(workspace: &Workspace, visit: &Visit) -> Result<Vec<Undertaking>, Problem> {
    let register = Register::load(workspace, visit).await?;
    Ok(register.entries().map(|e| e.undertaking.clone()).collect())
}

/// The list.
#[must_use]
pub fn page(visit: &Visit, register: &Register) -> Markup {
    let l = visit.locale;
    let a_page = visit.number("rows", A_PAGE, MOST).max(1);
    let pages = register.asked.len().div_ceil(a_page).max(1);
    let page = visit.number("page", 1, pages).max(1);
    let shown: Vec<&Entry> = register.entries().skip((page - 1) * a_page).take(a_page).collect();
    layout::desk(
        visit,
        l.t("nav.register"),
        "register",
        html! {
            div.wide.desk-page {
                header.lead { h1 { (l.t("register.title")) } p.sub { (l.t("register.lead")) } }
                (views::bar(visit, &register.views))
                (filters::form(visit, register))
                (parts::in_use(visit, &filters::FILTERS))
                @if let Some(done) = visit.get("done") { p.notice role="status" { (l.fill("bulk.done", &[("n", done)])) } }
                (numbers(visit, register))
                @if shown.is_empty() { (parts::empty(l.t("register.none"), l.t("register.none-mend"))) }
                @else { (table(visit, register, &shown)) p.hint.keys { (l.t("register.keys")) } }
                (parts::paging(visit, page, pages))
            }
            script src=(assets::address("register.js")) defer {}
        },
    )
}

/// How many there are, how many of them were assessed, and the ways to take them along.
fn numbers(visit: &Visit, register: &Register) -> Markup {
    let l = visit.locale;
    let (all, asked) = (register.all.len(), register.asked.len());
    let done = register.entries().filter(|e| assessed(e)).count();
    html! {
        div.bar {
            h2.count {
                (l.count("undertaking", asked)) @if asked < all { " " span.of { (l.fill("register.of", &[("n", &all.to_string())])) } }
                " " span.coverage { (coverage(l, done, asked)) }
            }
            p.export { (l.t("register.export"))
                @for (path, name) in EXPORTS { " " a href=(visit.carried_to(path)) { (name) } }
            }
        }
    }
}

/// What is shown, as a file.
const EXPORTS: [(&str, &str); 5] = [
    ("/api/export/undertakings.csv", "CSV"),
    ("/api/export/undertakings.xlsx", "XLSX"),
    ("/api/export/undertakings.jsonl", "JSONL"),
    ("/api/register", "JSON"),
    ("/api/deadlines.ics", "iCalendar"),
];

/// `13 of 174 assessed`: what nobody looked at shows in every figure.
#[must_use]
pub fn coverage(l: &Locale, done: usize, of: usize) -> String {
    l.fill("register.coverage", &[("a", &done.to_string()), ("n", &of.to_string())])
}

fn table(visit: &Visit, register: &Register, entries: &[&Entry]) -> Markup {
    let l = visit.locale;
    let columns = columns::chosen(visit);
    html! {
        form.bulk method="post" action={ "/register/bulk?" (visit.query(&["lang", "page", "done"])) } {
            input type="hidden" name="head" value=(register.head);
            table.register {
                caption.hidden { (l.t("register.title")) }
                thead { tr {
                    th.pick scope="col" { input #pick-all type="checkbox" hidden aria-label=(l.t("bulk.page")); }
                    (columns::head(visit, "place", l.t("register.words")))
                    @for column in &columns { (columns::head(visit, column, l.term("column", column))) }
                } }
                tbody { @for entry in entries { (row(l, register, entry, &columns)) } }
            }
            @if visit.person.rights.may_somewhere(Action::Remark) { (bulk::controls(visit, register)) }
        }
    }
}

fn row(l: &Locale, register: &Register, entry: &Entry, columns: &[&str]) -> Markup {
    let u = &entry.undertaking;
    let document = register.documents.get(&u.document);
    let shown = Shown { l, entry, document };
    html! {
        tr {
            td.pick { input type="checkbox" name="pick" value=(u.undertaking) aria-label=(l.fill("bulk.pick", &[("id", &u.undertaking)])); }
            td.words {
                a href=(links::undertaking(&u.undertaking)) lang=(document.map_or("", |d| d.language.as_str())) { (entry.words) }
                p.facts {
                    (light(l, entry))
                    @if u.undertaking != u.clause { span.number { (u.undertaking) } }
                    a href=(links::spot(&u.clause)) {
                        @if let Some(day) = document.and_then(|d| d.date.as_deref()) { (date(l, day)) " · " } (entry.eid)
                    }
                    @if entry.disputed.is_some() { span.tag.warn { (l.term("group", "disputed")) } }
                }
            }
            @for column in columns { td class={ "c-" (column) } data-label=(l.term("column", column)) { (shown.cell(column)) } }
        }
    }
}

/// The number of an entry; the place of its clause while it has none.
#[must_use]
pub fn number(u: &Undertaking) -> Markup {
    let place = u.undertaking.split_once('#').map_or(u.undertaking.as_str(), |(_, place)| place);
    html! { span.number title=(u.undertaking) { (place) } }
}

/// The traffic light: a colour, a shape, and the word for those who see neither.
#[must_use]
pub fn light(l: &Locale, entry: &Entry) -> Markup {
    html! { span class={ "light " (entry.light) } title=(l.term("light", &entry.light)) { span.hidden { (l.term("light", &entry.light)) } } }
}
