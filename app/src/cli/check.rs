//! `chancery check`

use super::{Globals, out};
use crate::{Error, Result};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub(super) async fn run(_: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let report = workspace.check().await?;
    if common.json {
        out::say_json(&report)?;
    } else {
        let kept = report.corrections.iter().chain(&report.suspicions);
        let people = report.moved.iter().chain(&report.attention);
        report.faults.iter().chain(people).chain(kept).try_for_each(|line| out::say(line))?;
        eprintln!(
            "{} sources, {} documents, {} decisions looked at: {} faults, {} decisions stand, {} want attention, {} readings were decided, {} are suspected",
            report.sources,
            report.documents,
            report.decisions,
            report.faults.len(),
            report.stand,
            report.attention.len(),
            report.corrections.len(),
            report.suspicions.len()
        );
    }
    match report.faults.len() {
        0 => Ok(()),
        n => Err(Error::input(
            format!("{n} faults in the workspace"),
            "none",
            "derived tables: run `chancery rebuild`; sources or decisions: restore a backup",
        )),
    }
}
