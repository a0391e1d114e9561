//! One coder's marks laid over a text: what was judged, what is still open, what lost its words.

use super::Text;
use super::place::{self, Place};
use crate::register::{Anchor, Coding, Marking, Verdict};
use crate::shape::mark::{Coded, Mark};
use crate::shape::{Clause, Decision};
use std::collections::BTreeMap;

/// What a mark is about: a clause of the program, or one that a decision added.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    Program(Anchor),
    Added(i64),
}

/// A mark, or an open clause of the program.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) about: About,
    /// Which of the same words in their provision.
    pub(super) nth: usize,
    pub(super) mark: Mark,
}

/// Everything a coder has before them, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) lines: Vec<Line>,
}

impl Sheet {
    pub(super) fn of(text: &Text, coding: &Coding, coder: &str) -> Self {
        let mut last: BTreeMap<About, &(Decision, Marking)> = BTreeMap::new();
        for made in coding.marks.iter().filter(|(d, _)| d.by == coder) {
            last.insert(about(&made.0, &made.1), made);
        }
        let anchors = place::anchors(&text.clauses);
        let mut judged = vec![false; text.clauses.len()];
        let mut lines = Vec::new();
        for (about, (decision, marking)) in last {
            let known = match &about {
                About::Program(anchor) => place::clause(&anchors, anchor),
                About::Added(_) => None,
            };
            if let Some(n) = known {
                judged[n] = true;
            }
            let mark = marked(text, known.map(|n| &text.clauses[n]), decision, marking);
            lines.push(Line { about, nth: marking.nth, mark });
        }
        if !coding.round.bare && !coding.round.complete.iter().any(|c| c == coder) {
            let open = text.clauses.iter().zip(anchors).zip(judged).filter(|(_, judged)| !judged);
            let open: Vec<Line> = open
                .filter(|((clause, _), _)| !covered(clause, &lines))
                .map(|((clause, anchor), _)| Line {
                    nth: nth(text, clause),
                    about: About::Program(anchor),
                    mark: unjudged(clause),
                })
                .collect();
            lines.extend(open);
        }
        lines.sort_by_key(|l| (l.mark.start.is_none(), l.mark.start, l.mark.end, l.mark.seq));
        Self { lines }
    }

    /// The clauses that hold by these marks.
    pub(super) fn holding(self) -> Vec<Mark> {
        let marks = self.lines.into_iter().map(|l| l.mark);
        marks.filter(|m| m.start.is_some() && !["open", "remove"].contains(&m.verdict.as_str())).collect()
    }

    pub(super) fn line(&self, id: &str) -> Option<&Line> {
        self.lines.iter().find(|l| l.mark.mark == id)
    }
}

/// What a decision is about.
fn about(decision: &Decision, marking: &Marking) -> About {
    match (&marking.about, marking.added) {
        (Some(anchor), _) => About::Program(anchor.clone()),
        (None, Some(seq)) => About::Added(seq),
        (None, None) => About::Added(decision.seq),
    }
}

fn marked(text: &Text, program: Option<&Clause>, decision: &Decision, marking: &Marking) -> Mark {
    let found = place::find(&text.provisions, &marking.eid, &marking.coded.text, marking.nth);
    let document = text.document.document.clone();
    let operator = operator(text, found.as_ref(), &marking.coded);
    let own = || format!("{document}#{}/m{}", marking.eid, marking.added.unwrap_or(decision.seq));
    Mark {
        mark: program.map_or_else(own, |clause| clause.clause.clone()),
        by: decision.by.clone(),
        verdict: marking.verdict.name().to_owned(),
        seq: decision.seq,
        at: decision.at.clone(),
        why: decision.note.clone(),
        eid: found.as_ref().map_or_else(|| marking.eid.clone(), |p| p.eid.clone()),
        start: found.as_ref().map(|p| p.start),
        end: found.as_ref().map(|p| p.end),
        coded: marking.coded.clone(),
        operator_start: operator.map(|o| o.0),
        operator_end: operator.map(|o| o.1),
        hash: decision.hash.clone(),
        document,
    }
}

fn unjudged(clause: &Clause) -> Mark {
    Mark {
        document: clause.document.clone(),
        mark: clause.clause.clone(),
        verdict: "open".into(),
        eid: clause.eid.clone(),
        start: Some(clause.start),
        end: Some(clause.end),
        coded: coded(clause),
        operator_start: clause.operator_start,
        operator_end: clause.operator_end,
        ..Mark::default()
    }
}

/// Where the operator stands: where the program has it too, if it cuts the clause alike; else where it comes first.
fn operator(text: &Text, found: Option<&Place>, coded: &Coded) -> Option<(i64, i64)> {
    let (found, words) = (found?, coded.operator.as_deref()?);
    let alike = |c: &&Clause| (c.start, c.end) == (found.start, found.end) && c.operator.as_deref() == Some(words);
    if let Some(clause) = text.clauses.iter().find(alike) {
        return clause.operator_start.zip(clause.operator_end);
    }
    let start = found.start + place::points(&coded.text[..coded.text.find(words)?]);
    Some((start, start + place::points(words)))
}

/// What the program says a clause is.
fn coded(clause: &Clause) -> Coded {
    Coded {
        text: clause.text.clone(),
        kind: clause.kind.clone(),
        stance: clause.stance.clone(),
        force: clause.force.clone(),
        actors: clause.actors.clone(),
        addressees: clause.addressees.clone(),
        operator: clause.operator.clone(),
        deadline: clause.deadline.clone(),
    }
}

fn nth(text: &Text, clause: &Clause) -> usize {
    let provision = text.provisions.iter().find(|p| p.eid == clause.eid);
    provision.map_or(0, |p| place::nth(p, &clause.text, clause.start))
}

/// Whether marks already say what holds of the words of an unjudged clause: the coder added just these words, or
/// judged them when the program cut them otherwise.
fn covered(clause: &Clause, lines: &[Line]) -> bool {
    let judged = lines.iter().filter(|l| l.mark.seq != 0);
    let places = judged.filter_map(|l| Some((l, l.mark.start?, l.mark.end?)));
    let mut shared = 0;
    for (line, start, end) in places {
        if (start, end) == (clause.start, clause.end) && line.mark.verdict == Verdict::Add.name() {
            return true;
        }
        // A mark about a clause of the program that is there no longer goes by the number of its decision.
        let gone = matches!(line.about, About::Program(_)) && line.mark.mark.ends_with(&format!("/m{}", line.mark.seq));
        if gone {
            shared += (end.min(clause.end) - start.max(clause.start)).max(0);
        }
    }
    2 * shared >= (clause.end - clause.start).max(1)
}

/// The marking that says `verdict` of a line, with what it is by now.
pub(super) fn marking(line: &Line, verdict: Verdict, coded: Coded, at: (String, usize)) -> Marking {
    let (about, added) = match &line.about {
        About::Program(anchor) => (Some(anchor.clone()), None),
        About::Added(seq) => (None, Some(*seq)),
    };
    Marking { verdict, about, added, eid: at.0, nth: at.1, coded }
}

/// The marking that adds a clause.
pub(super) fn adding(place: &Place, nth: usize, coded: Coded) -> Marking {
    Marking { verdict: Verdict::Add, eid: place.eid.clone(), nth, coded, ..Marking::default() }
}
