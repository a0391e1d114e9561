//! A text as its characters, ready to be doubted.

use super::Held;
use crate::model::{ReferenceKind, Span};
use crate::rules::{Knowledge, Language, is_han, simplify};

/// The characters of a reading text, each with its place.
pub(super) struct Page<'a> {
    pub held: Held<'a>,
    /// Of its language.
    pub language: Option<&'a Language>,
    /// As printed.
    pub printed: Vec<char>,
    /// In simplified script: what is counted and compared.
    pub letters: Vec<char>,
    /// Where each begins; one more for the end.
    starts: Vec<usize>,
    /// Inside the name of a person, place or state: such names follow no rule.
    proper: Vec<bool>,
}

impl<'a> Page<'a> {
    pub(super) fn of(held: Held<'a>, knowledge: &'a Knowledge) -> Self {
        let text = &held.document.text;
        let printed: Vec<char> = text.chars().collect();
        let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        starts.push(text.len());
        let mut proper = vec![false; printed.len()];
        for reference in &held.findings.references {
            if matches!(reference.kind, ReferenceKind::Person | ReferenceKind::Place | ReferenceKind::State) {
                let from = starts.partition_point(|&s| s < reference.span.start as usize);
                let to = starts.partition_point(|&s| s < reference.span.end as usize);
                proper[from..to].fill(true);
            }
        }
        let letters = printed.iter().map(|c| simplify(*c)).collect();
        let language = knowledge.language(&held.document.language);
        Self { held, language, printed, letters, starts, proper }
    }

    /// Whether words run on without blanks, in the script the lists are written in.
    pub(super) fn chinese(&self) -> bool {
        self.language.is_some_and(|l| l.unspaced) && self.held.document.language.ends_with("Hans")
    }

    /// The bytes of characters `from..to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.starts[from], self.starts[to])
    }

    /// The characters `from..to` as printed.
    pub(super) fn words(&self, from: usize, to: usize) -> String {
        self.printed[from..to].iter().collect()
    }

    /// Where byte `at` stands among the characters.
    pub(super) fn index(&self, at: usize) -> usize {
        self.starts.partition_point(|&s| s < at)
    }

    /// Whether a Chinese character stands there.
    pub(super) fn han(&self, n: usize) -> bool {
        self.letters.get(n).copied().is_some_and(is_han)
    }

    /// Whether the name of a person, place or state covers it.
    pub(super) fn proper(&self, n: usize) -> bool {
        self.proper.get(n).copied().unwrap_or(false)
    }

    /// Whether another witness has the same there.
    pub(super) fn vouched(&self, span: Span) -> bool {
        let edition = self.held.edition;
        let against =
            |w: usize| edition.variants.iter().any(|v| v.witness == w && (v.span.overlaps(span) || v.span == span));
        (0..edition.witnesses.len()).filter(|&w| !against(w)).count() >= 2
    }
}
