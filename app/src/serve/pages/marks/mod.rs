//! `/documents/{id}/marks`: coding the clauses of a text by hand. A coder is shown their own marks alone; once every
//! coder is complete, everybody may look at everything.
//!
//! Keys, with script: j and k go to the next and the last clause, a accepts, c corrects, x removes, + adds the words
//! that are selected.

pub mod agreement;
mod fields;
mod lines;

use super::parts;
use crate::marks::{self, SETTLED, Text, Wish};
use crate::people::Action;
use crate::register::Workspace;
use crate::render::{annotations, gold};
use crate::serve::locale::Locale;
use crate::serve::person::Person;
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::serve::{assets, layout, links};
use crate::shape::mark::{CodingRound, MarkSheet};
use axum::extract::{Form, Path, State};
use axum::response::Redirect;
use maud::{Markup, html};
use serde::Deserialize;

/// `GET /documents/{id}/marks`.
pub async fn get(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Result<Markup, Problem> {
    let text = Text::load(&workspace, &id).await?;
    let sheet = marks::sheet(&workspace, &text, viewer(&visit), visit.get("of")).await?;
    Ok(page(&visit, &text, sheet.as_ref()))
}

/// A form of the page: what is asked for, and where to go on.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(flatten)]
    wish: Wish,
    #[serde(default)]
    next: String,
}

/// `POST /documents/{id}/marks`.
pub async fn decide(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
    Form(asked): Form<Asked>,
) -> Result<Redirect, Problem> {
    let hand = person.named(&asked.wish.by).hand(asked.wish.why.clone(), None);
    marks::act(&workspace, &id, &asked.wish, &hand).await?;
    let page = if asked.wish.action == "settle" { "/agreement" } else { "" };
    let by = if person.alone() { format!("?by={}", encode(&hand.by)) } else { String::new() };
    Ok(Redirect::to(&format!("{}/marks{page}{by}#{}", links::document(&id), asked.next)))
}

/// Whose marks these shall be: whoever is signed in; where there are no accounts, the name that is given.
#[must_use]
pub fn viewer(visit: &Visit) -> &str {
    let given = visit.get("by").filter(|_| visit.person.alone());
    given.unwrap_or(&visit.person.name)
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, text: &Text, sheet: Option<&MarkSheet>) -> Markup {
    let (l, document) = (visit.locale, &text.document);
    let content = html! {
        article.coding {
            p.crumbs { a lang=(document.language) href=(links::document(&document.document)) { (parts::title(document)) } " › " (l.t("marks.title")) }
            h1 { (l.t("marks.title")) }
            p.sub { (l.t("marks.lead")) }
            @match sheet {
                None => (begin(visit, text)),
                Some(sheet) => (round(visit, text, sheet)),
            }
        }
        script src=(assets::address("marks.js")) defer {}
    };
    layout::page(visit, parts::title(document), "library", content)
}

/// Where there is no round: who shall code.
fn begin(visit: &Visit, text: &Text) -> Markup {
    let l = visit.locale;
    if !visit.person.may(Action::Coders, &text.document.parties) {
        return parts::empty(l.t("marks.none"), l.t("marks.none-mend"));
    }
    html! {
        form.stack.card method="post" action=(address(text)) {
            h2 { (l.t("marks.open")) }
            (visit.guard())
            input type="hidden" name="action" value="open";
            label.field { span { (l.t("marks.coders")) } input name="coders" required maxlength="120" placeholder="anna, bela"; }
            fieldset {
                legend { (l.t("marks.start")) }
                label { input type="radio" name="start" value="program" checked; " " (l.t("marks.start-program")) }
                label { input type="radio" name="start" value="bare"; " " (l.t("marks.start-bare")) }
            }
            (visit.who())
            p { button { (l.t("marks.open")) } }
        }
    }
}

fn round(visit: &Visit, text: &Text, sheet: &MarkSheet) -> Markup {
    let (l, round) = (visit.locale, &sheet.round);
    let me = viewer(visit);
    let mine = sheet.of == me && round.coders.iter().any(|c| c == me) && !round.complete.iter().any(|c| c == me);
    let shown = round.coders.contains(&sheet.of);
    html! {
        (state(visit, text, sheet))
        @if mine { p.hint { (l.t("marks.keys")) } (progress(l, sheet)) }
        @if shown {
            (lost(l, sheet))
            (lines::text(visit, text, sheet, mine))
            @if mine { (finish(visit, text, sheet)) }
        } @else if round.unsealed {
            p.hint { (l.t("marks.choose")) }
        } @else {
            (parts::empty(l.t("marks.sealed"), l.t("marks.sealed-mend")))
        }
        @if round.unsealed && visit.person.may(Action::Coders, &text.document.parties) {
            details { summary { (l.t("marks.again")) } (begin(visit, text)) }
        }
    }
}

