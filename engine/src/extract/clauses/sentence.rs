//! One sentence → its clauses.

use super::govern::{Governance, Lent};
use super::head::{Head, Known, Walk};
use super::parties::{Parties, Who};
use super::segments::{Segment, segments};
use crate::model::{Clause, ClauseKind, Document, DocumentKind, Force};
use crate::rules::{Capture, Classes, DateMention, Language, Opens, Rule, Surroundings, Token, dates};

/// Between subject and operator no more than this many characters of adverbs; with more, the object stands there.
const ADVERBS: usize = 4;

/// A rule that matched a segment.
#[derive(Clone, Debug)]
pub(super) struct Hit<'r> {
    pub(super) rule: &'r Rule,
    pub(super) operator: (usize, usize),
    pub(super) head: Head,
    /// The segment holds nothing but subject and operator: its object comes behind the comma.
    bare: bool,
    /// A comma closes its segment, not a joint.
    comma: bool,
    /// Its object is a thing, not an action: no verb stands behind the operator.
    thing: bool,
    /// Its verb is still to come, behind the comma: 愿同各国一道，推动.
    unspent: bool,
    /// A party is named as its subject, in its segment or before.
    named: bool,
    /// Where its segment begins.
    start: usize,
    /// Where its segment ends.
    end: usize,
    /// What stands behind it in the sentence is its content.
    content: bool,
}

/// A clause being put together.
pub(super) struct Draft<'r> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) hit: Option<Hit<'r>>,
    /// Whom the narrative tells of, where no rule matched.
    pub(super) teller: Option<Vec<usize>>,
}

