//! A paper as DOCX.

use crate::review::paper::{Block, Paper};
use crate::{Error, Result};
use docx_rs::{Docx, Paragraph, Run, RunFonts, Style, StyleType, Table, TableCell, TableRow, WidthType};
use std::io::Cursor;

/// The width of the text on A4, in twentieths of a point.
const WIDTH: usize = 9000;

pub(super) fn render(paper: &Paper) -> Result<Vec<u8>> {
    let fonts = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia("SimSun");
    let heading = |id: &str, size| Style::new(id, StyleType::Paragraph).name(id).size(size).bold();
    let mut docx = Docx::new()
        .default_fonts(fonts)
        .default_size(21)
        .add_style(heading("Heading1", 32))
        .add_style(heading("Heading2", 25))
        .add_paragraph(words(&paper.title).style("Heading1"))
        .add_paragraph(words(&paper.subtitle));
    for block in &paper.blocks {
        docx = match block {
            Block::Heading(text) => docx.add_paragraph(words(text).style("Heading2")),
            Block::Text(text) => docx.add_paragraph(words(text)),
            Block::Quote(text, place) => docx
                .add_paragraph(words(text).indent(Some(400), None, None, None))
                .add_paragraph(words(place).indent(Some(400), None, None, None)),
            Block::Table { head, rows, widths } => {
                docx.add_table(table(head, rows, widths)).add_paragraph(Paragraph::new())
            }
        };
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(|e| Error::ours(format!("the DOCX could not be packed: {e}")))?;
    Ok(bytes.into_inner())
}

fn words(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(plain(text)))
}

/// Without the control characters that XML cannot hold.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

fn table(head: &[String], rows: &[Vec<String>], widths: &[u8]) -> Table {
    let all = widths.iter().map(|w| usize::from(*w)).sum::<usize>().max(1);
    let grid: Vec<usize> = widths.iter().map(|w| usize::from(*w) * WIDTH / all).collect();
    let cell = |(text, width): (&String, &usize), bold: bool| {
        let run = Run::new().add_text(plain(text));
        let run = if bold { run.bold() } else { run };
        TableCell::new().width(*width, WidthType::Dxa).add_paragraph(Paragraph::new().add_run(run))
    };
    let row = |cells: &[String], bold| TableRow::new(cells.iter().zip(&grid).map(|c| cell(c, bold)).collect());
    let all_rows = std::iter::once(row(head, true)).chain(rows.iter().map(|cells| row(cells, false))).collect();
    Table::new(all_rows).set_grid(grid.clone())
}
