//! All tables of the contract as files.

use super::table::{TABLES, Table};
use super::{Format as Rendering, Whole};
use crate::register::{DocumentFilter, UndertakingFilter, Workspace};
use crate::{Error, Result};
use std::path::Path;

/// How to write the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One file a table, a JSON object a line.
    Jsonl,
    /// One file a table.
    Csv,
    /// One file a table.
    Xlsx,
    /// One Akoma Ntoso file a document.
    Akn,
    /// One TEI file a document.
    Tei,
    /// What is due, as one calendar.
    Ics,
}

/// Writes everything into `dir`; says which files, with how many rows. Each file is whole or not there.
///
/// # Errors
/// When the database or the disk fails.
pub async fn export(workspace: &Workspace, format: Format, dir: &Path) -> Result<Vec<(String, usize)>> {
    std::fs::create_dir_all(dir).map_err(|e| {
        Error::operator(
            format!("{}: the folder cannot be made: {e}", dir.display()),
            "choose a folder you may write to",
        )
    })?;
    let mut done = Vec::new();
    match format {
        Format::Akn | Format::Tei => {
            let (rendering, ending) =
                if format == Format::Akn { (Rendering::Akn, "akn.xml") } else { (Rendering::Tei, "tei.xml") };
            for document in workspace.documents(&DocumentFilter::default()).await? {
                let whole = Whole::load(workspace, &document.document, None).await?;
                let file = format!("{}.{ending}", document.document);
                write(dir, &file, rendering.render(&whole)?.as_bytes())?;
                done.push((file, whole.provisions.len()));
            }
        }
        Format::Ics => {
            let entries = workspace.entries(&UndertakingFilter::default()).await?;
            let calendar = super::calendar::calendar(&entries, &workspace.meetings().await?);
            write(dir, "deadlines.ics", calendar.as_bytes())?;
            done.push(("deadlines.ics".to_owned(), calendar.matches("BEGIN:VEVENT").count()));
        }
        Format::Jsonl | Format::Csv | Format::Xlsx => {
            for name in TABLES {
                let table = Table::load(workspace, name).await?;
                let (file, bytes) = match format {
                    Format::Csv => (format!("{name}.csv"), table.csv()?),
                    Format::Xlsx => (format!("{name}.xlsx"), table.xlsx(name)?),
                    _ => (format!("{name}.jsonl"), table.jsonl()?),
                };
                write(dir, &file, &bytes)?;
                done.push((file, table.rows.len()));
            }
        }
    }
    Ok(done)
}

fn write(dir: &Path, file: &str, bytes: &[u8]) -> Result<()> {
    let (half, whole) = (dir.join(format!(".{file}.half")), dir.join(file));
    std::fs::write(&half, bytes).and_then(|()| std::fs::rename(&half, &whole)).map_err(|e| {
        Error::operator(format!("{}: it cannot be written: {e}", whole.display()), "look at permissions and free space")
    })
}
