//! A meeting from its opening to its close: every act is a decision.

use super::agenda::{self, Sources};
use super::charge::{Called, Charge, charges};
use crate::people::Action;
use crate::register::{Act, ClauseFilter, DocumentFilter, Draft, Hand, ReferenceFilter, STATUSES, Workspace};
use crate::shape::entry::{Entry, Item, Meeting, Resolution};
use crate::shape::{Clause, Decision, Document, Reference};
use crate::{Error, Result};
use std::collections::BTreeMap;

/// How many days after a meeting still count as due before it.
const AHEAD: i64 = 90;

/// A meeting with all it looks at.
#[derive(Clone, Debug, Default)]
pub struct Sitting {
    /// The meeting.
    pub meeting: Meeting,
    /// Its agenda: drawn now, or as it stood when it was closed.
    pub agenda: Vec<Item>,
    /// The entries on the agenda, by number or clause.
    pub entries: BTreeMap<String, Entry>,
    /// The documents they stand in.
    pub documents: BTreeMap<String, Document>,
    /// The clauses that charge the meeting, word for word, by their id.
    pub charges: BTreeMap<String, String>,
    /// The meeting before, if it was closed.
    pub before: Option<Meeting>,
    /// What was decided in the meeting before, and how those entries stand now.
    pub left: Vec<(Resolution, Entry)>,
}

impl Sitting {
    /// What this meeting decided, in order.
    #[must_use]
    pub fn resolutions(&self) -> Vec<(&Resolution, &Entry)> {
        let mut out: Vec<_> = self.entries.values().flat_map(|e| made_in(&self.meeting.meeting, e)).collect();
        out.sort_by_key(|(r, _)| r.seq);
        out
    }
}

fn made_in<'e>(meeting: &str, entry: &'e Entry) -> impl Iterator<Item = (&'e Resolution, &'e Entry)> {
    let meeting = meeting.to_owned();
    entry.resolutions.iter().filter(move |r| r.meeting == meeting).map(move |r| (r, entry))
}

/// Opens a meeting.
///
/// # Errors
/// When it was opened before, its date is none, or the database fails.
pub async fn open(workspace: &Workspace, body: &str, number: u32, date: &str, hand: &Hand) -> Result<Meeting> {
    hand.rights.allow(Action::Meet, &[])?;
    let id = format!("{body}/{number}");
    if date.len() != 10 || !crate::register::is_date(date) {
        return Err(Error::usage(
            format!("found the date `{date}`"),
            "the day of the meeting",
            "write it as 2025-12-31",
        ));
    }
    let ledger = workspace.ledger().await?;
    if ledger.meetings.iter().any(|m| m.meeting == id) {
        return Err(Error::input(
            format!("the meeting {id} was opened before"),
            "a meeting that was not",
            "see its agenda with `chancery review agenda`",
        ));
    }
    let meeting = Meeting { meeting: id.clone(), body: body.into(), number, date: date.into(), ..Meeting::default() };
    let value = serde_json::to_string(&meeting)?;
    let (by, note, action) = (hand.by.clone(), hand.why.clone(), "meeting".into());
    workspace.decide(Draft { by, note, subject: id, action, value, since: Some(ledger.head) }).await?;
    Ok(meeting)
}

/// The meetings that texts charge to look at how they are carried out.
///
/// # Errors
/// When the database fails.
pub async fn called(workspace: &Workspace) -> Result<Vec<Called>> {
    let mut out = Vec::new();
    for document in workspace.documents(&DocumentFilter::default()).await? {
        let (clauses, references) = said(workspace, &document).await?;
        out.extend(super::charge::called(&document, &references, &clauses));
    }
    Ok(out)
}

async fn said(workspace: &Workspace, document: &Document) -> Result<(Vec<Clause>, Vec<Reference>)> {
    let clauses = ClauseFilter { document: Some(document.document.clone()), ..ClauseFilter::default() };
    let references = ReferenceFilter { document: Some(document.document.clone()), ..ReferenceFilter::default() };
    Ok((workspace.clauses(&clauses).await?, workspace.references(&references).await?))
}

/// The meeting of that id; without one the meeting that was opened last.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn find(workspace: &Workspace, id: Option<&str>) -> Result<Meeting> {
    let meetings = workspace.ledger().await?.meetings;
    let found = meetings.into_iter().rev().find(|m| id.is_none_or(|id| m.meeting == id));
    found.ok_or_else(|| {
        let what = id.map_or_else(|| "found no meeting".to_owned(), |id| format!("found no meeting `{id}`"));
        Error::missing(what, "open one with `chancery review open --body BODY --number N --date DATE`")
    })
}

