//! Names in 《》 and “”.

use super::candidate::{Candidate, bare};
use super::ground::Ground;
use super::scene::Scene;
use super::why::Why;
use crate::model::ReferenceKind;
use std::borrow::Cow;
use std::ops::Range;

/// The names a block sets in marks.
pub(super) fn find<'a>(ground: &Ground<'a, '_>, scene: &Scene<'a>) -> impl Iterator<Item = Candidate<'a>> {
    ground.quotes.iter().filter_map(|q| {
        if ground.text[q.clone()].starts_with('《') { titled(ground, q, scene) } else { named(ground, q, scene) }
    })
}

/// 《…》, with 实施细则 and the like after it.
fn titled<'a>(ground: &Ground<'a, '_>, quote: &Range<usize>, scene: &Scene<'a>) -> Option<Candidate<'a>> {
    let tail = scene.naming.table.instruments.tails.iter().find(|t| ground.text[quote.end..].starts_with(t.as_str()));
    let range = quote.start..quote.end + tail.map_or(0, String::len);
    let name = bare(&ground.text[range.clone()]);
    let listed = scene.naming.named(&name);
    // What is printed as a title is an instrument, also where it gave a body its name.
    let kind = listed.map(|l| l.kind).filter(|kind| *kind != ReferenceKind::Body);
    let kind = kind.unwrap_or(ReferenceKind::Instrument);
    let key = listed.map_or(name, |l| Cow::Borrowed(&l.key));
    Some(Candidate::new(kind, range, key, Why::Titled))
}

/// “…”, where its ending tells what it names.
fn named<'a>(ground: &Ground<'a, '_>, quote: &Range<usize>, scene: &Scene<'a>) -> Option<Candidate<'a>> {
    let table = &scene.naming.table;
    let name = bare(&ground.text[quote.clone()]);
    let ends = |list: &[String]| list.iter().any(|w| name.ends_with(w.as_str()));
    let long = name.chars().nth(3).is_some();
    if let Some(tail) = table.quoted.tails.iter().find(|tail| ground.text[quote.end..].starts_with(tail.as_str())) {
        let range = quote.start..quote.end + tail.len();
        let name = bare(&ground.text[range.clone()]);
        return Some(Candidate::new(ReferenceKind::Instrument, range, name, Why::Quoted));
    }
    let (kind, key) = if let Some(listed) = scene.naming.named(&name) {
        (listed.kind, Cow::Borrowed(listed.key.as_str()))
    } else if long && ends(&table.instruments.quoted) {
        (ReferenceKind::Instrument, name)
    } else if long && ends(&table.quoted.event) && !ends(&table.quoted.event_not) {
        (ReferenceKind::Event, name)
    } else if long && ends(&table.quoted.body) {
        (ReferenceKind::Body, name)
    } else if long && ends(&table.quoted.initiative) {
        (ReferenceKind::Initiative, name)
    } else {
        return None;
    };
    Some(Candidate::new(kind, quote.clone(), key, Why::Quoted))
}
