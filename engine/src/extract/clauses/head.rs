//! Segment → its head: who acts, and where the predicate begins behind connectives, adverbs and prepositions.

use super::parties::{Parties, Who};
use crate::rules::{Classes, Lexicon, Token, Words};

/// The word classes that the walk to the predicate asks for.
pub struct Known {
    opener: Classes,
    pub(super) aside: Classes,
    /// 正如: what follows is cited.
    cited: Classes,
    /// Verbs that render something for a purpose: 为…作出.
    renders: Classes,
    adverb: Classes,
    closed: Classes,
    within: Classes,
    joined: Classes,
    party: Classes,
    other: Classes,
    here: Classes,
    verb: Classes,
    must: Classes,
    expresses: Classes,
    /// What is said: 强调, 指出, 声明.
    told: Classes,
    /// Who acts: 国家, 成员.
    agent: Classes,
    /// What happened.
    pub(super) narrative: Classes,
    pub(super) perfective: Classes,
    pub(super) will: Classes,
    /// Nouns such as 重要性.
    pub(super) nominal: Classes,
    /// Operators that may close a segment.
    closing: Classes,
    /// Operators that take the rest of the segment as their content or object.
    speaks: Classes,
}

impl Known {
    /// Looks the classes up, once a language.
    #[must_use]
    pub fn of(lexicon: &Lexicon, words: &Words) -> Self {
        let operators: Vec<&str> = words.class("operators").iter().map(|e| e.get("class")).collect();
        let verb = lexicon.bits(&operators) | lexicon.bits(&["act"]);
        Self {
            opener: lexicon.bits(&["link", "adverb"]),
            aside: lexicon.bits(&["aside"]),
            cited: lexicon.bits(&["cited"]),
            renders: lexicon.bits(&["renders"]),
            adverb: lexicon.bits(&["adverb"]),
            closed: lexicon.bits(&["within", "by"]),
            within: lexicon.bits(&["within"]),
            joined: lexicon.bits(&["to"]),
            party: lexicon.bits(&["party"]),
            other: lexicon.bits(&["other", "state"]),
            here: lexicon.bits(&["act-here"]),
            verb,
            expresses: lexicon.bits(&["expresses"]),
            agent: lexicon.bits(&["agent"]),
            told: lexicon.bits(&["affirm", "believe"]),
            closing: lexicon.bits(&["expresses", "strive", "affirm", "believe", "declare", "agreed"]),
            must: lexicon.bits(&["must"]),
            narrative: lexicon.bits(&["narrative"]),
            perfective: lexicon.bits(&["perfective"]),
            will: lexicon.bits(&["will"]),
            nominal: lexicon.bits(&["nominal"]),
            speaks: verb & !lexicon.bits(&["act", "decide", "must", "explore"]),
        }
    }
}

/// Where a segment's predicate begins and who its subject is.
#[derive(Clone, Debug, Default)]
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
}

/// A sentence under examination.
pub struct Walk<'a> {
    /// The sentence.
    pub text: &'a str,
    /// The words found in it.
    pub tokens: &'a [Token],
    /// The lexicon they are of.
    pub lexicon: &'a Lexicon,
    /// The classes.
    pub known: &'a Known,
    /// The parties.
    pub parties: &'a Parties,
}

