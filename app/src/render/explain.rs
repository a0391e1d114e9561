//! Why a clause is read as it is, in words for people who do not program: what decides, what was taken over from
//! where, what follows.
//!
//! In: a clause and its firing. Out: steps in the words of a locale. What the engine says and this page has no words
//! for is passed on as it is; a test over the samples holds that nothing is.

use crate::knowledge;
use crate::locale::{Locale, date};
use crate::names;
use crate::register::{Firing, Reason};
use crate::shape::Clause;
use chancery_engine::rules::Rule;

/// One step of the explanation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What follows from what.
    pub text: String,
    /// Whether these are the engine's own words, for want of better ones.
    pub raw: bool,
}

/// The explanation, step by step. `text` is the reading text of the document.
#[must_use]
pub fn steps(l: &Locale, clause: &Clause, firing: &Firing, text: &str) -> Vec<Step> {
    let telling = Telling { l, clause, text, rule: rule(&firing.rule), reasons: &firing.reasons };
    let mut out = vec![telling.what()];
    out.extend(telling.who());
    out.extend(telling.firmness());
    out.extend(telling.rest());
    out.extend(firing.reasons.iter().filter_map(|reason| telling.other(reason)));
    out
}

/// A sentence of the rule's own that it finds, without its marks.
#[must_use]
pub fn example(firing: &Firing) -> Option<String> {
    let marked = rule(&firing.rule)?.yes.first()?;
    let mut out = String::new();
    let mut rest = marked.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        let Some((words, after)) = after.split_once("](") else { break };
        let Some((_, after)) = after.split_once(')') else { break };
        out.push_str(before);
        out.push_str(words);
        rest = after;
    }
    out.push_str(rest);
    Some(out.replace('\n', " "))
}

/// What a rule says, in its own words.
#[must_use]
pub fn says(firing: &Firing) -> Option<&'static str> {
    rule(&firing.rule).map(|r| r.says.as_str())
}

fn rule(name: &str) -> Option<&'static Rule> {
    knowledge::current().languages.iter().flat_map(|l| &l.clauses.rules).find(|r| r.name == name)
}

/// Where an actor comes from, by the reasons.
enum Source {
    Named(String),
    Lent(String),
    Carried,
}

struct Telling<'a> {
    l: &'a Locale,
    clause: &'a Clause,
    text: &'a str,
    rule: Option<&'static Rule>,
    reasons: &'a [Reason],
}

impl Telling<'_> {
    /// What the clause is, and by which words.
    fn what(&self) -> Step {
        let (l, c) = (self.l, self.clause);
        let mut kind = l.term("kind", &c.kind).to_owned();
        if let Some(stance) = &c.stance {
            kind = l.fill("explain.of", &[("kind", &kind), ("of", l.term("stance", stance))]);
        }
        let means = l.t(&format!("explain.kind-{}", c.kind)).to_owned();
        match &c.operator {
            Some(words) => self.step("operator", &[("words", words), ("kind", &kind), ("means", &means)]),
            None => self.step("no-operator", &[("kind", &kind), ("means", &means)]),
        }
    }

    /// Who acts, and how one knows.
    fn who(&self) -> Option<Step> {
        if self.clause.actors.is_empty() {
            let binds = !["record", "procedure"].contains(&self.clause.kind.as_str());
            return binds.then(|| self.step("no-actor", &[]));
        }
        let who = self.people(&self.clause.actors);
        Some(match self.source() {
            Source::Named(words) => self.step("named", &[("words", &words), ("who", &who)]),
            Source::Lent(words) => self.step("lent", &[("words", &words), ("who", &who)]),
            Source::Carried => self.step("carried", &[("who", &who)]),
        })
    }

    fn source(&self) -> Source {
        let told = |start: &str| self.reasons.iter().find(|r| r.text.starts_with(start));
        if let Some(reason) = told(SUBJECT) {
            return Source::Named(self.words(reason));
        }
        told(LENT).map_or(Source::Carried, |reason| Source::Lent(self.words(reason)))
    }

    /// How firmly it binds, and whether the words, the lead-in or nothing says so.
    fn firmness(&self) -> Option<Step> {
        let force = self.clause.force.as_deref()?;
        let force = self.l.term("force", force);
        let own = self.rule.is_some_and(|r| r.force.is_some());
        let lent = matches!(self.source(), Source::Lent(_));
        let key = if own {
            "force-own"
        } else if lent {
            "force-lent"
        } else {
            "force-plain"
        };
        Some(self.step(key, &[("force", force), ("words", self.clause.operator.as_deref().unwrap_or(""))]))
    }

    fn rest(&self) -> Vec<Step> {
        let (l, c) = (self.l, self.clause);
        let mut out = Vec::new();
        if !c.addressees.is_empty() {
            out.push(self.step("addressees", &[("who", &self.people(&c.addressees))]));
        }
        if let Some(stage) = &c.stage {
            out.push(self.step("stage", &[("stage", l.term("stage", stage))]));
        }
        if let Some(deadline) = &c.deadline {
            out.push(self.step("deadline", &[("date", &date(l, deadline))]));
        }
        out
    }

    /// A reason that is not told above.
    fn other(&self, reason: &Reason) -> Option<Step> {
        let text = reason.text.as_str();
        let own = self.rule.is_some_and(|r| text.starts_with(&r.says));
        if own || text.starts_with(SUBJECT) || text.starts_with(LENT) {
            return None;
        }
        if text == LEADS {
            return Some(self.step("leads", &[]));
        }
        if text == MEANT {
            return Some(self.step("meant", &[("words", &self.words(reason))]));
        }
        match text.strip_prefix("about ").and_then(|rest| rest.split_once(", by ")) {
            Some((topic, by)) => Some(self.topic(topic, by, reason)),
            None => Some(Step { text: text.to_owned(), raw: true }),
        }
    }

    fn topic(&self, key: &str, by: &str, reason: &Reason) -> Step {
        let place = TOPIC_PLACES.iter().find(|(start, _)| by.starts_with(start)).map_or("topic", |(_, key)| key);
        self.step(place, &[("topic", names::topic(self.l, key)), ("words", &self.words(reason))])
    }

    /// The words of the text a reason points at.
    fn words(&self, reason: &Reason) -> String {
        let at = |n: Option<i64>| usize::try_from(n.unwrap_or(0)).unwrap_or(0);
        let (start, end) = (at(reason.start), at(reason.end));
        self.text.chars().skip(start).take(end.saturating_sub(start)).collect()
    }

    fn people(&self, codes: &[String]) -> String {
        codes.iter().map(|code| names::party(self.l, code)).collect::<Vec<_>>().join(self.l.t("explain.and"))
    }

    fn step(&self, key: &str, values: &[(&str, &str)]) -> Step {
        Step { text: self.l.fill(&format!("explain.{key}"), values), raw: false }
    }
}

/// How the engine begins to say who the subject is.
const SUBJECT: &str = "the subject is ";
/// How it begins to say what a lead-in lends.
const LENT: &str = "actor and force are lent ";
/// What it says of a lead-in.
const LEADS: &str = "the line ends in a colon: it leads in what stands below";
/// What it says of lines that only their lead-in explains.
const MEANT: &str = "the lead-in says how it is meant";
/// Where a topic was taken from, if not from the clause.
const TOPIC_PLACES: [(&str, &str); 3] = [
    ("the clause before it: ", "topic-before"),
    ("the line above it: ", "topic-above"),
    ("the title: ", "topic-title"),
];
