//! Where marked words stand: which occurrence in their provision, and where that is now.

use crate::register::Anchor;
use crate::shape::{Clause, Provision};
use std::collections::HashMap;

/// Where words stand: the provision, and code points of the reading text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) eid: String,
    pub(super) start: i64,
    pub(super) end: i64,
}

/// Where the `nth` of the same words of a provision stands; else where they now stand once in the whole document.
pub(super) fn find(provisions: &[Provision], eid: &str, words: &str, nth: usize) -> Option<Place> {
    if words.is_empty() {
        return None;
    }
    let mut here = provisions.iter().filter(|p| p.eid == eid);
    if let Some((p, at)) = here.find_map(|p| Some((p, p.text.match_indices(words).nth(nth)?.0))) {
        return Some(place(p, at, words));
    }
    let mut all = provisions.iter().flat_map(|p| p.text.match_indices(words).map(move |(at, _)| (p, at)));
    let only = all.next().filter(|_| all.next().is_none());
    only.map(|(p, at)| place(p, at, words))
}

/// Which of the same words of its provision stands at `start`.
pub(super) fn nth(provision: &Provision, words: &str, start: i64) -> usize {
    let before = |at: usize| provision.start + points(&provision.text[..at]) < start;
    provision.text.match_indices(words).take_while(|(at, _)| before(*at)).count()
}

fn place(provision: &Provision, at: usize, words: &str) -> Place {
    let start = provision.start + points(&provision.text[..at]);
    Place { eid: provision.eid.clone(), start, end: start + points(words) }
}

pub(super) fn points(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}

/// The anchors of clauses, in their order: counted where a provision repeats itself.
pub(super) fn anchors(clauses: &[Clause]) -> Vec<Anchor> {
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    let anchor = |c: &Clause, nth: usize| Anchor {
        document: c.document.clone(),
        eid: c.eid.clone(),
        words: c.text.clone(),
        nth,
    };
    let counted = clauses.iter().map(|c| {
        let count = seen.entry((c.eid.as_str(), c.text.as_str())).or_default();
        *count += 1;
        anchor(c, *count - 1)
    });
    counted.collect()
}

/// The clause an anchor means now: the one at its place, or the only one with its words.
pub(super) fn clause(anchors: &[Anchor], wanted: &Anchor) -> Option<usize> {
    anchors.iter().position(|a| a == wanted).or_else(|| {
        let mut alike = anchors.iter().enumerate().filter(|(_, a)| a.words == wanted.words).map(|(n, _)| n);
        alike.next().filter(|_| alike.next().is_none())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand_and_not_where_they_are_in_doubt() {
        let provision = |eid: &str, start: i64, text: &str| Provision {
            eid: eid.into(),
            start,
            end: start + points(text),
            text: text.into(),
            ..Provision::default()
        };
        let all = [provision("a", 0, "甲乙，甲乙。"), provision("b", 7, "甲乙丙。")];
        assert_eq!(find(&all, "a", "甲乙", 1).unwrap_or_default().start, 3);
        assert_eq!(nth(&all[0], "甲乙", 3), 1);
        let moved = find(&all, "gone", "乙丙", 0);
        assert_eq!(moved, Some(Place { eid: "b".into(), start: 8, end: 10 }));
        assert_eq!(find(&all, "gone", "甲乙", 0), None);
        assert_eq!(find(&all, "a", "", 0), None);
    }
}
