//! One sentence → its clauses.

use super::Setting;
use super::govern::{Governance, Lent};
use super::head::{Head, Walk};
use super::parties::{Sides, Who};
use super::segments::Segment;
use super::stretches::Stretch;
use crate::model::{Clause, ClauseKind, DocumentKind, Force};
use crate::rules::{Capture, Classes, Condition, DateMention, Opens, Rule, Surroundings, Token, dates_among};

/// Between subject and operator no more than this many characters of adverbs; with more, the object stands there.
const ADVERBS: usize = 4;

/// A rule that matched a segment.
#[derive(Clone, Copy, Debug)]
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
    /// Its object is what somebody named does: 欢迎某方参加.
    hosts: bool,
    /// Behind a word of saying stands what is undertaken: 重申致力于.
    vows: bool,
    /// 并 begins its segment.
    joined: bool,
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
    pub(super) teller: Option<Sides>,
}

/// Reads the sentences of a document in order and remembers who spoke last.
pub struct Reader<'a> {
    pub(super) setting: &'a Setting<'a>,
    /// Who acted last in the block.
    pub(super) last: Option<Sides>,
    /// The last sentence was a commitment.
    pub(super) undertaking: bool,
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of the document.
    #[must_use]
    pub const fn new(setting: &'a Setting<'a>) -> Self {
        Self { setting, last: None, undertaking: false }
    }

    /// A block begins: nobody has acted in it yet.
    pub const fn enter(&mut self) {
        self.last = None;
    }

    /// Adds the clauses of sentence `n`; takes up or lets go what a lead-in lends.
    pub fn read(
        &mut self,
        n: usize,
        walk: &Walk<'_>,
        parts: Vec<Stretch>,
        governance: &mut Governance,
        out: &mut Vec<Clause>,
    ) {
        let lent = governance.lent();
        let lent = lent.as_deref();
        let drafts = self.drafts(walk, parts, lent);
        if walk.text.trim_end().ends_with(['：', ':']) {
            let (told, leading) = drafts.split_at(drafts.len().saturating_sub(1));
            let before = self.tell(n, walk, told, lent, out);
            let clause = self.lead_in(n, walk, leading, (before, lent), governance);
            out.push(clause);
            return;
        }
        let before = self.tell(n, walk, &drafts, lent, out);
        self.undertaking = drafts.last().and_then(|d| d.hit).is_some_and(|h| h.rule.kind == ClauseKind::Commitment);
        self.last = before.or(self.last);
    }

    /// Adds the clauses of these drafts; who acts in the last of them.
    fn tell(
        &self,
        n: usize,
        walk: &Walk<'_>,
        drafts: &[Draft<'_>],
        lent: Option<&Lent>,
        out: &mut Vec<Clause>,
    ) -> Option<Sides> {
        let mut before = None;
        for draft in drafts {
            let actors = self.actors(draft, before, lent);
            out.push(self.clause(n, walk, draft, actors, lent));
            before = Some(actors);
        }
        before
    }

    /// Cuts the sentence into clauses.
    fn drafts<'w>(&self, walk: &Walk<'w>, parts: Vec<Stretch>, lent: Option<&Lent>) -> Vec<Draft<'w>> {
        let mut drafts = vec![Draft { start: 0, end: 0, hit: None, teller: None }];
        if lent.is_some_and(|l| l.kind == ClauseKind::Record) {
            drafts[0].end = walk.text.len();
            return drafts;
        }
        let named = walk.turn(&parts, lent.is_none());
        let (mut pending, mut told, mut others, mut thing) = (None, false, false, false);
        for stretch in walk.stretches(parts) {
            let Stretch { segment, head } = stretch;
            let open = drafts.last().and_then(|d| d.hit);
            let hit = self.hit(walk, stretch, lent, open.as_ref(), &mut pending);
            let aim = |h: &Hit<'_>| (h.rule.opens == Opens::Chain || h.head.phrase) && named > Some(segment.start);
            let idle = |h: &Hit<'_>| told && lent.is_none() && h.rule.opens == Opens::Chain;
            let theirs = |h: &Hit<'_>| others && lent.is_none() && h.rule.kind == ClauseKind::Commitment;
            let hit = hit.filter(|h| open.is_some() || h.head.subject.is_some() || !aim(h) && !idle(h) && !theirs(h));
            // 重申，甲为乙奠定了基础，并将指导: 甲 goes on acting within what is said.
            let said = open.is_some_and(|open| open.content);
            let its = |h: &Hit<'_>| said && thing && h.rule.kind == ClauseKind::Commitment && h.head.subject.is_none();
            let hit = hit.filter(|h| !its(h) || !walk.is(segment.words, walk.setting.known.joint));
            thing = said && hit.is_none() && head.gap && head.subject.is_none();
            if hit.is_none() && open.is_none() {
                told |= head.gap;
                others |= head.gap && head.subject == Some(Who::Other);
                if let Some(Who::Party(who)) =
                    head.subject.filter(|_| walk.holds(segment, walk.setting.known.narrative))
                {
                    narrate(&mut drafts, who, segment.start);
                }
            }
            let open = drafts.last().and_then(|d| d.hit);
            let current = drafts.len() - 1;
            if let Some(hit) = hit {
                let object = open.is_some_and(|open| {
                    let alone = hit.head.subject.is_none() && open.unspent;
                    (open.bare || alone) && open.end == segment.start && open.comma
                });
                let opens = !object && open.is_none_or(|open| opens(&open, &hit));
                // What is told before the first operator belongs to its clause.
                let facts = current == 0 && open.is_some_and(|open| open.rule.kind == ClauseKind::Record);
                let facts = facts && !matches!(hit.rule.kind, ClauseKind::Record | ClauseKind::Procedure);
                if opens && open.is_some() && !facts {
                    drafts.push(Draft { start: segment.start, end: segment.end, hit: Some(hit), teller: None });
                    continue;
                }
                if opens {
                    drafts[current].hit = Some(hit);
                }
            }
            drafts[current].end = segment.end;
            if hit.is_none()
                && head.at.is_none()
                && !head.gap
                && let Some(open) = drafts[current].hit.as_mut().filter(|o| o.unspent && o.end == segment.start)
            {
                open.end = segment.end;
            }
        }
        drafts
    }

    /// The first rule that matches where the segment's predicate begins.
    fn hit<'w>(
        &self,
        walk: &Walk<'w>,
        stretch: Stretch,
        lent: Option<&Lent>,
        open: Option<&Hit<'w>>,
        pending: &mut Option<Head>,
    ) -> Option<Hit<'w>> {
        let segment = stretch.segment;
        let mut head = if open.is_some() { stretch.head.under_way() } else { stretch.head };
        match pending.take() {
            Some(Head { subject, subject_words, .. }) if head.subject.is_none() && !head.gap => {
                (head.subject, head.subject_words) = (subject, subject_words);
            }
            _ => {}
        }
        if head.at.is_none() && open.is_none() && head.own() {
            *pending = Some(head);
        }
        let at = head.at.or((head.gap && open.is_none()).then_some(head.opened))?;
        let known = &walk.setting.known;
        let carried = Some(head).filter(|h| open.is_none() && !h.gap && h.own());
        let condition = |condition, place| self.holds((condition, place), walk, Stretch { segment, head }, lent, open);
        let inside = Surroundings { text: &walk.text[..segment.last], tokens: walk.tokens, condition: &condition };
        let mut captures: Vec<Capture<'_>> = Vec::new();
        for rule in walk.setting.language.clauses.beginning_with(walk.token(at)) {
            captures.clear();
            if let Some(end) = inside.matches(&rule.pattern, at, &mut captures) {
                let operator = captures.iter().find(|c| c.0 == "operator").map_or((at, at), |c| (c.1, c.2));
                let behind = head.subject_words.map_or(segment.words, |(_, end)| end).min(operator.0);
                let from = walk.gloss(behind, operator.0).unwrap_or(behind);
                let near = || walk.text[from..operator.0].chars().nth(ADVERBS).is_none();
                let thing = walk.verbs(operator.1, segment.last).next().is_none()
                    && !walk.tokens.within(operator.1, segment.last).any(|t| t.is(known.deed));
                let object = walk.after_adverbs(operator.1, segment.last);
                let vows = walk.is(operator.0, known.vows)
                    || walk.is(operator.0, known.speech) && walk.is(object, known.vowing);
                let unspent = thing
                    && rule.kind == ClauseKind::Commitment
                    && walk.is(operator.0, known.forces)
                    && !(operator.0..segment.last).any(|at| walk.is(at, known.does));
                return Some(Hit {
                    rule,
                    operator,
                    head,
                    named: head.own() || open.is_some_and(|o| o.named),
                    bare: end.max(operator.1) >= segment.last && near() && !walk.is(operator.0, known.expresses),
                    comma: segment.last < segment.end,
                    thing,
                    unspent,
                    hosts: !thing && walk.names(object),
                    vows,
                    joined: walk.is(segment.words, known.joint),
                    content: rule.content && (rule.kind == ClauseKind::Call || !walk.nominal(operator.1, segment)),
                    start: segment.start,
                    end: segment.end,
                });
            }
        }
        *pending = carried;
        None
    }

    /// Whether a condition holds of a segment, at a place in it.
    fn holds(
        &self,
        (condition, place): (Condition, usize),
        walk: &Walk<'_>,
        Stretch { segment, head }: Stretch,
        lent: Option<&Lent>,
        open: Option<&Hit<'_>>,
    ) -> bool {
        let known = &walk.setting.known;
        let at = head.at.unwrap_or(head.opened);
        let perfective = || walk.any(known.perfective) && !walk.any(known.will);
        match condition {
            Condition::Governed => {
                let named = open.is_some_and(|o| o.named) || head.subject.is_some();
                lent.is_some_and(|l| l.kind != ClauseKind::Position) && !named
            }
            Condition::Own => head.own(),
            Condition::Other => head.subject == Some(Who::Other) || head.subject.is_none() && head.gap,
            Condition::Bare => head.subject.is_none() && !head.gap,
            Condition::Gap => head.gap,
            Condition::Beside => head.gap && head.subject_words.is_some_and(|(_, end)| end == head.opened),
            Condition::Narrated => walk.holds(segment, known.narrative) || perfective(),
            Condition::Told => open.is_some_and(|o| o.rule.kind == ClauseKind::Record) || perfective(),
            Condition::Copula => head.at.is_none() && walk.text[segment.words..segment.last].contains('是'),
            Condition::Speech => walk.setting.document.kind == DocumentKind::Speech,
            Condition::Open => open.is_some(),
            Condition::Found => head.at.is_some(),
            Condition::First => at == segment.words,
            Condition::Lasting => open.is_none() && walk.before(at, known.lasting) && !walk.before(at, known.will),
            Condition::Dated => walk.dated(at),
            Condition::Alone => open.is_none() && segment.end == walk.text.len() && walk.is(at, known.closed),
            Condition::Bound => {
                open.is_some_and(|o| o.rule.kind == ClauseKind::Commitment && walk.is(o.operator.0, known.binds))
            }
            Condition::Ours => open.is_some_and(|o| o.rule.kind == ClauseKind::Commitment && o.head.own()),
            Condition::Theirs => {
                let acts = || head.gap && walk.agent(segment.words, at);
                head.subject == Some(Who::Other) || head.subject.is_none() && acts()
            }
            Condition::Last => segment.end == walk.text.len(),
            Condition::Ends => place == segment.last,
            Condition::Is => walk.says_is(at, segment.last),
            Condition::Colon => walk.text.trim_end().ends_with(['：', ':']),
            Condition::Proposition => walk.proposition(at),
            Condition::Has(classes) => walk.holds(segment, classes),
            Condition::After(classes) => walk.before(at, classes),
            Condition::Then(classes) => walk.begins(segment.end, classes),
        }
    }

    /// Who acts: the subject named, or whom a reader goes on thinking of.
    pub(super) fn actors(&self, draft: &Draft<'_>, before: Option<Sides>, lent: Option<&Lent>) -> Sides {
        match draft.hit.and_then(|h| h.head.subject) {
            Some(Who::Party(who)) => who,
            _ if draft.teller.is_some() => draft.teller.unwrap_or_default(),
            _ => before.or(self.last).or(lent.map(|l| l.actors)).unwrap_or_else(|| self.setting.parties.all()),
        }
    }
}

