//! `/reviews`: the meetings, those that texts call for, and the form that opens one. See: `board.rs` for one meeting.

pub mod board;
pub mod papers;

use super::{parts, sign};
use crate::people::Action;
use crate::register::{UndertakingFilter, Workspace};
use crate::review::charge::Called;
use crate::review::meeting;
use crate::serve::locale::{Locale, date};
use crate::serve::posted::Posted;
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::serve::{assets, layout, links};
use crate::shape::entry::Meeting;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Redirect;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// `GET /reviews`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let meetings = workspace.meetings().await?;
    let mut called = meeting::called(&workspace).await?;
    called.retain(|c| !meetings.iter().any(|m| m.body == c.body && m.number == c.number));
    let entries = workspace.entries(&UndertakingFilter::default()).await?;
    let bodies = entries.into_iter().filter_map(|e| e.undertaking.body).chain(called.iter().map(|c| c.body.clone()));
    Ok(page(&visit, &meetings, &called, &bodies.collect()))
}

/// `POST /reviews`: opens a meeting.
pub async fn open(State(workspace): State<Workspace>, posted: Posted) -> Result<Redirect, Problem> {
    let found = posted.need("number")?;
    let number = found.parse().map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "not-understood").found(found))?;
    let body = posted.need("body")?;
    meeting::open(&workspace, body, number, posted.need("date")?, &posted.hand()).await?;
    Ok(posted.back(&links::meeting(body, number)))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, meetings: &[Meeting], called: &[Called], bodies: &BTreeSet<String>) -> Markup {
    let l = visit.locale;
    let content = html! {
        div.narrow.desk-page {
            header.lead { h1 { (l.t("meeting.title")) } p.sub { (l.t("meeting.lead")) } }
            @if meetings.is_empty() { (parts::empty(l.t("meeting.none"), l.t("meeting.none-mend"))) }
            ul.entries.meetings { @for m in meetings.iter().rev() { (line(l, m)) } }
            @if !called.is_empty() {
                h2 { (l.t("meeting.called")) }
                ul.statements { @for c in called { (call(visit, c)) } }
            }
            @if visit.person.may(Action::Meet, &[]) { h2 #open { (l.t("meeting.open")) }
            form.sheet method="post" action="/reviews" {
                div.filters {
                    label.field.wide-field { span { (l.t("meeting.body")) } input name="body" required list="known-bodies" maxlength="300" value=(visit.get("body").unwrap_or("")); }
                    datalist #known-bodies { @for body in bodies { option value=(body) {} } }
                    label.field { span { (l.t("meeting.number")) } input type="number" min="1" name="number" required value=(visit.get("number").unwrap_or("")); }
                    label.field { span { (l.t("meeting.date")) } input type="date" name="date" required; }
                }
                div.filters.sign { (sign::why(visit)) button { (l.t("meeting.open")) } }
            } }
        }
        script src=(assets::address("register.js")) defer {}
    };
    layout::desk(visit, l.t("meeting.title"), "reviews", content)
}

fn line(l: &Locale, m: &Meeting) -> Markup {
    html! {
        li.entry {
            time datetime=(m.date) { (date(l, &m.date)) }
            a.title href=(links::meeting(&m.body, m.number)) { (name(l, m)) }
            p.facts { (state(l, m)) span { (m.opened.by) } @if m.closed.is_some() { span { (l.fill("meeting.items", &[("n", &m.agenda.len().to_string())])) } } }
        }
    }
}

/// What a meeting is called.
#[must_use]
pub fn name(l: &Locale, m: &Meeting) -> String {
    l.fill("meeting.name", &[("body", &m.body), ("n", &m.number.to_string())])
}

/// Open or closed.
#[must_use]
pub fn state(l: &Locale, m: &Meeting) -> Markup {
    html! { @if m.closed.is_some() { span.tag { (l.t("meeting.closed")) } } @else { span.tag.open { (l.t("meeting.is-open")) } } }
}

/// A meeting that a text charges: its words, and the form filled in for it.
fn call(visit: &Visit, c: &Called) -> Markup {
    let l = visit.locale;
    let address = format!("/reviews?body={}&number={}#open", encode(&c.body), c.number);
    html! { li {
        p { strong { (l.fill("meeting.name", &[("body", &c.body), ("n", &c.number.to_string())])) } }
        p.words lang=[parts::tongue(&c.words)] { a.plain-link href=(links::spot(&c.clause)) { (c.words) } }
        p.facts { a.button href=(address) { (l.t("meeting.prepare")) } }
    } }
}
