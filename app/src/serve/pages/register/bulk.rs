//! Deciding about many entries at once: one decision each, all or none, conflicts shown.

use super::Register;
use super::entry::moment;
use super::filters::bodies;
use crate::register::{Clash, Outcome, STATUSES, Wish, Workspace};
use crate::serve::locale::Locale;
use crate::serve::pages::{parts, sign};
use crate::serve::posted::Posted;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links};
use crate::shape::entry::Entry;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The fields that can be set for many entries.
const FIELDS: [&str; 5] = ["body", "status", "deadline", "assignee", "topics"];

/// What may be done with the entries that are ticked.
pub fn controls(visit: &Visit, register: &Register) -> Markup {
    let l = visit.locale;
    let statuses = parts::terms(l, "status", STATUSES);
    html! {
        fieldset.controls {
            legend { (l.t("bulk.title")) " " span.ticked data-words=(l.t("bulk.ticked")) {} }
            p.hint { (l.t("bulk.how")) }
            div.filters {
                label.field { span { (l.t("register.body")) } input name="body" list="bulk-bodies" maxlength="300"; }
                datalist #bulk-bodies { @for body in bodies(register) { option value=(body) {} } }
                label.field { span { (l.t("register.status")) } select name="status" {
                    option value="" { "—" }
                    @for (value, words) in &statuses { option value=(value) { (words) } }
                } }
                label.field { span { (l.t("register.deadline")) } input name="deadline" placeholder="2033-12-31" maxlength="21" pattern="[0-9.\\/\\-]{2,21}"; }
                label.field { span { (l.term("column", "assignee")) } input name="assignee" maxlength="100"; }
                label.field { span { (l.t("bulk.tag")) } input name="tag" maxlength="60"; }
                label.field { span { (l.t("bulk.untag")) } input name="untag" maxlength="60"; }
            }
            div.filters.sign { (sign::because(visit)) button { (l.t("bulk.do")) } }
            @if register.asked.len() > 1 {
                label.everything { input type="checkbox" name="everything" value=(register.asked.len()); " " (l.fill("bulk.everything", &[("n", &register.asked.len().to_string())])) }
            }
        }
    }
}

