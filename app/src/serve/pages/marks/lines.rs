//! The text as lines: each clause one of its own with what it is and what may be done, the words between as they stand.

use super::{address, by, fields};
use crate::marks::Text;
use crate::serve::links;
use crate::serve::locale::{Locale, date};
use crate::serve::pages::parts;
use crate::serve::visit::{Visit, encode};
use crate::shape::Provision;
use crate::shape::mark::{Coded, Mark, MarkSheet};
use maud::{Markup, html};

/// Provisions in which nobody looks for clauses.
const FORM: [&str; 8] = ["title", "subtitle", "dateline", "place-date", "speaker", "part", "heading", "signature"];

/// The whole text; `mine` while its marks may be changed.
pub(super) fn text(visit: &Visit, text: &Text, sheet: &MarkSheet, mine: bool) -> Markup {
    html! {
        @for p in &text.provisions {
            section class={ "passage " (p.kind) } id=(p.eid) data-eid=[mine.then_some(&p.eid)] {
                (block(visit, text, sheet, p, mine))
                @if mine && !FORM.contains(&p.kind.as_str()) { (adding(visit, text, p)) }
            }
        }
    }
}

fn block(visit: &Visit, text: &Text, sheet: &MarkSheet, p: &Provision, mine: bool) -> Markup {
    let marks: Vec<(usize, &Mark)> = sheet.marks.iter().enumerate().filter(|(_, m)| within(p, m)).collect();
    let mut at = p.start;
    let mut out = Vec::new();
    for (n, mark) in marks {
        let (start, end) = (mark.start.unwrap_or(at), mark.end.unwrap_or(at));
        out.push(between(text, p, at, start));
        out.push(line(visit, text, sheet, n, mine));
        at = at.max(end);
    }
    out.push(between(text, p, at, p.end));
    html! { @for piece in out { (piece) } }
}

fn within(p: &Provision, mark: &Mark) -> bool {
    mark.start.is_some_and(|start| p.start <= start && start < p.end)
}

/// Words that are no clause.
fn between(text: &Text, p: &Provision, start: i64, end: i64) -> Markup {
    let at = |n: i64| usize::try_from(n - p.start).unwrap_or(0);
    let words: String = p.text.chars().skip(at(start)).take(at(end).saturating_sub(at(start))).collect();
    html! {
        @if !words.trim().is_empty() {
            @match p.kind.as_str() {
                "title" | "part" | "heading" => h3.bare lang=(text.document.language) { (words) },
                _ => p.bare lang=(text.document.language) { (words) },
            }
        }
    }
}

fn line(visit: &Visit, text: &Text, sheet: &MarkSheet, n: usize, mine: bool) -> Markup {
    let (l, mark) = (visit.locale, &sheet.marks[n]);
    let (_, place) = links::split(&mark.mark);
    let corrected = mine && visit.get("clause") == Some(place);
    let class = ["line clause", &mark.coded.kind, mark.coded.stance.as_deref().unwrap_or(""), &mark.verdict];
    html! {
        div class=(class.join(" ")) id=(place) data-stop[mine] {
            p.words lang=(text.document.language) { (words(&mark.coded)) }
            p.coded {
                (coded(l, &mark.coded)) " "
                span class={ "tag verdict " (mark.verdict) } { (l.term("verdict", &mark.verdict)) }
                @if !mark.why.is_empty() { " " span.why-said { (mark.why) } }
            }
            @if mine { (acts(visit, text, sheet, n)) }
            @if corrected { (fields::form(visit, text, "correct", &mark.mark, &mark.coded)) }
        }
    }
}

/// The words of a clause, its operator set off.
pub(super) fn words(coded: &Coded) -> Markup {
    let operator = coded.operator.as_deref().unwrap_or("");
    html! {
        @match coded.text.split_once(operator).filter(|_| !operator.is_empty()) {
            Some((before, after)) => { (before) span.operator { (operator) } (after) },
            None => (coded.text),
        }
    }
}

/// What a clause is said to be, in words.
pub(super) fn coded(l: &Locale, c: &Coded) -> Markup {
    let stance = c.stance.as_deref().unwrap_or("");
    html! {
        span class={ "tag clause " (c.kind) " " (stance) } { (l.term("kind", &c.kind)) @if !stance.is_empty() { ": " (l.term("stance", stance)) } }
        @if let Some(force) = &c.force { " " span.tag { (l.term("force", force)) } }
        @if !c.actors.is_empty() { " " span.who-acts { (parts::together(l, &c.actors)) } }
        @if !c.addressees.is_empty() { " → " span.who-acts { (parts::together(l, &c.addressees)) } }
        @if let Some(deadline) = &c.deadline { " " span.tag.deadline { (l.t("register.by")) " " (date(l, deadline)) } }
    }
}

fn acts(visit: &Visit, text: &Text, sheet: &MarkSheet, n: usize) -> Markup {
    let (l, mark) = (visit.locale, &sheet.marks[n]);
    let next = sheet.marks.get(n + 1).unwrap_or(mark);
    let (_, place) = links::split(&mark.mark);
    html! {
        form.acts method="post" action=(address(text)) {
            (visit.guard())
            (fields::by(visit))
            input type="hidden" name="clause" value=(mark.mark);
            input type="hidden" name="next" value=(links::split(&next.mark).1);
            @if mark.verdict == "open" || mark.verdict == "remove" { button name="action" value="accept" { (l.t("marks.accept")) } }
            a.button.correct href={ (address(text)) "?clause=" (encode(place)) (by(visit, "&")) "#" (place) } { (l.t("marks.correct")) }
            @if mark.verdict != "remove" { button.quiet name="action" value="remove" { (l.t("marks.remove")) } }
            @if mark.seq > 0 {
                input type="hidden" name="seq" value=(mark.seq);
                button.quiet name="action" value="undo" { (l.t("marks.undo")) }
            }
        }
    }
}

/// The way to add a clause to a provision; the form where it is asked for.
fn adding(visit: &Visit, text: &Text, p: &Provision) -> Markup {
    let l = visit.locale;
    if visit.get("add") != Some(&p.eid) {
        let href = format!("{}?add={}{}#{}", address(text), encode(&p.eid), by(visit, "&"), p.eid);
        return html! { p.add { a.add href=(href) aria-label={ (l.t("marks.add")) ": " (p.eid) } { "+ " (l.t("marks.add")) } } };
    }
    let words = visit.get("words").unwrap_or("");
    let coded = Coded {
        text: words.to_owned(),
        kind: "commitment".into(),
        force: Some("decision".into()),
        actors: text.document.parties.clone(),
        ..Coded::default()
    };
    fields::form(visit, text, "add", &format!("{}#{}", text.document.document, p.eid), &coded)
}
