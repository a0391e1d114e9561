//! Segment → its head: who acts, and where the predicate begins behind connectives, adverbs and prepositions.

use super::Setting;
use super::known::Known;
use super::parties::Who;
use super::stretches::{FURTHER, Stretch};
use crate::rules::{Classes, Hit, Sightings, Sort, Token, Tokens, Word};

/// So many of the brackets open, the others close.
const OPENING: usize = 4;

/// Where a segment's predicate begins and who its subject is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Head {
    /// Its subject, if it names one.
    pub subject: Option<Who>,
    /// The words of the subject, in the sentence.
    pub subject_words: Option<(usize, usize)>,
    /// Words stand between subject (or opening) and predicate that no class knows.
    pub gap: bool,
    /// A prepositional phrase stands before the predicate.
    pub phrase: bool,
    /// Where the predicate begins; none where the segment has no predicate.
    pub at: Option<usize>,
    /// Where the words behind the opening begin.
    pub opened: usize,
    /// An aside stands before subject and predicate: where, and whether a phrase stands before it.
    aside: Option<(usize, bool)>,
}

impl Head {
    /// The head where a clause is already under way: an aside goes on with it.
    #[must_use]
    pub fn under_way(self) -> Self {
        self.aside.map_or(self, |(opened, phrase)| Self { opened, phrase, ..Self::default() })
    }

    /// Whether a party is its subject.
    #[must_use]
    pub const fn own(&self) -> bool {
        matches!(self.subject, Some(Who::Party(_)))
    }
}

/// A sentence under examination.
pub struct Walk<'a> {
    /// The sentence.
    pub text: &'a str,
    /// Where it begins in its block.
    pub base: usize,
    /// The words found in the block.
    pub sightings: &'a Sightings,
    /// The words of the clause rules in the sentence.
    pub tokens: &'a Tokens,
    /// The document around it.
    pub setting: &'a Setting<'a>,
}

