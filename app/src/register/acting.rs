//! Writing decisions about entries: what may be set, who may act on what they saw, taking back, carrying over.

use super::act::{Act, Carrying, Setting, Undoing};
use super::valid::valid;
use super::{Draft, FIELDS, Ledger, Workspace};
use crate::people::{Action, Rights};
use crate::shape::Decision;
use crate::shape::entry::{Entry, Evidence};
use crate::{Error, Result};
use serde::Deserialize;
use utoipa::ToSchema;

/// Who acts, with what rights, why, and on what state of the entry.
#[derive(Clone, Debug, Default)]
pub struct Hand {
    /// Who.
    pub by: String,
    /// What they may do; everything, unless said: the command line asks nobody. The web makes hands of persons.
    pub rights: Rights,
    /// Why.
    pub why: String,
    /// The version of the entry that was looked at; `None` takes what is there.
    pub saw: Option<i64>,
}

/// One of many settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
pub struct Line {
    /// Number of the entry, or id of its clause.
    pub undertaking: String,
    /// Which field.
    pub field: String,
    /// To what.
    pub value: String,
    /// Why.
    #[serde(default)]
    pub why: String,
    /// The version of the entry that was looked at; none takes what is there.
    #[serde(default)]
    pub version: Option<i64>,
}

impl From<[String; 4]> for Line {
    fn from([undertaking, field, value, why]: [String; 4]) -> Self {
        Self { undertaking, field, value, why, version: None }
    }
}

impl Workspace {
    /// Refuses what is not allowed about a document: rights may be limited to its parties.
    ///
    /// # Errors
    /// When it is not allowed, or the database fails.
    pub async fn allowed(&self, hand: &Hand, action: Action, document: &str) -> Result<()> {
        if hand.rights == Rights::Everything {
            return Ok(());
        }
        let parties = match self.document(document).await {
            Ok(document) => document.parties,
            Err(Error::Missing(_)) => Vec::new(),
            Err(error) => return Err(error),
        };
        hand.rights.allow(action, &parties)
    }

    /// Does something to an entry.
    ///
    /// # Errors
    /// When there is no such entry, it cannot be done, it is not allowed, somebody else changed the entry since it was
    /// looked at, or the database fails.
    pub async fn act(&self, id: &str, mut act: Act, hand: &Hand) -> Result<Decision> {
        let ledger = self.ledger().await?;
        let (entry, anchor) = ledger.anchored(id)?;
        self.allowed(hand, act.action(), &entry.undertaking.document).await?;
        valid(&act, &hand.why)?;
        if let Act::Evidence(Evidence { file: Some(sha), .. }) = &act {
            self.file(sha).await?;
        }
        if let Act::Set(setting) = &mut act {
            setting.before = before(entry, &setting.field);
        }
        if hand.saw.is_some_and(|saw| saw != entry.version) {
            return Err(conflict(entry, &act));
        }
        let (action, value) = act.written(anchor)?;
        let since = hand.saw.map(|_| ledger.head);
        let subject = entry.undertaking.undertaking.clone();
        self.decide(Draft { by: hand.by.clone(), note: hand.why.clone(), subject, action, value, since }).await
    }

    /// Sets one field of an entry.
    ///
    /// # Errors
    /// As [`Self::act`].
    pub async fn set(&self, id: &str, field: &str, value: &str, hand: &Hand) -> Result<Decision> {
        let setting = Setting { field: field.to_owned(), value: value.to_owned(), before: String::new() };
        self.act(id, Act::Set(setting), hand).await
    }

    /// Sets many fields: all of them or none; how many were not so already.
    ///
    /// # Errors
    /// The first thing that cannot be done, as [`Self::act`].
    pub async fn set_all<L: Clone + Into<Line>>(&self, lines: &[L], hand: &Hand) -> Result<usize> {
        let ledger = self.ledger().await?;
        let lines: Vec<Line> = lines.iter().cloned().map(Into::into).collect();
        let drafts: Vec<Option<Draft>> =
            lines.iter().map(|line| drafted(&ledger, line, &hand.by)).collect::<Result<_>>()?;
        for Line { undertaking, field, .. } in &lines {
            let act = Act::Set(Setting { field: field.clone(), ..Setting::default() });
            self.allowed(hand, act.action(), &ledger.anchored(undertaking)?.0.undertaking.document).await?;
        }
        Ok(self.decide_all(&drafts.into_iter().flatten().collect::<Vec<_>>()).await?.len())
    }

