//! A stretch that may be a mention, and the choice among those that meet.

use super::why::Why;
use crate::model::{ReferenceKind, Span};
use std::borrow::Cow;
use std::ops::Range;

/// A stretch of a block that may be a mention.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    pub kind: ReferenceKind,
    /// In the block.
    pub range: Range<usize>,
    pub key: Cow<'a, str>,
    pub why: Why<'a>,
}

impl<'a> Candidate<'a> {
    pub fn new(kind: ReferenceKind, range: Range<usize>, key: impl Into<Cow<'a, str>>, why: Why<'a>) -> Self {
        Self { kind, range, key: key.into(), why }
    }

    pub fn span(&self) -> Span {
        Span::new(self.range.start, self.range.end)
    }
}

/// The longest wins; of two as long the one found first, which is the surer one. In the order of the text.
pub(super) fn choose(mut found: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    found.sort_by_key(|c| std::cmp::Reverse(c.range.len()));
    let mut taken: Vec<Candidate<'_>> = Vec::with_capacity(found.len());
    for candidate in found {
        let place = taken.partition_point(|t| t.range.end <= candidate.range.start);
        let free = taken.get(place).is_none_or(|t| candidate.range.end <= t.range.start);
        if free && !candidate.range.is_empty() {
            taken.insert(place, candidate);
        }
    }
    taken
}

/// A name without the brackets and quotation marks around or inside it.
pub(super) fn bare(name: &str) -> Cow<'_, str> {
    let mark = |c: char| matches!(c, '《' | '》' | '“' | '”' | '〈' | '〉' | '「' | '」' | '"');
    if name.contains(mark) { name.chars().filter(|c| !mark(*c)).collect() } else { name.into() }
}
