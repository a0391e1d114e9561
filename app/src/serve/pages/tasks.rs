//! `/tasks`: what waits for somebody; `/tasks/attention/{seq}`: a decision whose words changed, to be carried over.

use super::register::{light, number};
use super::{parts, sign};
use crate::people::Action;
use crate::register::{Attention, Workspace};
use crate::review::tasks::{self, Tasks, Waiting, likeness};
use crate::serve::locale::{Locale, date};
use crate::serve::posted::Posted;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{assets, layout, links};
use crate::shape::entry::Entry;
use axum::extract::{Path, State};
use axum::response::Redirect;
use maud::{Markup, html};

/// Entries of a list before the rest is folded away.
const FIRST: usize = 10;
/// Entries of the same document that a lost decision could be carried to.
const CANDIDATES: usize = 12;

/// The tasks the address asks for.
///
/// # Errors
/// When the database fails.
pub async fn load(workspace: &Workspace, who: &str) -> crate::Result<Tasks> {
    let ledger = workspace.ledger().await?.shown_today();
    Ok(tasks::tasks(who, &ledger.entries, &ledger.cycles, &ledger.attention))
}

/// `GET /tasks`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let tasks = load(&workspace, visit.get("by").unwrap_or(&visit.person.name)).await?;
    Ok(page(&visit, &tasks))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, tasks: &Tasks) -> Markup {
    let l = visit.locale;
    let content = html! {
        div.narrow.desk-page {
            header.lead { h1 { (l.t("task.title")) } p.sub { (l.t("task.lead")) } }
            (who(visit, tasks))
            (attention(l, &tasks.attention))
            @if !tasks.who.is_empty() { (entries(l, "assigned", &tasks.assigned)) }
            (entries(l, "overdue", &tasks.overdue))
            (waiting(l, "coding", &tasks.coding))
            (waiting(l, "settling", &tasks.settling))
            (waiting(l, "signing", &tasks.signing))
        }
        script src=(assets::address("register.js")) defer {}
    };
    layout::desk(visit, l.t("task.title"), "tasks", content)
}

fn who(visit: &Visit, tasks: &Tasks) -> Markup {
    let l = visit.locale;
    html! {
        form.filters.two action="/tasks" method="get" {
            label.field { span { (l.t("task.who")) } input name="by" maxlength="100" value=(tasks.who); }
            button { (l.t("task.show")) }
        }
    }
}

fn heading(l: &Locale, key: &str, n: usize) -> Markup {
    html! {
        h2 id=(key) { (l.t(&format!("task.{key}"))) " " span.n { (n) } }
        @if n == 0 { p.hint { (l.t(&format!("task.no-{key}"))) } }
    }
}

fn entries(l: &Locale, key: &str, entries: &[Entry]) -> Markup {
    html! {
        section {
            (heading(l, key, entries.len()))
            ul.tasks { @for e in entries.iter().take(FIRST) { (line(l, e, &links::undertaking(&e.undertaking.undertaking), None)) } }
            @if entries.len() > FIRST {
                details { summary { (l.count("more", entries.len() - FIRST)) }
                    ul.tasks { @for e in entries.iter().skip(FIRST) { (line(l, e, &links::undertaking(&e.undertaking.undertaking), None)) } } }
            }
        }
    }
}

fn waiting(l: &Locale, key: &str, all: &[Waiting]) -> Markup {
    html! {
        section {
            (heading(l, key, all.len()))
            ul.tasks { @for w in all { (line(l, &w.entry, &links::sheet(&w.cycle, &w.entry.undertaking.undertaking), Some(w))) } }
        }
    }
}

fn line(l: &Locale, e: &Entry, address: &str, w: Option<&Waiting>) -> Markup {
    let u = &e.undertaking;
    html! { li {
        a.title href=(address) lang=[parts::tongue(&e.words)] { (e.words) }
        p.facts {
            (light(l, e)) (number(u)) span { (l.term("status", &u.status)) }
            @if let Some(w) = w { a href=(links::cycle(&w.cycle)) { (w.cycle) } span { (l.t("task.until")) " " (date(l, &w.until)) } }
            @else if let Some(day) = crate::review::light::due(e) { span { (l.t("milestone.due")) " " (date(l, &day)) } }
            @if let Some(body) = &u.body { span { (body) } }
        }
    } }
}

