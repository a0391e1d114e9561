//! `chancery export --format F --out DIR`

use super::Globals;
use crate::Result;
use crate::render::export::{self, Format};
use std::path::PathBuf;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// One file a table (jsonl, csv, xlsx), one file a document (akn, tei), or what is due as a calendar (ics).
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
    /// The folder to write into.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    for (file, rows) in export::export(&workspace, args.format, &args.out).await? {
        eprintln!("{file}: {rows}");
    }
    Ok(())
}
