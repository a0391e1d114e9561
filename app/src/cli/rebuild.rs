//! `chancery rebuild`

use super::{Globals, out};
use crate::{Result, reading};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub(super) async fn run(_: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let s = reading::rebuild(&workspace).await?;
    let lost = workspace.attention().await?;
    out::say(&format!(
        "{} sources, {} documents, {} witnesses, {} clauses, {} references",
        s.sources, s.documents, s.witnesses, s.clauses, s.references
    ))?;
    for a in lost {
        eprintln!(
            "decision {} about {} wants attention: its words no longer stand there: {}",
            a.seq, a.subject, a.words
        );
    }
    Ok(())
}