    /// What of [`Self::set_all`] could not be done, each with the place of its line.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cannot_set<L: Clone + Into<Line>>(&self, lines: &[L]) -> Result<Vec<(usize, Error)>> {
        let ledger = self.ledger().await?;
        let fault = |(at, line): (usize, &L)| drafted(&ledger, &line.clone().into(), "nobody").err().map(|e| (at, e));
        Ok(lines.iter().enumerate().filter_map(fault).collect())
    }

    /// Takes a decision back, by a new one.
    ///
    /// # Errors
    /// When there is no such decision, it is one that stands for ever, or the database fails.
    pub async fn undo(&self, seq: i64, hand: &Hand) -> Result<Decision> {
        let chain = self.chain().await?;
        let taken = chain.iter().find(|d| d.seq == seq).ok_or_else(|| {
            Error::missing(format!("found no decision {seq}"), "see them with `chancery register show ID`")
        })?;
        match (taken.action.as_str(), document_of(taken, &chain)) {
            ("yellow", _) => hand.rights.allow(Action::Yellow, &[])?,
            (_, document) => {
                let action = if taken.by == hand.by { Action::UndoOwn } else { Action::Undo };
                self.allowed(hand, action, &document.unwrap_or_default()).await?;
            }
        }
        let first = first_taken(taken, &chain);
        if first.action == "mark" {
            self.coding_by(&first.subject, hand).await?;
            if first.by != hand.by {
                let wanted = "a mark of one's own";
                return Err(Error::refused(format!("decision {seq} is a mark of {}", first.by), wanted, "leave it"));
            }
        }
        if !undoable(&taken.action) {
            let (action, wanted) = (&taken.action, "a decision that can be taken back");
            let mend = "numbers, meetings, codes and signatures stand, and readings are decided anew with `chancery suspicions`";
            return Err(Error::input(format!("decision {seq} is `{action}`"), wanted, mend));
        }
        let (subject, value) = (taken.subject.clone(), serde_json::to_string(&Undoing { seq })?);
        let (by, note) = (hand.by.clone(), hand.why.clone());
        self.decide(Draft { by, note, subject, action: "undo".into(), value, since: None }).await
    }

    /// Says how many days before something is due its light turns yellow.
    ///
    /// # Errors
    /// When it is not allowed, or the database fails.
    pub async fn yellow(&self, days: u16, hand: &Hand) -> Result<Decision> {
        hand.rights.allow(Action::Yellow, &[])?;
        let (by, note, subject) = (hand.by.clone(), hand.why.clone(), "workspace".into());
        self.decide(Draft { by, note, subject, action: "yellow".into(), value: days.to_string(), since: None }).await
    }

    /// Carries what was decided about words that are gone over to the words of another entry.
    ///
    /// # Errors
    /// When decision `seq` does not want attention, there is no such entry, or the database fails.
    pub async fn carry(&self, seq: i64, id: &str, hand: &Hand) -> Result<Decision> {
        let ledger = self.ledger().await?;
        let lost = ledger.attention.iter().find(|a| a.seq == seq).ok_or_else(|| {
            let mend = "see those that do with `chancery register attention`";
            Error::missing(format!("decision {seq} does not want attention"), mend)
        })?;
        let from = self.anchor_of(lost).await?;
        let to = ledger.anchored(id)?.1.clone();
        self.allowed(hand, Action::Carry, &from.document).await?;
        self.allowed(hand, Action::Carry, &to.document).await?;
        let (by, note, subject) = (hand.by.clone(), hand.why.clone(), lost.subject.clone());
        let value = serde_json::to_string(&Carrying { from, to })?;
        self.decide(Draft { by, note, subject, action: "carry".into(), value, since: Some(ledger.head) }).await
    }

    /// The anchor of a decision that wants attention, as it was written.
    async fn anchor_of(&self, lost: &super::Attention) -> Result<super::Anchor> {
        let chain = self.chain().await?;
        let decision = chain.iter().find(|d| d.seq == lost.seq);
        let anchor = decision.and_then(|d| match d.action.as_str() {
            "open" => super::act::parsed::<super::Opening>(&d.value).ok()?.numbers.remove(&lost.subject),
            _ => Act::read(&d.action, &d.value)?.ok().map(|(_, anchor)| anchor),
        });
        anchor.ok_or_else(|| Error::ours(format!("decision {} has no anchor", lost.seq)))
    }
}

/// Whether a decision of that action can be taken back.
#[must_use]
pub fn undoable(action: &str) -> bool {
    const CAN: [&str; 13] = [
        "set",
        "milestone",
        "evidence",
        "split",
        "resolve",
        "rubric",
        "search",
        "settle",
        "carry",
        "undo",
        "yellow",
        "mark",
        "mark.settle",
    ];
    CAN.contains(&action)
}

