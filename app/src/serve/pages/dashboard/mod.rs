//! `/dashboard`: the register in numbers, drawn by the server; what nobody assessed shows in every figure.

mod chart;

use super::parts;
use super::register::{Register, coverage};
use crate::names;
use crate::register::{DocumentFilter, Workspace};
use crate::review::tally::{Tally, tally};
use crate::serve::layout;
use crate::serve::locale::Locale;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use axum::extract::State;
use chart::Chart;
use maud::{Markup, html};

/// The register in numbers, as the filters of the address narrow it.
///
/// # Errors
/// When the database fails.
pub async fn load(workspace: &Workspace, visit: &Visit) -> crate::Result<Tally> {
    let register = Register::load(workspace, visit).await?;
    let dates = register.documents.values().filter_map(|d| Some((d.document.clone(), d.date.clone()?))).collect();
    let mut tally = tally(register.entries(), &dates);
    tally.light.sort_by_key(|c| super::register::LIGHTS.iter().position(|light| *light == c.key));
    Ok(tally)
}

/// `GET /dashboard`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    let tally = load(&workspace, &visit).await?;
    let l = visit.locale;
    let listed: Vec<_> = documents.iter().rev().map(|d| (d.document.clone(), parts::short(l, d))).collect();
    let parties = parts::party_options(l, documents.iter().flat_map(|d| &d.parties));
    let fields = html! {
        (parts::choice(&visit, "document", l.t("filter.document"), &listed))
        (parts::choice(&visit, "party", l.t("filter.party"), &parties))
    };
    Ok(page(&visit, &tally, &fields))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, tally: &Tally, fields: &Markup) -> Markup {
    let l = visit.locale;
    let content = html! {
        div.wide.desk-page {
            header.lead { h1 { (l.t("chart.title")) } p.sub { (l.t("chart.lead")) } }
            (parts::filter_form(visit, fields))
            (parts::in_use(visit, &super::register::FILTERS))
            @if tally.all.all == 0 { (parts::empty(l.t("register.none"), l.t("register.none-mend"))) }
            @else {
                p.headline { strong { (tally.all.assessed) } " / " (tally.all.all) " " span { (coverage(l, tally.all.assessed, tally.all.all)) } }
                (chart::legend(l, tally))
                div.charts {
                    (whole(visit, tally))
                    (Chart { visit, name: "light", field: "light", label: &light, counts: &tally.light }.bars(l))
                    (Chart { visit, name: "party", field: "party", label: &party, counts: &tally.party }.bars(l))
                    (Chart { visit, name: "topic", field: "topic", label: &topic, counts: &tally.topic }.bars(l))
                    (Chart { visit, name: "body", field: "body", label: &plain, counts: &tally.body }.bars(l))
                    (Chart { visit, name: "year", field: "year", label: &plain, counts: &tally.year }.columns(l))
                    (Chart { visit, name: "due", field: "deadline_from", label: &plain, counts: &tally.due }.columns(l))
                }
            }
        }
    };
    layout::desk(visit, l.t("chart.title"), "dashboard", content)
}

/// By status: one bar a status.
fn whole(visit: &Visit, tally: &Tally) -> Markup {
    let l = visit.locale;
    let counts: Vec<crate::review::tally::Count> = tally
        .statuses
        .iter()
        .zip(&tally.all.statuses)
        .enumerate()
        .filter(|(_, (_, n))| **n > 0)
        .map(|(at, (status, n))| {
            let mut statuses = vec![0; tally.statuses.len()];
            statuses[at] = *n;
            crate::review::tally::Count {
                key: status.clone(),
                all: *n,
                assessed: if at == 0 { 0 } else { *n },
                statuses,
            }
        })
        .collect();
    Chart { visit, name: "status", field: "status", label: &status, counts: &counts }.bars(l)
}

fn status(l: &Locale, key: &str) -> String {
    l.term("status", key).to_owned()
}

fn light(l: &Locale, key: &str) -> String {
    l.term("light", key).to_owned()
}

fn party(l: &Locale, key: &str) -> String {
    names::party(l, key).to_owned()
}

fn topic(l: &Locale, key: &str) -> String {
    names::topic(l, key).to_owned()
}

fn plain(_: &Locale, key: &str) -> String {
    key.to_owned()
}
