//! What a lead-in line lends to the list below it, and how far it reaches.

use crate::model::{ClauseKind, Document, Force, Provision, ProvisionKind, Span, Stance};

/// What the governed sentences take over.
#[derive(Clone, Debug, PartialEq)]
pub struct Lent {
    /// Commitment, mandate or position; a record for lists of features.
    pub kind: ClauseKind,
    /// Of a position.
    pub stance: Option<Stance>,
    /// Of a commitment or mandate.
    pub force: Force,
    /// Who acts, by number of the party.
    pub actors: Vec<usize>,
    /// Who is told to act.
    pub addressees: Vec<String>,
    /// The lead-in sentence.
    pub source: Span,
}

/// The lead-in in force at a place of the document.
#[derive(Debug, Default)]
pub struct Governance {
    lent: Option<Lent>,
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
        *self = Self { lent, fresh: true, listed: false, aside: false };
    }

    /// A block begins. `own` says its first words name a party as subject.
    pub fn enter(&mut self, document: &Document, provision: &Provision, own: bool) {
        let listed = matches!(provision.kind, ProvisionKind::Item | ProvisionKind::Bullet);
        match provision.kind {
            ProvisionKind::Part | ProvisionKind::Heading if self.fresh => return,
            ProvisionKind::Part | ProvisionKind::Heading => self.lent = None,
            ProvisionKind::Signature | ProvisionKind::Closing | ProvisionKind::Title => self.lent = None,
            _ => {}
        }
        self.aside = !listed && own;
        let below_other = self.lent.as_ref().is_some_and(|l| l.kind == ClauseKind::Mandate && self.listed);
        if self.aside && below_other || !listed && own && self.bullets_ended(document, provision) {
            self.lent = None;
        }
        self.fresh = false;
        self.listed |= listed;
    }

    /// A paragraph behind bullets ends their list; numbered measures go on behind it.
    fn bullets_ended(&self, document: &Document, provision: &Provision) -> bool {
        let before = document.provisions.iter().rfind(|p| p.span.end <= provision.span.start);
        self.listed && before.is_some_and(|p| p.kind == ProvisionKind::Bullet)
    }

    /// What is lent to the block at hand.
    #[must_use]
    pub fn lent(&self) -> Option<&Lent> {
        self.lent.as_ref().filter(|_| !self.aside)
    }
}
