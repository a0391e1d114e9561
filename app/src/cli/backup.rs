//! `chancery backup FILE`, `chancery restore FILE`

use super::Globals;
use crate::register::Workspace;
use crate::{Error, Result, reading};
use std::path::PathBuf;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The one file.
    file: PathBuf,
}

pub(super) async fn backup(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    workspace.backup(&args.file).await?;
    eprintln!("wrote {}", args.file.display());
    Ok(())
}

pub(super) async fn restore(args: Args, common: &Globals) -> Result<()> {
    let dir = common.workspace.clone().unwrap_or_else(|| PathBuf::from("."));
    let workspace = Workspace::restore(&args.file, &dir).await?;
    let report = workspace.check().await?;
    if !report.faults.is_empty() {
        return Err(Error::input(
            format!("{}: restored, but with faults: {}", args.file.display(), report.faults.join("; ")),
            "a whole backup",
            "take another backup",
        ));
    }
    reading::refresh(&workspace).await?;
    eprintln!(
        "restored {} into {}: {} sources, {} decisions",
        args.file.display(),
        dir.display(),
        report.sources,
        report.decisions
    );
    Ok(())
}
