//! `/formulas`: the set phrases of all documents, found without being named.

use super::parts;
use crate::register::Workspace;
use crate::search::{self, Formula, Place};
use crate::serve::locale::{Locale, date};
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::serve::{layout, links};
use axum::extract::State;
use maud::{Markup, html};

/// So many are shown, unless the address asks for another number.
pub const SHOWN: usize = 60;
/// No more than so many are looked for.
pub const MOST: usize = 500;

/// `GET /formulas`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let formulas = search::formulas(&workspace, visit.number("limit", SHOWN, MOST)).await?;
    Ok(page(&visit, &formulas))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, formulas: &[Formula]) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        l.t("formulas.title"),
        "trace",
        html! {
            div.wide {
                h1 { (l.t("formulas.title")) }
                p.sub { (l.t("formulas.lead")) }
                @if formulas.is_empty() { (parts::empty(l.t("formulas.none"), l.t("formulas.none-mend"))) } @else {
                    div.scroll { table.grid {
                        thead { tr { @for key in ["phrase", "documents", "first", "last", "changed", "vanished"] {
                            th scope="col" { (l.t(&format!("formulas.{key}"))) }
                        } } }
                        tbody { @for f in formulas { (row(l, f)) } }
                    } }
                }
            }
        },
    )
}

fn row(l: &Locale, f: &Formula) -> Markup {
    let phrase = |words: &str| html! { a href={ "/trace?phrase=" (encode(words)) } { (words) } };
    html! {
        tr {
            td { (phrase(&f.phrase)) }
            td { (f.documents) }
            td { (place(l, &f.first)) }
            td { (place(l, &f.last)) }
            td { @if let (Some(words), Some(at)) = (&f.changed_to, &f.changed_in) { (phrase(words)) " " (place(l, at)) } }
            td { @if let Some(id) = &f.vanished_in { a href=(links::document(id)) { (id) } } }
        }
    }
}

/// Date and parties, leading to the sentence.
#[must_use]
pub fn place(l: &Locale, place: &Place) -> Markup {
    html! {
        a href=(links::spot(&place.sentence)) {
            time { (place.date.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d))) } " " (parts::together(l, &place.parties))
        }
    }
}
