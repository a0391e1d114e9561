//! What sister statements name differently without saying anything different: parties, leaders, capitals, full dates.

use crate::model::{Document, Findings, Party, ReferenceKind};
use crate::rules::{Compare, Language};
use aho_corasick::{AhoCorasick, MatchKind};

/// The first of the marks, in the private use area, that stand for neutral names.
pub const FIRST_MARK: u32 = 0xE000;
/// Both parties in one word: 中俄.
const PARTNERS: u32 = FIRST_MARK + 0x80;
const PLACE: u32 = FIRST_MARK + 0x100;
const PERSON: u32 = FIRST_MARK + 0x101;
/// Stands for any full date.
pub const DATE: u32 = FIRST_MARK + 0x102;

/// The neutral names of one document and the marks they are read as.
pub struct Names {
    automaton: Option<AhoCorasick>,
    marks: Vec<u32>,
}

impl Names {
    fn new(mut names: Vec<(String, u32)>) -> Self {
        names.retain(|(name, _)| name.chars().count() > 1);
        names.sort();
        names.dedup_by(|a, b| a.0 == b.0);
        let words: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words).ok();
        Self { automaton, marks: names.into_iter().map(|(_, mark)| mark).collect() }
    }

    /// Where neutral names stand in `text`: first byte, last byte, mark.
    pub fn find(&self, text: &str) -> Vec<(usize, usize, u32)> {
        let hits = self.automaton.iter().flat_map(|a| a.find_iter(text));
        hits.map(|m| (m.start(), m.end(), self.marks[m.pattern().as_usize()])).collect()
    }
}

/// The numbers by which the parties of a document are read, in their order.
pub type Seats = Vec<u32>;

/// The same number for the same party, and for parties that take each other's place.
pub fn seats(older: &[Party], newer: &[Party]) -> (Seats, Seats) {
    let mut common: Vec<&str> =
        older.iter().map(|p| p.code.as_str()).filter(|c| newer.iter().any(|p| p.code == *c)).collect();
    common.sort_unstable();
    let number = |party: &Party, free: &mut u32| match common.iter().position(|c| *c == party.code) {
        Some(at) => narrow(at),
        None => {
            *free += 1;
            narrow(common.len()) + *free - 1
        }
    };
    let (mut left, mut right) = (0, 0);
    (older.iter().map(|p| number(p, &mut left)).collect(), newer.iter().map(|p| number(p, &mut right)).collect())
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The neutral names of a document, a party of it reading as whoever takes its seat in the other.
pub fn names(
    (document, findings): (&Document, &Findings),
    seats: &Seats,
    (compare, language): (&Compare, Option<&Language>),
) -> Names {
    let mut out = Vec::new();
    let mut initials = Vec::new();
    for (party, seat) in document.parties.iter().zip(seats) {
        let mark = FIRST_MARK + seat;
        let called = called(party, language);
        for initial in initials_of(party, &called, compare, language) {
            out.extend(compare.side.iter().map(|side| (format!("{initial}{side}"), mark)));
            initials.push((initial, *seat));
        }
        out.extend(called.into_iter().map(|name| (name, mark)));
    }
    for (a, seat) in &initials {
        out.extend(initials.iter().filter(|(_, other)| other != seat).map(|(b, _)| (format!("{a}{b}"), PARTNERS)));
    }
    out.extend(document.place.iter().map(|place| (place.clone(), PLACE)));
    out.extend(people(document, findings, compare).into_iter().map(|name| (name, PERSON)));
    Names::new(out)
}

/// Everything a party is called: by the document, and in its language.
fn called(party: &Party, language: Option<&Language>) -> Vec<String> {
    let known =
        language.into_iter().flat_map(|l| l.words.class("states").iter().filter(|e| e.get("language") == l.code));
    let names = known.filter(|e| e.get("code") == party.code && e.get("form") != "character").map(|e| e.word.clone());
    party.names.iter().cloned().chain(names).collect()
}

/// The characters a party goes by in front of 方 and beside its partner, in unspaced scripts.
fn initials_of(party: &Party, called: &[String], compare: &Compare, language: Option<&Language>) -> Vec<String> {
    if compare.side.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<String> =
        language.into_iter().flat_map(|l| l.states.characters_of(&party.code)).map(str::to_owned).collect();
    out.extend(
        called.iter().min_by_key(|name| name.chars().count()).and_then(|name| name.chars().next()).map(String::from),
    );
    out.sort();
    out.dedup();
    out
}

/// Personal names: who signed, who was found, and dotted names behind an office; and the last part of each.
fn people(document: &Document, findings: &Findings, compare: &Compare) -> Vec<String> {
    let mut names: Vec<String> = document.signatories.iter().map(|s| s.name.clone()).collect();
    names.extend(
        findings
            .references
            .iter()
            .filter(|r| r.kind == ReferenceKind::Person)
            .map(|r| r.span.of(&document.text).to_owned()),
    );
    names.extend(dotted(&document.text, compare));
    let last: Vec<String> = names
        .iter()
        .filter_map(|n| n.rsplit(['·', '•']).next().map(str::to_owned))
        .filter(|n| n.chars().count() > 1)
        .collect();
    names.extend(last);
    names
}

fn dotted(text: &str, compare: &Compare) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices('·') {
        let head = &text[..at];
        let from =
            compare.offices.iter().filter_map(|o| head.rfind(o.as_str()).map(|p| p + o.len())).max().unwrap_or(at);
        let to = text[at..].find(|c: char| compare.name_ends.contains(c) || c == '\n').map_or(text.len(), |n| at + n);
        if head[from..].chars().count() <= 12 && text[from..to].chars().count() <= 24 && from < at {
            out.push(text[from..to].to_owned());
        }
    }
    out
}
