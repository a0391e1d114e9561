//! `chancery register import FILE`: many settings at once, all or none.

use super::Globals;
use crate::register::{Draft, Workspace};
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
    let lines = read(file)?;
    let mut problems = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        if let Err(error) = workspace.settable(&line.undertaking, &line.field, &line.value).await {
            problems.push(format!("row {}: {}", row + 2, error.fault().found));
        }
    }
    if !problems.is_empty() {
        let found = format!("{}: nothing was imported\n  {}", file.display(), problems.join("\n  "));
        return Err(Error::input(found, "entries and fields of this register", "mend these rows and import again"));
    }
    if dry_run {
        eprintln!("{} rows, no problem; nothing was written", lines.len());
        return Ok(());
    }
    for line in &lines {
        let draft = Draft { by: by.clone(), note: line.why.clone(), ..Draft::default() };
        workspace.set(&line.undertaking, &line.field, &line.value, draft).await?;
    }
    eprintln!("{} rows imported", lines.len());
    Ok(())
}

fn read(file: &Path) -> Result<Vec<Line>> {
    let wanted = "a CSV file with the columns undertaking, field, value, why";
    let problem = |error: csv::Error| Error::input(format!("{}: {error}", file.display()), wanted, "look at that row");
    csv::Reader::from_path(file).map_err(problem)?.into_deserialize().map(|line| line.map_err(problem)).collect()
}
