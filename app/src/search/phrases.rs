//! The texts of the workspace as the engine looks for phrases in them.

use super::words::fold;
use super::{Piece, Place};
use crate::Result;
use crate::register::{DocumentFilter, Workspace};
use crate::shape::{self, Sentence};
use chancery_engine::divide;
use chancery_engine::model::{Document, KnownBlock, ProvisionKind, Span};

/// Characters shown on either side of a phrase.
const AROUND: usize = 40;

/// All documents, oldest first, in one script and width.
pub(super) struct Texts {
    /// Their rows.
    pub(super) documents: Vec<shape::Document>,
    sentences: Vec<Vec<Sentence>>,
    read: Vec<Document>,
}

impl Texts {
    pub(super) async fn load(workspace: &Workspace) -> Result<Self> {
        let documents = workspace.documents(&DocumentFilter::default()).await?;
        let (mut sentences, mut read) = (Vec::new(), Vec::new());
        for document in &documents {
            let mut blocks = Vec::new();
            for p in workspace.provisions(&document.document).await? {
                let kind = p.kind.parse().unwrap_or(ProvisionKind::Paragraph);
                blocks.push(KnownBlock { kind, number: p.number, text: p.text.chars().map(fold).collect() });
            }
            read.push(Document::from_blocks(&blocks, Vec::new(), document.date.as_deref(), divide::sentences));
            sentences.push(workspace.sentences(&document.document).await?);
        }
        Ok(Self { documents, sentences, read })
    }

    /// The documents as the engine takes them.
    pub(super) fn read(&self) -> Vec<&Document> {
        self.read.iter().collect()
    }

    /// Where a span of a document stands, with its words in the sentence marked.
    pub(super) fn place(&self, document: usize, span: Span) -> Place {
        let (from, to) = self.points(document, span);
        let row = &self.documents[document];
        let sentence =
            self.sentences[document].iter().rfind(|s| usize::try_from(s.start).is_ok_and(|start| start <= from));
        let (id, text, start) = sentence.map_or(("", "", 0), |s| (s.sentence.as_str(), s.text.as_str(), s.start));
        let start = usize::try_from(start).unwrap_or(0);
        Place {
            document: row.document.clone(),
            date: row.date.clone(),
            parties: row.parties.clone(),
            sentence: id.to_owned(),
            snippet: around(text, from.saturating_sub(start), to.saturating_sub(start)),
        }
    }

    /// The words of a span as printed, with some of them marked.
    pub(super) fn marked(&self, document: usize, span: Span, marks: &[Span]) -> Vec<Piece> {
        let (from, to) = self.points(document, span);
        let marks: Vec<(usize, usize)> = marks.iter().map(|m| self.points(document, *m)).collect();
        let mut out: Vec<Piece> = Vec::new();
        for (at, c) in self.documents[document].text.chars().enumerate().skip(from).take(to - from) {
            let hit = marks.iter().any(|(from, to)| (*from..*to).contains(&at));
            match out.last_mut().filter(|piece| piece.hit == hit) {
                Some(piece) => piece.text.push(c),
                None => out.push(Piece { text: c.to_string(), hit }),
            }
        }
        out
    }

    /// Folding keeps the number of characters, not that of bytes.
    fn points(&self, document: usize, span: Span) -> (usize, usize) {
        let text = &self.read[document].text;
        let from = text[..span.start as usize].chars().count();
        (from, from + span.of(text).chars().count())
    }
}

fn around(text: &str, from: usize, to: usize) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let (from, to) = (from.min(chars.len()), to.min(chars.len()));
    let (first, last) = (from.saturating_sub(AROUND), (to + AROUND).min(chars.len()));
    let words = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    let before = format!("{}{}", if first > 0 { "…" } else { "" }, words(first, from));
    let after = format!("{}{}", words(to, last), if last < chars.len() { "…" } else { "" });
    let pieces = [(before, false), (words(from, to), true), (after, false)];
    pieces.into_iter().filter(|(text, _)| !text.is_empty()).map(|(text, hit)| Piece { text, hit }).collect()
}
