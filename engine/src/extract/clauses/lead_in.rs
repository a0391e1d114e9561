//! A line that ends in a colon → what it lends to the list below.

use super::govern::{Governance, Lent};
use super::head::Walk;
use super::parties::Sides;
use super::sentence::{Draft, Hit, Reader};
use crate::model::{Because, Clause, ClauseKind, Force, Reason};
use crate::rules::Opens;

impl Reader<'_> {
    /// A line that ends in a colon: procedure, and what it lends to the list below.
    pub(super) fn lead_in(
        &mut self,
        n: usize,
        walk: &Walk<'_>,
        drafts: &[Draft<'_>],
        (before, lent): (Option<Sides>, Option<&Lent>),
        governance: &mut Governance,
    ) -> Clause {
        let hit = drafts.iter().rev().find_map(|d| d.hit);
        let start = drafts.first().map_or(0, |d| d.start);
        let draft = Draft { start, end: walk.text.len(), hit, teller: None };
        let actors = self.actors(&draft, before, lent);
        let mut clause = self.clause(n, walk, &draft, actors, None);
        let feature = walk.any(self.setting.known.feature) && !hit.is_some_and(|h| promises(&h));
        let kind = match hit.map(|h| h.rule.kind) {
            _ if feature => Some(ClauseKind::Record),
            Some(kind @ (ClauseKind::Commitment | ClauseKind::Mandate | ClauseKind::Position)) => Some(kind),
            None if self.undertaking => Some(ClauseKind::Commitment),
            _ => None,
        };
        let lends = kind.map(|kind| Lent {
            kind,
            stance: clause.stance,
            force: clause.force.unwrap_or(Force::Decision),
            actors,
            addressees: hit
                .filter(|_| kind == ClauseKind::Mandate)
                .map_or_else(Vec::new, |h| instructed(walk.text, &h)),
            source: clause.span,
        });
        governance.lead(lends);
        clause.kind = ClauseKind::Procedure;
        (clause.stance, clause.force, clause.stage, clause.deadline) = (None, None, None, None);
        clause.addressees.clear();
        clause.firing.reasons.push(Reason::seen(Because::Opens, clause.span));
        self.last = Some(actors);
        clause
    }
}

fn promises(hit: &Hit<'_>) -> bool {
    hit.rule.kind == ClauseKind::Commitment && hit.rule.opens == Opens::Change
}

/// Whom a mandate instructs: the names behind its operator.
fn instructed(text: &str, hit: &Hit<'_>) -> Vec<String> {
    let names = text[hit.operator.1..].trim_end_matches(|c| "：:，".contains(c));
    names.split(['和', '、', '与', '及']).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}
