//! `chancery compare OLDER NEWER`

use super::{Globals, document_called, out};
use crate::render::compare::{Comparison, Filter, Format};
use crate::{Error, Result};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of the older document.
    older: String,
    /// Id of the newer document.
    newer: String,
    /// How.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Where to; else stdout.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    filter: Filter,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let older = document_called(&workspace, &args.older).await?;
    let newer = document_called(&workspace, &args.newer).await?;
    let comparison = Comparison::load(&workspace, &older, &newer, &args.filter).await?;
    let format = if common.json { Format::Json } else { args.format };
    let bytes = format.render(&comparison)?;
    if let Some(file) = args.out {
        return Ok(std::fs::write(file, bytes)?);
    }
    match String::from_utf8(bytes) {
        Ok(text) if format != Format::Docx => out::say(&text),
        Ok(text) => raw(text.as_bytes()),
        Err(bytes) => raw(bytes.as_bytes()),
    }
}

fn raw(bytes: &[u8]) -> Result<()> {
    if std::io::stdout().is_terminal() {
        return Err(Error::usage("found a terminal", "a file to write the document to", "add --out comparison.docx"));
    }
    Ok(std::io::stdout().lock().write_all(bytes)?)
}