/// A narrative goes on about `who`: another actor opens a clause of its own.
fn narrate(drafts: &mut Vec<Draft<'_>>, who: Sides, start: usize) {
    let Some(last) = drafts.last_mut() else { return };
    if last.teller.is_none_or(|before| before == who) {
        last.teller = Some(who);
    } else {
        drafts.push(Draft { start, end: start, hit: None, teller: Some(who) });
    }
}

impl Walk<'_> {
    /// Where the last segment begins that names a party as its subject, or behind 为… the first whose operator turns
    /// to what is said or undertaken: what stands before may be its aim.
    fn turn(&self, parts: &[Stretch], free: bool) -> Option<usize> {
        let aims = parts.first().is_some_and(|s| s.head.at.is_none() && self.text[s.segment.words..].starts_with('为'));
        let named = parts.iter().rev().find(|s| s.head.own() && s.head.at.is_some()).filter(|_| free || aims);
        let turns = |s: &&Stretch| s.head.at.is_some_and(|at| self.is(at, self.setting.known.turns));
        let turned = || parts.iter().find(turns).filter(|_| aims);
        named.or_else(turned).map(|s| s.segment.start)
    }

    /// Somebody is named at `at`: a party, a state, another.
    fn names(&self, at: usize) -> bool {
        let known = &self.setting.known;
        self.is(at, known.party | known.other) || self.setting.parties.named(&self.text[at..]).is_some()
    }

    /// A word of the classes stands in the segment.
    fn holds(&self, segment: Segment, wanted: Classes) -> bool {
        self.tokens.within(segment.start, segment.end).any(|t| t.is(wanted))
    }

    /// What stands behind `from` ends in a noun such as 重要性: nothing that follows is its content.
    fn nominal(&self, from: usize, segment: Segment) -> bool {
        let known = &self.setting.known;
        let last = self.tokens.until(segment.last).last().filter(|t| t.end == segment.last && t.is(known.nominal));
        // 主张加强联合国作用: what is done to it is what is said.
        let done = |t: &Token| {
            let object = self.text.get(from..t.start).unwrap_or_default();
            !object.contains('的') && self.tokens.within(from, t.start).any(|before| before.is(known.act))
        };
        last.is_some_and(|t| !done(t))
    }

    /// A word of the classes stands in the sentence before `at`.
    fn before(&self, at: usize, wanted: Classes) -> bool {
        self.tokens.until(at).iter().any(|t| t.is(wanted))
    }

    /// A day or month that is past stands before `at`: 于2019年6月5日.
    fn dated(&self, at: usize) -> bool {
        let before = &self.text[..at];
        let own = self.setting.document.date.as_deref();
        let Some(own) = own.filter(|_| before.contains('月')) else { return false };
        let told = |d: &DateMention| {
            let behind = &before[d.span.range().end..];
            let names = behind.starts_with(['《', '“', '的'])
                || ["签", "发表", "通过", "达成"].iter().any(|w| behind.starts_with(w));
            let first = d.iso.split('/').next().unwrap_or_default();
            first.len() > 4 && !d.iso.contains("..") && !names && first <= own
        };
        dates_among(before, self.base, self.sightings, self.setting.language, Some(own)).iter().any(told)
    }

    /// A word of the classes stands in the sentence.
    pub(super) fn any(&self, wanted: Classes) -> bool {
        self.tokens.all().iter().any(|t| t.is(wanted))
    }
}

