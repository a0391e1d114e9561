//! What the register is asked for: its filters, how it is sorted, which columns it shows.

use super::{Register, columns};
use crate::names;
use crate::register::{NOBODY, STATUSES, UndertakingFilter};
use crate::serve::pages::parts;
use crate::serve::visit::Visit;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The filters, each with the class its values are named by.
pub const FILTERS: [(&str, &str); 17] = [
    ("year", "year"),
    ("text", ""),
    ("document", ""),
    ("party", "party"),
    ("status", "status"),
    ("light", "light"),
    ("assessed", "assessed"),
    ("body", ""),
    ("topic", "topic"),
    ("assignee", "assignee"),
    ("tag", ""),
    ("kind", "kind"),
    ("force", "force"),
    ("stage", "stage"),
    ("deadline", "deadline"),
    ("deadline_from", ""),
    ("deadline_before", ""),
];
/// Those that stand behind “more”.
const MORE: [&str; 8] = ["tag", "kind", "force", "stage", "deadline", "deadline_from", "deadline_before", "assignee"];
/// Forces, firmest first.
pub const FORCES: [&str; 4] = ["obligation", "decision", "intention", "exploration"];
/// Stages, in the order of the work.
pub const STAGES: [&str; 8] = ["explore", "prepare", "agree", "start", "implement", "expand", "maintain", "complete"];
/// Lights, the most pressing first.
pub const LIGHTS: [&str; 4] = ["red", "yellow", "green", "grey"];

/// The filter the address asks for.
#[must_use]
pub fn filter(visit: &Visit) -> UndertakingFilter {
    UndertakingFilter {
        document: visit.owned("document"),
        party: visit.owned("party"),
        body: visit.owned("body"),
        topic: visit.owned("topic"),
        tag: visit.owned("tag"),
        status: visit.owned("status"),
        kind: visit.owned("kind"),
        force: visit.owned("force"),
        stage: visit.owned("stage"),
        light: visit.owned("light"),
        assessed: visit.owned("assessed"),
        assignee: visit.owned("assignee"),
        deadline: visit.owned("deadline"),
        deadline_from: visit.owned("deadline_from"),
        deadline_before: visit.owned("deadline_before"),
        text: visit.owned("text"),
    }
}

/// The form: the filters everybody uses, the others folded, and the columns.
pub fn form(visit: &Visit, register: &Register) -> Markup {
    let l = visit.locale;
    html! {
        details.roomy.asking {
            summary.button { (l.t("filter.apply")) }
            form.asking action="/register" method="get" {
                @for (name, value) in visit.others(&own()) { input type="hidden" name=(name) value=(value); }
                div.filters { (first(visit, register)) button { (l.t("filter.apply")) } }
                div.folded {
                    details open[visit.asks(&MORE)] { summary { (l.t("filter.more")) } div.filters { (second(visit, register)) } }
                    details open[false] { summary { (l.t("column.title")) }
                        fieldset.columns { legend.hidden { (l.t("column.title")) }
                            @let chosen = columns::chosen(visit);
                            @for column in columns::COLUMNS {
                                label { input type="checkbox" name="column" value=(column) checked[chosen.contains(&column)]; " " (l.term("column", column)) }
                            }
                            button.quiet { (l.t("column.show")) }
                        }
                    }
                }
            }
        }
    }
}

/// The fields the form has inputs for; everything else is carried along.
fn own() -> Vec<&'static str> {
    FILTERS.iter().map(|(name, _)| *name).chain(["column", "page", "lang", "done"]).collect()
}

fn first(visit: &Visit, register: &Register) -> Markup {
    let l = visit.locale;
    let documents: Vec<_> =
        register.documents.values().rev().map(|d| (d.document.clone(), parts::short(l, d))).collect();
    let parties = parts::party_options(l, register.all.iter().flat_map(|e| &e.undertaking.parties));
    let topics: BTreeSet<&String> = register.all.iter().flat_map(|e| &e.undertaking.topics).collect();
    let topics: Vec<_> = topics.into_iter().map(|t| (t.clone(), names::topic(l, t).to_owned())).collect();
    html! {
        (parts::field(visit, "text", l.t("filter.text"), "search"))
        (parts::choice(visit, "document", l.t("filter.document"), &documents))
        (parts::choice(visit, "party", l.t("filter.party"), &parties))
        (parts::choice(visit, "status", l.t("filter.status"), &parts::terms(l, "status", STATUSES)))
        (parts::choice(visit, "light", l.t("filter.light"), &parts::terms(l, "light", &LIGHTS)))
        (parts::choice(visit, "assessed", l.t("filter.assessed"), &parts::terms(l, "assessed", &["yes", "no"])))
        (listed(visit, "body", l.t("register.body"), bodies(register)))
        @if !topics.is_empty() { (parts::choice(visit, "topic", l.t("filter.topic"), &topics)) }
    }
}

fn second(visit: &Visit, register: &Register) -> Markup {
    let l = visit.locale;
    let mut people: Vec<(String, String)> = vec![(NOBODY.to_owned(), l.term("assignee", NOBODY).to_owned())];
    let assigned: BTreeSet<&String> = register.all.iter().filter_map(|e| e.assignee.as_ref()).collect();
    people.extend(assigned.into_iter().map(|p| (p.clone(), p.clone())));
    let tags: BTreeSet<&str> = register.all.iter().flat_map(|e| &e.tags).map(String::as_str).collect();
    html! {
        (parts::choice(visit, "assignee", l.term("column", "assignee"), &people))
        (listed(visit, "tag", l.term("column", "tags"), tags))
        (parts::choice(visit, "kind", l.t("filter.kind"), &parts::terms(l, "kind", &["commitment", "mandate"])))
        (parts::choice(visit, "force", l.t("filter.force"), &parts::terms(l, "force", &FORCES)))
        (parts::choice(visit, "stage", l.t("filter.stage"), &parts::terms(l, "stage", &STAGES)))
        (parts::choice(visit, "deadline", l.t("filter.deadline"), &parts::terms(l, "deadline", &["set", "none"])))
        (parts::field(visit, "deadline_from", l.t("filter.after"), "date"))
        (parts::field(visit, "deadline_before", l.t("filter.before"), "date"))
    }
}

/// The bodies anything stands under.
pub fn bodies(register: &Register) -> BTreeSet<&str> {
    let own = register.all.iter().filter_map(|e| e.undertaking.body.as_deref());
    own.chain(register.all.iter().flat_map(|e| e.shares.iter().map(|s| s.body.as_str()))).collect()
}

/// A field that knows what could be written in it.
fn listed(visit: &Visit, name: &str, words: &str, known: BTreeSet<&str>) -> Markup {
    html! {
        label.field {
            span { (words) }
            input name=(name) list={ "known-" (name) } value=(visit.get(name).unwrap_or("")) maxlength="300" placeholder=(visit.locale.t("filter.any"));
        }
        datalist id={ "known-" (name) } { @for value in known { option value=(value) {} } }
    }
}
