//! The one table of who may do what, and the rights somebody holds.

use super::Role;
use crate::{Error, Result};
use std::collections::BTreeMap;

/// What somebody may want to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Come to the door: sign in, follow a link, fetch a style sheet.
    Enter,
    /// Read anything.
    Read,
    /// Look after one's own account: password, sessions, tokens.
    Own,
    /// Give a question to the register a name.
    View,
    /// Write a remark, tag an undertaking.
    Remark,
    /// Put evidence under an undertaking.
    Evidence,
    /// Take back what one decided oneself.
    UndoOwn,
    /// Record where evidence was looked for.
    Search,
    /// Code an undertaking.
    Code,
    /// Settle what two coders differ about.
    Settle,
    /// Say who codes the clauses of a text.
    Coders,
    /// Set status, body, instrument, deadline, topics, dispute.
    Set,
    /// Name a step on the way.
    Step,
    /// Split an undertaking among bodies.
    Split,
    /// Open the register for a document: give numbers.
    Open,
    /// Take back what somebody else decided.
    Undo,
    /// Carry decisions over to other words.
    Carry,
    /// Write a rubric.
    Rubric,
    /// Sign scores.
    Sign,
    /// Write down what a meeting decided about an undertaking.
    Resolve,
    /// Decide about a reading of the text.
    Reading,
    /// Open or close a meeting.
    Meet,
    /// Open a cycle of assessment.
    Cycle,
    /// Take in a table of published scores.
    Import,
    /// Issue a report.
    Issue,
    /// Say when lights turn yellow.
    Yellow,
    /// Decide who is what.
    People,
}

/// Where a role must be held for an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Nobody needs a role.
    Anyone,
    /// Any role anywhere will do.
    Anywhere,
    /// For the whole workspace, or for the parties the thing is about.
    Parties,
    /// For the whole workspace.
    Workspace,
}

/// The table: the least role that may do it, and where it must be held.
pub const TABLE: [(Action, Role, Reach); 27] = [
    (Action::Enter, Role::Reader, Reach::Anyone),
    (Action::Read, Role::Reader, Reach::Anywhere),
    (Action::Own, Role::Reader, Reach::Anywhere),
    (Action::View, Role::Contributor, Reach::Anywhere),
    (Action::Remark, Role::Contributor, Reach::Parties),
    (Action::Evidence, Role::Contributor, Reach::Parties),
    (Action::UndoOwn, Role::Contributor, Reach::Parties),
    (Action::Search, Role::Coder, Reach::Parties),
    (Action::Code, Role::Coder, Reach::Parties),
    (Action::Settle, Role::Coder, Reach::Parties),
    (Action::Coders, Role::Editor, Reach::Parties),
    (Action::Set, Role::Editor, Reach::Parties),
    (Action::Step, Role::Editor, Reach::Parties),
    (Action::Split, Role::Editor, Reach::Parties),
    (Action::Open, Role::Editor, Reach::Parties),
    (Action::Undo, Role::Editor, Reach::Parties),
    (Action::Carry, Role::Editor, Reach::Parties),
    (Action::Rubric, Role::Editor, Reach::Parties),
    (Action::Sign, Role::Editor, Reach::Parties),
    (Action::Resolve, Role::Editor, Reach::Parties),
    (Action::Reading, Role::Editor, Reach::Parties),
    (Action::Meet, Role::Editor, Reach::Workspace),
    (Action::Cycle, Role::Editor, Reach::Workspace),
    (Action::Import, Role::Editor, Reach::Workspace),
    (Action::Issue, Role::Editor, Reach::Workspace),
    (Action::Yellow, Role::Editor, Reach::Workspace),
    (Action::People, Role::Administrator, Reach::Workspace),
];

impl Action {
    /// Its line of the table; what has none is for administrators alone.
    #[must_use]
    pub fn line(self) -> (Role, Reach) {
        let line = TABLE.iter().find(|(action, ..)| *action == self);
        line.map_or((Role::Administrator, Reach::Workspace), |(_, role, reach)| (*role, *reach))
    }
}

/// What somebody may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Rights {
    /// Everything: who holds the disk, or the single user of this machine.
    #[default]
    Everything,
    /// What these roles allow, each by the parties it is limited to (`CHN-RUS`; empty for the whole workspace).
    Granted(BTreeMap<String, Role>),
}

