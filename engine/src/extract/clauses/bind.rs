//! A cut clause → what it binds: force, stage, addressees, deadline, and the reasons for it all.

use super::deadline;
use super::govern::Lent;
use super::parties::Who;
use super::sentence::{Draft, Hit, Reader};
use crate::model::{Clause, ClauseKind, Firing, Force, Reason, Span, Stage};

impl Reader<'_> {
    /// The clause of a draft; where nobody acts in it, why.
    pub(super) fn clause(&self, n: usize, draft: &Draft<'_>, actors: &[usize], lent: Option<&Lent>) -> Clause {
        let mut clause = self.bound(n, draft, actors, lent);
        if clause.actors.is_empty() {
            clause.firing.reasons.push(said("the text names no party whose act this could be", clause.span));
        }
        clause
    }

    fn bound(&self, n: usize, draft: &Draft<'_>, actors: &[usize], lent: Option<&Lent>) -> Clause {
        let base = self.document.sentences[n].span.start as usize;
        let text = self.text(n);
        let span = Span::new(base + draft.start, base + draft.end);
        let mut clause = Clause {
            sentence: n,
            span,
            kind: ClauseKind::Record,
            stance: None,
            force: None,
            stage: None,
            actors: self.parties.codes(actors),
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
        clause.firing = self.firing(hit, operator, base, lent);
        self.bind(&mut clause, hit, text, draft, lent);
        clause
    }

    /// A clause in which no rule found an operator.
    fn unmarked(&self, clause: &mut Clause) {
        let Some(rule) = self.language.clauses.fallback() else { return };
        clause.kind = rule.kind;
        clause.confidence = rule.confidence;
        clause.firing = Firing { rule: rule.name.clone(), reasons: vec![said(&rule.says, clause.span)] };
    }

    /// Force, stage, addressees and deadline.
    fn bind(&self, clause: &mut Clause, hit: &Hit<'_>, text: &str, draft: &Draft<'_>, lent: Option<&Lent>) {
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
        let words = &text[draft.start..draft.end];
        match clause.kind {
            ClauseKind::Commitment => clause.stage = self.stage(&text[hit.operator.0..draft.end]),
            ClauseKind::Call => clause.addressees = self.addressees(text, hit, draft),
            ClauseKind::Mandate if clause.addressees.is_empty() => {
                clause.addressees = self.addressees(text, hit, draft)
            }
            _ => {}
        }
        if clause.kind != ClauseKind::Call {
            clause.deadline = deadline::deadline(words, self.language, self.document.date.as_deref());
        }
    }

    /// How far along the action is: what the first verb that tells it says.
    fn stage(&self, words: &str) -> Option<Stage> {
        let lexicon = &self.language.clauses.lexicon;
        let mut tokens = Vec::new();
        lexicon.tokens(words, &mut tokens);
        tokens.iter().find_map(|t| lexicon.word(*t).get("stage").parse().ok())
    }

    /// Who is asked: the subject in front of 应, or whoever stands right behind 呼吁.
    fn addressees(&self, text: &str, hit: &Hit<'_>, draft: &Draft<'_>) -> Vec<String> {
        let lexicon = &self.language.clauses.lexicon;
        if let (Some(Who::Other(name)), Some(_)) = (&hit.head.subject, hit.head.subject_words) {
            let mut tokens = Vec::new();
            lexicon.tokens(name, &mut tokens);
            if tokens.iter().any(|t| lexicon.word(*t).classes & lexicon.bits(&["thing"]) != 0) {
                return Vec::new();
            }
            return vec![self.code(name)];
        }
        let behind = text[hit.operator.1..draft.end].trim_end_matches(|c| "，。；：".contains(c));
        let other = lexicon.bits(&["other", "state"]);
        let verbs = lexicon.bits(&[
            "act", "act-here", "hold", "adverb", "must", "respect", "support", "strive", "within", "by", "to", "aside",
        ]);
        let mut tokens = Vec::new();
        lexicon.tokens(behind, &mut tokens);
        let first = tokens.iter().find(|t| lexicon.word(**t).classes & verbs != 0).map_or(behind.len(), |t| t.start);
        let named = tokens.iter().rfind(|t| t.end <= first && lexicon.word(**t).classes & other != 0).copied();
        let name = named.map_or(&behind[..first], |t| &behind[..t.end]);
        let agent = lexicon.bits(&["agent"]);
        lexicon.tokens(name, &mut tokens);
        let acts = named.is_some()
            || self.language.states.find(name).any(|m| m.span.len() == name.len())
            || tokens.last().is_some_and(|t| t.end == name.len() && lexicon.word(*t).classes & agent != 0);
        if acts { vec![self.code(name)] } else { Vec::new() }
    }

    /// A state's code, else the name itself.
    fn code(&self, name: &str) -> String {
        let whole = self.language.states.find(name).find(|m| m.span.len() == name.len()).map(|m| m.code.to_owned());
        let side = || name.strip_suffix('方').and_then(|mark| self.language.states.of_character(mark).first()).cloned();
        whole.or_else(side).unwrap_or_else(|| name.to_owned())
    }

    /// The chain of reasons, in words.
    fn firing(&self, hit: &Hit<'_>, operator: Span, base: usize, lent: Option<&Lent>) -> Firing {
        let words = operator.of(&self.document.text);
        let mut reasons = vec![said(&format!("{}: “{words}”", hit.rule.says), operator)];
        if let Some((start, end)) = hit.head.subject_words {
            let span = Span::new(base + start, base + end);
            reasons.push(said(&format!("the subject is “{}”", span.of(&self.document.text)), span));
        } else if let Some(lent) = lent {
            let source = lent.source.of(&self.document.text);
            reasons.push(said(&format!("actor and force are lent by the lead-in “{source}”"), lent.source));
        }
        Firing { rule: hit.rule.name.clone(), reasons }
    }
}

/// A governed sentence in which no rule fires does what its lead-in says.
fn inherit(clause: &mut Clause, lent: Option<&Lent>) {
    let Some(lent) = lent.filter(|l| l.kind == ClauseKind::Position) else { return };
    clause.kind = lent.kind;
    clause.stance = lent.stance;
    clause.firing.reasons.push(Reason { text: "the lead-in says how it is meant".to_owned(), span: Some(lent.source) });
}

pub(super) fn said(text: &str, span: Span) -> Reason {
    Reason { text: text.to_owned(), span: Some(span) }
}
