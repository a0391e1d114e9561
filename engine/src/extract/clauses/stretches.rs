//! Segments as clauses need them: joined where a phrase runs over a comma, parted where 并 opens a clause of its own.

use super::head::Walk;
use super::segments::{Segment, segments};
use super::sentence::Reader;
use crate::rules::Token;

/// How many segments a phrase may run over.
const FURTHER: usize = 3;
/// Operators behind which the object is a thing: what 并 adds to them may be a clause.
const STANCES: [&str; 11] = [
    "oppose",
    "condemn",
    "welcome",
    "concern",
    "recognise",
    "appreciate",
    "support",
    "value",
    "respect",
    "thank",
    "expresses",
];
/// Operators that tell content.
const SPEECH: [&str; 2] = ["affirm", "believe"];
/// Operators of what is undertaken or asked.
const UNDERTAKES: [&str; 6] = ["will", "intend", "decide", "devote", "vow", "call"];

impl Reader<'_> {
    /// The stretches of a sentence; together they cover it.
    pub(super) fn stretches(&self, text: &str, tokens: &[Token]) -> Vec<Segment> {
        let joined = self.joined(text, tokens, segments(text));
        joined.into_iter().flat_map(|s| self.parted(text, tokens, s)).collect()
    }

    /// 在甲、乙，特别是丙领域加强: one segment.
    fn joined(&self, text: &str, tokens: &[Token], segments: Vec<Segment>) -> Vec<Segment> {
        let walk = self.walk(text, tokens);
        let mut out: Vec<Segment> = Vec::with_capacity(segments.len());
        let mut n = 0;
        while let Some(&first) = segments.get(n) {
            let rest = &segments[n + 1..];
            let own = |s: &Segment| walk.head(s.words, s.last, false).subject.is_some();
            let reach = rest.iter().take(FURTHER).take_while(|s| !own(s));
            let ends = walk.unclosed(first.words, first.last);
            let last = ends.and_then(|at| reach.enumerate().find(|(_, s)| walk.closes(at, s.last)));
            let last = last.map(|(by, last)| (by, *last)).or_else(|| walk_on(&walk, first, rest));
            match last {
                Some((by, last)) => {
                    out.push(Segment { last: last.last, end: last.end, ..first });
                    n += by + 2;
                }
                None => {
                    out.push(first);
                    n += 1;
                }
            }
        }
        out
    }

    /// 对…表示关切并指出…, 支持…并愿…: two clauses without a comma.
    fn parted(&self, text: &str, tokens: &[Token], segment: Segment) -> Vec<Segment> {
        let Some(at) = self.joint(text, tokens, segment) else { return vec![segment] };
        let first = Segment { last: at, end: at, ..segment };
        vec![first, Segment { start: at, words: at, ..segment }]
    }

    /// Where a joint with an operator behind it stands after a stance.
    fn joint(&self, text: &str, tokens: &[Token], segment: Segment) -> Option<usize> {
        let lexicon = &self.language.clauses.lexicon;
        let is = |t: Token, classes: &[&str]| lexicon.word(t).classes & lexicon.bits(classes) != 0;
        let walk = self.walk(text, tokens);
        let joint = |t: &&Token| segment.words < t.start && t.end < segment.last && is(**t, &["joint"]);
        let opens = |t: &Token| {
            let own = walk.head(segment.words, t.start, false).at.and_then(|at| walk.token(at))?;
            let next = walk.token(walk.after_adverbs(t.end, segment.last))?;
            let clause = is(next, &UNDERTAKES) || is(own, &["expresses"]) && is(next, &SPEECH);
            (clause && is(own, &STANCES) && walk.outside(own.end, t.start)).then_some(t.start)
        };
        tokens.iter().filter(joint).find_map(opens)
    }
}

/// 对甲，乙和丙表示满意: the stance at the end of a later segment closes what 对 opened.
fn walk_on(walk: &Walk<'_>, first: Segment, rest: &[Segment]) -> Option<(usize, Segment)> {
    walk.towards(first.words, first.last).filter(|_| walk.expressed(first.words, first.last).is_none())?;
    let by = rest.iter().take(FURTHER).position(|s| walk.expressed(s.words, s.last).is_some())?;
    let again = rest[..=by].iter().any(|s| walk.towards(s.words, s.last).is_some());
    let spoken = rest[..by].iter().chain([&first]).any(|s| walk.speaks(s.words, s.last));
    (!again && !spoken).then(|| (by, rest[by]))
}
