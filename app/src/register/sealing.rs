//! Two coders are blind to each other: until both have coded, neither is shown what the other said.

use super::act::Act;
use crate::shape::Decision;
use std::collections::{BTreeMap, BTreeSet};

/// Words in the place of what is kept back. The hash stays: it is of what was written.
const SEALED: &str = "{\"sealed\":\"until a second coder has coded\"}";

/// Keeps back what a coder said about an undertaking in a cycle where nobody else has coded it.
pub(super) fn seal(decisions: &mut [Decision]) {
    let mut coders: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for decision in decisions.iter() {
        if let Some(place) = place(decision) {
            coders.entry(place).or_default().insert(decision.by.clone());
        }
    }
    for decision in decisions {
        if place(decision).is_some_and(|place| coders[&place].len() < 2) {
            SEALED.clone_into(&mut decision.value);
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
