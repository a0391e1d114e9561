//! A cut clause → what it binds: force, stage, addressees, deadline, and the reasons for it all.

use super::govern::Lent;
use super::head::Walk;
use super::parties::{Sides, Who};
use super::sentence::{Draft, Hit, Reader};
use crate::model::{Because, Clause, ClauseKind, Firing, Force, Reason, Span, Stage};
use crate::rules::Token;

/// Room for the reasons of a clause, its topics included.
const REASONS: usize = 4;

impl Reader<'_> {
    /// The clause of a draft; where nobody acts in it, why.
    pub(super) fn clause(
        &self,
        n: usize,
        walk: &Walk<'_>,
        draft: &Draft<'_>,
        actors: Sides,
        lent: Option<&Lent>,
    ) -> Clause {
        let mut clause = self.bound(n, walk, draft, actors, lent);
        if clause.actors.is_empty() {
            clause.firing.reasons.push(Reason::seen(Because::NoActor, clause.span));
        }
        clause
    }

    fn bound(&self, n: usize, walk: &Walk<'_>, draft: &Draft<'_>, actors: Sides, lent: Option<&Lent>) -> Clause {
        let base = self.setting.document.sentences[n].span.start as usize;
        let span = Span::new(base + draft.start, base + draft.end);
        let mut clause = Clause {
            sentence: n,
            span,
            kind: ClauseKind::Record,
            stance: None,
            force: None,
            stage: None,
            actors: self.setting.parties.codes(actors),
            addressees: Vec::new(),
            operator: None,
            deadline: None,
            topics: Vec::new(),
            confidence: 0.0,
            firing: Firing { rule: String::new(), reasons: Vec::new() },
        };
        let Some(hit) = &draft.hit else {
            self.unmarked(&mut clause);
            inherit(&mut clause, lent);
            return clause;
        };
        let operator = Span::new(base + hit.operator.0, base + hit.operator.1);
        clause.kind = hit.rule.kind;
        clause.stance = hit.rule.stance;
        clause.operator = (!operator.is_empty()).then_some(operator);
        clause.confidence = hit.rule.confidence;
        clause.firing = firing(hit, operator, base, lent);
        if let Some(other) = walk.stands(hit) {
            clause.actors = vec![other];
        }
        self.bind(&mut clause, hit, walk, draft, lent);
        clause
    }

    /// A clause in which no rule found an operator.
    fn unmarked(&self, clause: &mut Clause) {
        let Some(rule) = self.setting.language.clauses.fallback() else { return };
        clause.kind = rule.kind;
        clause.confidence = rule.confidence;
        let reasons = vec![Reason::seen(Because::Unmarked, clause.span)];
        clause.firing = Firing { rule: rule.name.clone(), reasons };
    }

    /// Force, stage, addressees and deadline.
    fn bind(&self, clause: &mut Clause, hit: &Hit<'_>, walk: &Walk<'_>, draft: &Draft<'_>, lent: Option<&Lent>) {
        let binding = matches!(clause.kind, ClauseKind::Commitment | ClauseKind::Mandate | ClauseKind::Call);
        if !binding {
            return;
        }
        let own = hit.head.subject.is_some();
        let governed = lent.filter(|_| !own && clause.kind == ClauseKind::Commitment);
        clause.force = hit.rule.force.or(governed.map(|l| l.force)).or(Some(Force::Decision));
        if let Some(lent) = governed.filter(|l| l.kind == ClauseKind::Mandate) {
            clause.kind = ClauseKind::Mandate;
            clause.addressees.clone_from(&lent.addressees);
        }
        match clause.kind {
            ClauseKind::Commitment => clause.stage = walk.stage(hit.operator.0, draft.end),
            ClauseKind::Call => clause.addressees = walk.addressees(hit, draft),
            ClauseKind::Mandate if clause.addressees.is_empty() => clause.addressees = walk.addressees(hit, draft),
            _ => {}
        }
        if clause.kind != ClauseKind::Call {
            clause.deadline = walk.deadline(draft.start, draft.end);
        }
    }
}

