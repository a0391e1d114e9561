//! From what coders said to the scores that hold.

use super::Ledger;
use crate::shape::assessment::{Assessment, Scores};

impl Ledger {
    /// Works out the scores of every assessment; the undertaking carries those of the last cycle that was signed.
    pub(super) fn score(&mut self) {
        let order: Vec<String> = self.cycles.iter().map(|c| c.cycle.clone()).collect();
        for entry in &mut self.entries {
            for assessment in entry.assessments.values_mut() {
                assessment.scores = holding(assessment);
            }
            let signed = |cycle: &&String| entry.assessments.get(*cycle).is_some_and(|a| a.signed.is_some());
            if let Some(last) = order.iter().rev().find(signed) {
                entry.undertaking.scores = entry.assessments[last].scores.clone();
            }
        }
    }
}

/// What both coders say, and what a third settled where they differ; nothing before two have coded.
fn holding(assessment: &Assessment) -> Scores {
    let [first, second] = assessment.codings.as_slice() else { return Scores::new() };
    let settled = assessment.settled.as_ref().map(|c| &c.scores);
    let parties = first.scores.keys().chain(second.scores.keys());
    let score = |party: &String| match (first.scores.get(party), second.scores.get(party)) {
        (Some(one), Some(other)) if one == other => Some(one.clone()),
        _ => settled.and_then(|s| s.get(party)).cloned(),
    };
    parties.filter_map(|party| Some((party.clone(), score(party)?))).collect()
}