/// Whether a hit in the middle of a sentence opens a clause of its own.
fn opens(open: &Hit<'_>, hit: &Hit<'_>) -> bool {
    match hit.head.subject {
        Some(Who::Party(_)) if open.content => match hit.rule.opens {
            Opens::Chain | Opens::First => false,
            Opens::Outside => hit.rule.force != Some(Force::Obligation),
            _ => true,
        },
        Some(Who::Party(_)) if hit.head.subject != open.head.subject => true,
        Some(Who::Other) => open.rule.kind == ClauseKind::Call && hit.rule.kind == ClauseKind::Call,
        _ if hit.head.gap => false,
        None if open.head.subject == Some(Who::Other) && open.rule.kind == ClauseKind::Call => false,
        _ => opens_alike(open, hit),
    }
}

/// The same for a hit without a subject of its own.
fn opens_alike(open: &Hit<'_>, hit: &Hit<'_>) -> bool {
    let differs = open.rule.kind != hit.rule.kind
        || open.rule.force.unwrap_or(Force::Decision) != hit.rule.force.unwrap_or(Force::Decision);
    match hit.rule.opens {
        Opens::Turn | Opens::Stance | Opens::Soft if open.vows => false,
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
            let free = matches!(open.rule.opens, Opens::Always | Opens::Soft) || open.thing;
            let stance = open.rule.kind == ClauseKind::Position && free;
            let theirs = open.hosts && hit.joined;
            explored || stance && !open.content && next && !theirs
        }
    }
}
