//! Rubrics: conditions on criteria, one a score, that leave no hole and do not overlap.

use crate::shape::assessment::Rubric;
use crate::told::Told;
use std::collections::{BTreeMap, BTreeSet};

/// Criteria beyond which a rubric cannot be looked through case by case.
const MOST: usize = 12;

/// What is wrong with a rubric: every hole and every overlap named by the criteria that are met there.
#[must_use]
pub fn faults(rubric: &Rubric) -> Vec<Told> {
    let mut out: Vec<Told> = Vec::new();
    out.extend(rubric.criteria.keys().filter(|n| !plain(n)).map(|name| Told::new("fault.criterion-name", [name])));
    if rubric.criteria.is_empty() || rubric.criteria.len() > MOST {
        out.push(Told::new("fault.criteria", [&rubric.criteria.len().to_string(), &MOST.to_string()]));
    }
    for (score, condition) in rubric.levels.iter().chain(&rubric.other) {
        if !["-1", "0", "+1"].contains(&score.as_str()) {
            out.push(Told::new("fault.no-score", [score]));
        }
        if let Err((key, found)) = read(condition, &rubric.criteria) {
            out.push(Told::new(&format!("fault.{key}"), [score, &found]));
        }
    }
    if out.is_empty() {
        gaps(&rubric.levels, &rubric.criteria, "", &mut out);
        if !rubric.other.is_empty() {
            gaps(&rubric.other, &rubric.criteria, "other-", &mut out);
        }
    }
    out
}

/// The score of what was met; `None` where the rubric has a hole or an overlap.
#[must_use]
pub fn outcome(
    levels: &BTreeMap<String, String>,
    criteria: &BTreeMap<String, String>,
    met: &BTreeSet<&str>,
) -> Option<String> {
    let mut hit = levels.iter().filter(|(_, c)| read(c, criteria).is_ok_and(|c| c.holds(met, criteria.len())));
    let first = hit.next()?.0.clone();
    hit.next().is_none().then_some(first)
}

/// A case a party can be in: the criteria met, and every score whose condition then holds.
pub type Case<'a> = (BTreeSet<&'a str>, Vec<&'a str>);

/// Every case with its scores: none is a hole, several are an overlap. Nothing where a condition cannot be read.
#[must_use]
pub fn cases<'a>(levels: &'a BTreeMap<String, String>, criteria: &'a BTreeMap<String, String>) -> Vec<Case<'a>> {
    let read: Result<Vec<(&str, Condition)>, Unread> =
        levels.iter().map(|(score, c)| Ok((score.as_str(), read(c, criteria)?))).collect();
    let Ok(read) = read else { return Vec::new() };
    let names: Vec<&str> = criteria.keys().map(String::as_str).take(MOST).collect();
    let case = |case: usize| {
        let met: BTreeSet<&str> =
            names.iter().enumerate().filter(|(n, _)| case >> n & 1 == 1).map(|(_, name)| *name).collect();
        let scores = read.iter().filter(|(_, c)| c.holds(&met, names.len())).map(|(score, _)| *score).collect();
        (met, scores)
    };
    (0..1_usize << names.len()).map(case).collect()
}

/// The cases without a score, or with several.
fn gaps(levels: &BTreeMap<String, String>, criteria: &BTreeMap<String, String>, whose: &str, out: &mut Vec<Told>) {
    for (met, scores) in cases(levels, criteria).into_iter().filter(|(_, scores)| scores.len() != 1) {
        let what = if scores.is_empty() { "hole" } else { "overlap" };
        let bare = if met.is_empty() { "-bare" } else { "" };
        let met: Vec<&str> = met.into_iter().collect();
        let values = [met.join(", "), scores.join(", ")].into_iter().filter(|v| !v.is_empty()).collect();
        out.push(Told { key: format!("fault.{whose}{what}{bare}"), values });
    }
}

fn plain(name: &str) -> bool {
    let own = ["and", "or", "not", "all", "any", "none", "met"];
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-') && !own.contains(&name)
}

/// A condition on what was met.
enum Condition {
    Met(String),
    All,
    Any,
    None,
    Count(char, usize),
    Not(Box<Condition>),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
}

