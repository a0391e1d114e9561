//! `/assessments`: the rounds of assessment, and the form that opens one.
//!
//! See: `round.rs` for one round, `sheet.rs` for one undertaking in it.

mod coding;
pub mod round;
mod rubric;
pub mod sheet;

use super::{parts, sign};
use crate::people::Action;
use crate::register::Workspace;
use crate::review::assess;
use crate::review::tasks::{STATES, state};
use crate::serve::locale::{Locale, date};
use crate::serve::posted::Posted;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{assets, layout, links};
use crate::shape::assessment::Cycle;
use crate::shape::entry::Entry;
use axum::extract::State;
use axum::response::Redirect;
use maud::{Markup, html};

/// `GET /assessments`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let ledger = workspace.ledger().await?.shown_today();
    Ok(page(&visit, &ledger.cycles, &ledger.entries))
}

/// `POST /assessments`: opens a round.
pub async fn open(State(workspace): State<Workspace>, posted: Posted) -> Result<Redirect, Problem> {
    let cycle = Cycle {
        cycle: posted.need("cycle")?.to_owned(),
        kind: posted.text("kind"),
        from: posted.text("from"),
        to: posted.text("to"),
        ..Cycle::default()
    };
    let name = cycle.cycle.clone();
    assess::open(&workspace, cycle, &posted.hand()).await?;
    Ok(posted.back(&links::cycle(&name)))
}

fn page(visit: &Visit, cycles: &[Cycle], entries: &[Entry]) -> Markup {
    let l = visit.locale;
    let content = html! {
        div.narrow.desk-page {
            header.lead { h1 { (l.t("cycle.title")) } p.sub { (l.t("cycle.lead")) } }
            @if cycles.is_empty() { (parts::empty(l.t("cycle.none"), l.t("cycle.none-mend"))) }
            ul.entries { @for cycle in cycles.iter().rev() { (line(l, cycle, entries)) } }
            @if visit.person.may(Action::Cycle, &[]) { h2 { (l.t("cycle.open")) }
            form.sheet method="post" action="/assessments" {
                div.filters {
                    label.field { span { (l.t("cycle.name")) } input name="cycle" required maxlength="80"; }
                    label.field { span { (l.t("cycle.kind")) } select name="kind" { @for kind in ["interim", "final"] { option value=(kind) { (l.term("cycle-kind", kind)) } } } }
                    label.field { span { (l.t("cycle.from")) } input type="date" name="from" required; }
                    label.field { span { (l.t("cycle.to")) } input type="date" name="to" required; }
                }
                div.filters.sign { (sign::why(visit)) button { (l.t("cycle.open")) } }
            } }
        }
        script src=(assets::address("register.js")) defer {}
    };
    layout::desk(visit, l.t("cycle.title"), "assessments", content)
}

fn line(l: &Locale, cycle: &Cycle, entries: &[Entry]) -> Markup {
    let count = |wanted: &str| entries.iter().filter(|e| state(e, &cycle.cycle) == wanted).count();
    let selected = entries.len() - count(STATES[0]);
    html! { li.entry {
        time { (date(l, &cycle.from)) " – " (date(l, &cycle.to)) }
        a.title href=(links::cycle(&cycle.cycle)) { (cycle.cycle) }
        p.facts {
            span { (l.term("cycle-kind", &cycle.kind)) }
            span { (l.fill("cycle.selected", &[("a", &selected.to_string()), ("n", &entries.len().to_string())])) }
            @for wanted in &STATES[1..] { @let n = count(wanted); @if n > 0 { span { (l.term("coding", wanted)) " " (n) } } }
        }
    } }
}
