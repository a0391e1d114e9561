//! Sources, and the witnesses found in them.

use super::{Note, Span, Text, Trace};

/// A file as received, decoded. Its `text` is what every later offset into a source counts in.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// File name or address, as given.
    pub name: String,
    /// `text/plain`, `text/html`, `application/json` …
    pub media_type: &'static str,
    /// Name of the encoding the bytes were in, by the Encoding Standard.
    pub encoding: &'static str,
    /// The decoded characters, markup included.
    pub decoded: String,
    /// What a person would read: of HTML the text of its blocks, a line each; otherwise all of `decoded`.
    /// Its trace leads into `decoded`.
    pub text: Text,
    /// From `decoded` back to bytes.
    pub bytes: Trace,
    /// What the wrapping (front matter, JSON, HTML head) says of the text: `title`, `date`.
    pub stated: Vec<Stated>,
    /// What was noticed.
    pub notes: Vec<Note>,
}

/// Something the wrapping of a text says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// `title` or `date`.
    pub name: &'static str,
    /// In words.
    pub value: String,
    /// Where in `decoded`; empty where it stands elsewhere (in the file's name).
    pub span: Span,
}

/// What a block of a witness looks like to the cleaner. The divider decides in the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Nothing special.
    #[default]
    Body,
    /// A document's title.
    Title,
    /// The line under a title that begins with a dash.
    Subtitle,
    /// Agency, place and date.
    Dateline,
    /// Signing lines.
    Signature,
    /// A measure opened by a dash or its like, whether or not a mark stands in the text.
    Bullet,
    /// Such a measure under the one before it.
    Nested,
    /// Set as a heading is, so deep: 1 to 6 by marks before the line, 7 in bold letters, 8 in italics.
    Heading(u8),
}

/// One paragraph, heading, item … of a witness, mended.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Its characters; the trace leads into the source's decoded text.
    pub text: Text,
    /// What it looks like.
    pub role: Role,
    /// Whether it breaks off, or begins in the middle of a sentence.
    pub cut: bool,
    /// The same paragraph where it was printed once more by mistake, as it was read there.
    pub again: Vec<Text>,
}

/// The stretch of one source that carries one document.
#[derive(Clone, Debug, Default)]
pub struct Witness {
    /// Which of the sources at hand: an index the caller chose.
    pub source: usize,
    /// From its first to its last character in the source's decoded text.
    pub span: Span,
    /// Its blocks in reading order: a title that trailed its text stands first again.
    pub blocks: Vec<Block>,
    /// Nothing is known to be missing.
    pub complete: bool,
    /// BCP 47 tag of language and script, `zh-Hans` for example.
    pub language: &'static str,
    /// A date printed on the page around the text (ISO 8601), not a part of it.
    pub page_date: Option<String>,
    /// The words around the text that announce it, where there are such.
    pub announcement: Option<String>,
    /// What was noticed.
    pub notes: Vec<Note>,
}