impl Walk<'_> {
    /// The head of the segment between `start` and `end`. `open` says a clause is already under way.
    #[must_use]
    pub fn head(&self, start: usize, end: usize, open: bool) -> Head {
        let mut head = Head::default();
        let mut at = start;
        while at < end {
            let token = self.token(at).filter(|t| t.end <= end);
            let classes = token.map_or(0, |t| self.lexicon.word(t).classes);
            let aside = open && classes & self.known.aside != 0 && head.subject.is_none();
            if aside || classes & self.known.cited != 0 {
                return head;
            }
            if head.subject.is_none()
                && let Some(next) = self.subject(at, end, &mut head)
            {
                at = next;
            } else if let Some(next) =
                token.filter(|_| classes & self.known.opener != 0).and_then(|t| self.opener(t, end))
            {
                at = next;
            } else if let Some(next) = token.and_then(|t| self.behind(t, classes, end)) {
                head.phrase = true;
                at = next;
            } else if classes & (self.known.verb | self.known.here) != 0 && !self.attributive(at, end) {
                head.at = Some(at);
                break;
            } else if classes & (self.known.closed | self.known.joined) != 0 {
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
        let operator =
            head.at.and_then(|at| self.token(at)).map_or(0, |t| self.lexicon.word(t).classes) & self.known.speaks;
        if operator != 0 || matches!(head.subject, Some(Who::Party(_))) {
            return;
        }
        let first = self.tokens.partition_point(|t| t.start <= start);
        let must = |t: &&Token| t.end < end && self.lexicon.word(**t).classes & self.known.must != 0;
        let found = self.tokens[first..].iter().take_while(|t| t.end <= end).find(must);
        if let Some(token) = found.filter(|t| depth(&self.text[start..t.start]) == 0) {
            head.gap |= head.at != Some(token.start);
            head.at = Some(token.start);
        }
    }

    /// 是 between subject and verb: what follows describes.
    fn copula(&self, from: usize, to: usize) -> bool {
        self.text[from..to].contains('是')
    }

    pub(super) fn token(&self, at: usize) -> Option<Token> {
        let n = self.tokens.partition_point(|t| t.start < at);
        self.tokens.get(n).copied().filter(|t| t.start == at)
    }

    fn subject(&self, at: usize, end: usize, head: &mut Head) -> Option<usize> {
        let token = self.token(at).filter(|t| t.end <= end);
        let word = token.map(|t| (t, self.lexicon.word(t)));
        let (next, who) = if let Some((t, word)) = word.filter(|(_, w)| w.classes & self.known.party != 0) {
            (t.end, Who::Party(if word.get("who") == "self" { self.parties.own() } else { self.parties.all() }))
        } else if let Some((length, who)) = self.parties.delegates(&self.text[at..end]) {
            (at + length, Who::Party(who))
        } else if let Some((length, who)) = self.parties.named(&self.text[at..end]) {
            (self.both(at + length, end), Who::Party(who))
        } else if let Some((t, word)) = word.filter(|(_, w)| w.classes & self.known.other != 0) {
            (t.end, Who::Other(word.text.clone()))
        } else if let Some(length) = self.parties.third(&self.text[at..end]) {
            (at + length, Who::Other(self.text[at..at + length].to_owned()))
        } else {
            return None;
        };
        head.subject = Some(who);
        head.subject_words = Some((at, next));
        Some(next)
    }

    /// 两国 or 双方 behind the parties' names belongs to them.
    fn both(&self, at: usize, end: usize) -> usize {
        self.token(at)
            .filter(|t| t.end <= end && self.lexicon.word(*t).classes & self.known.party != 0)
            .map_or(at, |t| t.end)
    }

    /// An adverb is an opener only before more words.
    fn opener(&self, token: Token, end: usize) -> Option<usize> {
        let adverb = self.lexicon.word(token).classes & self.known.adverb != 0;
        let verb = self.lexicon.word(token).classes & (self.known.verb | self.known.here) != 0;
        (token.end < end || (adverb && !verb)).then_some(token.end)
    }

    /// Behind a prepositional phrase: its closer, or the first verb that is not its own.
    fn behind(&self, token: Token, classes: Classes, end: usize) -> Option<usize> {
        if classes & self.known.closed != 0
            && let Some(next) = self.closer(token, end)
        {
            return Some(next);
        }
        if classes & (self.known.closed | self.known.joined) == 0
            || classes & self.known.closed != 0 && self.closed(token, end)
        {
            return None;
        }
        if let Some(at) = self.expressed(token.end, end) {
            return Some(at);
        }
        if classes & self.known.closed != 0 && self.text[end..].chars().count() > 4 {
            return None;
        }
        let own = self.after_adverbs(token.end, end);
        let verbs = || self.verbs(token.end, end).filter(|&at| at > own && !self.attributive(at, end));
        let rendered = verbs().find(|&at| self.renders(at)).filter(|_| self.text[token.start..].starts_with('为'));
        let about = self.text[token.start..].starts_with('就');
        let conducted = verbs().find(|&at| about && self.is(at, &["conducts"]));
        let found = rendered.or(conducted).or_else(|| verbs().next());
        found.map(|at| self.before_adverbs(at, own))
    }

    fn renders(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| self.lexicon.word(t).classes & self.known.renders != 0)
    }

    /// 对…表示关切: the stance closes the segment.
    pub(super) fn expressed(&self, start: usize, end: usize) -> Option<usize> {
        let n = self.tokens.partition_point(|t| t.end <= end).checked_sub(1)?;
        let last = self.tokens[n];
        let classes = self.lexicon.word(last).classes;
        let near =
            self.text[start..last.start.max(start)].char_indices().rev().nth(4).map_or(start, |(by, _)| start + by);
        let said = classes & self.known.speaks != 0 && self.text[near..last.start.max(near)].contains("表");
        let expresses = classes & self.known.expresses != 0 || said;
        (expresses && last.start > start && last.end == end).then_some(last.start)
    }

    /// The phrase fills the segment.
    fn closed(&self, token: Token, end: usize) -> bool {
        self.lexicon.word(token).get("closers").split(' ').any(|closer| self.text[token.end..end].ends_with(closer))
    }

    /// Where the preposition of a phrase stands that begins in the segment and does not end in it.
    pub fn unclosed(&self, start: usize, end: usize) -> Option<usize> {
        let head = self.head(start, end, false);
        let token = self.token(head.opened.max(start)).filter(|_| head.at.is_none() && !head.gap)?;
        let within = self.lexicon.word(token).classes & self.known.within != 0;
        (within && !self.closed(token, end)).then_some(token.start)
    }

    /// Whether the phrase of the preposition at `at` ends before `end` with a predicate behind it.
    pub fn closes(&self, at: usize, end: usize) -> bool {
        self.token(at).is_some_and(|token| self.closer(token, end).is_some())
    }

    /// Where a 对 stands that the predicate of the segment waits for: 双方对…
    pub fn towards(&self, start: usize, end: usize) -> Option<usize> {
        let mut at = start;
        let mut head = Head::default();
        while at < end {
            let token = self.token(at).filter(|t| t.end <= end);
            let classes = token.map_or(0, |t| self.lexicon.word(t).classes);
            if classes & self.known.joined != 0 && self.text[at..].starts_with('对') {
                return Some(at);
            }
            let subject = if head.subject.is_none() { self.subject(at, end, &mut head) } else { None };
            let opener = || token.filter(|_| classes & self.known.opener != 0).map(|t| t.end);
            at = subject.or_else(opener).or_else(|| self.gloss(at, end))?;
        }
        None
    }

    /// Whether a word of these classes begins at `at`.
    #[must_use]
    pub fn is(&self, at: usize, classes: &[&str]) -> bool {
        self.token(at).is_some_and(|t| self.lexicon.word(t).classes & self.lexicon.bits(classes) != 0)
    }

    /// Whether these words end in a word for somebody who acts: 有影响力的国家.
    #[must_use]
    pub fn agent(&self, words: &str) -> bool {
        let mut tokens = Vec::new();
        self.lexicon.tokens(words, &mut tokens);
        let last = tokens.iter().rfind(|t| self.lexicon.word(**t).classes & self.known.opener == 0);
        last.is_some_and(|t| self.lexicon.word(*t).classes & self.known.agent != 0)
    }

    /// Whether what stands at `at` begins with a word of the class, behind words that only open.
    #[must_use]
    pub fn begins(&self, mut at: usize, class: &str) -> bool {
        let wanted = self.lexicon.bits(&[class]);
        while let Some(token) = self.token(at) {
            let classes = self.lexicon.word(token).classes;
            if classes & wanted != 0 {
                return true;
            }
            if classes & self.known.opener == 0 {
                return false;
            }
            at = token.end;
        }
        false
    }

    /// Behind the operator at `at` stands what is so, not what is done: 同意，甲与乙有共同点.
    #[must_use]
    pub fn proposition(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let rest = self.text[token.end..].trim_start_matches('，');
        let start = self.text.len() - rest.len();
        let end = start + rest.find(['，', '；', '。']).unwrap_or(rest.len());
        let doing = self.known.verb | self.known.here | self.known.adverb | self.known.closed | self.known.joined;
        let does = self.token(start).is_some_and(|t| self.lexicon.word(t).classes & doing != 0);
        !does && ["是", "有", "符合", "应"].iter().any(|w| self.text[start..end].contains(w))
    }

    /// The segment's predicate is an operator of its own.
    pub fn speaks(&self, start: usize, end: usize) -> bool {
        let at = self.head(start, end, false).at.and_then(|at| self.token(at));
        at.is_some_and(|t| self.lexicon.word(t).classes & self.known.speaks != 0)
    }

    /// Behind a stretch in brackets.
    pub(super) fn gloss(&self, at: usize, end: usize) -> Option<usize> {
        let inside = self.text[at..end].strip_prefix('（')?;
        inside.find('）').map(|close| at + '（'.len_utf8() + close + '）'.len_utf8())
    }

    /// Inside a phrase that begins behind `from` and ends behind `verb`: 在…和实施…方面.
    fn enclosed(&self, from: usize, verb: usize, end: usize) -> bool {
        let phrase = |t: &Token| {
            let closers = self.lexicon.word(*t).get("closers").split(' ');
            let word = |closer: &&str| closer.chars().count() > 1;
            closers.filter(word).any(|closer| self.text[verb..end].contains(closer))
        };
        let before = self.tokens.iter().filter(|t| from <= t.start && t.end <= verb);
        before.filter(|t| self.lexicon.word(**t).classes & self.known.within != 0).any(phrase)
    }

    /// Not in quotes or brackets opened behind `from`.
    pub fn outside(&self, from: usize, at: usize) -> bool {
        depth(&self.text[from..at]) == 0
    }

    /// A place inside a word is no place of its own.
    fn inside_word(&self, at: usize) -> bool {
        let n = self.tokens.partition_point(|t| t.start < at);
        n.checked_sub(1).is_some_and(|n| self.tokens[n].end > at)
    }

    /// The first closer with a verb right behind it.
    fn closer(&self, token: Token, end: usize) -> Option<usize> {
        let mut best: Option<usize> = None;
        for closer in self.lexicon.word(token).get("closers").split(' ') {
            for (by, _) in self.text[token.end..end].match_indices(closer) {
                let after = token.end + by + closer.len();
                let after = if self.text[after..end].starts_with('等') { after + '等'.len_utf8() } else { after };
                let verb = self.after_adverbs(after, end);
                let classes = self.token(verb).map_or(0, |t| self.lexicon.word(t).classes);
                let within = self.lexicon.word(token).classes & self.known.within != 0
                    && closer.chars().count() == 1
                    && !self.text[token.end..after].contains('，');
                let leads = classes & (self.known.verb | self.known.here | self.known.party | self.known.joined) != 0
                    || within && verb > after;
                if leads
                    && !self.attributive(verb, end)
                    && best.is_none_or(|b| after < b)
                    && by > 0
                    && (closer.len() > '等'.len_utf8() || !self.inside_word(token.end + by))
                {
                    best = Some(after);
                }
            }
        }
        best
    }

    pub(super) fn after_adverbs(&self, mut at: usize, end: usize) -> usize {
        while let Some(token) =
            self.token(at).filter(|t| t.end < end && self.lexicon.word(*t).classes & self.known.adverb != 0)
        {
            at = token.end;
        }
        at
    }

    fn before_adverbs(&self, at: usize, floor: usize) -> usize {
        let before = |at: usize| {
            self.tokens
                .iter()
                .find(|t| t.end == at && t.start > floor && self.lexicon.word(**t).classes & self.known.adverb != 0)
        };
        std::iter::successors(Some(at), |&at| before(at).map(|t| t.start)).last().unwrap_or(at)
    }

    /// A verb whose object ends in 的 before a noun describes, it does not act.
    fn attributive(&self, at: usize, end: usize) -> bool {
        self.token(at).is_some_and(|t| self.text[t.end..end].starts_with('的'))
    }

    /// The verbs from `at` on, outside quotes and brackets.
    pub(super) fn verbs(&self, at: usize, end: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.tokens.partition_point(|t| t.start < at);
        self.tokens[first..]
            .iter()
            .take_while(move |t| t.end <= end)
            .filter(move |t| self.lexicon.word(**t).classes & self.known.verb != 0)
            .filter(move |t| !self.noun(**t, end))
            .map(|t| t.start)
            .filter(move |&verb| depth(&self.text[at..verb]) == 0)
    }

    /// 的决定, 对形成, or a verb with nothing behind it: it names, it does not act.
    fn noun(&self, token: Token, end: usize) -> bool {
        let n = self.tokens.partition_point(|t| t.start < token.start);
        let before = n.checked_sub(1).map(|n| self.tokens[n]).filter(|t| t.end == token.start);
        let prepositional = before.is_some_and(|t| self.lexicon.word(t).classes & self.known.joined != 0);
        let stays = self.lexicon.word(token).classes & self.known.closing != 0;
        let told = |t: Token| self.lexicon.word(t).classes & self.known.told != 0;
        let names = told(token) && self.token(token.end).is_some_and(told);
        names
            || !stays && token.end == end
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

fn depth(text: &str) -> i32 {
    text.chars().map(|c| i32::from("“（《「".contains(c)) - i32::from("”）》」".contains(c))).sum()
}
