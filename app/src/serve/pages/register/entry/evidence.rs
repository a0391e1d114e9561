//! The evidence of an entry: what shows that something was or was not done, and the form for more of it.

use super::Sheet;
use crate::names;
use crate::people::Action;
use crate::serve::links;
use crate::serve::locale::{Locale, date};
use crate::serve::pages::{parts, sign};
use crate::serve::visit::Visit;
use crate::shape::entry::{Entry, Evidence};
use maud::{Markup, html};

/// Languages evidence is usually in.
const LANGUAGES: [&str; 4] = ["zh", "en", "ru", "fr"];

/// All of it.
pub fn section(visit: &Visit, sheet: &Sheet) -> Markup {
    let l = visit.locale;
    let entry = &sheet.entry;
    html! {
        section #evidence {
            h2 { (l.t("evidence.title")) @if !entry.evidence.is_empty() { " " span.n { (entry.evidence.len()) } } }
            @if entry.evidence.is_empty() { p.hint { (l.t("evidence.none")) } }
            ol.evidence { @for e in &entry.evidence { (piece(l, e)) } }
            @if sheet.may(visit, Action::Evidence) { details.add { summary { (l.t("evidence.add")) } (add(visit, entry)) } }
        }
    }
}

fn piece(l: &Locale, e: &Evidence) -> Markup {
    html! {
        li id={ "evidence-" (e.seq) } {
            @if let Some(words) = &e.quotation { blockquote lang=[e.language.as_deref()] { (words) } }
            @if let Some(address) = &e.address { p.address { (link(address)) } }
            @if let Some(file) = &e.file {
                p { a href=(links::file(file)) download { (e.file_name.as_deref().unwrap_or(file)) } " " code.hash title="SHA-256" { (file.get(..12).map_or(file.as_str(), |f| f)) } }
            }
            p.facts {
                @if let Some(party) = &e.party { span { (names::party(l, party)) } }
                @if let Some(part) = &e.part { span { (part) } }
                @if let Some(day) = &e.published { span { (l.t("evidence.published")) " " (date(l, day)) } }
                @if let Some(day) = &e.seen { span { (l.t("evidence.seen")) " " (date(l, day)) } }
                @if let Some(language) = &e.language { span { (l.term("language", language)) } }
                span { (e.by) " · #" (e.seq) }
            }
        }
    }
}

/// An address is a link only where a browser would go to a page with it.
fn link(address: &str) -> Markup {
    let page = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
    html! { @if page { a href=(address) rel="noopener noreferrer external" { (address) } } @else { (address) } }
}

fn add(visit: &Visit, entry: &Entry) -> Markup {
    let l = visit.locale;
    let parties: Vec<(String, String)> =
        entry.undertaking.parties.iter().map(|p| (p.clone(), names::party(l, p).to_owned())).collect();
    html! {
        form.small.evidence-form method="post" enctype="multipart/form-data" action=(links::undertaking(&entry.undertaking.undertaking)) {
            input type="hidden" name="act" value="evidence";
            label.field.wide-field { span { (l.t("evidence.quotation")) } textarea name="quotation" rows="3" maxlength="10000" {} }
            label.field.wide-field { span { (l.t("evidence.address")) } input type="url" name="address" maxlength="2000" placeholder="https://"; }
            label.field.wide-field { span { (l.t("evidence.file")) } input type="file" name="file"; }
            label.field { span { (l.t("evidence.published")) } input type="date" name="published"; }
            label.field { span { (l.t("evidence.seen")) } input type="date" name="seen"; }
            (select(l, "language", l.t("evidence.language"), &parts::terms(l, "language", &LANGUAGES)))
            (select(l, "party", l.t("evidence.party"), &parties))
            label.field.wide-field { span { (l.t("evidence.part")) } input name="part" maxlength="500"; }
            (sign::why(visit))
            button { (l.t("act.add")) }
        }
    }
}

/// A drop-down where nothing need be chosen.
fn select(l: &Locale, name: &str, words: &str, options: &[(String, String)]) -> Markup {
    html! { label.field { span { (words) } select name=(name) {
        option value="" { (l.t("evidence.all")) }
        @for (value, shown) in options { option value=(value) { (shown) } }
    } } }
}
