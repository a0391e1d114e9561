//! What was decided lately, as an Atom feed.

use crate::shape::Decision;
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Person, Text};

/// Decisions in a feed, the last ones.
const ENTRIES: usize = 100;

/// The last of `decisions`, newest first. `base` is where the application is reached, `http://127.0.0.1:8080`; `place`
/// says where below it the subject of a decision stands.
#[must_use]
pub fn feed(decisions: &[Decision], base: &str, place: impl Fn(&Decision) -> String) -> String {
    let entry = |d: &Decision| entry(d, format!("{base}{}", place(d)));
    let entries: Vec<Entry> = decisions.iter().rev().take(ENTRIES).map(entry).collect();
    let feed = Feed {
        title: Text::plain("Chancery"),
        id: format!("{base}/feed.atom"),
        updated: entries.first().map_or_else(FixedDateTime::default, |e| e.updated),
        links: vec![Link { href: format!("{base}/feed.atom"), rel: "self".into(), ..Link::default() }],
        entries,
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(d: &Decision, href: String) -> Entry {
    let summary = if d.note.is_empty() { d.action.clone() } else { format!("{}: {}", d.action, d.note) };
    Entry {
        title: Text::plain(format!("{} {}", d.subject, d.action)),
        id: format!("urn:sha256:{}", d.hash),
        updated: d.at.parse().unwrap_or_default(),
        authors: vec![Person { name: d.by.clone(), ..Person::default() }],
        links: vec![Link { href, rel: "alternate".into(), ..Link::default() }],
        summary: Some(Text::plain(summary)),
        content: Some(Content {
            value: Some(d.value.clone()),
            content_type: Some("text".into()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_first_and_nothing_is_markup() {
        let decision = |seq: i64, note: &str| Decision {
            seq,
            at: format!("2033-01-0{seq}T10:00:00Z"),
            by: "anna".into(),
            subject: "XLV-XSR 2033/001".into(),
            action: "set".into(),
            note: note.into(),
            hash: format!("h{seq}"),
            ..Decision::default()
        };
        let text =
            feed(&[decision(1, "first"), decision(2, "<script>alert(1)</script>")], "http://127.0.0.1:8080", |d| {
                format!("/register/{}", d.seq)
            });
        let [newer, older] = ["urn:sha256:h2", "urn:sha256:h1"].map(|id| text.find(id).unwrap());
        assert!(newer < older && !text.contains("<script>"), "{text}");
        assert!(text.contains("2033-01-02T10:00:00"), "{text}");
    }
}
