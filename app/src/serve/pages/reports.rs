//! `/reports`: what a report on a document, a body, a party or a cycle would say, its preflight, and the files.

use super::parts;
use crate::register::{DocumentFilter, Kept, Workspace};
use crate::render::paper::Format;
use crate::review::preflight::Fault;
use crate::review::report::{self, Report};
use crate::review::scope::Scope;
use crate::serve::api::reports::scope;
use crate::serve::layout;
use crate::serve::locale::{Locale, date};
use crate::serve::person::Person;
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::shape::Decision;
use crate::{Error, names};
use axum::extract::{Form, State};
use axum::response::Redirect;
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::BTreeSet;

/// The filters, with the class of their words.
const FILTERS: [(&str, &str); 4] = [("document", ""), ("body", ""), ("party", "party"), ("cycle", "")];

/// What a report can be on.
struct Choices {
    documents: Vec<(String, String)>,
    bodies: Vec<(String, String)>,
    parties: Vec<(String, String)>,
    cycles: Vec<(String, String)>,
}

/// `GET /reports`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let choices = choices(&workspace, visit.locale).await?;
    let report = match report::report(&workspace, scope(&visit)).await {
        Ok(report) => Some(report),
        Err(Error::Missing(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let mut issued = workspace.decisions(None).await?;
    issued.retain(|d| d.action == "issue");
    Ok(page(&visit, &choices, report.as_ref(), &issued))
}

/// What is asked for when a report is issued: the scope, the format of its file, the reason.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Order {
    document: String,
    body: String,
    party: String,
    cycle: String,
    /// docx, xlsx, html, json.
    format: String,
    why: String,
    by: String,
}

/// `POST /reports`: issues the report, unless the preflight forbids it.
pub async fn issue(
    State(workspace): State<Workspace>,
    person: Person,
    visit: Visit,
    Form(order): Form<Order>,
) -> Result<Redirect, Problem> {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let [document, body, party, cycle] = [&order.document, &order.body, &order.party, &order.cycle].map(|t| said(t));
    let scope = Scope { document, body, party, cycle };
    let name = format!("report.{}", order.format);
    let format = Format::of_file(&name).ok_or_else(|| Problem::not_found("format", &order.format))?;
    let query: String = scope.parts().iter().map(|(n, v)| format!("{n}={}&", encode(v))).collect();
    let report = report::report(&workspace, scope).await?;
    let file = Kept { name, body: report.file(format, visit.locale)? };
    report::issue(&workspace, &report, file, &person.named(&order.by).hand(order.why, None)).await?;
    Ok(Redirect::to(&format!("/reports?{query}#issued")))
}

async fn choices(workspace: &Workspace, l: &Locale) -> Result<Choices, Problem> {
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    let entries = workspace.undertakings(&crate::register::UndertakingFilter::default()).await?;
    let plain = |values: BTreeSet<String>| values.into_iter().map(|v| (v.clone(), v)).collect::<Vec<_>>();
    let held: BTreeSet<&String> = entries.iter().map(|u| &u.document).collect();
    let listed = documents.iter().rev().filter(|d| held.contains(&d.document));
    Ok(Choices {
        documents: listed.map(|d| (d.document.clone(), parts::short(l, d))).collect(),
        bodies: plain(entries.iter().filter_map(|u| u.body.clone()).collect()),
        parties: parts::party_options(l, entries.iter().flat_map(|u| &u.parties)),
        cycles: plain(workspace.cycles().await?.into_iter().map(|c| c.cycle).collect()),
    })
}

fn page(visit: &Visit, choices: &Choices, report: Option<&Report>, issued: &[Decision]) -> Markup {
    let l = visit.locale;
    let fields = html! {
        (parts::choice(visit, "document", l.t("filter.document"), &choices.documents))
        @if !choices.bodies.is_empty() { (parts::choice(visit, "body", l.t("register.body"), &choices.bodies)) }
        (parts::choice(visit, "party", l.t("filter.party"), &choices.parties))
        @if !choices.cycles.is_empty() { (parts::choice(visit, "cycle", l.t("report.cycle-name"), &choices.cycles)) }
    };
    layout::desk(
        visit,
        l.t("report.page"),
        "reports",
        html! {
            div.wide {
                header.lead { h1 { (l.t("report.page")) } p.sub { (l.t("report.lead")) } }
                (parts::filter_form(visit, &fields))
                (parts::in_use(visit, &FILTERS))
                @match report {
                    None => (parts::empty(l.t("report.nothing"), l.t("filter.remove"))),
                    Some(report) => { (files(visit, report)) (states(l, report)) (faults(l, &report.faults)) (order(visit, report)) }
                }
                (kept(l, issued))
            }
        },
    )
}

/// The form that issues the report; none while something grave stands in the way.
fn order(visit: &Visit, report: &Report) -> Markup {
    let l = visit.locale;
    html! {
        @if !report.faults.iter().any(|f| f.grave) {
            form.filters.order method="post" action="/reports" {
                (visit.guard())
                @for (name, value) in report.scope.parts() { input type="hidden" name=(name) value=(value); }
                label.field { span { (l.t("report.format")) }
                    select name="format" { @for ending in ["docx", "xlsx", "html", "json"] { option value=(ending) { (ending) } } }
                }
                (visit.who())
                label.field { span { (l.t("report.why")) } input name="why" maxlength="300"; }
                button { (l.t("report.issue")) }
            }
        }
    }
}

/// The reports that were issued, the last one first.
fn kept(l: &Locale, issued: &[Decision]) -> Markup {
    html! {
        @if !issued.is_empty() {
            h2 #issued { (l.t("report.issued")) }
            ol.decisions { @for d in issued.iter().rev() { li {
                time datetime=(d.at) { (date(l, d.at.get(..10).unwrap_or(&d.at))) } " " strong { (d.by) } " " (d.subject)
                @if !d.note.is_empty() { " — " (d.note) }
            } } }
        }
    }
}

fn files(visit: &Visit, report: &Report) -> Markup {
    let l = visit.locale;
    let [assessed, of] = [report.assessed, report.of].map(|n| n.to_string());
    html! {
        div.bar {
            h2.count { (l.fill("report.coverage", &[("a", &assessed), ("n", &of)])) }
            p.export { (l.t("register.export")) " "
                @for (name, ending) in [("Word", "docx"), ("Excel", "xlsx"), ("HTML", "html"), ("JSON", "json")] {
                    a href=(address(visit, &format!("/api/reports/report.{ending}"))) { (name) } " "
                }
            }
        }
    }
}

/// An address of the API with the filters in use, in the language of the page.
fn address(visit: &Visit, path: &str) -> String {
    let address = visit.carried_to(path);
    let join = if address.contains('?') { '&' } else { '?' };
    format!("{address}{join}lang={}", visit.locale.code)
}

fn states(l: &Locale, report: &Report) -> Markup {
    html! {
        h2 { (l.t("report.states")) }
        table.plain {
            thead { tr { th scope="col" { (l.t("register.status")) } th.number scope="col" { (l.t("report.entries")) } } }
            tbody {
                @for (status, n) in &report.statuses {
                    tr { td { (l.term("status", status)) } td.number { (n) } }
                }
            }
        }
        @for round in &report.rounds {
            @let window = format!("{} – {}", date(l, &round.cycle.from), date(l, &round.cycle.to));
            h2 { (l.fill("report.cycle", &[("cycle", &round.cycle.cycle), ("window", &window)])) }
            table.plain {
                thead { tr {
                    th scope="col" { (l.t("report.party")) }
                    @for key in ["scored", "mean", "percent"] { th.number scope="col" { (l.t(&format!("report.{key}"))) } }
                } }
                tbody { @for (party, f) in &round.parties { tr {
                    td { (names::party(l, party)) }
                    td.number { (f.scored) " / " (f.of) }
                    td.number { (f.mean.map_or_else(|| "—".to_owned(), |m| format!("{m:.2}"))) }
                    td.number { (f.percent.map_or_else(|| "—".to_owned(), |p| format!("{p:.1} %"))) }
                } } }
            }
        }
    }
}

/// The faults that say the same together, in the order in which they first come; none of them is empty.
fn gathered(faults: &[Fault]) -> Vec<Vec<&Fault>> {
    let mut out: Vec<Vec<&Fault>> = Vec::new();
    for fault in faults {
        match out.iter_mut().find(|same| same[0].told == fault.told && same[0].grave == fault.grave) {
            Some(same) => same.push(fault),
            None => out.push(vec![fault]),
        }
    }
    out
}

fn faults(l: &Locale, faults: &[Fault]) -> Markup {
    html! {
        h2 #preflight { (l.t("report.preflight")) }
        @if faults.is_empty() { p.hint { (l.t("report.no-fault")) } }
        @else {
            table.plain {
                thead { tr { @for key in ["place", "fault", "weight"] { th scope="col" { (l.t(&format!("report.{key}"))) } } } }
                tbody { @for f in gathered(faults) { tr {
                    td {
                        (f[0].at.said(l))
                        @if f.len() > 1 { details { summary { (l.count("more", f.len() - 1)) } ul.plain { @for f in &f[1..] { li { (f.at.said(l)) } } } } }
                    }
                    td { (f[0].told.said(l)) }
                    td { (l.t(if f[0].grave { "report.grave" } else { "report.light" })) }
                } } }
            }
        }
    }
}
