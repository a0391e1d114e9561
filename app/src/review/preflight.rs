//! What is looked at before a report is issued: every fault with its place.

use super::figures::score;
use super::light::day;
use super::rubric;
use crate::shape::assessment::{Assessment, Coding, Cycle};
use crate::shape::entry::{Entry, Evidence};
use crate::told::Told;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What is wrong, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Fault {
    /// `CHN-RUS 2024/057`, with the cycle or the number of the decision where there is one, in English.
    pub place: String,
    /// The same to be said in any language.
    pub at: Told,
    /// In English.
    pub what: String,
    /// The same to be said in any language.
    pub told: Told,
    /// Whether nothing may be issued with it.
    pub grave: bool,
}

/// What a preflight looks at.
#[derive(Clone, Copy, Debug)]
pub struct Papers<'a> {
    /// The entries of the report.
    pub entries: &'a [Entry],
    /// The cycles whose scores it tells.
    pub cycles: &'a [Cycle],
    /// ISO 8601.
    pub today: &'a str,
}

/// The faults, in the order of the entries.
#[must_use]
pub fn faults(papers: Papers<'_>) -> Vec<Fault> {
    let mut out = Faults::default();
    numbers(papers.entries, &mut out);
    for entry in papers.entries {
        progress(entry, papers.today, &mut out);
        entry.evidence.iter().for_each(|e| evidence(entry, e, papers.today, &mut out));
        for cycle in papers.cycles {
            if let Some(assessment) = entry.assessments.get(&cycle.cycle) {
                assessed(entry, cycle, assessment, &mut out);
            }
        }
    }
    out.0
}

#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn grave<const N: usize>(&mut self, at: &Told, key: &str, values: [&str; N]) {
        self.add(at, Told::new(&format!("fault.{key}"), values), true);
    }

    fn light<const N: usize>(&mut self, at: &Told, key: &str, values: [&str; N]) {
        self.add(at, Told::new(&format!("fault.{key}"), values), false);
    }

    fn add(&mut self, at: &Told, told: Told, grave: bool) {
        let (place, what) = (at.english(), told.english());
        self.0.push(Fault { place, at: at.clone(), what, told, grave });
    }
}

fn id(entry: &Entry) -> &str {
    &entry.undertaking.undertaking
}

fn at(number: &str) -> Told {
    Told::new("fault.at", [number])
}

fn numbers(entries: &[Entry], out: &mut Faults) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        *seen.entry(id(entry)).or_default() += 1;
        if id(entry) == entry.undertaking.clause {
            out.light(&at(id(entry)), "no-number", []);
        }
    }
    seen.into_iter().filter(|(_, n)| *n > 1).for_each(|(number, n)| {
        out.grave(&at(number), "number-twice", [&n.to_string()]);
    });
}

fn progress(entry: &Entry, today: &str, out: &mut Faults) {
    let (status, at) = (entry.undertaking.status.as_str(), at(id(entry)));
    if status == "done" && entry.evidence.is_empty() {
        out.grave(&at, "done-unproved", []);
    }
    for step in entry.milestones.iter().filter(|m| status == "done" && m.delivered.is_none()) {
        out.light(&at, "done-undelivered", [&step.name]);
    }
    let late = super::light::due(entry).is_some_and(|due| due.as_str() < today);
    if late && ["not started", "under way"].contains(&status) {
        out.light(&at, "late", [status]);
    }
}

fn evidence(entry: &Entry, e: &Evidence, today: &str, out: &mut Faults) {
    let place = Told::new("fault.at-evidence", [id(entry), &e.seq.to_string()]);
    if e.address.is_none() && e.file.is_none() {
        out.grave(&place, "found-nowhere", []);
    }
    if e.address.is_some() && e.seen.is_none() {
        out.grave(&place, "not-seen", []);
    }
    if e.published.is_none() {
        out.light(&place, "not-published", []);
    }
    for (what, date) in [("published", &e.published), ("seen", &e.seen)] {
        let Some(date) = date else { continue };
        match day(date) {
            None => out.grave(&place, &format!("{what}-no-date"), [date]),
            Some(_) if date.as_str() > today => out.grave(&place, &format!("{what}-to-come"), [date]),
            Some(_) => {}
        }
    }
    if let (Some(published), Some(seen)) = (&e.published, &e.seen)
        && day(seen) < day(published)
    {
        out.grave(&place, "seen-before", [seen, published]);
    }
}

fn assessed(entry: &Entry, cycle: &Cycle, a: &Assessment, out: &mut Faults) {
    let place = Told::new("fault.at-cycle", [id(entry), &cycle.cycle]);
    if a.rubric.is_some() && a.codings.len() < 2 {
        out.light(&place, "coders", [&a.codings.len().to_string()]);
    }
    if let [one, other] = a.codings.as_slice()
        && a.settled.is_none()
        && one.scores != other.scores
    {
        out.grave(&place, "unsettled", []);
    }
    if !a.scores.is_empty() && a.signed.is_none() {
        out.grave(&place, "unsigned", []);
    }
    recomputed(a, &place, out);
    for (party, given) in a.scores.iter().filter(|(_, s)| score(s).is_some()) {
        shown(entry, cycle, a, (party, given), out);
    }
}