impl Rights {
    /// Nothing but coming to the door.
    #[must_use]
    pub const fn none() -> Self {
        Self::Granted(BTreeMap::new())
    }

    /// Whether an action about something of these parties is allowed.
    #[must_use]
    pub fn may(&self, action: Action, parties: &[String]) -> bool {
        let Self::Granted(grants) = self else { return true };
        let (least, reach) = action.line();
        let whole = grants.get("").is_some_and(|role| *role >= least);
        match reach {
            Reach::Anyone => true,
            Reach::Anywhere => grants.values().any(|role| *role >= least),
            Reach::Workspace => whole,
            Reach::Parties => whole || !parties.is_empty() && grants.get(&pair(parties)).is_some_and(|r| *r >= least),
        }
    }

    /// Whether there is anything the action is allowed about.
    #[must_use]
    pub fn may_somewhere(&self, action: Action) -> bool {
        let Self::Granted(grants) = self else { return true };
        match action.line() {
            (least, Reach::Parties) => grants.values().any(|role| *role >= least),
            _ => self.may(action, &[]),
        }
    }

    /// Refuses what is not allowed.
    ///
    /// # Errors
    /// When it is not.
    pub fn allow(&self, action: Action, parties: &[String]) -> Result<()> {
        if self.may(action, parties) {
            return Ok(());
        }
        let (least, reach) = action.line();
        let about = if reach == Reach::Parties { pair(parties) } else { String::new() };
        let place = if about.is_empty() { "the workspace".to_owned() } else { about };
        let has = self.highest().map_or_else(|| "no role".to_owned(), |role| format!("the role {role}"));
        Err(Error::refused(has, format!("{least} of {place}"), "ask an administrator for that role"))
    }

    /// The highest role held anywhere.
    #[must_use]
    pub fn highest(&self) -> Option<Role> {
        match self {
            Self::Everything => Some(Role::Administrator),
            Self::Granted(grants) => grants.values().max().copied(),
        }
    }

    /// The same, no role above `most`.
    #[must_use]
    pub fn at_most(self, most: Role) -> Self {
        match self {
            Self::Everything => Self::Granted(BTreeMap::from([(String::new(), most)])),
            Self::Granted(grants) => Self::Granted(grants.into_iter().map(|(p, role)| (p, role.min(most))).collect()),
        }
    }
}

/// Parties as grants name them: `CHN-RUS`, whoever stands first in the title.
#[must_use]
pub fn pair(parties: &[String]) -> String {
    let mut codes: Vec<&str> = parties.iter().map(String::as_str).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        text.split('-').filter(|c| !c.is_empty()).map(str::to_owned).collect()
    }

    fn granted(grants: &[(&str, Role)]) -> Rights {
        Rights::Granted(grants.iter().map(|(p, r)| ((*p).to_owned(), *r)).collect())
    }

    #[test]
    fn every_action_has_one_line() {
        let actions: std::collections::BTreeSet<Action> = TABLE.iter().map(|line| line.0).collect();
        assert_eq!(actions.len(), TABLE.len());
    }

    #[test]
    fn a_limited_role_holds_for_its_parties_alone() {
        let rights = granted(&[("AAA-BBB", Role::Editor), ("", Role::Contributor)]);
        assert!(rights.may(Action::Set, &codes("BBB-AAA")) && !rights.may(Action::Set, &codes("AAA-CCC")));
        assert!(!rights.may(Action::Set, &codes("AAA-BBB-CCC")) && !rights.may(Action::Set, &[]));
        assert!(rights.may(Action::Evidence, &codes("AAA-CCC")) && rights.may_somewhere(Action::Sign));
        assert!(!rights.may(Action::Meet, &codes("AAA-BBB")) && !rights.may_somewhere(Action::Meet));
        assert!(!granted(&[("AAA-BBB", Role::Administrator)]).may_somewhere(Action::People));
        assert!(!Rights::none().may(Action::Read, &[]) && Rights::none().may(Action::Enter, &[]));
    }

    #[test]
    fn a_token_is_never_above_its_owner() {
        let owner = granted(&[("AAA-BBB", Role::Editor), ("", Role::Reader)]);
        let token = owner.clone().at_most(Role::Coder);
        assert!(!token.may(Action::Set, &codes("AAA-BBB")) && token.may(Action::Code, &codes("AAA-BBB")));
        assert!(!owner.at_most(Role::Administrator).may(Action::Code, &codes("AAA-CCC")));
    }
}
