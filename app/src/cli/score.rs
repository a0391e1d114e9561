//! `chancery score GOLD`

use super::{Globals, out};
use crate::{Result, score};
use std::path::PathBuf;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A folder with one folder a document.
    gold: PathBuf,
    /// Show up to so many disagreements of every kind.
    #[arg(long, default_value_t = 0)]
    show: usize,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let score = score::score(&workspace, &args.gold).await?;
    if common.json {
        return out::say_json(&score.figures);
    }
    out::say(&score.said(args.show))
}
