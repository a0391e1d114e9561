//! How an entry gets on: milestones, the bodies it is split among, what meetings decided, assessments, notes.

use super::{Sheet, form};
use crate::people::Action;
use crate::serve::links;
use crate::serve::locale::date;
use crate::serve::pages::sign;
use crate::serve::visit::{Visit, encode};
use crate::shape::entry::{Entry, Milestone};
use maud::{Markup, html};

/// The steps on the way, each with a button that says it was delivered, and a form for another.
pub fn milestones(visit: &Visit, sheet: &Sheet) -> Markup {
    let (l, entry) = (visit.locale, &sheet.entry);
    let may = sheet.may(visit, Action::Step);
    let day = |value: &Option<String>| value.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d));
    let fields = html! {
        label.field.wide-field { span { (l.t("milestone.name")) } input name="name" required maxlength="200"; }
        label.field { span { (l.t("milestone.due")) } input type="date" name="due"; }
        label.field { span { (l.t("milestone.delivered")) } input type="date" name="delivered"; }
        (sign::why(visit))
        button { (l.t("act.add")) }
    };
    html! {
        section #milestones {
            h2 { (l.t("milestone.title")) }
            @if entry.milestones.is_empty() { p.hint { (l.t("milestone.none")) } }
            @else { ol.milestones { @for m in &entry.milestones {
                li class=[m.delivered.is_some().then_some("delivered")] {
                    strong { (m.name) } " "
                    span { (l.t("milestone.due")) " " (day(&m.due)) }
                    @if m.delivered.is_some() { span.ok { (l.t("milestone.delivered")) " " (day(&m.delivered)) } }
                    @else if may { (deliver(visit, entry, m)) }
                }
            } } }
            @if may { details.add { summary { (l.t("milestone.add")) } (form(entry, "milestone", &fields)) } }
        }
    }
}

fn deliver(visit: &Visit, entry: &Entry, milestone: &Milestone) -> Markup {
    let l = visit.locale;
    let fields = html! {
        (sign::carried("name", &milestone.name))
        label.field { span { (l.t("milestone.on")) } input type="date" name="delivered" required; }
        (sign::why(visit))
        button { (l.t("act.save")) }
    };
    html! { details.edit { summary { (l.t("milestone.deliver")) } (form(entry, "milestone", &fields)) } }
}

/// The bodies it is split among.
pub fn shares(visit: &Visit, sheet: &Sheet) -> Markup {
    let l = visit.locale;
    let entry = &sheet.entry;
    let blank = 2;
    let fields = html! {
        @for n in 0..entry.shares.len() + blank {
            @let share = entry.shares.get(n);
            div.pair {
                label.field { span { (l.t("register.body")) } input name="share-body" list="known-bodies" maxlength="300" value=(share.map_or("", |s| s.body.as_str())); }
                label.field { span { (l.t("share.part")) } input name="share-part" maxlength="500" value=(share.map_or("", |s| s.part.as_str())); }
            }
        }
        (sign::why(visit))
        button { (l.t("act.save")) }
    };
    html! {
        section #shares {
            h2 { (l.t("share.title")) }
            @if entry.shares.is_empty() { p.hint { (l.t("share.none")) } }
            @else { dl.facts { @for s in &entry.shares { dt { a href=(links::register("body", &s.body)) { (s.body) } } dd { (s.part) } } } }
            @if sheet.may(visit, Action::Split) { details.add { summary { (l.t("share.change")) } (form(entry, "split", &fields)) } }
        }
    }
}

/// What meetings decided about it.
pub fn resolutions(visit: &Visit, entry: &Entry) -> Markup {
    let l = visit.locale;
    html! { @if !entry.resolutions.is_empty() {
        section #resolutions {
            h2 { (l.t("meeting.decided")) }
            ul.statements { @for r in &entry.resolutions {
                @let (body, number) = r.meeting.rsplit_once('/').unwrap_or((&r.meeting, ""));
                li {
                    p { (r.text) }
                    p.facts {
                        a href={ "/reviews/" (encode(body)) "/" (number) } { (r.meeting) }
                        span { (r.by) " · " (r.at.get(..10).map_or(r.at.as_str(), |day| day)) }
                        @if let Some(body) = &r.body { span { (l.t("register.body")) ": " (body) } }
                        @if let Some(due) = &r.due { span { (l.t("milestone.due")) " " (date(l, due)) } }
                    }
                }
            } }
        }
    } }
}

/// Where it stands in every round of assessment.
pub fn assessments(visit: &Visit, sheet: &Sheet) -> Markup {
    let l = visit.locale;
    let entry = &sheet.entry;
    html! { @if !sheet.cycles.is_empty() {
        section #assessments {
            h2 { (l.t("tab.assessments")) }
            ul.statements { @for cycle in &sheet.cycles {
                @let state = crate::review::tasks::state(entry, &cycle.cycle);
                li { a href=(links::sheet(&cycle.cycle, &entry.undertaking.undertaking)) { (cycle.cycle) } " "
                    span.tag { (l.term("coding", state)) }
                    @for (party, score) in entry.assessments.get(&cycle.cycle).into_iter().flat_map(|a| &a.scores) { " " span.tag { (crate::names::party(l, party)) " " (score) } }
                }
            } }
        }
    } }
}

/// Remarks of people.
pub fn notes(visit: &Visit, sheet: &Sheet) -> Markup {
    let (l, entry) = (visit.locale, &sheet.entry);
    let fields = html! {
        input type="hidden" name="field" value="note";
        label.field.wide-field { span { (l.t("note.text")) } textarea name="value" rows="3" required maxlength="5000" {} }
        (sign::who(visit))
        button { (l.t("act.add")) }
    };
    html! {
        section #notes {
            h2 { (l.t("note.title")) }
            @if entry.notes.is_empty() { p.hint { (l.t("note.none")) } }
            ul.statements { @for note in &entry.notes { li { p.words { (note.text) } p.facts { span { (note.by) } span { (note.at.get(..10).map_or(note.at.as_str(), |day| day)) } } } } }
            @if sheet.may(visit, Action::Remark) { details.add { summary { (l.t("note.add")) } (form(entry, "set", &fields)) } }
        }
    }
}
