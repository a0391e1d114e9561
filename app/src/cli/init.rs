//! `chancery init [DIR]`

use super::Globals;
use crate::Result;
use crate::register::Workspace;
use std::path::PathBuf;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where; here, if not said.
    dir: Option<PathBuf>,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let dir = args.dir.or_else(|| common.workspace.clone()).unwrap_or_else(|| PathBuf::from("."));
    let existed = Workspace::database(&dir).is_file();
    Workspace::init(&dir).await?.close().await;
    eprintln!("{} {}", if existed { "there is a workspace already in" } else { "made a workspace in" }, dir.display());
    Ok(())
}
