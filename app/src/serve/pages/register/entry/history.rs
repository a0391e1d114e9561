//! The history of an entry: who decided what, before and after, why; and the way back.

use super::{Sheet, form};
use crate::people::Action;
use crate::register::undoable;
use crate::serve::locale::Locale;
use crate::serve::pages::register::bulk::value;
use crate::serve::pages::sign;
use crate::serve::visit::Visit;
use crate::shape::Decision;
use maud::{Markup, html};
use serde_json::Value;
use std::collections::BTreeSet;

/// Every decision, the last first.
pub fn section(visit: &Visit, sheet: &Sheet) -> Markup {
    let l = visit.locale;
    let undone = undone(&sheet.decisions);
    html! {
        section #history {
            h2 { (l.t("register.decisions")) @if !sheet.decisions.is_empty() { " " span.n { (sheet.decisions.len()) } } }
            @if sheet.decisions.is_empty() { p.hint { (l.t("register.no-decisions")) } }
            ol.history reversed { @for d in sheet.decisions.iter().rev() {
                @let gone = undone.contains(&d.seq);
                li id={ "decision-" (d.seq) } class=[gone.then_some("undone")] {
                    (told(l, d))
                    p.facts {
                        span { "#" (d.seq) } span { (d.by) } time datetime=(d.at) { (moment(&d.at)) }
                        @if !d.note.is_empty() { span { (l.t("act.why")) ": " (d.note) } }
                        @if gone { span.tag.warn { (l.t("history.undone")) } }
                    }
                    @if !gone && undoable(&d.action) && sheet.may(visit, right(visit, d)) { (undo(visit, sheet, d)) }
                }
            } }
        }
    }
}

/// What it takes to take a decision back.
fn right(visit: &Visit, decision: &Decision) -> Action {
    if decision.by == visit.person.name { Action::UndoOwn } else { Action::Undo }
}

fn undo(visit: &Visit, sheet: &Sheet, decision: &Decision) -> Markup {
    let l = visit.locale;
    let fields = html! {
        input type="hidden" name="seq" value=(decision.seq);
        (sign::because(visit))
        button { (l.t("history.undo")) }
    };
    html! { details.edit { summary aria-label=(format!("{} #{}", l.t("history.undo"), decision.seq)) { (l.t("history.undo")) } (form(&sheet.entry, "undo", &fields)) } }
}

/// `2033-06-22 14:05`.
pub fn moment(at: &str) -> String {
    at.chars().take(16).collect::<String>().replace('T', " ")
}

/// What a decision did, in words: before and after where there are both.
pub fn told(l: &Locale, decision: &Decision) -> Markup {
    let action = l.term("action", &decision.action);
    let whole: Value = serde_json::from_str(&decision.value).unwrap_or_default();
    let text = |key: &str| whole[key].as_str().unwrap_or_default();
    html! { p.deed { @match decision.action.as_str() {
        "set" if text("field") == "note" => { strong { (l.t("note.title")) } " " (text("value")) }
        "set" => {
            strong { (l.term("field", text("field"))) } " "
            del { (value(l, text("field"), text("before"))) } " → " ins { (value(l, text("field"), text("value"))) }
        }
        "undo" => { strong { (action) } " #" (whole["seq"]) }
        _ if !whole["sealed"].is_null() => { strong { (action) } " " em { (l.t("coding.sealed")) } }
        _ => { strong { (action) } " " (summary(l, &whole)) }
    } } }
}

/// The fields of a decision that are neither its anchor nor empty, one after the other.
fn summary(l: &Locale, whole: &Value) -> String {
    let fields = whole.as_object().into_iter().flatten();
    let told = fields.filter(|(name, value)| *name != "anchor" && shown(value)).map(|(name, value)| {
        format!("{}: {}", l.term("field", name), flat(l, value).chars().take(400).collect::<String>())
    });
    told.collect::<Vec<_>>().join(" · ")
}

/// A value without the marks of JSON: lists by commas, fields by semicolons.
fn flat(l: &Locale, value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(|v| flat(l, v)).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let told = fields.iter().filter(|(_, v)| shown(v));
            told.map(|(name, v)| format!("{} {}", l.term("field", name), flat(l, v))).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

fn shown(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(s) => !s.is_empty(),
        Value::Array(a) => !a.is_empty(),
        Value::Object(o) => !o.is_empty(),
        Value::Number(n) => n.as_i64() != Some(0),
        Value::Bool(_) => true,
    }
}

/// Decisions that were taken back, unless the taking back was taken back.
fn undone(decisions: &[Decision]) -> BTreeSet<i64> {
    let mut out = BTreeSet::new();
    for d in decisions.iter().rev().filter(|d| d.action == "undo") {
        let whole: Value = serde_json::from_str(&d.value).unwrap_or_default();
        if !out.contains(&d.seq) {
            out.extend(whole["seq"].as_i64());
        }
    }
    out
}
