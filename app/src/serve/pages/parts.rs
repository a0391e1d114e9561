//! Small pieces that several pages show.

use crate::register::Station;
use crate::serve::locale::{Locale, date};
use crate::serve::visit::{Visit, encode};
use crate::serve::{links, names};
use crate::shape::{Clause, Document};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Parties as codes, each leading to its documents.
#[must_use]
pub fn parties(l: &Locale, codes: &[String]) -> Markup {
    html! {
        span.parties {
            @for code in codes { a.party href={ "/?party=" (encode(code)) } title=(code) { (names::party(l, code)) } }
        }
    }
}

/// A deed in words; a decision by its number.
#[must_use]
pub fn deed(l: &Locale, deed: &str) -> String {
    match deed.strip_prefix("decision ") {
        Some(number) => format!("{} {number}", l.t("deed.decision")),
        // `dash －`: the deed, and what it was done to.
        None => l.term("deed", deed.split(' ').next().unwrap_or(deed)).to_owned(),
    }
}

/// Parties in one word: `China–Russia`.
#[must_use]
pub fn together(l: &Locale, codes: &[String]) -> String {
    codes.iter().map(|code| names::party(l, code)).collect::<Vec<_>>().join("–")
}

/// Parties as the options of a drop-down.
pub fn party_options<'a>(l: &Locale, codes: impl IntoIterator<Item = &'a String>) -> Vec<(String, String)> {
    let codes: BTreeSet<&String> = codes.into_iter().collect();
    codes.into_iter().map(|code| (code.clone(), names::party(l, code).to_owned())).collect()
}

/// The language words show by their script, where nothing else says it.
#[must_use]
pub fn tongue(words: &str) -> Option<&'static str> {
    words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)).then_some("zh")
}

/// A document's title; its id where it has none.
#[must_use]
pub fn title(document: &Document) -> &str {
    if document.title.is_empty() { &document.document } else { &document.title }
}

/// A document in one line, where there is no room for more.
#[must_use]
pub fn short(l: &Locale, document: &Document) -> String {
    let day = document.date.as_deref().unwrap_or("—");
    format!("{day} {} · {}", together(l, &document.parties), title(document))
}

/// The marks of a clause: kind, stance, force, stage, deadline.
#[must_use]
pub fn marks(l: &Locale, clause: &Clause) -> Markup {
    let stance = clause.stance.as_deref().unwrap_or("");
    html! {
        span.marks {
            span class={ "tag clause " (clause.kind) " " (stance) } {
                (l.term("kind", &clause.kind)) @if !stance.is_empty() { ": " (l.term("stance", stance)) }
            }
            @if let Some(force) = &clause.force { span class={ "tag force " (force) } { (l.term("force", force)) } }
            @if let Some(stage) = &clause.stage { span.tag { (l.term("stage", stage)) } }
            @if let Some(deadline) = &clause.deadline { span.tag.deadline { (l.t("register.by")) " " (date(l, deadline)) } }
        }
    }
}

/// A drop-down of a filter: what is chosen stays chosen.
#[must_use]
pub fn choice(visit: &Visit, name: &str, words: &str, options: &[(String, String)]) -> Markup {
    let chosen = visit.get(name).unwrap_or("");
    html! {
        label.field {
            span { (words) }
            select name=(name) {
                option value="" { (visit.locale.t("filter.any")) }
                @for (value, shown) in options { option value=(value) selected[value == chosen] { (shown) } }
            }
        }
    }
}

/// A text field of a filter.
#[must_use]
pub fn field(visit: &Visit, name: &str, words: &str, kind: &str) -> Markup {
    html! {
        label.field {
            span { (words) }
            input type=(kind) name=(name) value=(visit.get(name).unwrap_or("")) maxlength="300";
        }
    }
}

/// Every value of a class of the contract, with its words.
#[must_use]
pub fn terms(l: &Locale, class: &str, values: &[&str]) -> Vec<(String, String)> {
    values.iter().map(|v| ((*v).to_owned(), l.term(class, v).to_owned())).collect()
}

/// A form of filters: folded away on a phone until it is wanted.
#[must_use]
pub fn filter_form(visit: &Visit, fields: &Markup) -> Markup {
    html! {
        details.roomy {
            summary.button { (visit.locale.t("filter.apply")) }
            form.filters action=(visit.path) method="get" { (fields) button { (visit.locale.t("filter.apply")) } }
        }
    }
}

/// The filters in use, each a link that takes it away.
#[must_use]
pub fn in_use(visit: &Visit, names: &[(&str, &str)]) -> Markup {
    in_use_of(visit, names, &visit.path)
}

/// The same on a page whose address needs more than its path: `cleared` is where no filter is in use.
#[must_use]
pub fn in_use_of(visit: &Visit, names: &[(&str, &str)], cleared: &str) -> Markup {
    let l = visit.locale;
    html! {
        @if visit.asks(&names.iter().map(|(n, _)| *n).collect::<Vec<_>>()) {
            p.in-use {
                @for (name, class) in names {
                    @if let Some(value) = visit.get(name) {
                        a.chip href=(visit.with(name, "")) { (names::term(l, class, value)) span aria-hidden="true" { " ×" } span.hidden { (l.t("filter.remove")) } }
                    }
                }
                a href=(cleared) { (l.t("filter.clear")) }
            }
        }
    }
}

/// Links to the pages of a long list.
#[must_use]
pub fn paging(visit: &Visit, page: usize, pages: usize) -> Markup {
    html! {
        @if pages > 1 {
            nav.paging aria-label=(visit.locale.t("filter.pages")) {
                @if page > 1 { a href=(visit.with("page", &(page - 1).to_string())) rel="prev" { "← " (visit.locale.t("filter.previous")) } }
                span { (page) " / " (pages) }
                @if page < pages { a href=(visit.with("page", &(page + 1).to_string())) rel="next" { (visit.locale.t("filter.next")) " →" } }
            }
        }
    }
}

/// Where nothing is to be shown: what that means and what to do.
#[must_use]
pub fn empty(words: &str, mend: &str) -> Markup {
    html! { div.empty { p { (words) } p.hint { (mend) } } }
}

/// What became of an undertaking or stance: a line through the years.
#[must_use]
pub fn lineage(l: &Locale, stations: &[Station], here: &str, language: &str) -> Markup {
    html! {
        @if !stations.is_empty() {
            h2 { (l.t("lineage.title")) }
            ol.lineage { @for s in stations {
                li class=(s.event.replace(' ', "-")) aria-current=[s.clauses.iter().any(|c| c == here).then_some("true")] {
                    a.when href=(links::document(&s.document)) { time { (s.date.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d))) } }
                    " " strong { (l.term("lineage", &s.event.replace(' ', "-"))) } " "
                    @if let Some(clause) = s.clauses.first() { a.said lang=(language) href=(links::spot(clause)) { (s.words) } }
                }
            } }
        }
    }
}

/// A document as an entry of a list.
#[must_use]
pub fn entry(l: &Locale, document: &Document) -> Markup {
    html! {
        li.entry {
            time datetime=(document.date.as_deref().unwrap_or("")) { (document.date.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d))) }
            a.title lang=(document.language) href=(links::document(&document.document)) { (title(document)) }
            p.facts {
                span.kind { (l.term("document", &document.kind)) }
                (parties(l, &document.parties))
                span { (l.term("language", &document.language)) }
                @if let Some(place) = &document.place { span lang=(document.language) { (place) } }
                @if !document.complete { span.tag.warn { (l.t("reader.incomplete")) } }
            }
        }
    }
}
