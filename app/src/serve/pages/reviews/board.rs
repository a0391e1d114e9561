//! `/reviews/{body}/{n}`: the board of a meeting: its agenda, what it decides, its close.

use super::{name, papers, state};
use crate::people::Action;
use crate::register::{STATUSES, Workspace, assessed};
use crate::review::agenda::GROUPS;
use crate::review::meeting::{self, Sitting};
use crate::serve::locale::{Locale, date};
use crate::serve::pages::register::entry::acts::dated;
use crate::serve::pages::register::entry::conflict_page;
use crate::serve::pages::register::{coverage, light, number};
use crate::serve::pages::{parts, sign};
use crate::serve::posted::Posted;
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::serve::{assets, layout, links};
use crate::shape::entry::{Entry, Item, Resolution};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// `GET /reviews/{body}/{n}`.
pub async fn get(
    State(workspace): State<Workspace>,
    Path((body, number)): Path<(String, String)>,
    visit: Visit,
) -> Result<Markup, Problem> {
    let sitting = meeting::sitting(&workspace, Some(&format!("{body}/{number}"))).await?;
    Ok(page(&visit, &sitting))
}

/// `POST /reviews/{body}/{n}`: a decision of the meeting about an entry, or its close.
pub async fn post(
    State(workspace): State<Workspace>,
    Path((body, number)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let (id, hand) = (format!("{body}/{number}"), posted.hand());
    let here = format!("/reviews/{}/{}", encode(&body), encode(&number));
    if posted.need("act")? == "close" {
        meeting::close(&workspace, Some(&id), &hand).await?;
        return Ok(posted.back(&here).into_response());
    }
    let entry = posted.need("id")?;
    let resolution = Resolution {
        meeting: id.clone(),
        text: posted.need("text")?.to_owned(),
        body: posted.owned("resolve-body"),
        due: dated(&posted, "due")?,
        ..Resolution::default()
    };
    match decide(&workspace, entry, resolution, &posted).await {
        Ok(()) => Ok(posted.back(&format!("{here}#{}", anchor(entry))).into_response()),
        Err(crate::Error::Conflict(_)) => {
            Ok((StatusCode::CONFLICT, conflict_page(&workspace, entry, &posted).await?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The decision, and the status it gives the entry; nothing where somebody changed the entry meanwhile.
async fn decide(workspace: &Workspace, id: &str, resolution: Resolution, posted: &Posted) -> crate::Result<()> {
    let mut hand = posted.hand();
    let meeting = resolution.meeting.clone();
    meeting::decide(workspace, id, resolution, &hand).await?;
    if let Some(status) = posted.get("status") {
        hand.why = if hand.why.is_empty() { meeting } else { format!("{meeting}: {}", hand.why) };
        hand.saw = None;
        workspace.set(id, "status", status, &hand).await?;
    }
    Ok(())
}

/// The mark of an entry on the board.
fn anchor(id: &str) -> String {
    format!("item-{}", encode(id).replace('%', "."))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, sitting: &Sitting) -> Markup {
    let l = visit.locale;
    let m = &sitting.meeting;
    let entries = || sitting.agenda.iter().filter_map(|i| sitting.entries.get(&i.undertaking));
    let done = entries().filter(|e| assessed(e)).count();
    let content = html! {
        article.wide.desk-page.board {
            p.crumbs { a href="/reviews" { (l.t("meeting.title")) } " › " (m.meeting) }
            header.lead {
                h1 { (name(l, m)) }
                p.facts { time datetime=(m.date) { (date(l, &m.date)) } (state(l, m)) span.coverage { (coverage(l, done, sitting.agenda.len())) }
                    @if let Some(closed) = &m.closed { span { (l.fill("paper.closed", &[("at", &closed.at), ("by", &closed.by)])) } } }
            }
            (papers::links(visit, m))
            (charges(l, sitting))
            (left(l, sitting))
            (groups(l, sitting))
            @if sitting.agenda.is_empty() { (parts::empty(l.t("meeting.empty"), l.t("meeting.empty-mend"))) }
            @for group in GROUPS { (items(visit, sitting, group)) }
            (end(visit, sitting))
        }
        script src=(assets::address("register.js")) defer {}
    };
    layout::desk(visit, &name(l, m), "reviews", content)
}

/// The clauses that charge the meeting, word for word.
fn charges(l: &Locale, sitting: &Sitting) -> Markup {
    html! { @if !sitting.charges.is_empty() {
        details.charges open[sitting.charges.len() < 6] {
            summary { h2 { (l.t("paper.charged-by")) " " span.n { (sitting.charges.len()) } } }
            @for (clause, words) in &sitting.charges {
                @let document = clause.split('#').next().and_then(|id| sitting.documents.get(id));
                blockquote lang=[document.map(|d| d.language.as_str())] { (words) p.facts { a href=(links::spot(clause)) { (document.map_or(clause.as_str(), parts::title)) } } }
            }
        }
    } }
}

/// What the meeting before decided, and how that stands.
fn left(l: &Locale, sitting: &Sitting) -> Markup {
    html! { @if !sitting.left.is_empty() {
        section { h2 { (l.t("paper.left")) } ul.statements { @for (r, e) in &sitting.left { li {
            p { (r.text) }
            p.facts { (light(l, e)) a href=(links::undertaking(&e.undertaking.undertaking)) { (e.undertaking.undertaking) } span { (l.term("status", &e.undertaking.status)) }
                @if let Some(due) = &r.due { span { (l.t("milestone.due")) " " (date(l, due)) } } @if let Some(body) = &r.body { span { (body) } } }
        } } } }
    } }
}

/// How many stand in each group, each a way to it.
fn groups(l: &Locale, sitting: &Sitting) -> Markup {
    let count = |group: &str| sitting.agenda.iter().filter(|i| i.group == group).count();
    html! { nav.groups aria-label=(l.t("meeting.agenda")) { @for group in GROUPS { @let n = count(group); @if n > 0 {
        a href={ "#group-" (group.replace(' ', "-")) } { strong { (n) } " " (l.term("group", group)) }
    } } } }
}

fn items(visit: &Visit, sitting: &Sitting, group: &str) -> Markup {
    let l = visit.locale;
    let items: Vec<&Item> = sitting.agenda.iter().filter(|i| i.group == group).collect();
    html! { @if !items.is_empty() {
        section id={ "group-" (group.replace(' ', "-")) } {
            h2 { (l.term("group", group)) " " span.n { (items.len()) } }
            ol.agenda { @for item in items { @if let Some(entry) = sitting.entries.get(&item.undertaking) { (line(visit, sitting, item, entry)) } } }
        }
    } }
}

fn line(visit: &Visit, sitting: &Sitting, item: &Item, e: &Entry) -> Markup {
    let l = visit.locale;
    let u = &e.undertaking;
    let document = sitting.documents.get(&u.document);
    let language = document.map(|d| d.language.as_str());
    let parties = document.map_or(&[][..], |d| d.parties.as_slice());
    html! { li id=(anchor(&u.undertaking)) data-stop {
        a.title href=(links::undertaking(&u.undertaking)) lang=[language] { (e.words) }
        p.facts {
            (light(l, e)) (number(u))
            span { (l.term("status", &u.status)) }
            @if let Some(deadline) = &u.deadline { span { (l.t("register.deadline")) " " (date(l, deadline)) } }
            @if let Some(body) = &u.body { span lang=[language] { (body) } }
            span.tag title=(item.from.as_deref().unwrap_or("")) { (l.term("ground", &item.ground)) }
        }
        @if let Some(reason) = &e.disputed { p.hint { (l.term("group", "disputed")) ": " (reason) } }
        @for r in e.resolutions.iter().filter(|r| r.meeting == sitting.meeting.meeting) { (made(l, r)) }
        @if sitting.meeting.closed.is_none() && visit.person.may(Action::Resolve, parties) { (decision(visit, e)) }
    } }
}

fn made(l: &Locale, r: &Resolution) -> Markup {
    html! { div.made {
        p { strong { (l.t("paper.decision")) } " " (r.text) }
        p.facts { span { (r.by) } @if let Some(body) = &r.body { span { (body) } } @if let Some(due) = &r.due { span { (l.t("milestone.due")) " " (date(l, due)) } } }
    } }
}

fn decision(visit: &Visit, e: &Entry) -> Markup {
    let l = visit.locale;
    html! {
        details.edit { summary { (l.t("meeting.decide")) }
            form.small method="post" {
                (sign::carried("act", "decide"))
                (sign::carried("id", &e.undertaking.undertaking))
                (sign::carried("saw", &e.version.to_string()))
                label.field.wide-field { span { (l.t("meeting.text")) } textarea name="text" rows="2" required maxlength="5000" {} }
                label.field { span { (l.t("meeting.who")) } input name="resolve-body" maxlength="300"; }
                label.field { span { (l.t("milestone.due")) } input type="date" name="due"; }
                label.field { span { (l.t("register.status")) } select name="status" {
                    option value="" { (l.t("meeting.as-is")) }
                    @for (value, words) in parts::terms(l, "status", STATUSES) { option value=(value) { (words) } }
                } }
                (sign::why(visit))
                button { (l.t("act.save")) }
            }
        }
    }
}

/// The close of the meeting; once closed, the way to the next.
fn end(visit: &Visit, sitting: &Sitting) -> Markup {
    let l = visit.locale;
    let m = &sitting.meeting;
    html! { section.end {
        @if m.closed.is_some() {
            p { a.button href={ "/reviews?body=" (encode(&m.body)) "&number=" (m.number + 1) "#open" } { (l.t("meeting.next")) } }
        } @else if visit.person.may(Action::Meet, &[]) {
            h2 { (l.t("meeting.close")) }
            p.hint { (l.fill("meeting.close-hint", &[("n", &sitting.resolutions().len().to_string()), ("all", &sitting.agenda.len().to_string())])) }
            form.sheet method="post" { (sign::carried("act", "close")) div.filters.sign { (sign::why(visit)) button { (l.t("meeting.close")) } } }
        }
    } }
}
