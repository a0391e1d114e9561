//! Traffic lights: how an entry stands to what is due.

use crate::shape::entry::Entry;
use time::{Date, Month};

/// The light of an entry on the day `today`, yellow from `yellow` days before something is due.
#[must_use]
pub fn light(entry: &Entry, today: &str, yellow: i64) -> &'static str {
    match entry.undertaking.status.as_str() {
        "done" => return "green",
        "superseded" | "dropped" => return "grey",
        "overdue" => return "red",
        _ => {}
    }
    match (due(entry).as_deref().and_then(day), day(today)) {
        (Some(due), Some(today)) if due < today => "red",
        (Some(due), Some(today)) if (due - today).whole_days() <= yellow => "yellow",
        (Some(_), _) => "green",
        (None, _) if entry.undertaking.status == "under way" => "green",
        (None, _) => "grey",
    }
}

/// The day something is due next: the first milestone not delivered, else the end of the deadline.
#[must_use]
pub fn due(entry: &Entry) -> Option<String> {
    let open = entry.milestones.iter().filter(|m| m.delivered.is_none()).filter_map(|m| m.due.as_deref());
    let deadline = entry.undertaking.deadline.as_deref().and_then(crate::register::last_day);
    open.chain(deadline).filter_map(day).min().map(|d| d.to_string())
}

/// The last day of an ISO 8601 date of any precision.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('-').map(|p| p.parse::<u16>().ok());
    let year = i32::from(parts.next()??);
    let month = parts.next().map_or(Some(12), |m| m)?;
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let day = match parts.next() {
        Some(day) => u8::try_from(day?).ok()?,
        None => month.length(year),
    };
    Date::from_calendar_date(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::entry::Milestone;

    fn with(status: &str, deadline: &str) -> Entry {
        let mut entry = Entry::default();
        entry.undertaking.status = status.into();
        entry.undertaking.deadline = (!deadline.is_empty()).then(|| deadline.into());
        entry
    }

    #[test]
    fn lights_follow_what_is_due() {
        let on = |entry: &Entry| light(entry, "2030-06-15", 30);
        assert_eq!(on(&with("under way", "2030-06-14")), "red");
        assert_eq!(on(&with("under way", "2030-06-15")), "yellow");
        assert_eq!(on(&with("under way", "2030-07")), "green");
        assert_eq!(on(&with("not assessed", "2029/2030")), "green");
        assert_eq!(on(&with("not assessed", "")), "grey");
        assert_eq!(on(&with("done", "2020")), "green");
        let mut entry = with("under way", "2035");
        entry.milestones.push(Milestone { name: "plan".into(), due: Some("2030-05-01".into()), delivered: None });
        assert_eq!(on(&entry), "red");
        entry.milestones[0].delivered = Some("2030-05-02".into());
        assert_eq!(on(&entry), "green");
    }
}
