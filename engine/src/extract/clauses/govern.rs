//! What a lead-in line lends to the list below it, and how far it reaches.

use super::parties::Sides;
use crate::model::{ClauseKind, Force, Provision, ProvisionKind, Span, Stance};
use std::rc::Rc;

/// What the governed sentences take over.
#[derive(Clone, Debug, PartialEq)]
pub struct Lent {
    /// Commitment, mandate or position; a record for lists of features.
    pub kind: ClauseKind,
    /// Of a position.
    pub stance: Option<Stance>,
    /// Of a commitment or mandate.
    pub force: Force,
    /// Who acts.
    pub actors: Sides,
    /// Who is told to act.
    pub addressees: Vec<String>,
    /// The lead-in sentence.
    pub source: Span,
}

/// The lead-in in force at a place of the document.
#[derive(Debug, Default)]
pub struct Governance {
    lent: Option<Rc<Lent>>,
    /// Nothing stands below the lead-in yet.
    fresh: bool,
    /// Items or bullets have been seen below it.
    listed: bool,
    /// The block at hand speaks for itself.
    aside: bool,
}

impl Governance {
    /// A lead-in line was read; `None` ends what the one before lent.
    pub fn lead(&mut self, lent: Option<Lent>) {
        *self = Self { lent: lent.map(Rc::new), fresh: true, listed: false, aside: false };
    }

    /// A block begins behind that other one. `own` says its first words name a party as subject.
    pub fn enter(&mut self, provision: &Provision, before: Option<&Provision>, own: bool) {
        let listed = matches!(provision.kind, ProvisionKind::Item | ProvisionKind::Bullet);
        match provision.kind {
            ProvisionKind::Part | ProvisionKind::Heading if self.fresh => return,
            ProvisionKind::Part | ProvisionKind::Heading => self.lent = None,
            ProvisionKind::Signature | ProvisionKind::Closing | ProvisionKind::Title => self.lent = None,
            _ => {}
        }
        self.aside = !listed && own;
        let below_other = self.lent.as_ref().is_some_and(|l| l.kind == ClauseKind::Mandate && self.listed);
        // A paragraph behind bullets ends their list; numbered measures go on behind it.
        let bullets_ended = self.aside && self.listed && before.is_some_and(|p| p.kind == ProvisionKind::Bullet);
        if self.aside && below_other || bullets_ended {
            self.lent = None;
        }
        self.fresh = false;
        self.listed |= listed;
    }

    /// What is lent to the block at hand.
    #[must_use]
    pub fn lent(&self) -> Option<Rc<Lent>> {
        self.lent.clone().filter(|_| !self.aside)
    }
}
