//! A comparison as DOCX with tracked changes: accepting all gives the newer text, rejecting all the older one.

use super::woven::{Strand, weave};
use super::{Comparison, Piece};
use crate::{Error, Result};
use docx_rs::{Delete, Docx, Insert, Paragraph, Run};
use std::io::Cursor;

const AUTHOR: &str = "Chancery";

pub(super) fn render(comparison: &Comparison) -> Result<Vec<u8>> {
    let date = comparison.newer.date.as_deref().filter(|date| date.len() == 10).unwrap_or("1970-01-01");
    let date = format!("{date}T00:00:00Z");
    let (mut docx, mut paragraph) = (Docx::new(), Paragraph::new());
    for step in weave(comparison) {
        match step {
            Strand::Words(piece) => paragraph = add(paragraph, &piece, &date),
            Strand::End(piece) => {
                docx = docx.add_paragraph(ended(std::mem::take(&mut paragraph), &piece, &date));
            }
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(|e| Error::ours(format!("the DOCX could not be packed: {e}")))?;
    Ok(bytes.into_inner())
}

fn add(paragraph: Paragraph, piece: &Piece, date: &str) -> Paragraph {
    let run = Run::new();
    match piece {
        Piece::Same(text) => paragraph.add_run(run.add_text(text)),
        Piece::In(text) => paragraph.add_insert(Insert::new(run.add_text(text)).author(AUTHOR).date(date)),
        Piece::Out(text) => {
            paragraph.add_delete(Delete::new().add_run(run.add_delete_text(text)).author(AUTHOR).date(date))
        }
    }
}

/// The end of a paragraph is tracked as its words are.
fn ended(paragraph: Paragraph, end: &Piece, date: &str) -> Paragraph {
    match end {
        Piece::Same(_) => paragraph,
        Piece::In(_) => paragraph.insert(AUTHOR, date),
        Piece::Out(_) => paragraph.delete(AUTHOR, date),
    }
}
