//! Why a clause is read as it is, in words for people who do not program: what decides, what was taken over from
//! where, what follows.
//!
//! In: a clause and its firing. Out: steps in the words of a locale. The engine gives its reasons as keys; that every
//! language has words for each of them is held by a test of `told`.

use crate::knowledge;
use crate::locale::{Locale, date};
use crate::names;
use crate::register::{Firing, Reason};
use crate::shape::Clause;
use chancery_engine::rules::Rule;

/// The explanation, step by step. `text` is the reading text of the document.
#[must_use]
pub fn steps(l: &Locale, clause: &Clause, firing: &Firing, text: &str) -> Vec<String> {
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

/// What a rule says: in English as those who wrote it put it, in other languages by what it decides.
#[must_use]
pub fn says(l: &Locale, firing: &Firing) -> Option<String> {
    let rule = rule(&firing.rule)?;
    if l.code == "en" {
        return Some(rule.says.clone());
    }
    let kind = l.term("kind", rule.kind.name()).to_owned();
    let what = rule.stance.map_or(kind.clone(), |stance| {
        l.fill("explain.of", &[("kind", &kind), ("of", l.term("stance", stance.name()))])
    });
    let key = match (rule.fallback, rule.force) {
        (true, _) => "explain.rule-fallback",
        (_, Some(_)) => "explain.rule-forced",
        (_, None) => "explain.rule-plain",
    };
    let force = rule.force.map_or("", |force| l.term("force", force.name()));
    Some(l.fill(key, &[("what", &what), ("force", force)]))
}

fn rule(name: &str) -> Option<&'static Rule> {
    knowledge::current().languages.iter().flat_map(|l| &l.clauses.rules).find(|r| r.name == name)
}

/// Whether somebody has to act in it.
fn binds(clause: &Clause) -> bool {
    !["record", "procedure"].contains(&clause.kind.as_str())
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
    fn what(&self) -> String {
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
    fn who(&self) -> Option<String> {
        if self.clause.actors.is_empty() {
            return binds(self.clause).then(|| self.step("no-actor", &[]));
        }
        let who = self.people(&self.clause.actors);
        Some(match self.source() {
            Source::Named(words) => self.step("named", &[("words", &words), ("who", &who)]),
            Source::Lent(words) => self.step("lent", &[("words", &words), ("who", &who)]),
            Source::Carried => self.step("carried", &[("who", &who)]),
        })
    }

    fn source(&self) -> Source {
        let told = |because: &str| self.reasons.iter().find(|r| r.because == because);
        if let Some(reason) = told("subject") {
            return Source::Named(self.words(reason));
        }
        told("lent").map_or(Source::Carried, |reason| Source::Lent(self.words(reason)))
    }

    /// How firmly it binds, and whether the words, the lead-in or nothing says so.
    fn firmness(&self) -> Option<String> {
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

    fn rest(&self) -> Vec<String> {
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
    fn other(&self, reason: &Reason) -> Option<String> {
        let told = ["rule", "unmarked", "subject", "lent"].contains(&reason.because.as_str());
        let who = reason.because == "no-actor" && binds(self.clause);
        (!told && !who).then(|| reason.said(self.l, &self.words(reason)))
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

    fn step(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.l.fill(&format!("explain.{key}"), values)
    }
}
