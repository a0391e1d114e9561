//! The established text of a document and its apparatus.

use super::{Block, Note, Span, named};

named! {
    /// How a witness differs from the reading text.
    VariantType {
        /// Another word or character: somebody must choose.
        Substantive = "substantive",
        /// Spelling, punctuation or script conversion.
        Orthographic = "orthographic",
        /// A misprint or misreading.
        Damage = "damage",
        /// The witness lacks it.
        Omission = "omission",
        /// Only the witness has it.
        Addition = "addition",
        /// The witness has it elsewhere.
        Transposition = "transposition",
    }
}

/// A place where a witness differs from the reading text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// In the reading text.
    pub span: Span,
    /// Which of the edition's witnesses.
    pub witness: usize,
    /// What the witness has there.
    pub reading: String,
    /// How it differs.
    pub kind: VariantType,
}

/// A stretch of the reading text and the witness it was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// In the reading text.
    pub out: Span,
    /// Which of the edition's witnesses.
    pub witness: usize,
    /// Which block of that witness.
    pub block: usize,
    /// In the text of that block.
    pub from: Span,
}

/// A stretch of the reading text that stands there because somebody decided so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// In the reading text; empty where something was taken out.
    pub out: Span,
    /// What stood there before.
    pub was: String,
    /// Where that was taken from; its `out` says nothing.
    pub from: Option<Taken>,
    /// Number of the decision.
    pub decision: i64,
}

/// How one witness stands to the edition.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Index of the source, as in `Witness`.
    pub source: usize,
    /// Which of the source's witnesses.
    pub nth: usize,
    /// Where in the source's decoded text.
    pub span: Span,
    /// Nothing is missing in it.
    pub complete: bool,
    /// Share of the reading text it carries alike, 0 to 1.
    pub agreement: f64,
    /// Its blocks, kept for the way back to the source.
    pub blocks: Vec<Block>,
    /// What was noticed in reading it.
    pub notes: Vec<Note>,
}

/// One document as its witnesses carry it.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// The reading text: blocks joined by one line feed.
    pub text: String,
    /// The blocks, in `text`, with what the cleaner saw in them.
    pub blocks: Vec<(Span, super::Role)>,
    /// Whose words stand where.
    pub taken: Vec<Taken>,
    /// Its witnesses, the base first.
    pub witnesses: Vec<Standing>,
    /// The apparatus, in the order of the text.
    pub variants: Vec<Variant>,
    /// What people decided about readings, in the order of the text.
    pub corrected: Vec<Corrected>,
    /// BCP 47.
    pub language: &'static str,
    /// A date printed on a page around the text.
    pub page_date: Option<String>,
    /// The words around the text that announce it, where there are such.
    pub announcement: Option<String>,
    /// Nothing is known to be missing.
    pub complete: bool,
}
