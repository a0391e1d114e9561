//! What a report is about.

use super::charge::belongs;
use crate::shape::entry::Entry;
use serde::{Deserialize, Serialize};

/// What a report is about; every field left `None` leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// Id of a document.
    pub document: Option<String>,
    /// A body, with those under it.
    pub body: Option<String>,
    /// Code of a party.
    pub party: Option<String>,
    /// A cycle of assessment: the entries selected for it.
    pub cycle: Option<String>,
}

impl Scope {
    /// Whether the entry is within it.
    #[must_use]
    pub fn covers(&self, entry: &Entry) -> bool {
        let row = &entry.undertaking;
        let within = |wanted: &Option<String>, holds: &dyn Fn(&str) -> bool| wanted.as_deref().is_none_or(holds);
        let answers = |body: &str| {
            row.body.as_deref().is_some_and(|b| belongs(body, b)) || entry.shares.iter().any(|s| belongs(body, &s.body))
        };
        within(&self.document, &|id| row.document == id)
            && within(&self.body, &answers)
            && within(&self.party, &|code| row.parties.iter().any(|p| p == code))
            && within(&self.cycle, &|name| entry.assessments.get(name).is_some_and(|a| a.rubric.is_some()))
    }

    /// Its parts in words, `document: 2033-…`; none where it is everything.
    #[must_use]
    pub fn parts(&self) -> Vec<(&'static str, &str)> {
        let named =
            [("document", &self.document), ("body", &self.body), ("party", &self.party), ("cycle", &self.cycle)];
        named.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect()
    }

    /// A name for files and decisions: `party RUS, cycle 2025`, or `register`.
    #[must_use]
    pub fn name(&self) -> String {
        let parts: Vec<String> = self.parts().iter().map(|(name, value)| format!("{name} {value}")).collect();
        if parts.is_empty() { "register".to_owned() } else { parts.join(", ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::entry::Share;

    #[test]
    fn a_body_covers_those_under_it_and_shares() {
        let mut entry = Entry::default();
        entry.undertaking.body = Some("内海委员会海关分委会".into());
        let of = |body: &str| Scope { body: Some(body.into()), ..Scope::default() };
        assert!(of("内海委员会").covers(&entry) && !of("港务会议").covers(&entry));
        entry.shares.push(Share { body: "港务会议".into(), part: "灯塔".into() });
        assert!(of("港务会议").covers(&entry));
        assert_eq!(of("港务会议").name(), "body 港务会议");
        assert_eq!(Scope::default().name(), "register");
        assert!(!Scope { cycle: Some("c1".into()), ..Scope::default() }.covers(&entry));
    }
}
