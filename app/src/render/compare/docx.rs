//! A comparison as DOCX: the newer text with tracked insertions and deletions against the older one. Accepting all
//! gives the newer text; what was dropped stands, deleted, behind what answers the sentence before it.

use super::{Comparison, Piece, Row};
use crate::{Error, Result};
use docx_rs::{Delete, Docx, Insert, Paragraph, Run};
use std::collections::BTreeMap;
use std::io::Cursor;

const AUTHOR: &str = "Chancery";

pub(super) fn render(comparison: &Comparison) -> Result<Vec<u8>> {
    let date = comparison.newer.date.as_deref().filter(|date| date.len() == 10).unwrap_or("1970-01-01");
    let date = format!("{date}T00:00:00Z");
    let mut docx = Docx::new();
    for block in in_blocks(comparison) {
        let paragraph =
            block.iter().flat_map(|row| &row.pieces).fold(Paragraph::new(), |p, piece| add(p, piece, &date));
        docx = docx.add_paragraph(paragraph);
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

/// The rows by paragraph of the newer document, each dropped one behind the paragraph that answers what stood before it.
fn in_blocks(comparison: &Comparison) -> Vec<Vec<&Row>> {
    let mut blocks: Vec<(&str, Vec<&Row>)> = Vec::new();
    let mut answers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut dropped: BTreeMap<&str, &Row> = BTreeMap::new();
    for row in &comparison.rows {
        let Some(sentence) = &row.change.newer_sentence else {
            dropped.extend(row.change.older_sentences.first().map(|id| (id.as_str(), row)));
            continue;
        };
        match blocks.last_mut().filter(|(last, _)| *last == block_of(sentence)) {
            Some((_, sentences)) => sentences.push(row),
            None => blocks.push((block_of(sentence), vec![row])),
        }
        row.change.older_sentences.iter().for_each(|id| {
            answers.entry(id).or_insert(blocks.len());
        });
    }
    let mut behind: Vec<Vec<&Row>> = vec![Vec::new(); blocks.len() + 1];
    let mut place = 0;
    for id in &comparison.older_order {
        place = answers.get(id.as_str()).copied().unwrap_or(place);
        behind[place].extend(dropped.get(id.as_str()));
    }
    let before = [Vec::new()].into_iter().chain(blocks.into_iter().map(|(_, sentences)| sentences));
    let all =
        before.zip(behind).flat_map(|(block, gone)| [block].into_iter().chain(gone.into_iter().map(|row| vec![row])));
    all.filter(|block| !block.is_empty()).collect()
}

/// `DOCUMENT#EID` of a sentence.
fn block_of(sentence: &str) -> &str {
    sentence.rsplit_once('/').map_or(sentence, |(block, _)| block)
}
