//! Segments as clauses need them: joined where a phrase runs over a comma, parted where 并 opens a clause of its own.

use super::head::{Head, Walk};
use super::segments::{Segment, segments};

/// How many segments a phrase may run over.
pub(super) const FURTHER: usize = 3;

/// A segment with its head.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// Where it stands.
    pub segment: Segment,
    /// Who acts in it, and where its predicate begins.
    pub head: Head,
}

impl Walk<'_> {
    /// The segments of the sentence as its commas part them.
    pub fn parts(&self) -> Vec<Stretch> {
        segments(self.text).into_iter().map(|segment| self.stretch(segment)).collect()
    }

    fn stretch(&self, segment: Segment) -> Stretch {
        Stretch { segment, head: self.head(segment.words, segment.last) }
    }

    /// The stretches of the sentence; together they cover it.
    pub(super) fn stretches(&self, parts: Vec<Stretch>) -> Vec<Stretch> {
        let mut out = Vec::with_capacity(parts.len() + 1);
        let mut rest = parts.as_slice();
        while let Some((first, behind)) = rest.split_first() {
            let by = self.runs_over(first, behind);
            let last = by.checked_sub(1).map(|by| behind[by].segment);
            let whole = last.map(|to| self.stretch(Segment { last: to.last, end: to.end, ..first.segment }));
            self.part(whole.unwrap_or(*first), &mut out);
            rest = &behind[by..];
        }
        out
    }

    /// How many of the segments behind a phrase of this one runs over: 在甲、乙，特别是丙领域加强 is one segment.
    fn runs_over(&self, first: &Stretch, behind: &[Stretch]) -> usize {
        let reach = || behind.iter().take(FURTHER).take_while(|s| s.head.subject.is_none());
        let closed = |at: usize| reach().position(|s| self.closes(at, s.segment.last));
        let closed = self.unclosed(&first.head, first.segment.words, first.segment.last).and_then(closed);
        closed.or_else(|| self.walks_on(first, behind)).map_or(0, |by| by + 1)
    }

    /// 对…表示关切并指出…, 支持…并愿…: two clauses without a comma.
    fn part(&self, stretch: Stretch, out: &mut Vec<Stretch>) {
        let segment = stretch.segment;
        match self.joint(segment) {
            None => out.push(stretch),
            Some(at) => {
                out.push(self.stretch(Segment { last: at, end: at, ..segment }));
                out.push(self.stretch(Segment { start: at, words: at, ..segment }));
            }
        }
    }

    /// Where a joint with an operator behind it stands after a stance.
    fn joint(&self, segment: Segment) -> Option<usize> {
        let known = &self.setting.known;
        let joints = self.tokens.within(segment.words + 1, segment.last).filter(|t| t.end < segment.last);
        let mut joints = joints.filter(|t| t.is(known.joint));
        let opens = |start: usize, end: usize| {
            let next = self.token(self.after_adverbs(end, segment.last))?;
            if !next.is(known.undertakes | known.speech) {
                return None;
            }
            let own = self.head(segment.words, start).at.and_then(|at| self.token(at))?;
            let clause = next.is(known.undertakes) || own.is(known.expresses);
            (clause && own.is(known.stances) && self.outside(own.end, start)).then_some(start)
        };
        joints.find_map(|t| opens(t.start, t.end))
    }
}
