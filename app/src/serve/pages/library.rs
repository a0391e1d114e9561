//! `/`: the documents on a timeline, by year and by party, with filters.

use super::parts;
use crate::register::{DocumentFilter, Workspace};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links, names};
use crate::shape::Document;
use axum::extract::State;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of document in the order of the contract.
pub const KINDS: [&str; 10] = [
    "joint-statement",
    "joint-communique",
    "declaration",
    "treaty",
    "agreement",
    "plan",
    "resolution",
    "speech",
    "news",
    "other",
];

const FILTERS: [(&str, &str); 7] = [
    ("party", "party"),
    ("kind", "document"),
    ("language", "language"),
    ("year", "year"),
    ("from", ""),
    ("to", ""),
    ("text", ""),
];

/// `GET /`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let all = workspace.documents(&DocumentFilter::default()).await?;
    let chosen = workspace.documents(&filter(&visit)).await?;
    Ok(page(&visit, &all, &chosen))
}

/// What the address asks for; `year` stands for both ends.
#[must_use]
pub fn filter(visit: &Visit) -> DocumentFilter {
    DocumentFilter {
        party: visit.owned("party"),
        kind: visit.owned("kind"),
        language: visit.owned("language"),
        from: visit.owned("from").or_else(|| visit.owned("year")),
        to: visit.owned("to").or_else(|| visit.owned("year")),
        text: visit.owned("text"),
    }
}

/// The page: `all` documents for the overview, the `chosen` ones on the timeline.
#[must_use]
pub fn page(visit: &Visit, all: &[Document], chosen: &[Document]) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        "Chancery",
        "library",
        html! {
            div.wide {
                header.lead {
                    h1 { (l.t("library.title")) }
                    p.sub { (l.t("library.lead")) }
                }
                @if all.is_empty() {
                    (parts::empty(l.t("library.empty"), l.t("library.empty-mend")))
                } @else {
                    @if !visit.asks(&FILTERS.map(|(name, _)| name)) { (begin(visit, all)) }
                    (overview(visit, all))
                    (filters(visit, all))
                    (parts::in_use(visit, &FILTERS))
                    h2.count { (l.count("document", chosen.len())) @if chosen.len() < all.len() { " " span.of { (l.fill("library.of", &[("n", &all.len().to_string())])) } } }
                    @if chosen.is_empty() { (parts::empty(l.t("library.none"), l.t("library.none-mend"))) }
                    (timeline(visit, chosen))
                }
            }
        },
    )
}

/// A library of no more documents is new to whoever looks at it.
const NEW: usize = 12;

/// What one can do here, each with a link to where it is done; open while the library is new.
fn begin(visit: &Visit, all: &[Document]) -> Markup {
    let l = visit.locale;
    let of_language = all.iter().filter(|d| d.language.starts_with(l.code));
    let Some(one) = of_language.max_by_key(|d| &d.date).or_else(|| all.iter().max_by_key(|d| &d.date)) else {
        return html! {};
    };
    let text = links::document(&one.document);
    let ways = [
        ("read", text.clone()),
        ("source", format!("{text}/source")),
        ("compare", "/compare".to_owned()),
        ("trace", "/formulas".to_owned()),
        ("dossiers", "/dossiers".to_owned()),
        ("register", "/register/open".to_owned()),
    ];
    html! {
        details.begin open[all.len() <= NEW] {
            summary { (l.t("begin.title")) }
            ul { @for (key, address) in &ways { li { a href=(address) { (l.t(&format!("begin.{key}"))) } " " (l.t(&format!("begin.{key}-how"))) } } }
            p.hint { (l.t("begin.own")) " " code { "chancery init DIR" } " · " code { "chancery add PATH" } " · " code { "chancery serve" } }
        }
    }
}

/// The newest year first, each with its documents.
fn timeline(visit: &Visit, documents: &[Document]) -> Markup {
    let mut years: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
    for d in documents {
        years.entry(year(d)).or_default().push(d);
    }
    html! {
        div.timeline {
            @for (year, documents) in years.iter().rev() {
                section aria-labelledby={ "y" (year) } {
                    h3 id={ "y" (year) } { (if year.is_empty() { visit.locale.t("library.undated") } else { year }) }
                    ol { @for d in documents.iter().rev() { (parts::entry(visit.locale, d)) } }
                }
            }
        }
    }
}

/// Parties by years: how many documents, each cell a filter.
fn overview(visit: &Visit, all: &[Document]) -> Markup {
    let l = visit.locale;
    let years: BTreeSet<&str> = all.iter().map(year).filter(|y| !y.is_empty()).collect();
    let parties = by_party(all);
    html! {
        div.matrix-frame tabindex="0" role="region" aria-label=(l.t("library.matrix")) {
            table.matrix {
                caption.hidden { (l.t("library.matrix")) }
                thead { tr { td {} @for y in &years { th scope="col" { a href=(visit.with("year", y)) { (y) } } } th scope="col" { "Σ" } } }
                tbody {
                    @for (party, theirs) in parties.iter().take(12) {
                        tr {
                            th scope="row" { a href=(visit.with("party", party)) title=(party) { (names::party(l, party)) } }
                            @for y in &years {
                                @let n = theirs.iter().filter(|d| year(d) == *y).count();
                                td class={ "n" (n.min(5)) } {
                                    @if n > 0 { a href={ "/?party=" (crate::serve::visit::encode(party)) "&year=" (y) } { (n) } }
                                }
                            }
                            td.sum { (theirs.len()) }
                        }
                    }
                }
            }
        }
    }
}

/// Parties with their documents, those with most first.
fn by_party(all: &[Document]) -> Vec<(&str, Vec<&Document>)> {
    let mut parties: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
    for d in all {
        for party in &d.parties {
            parties.entry(party).or_default().push(d);
        }
    }
    let mut parties: Vec<_> = parties.into_iter().collect();
    parties.sort_by_key(|(_, theirs)| std::cmp::Reverse(theirs.len()));
    parties
}

fn filters(visit: &Visit, all: &[Document]) -> Markup {
    let l = visit.locale;
    let count = |pick: &dyn Fn(&Document) -> bool| all.iter().filter(|d| pick(d)).count();
    let parties: Vec<_> = by_party(all)
        .iter()
        .map(|(p, ds)| ((*p).to_owned(), format!("{} ({})", names::party(l, p), ds.len())))
        .collect();
    let kinds: Vec<_> = KINDS
        .iter()
        .map(|k| (k, count(&|d| d.kind == **k)))
        .filter(|(_, n)| *n > 0)
        .map(|(k, n)| ((*k).to_owned(), format!("{} ({n})", l.term("document", k))))
        .collect();
    let years: BTreeSet<&str> = all.iter().map(year).filter(|y| !y.is_empty()).collect();
    let years: Vec<_> = years.iter().rev().map(|y| ((*y).to_owned(), (*y).to_owned())).collect();
    parts::filter_form(
        visit,
        &html! {
                (parts::field(visit, "text", l.t("filter.text"), "search"))
                (parts::choice(visit, "party", l.t("filter.party"), &parties))
                (parts::choice(visit, "kind", l.t("filter.kind"), &kinds))
                (parts::choice(visit, "year", l.t("filter.year"), &years))
        },
    )
}

fn year(d: &Document) -> &str {
    d.date.as_deref().and_then(|d| d.get(..4)).unwrap_or("")
}
