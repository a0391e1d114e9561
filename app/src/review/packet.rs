//! The papers of a meeting: the agenda before it, the minutes after it.

use super::agenda::GROUPS;
use super::meeting::Sitting;
use super::paper::Paper;
use crate::locale::{Locale, date};
use crate::names;
use crate::register::STATUSES;
use crate::shape::entry::{Entry, Item, Resolution};

/// The agenda with everything the meeting needs to see.
#[must_use]
pub fn agenda(l: &Locale, sitting: &Sitting) -> Paper {
    let mut paper = begun(l, sitting, "paper.agenda");
    paper.text(coverage(l, sitting));
    charges(l, sitting, &mut paper);
    if !sitting.left.is_empty() {
        paper.heading(l.t("paper.left"));
        let rows = sitting.left.iter().map(|(r, e)| decided(l, r, e)).collect();
        paper.table(&decisions(l), rows);
    }
    for group in GROUPS {
        let items: Vec<&Item> = sitting.agenda.iter().filter(|i| i.group == group).collect();
        if !items.is_empty() {
            paper.heading(format!("{} ({})", l.term("group", group), items.len()));
            paper.table(&columns(l), items.iter().filter_map(|item| row(l, sitting, item)).collect());
        }
    }
    paper
}

/// What was decided, and what was not reached.
#[must_use]
pub fn minutes(l: &Locale, sitting: &Sitting) -> Paper {
    let mut paper = begun(l, sitting, "paper.minutes");
    paper.text(coverage(l, sitting));
    let made = sitting.resolutions();
    paper.heading(format!("{} ({})", l.t("paper.decisions"), made.len()));
    paper.table(&decisions(l), made.iter().map(|(r, e)| decided(l, r, e)).collect());
    let reached = |item: &&Item| made.iter().any(|(_, e)| e.undertaking.undertaking == item.undertaking);
    let open: Vec<&Item> = sitting.agenda.iter().filter(|i| i.group != "settled" && !reached(i)).collect();
    paper.heading(format!("{} ({})", l.t("paper.not-reached"), open.len()));
    paper.text(l.t("paper.carried-over"));
    paper.table(&columns(l), open.iter().filter_map(|item| row(l, sitting, item)).collect());
    paper
}

fn begun(l: &Locale, sitting: &Sitting, title: &str) -> Paper {
    let m = &sitting.meeting;
    let number = m.number.to_string();
    let title = l.fill(title, &[("body", &m.body), ("n", &number)]);
    let closed = m.closed.as_ref().map(|c| l.fill("paper.closed", &[("at", &c.at), ("by", &c.by)])).unwrap_or_default();
    let subtitle = format!("{} {closed}", date(l, &m.date));
    Paper { title, subtitle: subtitle.trim().to_owned(), language: l.tag().to_owned(), blocks: Vec::new() }
}

/// `13 of 174 assessed`: what nobody looked at shows in every figure.
fn coverage(l: &Locale, sitting: &Sitting) -> String {
    let entries = sitting.agenda.iter().filter_map(|i| sitting.entries.get(&i.undertaking));
    let assessed = entries.filter(|e| e.undertaking.status != STATUSES[0]).count();
    l.fill("paper.coverage", &[("a", &assessed.to_string()), ("n", &sitting.agenda.len().to_string())])
}

fn charges(l: &Locale, sitting: &Sitting, paper: &mut Paper) {
    if sitting.charges.is_empty() {
        return;
    }
    paper.heading(l.t("paper.charged-by"));
    for (clause, words) in &sitting.charges {
        let document = clause.split('#').next().and_then(|id| sitting.documents.get(id));
        let title = document.map_or("", |d| d.title.as_str());
        paper.quote(words.clone(), format!("{title} — {clause}"));
    }
}

fn columns(l: &Locale) -> [(&str, u8); 6] {
    [
        (l.t("paper.number"), 16),
        (l.t("register.words"), 40),
        (l.t("register.parties"), 12),
        (l.t("register.deadline"), 12),
        (l.t("register.status"), 10),
        (l.t("paper.decision"), 18),
    ]
}

fn row(l: &Locale, sitting: &Sitting, item: &Item) -> Option<Vec<String>> {
    let entry = sitting.entries.get(&item.undertaking)?;
    let u = &entry.undertaking;
    let parties: Vec<&str> = u.parties.iter().map(|code| names::party(l, code)).collect();
    let mut status = l.term("status", &u.status).to_owned();
    if let Some(reason) = &entry.disputed {
        status = format!("{status}; {}: {reason}", l.term("group", "disputed"));
    }
    let deadline = u.deadline.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d));
    let made = sitting.resolutions();
    let made: Vec<&str> = made.iter().filter(|(_, e)| e == &entry).map(|(r, _)| r.text.as_str()).collect();
    Some(vec![u.undertaking.clone(), entry.words.clone(), parties.join("–"), deadline, status, made.join("; ")])
}

fn decisions(l: &Locale) -> [(&str, u8); 6] {
    [
        (l.t("paper.number"), 16),
        (l.t("register.words"), 34),
        (l.t("paper.decision"), 28),
        (l.t("register.body"), 12),
        (l.t("register.deadline"), 10),
        (l.t("register.status"), 10),
    ]
}

fn decided(l: &Locale, resolution: &Resolution, entry: &Entry) -> Vec<String> {
    let u = &entry.undertaking;
    let due = resolution.due.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d));
    let body = resolution.body.clone().unwrap_or_else(|| "—".into());
    let status = l.term("status", &u.status).to_owned();
    vec![u.undertaking.clone(), entry.words.clone(), resolution.text.clone(), body, due, status]
}
