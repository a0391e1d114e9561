//! Which entries of the register a question lets through.

use super::UndertakingFilter;
use super::undertakings::{STATUSES, last_day};
use crate::shape::entry::Entry;

/// The word by which a question asks for what has no assignee.
pub const NOBODY: &str = "nobody";

impl UndertakingFilter {
    /// Whether an entry, as it is shown, answers.
    #[must_use]
    pub fn lets(&self, entry: &Entry) -> bool {
        let row = &entry.undertaking;
        is(&self.document, Some(&row.document))
            && lists(&self.party, &row.parties)
            && self.under(entry)
            && lists(&self.topic, &row.topics)
            && lists(&self.tag, &entry.tags)
            && is(&self.status, Some(&row.status))
            && is(&self.kind, Some(&entry.kind))
            && is(&self.force, entry.force.as_deref())
            && is(&self.stage, entry.stage.as_deref())
            && is(&self.light, Some(&entry.light))
            && is(&self.assessed, Some(if assessed(entry) { "yes" } else { "no" }))
            && is(&self.assignee, Some(entry.assignee.as_deref().unwrap_or(NOBODY)))
            && is(&self.deadline, Some(if row.deadline.is_some() { "set" } else { "none" }))
            && self.due(row.deadline.as_deref())
            && self.says(entry)
    }

    fn under(&self, entry: &Entry) -> bool {
        is(&self.body, entry.undertaking.body.as_deref())
            || entry.shares.iter().any(|share| self.body.as_ref() == Some(&share.body))
    }

    fn due(&self, deadline: Option<&str>) -> bool {
        let end = deadline.and_then(last_day);
        let wanted = |limit: &Option<String>| limit.clone().filter(|limit| !limit.is_empty());
        wanted(&self.deadline_before).is_none_or(|before| end.is_some_and(|end| end < before.as_str()))
            && wanted(&self.deadline_from).is_none_or(|from| end.is_some_and(|end| last_of(end) >= from))
    }

    fn says(&self, entry: &Entry) -> bool {
        self.text.as_ref().is_none_or(|text| {
            let text = text.to_lowercase();
            entry.words.to_lowercase().contains(&text) || entry.undertaking.undertaking.to_lowercase().contains(&text)
        })
    }
}

/// Whether anybody has said how it stands.
#[must_use]
pub fn assessed(entry: &Entry) -> bool {
    entry.undertaking.status != STATUSES[0]
}

/// The last day of a date, to be compared as text: `2030` is later than every day of it but the last.
fn last_of(date: &str) -> String {
    crate::review::light::day(date).map_or_else(|| date.to_owned(), |day| day.to_string())
}

fn is(wanted: &Option<String>, value: Option<&str>) -> bool {
    wanted.as_deref().is_none_or(|w| w.is_empty() || value == Some(w))
}

fn lists(wanted: &Option<String>, values: &[String]) -> bool {
    wanted.as_ref().is_none_or(|w| w.is_empty() || values.contains(w))
}
