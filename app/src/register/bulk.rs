//! The same decided about many entries: all of it or nothing.

use super::act::Setting;
use super::acting::before;
use super::valid::valid;
use super::{Act, Draft, Hand, Workspace};
use crate::shape::Decision;
use crate::shape::entry::Entry;
use crate::{Error, Result};

/// One field of one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Number of the entry, or id of its clause.
    pub id: String,
    /// Which field.
    pub field: String,
    /// To what.
    pub value: String,
}

/// An entry that somebody else decided about since it was looked at.
#[derive(Clone, Debug, Default)]
pub struct Clash {
    /// As it stands now.
    pub entry: Entry,
    /// What was to be written.
    pub wish: Wish,
    /// What stands in that field now.
    pub now: String,
}

/// What became of many wishes.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// All were written.
    Done(Vec<Decision>),
    /// None was: these are in the way.
    Clashes(Vec<Clash>),
}

impl Workspace {
    /// Sets many fields, as somebody who looked at the register when its last decision was `saw`.
    ///
    /// # Errors
    /// When there is no such entry, a field cannot be set, it is not allowed, or the database fails.
    pub async fn set_many(&self, wishes: &[Wish], saw: i64, hand: &Hand) -> Result<Outcome> {
        let ledger = self.ledger().await?;
        let (mut drafts, mut clashes) = (Vec::with_capacity(wishes.len()), Vec::new());
        for wish in wishes {
            let (entry, anchor) = ledger.anchored(&wish.id)?;
            let Wish { field, value, .. } = wish.clone();
            let now = before(entry, &field);
            if entry.version > saw && now != value {
                clashes.push(Clash { entry: entry.clone(), wish: wish.clone(), now });
                continue;
            }
            let setting = Setting { field, value, before: now };
            let act = Act::Set(setting);
            valid(&act, &hand.why)?;
            self.allowed(hand, act.action(), &entry.undertaking.document).await?;
            let (action, value) = act.written(anchor)?;
            let (by, note, subject) = (hand.by.clone(), hand.why.clone(), entry.undertaking.undertaking.clone());
            drafts.push(Draft { by, note, subject, action, value, since: Some(ledger.head) });
        }
        if !clashes.is_empty() {
            return Ok(Outcome::Clashes(clashes));
        }
        if drafts.is_empty() {
            let wanted = "at least one entry and one field";
            return Err(Error::input("nothing was chosen", wanted, "tick entries and fill in a field"));
        }
        self.decide_all(&drafts).await.map(Outcome::Done)
    }
}
