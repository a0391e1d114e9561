//! A paper as XLSX: what stands before the first table on the first sheet, then a sheet a table.

use crate::Result;
use crate::render::sheet::{Sheet, workbook};
use crate::review::paper::{Block, Paper};

pub(super) fn render(paper: &Paper) -> Result<Vec<u8>> {
    let mut sheets = vec![Sheet { name: paper.title.clone(), ..Sheet::default() }];
    sheets[0].lead = vec![paper.title.clone(), paper.subtitle.clone()];
    for block in &paper.blocks {
        let Some(last) = sheets.last_mut() else { continue };
        match block {
            Block::Heading(words) => {
                sheets.push(Sheet { name: words.clone(), lead: vec![words.clone()], ..Sheet::default() })
            }
            Block::Text(words) => last.lead.push(words.clone()),
            Block::Quote(words, place) => last.rows.push(vec![words.clone(), place.clone()]),
            Block::Table { head, rows, .. } => {
                last.head.clone_from(head);
                last.rows.extend(rows.iter().cloned());
            }
        }
    }
    workbook(&sheets)
}