impl Condition {
    fn holds(&self, met: &BTreeSet<&str>, of: usize) -> bool {
        match self {
            Self::Met(name) => met.contains(name.as_str()),
            Self::All => met.len() == of,
            Self::Any => !met.is_empty(),
            Self::None => met.is_empty(),
            Self::Count('>', n) => met.len() >= *n,
            Self::Count('<', n) => met.len() <= *n,
            Self::Count(_, n) => met.len() == *n,
            Self::Not(inner) => !inner.holds(met, of),
            Self::And(a, b) => a.holds(met, of) && b.holds(met, of),
            Self::Or(a, b) => a.holds(met, of) || b.holds(met, of),
        }
    }
}

/// Why a condition cannot be read: the key of the fault, and what was found.
type Unread = (&'static str, String);

fn read(text: &str, criteria: &BTreeMap<String, String>) -> Result<Condition, Unread> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reading = Reading { words, at: 0, criteria };
    let condition = reading.either()?;
    match reading.words.get(reading.at) {
        None => Ok(condition),
        Some(rest) => Err(("no-end", (*rest).to_owned())),
    }
}

/// A condition being read: or binds weaker than and, and weaker than not.
struct Reading<'t> {
    words: Vec<&'t str>,
    at: usize,
    criteria: &'t BTreeMap<String, String>,
}

impl<'t> Reading<'t> {
    fn next(&mut self) -> Option<&'t str> {
        self.at += 1;
        self.words.get(self.at - 1).copied()
    }

    fn takes(&mut self, word: &str) -> bool {
        let there = self.words.get(self.at) == Some(&word);
        self.at += usize::from(there);
        there
    }

    fn either(&mut self) -> Result<Condition, Unread> {
        let mut left = self.both()?;
        while self.takes("or") {
            left = Condition::Or(Box::new(left), Box::new(self.both()?));
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Condition, Unread> {
        let mut left = self.one()?;
        while self.takes("and") {
            left = Condition::And(Box::new(left), Box::new(self.one()?));
        }
        Ok(left)
    }

    fn one(&mut self) -> Result<Condition, Unread> {
        match self.next() {
            Some("not") => Ok(Condition::Not(Box::new(self.one()?))),
            Some("all") => Ok(Condition::All),
            Some("any") => Ok(Condition::Any),
            Some("none") => Ok(Condition::None),
            Some("met") => self.count(),
            Some("(") => {
                let inner = self.either()?;
                if self.takes(")") { Ok(inner) } else { Err(("not-closed", String::new())) }
            }
            Some(name) if self.criteria.contains_key(name) => Ok(Condition::Met(name.to_owned())),
            Some(other) => Err(("no-criterion", other.to_owned())),
            None => Err(("breaks-off", String::new())),
        }
    }

    fn count(&mut self) -> Result<Condition, Unread> {
        let sign = match self.next() {
            Some(">=") => '>',
            Some("<=") => '<',
            Some("=") => '=',
            _ => return Err(("count-sign", String::new())),
        };
        let number = self.next().and_then(|n| n.parse().ok());
        number.map(|n| Condition::Count(sign, n)).ok_or_else(|| ("count-number", String::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rubric(levels: &[(&str, &str)]) -> Rubric {
        let map = |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let criteria = map(&[("law", "passes a law"), ("money", "sets money aside"), ("work", "begins the work")]);
        Rubric { criteria, levels: map(levels), ..Rubric::default() }
    }

    #[test]
    fn holes_and_overlaps_are_named() {
        assert_eq!(faults(&rubric(&[("+1", "all"), ("0", "any and not all"), ("-1", "none")])), []);
        let found = faults(&rubric(&[("+1", "law and money"), ("0", "work"), ("-1", "none")]));
        let found = found.iter().map(Told::english).collect::<Vec<_>>().join("\n");
        assert!(found.contains("hole: no score for a party that met law\n"), "{found}");
        assert!(found.contains("overlap: a party that met law, money, work scores +1, 0"), "{found}");
        assert!(faults(&rubric(&[("+1", "flag"), ("2", "law (")])).len() >= 2);
    }

    #[test]
    fn scores_follow_from_what_was_met() {
        let r = rubric(&[("+1", "met >= 2"), ("0", "met = 1"), ("-1", "met <= 0")]);
        assert_eq!(faults(&r), []);
        let of = |met: &[&str]| outcome(&r.levels, &r.criteria, &met.iter().copied().collect());
        assert_eq!(of(&["law", "work"]).as_deref(), Some("+1"));
        assert_eq!(of(&[]).as_deref(), Some("-1"));
    }
}
