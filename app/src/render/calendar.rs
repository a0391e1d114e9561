//! What is due, as iCalendar.

use crate::register::last_day;
use crate::review::light::day;
use crate::shape::entry::{Entry, Meeting};
use icalendar::{Calendar, Component, Event};
use time::Date;

/// Deadlines and milestones of the entries, and the meetings, as whole-day events.
#[must_use]
pub fn calendar(entries: &[Entry], meetings: &[Meeting]) -> String {
    let mut calendar = Calendar::new();
    calendar.name("Chancery");
    for entry in entries {
        let u = &entry.undertaking;
        let deadline = u.deadline.as_deref().and_then(last_day).and_then(day);
        calendar.extend(deadline.map(|d| event(entry, "deadline", d, &u.undertaking)));
        for step in &entry.milestones {
            let due = step.due.as_deref().and_then(day);
            let summary = format!("{}: {}", u.undertaking, step.name);
            calendar.extend(due.map(|d| event(entry, &format!("milestone-{}", step.name), d, &summary)));
        }
    }
    for meeting in meetings {
        calendar.extend(day(&meeting.date).map(|d| whole_day(&meeting.meeting, d, &meeting.meeting)));
    }
    calendar.to_string()
}

fn event(entry: &Entry, what: &str, due: Date, summary: &str) -> Event {
    let u = &entry.undertaking;
    let mut event = whole_day(&format!("{}-{what}", u.clause), due, summary);
    let body = u.body.as_deref().map(|b| format!("\n{b}")).unwrap_or_default();
    event.description(&format!("{}\n{} · {}{body}", entry.words, u.parties.join("–"), u.status));
    event.add_property("CATEGORIES", u.parties.join(","));
    event
}

fn whole_day(uid: &str, on: Date, summary: &str) -> Event {
    let stamp = |d: Date| format!("{:04}{:02}{:02}", d.year(), u8::from(d.month()), d.day());
    let mut event = Event::new();
    event.uid(&format!("{uid}@chancery"));
    event.summary(summary);
    event.append_property(icalendar::Property::new("DTSTART", stamp(on)).append_parameter(("VALUE", "DATE")).done());
    // The same register gives the same file: the stamp is the day itself, not the moment of the export.
    event.add_property("DTSTAMP", format!("{}T000000Z", stamp(on)));
    event.add_property("TRANSP", "TRANSPARENT");
    event
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::entry::Milestone;

    #[test]
    fn deadlines_end_when_their_interval_ends() {
        let mut entry = Entry { words: "双方将于2033年前建成铁路。".into(), ..Entry::default() };
        entry.undertaking.undertaking = "XLV-XSR 2031/001".into();
        entry.undertaking.deadline = Some("2031/2033".into());
        entry.milestones.push(Milestone { name: "survey".into(), due: Some("2032-02".into()), delivered: None });
        let meeting = Meeting { meeting: "内海委员会/3".into(), date: "2032-05-01".into(), ..Meeting::default() };
        let text = calendar(&[entry], &[meeting]);
        for wanted in ["20331231", "20320229", "20320501", "XLV-XSR 2031/001: survey", "BEGIN:VEVENT"] {
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 3);
    }
}
