//! The facts of an entry, each with who decided it and the form that changes it; what is only proposed can be accepted.

use super::{Sheet, form};
use crate::names;
use crate::people::Action;
use crate::register::{Act, Attention, STATUSES, Setting};
use crate::review::catalysts::{BINDINGS, CATALYSTS};
use crate::serve::links;
use crate::serve::locale::{Locale, date};
use crate::serve::pages::{parts, sign};
use crate::serve::visit::Visit;
use crate::shape::entry::Said;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// All facts.
pub fn panel(visit: &Visit, sheet: &Sheet) -> Markup {
    let l = visit.locale;
    let (e, u) = (&sheet.entry, &sheet.entry.undertaking);
    let language = sheet.document.language.as_str();
    let own = |value: &Option<String>| html! { span lang=(language) { (value.as_deref().unwrap_or("—")) } };
    let text = |value: &Option<String>| html! { (value.as_deref().unwrap_or("—")) };
    let fact = |field: &'static str, shown: Markup, input: Markup| Fact { field, shown, input };
    let topics =
        html! { @for t in &u.topics { span.tag { (names::topic(l, t)) } " " } @if u.topics.is_empty() { "—" } };
    let tags = html! { @for t in &e.tags { a.tag href=(links::register("tag", t)) { (t) } " " } @if e.tags.is_empty() { "—" } };
    let binding = html! { (e.binding.as_deref().map_or("—", |b| l.term("binding", b))) };
    let catalysts = html! { @for c in &e.catalysts { span.tag { (l.term("catalyst", c)) } " " } @if e.catalysts.is_empty() { "—" } };
    let deadline = html! { (u.deadline.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d))) };
    let status = html! { span class={ "status " (u.status.replace(' ', "-")) } { (l.term("status", &u.status)) } };
    let facts = [
        fact("status", status, options(l, "status", STATUSES, &u.status)),
        fact(
            "body",
            html! { (own(&u.body)) (proposals(visit, sheet, "body")) },
            listed(u.body.as_deref(), &sheet.bodies),
        ),
        fact(
            "instrument",
            html! { (own(&u.instrument)) (proposals(visit, sheet, "instrument")) },
            input(u.instrument.as_deref()),
        ),
        fact(
            "deadline",
            deadline,
            html! { input name="value" value=(u.deadline.as_deref().unwrap_or("")) placeholder="2033-12-31" maxlength="21" pattern="[0-9.\\/\\-]{2,21}"; },
        ),
        fact("assignee", text(&e.assignee), input(e.assignee.as_deref())),
        fact("topics", topics, input(Some(&u.topics.join(", ")))),
        fact("tags", tags, input(Some(&e.tags.join(", ")))),
        fact("binding", binding, options(l, "binding", &BINDINGS, e.binding.as_deref().unwrap_or(""))),
        fact("catalysts", catalysts, ticked(l, "catalyst", &CATALYSTS, &e.catalysts)),
        fact("disputed", text(&e.disputed), input(e.disputed.as_deref())),
    ];
    html! { dl.editable { @for fact in facts { (fact.row(visit, sheet)) } } }
}

/// A field: how it is shown, and how it is filled in.
struct Fact {
    field: &'static str,
    shown: Markup,
    input: Markup,
}

impl Fact {
    fn row(&self, visit: &Visit, sheet: &Sheet) -> Markup {
        let l = visit.locale;
        let name = l.term("field", self.field);
        let weighty = self.field == "deadline";
        let fields = html! {
            input type="hidden" name="field" value=(self.field);
            label.field { span { (name) } (self.input) }
            @if weighty { (sign::because(visit)) } @else { (sign::why(visit)) }
            button { (l.t("act.save")) }
        };
        html! {
            dt id={ "field-" (self.field) } { (name) }
            dd {
                div.value { (self.shown) }
                @if sheet.may(visit, right(self.field)) {
                    details.edit { summary aria-label=(format!("{} — {name}", l.t("act.change"))) { (l.t("act.change")) } (form(&sheet.entry, "set", &fields)) }
                }
                (said(l, sheet.entry.decided.get(self.field)))
            }
        }
    }
}

