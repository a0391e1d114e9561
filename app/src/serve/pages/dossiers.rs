//! `/dossiers`: what texts speak of, by kind; `/dossiers/{kind}/{key}`: everything said of one of them.

use super::parts;
use crate::register::{DocumentFilter, DossierFilter, Workspace};
use crate::render::dossier::Whole;
use crate::serve::locale::{Locale, date};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links, names};
use crate::shape::{Clause, Document, Dossier, Entry};
use axum::extract::{Path, State};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The kinds, in the order they are offered.
pub const KINDS: [&str; 6] = ["body", "instrument", "event", "initiative", "topic", "state"];

/// `GET /dossiers`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let filter = DossierFilter { kind: visit.owned("kind"), text: visit.owned("text") };
    let mut dossiers = workspace.dossiers(&filter).await?;
    if visit.get("kind") != Some("topic") {
        dossiers.sort_by_key(|d| std::cmp::Reverse((d.undertakings + d.positions, d.entries)));
    }
    Ok(index(&visit, &dossiers))
}

/// `GET /dossiers/{kind}/{key}`.
pub async fn one(
    State(workspace): State<Workspace>,
    Path((kind, key)): Path<(String, String)>,
    visit: Visit,
) -> Result<Markup, Problem> {
    let whole = Whole::load(&workspace, &format!("{kind}/{key}")).await?;
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    Ok(page(&visit, &whole, &Titles(&documents)))
}

/// What the documents are called.
struct Titles<'a>(&'a [Document]);

impl Titles<'_> {
    /// The title of a document, in its language, with where it leads.
    fn link(&self, id: &str, place: &str) -> Markup {
        let document = self.0.iter().find(|d| d.document == id);
        html! { a.where href=(place) lang=[document.map(|d| &d.language)] { (document.map_or(id, parts::title)) } }
    }
}

fn label<'a>(l: &Locale, dossier: &'a Dossier) -> &'a str {
    let known = dossier.labels.get(l.code).or_else(|| dossier.labels.get("zh"));
    known.or_else(|| dossier.labels.values().next()).map_or(&dossier.key, String::as_str)
}

/// The language a label is in, when it is not that of the interface.
fn label_language(l: &Locale, dossier: &Dossier) -> Option<&'static str> {
    (l.code != "zh" && !dossier.labels.contains_key(l.code)).then_some("zh-Hans")
}

fn index(visit: &Visit, dossiers: &[Dossier]) -> Markup {
    let l = visit.locale;
    let kinds = parts::terms(l, "dossier", &KINDS);
    let fields = html! {
        (parts::choice(visit, "kind", l.t("filter.kind"), &kinds))
        (parts::field(visit, "text", l.t("filter.text"), "search"))
    };
    layout::page(
        visit,
        l.t("nav.dossiers"),
        "dossiers",
        html! {
            h1 { (l.t("dossiers.title")) }
            p.lead { (l.t("dossiers.lead")) }
            (parts::filter_form(visit, &fields))
            (parts::in_use(visit, &[("kind", "dossier"), ("text", "")]))
            @if dossiers.is_empty() { (parts::empty(l.t("dossiers.none"), l.t("dossiers.none-mend"))) }
            @for kind in KINDS {
                @let of: Vec<&Dossier> = dossiers.iter().filter(|d| d.kind == kind).collect();
                @let most = if visit.get("kind").is_some() { of.len() } else { 12 };
                @if !of.is_empty() {
                    section {
                        h2 { (l.term("dossier", kind)) " " span.n { (of.len()) } }
                        ol.dossiers { @for d in of.iter().take(most) { (line(l, d)) } }
                        @if of.len() > most { p { a href=(visit.with("kind", kind)) { (l.count("more", of.len() - most)) } } }
                    }
                }
            }
        },
    )
}

fn line(l: &Locale, d: &Dossier) -> Markup {
    html! {
        li class=[d.key.contains('/').then_some("below")] {
            a href=(links::dossier(&d.dossier)) lang=[label_language(l, d)] { (label(l, d)) }
            span.n { (l.count("entry", usize::try_from(d.entries).unwrap_or(0))) " · " (years(d)) }
        }
    }
}

fn years(d: &Dossier) -> String {
    let year = |date: &Option<String>| date.as_deref().unwrap_or("—").chars().take(4).collect::<String>();
    let (first, last) = (year(&d.first), year(&d.last));
    if first == last { first } else { format!("{first}–{last}") }
}

fn page(visit: &Visit, whole: &Whole, titles: &Titles<'_>) -> Markup {
    let l = visit.locale;
    let d = &whole.dossier;
    let wanted = |e: &&Entry| {
        visit.get("clause").is_none_or(|kind| e.kind.as_deref() == Some(kind))
            && visit.get("party").is_none_or(|party| e.actors.iter().any(|a| a == party))
    };
    let entries: Vec<&Entry> = whole.entries.iter().filter(wanted).collect();
    let below: Vec<&Entry> = whole.below.iter().filter(wanted).collect();
    layout::page(
        visit,
        label(l, d),
        "dossiers",
        html! {
            div.narrow {
                p.facts { a href={ "/dossiers?kind=" (d.kind) } { (l.term("dossier", &d.kind)) } }
                h1 lang=[label_language(l, d)] { (label(l, d)) }
                (facts(l, d))
                (summary(l, &whole.entries))
                (parts::filter_form(visit, &filters(visit, whole)))
                (parts::in_use(visit, &[("clause", "kind"), ("party", "party")]))
                @if entries.is_empty() && below.is_empty() { (parts::empty(l.t("dossiers.silent"), l.t("dossiers.silent-mend"))) }
                (timeline(l, &entries, (titles, None)))
                @if !below.is_empty() {
                    h2 { (l.t("dossiers.below")) }
                    (timeline(l, &below, (titles, Some(&d.dossier))))
                }
            }
        },
    )
}

