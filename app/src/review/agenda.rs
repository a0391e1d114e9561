//! The agenda of a meeting: what is due, overdue, disputed or unassessed under a body.

use super::charge::{Charge, belongs};
use super::light::{day, due};
use crate::register::STATUSES;
use crate::shape::entry::{Entry, Item, Meeting};
use std::collections::BTreeMap;

/// The groups of an agenda, in its order.
pub const GROUPS: [&str; 6] = ["overdue", "due", "disputed", "unassessed", "under way", "settled"];

/// What an agenda is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The register.
    pub entries: &'a [Entry],
    /// What the texts lay before the meetings of the body.
    pub charges: &'a [Charge],
    /// The closed meetings of the same body.
    pub before: &'a [Meeting],
    /// Dates of the documents: nobody reviews what was not said yet.
    pub dates: &'a BTreeMap<String, String>,
    /// How many days ahead counts as due.
    pub ahead: i64,
}

/// The agenda of `meeting`, by group and in the order of the register.
#[must_use]
pub fn agenda(meeting: &Meeting, sources: Sources<'_>) -> Vec<Item> {
    let item = |entry: &Entry| {
        let said = sources.dates.get(&entry.undertaking.document);
        if said.is_some_and(|date| date.as_str() > meeting.date.as_str()) {
            return None;
        }
        let (ground, from) = ground(meeting, entry, &sources)?;
        let group = group(meeting, entry, sources.ahead).to_owned();
        Some(Item { undertaking: entry.undertaking.undertaking.clone(), group, ground: ground.to_owned(), from })
    };
    let mut items: Vec<Item> = sources.entries.iter().filter_map(item).collect();
    items.sort_by_key(|item| GROUPS.iter().position(|g| *g == item.group));
    items
}

/// Why an entry is before the meeting; the nearest reason first.
fn ground(meeting: &Meeting, entry: &Entry, sources: &Sources<'_>) -> Option<(&'static str, Option<String>)> {
    let row = &entry.undertaking;
    if row.body.as_deref().is_some_and(|body| belongs(&meeting.body, body)) {
        return Some(("body", row.body.clone()));
    }
    if let Some(share) = entry.shares.iter().find(|s| belongs(&meeting.body, &s.body)) {
        return Some(("share", Some(share.body.clone())));
    }
    let known = |m: &&Meeting| m.agenda.iter().any(|i| i.undertaking == row.undertaking && i.group != "settled");
    if let Some(before) = sources.before.iter().rev().find(known) {
        return Some(("carried", Some(before.meeting.clone())));
    }
    let here = |c: &&Charge| c.number.is_none_or(|n| n == meeting.number);
    let mut charges = sources.charges.iter().filter(here);
    if let Some(charge) = charges.clone().find(|c| c.clause == row.clause) {
        return Some(("named", Some(charge.clause.clone())));
    }
    charges.find(|c| c.whole && c.document == row.document).map(|c| ("charge", Some(c.clause.clone())))
}

fn group(meeting: &Meeting, entry: &Entry, ahead: i64) -> &'static str {
    let status = entry.undertaking.status.as_str();
    if ["done", "superseded", "dropped"].contains(&status) {
        return "settled";
    }
    let days = match (due(entry).as_deref().and_then(day), day(&meeting.date)) {
        (Some(due), Some(date)) => Some((due - date).whole_days()),
        _ => None,
    };
    match days {
        _ if status == "overdue" => "overdue",
        Some(days) if days < 0 => "overdue",
        Some(days) if days <= ahead => "due",
        _ if disputed(entry) => "disputed",
        _ if status == STATUSES[0] => "unassessed",
        _ => "under way",
    }
}

/// Somebody disputes it, or coders differ and nobody settled it.
fn disputed(entry: &Entry) -> bool {
    let open = |a: &crate::shape::assessment::Assessment| {
        a.codings.len() == 2
            && a.settled.is_none()
            && a.codings.iter().flat_map(|c| c.scores.keys()).any(|party| !a.scores.contains_key(party))
    };
    entry.disputed.is_some() || entry.assessments.values().any(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, status: &str, body: &str, deadline: &str) -> Entry {
        let mut entry = Entry::default();
        let row = &mut entry.undertaking;
        (row.undertaking, row.clause, row.document) = (id.into(), id.into(), "d".into());
        row.status = status.into();
        row.body = (!body.is_empty()).then(|| body.into());
        row.deadline = (!deadline.is_empty()).then(|| deadline.into());
        entry
    }

    fn drawn(
        meeting: &Meeting,
        entries: &[Entry],
        charges: &[Charge],
        before: &[Meeting],
    ) -> Vec<(String, String, String)> {
        let sources = Sources { entries, charges, before, dates: &BTreeMap::new(), ahead: 90 };
        agenda(meeting, sources).into_iter().map(|i| (i.undertaking, i.group, i.ground)).collect()
    }

    #[test]
    fn what_is_due_comes_first_and_only_what_is_under_the_body() {
        let meeting =
            Meeting { body: "港务委员会".into(), number: 3, date: "2030-06-01".into(), ..Meeting::default() };
        let mut quarrel = entry("4", "under way", "港务委员会", "");
        quarrel.disputed = Some("no agreement on the quay".into());
        let entries = [
            entry("1", "not assessed", "港务委员会", ""),
            entry("2", "under way", "港务委员会引航分委会", "2030-07"),
            entry("3", "under way", "港务委员会", "2030-05"),
            quarrel,
            entry("5", "under way", "铁路委员会", "2030-05"),
            entry("6", "done", "港务委员会", ""),
        ];
        let drawn = drawn(&meeting, &entries, &[], &[]);
        let groups: Vec<(&str, &str)> = drawn.iter().map(|(id, group, _)| (id.as_str(), group.as_str())).collect();
        assert_eq!(groups, [("3", "overdue"), ("2", "due"), ("4", "disputed"), ("1", "unassessed"), ("6", "settled")]);
    }

    #[test]
    fn a_text_may_charge_a_meeting_with_all_it_says() {
        let meeting = Meeting { body: "会晤".into(), number: 3, date: "2030-06-01".into(), ..Meeting::default() };
        let entries = [entry("1", "not assessed", "", ""), entry("2", "not assessed", "", "")];
        let charge = |number| Charge { clause: "2".into(), document: "d".into(), whole: true, number };
        let grounds = |n| drawn(&meeting, &entries, &[charge(n)], &[]).into_iter().map(|(.., g)| g).collect::<Vec<_>>();
        assert_eq!(grounds(Some(3)), ["charge", "named"]);
        assert_eq!(grounds(None), ["charge", "named"]);
        assert!(grounds(Some(4)).is_empty());
    }

    #[test]
    fn the_next_meeting_starts_from_what_the_last_one_left() {
        let item = Item { undertaking: "1".into(), group: "unassessed".into(), ..Item::default() };
        let before = Meeting { meeting: "会晤/2".into(), agenda: vec![item], ..Meeting::default() };
        let meeting = Meeting { body: "会晤".into(), number: 3, date: "2030-06-01".into(), ..Meeting::default() };
        let drawn = drawn(&meeting, &[entry("1", "under way", "", "")], &[], &[before]);
        assert_eq!(drawn, [("1".to_owned(), "under way".to_owned(), "carried".to_owned())]);
    }
}
