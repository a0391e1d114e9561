//! Two coders are blind to each other: until both have coded, neither is shown what the other said. Of undertakings
//! this holds one by one; of the clauses of a text until both declared the whole coding complete.

use super::act::Act;
use crate::shape::Decision;
use std::collections::{BTreeMap, BTreeSet};

/// Words in the place of what is kept back. The hash stays: it is of what was written.
const SEALED: &str = "{\"sealed\":\"until a second coder has coded\"}";

/// The same for the marks in a text.
const SEALED_MARK: &str = "{\"sealed\":\"until every coder of the text is complete\"}";

/// Keeps back what a coder said about an undertaking in a cycle where nobody else has coded it.
pub(super) fn seal(decisions: &mut [Decision]) {
    let mut coders: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for decision in decisions.iter() {
        if let Some(place) = place(decision) {
            coders.entry(place).or_default().insert(decision.by.clone());
        }
    }
    seal_marks(decisions);
    for decision in decisions {
        if place(decision).is_some_and(|place| coders[&place].len() < 2) {
            SEALED.clone_into(&mut decision.value);
        }
    }
}

/// Keeps back the marks of every round that somebody has not completed, with their reasons.
fn seal_marks(decisions: &mut [Decision]) {
    let mut rounds = super::marking::rounds(decisions);
    rounds.retain(|_, unsealed| !*unsealed);
    let mut round = BTreeMap::new();
    for decision in decisions.iter_mut().filter(|d| d.action.starts_with("mark")) {
        if decision.action == "mark.round" {
            round.insert(decision.subject.clone(), decision.seq);
        } else if decision.action == "mark" && round.get(&decision.subject).is_some_and(|seq| rounds.contains_key(seq))
        {
            SEALED_MARK.clone_into(&mut decision.value);
            decision.note.clear();
        }
    }
}

/// The subject and cycle of a `code` decision.
fn place(decision: &Decision) -> Option<(String, String)> {
    if decision.action != "code" {
        return None;
    }
    let (act, _) = Act::read(&decision.action, &decision.value)?.ok()?;
    Some((decision.subject.clone(), act.cycle()?.to_owned()))
}