/// Who codes, how far they are, and who is looking.
fn state(visit: &Visit, text: &Text, sheet: &MarkSheet) -> Markup {
    let (l, round) = (visit.locale, &sheet.round);
    html! {
        dl.facts.round {
            dt { (l.t("marks.coders")) }
            dd { @for coder in &round.coders { (coder_name(visit, text, sheet, coder)) " " } }
            dt { (l.t("marks.start")) }
            dd { (l.t(if round.bare { "marks.start-bare" } else { "marks.start-program" })) }
            @if round.unsealed {
                dt { (l.t("marks.results")) }
                dd {
                    a href={ (address(text)) "/agreement" (by(visit, "?")) } { (l.t("marks.agreement")) }
                    (files(l, text, round))
                }
            }
        }
        @if visit.person.alone() && !round.unsealed {
            form.who method="get" action=(address(text)) {
                label { (l.t("marks.who")) " "
                    select name="by" {
                        option value="" { "—" }
                        @for coder in &round.coders { option selected[coder == viewer(visit)] { (coder) } }
                    }
                }
                button { (l.t("marks.go")) }
            }
        }
    }
}

fn coder_name(visit: &Visit, text: &Text, sheet: &MarkSheet, coder: &str) -> Markup {
    let (l, round) = (visit.locale, &sheet.round);
    let state = if round.complete.iter().any(|c| c == coder) { "marks.complete" } else { "marks.coding" };
    html! {
        @if round.unsealed {
            a.chip href={ (address(text)) "?of=" (encode(coder)) (by(visit, "&")) } aria-current=[(sheet.of == coder).then_some("true")] { (coder) }
        } @else { strong { (coder) } }
        " " span.tag { (l.t(state)) }
    }
}

/// The marks as files, of each coder and settled.
fn files(l: &Locale, text: &Text, round: &CodingRound) -> Markup {
    let api = format!("/api/documents/{}/marks/files/", encode(&text.document.document));
    let settled = (round.coders.len() > 1).then_some(SETTLED);
    html! {
        @for of in round.coders.iter().map(String::as_str).chain(settled) {
            br; span { (if of == SETTLED { l.t("marks.settled") } else { of }) ": " }
            @for file in gold::FILES.iter().chain([&annotations::FILE]) { a href={ (api) (file) "?of=" (encode(of)) } { (file) } " " }
        }
    }
}

fn progress(l: &Locale, sheet: &MarkSheet) -> Markup {
    let open = sheet.marks.iter().filter(|m| m.verdict == "open").count();
    let (all, done) = (sheet.marks.len(), sheet.marks.len() - open);
    let words = [("done", done.to_string()), ("all", all.to_string())];
    let words: Vec<(&str, &str)> = words.iter().map(|(n, v)| (*n, v.as_str())).collect();
    html! { p.progress { meter min="0" max=(all) value=(done) aria-hidden="true" {} " " (l.fill("marks.progress", &words)) } }
}

/// Marks whose words are gone.
fn lost(l: &Locale, sheet: &MarkSheet) -> Markup {
    html! {
        @if !sheet.attention.is_empty() {
            section.lost {
                h2 { (l.t("marks.lost")) }
                ul.plain { @for m in &sheet.attention {
                    li { span.tag.warn { (l.term("verdict", &m.verdict)) } " " q { (m.coded.text) } " " a href={ "#" (m.eid) } { (m.eid) } }
                } }
            }
        }
    }
}

fn finish(visit: &Visit, text: &Text, sheet: &MarkSheet) -> Markup {
    let l = visit.locale;
    let open = sheet.marks.iter().filter(|m| m.verdict == "open").count();
    html! {
        form.stack.card method="post" action=(address(text)) {
            h2 { (l.t("marks.finish")) }
            p.hint { (l.t("marks.finish-means")) }
            (fields::hidden(visit, "complete"))
            @if open > 0 {
                label { input type="checkbox" name="rest" value="accept"; " " (l.fill("marks.rest", &[("n", &open.to_string())])) }
            }
            p { button { (l.t("marks.finish")) } }
        }
    }
}

/// The address of the page.
fn address(text: &Text) -> String {
    format!("{}/marks", links::document(&text.document.document))
}

/// The name that is carried along where there are no accounts.
fn by(visit: &Visit, before: &str) -> String {
    let given = visit.get("by").filter(|_| visit.person.alone());
    given.map(|name| format!("{before}by={}", encode(name))).unwrap_or_default()
}