/// A meeting with all it looks at.
///
/// # Errors
/// When there is none of that id, or the database fails.
pub async fn sitting(workspace: &Workspace, id: Option<&str>) -> Result<Sitting> {
    let meeting = find(workspace, id).await?;
    let ledger = workspace.ledger().await?;
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    let mut said: Vec<Charge> = Vec::new();
    for document in &documents {
        let (clauses, references) = self::said(workspace, document).await?;
        said.extend(charges(&meeting.body, document, &references, &clauses));
    }
    let earlier = |m: &&Meeting| m.body == meeting.body && m.closed.is_some() && m.number < meeting.number;
    let mut before: Vec<Meeting> = ledger.meetings.iter().filter(earlier).cloned().collect();
    before.sort_by_key(|m| m.number);
    let dates = documents.iter().filter_map(|d| Some((d.document.clone(), d.date.clone()?))).collect();
    let sources = Sources { entries: &ledger.entries, charges: &said, before: &before, dates: &dates, ahead: AHEAD };
    let agenda = if meeting.closed.is_some() { meeting.agenda.clone() } else { agenda::agenda(&meeting, sources) };
    let mut entries = BTreeMap::new();
    let mut left = Vec::new();
    for mut entry in ledger.entries {
        crate::register::shown(&mut entry, &meeting.date, ledger.yellow);
        if let Some(before) = before.last() {
            left.extend(made_in(&before.meeting, &entry).map(|(r, e)| (r.clone(), e.clone())));
        }
        let id = &entry.undertaking.undertaking;
        if agenda.iter().any(|item| item.undertaking == *id) || made_in(&meeting.meeting, &entry).next().is_some() {
            entries.insert(id.clone(), entry);
        }
    }
    let mut quoted = BTreeMap::new();
    for charge in said.iter().filter(|c| c.number.is_none_or(|n| n == meeting.number)) {
        quoted.insert(charge.clause.clone(), workspace.clause(&charge.clause).await?.text);
    }
    let documents = documents.into_iter().map(|d| (d.document.clone(), d)).collect();
    Ok(Sitting { meeting, agenda, entries, documents, charges: quoted, before: before.pop(), left })
}

/// Decides about an entry in a meeting.
///
/// # Errors
/// When the meeting is closed, there is no such entry, or the database fails.
pub async fn decide(workspace: &Workspace, id: &str, resolution: Resolution, hand: &Hand) -> Result<Decision> {
    let meeting = find(workspace, Some(&resolution.meeting)).await?;
    still_open(&meeting)?;
    if resolution.text.trim().is_empty() {
        return Err(Error::usage("found no decision", "what the meeting decided, in words", "say it with --text TEXT"));
    }
    workspace.act(id, Act::Resolve(resolution), hand).await
}

/// The same, and what the entry's status is from now on.
///
/// # Errors
/// As [`decide`], and when the status is none.
pub async fn decide_with_status(
    workspace: &Workspace,
    id: &str,
    resolution: Resolution,
    status: &str,
    hand: &Hand,
) -> Result<Decision> {
    if !STATUSES.contains(&status) {
        let wanted = format!("one of {}", STATUSES.join(", "));
        return Err(Error::usage(format!("found the status `{status}`"), wanted, "choose one of them"));
    }
    let meeting = resolution.meeting.clone();
    let decision = decide(workspace, id, resolution, hand).await?;
    let why = if hand.why.is_empty() { meeting } else { format!("{meeting}: {}", hand.why) };
    workspace.set(id, "status", status, &Hand { why, saw: None, ..hand.clone() }).await?;
    Ok(decision)
}

/// Closes a meeting: its agenda stays as it stands now.
///
/// # Errors
/// When it is closed already, or the database fails.
pub async fn close(workspace: &Workspace, id: Option<&str>, hand: &Hand) -> Result<Sitting> {
    hand.rights.allow(Action::Meet, &[])?;
    let sitting = sitting(workspace, id).await?;
    still_open(&sitting.meeting)?;
    let (by, note, action) = (hand.by.clone(), hand.why.clone(), "close".into());
    let (subject, value) = (sitting.meeting.meeting.clone(), serde_json::to_string(&sitting.agenda)?);
    workspace.decide(Draft { by, note, subject: subject.clone(), action, value, since: None }).await?;
    self::sitting(workspace, Some(&subject)).await
}

fn still_open(meeting: &Meeting) -> Result<()> {
    match &meeting.closed {
        None => Ok(()),
        Some(closed) => Err(Error::input(
            format!("the meeting {} was closed on {}", meeting.meeting, &closed.at),
            "a meeting that is open",
            "open the next one with `chancery review open`",
        )),
    }
}
