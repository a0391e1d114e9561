//! `chancery register import FILE`: many settings at once, all or none.

use crate::cli::Globals;
use crate::register::Workspace;
use crate::{Error, Result};
use serde::Deserialize;
use std::path::Path;

/// A line of the file.
#[derive(Debug, Deserialize)]
struct Line {
    undertaking: String,
    field: String,
    value: String,
    #[serde(default)]
    why: String,
}

pub(super) async fn run(workspace: &Workspace, file: &Path, dry_run: bool, common: &Globals) -> Result<()> {
    let by = common.by()?;
    let lines: Vec<[String; 4]> = read(file)?.into_iter().map(|l| [l.undertaking, l.field, l.value, l.why]).collect();
    let faults = workspace.cannot_set(&lines).await?;
    if !faults.is_empty() {
        let problem = |(at, error): &(usize, Error)| format!("row {}: {}", at + 2, error.fault().found);
        let problems: Vec<String> = faults.iter().map(problem).collect();
        let found = format!("{}: nothing was imported\n  {}", file.display(), problems.join("\n  "));
        return Err(Error::input(found, "entries and fields of this register", "mend these rows and import again"));
    }
    if dry_run {
        eprintln!("{} rows, no problem; nothing was written", lines.len());
        return Ok(());
    }
    eprintln!("{} rows imported", workspace.set_all(&lines, &by).await?);
    Ok(())
}

fn read(file: &Path) -> Result<Vec<Line>> {
    let wanted = "a CSV file with the columns undertaking, field, value, why";
    let problem = |error: csv::Error| Error::input(format!("{}: {error}", file.display()), wanted, "look at that row");
    csv::Reader::from_path(file).map_err(problem)?.into_deserialize().map(|line| line.map_err(problem)).collect()
}