/// `POST /register/bulk`.
pub async fn post(State(workspace): State<Workspace>, posted: Posted) -> Result<Response, Problem> {
    let register = Register::load(&workspace, &posted.visit).await?;
    let wishes = wishes(&register, &posted)?;
    let saw = posted.need("head")?.parse().unwrap_or(0);
    let hand = posted.hand();
    if hand.why.is_empty() {
        return Err(Problem::new(StatusCode::BAD_REQUEST, "missing-field").wanted(posted.visit.locale.t("act.why")));
    }
    match workspace.set_many(&wishes, saw, &hand).await? {
        Outcome::Done(decisions) => {
            let back =
                posted.visit.with("done", &decisions.len().to_string()).replacen("/register/bulk", "/register", 1);
            Ok(posted.back(&back).into_response())
        }
        Outcome::Clashes(clashes) => {
            let page = conflict(&posted, &clashes, register.head, wishes.len());
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

/// What is to be set: every field that was filled in, of every entry that was ticked.
fn wishes(register: &Register, posted: &Posted) -> Result<Vec<Wish>, Problem> {
    let everything = posted.get("everything").and_then(|n| n.parse::<usize>().ok());
    if let Some(n) = everything.filter(|n| *n != register.asked.len()) {
        let found = format!("{} ≠ {n}", register.asked.len());
        return Err(Problem::new(StatusCode::CONFLICT, "conflict").found(found));
    }
    let ticked: BTreeSet<&str> = posted.all("pick").collect();
    let left: BTreeSet<&str> = posted.all("leave").collect();
    let chosen = |entry: &&Entry| {
        let id = entry.undertaking.undertaking.as_str();
        !left.contains(id) && (everything.is_some() || ticked.contains(id))
    };
    let entries: Vec<&Entry> = match everything {
        Some(_) => register.entries().filter(chosen).collect(),
        None => register.all.iter().filter(chosen).collect(),
    };
    Ok(entries.into_iter().flat_map(|entry| of(entry, posted)).collect())
}

fn of(entry: &Entry, posted: &Posted) -> Vec<Wish> {
    let id = entry.undertaking.undertaking.clone();
    let wish = |field: &str, value: String| Wish { id: id.clone(), field: field.to_owned(), value };
    let mut out: Vec<Wish> =
        FIELDS.iter().filter_map(|field| Some(wish(field, posted.get(field)?.to_owned()))).collect();
    let mut tags = entry.tags.clone();
    tags.retain(|tag| posted.get("untag") != Some(tag));
    tags.extend(posted.owned("tag").filter(|tag| !entry.tags.contains(tag)));
    if tags != entry.tags {
        out.push(wish("tags", tags.join(", ")));
    }
    out
}

/// What others wrote meanwhile beside what was to be written; nothing has been written yet.
fn conflict(posted: &Posted, clashes: &[Clash], head: i64, all: usize) -> Markup {
    let l = posted.visit.locale;
    let ids: BTreeSet<&str> = clashes.iter().map(|c| c.entry.undertaking.undertaking.as_str()).collect();
    let left: Vec<(&str, &str)> = ids.iter().map(|id| ("leave", *id)).collect();
    let numbers = [("n", clashes.len().to_string()), ("all", all.to_string())];
    let numbers: Vec<(&str, &str)> = numbers.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let content = html! {
        article.wide.desk-page {
            h1 { (l.t("conflict.title")) }
            p.sub { (l.fill("conflict.many", &numbers)) }
            table.register.plain-cells {
                thead { tr { th scope="col" { (l.t("register.words")) } th scope="col" { (l.t("conflict.field")) } th scope="col" { (l.t("conflict.theirs")) } th scope="col" { (l.t("conflict.yours")) } } }
                tbody { @for clash in clashes { (clashing(l, clash)) } }
            }
            div.choices {
                (again(posted, "head", head, &left, l.t("conflict.leave")))
                (again(posted, "head", head, &[], l.t("conflict.mine-all")))
                a.button href=(posted.visit.with("done", "").replacen("/register/bulk", "/register", 1)) { (l.t("conflict.theirs-all")) }
            }
        }
    };
    layout::desk(&posted.visit, l.t("conflict.title"), "register", content)
}

fn clashing(l: &Locale, clash: &Clash) -> Markup {
    let u = &clash.entry.undertaking;
    let said = clash.entry.decided.get(&clash.wish.field);
    html! { tr {
        td.words { a href=(links::undertaking(&u.undertaking)) { (clash.entry.words) } p.facts { (u.undertaking) } }
        td data-label=(l.t("conflict.field")) { (l.term("field", &clash.wish.field)) }
        td data-label=(l.t("conflict.theirs")) { (value(l, &clash.wish.field, &clash.now)) @if let Some(said) = said { p.facts { (said.by) " · " (moment(&said.at)) } } }
        td data-label=(l.t("conflict.yours")) { (value(l, &clash.wish.field, &clash.wish.value)) }
    } }
}

/// A value of a field in the reader's words.
pub fn value<'a>(l: &'a Locale, field: &str, value: &'a str) -> &'a str {
    match field {
        _ if value.is_empty() => "—",
        "status" | "binding" => l.term(field, value),
        _ => value,
    }
}

/// The same form once more, with some fields changed.
pub fn again(posted: &Posted, number: &str, saw: i64, more: &[(&str, &str)], words: &str) -> Markup {
    let address = format!("{}?{}", posted.visit.path, posted.visit.query(&["lang"]));
    html! {
        form method="post" action=(address) {
            @for (name, value) in posted.fields().filter(|(name, _)| *name != number) { (sign::carried(name, value)) }
            (posted.visit.guard())
            @for (name, value) in more { (sign::carried(name, value)) }
            (sign::carried(number, &saw.to_string()))
            button { (words) }
        }
    }
}
