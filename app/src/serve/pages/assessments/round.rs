//! `/assessments/{cycle}`: a round in figures, its undertakings by how far they are, and those it could take up.

use crate::names;
use crate::register::{UndertakingFilter, Workspace};
use crate::review::assess::{self, Round};
use crate::review::figures::Figure;
use crate::review::tasks::{STATES, state};
use crate::serve::locale::{Locale, date};
use crate::serve::pages::parts;
use crate::serve::pages::register::number;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links};
use crate::shape::entry::Entry;
use axum::extract::{Path, State};
use maud::{Markup, html};

/// Undertakings offered to be taken up at once.
const OFFERED: usize = 40;

/// `GET /assessments/{cycle}`.
pub async fn get(
    State(workspace): State<Workspace>,
    Path(cycle): Path<String>,
    visit: Visit,
) -> Result<Markup, Problem> {
    let round = assess::round(&workspace, &cycle).await?;
    let entries = workspace.entries(&UndertakingFilter::default()).await?;
    Ok(page(&visit, &round, &entries))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, round: &Round, entries: &[Entry]) -> Markup {
    let l = visit.locale;
    let cycle = &round.cycle;
    let numbers = |a: usize, n: usize| [("a", a.to_string()), ("n", n.to_string())];
    let fill = |key: &str, a: usize, n: usize| {
        let values = numbers(a, n);
        l.fill(key, &values.each_ref().map(|(k, v)| (*k, v.as_str())))
    };
    let content = html! {
        article.wide.desk-page {
            p.crumbs { a href="/assessments" { (l.t("cycle.title")) } " › " (cycle.cycle) }
            header.lead { h1 { (cycle.cycle) }
                p.facts { span { (l.term("cycle-kind", &cycle.kind)) } span { (date(l, &cycle.from)) " – " (date(l, &cycle.to)) }
                    span.coverage { (fill("cycle.selected", round.selected, round.of)) } span.coverage { (fill("cycle.signed", round.signed, round.of)) } } }
            (agreement(l, round))
            (parties(l, round))
            (otherwise(l, round))
            @for wanted in &STATES[1..] { (group(l, &cycle.cycle, wanted, entries)) }
            (offer(visit, &cycle.cycle, entries))
        }
    };
    layout::desk(visit, &cycle.cycle, "assessments", content)
}

fn agreement(l: &Locale, round: &Round) -> Markup {
    let shown = |value: Option<f64>| value.map_or_else(|| "—".to_owned(), |v| format!("{v:.3}"));
    html! {
        dl.figures {
            div { dt { (l.t("cycle.kappa")) } dd { (shown(round.kappa)) } }
            div { dt { (l.t("cycle.alpha")) } dd { (shown(round.alpha)) } }
        }
        p.hint { (l.t("cycle.agreement")) }
    }
}

/// By party: mean and percentage, worked out by the program, and how many scores they are of.
fn parties(l: &Locale, round: &Round) -> Markup {
    let row = |party: &str, f: &Figure| {
        let number =
            |value: Option<f64>, unit: &str| value.map_or_else(|| "—".to_owned(), |v| format!("{v:+.2}{unit}"));
        html! { tr {
            th scope="row" { (names::party(l, party)) }
            td data-label=(l.t("cycle.mean")) { (number(f.mean, "")) }
            td data-label="50 × (x̄ + 1)" { (f.percent.map_or_else(|| "—".to_owned(), |p| format!("{p:.1} %"))) }
            td data-label=(l.t("cycle.scored")) { (f.scored) " / " (f.of) }
        } }
    };
    html! { @if !round.parties.is_empty() {
        h2 { (l.t("cycle.scores")) }
        table.register.plain-cells {
            thead { tr { th scope="col" { (l.t("filter.party")) } th scope="col" { (l.t("cycle.mean")) } th scope="col" { "50 × (x̄ + 1)" } th scope="col" { (l.t("cycle.scored")) } } }
            tbody { @for (party, figure) in &round.parties { (row(party, figure)) } }
        }
    } }
}

/// Which scores would change under the other reading of the rubric.
fn otherwise(l: &Locale, round: &Round) -> Markup {
    html! { @if !round.otherwise.is_empty() {
        h2 #otherwise { (l.t("cycle.otherwise")) }
        table.register.plain-cells {
            thead { tr { th scope="col" { (l.t("paper.number")) } th scope="col" { (l.t("filter.party")) } th scope="col" { (l.t("cycle.stands")) } th scope="col" { (l.t("cycle.would")) } } }
            tbody { @for [id, party, now, then] in &round.otherwise { tr {
                th scope="row" { a href=(links::sheet(&round.cycle.cycle, id)) { (id) } }
                td data-label=(l.t("filter.party")) { (names::party(l, party)) }
                td data-label=(l.t("cycle.stands")) { (now) }
                td data-label=(l.t("cycle.would")) { strong { (then) } }
            } } }
        }
    } }
}

fn group(l: &Locale, cycle: &str, wanted: &str, entries: &[Entry]) -> Markup {
    let own: Vec<&Entry> = entries.iter().filter(|e| state(e, cycle) == wanted).collect();
    html! { @if !own.is_empty() {
        h2 { (l.term("coding", wanted)) " " span.n { (own.len()) } }
        ul.tasks { @for e in own { (line(l, cycle, e)) } }
    } }
}

fn line(l: &Locale, cycle: &str, e: &Entry) -> Markup {
    let u = &e.undertaking;
    let a = e.assessments.get(cycle);
    html! { li {
        a.title href=(links::sheet(cycle, &u.undertaking)) lang=[parts::tongue(&e.words)] { (e.words) }
        p.facts { (number(u))
            @if let Some(a) = a.filter(|a| a.rubric.is_some()) {
                span { (l.fill("coding.coders", &[("n", &a.codings.len().to_string())])) }
                @for (party, score) in &a.scores { span.tag { (names::party(l, party)) " " (score) } }
            }
        }
    } }
}

/// What could be taken up: the register, narrowed by words.
fn offer(visit: &Visit, cycle: &str, entries: &[Entry]) -> Markup {
    let l = visit.locale;
    let filter =
        UndertakingFilter { text: visit.owned("text"), party: visit.owned("party"), ..UndertakingFilter::default() };
    let free: Vec<&Entry> = entries.iter().filter(|e| state(e, cycle) == STATES[0] && filter.lets(e)).collect();
    html! {
        h2 #select { (l.t("cycle.select")) " " span.n { (free.len()) } }
        p.hint { (l.t("cycle.select-hint")) }
        form.filters.two action=(format!("{}#select", visit.path)) method="get" { (parts::field(visit, "text", l.t("filter.text"), "search")) button { (l.t("filter.apply")) } }
        ul.tasks { @for e in free.iter().take(OFFERED) { (line(l, cycle, e)) } }
        @if free.len() > OFFERED { p.hint { (l.count("more", free.len() - OFFERED)) } }
    }
}