impl Walk<'_> {
    const fn known(&self) -> &Known {
        &self.setting.known
    }

    pub(super) fn word(&self, token: Token) -> &Word {
        self.setting.language.clauses.lexicon.word(token)
    }

    /// The head of the segment between `start` and `end`.
    #[must_use]
    pub fn head(&self, start: usize, end: usize) -> Head {
        let mut head = Head::default();
        let mut at = start;
        while at < end {
            let token = self.token(at).filter(|t| t.end <= end);
            let classes = token.map_or(0, |t| t.classes);
            if classes & self.known().aside != 0 && head.subject.is_none() && head.aside.is_none() {
                head.aside = Some((head.opened, head.phrase));
            }
            if classes & self.known().cited != 0 {
                return head;
            }
            if head.subject.is_none()
                && let Some(next) = self.subject(at, end, &mut head)
            {
                at = next;
            } else if let Some(next) = token.filter(|t| t.is(self.known().opener)).and_then(|t| self.opener(t, end)) {
                at = next;
            } else if let Some(next) = token.and_then(|t| self.behind(t, end, head.subject.is_none())) {
                head.phrase = true;
                at = next;
            } else if classes & self.known().acts != 0 && !self.attributive(at, end) {
                head.at = Some(at);
                break;
            } else if classes & self.known().opens_phrase != 0 {
                break;
            } else if let Some(next) = self.time(at, end).or_else(|| self.gloss(at, end)) {
                at = next;
            } else {
                head.opened = at;
                head.gap = true;
                let verb = || self.verbs(at, end).find(|&verb| !self.enclosed(at, verb, end));
                head.at = self.expressed(at, end).or_else(|| verb().filter(|&verb| !self.copula(at, verb)));
                break;
            }
            head.opened = at;
        }
        self.duty(&mut head, start, end);
        head
    }

    /// 应 and 必须 behind a subject that no class knows, or that looks like a verb: 改革过程中应.
    fn duty(&self, head: &mut Head, start: usize, end: usize) {
        if head.own() || head.at.and_then(|at| self.token(at)).is_some_and(|t| t.is(self.known().speaks)) {
            return;
        }
        // 为应对…: 应对 is one word behind what can only stand before a verb.
        let copes = |t: &Token| {
            let before = &self.text[start..t.start];
            self.text[t.end..end].starts_with('对') && ["为", "以", "共同", "携手"].iter().any(|w| before.ends_with(w))
        };
        let must = |t: &Token| t.end < end && t.is(self.known().must) && !copes(t);
        let found = self.tokens.within(start + 1, end).find(must);
        if let Some(token) = found.filter(|t| self.outside(start, t.start)) {
            head.gap |= head.at != Some(token.start);
            head.at = Some(token.start);
        }
    }

    /// 是 between subject and verb: what follows describes.
    fn copula(&self, from: usize, to: usize) -> bool {
        self.text[from..to].contains('是')
    }

    pub(super) fn token(&self, at: usize) -> Option<Token> {
        self.tokens.at(at)
    }

    fn subject(&self, at: usize, end: usize, head: &mut Head) -> Option<usize> {
        let token = self.token(at).filter(|t| t.end <= end);
        let counted = |t: &Token| t.is(self.known().party) && self.setting.parties.counted(self.word(*t).count);
        let (next, who) = if let Some(t) = token.filter(counted) {
            (t.end, Who::Party(if self.word(t).own { self.setting.parties.own() } else { self.setting.parties.all() }))
        } else if let Some((length, who)) = self.setting.parties.delegates(&self.text[at..end]) {
            (at + length, Who::Party(who))
        } else if let Some((length, who)) = self.setting.parties.named(&self.text[at..end]) {
            (self.both(at + length, end), Who::Party(who))
        } else if let Some(t) = token.filter(|t| t.is(self.known().other | self.known().party)) {
            (t.end, Who::Other)
        } else if let Some(length) = self.setting.parties.third(&self.text[at..end]) {
            (at + length, Who::Other)
        } else {
            return None;
        };
        head.subject = Some(who);
        head.subject_words = Some((at, next));
        Some(next)
    }

    /// 两国 or 双方 behind the parties' names belongs to them.
    fn both(&self, at: usize, end: usize) -> usize {
        self.token(at).filter(|t| t.end <= end && t.is(self.known().party)).map_or(at, |t| t.end)
    }

    /// What may also be a verb is an opener only before more words.
    fn opener(&self, token: Token, end: usize) -> Option<usize> {
        (token.end < end || !token.is(self.known().acts)).then_some(token.end)
    }

    /// Behind a prepositional phrase: its closer, or the first verb that is not its own.
    fn behind(&self, token: Token, end: usize, leading: bool) -> Option<usize> {
        if !token.is(self.known().opens_phrase) {
            return None;
        }
        let closed = token.is(self.known().closed);
        if closed && let Some(next) = self.closer(token, end) {
            return Some(next);
        }
        if closed && self.closed(token, end) {
            return None;
        }
        if let Some(at) = self.expressed(token.end, end) {
            return Some(at);
        }
        if closed && self.text[end..].chars().nth(4).is_some() {
            return None;
        }
        let own = self.after_adverbs(token.end, end);
        let verbs = || self.verbs(token.end, end).filter(|&at| at > own && !self.attributive(at, end));
        let purpose = self.text[token.start..].starts_with('为');
        let rendered = verbs().find(|&at| purpose && self.renders(at));
        let further = self.token(own).filter(|t| t.is(self.known().binds)).map_or(own, |t| t.end);
        if purpose && leading && rendered.is_none() && self.is(further, self.known().act) {
            return None;
        }
        let about = self.text[token.start..].starts_with('就');
        let conducted = verbs().find(|&at| about && self.is(at, self.known().conducts));
        let found = rendered.or(conducted).or_else(|| verbs().next());
        found.map(|at| self.before_adverbs(at, own))
    }

    fn renders(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.is(self.known().renders))
    }

    /// 对…表示关切: the stance closes the segment.
    pub(super) fn expressed(&self, start: usize, end: usize) -> Option<usize> {
        let last = self.tokens.until(end).last().filter(|t| t.start > start && t.end == end)?;
        let near = self.text[start..last.start].char_indices().rev().nth(4).map_or(start, |(by, _)| start + by);
        let said = || last.is(self.known().speaks) && self.text[near..last.start].contains('表');
        (last.is(self.known().expresses) || said()).then_some(last.start)
    }

    /// The phrase fills the segment.
    fn closed(&self, token: Token, end: usize) -> bool {
        self.closers(token, token.end, end).any(|closer| closer.end == end)
    }

    /// Where the preposition of a phrase stands that begins in the segment and does not end in it.
    pub fn unclosed(&self, head: &Head, start: usize, end: usize) -> Option<usize> {
        let token = self.token(head.opened.max(start)).filter(|_| head.at.is_none() && !head.gap)?;
        (token.is(self.known().within) && !self.closed(token, end)).then_some(token.start)
    }

    /// Whether the phrase of the preposition at `at` ends before `end` with a predicate behind it.
    pub fn closes(&self, at: usize, end: usize) -> bool {
        self.token(at).is_some_and(|token| self.closer(token, end).is_some())
    }

    /// Where a 对 stands that the predicate of the segment waits for: 双方对…
    fn towards(&self, start: usize, end: usize) -> Option<usize> {
        let mut at = start;
        let mut head = Head::default();
        while at < end {
            let token = self.token(at).filter(|t| t.end <= end);
            if token.is_some_and(|t| t.is(self.known().joined)) && self.text[at..].starts_with('对') {
                return Some(at);
            }
            let subject = if head.subject.is_none() { self.subject(at, end, &mut head) } else { None };
            let opener = || token.filter(|t| t.is(self.known().opener)).map(|t| t.end);
            at = subject.or_else(opener).or_else(|| self.gloss(at, end))?;
        }
        None
    }

    /// How many of the segments behind the first of these to go on to: 对甲，乙和丙表示满意, where the stance at the end
    /// of a later segment closes what 对 opened.
    pub(super) fn walks_on(&self, first: &Stretch, rest: &[Stretch]) -> Option<usize> {
        let towards = |s: &Stretch| self.towards(s.segment.words, s.segment.last).is_some();
        let expressed = |s: &Stretch| self.expressed(s.segment.words, s.segment.last).is_some();
        if !towards(first) || expressed(first) {
            return None;
        }
        let by = rest.iter().take(FURTHER).position(expressed)?;
        let again = rest[..=by].iter().any(towards);
        let spoken = rest[..by].iter().chain([first]).any(|s| self.speaks(&s.head));
        (!again && !spoken).then_some(by)
    }

    /// The segment's predicate is an operator of its own.
    fn speaks(&self, head: &Head) -> bool {
        head.at.is_some_and(|at| self.is(at, self.known().speaks))
    }

    /// Whether a word of these classes begins at `at`.
    pub(super) fn is(&self, at: usize, classes: Classes) -> bool {
        self.token(at).is_some_and(|t| t.is(classes))
    }

    /// Whether these words end in a word for somebody who acts: 有影响力的国家.
    pub(super) fn agent(&self, start: usize, end: usize) -> bool {
        let last = self.read(start, end).filter(|t| !t.is(self.known().opener)).last();
        last.is_some_and(|t| t.is(self.known().agent))
    }

    /// Whether what stands at `at` begins with a word of the classes, behind words that only open.
    pub(super) fn begins(&self, mut at: usize, classes: Classes) -> bool {
        while let Some(token) = self.token(at) {
            if token.is(classes) || !token.is(self.known().opener) {
                return token.is(classes);
            }
            at = token.end;
        }
        false
    }

    /// Behind the operator at `at` stands what is so, not what is done: 同意，甲与乙有共同点.
    pub(super) fn proposition(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let rest = self.text[token.end..].trim_start_matches('，');
        let start = self.text.len() - rest.len();
        let end = start + rest.find(['，', '；', '。']).unwrap_or(rest.len());
        let known = self.known();
        let does = self.is(start, known.acts | known.adverb | known.opens_phrase);
        // 应…邀请 is no duty.
        let invited = self.tokens.within(start, end).any(|t| t.is(known.invite));
        let duty = !invited && self.tokens.within(start, end).any(|t| t.is(known.must));
        !does && (duty || ["是", "有", "符合"].iter().any(|w| self.text[start..end].contains(w)))
    }

    /// 是 stands between `start` and `end` as a word of its own.
    pub(super) fn says_is(&self, start: usize, end: usize) -> bool {
        let inside = |at: usize| self.tokens.until(at + 1).last().is_some_and(|t| t.end > at);
        self.text[start..end].match_indices('是').any(|(by, _)| !inside(start + by))
    }

    /// Behind a stretch in brackets.
    pub(super) fn gloss(&self, at: usize, end: usize) -> Option<usize> {
        let inside = self.text[at..end].strip_prefix('（')?;
        inside.find('）').map(|close| at + '（'.len_utf8() + close + '）'.len_utf8())
    }

    /// Inside a phrase that begins behind `from` and ends behind `verb`: 在…和实施…方面.
    fn enclosed(&self, from: usize, verb: usize, end: usize) -> bool {
        let mut before = self.tokens.within(from, verb).filter(|t| t.is(self.known().within));
        before.any(|t| self.closers(t, verb, end).any(|closer| self.text[closer.start..closer.end].chars().count() > 1))
    }

    /// Not in quotes or brackets opened behind `from`.
    pub fn outside(&self, from: usize, at: usize) -> bool {
        let brackets = self.sightings.within(Sort::Bracket, self.base + from..self.base + at);
        brackets.map(|bracket| if bracket.word < OPENING { 1 } else { -1 }).sum::<i32>() == 0
    }

    /// A place inside a word is no place of its own.
    fn inside_word(&self, at: usize) -> bool {
        self.tokens.until(at).last().is_some_and(|t| t.end > at)
    }

    /// The words between `from` and `end` that may end the phrase of `token`.
    fn closers(&self, token: Token, from: usize, end: usize) -> impl Iterator<Item = Hit> + '_ {
        let word = self.word(token);
        let found = self.sightings.within(Sort::Closer, self.base + from..self.base + end);
        let here = |hit: Hit| Hit { start: hit.start - self.base, end: hit.end - self.base, ..hit };
        found.filter(|hit| word.is_closed_by(hit.word)).map(here)
    }

    /// Behind the first closer with a verb right behind it.
    fn closer(&self, token: Token, end: usize) -> Option<usize> {
        let inside = |closer: &Hit| closer.end - closer.start <= '等'.len_utf8() && self.inside_word(closer.start);
        let real = self.closers(token, token.end, end).filter(|c| c.start > token.end && !inside(c));
        let leads = |closer: Hit| {
            let after = self.listed(closer.end, end);
            let single = self.text[closer.start..closer.end].chars().nth(1).is_none();
            let short = single && token.is(self.known().within) && !self.text[token.end..after].contains('，');
            self.leads(after, end, short).then_some(after)
        };
        real.filter_map(leads).min()
    }

    /// 等 behind a list belongs to it.
    fn listed(&self, at: usize, end: usize) -> usize {
        if self.text[at..end].starts_with('等') { at + '等'.len_utf8() } else { at }
    }

    /// Whether a verb, or what may stand before one, stands at `at` behind adverbs; behind a `short` phrase the
    /// adverbs are enough.
    fn leads(&self, at: usize, end: usize, short: bool) -> bool {
        let verb = self.after_adverbs(at, end);
        (self.is(verb, self.known().leads) || short && verb > at) && !self.attributive(verb, end)
    }

    pub(super) fn after_adverbs(&self, mut at: usize, end: usize) -> usize {
        while let Some(token) = self.token(at).filter(|t| t.end < end && t.is(self.known().adverb)) {
            at = token.end;
        }
        at
    }

    fn before_adverbs(&self, mut at: usize, floor: usize) -> usize {
        let adverb = |t: &&Token| t.start > floor && t.is(self.known().adverb);
        while let Some(token) = self.tokens.until(at).last().filter(|t| t.end == at).filter(adverb) {
            at = token.start;
        }
        at
    }

    /// A verb with 的 before a noun, or with 着, describes, it does not act.
    fn attributive(&self, at: usize, end: usize) -> bool {
        let state = |rest: &str| {
            rest.starts_with('着') && !["着力", "着眼", "着重", "着手", "着陆"].iter().any(|w| rest.starts_with(w))
        };
        self.token(at).map(|t| &self.text[t.end..end]).is_some_and(|rest| rest.starts_with('的') || state(rest))
    }

    /// The verbs from `at` on, outside quotes and brackets.
    pub(super) fn verbs(&self, at: usize, end: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens
            .within(at, end)
            .filter(move |t| t.is(self.known().verb) && !self.noun(*t, end))
            .map(|t| t.start)
            .filter(move |&verb| self.outside(at, verb))
    }

    /// 的决定, 对形成, or a verb with nothing behind it: it names, it does not act.
    fn noun(&self, token: Token, end: usize) -> bool {
        let before = self.tokens.until(token.start).last().filter(|t| t.end == token.start);
        let prepositional = before.is_some_and(|t| t.is(self.known().joined));
        let told = self.known().told;
        token.is(told) && self.is(token.end, told)
            || !token.is(self.known().closing) && token.end == end
            || self.text[token.end..].starts_with('、')
            || prepositional
            || self.text[..token.start].ends_with('的')
            || self.attributive(token.start, end)
    }

    /// A calendar expression or number at `at`: 2019年, 70年来.
    fn time(&self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..end];
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let unit = digits.trim_start_matches(|c: char| "年月日至—前后内底来初起、".contains(c) || c.is_ascii_digit());
        (digits.len() < rest.len() && unit.len() < digits.len()).then(|| at + rest.len() - unit.len())
    }
}
