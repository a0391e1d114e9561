//! A stretch that may be a mention, and the choice among those that meet.

use crate::model::{ReferenceKind, Span};
use std::ops::Range;

/// A stretch of a block that may be a mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub kind: ReferenceKind,
    /// In the block.
    pub range: Range<usize>,
    pub key: String,
    pub rule: String,
    pub reason: String,
}

impl Candidate {
    pub fn new(
        kind: ReferenceKind,
        range: Range<usize>,
        key: impl Into<String>,
        rule: &str,
        reason: impl Into<String>,
    ) -> Self {
        Self { kind, range, key: key.into(), rule: rule.to_owned(), reason: reason.into() }
    }

    pub fn span(&self) -> Span {
        Span::new(self.range.start, self.range.end)
    }
}

/// The longest wins; of two as long the one found first, which is the surer one. In the order of the text.
pub(super) fn choose(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by_key(|c| std::cmp::Reverse(c.range.len()));
    let mut taken: Vec<Candidate> = Vec::new();
    for candidate in found {
        let free = taken.iter().all(|t| t.range.end <= candidate.range.start || candidate.range.end <= t.range.start);
        if free && !candidate.range.is_empty() {
            taken.push(candidate);
        }
    }
    taken.sort_by_key(|c| c.range.start);
    taken
}

/// A name without the brackets and quotation marks around or inside it.
pub(super) fn bare(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '《' | '》' | '“' | '”' | '〈' | '〉' | '「' | '」' | '"')).collect()
}
