//! `/trace?phrase=`: where a set phrase occurs, grouped by its wording, over time.

use super::parts;
use crate::register::Workspace;
use crate::search::{Place, Wording};
use crate::serve::locale::{Locale, date};
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::serve::{layout, links};
use axum::extract::State;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// By partner, then by year: the places, each with the number of its wording.
type Grid<'p> = BTreeMap<String, BTreeMap<&'p str, Vec<(usize, &'p Place)>>>;

/// `GET /trace`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let wordings = match visit.get("phrase") {
        Some(phrase) => crate::search::trace(&workspace, phrase).await?,
        None => Vec::new(),
    };
    Ok(page(&visit, &wordings))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, wordings: &[Wording]) -> Markup {
    let l = visit.locale;
    let phrase = visit.get("phrase").unwrap_or("");
    let occurrences: usize = wordings.iter().map(|w| w.occurrences.len()).sum();
    layout::page(
        visit,
        l.t("nav.trace"),
        "trace",
        html! {
            div.narrow {
                h1 { (l.t("trace.title")) }
                form.search role="search" action="/trace" method="get" {
                    div.ask {
                        label.hidden for="phrase" { (l.t("trace.phrase")) }
                        input #phrase type="search" name="phrase" value=(phrase) maxlength="300" placeholder=(l.t("trace.placeholder"));
                        button { (l.t("trace.do")) }
                    }
                }
                @if phrase.is_empty() { p.hint { (l.t("trace.how")) } p { a href="/formulas" { (l.t("trace.formulas")) } } }
                @else if wordings.is_empty() { (parts::empty(l.t("trace.none"), l.t("trace.none-mend"))) }
                @else {
                    h2.count { (l.count("occurrence", occurrences)) " · " (l.count("wording", wordings.len())) }
                    ol.wordings { @for w in wordings { (wording(visit, w)) } }
                    (by_partner(l, wordings))
                    p.hint { a href={ "/matrix?phrase=" (encode(phrase)) } { (l.t("trace.as-matrix")) } }
                }
            }
        },
    )
}

fn wording(visit: &Visit, w: &Wording) -> Markup {
    let l = visit.locale;
    html! {
        li {
            p.snippet lang=[parts::tongue(&w.text())] {
                @for piece in &w.wording { @if piece.hit { mark { (piece.text) } } @else { (piece.text) } }
            }
            ol.occurrences { @for o in &w.occurrences {
                li { a href=(links::spot(&o.sentence)) {
                    time { (o.date.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d))) } " " (parts::together(l, &o.parties)) " " span.where { (links::split(&o.sentence).1) }
                } p.around lang=[around(o)] { @for piece in &o.snippet { @if piece.hit { strong { (piece.text) } } @else { (piece.text) } } } }
            } }
        }
    }
}

/// The language of the words around a place, where their script shows it.
fn around(place: &Place) -> Option<&'static str> {
    place.snippet.iter().find_map(|piece| parts::tongue(&piece.text))
}

/// Who used which wording when: parties by year, the wordings by their number.
fn by_partner(l: &Locale, wordings: &[Wording]) -> Markup {
    let mut years = BTreeSet::new();
    let mut lines: Grid<'_> = BTreeMap::new();
    for (n, place) in wordings.iter().enumerate().flat_map(|(n, w)| w.occurrences.iter().map(move |o| (n, o))) {
        let year = place.date.as_deref().and_then(|date| date.get(..4)).unwrap_or("—");
        years.insert(year);
        let cell = lines.entry(parts::together(l, &place.parties)).or_default().entry(year).or_default();
        if !cell.iter().any(|(known, _)| *known == n) {
            cell.push((n, place));
        }
    }
    html! {
        h2 { (l.t("trace.by-partner")) }
        div.scroll { table.grid {
            thead { tr { th {} @for year in &years { th scope="col" { (year) } } } }
            tbody { @for (parties, cells) in &lines { tr {
                th scope="row" { (parties) }
                @for year in &years { td { @for (n, place) in cells.get(year).into_iter().flatten() { a href=(links::spot(&place.sentence)) { (n + 1) } " " } } }
            } } }
        } }
    }
}