/// Reads the sentences of a document in order and remembers who spoke last.
pub struct Reader<'a> {
    pub(super) document: &'a Document,
    pub(super) language: &'a Language,
    pub(super) parties: &'a Parties,
    known: Known,
    /// Who acted last in the block.
    pub(super) last: Option<Vec<usize>>,
    /// The last sentence was a commitment.
    pub(super) undertaking: bool,
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

    pub(super) fn walk<'w>(&'w self, text: &'w str, tokens: &'w [Token]) -> Walk<'w> {
        Walk { text, tokens, lexicon: &self.language.clauses.lexicon, known: &self.known, parties: self.parties }
    }

    pub(super) fn text(&self, n: usize) -> &'a str {
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
            let (leading, told) =
                drafts.split_last().map_or((&drafts[..], &[][..]), |(_, told)| (&drafts[told.len()..], told));
            let before = self.told(n, told, lent.as_ref(), out);
            let clause = self.lead_in(n, text, leading, (before, lent.as_ref()), governance);
            out.push(clause);
            return;
        }
        let before = self.told(n, &drafts, lent.as_ref(), out);
        self.undertaking =
            drafts.last().and_then(|d| d.hit.as_ref()).is_some_and(|h| h.rule.kind == ClauseKind::Commitment);
        self.last = before.or(self.last.take());
    }

    /// Adds the clauses of these drafts; who acts in the last of them.
    fn told(&self, n: usize, drafts: &[Draft<'a>], lent: Option<&Lent>, out: &mut Vec<Clause>) -> Option<Vec<usize>> {
        let mut before: Option<Vec<usize>> = None;
        for draft in drafts {
            let actors = self.actors(draft, before.as_deref(), lent);
            out.push(self.clause(n, draft, &actors, lent));
            before = Some(actors);
        }
        before
    }

    /// Cuts the sentence into clauses.
    fn drafts(&self, text: &str, tokens: &[Token], lent: Option<&Lent>) -> Vec<Draft<'a>> {
        let mut drafts = vec![Draft { start: 0, end: 0, hit: None, teller: None }];
        if lent.is_some_and(|l| l.kind == ClauseKind::Record) {
            drafts[0].end = text.len();
            return drafts;
        }
        let named = self.last_named(text, tokens).filter(|_| lent.is_none());
        let (mut pending, mut told, mut others) = (None, false, false);
        for segment in self.stretches(text, tokens) {
            let open = drafts.last().and_then(|d| d.hit.as_ref());
            let hit = self.hit(text, tokens, segment, lent, open, &mut pending);
            let aim = |h: &Hit<'_>| (h.rule.opens == Opens::Chain || h.head.phrase) && named > Some(segment.start);
            let idle = |h: &Hit<'_>| told && lent.is_none() && h.rule.opens == Opens::Chain;
            let theirs = |h: &Hit<'_>| others && lent.is_none() && h.rule.kind == ClauseKind::Commitment;
            let hit = hit.filter(|h| open.is_some() || h.head.subject.is_some() || !aim(h) && !idle(h) && !theirs(h));
            if hit.is_none() && open.is_none() {
                let head = self.walk(text, tokens).head(segment.words, segment.last, false);
                told |= head.gap;
                others |= head.gap && matches!(head.subject, Some(Who::Other(_)));
                if let Some(Who::Party(who)) =
                    head.subject.filter(|_| self.holds(tokens, segment, self.known.narrative))
                {
                    tell(&mut drafts, who, segment.start);
                }
            }
            let open = drafts.last().and_then(|d| d.hit.as_ref());
            let current = drafts.len() - 1;
            if let Some(hit) = hit {
                let object = open.is_some_and(|open| {
                    let alone = hit.head.subject.is_none() && open.unspent;
                    (open.bare || alone) && open.end == segment.start && open.comma
                });
                let opens = !object && open.is_none_or(|open| opens(open, &hit));
                if opens && open.is_some() {
                    drafts.push(Draft { start: segment.start, end: segment.end, hit: Some(hit), teller: None });
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
        let named = |s: &Segment| {
            matches!(walk.head(s.words, s.last, false), Head { subject: Some(Who::Party(_)), at: Some(_), .. })
        };
        segments(text).iter().rev().find(|s| named(s)).map(|s| s.start)
    }

    /// The first rule that matches where the segment's predicate begins.
    fn hit(
        &self,
        text: &str,
        tokens: &[Token],
        segment: Segment,
        lent: Option<&Lent>,
        open: Option<&Hit<'a>>,
        pending: &mut Option<Head>,
    ) -> Option<Hit<'a>> {
        let walk = self.walk(text, tokens);
        let mut head = walk.head(segment.words, segment.last, open.is_some());
        match pending.take() {
            Some(Head { subject, subject_words, .. }) if head.subject.is_none() && !head.gap => {
                (head.subject, head.subject_words) = (subject, subject_words);
            }
            _ => {}
        }
        if head.at.is_none() && open.is_none() && matches!(head.subject, Some(Who::Party(_))) {
            *pending = Some(head.clone());
        }
        let at = head.at.or((head.gap && open.is_none()).then_some(head.opened))?;
        let alone = open.is_none() && segment.end == text.len() && walk.is(at, &["within", "by"]);
        let narrated = self.holds(tokens, segment, self.known.narrative);
        let perfective = self.any(tokens, self.known.perfective) && !self.any(tokens, self.known.will);
        let condition = |name: &str, place: usize| match name {
            "governed" => {
                let named = open.is_some_and(|o| o.named) || head.subject.is_some();
                lent.is_some_and(|l| l.kind != ClauseKind::Position) && !named
            }
            "own" => matches!(head.subject, Some(Who::Party(_))),
            "other" => matches!(head.subject, Some(Who::Other(_))) || head.subject.is_none() && head.gap,
            "bare" => head.subject.is_none() && !head.gap,
            "gap" => head.gap,
            "beside" => head.gap && head.subject_words.is_some_and(|(_, end)| end == head.opened),
            "narrated" => narrated || perfective,
            "told" => perfective || open.is_some_and(|o| o.rule.kind == ClauseKind::Record),
            "lasting" => open.is_none() && self.before(tokens, at, "lasting") && !self.before(tokens, at, "will"),
            "dated" => self.dated(&text[..at]),
            "alone" => alone,
            "again" => open.is_some_and(|o| {
                let at = Segment { start: o.operator.0, end: o.operator.1, ..segment };
                o.rule.kind == ClauseKind::Commitment
                    && self.holds(tokens, at, self.language.clauses.lexicon.bits(&["support"]))
            }),
            "theirs" => {
                let acts = || head.gap && walk.agent(&text[segment.words..at]);
                matches!(head.subject, Some(Who::Other(_))) || head.subject.is_none() && acts()
            }
            "last" => segment.end == text.len(),
            "ends" => place == segment.last,
            "is" => self.is(tokens, &text[..segment.last], at),
            "colon" => text.trim_end().ends_with(['：', ':']),
            "proposition" => walk.proposition(at),
            "copula" => text[segment.words..segment.last].contains('是') && head.at.is_none(),
            "speech" => self.document.kind == DocumentKind::Speech,
            "open" => open.is_some(),
            "found" => head.at.is_some(),
            "first" => at == segment.words,
            _ => {
                let has = |class: &str| self.holds(tokens, segment, self.language.clauses.lexicon.bits(&[class]));
                let after = |class: &str| self.before(tokens, at, class);
                let then = |class: &str| walk.begins(segment.end, class);
                let named = name.split_once(' ');
                named.is_some_and(|(kind, class)| match kind {
                    "has" => has(class),
                    "after" => after(class),
                    _ => then(class),
                })
            }
        };
        let lexicon = &self.language.clauses.lexicon;
        let carried = Some(head.clone()).filter(|h| open.is_none() && !h.gap);
        let inside = Surroundings { lexicon, text: &text[..segment.last], tokens, condition: &condition };
        let mut captures: Vec<Capture<'_>> = Vec::new();
        let opening = inside.token_at(at).map_or(0, |t| lexicon.word(t).classes);
        let may = |rule: &&Rule| !rule.fallback && rule.opening.is_none_or(|classes| classes & opening != 0);
        for rule in self.language.clauses.rules.iter().filter(may) {
            captures.clear();
            if let Some(end) = inside.matches(&rule.pattern, at, &mut captures) {
                let operator = captures.iter().find(|c| c.0 == "operator").map_or((at, at), |c| (c.1, c.2));
                let behind = head.subject_words.map_or(segment.words, |(_, end)| end).min(operator.0);
                let from = walk.gloss(behind, operator.0).unwrap_or(behind);
                let bare = end.max(operator.1) >= segment.last
                    && text[from..operator.0].chars().count() <= ADVERBS
                    && !walk.is(operator.0, &["expresses"]);
                let content = rule.content && (rule.kind == ClauseKind::Call || !self.nominal(tokens, segment));
                let thing = walk.verbs(operator.1, segment.last).next().is_none();
                let spent = (operator.0..operator.1).any(|at| walk.is(at, &["act", "act-here", "support", "hold"]));
                let unspent =
                    thing && !spent && rule.kind == ClauseKind::Commitment && walk.is(operator.0, &["will", "intend"]);
                let named = matches!(head.subject, Some(Who::Party(_))) || open.is_some_and(|o| o.named);
                return Some(Hit {
                    rule,
                    operator,
                    head,
                    named,
                    bare,
                    comma: segment.last < segment.end,
                    thing,
                    unspent,
                    content,
                    start: segment.start,
                    end: segment.end,
                });
            }
        }
        *pending = carried.filter(|h| matches!(h.subject, Some(Who::Party(_))));
        None
    }

    /// A word of the class stands in the sentence before `at`.
    fn before(&self, tokens: &[Token], at: usize, class: &str) -> bool {
        let wanted = self.language.clauses.lexicon.bits(&[class]);
        tokens.iter().take_while(|t| t.start < at).any(|t| self.language.clauses.lexicon.word(*t).classes & wanted != 0)
    }

    /// 是 stands behind `at` as a word of its own.
    fn is(&self, tokens: &[Token], text: &str, at: usize) -> bool {
        let inside = |by: usize| tokens.iter().any(|t| t.start <= by && by < t.end);
        text[at..].match_indices('是').any(|(by, _)| !inside(at + by))
    }

    /// A day or month that is past stands before it: 于2019年6月5日.
    fn dated(&self, before: &str) -> bool {
        let Some(own) = self.document.date.as_deref().filter(|_| before.contains('月')) else { return false };
        let told = |d: &DateMention| {
            let behind = &before[d.span.range().end..];
            let names = behind.starts_with(['《', '“', '的'])
                || ["签", "发表", "通过", "达成"].iter().any(|w| behind.starts_with(w));
            let first = d.iso.split('/').next().unwrap_or_default();
            first.len() > 4 && !d.iso.contains("..") && !names && first <= own
        };
        dates(before, self.language, Some(own)).iter().any(told)
    }

    /// A word of the classes stands in the segment.
    fn holds(&self, tokens: &[Token], segment: Segment, wanted: Classes) -> bool {
        let lexicon = &self.language.clauses.lexicon;
        tokens
            .iter()
            .any(|t| t.start >= segment.start && t.end <= segment.end && lexicon.word(*t).classes & wanted != 0)
    }

    /// The segment ends in a noun such as 重要性: nothing that follows is its content.
    fn nominal(&self, tokens: &[Token], segment: Segment) -> bool {
        let lexicon = &self.language.clauses.lexicon;
        let nominal = self.known.nominal;
        tokens.iter().any(|t| t.end == segment.last && lexicon.word(*t).classes & nominal != 0)
    }

    fn any(&self, tokens: &[Token], wanted: Classes) -> bool {
        let lexicon = &self.language.clauses.lexicon;
        tokens.iter().any(|t| lexicon.word(*t).classes & wanted != 0)
    }

    /// Who acts: the subject named, or whom a reader goes on thinking of.
    pub(super) fn actors(&self, draft: &Draft<'_>, before: Option<&[usize]>, lent: Option<&Lent>) -> Vec<usize> {
        let subject = draft.hit.as_ref().and_then(|h| h.head.subject.as_ref());
        match (subject, before) {
            (Some(Who::Party(who)), _) => who.clone(),
            _ if draft.teller.is_some() => draft.teller.clone().unwrap_or_default(),
            (_, Some(before)) => before.to_vec(),
            _ => self.last.clone().or_else(|| lent.map(|l| l.actors.clone())).unwrap_or_else(|| self.parties.all()),
        }
    }
}

/// A narrative goes on about `who`: another actor opens a clause of its own.
fn tell(drafts: &mut Vec<Draft<'_>>, who: Vec<usize>, start: usize) {
    let Some(last) = drafts.last_mut() else { return };
    if last.teller.as_ref().is_none_or(|before| *before == who) {
        last.teller = Some(who);
    } else {
        drafts.push(Draft { start, end: start, hit: None, teller: Some(who) });
    }
}

/// Whether a hit in the middle of a sentence opens a clause of its own.
fn opens(open: &Hit<'_>, hit: &Hit<'_>) -> bool {
    match hit.head.subject {
        Some(Who::Party(_)) if open.content => !matches!(hit.rule.opens, Opens::Chain | Opens::First),
        Some(Who::Party(_)) if hit.head.subject != open.head.subject => true,
        Some(Who::Other(_)) => open.rule.kind == ClauseKind::Call && hit.rule.kind == ClauseKind::Call,
        _ if hit.head.gap => false,
        None if matches!(open.head.subject, Some(Who::Other(_))) && open.rule.kind == ClauseKind::Call => false,
        _ => opens_alike(open, hit),
    }
}

/// The same for a hit without a subject of its own.
fn opens_alike(open: &Hit<'_>, hit: &Hit<'_>) -> bool {
    let differs = open.rule.kind != hit.rule.kind
        || open.rule.force.unwrap_or(Force::Decision) != hit.rule.force.unwrap_or(Force::Decision);
    match hit.rule.opens {
        Opens::First => false,
        Opens::Always => true,
        Opens::Change => differs,
        Opens::Outside => differs && !open.content,
        Opens::Stance => open.rule.kind == ClauseKind::Position,
        Opens::Turn => match open.rule.kind {
            ClauseKind::Position => true,
            kind => kind == ClauseKind::Commitment && !open.content,
        },
        Opens::Soft => open.rule.kind == ClauseKind::Position && !open.content,
        Opens::Chain => {
            let explored = open.rule.force == Some(Force::Exploration);
            let next = open.end == hit.start;
            let stance = open.rule.kind == ClauseKind::Position && (open.rule.opens == Opens::Always || open.thing);
            explored || stance && !open.content && next
        }
    }
}
