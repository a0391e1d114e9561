//! `/formulas`: the set phrases of all documents, found without being named.

use super::parts;
use crate::register::{DocumentFilter, Workspace};
use crate::search::{self, Formula, Place};
use crate::serve::locale::{Locale, date};
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::serve::{layout, links};
use crate::shape::Document;
use axum::extract::State;
use maud::{Markup, html};

/// So many are shown, unless the address asks for another number.
pub const SHOWN: usize = 60;
/// No more than so many are looked for.
pub const MOST: usize = 500;

/// `GET /formulas`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let formulas = search::formulas(&workspace, visit.number("limit", SHOWN, MOST)).await?;
    Ok(page(&visit, &formulas, &workspace.documents(&DocumentFilter::default()).await?))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, formulas: &[Formula], documents: &[Document]) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        l.t("formulas.title"),
        "trace",
        html! {
            div.narrow {
                h1 { (l.t("formulas.title")) }
                p.sub { (l.t("formulas.lead")) }
                @if formulas.is_empty() { (parts::empty(l.t("formulas.none"), l.t("formulas.none-mend"))) } @else {
                    ol.wordings { @for f in formulas { li { (formula(l, f, documents)) } } }
                }
            }
        },
    )
}

/// A phrase and its life.
fn formula(l: &Locale, f: &Formula, documents: &[Document]) -> Markup {
    let phrase =
        |words: &str| html! { a lang=[parts::tongue(words)] href={ "/trace?phrase=" (encode(words)) } { (words) } };
    let gone = f.vanished_in.as_ref().and_then(|id| documents.iter().find(|d| d.document == *id));
    html! {
        p.snippet { (phrase(&f.phrase)) }
        dl.life {
            div { dt { (l.t("formulas.documents")) } dd { (f.documents) } }
            div { dt { (l.t("formulas.first")) } dd { (place(l, &f.first)) } }
            div { dt { (l.t("formulas.last")) } dd { (place(l, &f.last)) } }
            @if let (Some(words), Some(at)) = (&f.changed_to, &f.changed_in) {
                div { dt { (l.t("formulas.changed")) } dd { (phrase(words)) " · " (place(l, at)) } }
            }
            @if let Some(d) = gone {
                div { dt { (l.t("formulas.vanished")) } dd { a href=(links::document(&d.document)) { (when(l, d.date.as_deref(), &d.parties)) } } }
            }
        }
    }
}

/// Date and parties, leading to the sentence.
#[must_use]
pub fn place(l: &Locale, place: &Place) -> Markup {
    html! { a href=(links::spot(&place.sentence)) { (when(l, place.date.as_deref(), &place.parties)) } }
}

fn when(l: &Locale, day: Option<&str>, parties: &[String]) -> Markup {
    html! { time { (day.map_or_else(|| "—".to_owned(), |d| date(l, d))) } " " (parts::together(l, parties)) }
}