/// The document a decision about an entry is anchored in.
fn document_of(decision: &Decision, chain: &[Decision]) -> Option<String> {
    match decision.action.as_str() {
        "carry" => super::act::parsed::<Carrying>(&decision.value).ok().map(|c| c.from.document),
        "undo" => {
            let seq = super::act::parsed::<Undoing>(&decision.value).ok()?.seq;
            chain.iter().find(|d| d.seq == seq && seq < decision.seq).and_then(|d| document_of(d, chain))
        }
        action if action.starts_with("mark") => Some(decision.subject.clone()),
        _ => Act::read(&decision.action, &decision.value)?.ok().map(|(_, anchor)| anchor.document),
    }
}

/// What a taking back, of a taking back …, is about in the end.
fn first_taken<'c>(decision: &'c Decision, chain: &'c [Decision]) -> &'c Decision {
    let seq = super::act::parsed::<Undoing>(&decision.value).ok().filter(|_| decision.action == "undo").map(|u| u.seq);
    let earlier = chain.iter().find(|d| Some(d.seq) == seq && d.seq < decision.seq);
    earlier.map_or(decision, |d| first_taken(d, chain))
}

/// Both versions: what stands there now, and what was to be written.
fn conflict(entry: &Entry, act: &Act) -> Error {
    let id = &entry.undertaking.undertaking;
    let (theirs, yours) = match act {
        Act::Set(s) => {
            let by = entry.decided.get(&s.field).map(|d| format!(", by {} at {}", d.by, d.at)).unwrap_or_default();
            (format!("{} = {}{by}", s.field, before(entry, &s.field)), format!("{} = {}", s.field, s.value))
        }
        other => (String::new(), serde_json::to_value(other).map(|v| v.to_string()).unwrap_or_default()),
    };
    let found = format!("{id}: somebody else decided about it meanwhile (version {}): {theirs}", entry.version);
    Error::conflict(found, yours)
}

/// The decision that sets a field; none where the field has that value already.
fn drafted(ledger: &Ledger, line: &Line, by: &str) -> Result<Option<Draft>> {
    let (entry, anchor) = ledger.anchored(&line.undertaking)?;
    let (field, value) = (line.field.clone(), line.value.clone());
    let setting = Setting { before: before(entry, &field), field, value };
    if setting.before == setting.value && FIELDS.contains(&line.field.as_str()) && line.field != "note" {
        return Ok(None);
    }
    let act = Act::Set(setting);
    valid(&act, &line.why)?;
    if line.version.is_some_and(|saw| saw != entry.version) {
        return Err(conflict(entry, &act));
    }
    let (action, value) = act.written(anchor)?;
    let (subject, since) = (entry.undertaking.undertaking.clone(), line.version.map(|_| ledger.head));
    Ok(Some(Draft { by: by.to_owned(), note: line.why.clone(), subject, action, value, since }))
}

pub(super) fn before(entry: &Entry, field: &str) -> String {
    let row = &entry.undertaking;
    match field {
        "status" => row.status.clone(),
        "body" => row.body.clone().unwrap_or_default(),
        "instrument" => row.instrument.clone().unwrap_or_default(),
        "deadline" => row.deadline.clone().unwrap_or_default(),
        "topics" => row.topics.join(", "),
        "tags" => entry.tags.join(", "),
        "assignee" => entry.assignee.clone().unwrap_or_default(),
        "binding" => entry.binding.clone().unwrap_or_default(),
        "catalysts" => entry.catalysts.join(", "),
        "disputed" => entry.disputed.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

/// An ISO 8601 date of any precision, or an interval of two; open ends are `..`.
pub(crate) fn is_date(value: &str) -> bool {
    value.split('/').count() <= 2 && value.split('/').all(|end| end == ".." || is_day(end))
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |n: usize, length: usize, most: u32| {
        parts.get(n).is_none_or(|p| {
            p.len() == length
                && p.bytes().all(|b| b.is_ascii_digit())
                && p.parse().is_ok_and(|v: u32| (1..=most).contains(&v))
        })
    };
    parts.len() <= 3 && number(0, 4, 9999) && number(1, 2, 12) && number(2, 2, 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_dates() {
        for good in ["2025", "2025-01", "2025-12-31", "2024/2025", "2024-05/..", "../2025"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["", "soon", "25", "2025-13", "2025-1", "2025-01-32", "2024/2025/2026", "2025-01-01-01"] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