fn filters(visit: &Visit, whole: &Whole) -> Markup {
    let l = visit.locale;
    let kinds = parts::terms(l, "kind", &["commitment", "mandate", "call", "position", "record", "procedure"]);
    let actors = whole.entries.iter().chain(&whole.below).flat_map(|e| &e.actors);
    html! {
        (parts::choice(visit, "clause", l.t("reader.clauses"), &kinds))
        (parts::choice(visit, "party", l.t("filter.party"), &parts::party_options(l, actors)))
    }
}

fn facts(l: &Locale, d: &Dossier) -> Markup {
    let others: Vec<&String> = d.names.iter().filter(|name| *name != label(l, d)).take(12).collect();
    let link = |id: &String| html! { a href=(links::dossier(id)) { (names::dossier(l, id)) } " " };
    html! {
        dl.facts {
            @if !others.is_empty() { dt { (l.t("dossiers.names")) } dd lang="zh" { @for (n, name) in others.iter().enumerate() { @if n > 0 { " · " } (name) } } }
            @if let Some(under) = &d.under { dt { (l.t("dossiers.under")) } dd { (link(under)) } }
            @if !d.organs.is_empty() { dt { (l.t("dossiers.organs")) } dd { ul.organs { @for organ in &d.organs { li { (link(organ)) } } } } }
            @if let Some(after) = &d.after { dt { (l.t("dossiers.after")) } dd { (link(after)) } }
            @if !d.followed_by.is_empty() { dt { (l.t("dossiers.followed-by")) } dd { @for id in &d.followed_by { (link(id)) } } }
            @if !d.see.is_empty() { dt { (l.t("dossiers.see")) } dd { @for id in &d.see { (link(id)) } } }
        }
    }
}

/// How often each year speaks of it, by kind of clause.
fn summary(l: &Locale, entries: &[Entry]) -> Markup {
    let mut years: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for entry in entries {
        *years.entry(year(entry)).or_default().entry(entry.kind.as_deref().unwrap_or("heading")).or_default() += 1;
    }
    html! {
        @if years.len() > 1 {
            table.years {
                @for (year, kinds) in &years {
                    tr { th scope="row" { a href={ "#y" (year) } { (year) } }
                        td { @for (kind, n) in kinds { span class={ "tag clause " (kind) } { (l.term("kind", kind)) " " (n) } " " } } }
                }
            }
        }
    }
}

fn year(entry: &Entry) -> String {
    entry.date.as_deref().unwrap_or("—").chars().take(4).collect()
}

fn timeline(l: &Locale, entries: &[&Entry], (titles, of): (&Titles<'_>, Option<&str>)) -> Markup {
    let mut years: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    entries.iter().for_each(|e| years.entry(year(e)).or_default().push(e));
    html! {
        div.timeline { @for (year, entries) in &years {
            section id=[of.is_none().then(|| format!("y{year}"))] { h3 { (year) } ol { @for e in entries { (said(l, e, (titles, of))) } } }
        } }
    }
}

/// One place: who, what, the words, and where they stand.
fn said(l: &Locale, e: &Entry, (titles, of): (&Titles<'_>, Option<&str>)) -> Markup {
    let clause = Clause {
        kind: e.kind.clone().unwrap_or_default(),
        stance: e.stance.clone(),
        force: e.force.clone(),
        deadline: e.deadline.clone(),
        ..Clause::default()
    };
    let place = e.clause.as_ref().map_or_else(|| links::place(&e.document, &e.eid), |id| links::clause(id));
    html! {
        li.entry {
            time datetime=(e.date.as_deref().unwrap_or("")) { (e.date.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d))) " · " (parts::together(l, &e.parties)) }
            p.snippet lang=[parts::tongue(&e.quote)] { a href=(links::place(&e.document, &e.eid)) { (marked(e)) } }
            p.from {
                @if e.clause.is_some() { (parts::marks(l, &clause)) " " (parts::parties(l, &e.actors)) " " }
                @if of.is_some() { a href=(links::dossier(&e.dossier)) { (names::dossier(l, &e.dossier)) } " " }
                (titles.link(&e.document, &place))
            }
        }
    }
}

/// The quotation with the words that speak of it marked.
fn marked(e: &Entry) -> Markup {
    match e.quote.split_once(e.surface.as_str()).filter(|_| !e.surface.is_empty()) {
        Some((before, after)) => html! { (before) mark { (e.surface) } (after) },
        None => html! { (e.quote) },
    }
}