/// Scores worked out anew from what each party met.
fn recomputed(a: &Assessment, place: &Told, out: &mut Faults) {
    let Some(rubric) = &a.rubric else {
        if !a.scores.is_empty() {
            out.grave(place, "no-rubric", []);
        }
        return;
    };
    let codings: Vec<&Coding> = a.codings.iter().chain(&a.settled).collect();
    for coding in codings {
        for (party, met) in &coding.met {
            let met = met.iter().map(String::as_str).collect();
            let anew = rubric::outcome(&rubric.levels, &rubric.criteria, &met);
            let told = coding.scores.get(party);
            if anew.as_ref() != told {
                let (told, anew) = (told.map_or("–", String::as_str), anew.as_deref().unwrap_or("–"));
                out.grave(place, "score-differs", [party, &coding.by, told, anew]);
            }
        }
    }
}

/// Whether a score rests on evidence inside the window, or on a record of where it was looked for.
fn shown(entry: &Entry, cycle: &Cycle, a: &Assessment, (party, given): (&String, &String), out: &mut Faults) {
    let place = Told::new("fault.at-party", [id(entry), &cycle.cycle, party]);
    let about = |whose: &Option<String>| whose.as_deref().is_none_or(|p| p == party);
    let of_it: Vec<&Evidence> = entry.evidence.iter().filter(|e| about(&e.party)).collect();
    if of_it.is_empty() && !a.searches.iter().any(|s| about(&s.party)) {
        out.grave(&place, "score-unproved", [given]);
    }
    let outside = |e: &&&Evidence| {
        let when = e.published.as_deref().and_then(day);
        when.is_some_and(|d| day(&cycle.from).is_some_and(|from| d < from) || day(&cycle.to).is_some_and(|to| d > to))
    };
    for e in of_it.iter().filter(outside) {
        let when = e.published.as_deref().unwrap_or_default();
        let place = Told::new("fault.at-party-evidence", [id(entry), &cycle.cycle, party, &e.seq.to_string()]);
        out.grave(&place, "outside", [when, &cycle.from, &cycle.to]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::assessment::Rubric;

    fn entry(number: &str) -> Entry {
        let mut entry = Entry::default();
        entry.undertaking.undertaking = number.into();
        entry.undertaking.clause = format!("{number}#c");
        entry
    }

    fn told(entries: &[Entry]) -> Vec<String> {
        let cycle = Cycle { cycle: "c".into(), from: "2031-01-01".into(), to: "2031-12-31".into(), ..Cycle::default() };
        let papers = Papers { entries, cycles: &[cycle], today: "2032-01-15" };
        faults(papers).into_iter().map(|f| format!("{}: {}", f.place, f.what)).collect()
    }

    #[test]
    fn a_clean_entry_has_no_fault_and_numbers_are_given_once() {
        assert_eq!(told(&[entry("A 2031/001")]), Vec::<String>::new());
        assert_eq!(told(&[entry("A 2031/001"), entry("A 2031/001")]), ["A 2031/001: 2 entries have this number"]);
    }

    #[test]
    fn dates_and_places_of_evidence_are_held_to() {
        let mut e = entry("A 2031/001");
        let seen = |published: &str, seen: Option<&str>| Evidence {
            seq: 7,
            address: Some("https://example.org/law".into()),
            published: Some(published.into()),
            seen: seen.map(str::to_owned),
            ..Evidence::default()
        };
        e.evidence = vec![seen("2031-05-05", None), seen("2031-05-05", Some("2031-05-01")), seen("2033", Some("2034"))];
        let told = told(&[e]);
        for wanted in ["without the day", "before it was published", "2033, which is still", "2034, which is still"] {
            assert!(told.iter().any(|t| t.contains(wanted)), "{wanted}: {told:?}");
        }
    }

    #[test]
    fn scores_follow_from_rubric_evidence_and_window() {
        let mut e = entry("A 2031/001");
        let level = |s: &str, c: &str| (s.to_owned(), c.to_owned());
        let rubric = Rubric {
            criteria: [level("law", "a law")].into(),
            levels: [level("+1", "all"), level("-1", "none")].into(),
            ..Rubric::default()
        };
        let coding = |by: &str, score: &str| Coding {
            by: by.into(),
            met: [("XLV".to_owned(), vec!["law".to_owned()])].into(),
            scores: [level("XLV", score)].into(),
            ..Coding::default()
        };
        let a = Assessment {
            rubric: Some(rubric),
            codings: vec![coding("anna", "+1"), coding("bela", "-1")],
            scores: [level("XLV", "+1")].into(),
            ..Assessment::default()
        };
        e.assessments.insert("c".into(), a);
        let before = told(std::slice::from_ref(&e));
        for wanted in
            ["nobody has settled", "not signed", "bela wrote -1, the rubric gives +1", "no record of a search"]
        {
            assert!(before.iter().any(|t| t.contains(wanted)), "{wanted}: {before:?}");
        }
        let evidence = Evidence { published: Some("2030-05-05".into()), file: Some("f".into()), ..Evidence::default() };
        e.evidence.push(evidence);
        assert!(told(&[e]).iter().any(|t| t.contains("outside the window 2031-01-01 to 2031-12-31")));
    }
}
