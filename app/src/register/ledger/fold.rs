//! One decision into the ledger.

use super::{Ledger, said};
use crate::register::act::{Act, Opening, Setting, parsed};
use crate::shape::Decision;
use crate::shape::assessment::{Assessment, Cycle};
use crate::shape::entry::{Entry, Evidence, Item, Meeting, Milestone, Note, Resolution, View};

impl Ledger {
    pub(super) fn fold(&mut self, decision: &Decision) {
        match decision.action.as_str() {
            "open" => self.opened(decision),
            "cycle" => {
                let opened = said(decision);
                self.cycles.extend(parsed::<Cycle>(&decision.value).ok().map(|c| Cycle { opened, ..c }));
            }
            "meeting" => {
                let opened = said(decision);
                self.meetings.extend(parsed::<Meeting>(&decision.value).ok().map(|m| Meeting { opened, ..m }));
            }
            "close" => self.closed(decision),
            "view" => self.viewed(decision),
            "yellow" => self.yellow = parsed(&decision.value).unwrap_or(self.yellow),
            "import" => {
                let sha = parsed(&decision.value).unwrap_or_default();
                self.tables.insert(decision.subject.clone(), sha);
            }
            _ => self.acted(decision),
        }
    }

    fn opened(&mut self, decision: &Decision) {
        for (number, anchor) in parsed::<Opening>(&decision.value).unwrap_or_default().numbers {
            if let Some(at) = self.standing(decision, &number, &anchor) {
                self.entries[at].undertaking.undertaking.clone_from(&number);
                self.stand += 1;
            }
            self.numbers.insert(number, anchor);
        }
    }

    fn closed(&mut self, decision: &Decision) {
        let agenda: Vec<Item> = parsed(&decision.value).unwrap_or_default();
        if let Some(meeting) = self.meetings.iter_mut().find(|m| m.meeting == decision.subject) {
            meeting.closed = Some(said(decision));
            meeting.agenda = agenda;
        }
    }

    /// An empty question takes a view away.
    fn viewed(&mut self, decision: &Decision) {
        let Ok(view) = parsed::<View>(&decision.value) else { return };
        self.views.retain(|v| v.name != view.name);
        if !view.query.is_empty() {
            self.views.push(View { saved: said(decision), ..view });
        }
    }

    fn acted(&mut self, decision: &Decision) {
        let Some(Ok((act, anchor))) = Act::read(&decision.action, &decision.value) else { return };
        let Some(at) = self.standing(decision, &decision.subject, &anchor) else { return };
        let entry = &mut self.entries[at];
        entry.version = decision.seq;
        entry.decisions.push(decision.seq);
        apply(entry, act, decision);
        self.stand += 1;
    }
}

fn apply(entry: &mut Entry, act: Act, decision: &Decision) {
    let (seq, by) = (decision.seq, decision.by.clone());
    match act {
        Act::Set(setting) => set(entry, &setting, decision),
        Act::Milestone(milestone) => step(&mut entry.milestones, milestone),
        Act::Evidence(evidence) => entry.evidence.push(Evidence { seq, by, ..evidence }),
        Act::Split { shares } => entry.shares = shares,
        Act::Resolve(resolution) => {
            entry.resolutions.push(Resolution { seq, by, at: decision.at.clone(), ..resolution });
        }
        Act::Rubric { cycle, rubric } => assessment(entry, cycle).rubric = Some(rubric),
        Act::Search { cycle, mut search } => {
            (search.seq, search.by) = (seq, by);
            assessment(entry, cycle).searches.push(search);
        }
        Act::Code { cycle, mut coding } => {
            (coding.seq, coding.by) = (seq, by);
            let codings = &mut assessment(entry, cycle).codings;
            codings.retain(|c| c.by != coding.by);
            codings.push(coding);
        }
        Act::Settle { cycle, mut coding } => {
            (coding.seq, coding.by) = (seq, by);
            assessment(entry, cycle).settled = Some(coding);
        }
        Act::Sign { cycle } => assessment(entry, cycle).signed = Some(said(decision)),
    }
}

fn assessment(entry: &mut Entry, cycle: String) -> &mut Assessment {
    entry.assessments.entry(cycle).or_default()
}

fn step(milestones: &mut Vec<Milestone>, milestone: Milestone) {
    match milestones.iter_mut().find(|m| m.name == milestone.name) {
        Some(known) => {
            known.due = milestone.due.or_else(|| known.due.take());
            known.delivered = milestone.delivered.or_else(|| known.delivered.take());
        }
        None => milestones.push(milestone),
    }
}

fn set(entry: &mut Entry, setting: &Setting, decision: &Decision) {
    let value = (!setting.value.is_empty()).then(|| setting.value.clone());
    let row = &mut entry.undertaking;
    match setting.field.as_str() {
        "status" => row.status.clone_from(&setting.value),
        "body" => row.body = value,
        "instrument" => row.instrument = value,
        "deadline" => row.deadline = value,
        "topics" => row.topics = words(&setting.value),
        "tags" => entry.tags = words(&setting.value),
        "assignee" => entry.assignee = value,
        "binding" => entry.binding = value,
        "catalysts" => entry.catalysts = words(&setting.value),
        "disputed" => entry.disputed = value,
        "note" => {
            let (by, at, text) = (decision.by.clone(), decision.at.clone(), setting.value.clone());
            entry.notes.push(Note { seq: decision.seq, by, at, text });
        }
        _ => {}
    }
    entry.decided.insert(setting.field.clone(), said(decision));
}

/// `a, b` as a list.
fn words(value: &str) -> Vec<String> {
    value.split([',', '，', '、']).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect()
}