fn attention(l: &Locale, all: &[Attention]) -> Markup {
    html! {
        section {
            (heading(l, "attention", all.len()))
            ul.tasks.lost { @for lost in all { li {
                a.title href={ "/tasks/attention/" (lost.seq) } { del { (lost.words) } }
                @if let Some(now) = &lost.now { p.words { ins { (now.chars().take(160).collect::<String>()) } } }
                p.facts { span { "#" (lost.seq) } span.number { (lost.subject) } span { (l.t(if lost.stands { "attention.stands" } else { "attention.gone" })) } }
            } } }
        }
    }
}

/// `GET /tasks/attention/{seq}`.
pub async fn lost(State(workspace): State<Workspace>, Path(seq): Path<i64>, visit: Visit) -> Result<Markup, Problem> {
    let ledger = workspace.ledger().await?.shown_today();
    let lost = ledger.attention.iter().find(|a| a.seq == seq);
    let lost = lost.cloned().ok_or_else(|| Problem::not_found("decision", &seq.to_string()))?;
    let decision = workspace.decisions(None).await?.into_iter().find(|d| d.seq == seq).unwrap_or_default();
    let document = workspace.document(&lost.document).await.unwrap_or_default();
    let mut near: Vec<(f64, Entry)> = ledger
        .entries
        .into_iter()
        .filter(|e| e.undertaking.document == lost.document)
        .map(|e| (likeness(&e.words, &lost.words), e))
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near: Vec<Entry> = near.into_iter().take(CANDIDATES).map(|(_, e)| e).collect();
    let l = visit.locale;
    let content = html! {
        article.narrow.desk-page {
            p.crumbs { a href="/tasks" { (l.t("task.title")) } " › #" (seq) }
            h1 { (l.t("attention.title")) }
            p.sub { (l.t(if lost.stands { "attention.stands" } else { "attention.gone" })) }
            div.versions {
                section { h2 { (l.t("attention.then")) } p.quoted lang=(document.language) { (lost.words) } }
                section { h2 { (l.t("attention.now")) } p.quoted lang=(document.language) { (lost.now.as_deref().unwrap_or("—")) } p.facts { a href=(links::place(&lost.document, &lost.eid)) { (parts::title(&document)) ", " (lost.eid) } } }
            }
            h2 { (l.t("attention.decision")) }
            (super::register::entry::told(l, &decision))
            p.facts { span.number { (lost.subject) } span { (decision.by) } span { (decision.note) } }
            (carry(&visit, &lost, &near, &document.language))
        }
        script src=(assets::address("register.js")) defer {}
    };
    Ok(layout::desk(&visit, l.t("attention.title"), "tasks", content))
}

fn carry(visit: &Visit, lost: &Attention, near: &[Entry], language: &str) -> Markup {
    let l = visit.locale;
    html! {
        @if visit.person.rights.may_somewhere(Action::Carry) { form.sheet method="post" action={ "/tasks/attention/" (lost.seq) } {
            fieldset.candidates {
                legend { (l.t("attention.carry-to")) }
                @for (n, e) in near.iter().enumerate() {
                    label.candidate { input type="radio" name="to" required checked[n == 0] value=(e.undertaking.undertaking); span lang=(language) { (e.words) } span.number { (e.undertaking.undertaking) } }
                }
                @if near.is_empty() { p.hint { (l.t("attention.nowhere")) } }
            }
            div.filters.sign { (sign::because(visit)) button { (l.t("attention.carry")) } }
        } }
    }
}

/// `POST /tasks/attention/{seq}`.
pub async fn carry_over(
    State(workspace): State<Workspace>,
    Path(seq): Path<i64>,
    posted: Posted,
) -> Result<Redirect, Problem> {
    let to = posted.need("to")?;
    workspace.carry(seq, to, &posted.hand()).await?;
    let id = workspace.undertaking(to).await?.undertaking;
    Ok(posted.back(&format!("{}#history", links::undertaking(&id))))
}