/// The chain of reasons.
fn firing(hit: &Hit<'_>, operator: Span, base: usize, lent: Option<&Lent>) -> Firing {
    let mut reasons = Vec::with_capacity(REASONS);
    reasons.push(Reason::seen(Because::Rule, operator));
    if let Some((start, end)) = hit.head.subject_words {
        reasons.push(Reason::seen(Because::Subject, Span::new(base + start, base + end)));
    } else if let Some(lent) = lent {
        reasons.push(Reason::seen(Because::Lent, lent.source));
    }
    Firing { rule: hit.rule.name.clone(), reasons }
}

impl Walk<'_> {
    /// The words of the clause rules between `start` and `end`, read by themselves; places are counted from `start`.
    pub(super) fn read(&self, start: usize, end: usize) -> impl Iterator<Item = Token> + '_ {
        self.setting.language.clauses.lexicon.tokens(self.sightings, self.base + start..self.base + end)
    }

    /// How far along the action is: what the first verb that tells it says.
    fn stage(&self, start: usize, end: usize) -> Option<Stage> {
        self.read(start, end).find_map(|t| self.word(t).stage)
    }

    /// Who takes a stance, where it is none of the parties: 国际社会绝不接受.
    fn stands(&self, hit: &Hit<'_>) -> Option<String> {
        let (start, end) = hit.head.subject_words?;
        let other = hit.rule.kind == ClauseKind::Position && hit.head.subject == Some(Who::Other);
        let thing = self.read(start, end).any(|t| t.is(self.setting.known.thing));
        (other && !thing).then(|| self.code(&self.text[start..end]))
    }

    /// Who is asked: the subject in front of 应, or whoever stands right behind 呼吁.
    fn addressees(&self, hit: &Hit<'_>, draft: &Draft<'_>) -> Vec<String> {
        if let (Some(Who::Other), Some((start, end))) = (hit.head.subject, hit.head.subject_words) {
            let thing = self.read(start, end).any(|t| t.is(self.setting.known.thing));
            return if thing { Vec::new() } else { vec![self.code(&self.text[start..end])] };
        }
        let known = &self.setting.known;
        let from = hit.operator.1;
        let behind = self.text[from..draft.end].trim_end_matches(|c| "，。；：".contains(c));
        let mut named = None;
        let mut first = behind.len();
        for token in self.read(from, from + behind.len()) {
            if token.is(known.asked) {
                first = token.start;
                break;
            }
            named = Some(token).filter(|t| t.is(known.other)).or(named);
        }
        let name = &behind[..named.map_or(first, |t| t.end)];
        let agent =
            || self.read(from, from + name.len()).last().is_some_and(|t| t.end == name.len() && t.is(known.agent));
        let acts = named.is_some() || self.state(name).is_some() || agent();
        if acts { vec![self.code(name)] } else { Vec::new() }
    }

    /// The code of the state that is named so.
    fn state(&self, name: &str) -> Option<String> {
        self.setting.language.states.find(name).find(|m| m.span.len() == name.len()).map(|m| m.code.to_owned())
    }

    /// A state's code, else the name itself.
    fn code(&self, name: &str) -> String {
        let side = || {
            let states = &self.setting.language.states;
            name.strip_suffix('方').and_then(|mark| states.of_character(mark).first()).cloned()
        };
        self.state(name).or_else(side).unwrap_or_else(|| name.to_owned())
    }
}

/// A governed sentence in which no rule fires does what its lead-in says.
fn inherit(clause: &mut Clause, lent: Option<&Lent>) {
    let Some(lent) = lent.filter(|l| l.kind == ClauseKind::Position) else { return };
    clause.kind = lent.kind;
    clause.stance = lent.stance;
    clause.firing.reasons.push(Reason::seen(Because::Meant, lent.source));
}
