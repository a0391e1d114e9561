//! A comparison as DOCX: the newer text with tracked insertions and deletions against the older one.

use super::{Comparison, Piece, pieces};
use crate::{Error, Result};
use docx_rs::{Delete, Docx, Insert, Paragraph, Run};
use std::io::Cursor;

const AUTHOR: &str = "Chancery";

pub(super) fn render(comparison: &Comparison) -> Result<Vec<u8>> {
    let date = comparison.newer.date.as_deref().filter(|date| date.len() == 10).unwrap_or("1970-01-01");
    let date = format!("{date}T00:00:00Z");
    let mut docx = Docx::new();
    for row in &comparison.rows {
        let mut paragraph = Paragraph::new();
        for piece in pieces(&row.older, &row.newer) {
            paragraph = match piece {
                Piece::Same(text) => paragraph.add_run(Run::new().add_text(text)),
                Piece::In(text) => {
                    paragraph.add_insert(Insert::new(Run::new().add_text(text)).author(AUTHOR).date(&date))
                }
                Piece::Out(text) => paragraph
                    .add_delete(Delete::new().add_run(Run::new().add_delete_text(text)).author(AUTHOR).date(&date)),
            };
        }
        docx = docx.add_paragraph(paragraph);
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(|e| Error::ours(format!("the DOCX could not be packed: {e}")))?;
    Ok(bytes.into_inner())
}