/// What it takes to set a field.
fn right(field: &str) -> Action {
    let setting = Setting { field: field.to_owned(), ..Setting::default() };
    Act::Set(setting).action()
}

/// Who decided a field, when, and why.
fn said(l: &Locale, said: Option<&Said>) -> Markup {
    html! { @if let Some(said) = said {
        p.said { (l.fill("entry.decided", &[("by", &said.by), ("at", said.at.get(..10).map_or(said.at.as_str(), |day| day))])) @if !said.why.is_empty() { ": " (said.why) } }
    } }
}

/// What the words mention and nobody has decided about: each accepted in one click.
fn proposals(visit: &Visit, sheet: &Sheet, field: &str) -> Markup {
    let l = visit.locale;
    let (e, u) = (&sheet.entry, &sheet.entry.undertaking);
    let now = if field == "body" { &u.body } else { &u.instrument };
    let decided = e.decided.contains_key(field);
    let mut known: Vec<&str> = now.as_deref().filter(|_| !decided).into_iter().collect();
    for mention in sheet.mentions.iter().filter(|r| r.kind == field) {
        if !known.contains(&mention.key.as_str()) && now.as_deref() != Some(mention.key.as_str()) {
            known.push(&mention.key);
        }
    }
    let offered = sheet.may(visit, Action::Set) && !known.is_empty() && (!decided || known.len() > 1);
    html! { @if offered {
        ul.proposals { @for value in known {
            li { (form(e, "set", &html! {
                input type="hidden" name="field" value=(field);
                input type="hidden" name="value" value=(value);
                input type="hidden" name="why" value=(l.t("entry.accepted-why"));
                (sign::silent(visit))
                button.accept { "✓ " (l.t("entry.accept")) @if now.as_deref() != Some(value) { " " span lang=(sheet.document.language) { (value) } } }
            })) }
        } }
    } }
}

fn options(l: &Locale, class: &str, values: &[&str], chosen: &str) -> Markup {
    html! { select name="value" {
        @if !values.contains(&chosen) { option value="" selected { "—" } }
        @for (value, words) in parts::terms(l, class, values) { option value=(value) selected[value == chosen] { (words) } }
    } }
}

fn input(value: Option<&str>) -> Markup {
    html! { input name="value" value=(value.unwrap_or("")) maxlength="500"; }
}

fn listed(value: Option<&str>, known: &BTreeSet<String>) -> Markup {
    html! {
        input name="value" list="known-bodies" value=(value.unwrap_or("")) maxlength="300";
        datalist #known-bodies { @for body in known { option value=(body) {} } }
    }
}

fn ticked(l: &Locale, class: &str, values: &[&str], chosen: &[String]) -> Markup {
    html! {
        input type="hidden" name="value" value="";
        span.ticks { @for value in values {
            label { input type="checkbox" name="value" value=(value) checked[chosen.iter().any(|c| c == value)]; " " (l.term(class, value)) }
        } }
    }
}

/// A decision whose words changed: both wordings, and the way to the page where it is carried over.
pub fn attention(visit: &Visit, sheet: &Sheet, lost: &Attention) -> Markup {
    let l = visit.locale;
    let language = sheet.document.language.as_str();
    html! {
        div.attention role="note" {
            p { strong { (l.t("attention.title")) } " " (l.t(if lost.stands { "attention.stands" } else { "attention.gone" })) }
            dl.wordings-then-now {
                dt { (l.t("attention.then")) } dd lang=(language) { (lost.words) }
                dt { (l.t("attention.now")) } dd lang=(language) { (lost.now.as_deref().unwrap_or("—")) }
            }
            p { a.button href={ "/tasks/attention/" (lost.seq) } { (l.t("attention.look")) } }
        }
    }
}
