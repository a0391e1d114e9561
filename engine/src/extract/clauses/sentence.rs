//! One sentence → its clauses.

use super::govern::{Governance, Lent};
use super::head::{Head, Known, Walk};
use super::parties::{Parties, Who};
use super::segments::{Segment, segments};
use super::deadline;
use crate::model::{Clause, ClauseKind, Document, DocumentKind, Firing, Force, Reason, Span, Stage};
use crate::rules::{Capture, Language, Opens, Rule, Surroundings, Token};

/// A rule that matched a segment.
#[derive(Clone, Debug)]
struct Hit<'r> {
    rule: &'r Rule,
    operator: (usize, usize),
    head: Head,
    /// The segment holds nothing but subject and operator: its object comes behind the comma.
    bare: bool,
    /// Where its segment ends.
    end: usize,
    /// What stands behind it in the sentence is its content.
    content: bool,
}

/// A clause being put together.
struct Draft<'r> {
    start: usize,
    end: usize,
    hit: Option<Hit<'r>>,
}

/// Reads the sentences of a document in order and remembers who spoke last.
pub struct Reader<'a> {
    document: &'a Document,
    language: &'a Language,
    parties: &'a Parties,
    known: Known,
    /// Who acted last in the block.
    last: Option<Vec<usize>>,
    /// The last sentence was a commitment.
    undertaking: bool,
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of the document.
    #[must_use]
    pub fn new(document: &'a Document, language: &'a Language, parties: &'a Parties, known: Known) -> Self {
        Self { document, language, parties, known, last: None, undertaking: false }
    }

    /// A block begins: nobody has acted in it yet.
    pub fn enter(&mut self) {
        self.last = None;
    }

    fn walk<'w>(&'w self, text: &'w str, tokens: &'w [Token]) -> Walk<'w> {
        Walk { text, tokens, lexicon: &self.language.clauses.lexicon, known: &self.known, parties: self.parties }
    }

    fn text(&self, n: usize) -> &'a str {
        self.document.sentences[n].span.of(&self.document.text)
    }

    /// Whether the sentence opens with a party as its subject.
    #[must_use]
    pub fn begins_with_party(&self, n: usize, tokens: &[Token]) -> bool {
        let text = self.text(n);
        let walk = self.walk(text, tokens);
        segments(text).iter().any(|s| matches!(walk.head(s.words, s.last, false).subject, Some(Who::Party(_))))
    }

    /// Adds the clauses of sentence `n`; takes up or lets go what a lead-in lends.
    pub fn read(&mut self, n: usize, tokens: &[Token], governance: &mut Governance, out: &mut Vec<Clause>) {
        let text = self.text(n);
        let lent = governance.lent().cloned();
        let drafts = self.drafts(text, tokens, lent.as_ref());
        if text.trim_end().ends_with(['：', ':']) {
            let clause = self.lead_in(n, text, &drafts, lent.as_ref(), governance);
            out.push(clause);
            return;
        }
        let mut before: Option<Vec<usize>> = None;
        for draft in &drafts {
            let actors = self.actors(draft, before.as_deref(), lent.as_ref());
            out.push(self.clause(n, draft, &actors, lent.as_ref()));
            before = Some(actors);
        }
        self.undertaking = drafts.last().and_then(|d| d.hit.as_ref()).is_some_and(|h| h.rule.kind == ClauseKind::Commitment);
        self.last = before.or(self.last.take());
    }

    /// Cuts the sentence into clauses.
    fn drafts(&self, text: &str, tokens: &[Token], lent: Option<&Lent>) -> Vec<Draft<'a>> {
        let mut drafts = vec![Draft { start: 0, end: 0, hit: None }];
        if lent.is_some_and(|l| l.kind == ClauseKind::Record) {
            drafts[0].end = text.len();
            return drafts;
        }
        let named = self.last_named(text, tokens).filter(|_| lent.is_none());
        for segment in segments(text) {
            let open = drafts.last().and_then(|d| d.hit.as_ref());
            let hit = self.hit(text, tokens, segment, lent, open);
            let aim = |h: &Hit<'_>| h.rule.opens == Opens::Chain && h.head.subject.is_none() && named > Some(segment.start);
            let hit = hit.filter(|h| open.is_some() || !aim(h));
            let current = drafts.len() - 1;
            if let Some(hit) = hit {
                let object = open.is_some_and(|open| open.bare && open.end == segment.start);
                let opens = !object && open.is_none_or(|open| opens(open, &hit));
                if opens && open.is_some() {
                    drafts.push(Draft { start: segment.start, end: segment.end, hit: Some(hit) });
                    continue;
                }
                if opens {
                    drafts[current].hit = Some(hit);
                }
            }
            drafts[current].end = segment.end;
        }
        drafts
    }

    /// Where the last segment begins that names a party as its subject: what stands before may be its aim.
    fn last_named(&self, text: &str, tokens: &[Token]) -> Option<usize> {
        let walk = self.walk(text, tokens);
        let named = |s: &Segment| matches!(walk.head(s.words, s.last, false), Head { subject: Some(Who::Party(_)), at: Some(_), .. });
        segments(text).iter().rev().find(|s| named(s)).map(|s| s.start)
    }

    /// The first rule that matches where the segment's predicate begins.
    fn hit(&self, text: &str, tokens: &[Token], segment: Segment, lent: Option<&Lent>, open: Option<&Hit<'a>>) -> Option<Hit<'a>> {
        let walk = self.walk(text, tokens);
        let head = walk.head(segment.words, segment.last, open.is_some());
        let at = head.at.or((head.gap && open.is_none()).then_some(head.opened))?;
        let narrated = self.narrated(tokens, segment);
        let perfective = self.any(tokens, "perfective") && !self.any(tokens, "will");
        let condition = |name: &str, _: usize| match name {
            "governed" => lent.is_some_and(|l| l.kind != ClauseKind::Position) && head.subject.is_none(),
            "own" => matches!(head.subject, Some(Who::Party(_))),
            "other" => matches!(head.subject, Some(Who::Other(_))) || head.subject.is_none() && head.gap,
            "bare" => head.subject.is_none() && !head.gap,
            "gap" => head.gap,
            "narrated" => narrated || perfective,
            "told" => perfective || open.is_some_and(|o| o.rule.kind == ClauseKind::Record),
            "copula" => text[segment.words..segment.last].contains('是') && head.at.is_none(),
            "speech" => self.document.kind == DocumentKind::Speech,
            "open" => open.is_some(),
            "found" => head.at.is_some(),
            "first" => at == segment.words,
            _ => false,
        };
        let lexicon = &self.language.clauses.lexicon;
        let inside = Surroundings { lexicon, text: &text[..segment.last], tokens, condition: &condition };
        let mut captures: Vec<Capture<'_>> = Vec::new();
        for rule in &self.language.clauses.rules {
            captures.clear();
            if let Some(end) = inside.matches(&rule.pattern, at, &mut captures) {
                let operator = captures.iter().find(|c| c.0 == "operator").map_or((at, at), |c| (c.1, c.2));
                let bare = end.max(operator.1) >= segment.last;
                let content = rule.content && (rule.kind == ClauseKind::Call || !self.nominal(tokens, segment));
                return Some(Hit { rule, operator, head, bare, content, end: segment.end });
            }
        }
        None
    }

    /// The segment tells what happened.
    fn narrated(&self, tokens: &[Token], segment: Segment) -> bool {
        let lexicon = &self.language.clauses.lexicon;
        let told = lexicon.bits(&["narrative"]);
        tokens.iter().any(|t| t.start >= segment.start && t.end <= segment.end && lexicon.word(*t).classes & told != 0)
    }

    /// The segment ends in a noun such as 重要性: nothing that follows is its content.
    fn nominal(&self, tokens: &[Token], segment: Segment) -> bool {
        let lexicon = &self.language.clauses.lexicon;
        let nominal = lexicon.bits(&["nominal"]);
        tokens.iter().any(|t| t.end == segment.last && lexicon.word(*t).classes & nominal != 0)
    }

    fn any(&self, tokens: &[Token], class: &str) -> bool {
        let lexicon = &self.language.clauses.lexicon;
        let wanted = lexicon.bits(&[class]);
        tokens.iter().any(|t| lexicon.word(*t).classes & wanted != 0)
    }

    /// Who acts: the subject named, or whom a reader goes on thinking of.
    fn actors(&self, draft: &Draft<'_>, before: Option<&[usize]>, lent: Option<&Lent>) -> Vec<usize> {
        let subject = draft.hit.as_ref().and_then(|h| h.head.subject.as_ref());
        match (subject, before) {
            (Some(Who::Party(who)), _) => who.clone(),
            (_, Some(before)) => before.to_vec(),
            _ => self.last.clone().or_else(|| lent.map(|l| l.actors.clone())).unwrap_or_else(|| self.parties.all()),
        }
    }

    fn clause(&self, n: usize, draft: &Draft<'_>, actors: &[usize], lent: Option<&Lent>) -> Clause {
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
            confidence: 0.7,
            firing: Firing { rule: "record".to_owned(), reasons: vec![said("no operator at main level: told as fact", span)] },
        };
        let Some(hit) = &draft.hit else {
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
            ClauseKind::Mandate if clause.addressees.is_empty() => clause.addressees = self.addressees(text, hit, draft),
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
        if let (Some(Who::Other(name)), Some(_)) = (&hit.head.subject, hit.head.subject_words) {
            return vec![self.code(name)];
        }
        let behind = text[hit.operator.1..draft.end].trim_end_matches(|c| "，。；：".contains(c));
        let lexicon = &self.language.clauses.lexicon;
        let other = lexicon.bits(&["other"]);
        let verbs = lexicon.bits(&["act", "act-here", "hold", "adverb", "must", "respect", "support", "strive", "within", "to"]);
        let mut tokens = Vec::new();
        lexicon.tokens(behind, &mut tokens);
        let first = tokens.iter().find(|t| lexicon.word(**t).classes & verbs != 0).map_or(behind.len(), |t| t.start);
        let named = tokens.iter().filter(|t| t.end <= first && lexicon.word(**t).classes & other != 0).last().copied();
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

    /// A line that ends in a colon: procedure, and what it lends to the list below.
    fn lead_in(&mut self, n: usize, text: &str, drafts: &[Draft<'a>], lent: Option<&Lent>, governance: &mut Governance) -> Clause {
        let hit = drafts.iter().rev().find_map(|d| d.hit.as_ref());
        let draft = Draft { start: 0, end: text.len(), hit: hit.cloned() };
        let actors = self.actors(&draft, None, lent);
        let mut clause = self.clause(n, &draft, &actors, None);
        let feature = self.has(text, "feature") && !hit.is_some_and(|h| self.promises(h));
        let kind = match hit.map(|h| h.rule.kind) {
            _ if feature => Some(ClauseKind::Record),
            Some(kind @ (ClauseKind::Commitment | ClauseKind::Mandate | ClauseKind::Position)) => Some(kind),
            None if self.undertaking => Some(ClauseKind::Commitment),
            _ => None,
        };
        let lends = kind.map(|kind| Lent {
            kind,
            stance: clause.stance,
            force: clause.force.unwrap_or(Force::Decision),
            actors: actors.clone(),
            addressees: hit.filter(|_| kind == ClauseKind::Mandate).map_or_else(Vec::new, |h| self.told(text, h)),
            source: clause.span,
        });
        governance.lead(lends);
        clause.kind = ClauseKind::Procedure;
        (clause.stance, clause.force, clause.stage, clause.deadline) = (None, None, None, None);
        clause.addressees.clear();
        clause.firing.reasons.push(said("the line ends in a colon: it leads in what stands below", clause.span));
        self.last = Some(actors);
        clause
    }

    fn promises(&self, hit: &Hit<'_>) -> bool {
        hit.rule.kind == ClauseKind::Commitment && hit.rule.opens == Opens::Change
    }

    fn has(&self, text: &str, class: &str) -> bool {
        let lexicon = &self.language.clauses.lexicon;
        let wanted = lexicon.bits(&[class]);
        let mut tokens = Vec::new();
        lexicon.tokens(text, &mut tokens);
        tokens.iter().any(|t| lexicon.word(*t).classes & wanted != 0)
    }

    /// Whom a mandate instructs: the names behind its operator.
    fn told(&self, text: &str, hit: &Hit<'_>) -> Vec<String> {
        let names = text[hit.operator.1..].trim_end_matches(|c| "：:，".contains(c));
        names.split(['和', '、', '与', '及']).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
    }
}

/// A governed sentence in which no rule fires does what its lead-in says.
fn inherit(clause: &mut Clause, lent: Option<&Lent>) {
    let Some(lent) = lent.filter(|l| l.kind == ClauseKind::Position) else { return };
    clause.kind = lent.kind;
    clause.stance = lent.stance;
    clause.firing.reasons.push(Reason { text: "the lead-in says how it is meant".to_owned(), span: Some(lent.source) });
}

fn said(text: &str, span: Span) -> Reason {
    Reason { text: text.to_owned(), span: Some(span) }
}

/// Whether a hit in the middle of a sentence opens a clause of its own.
fn opens(open: &Hit<'_>, hit: &Hit<'_>) -> bool {
    match hit.head.subject {
        Some(Who::Party(_)) if open.content => hit.rule.opens != Opens::Chain,
        Some(Who::Party(_)) if hit.head.subject != open.head.subject => true,
        Some(Who::Other(_)) => open.rule.kind == ClauseKind::Call && hit.rule.kind == ClauseKind::Call,
        _ if hit.head.gap => false,
        _ => opens_alike(open, hit),
    }
}

/// The same for a hit without a subject of its own.
fn opens_alike(open: &Hit<'_>, hit: &Hit<'_>) -> bool {
    let differs = open.rule.kind != hit.rule.kind || open.rule.force.unwrap_or(Force::Decision) != hit.rule.force.unwrap_or(Force::Decision);
    match hit.rule.opens {
        Opens::First => false,
        Opens::Always => true,
        Opens::Change => differs,
        Opens::Outside => differs && !open.content,
        Opens::Soft => open.rule.kind == ClauseKind::Position,
        Opens::Chain => {
            let explored = open.rule.force == Some(Force::Exploration);
            explored || open.rule.kind == ClauseKind::Position && open.rule.opens == Opens::Always && !open.content
        }
    }
}
