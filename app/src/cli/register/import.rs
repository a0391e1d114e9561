//! `chancery register import FILE`: many settings at once, or a table of published scores; all or none.

use crate::cli::Globals;
use crate::cli::out;
use crate::register::Workspace;
use crate::review::intake;
use crate::review::published::{self, Published};
use crate::{Error, Result};
use std::path::Path;

pub(super) async fn run(workspace: &Workspace, file: &Path, dry_run: bool, common: &Globals) -> Result<()> {
    let problem = |e| Error::input(format!("{}: {e}", file.display()), "a file that can be read", "look at the path");
    let body = std::fs::read(file).map_err(problem)?;
    if let Some(table) = Published::read(&body) {
        return published(workspace, file, (body, &table), dry_run, common).await;
    }
    let hand = common.hand("")?;
    let intake = intake::read(&body);
    let lines: Vec<intake::Setting> = intake.settings.iter().map(|(_, line)| line.clone()).collect();
    let cannot = workspace.cannot_set(&lines).await?;
    let mut faults = intake.faults;
    faults.extend(cannot.iter().map(|(at, error)| (intake.settings[*at].0, error.fault().found.clone())));
    faults.sort();
    if common.json {
        let fault = |(row, what): &(u64, String)| serde_json::json!({ "row": row, "what": what });
        let faults: Vec<_> = faults.iter().map(fault).collect();
        out::say_json(&serde_json::json!({ "settings": lines, "faults": faults, "ignored": intake.ignored }))?;
    }
    if !intake.ignored.is_empty() {
        eprintln!("left alone, as no field of an entry is called so: {}", intake.ignored.join(", "));
    }
    if !faults.is_empty() {
        let problems: Vec<String> = faults.iter().map(|(row, what)| format!("row {row}: {what}")).collect();
        let found = format!("{}: nothing was imported\n  {}", file.display(), problems.join("\n  "));
        let wanted = "a table with the columns undertaking, field, value, why, or undertaking and fields of entries";
        return Err(Error::input(found, wanted, "mend these rows and import again"));
    }
    if dry_run {
        eprintln!("{} settings, no problem; nothing was written", lines.len());
        return Ok(());
    }
    eprintln!("{} settings imported", workspace.set_all(&lines, &hand).await?);
    Ok(())
}

/// Takes in a table of published scores: its bytes are kept, its averages are worked out anew whenever they are asked.
async fn published(
    workspace: &Workspace,
    file: &Path,
    (body, table): (Vec<u8>, &Published),
    dry_run: bool,
    common: &Globals,
) -> Result<()> {
    if common.json {
        out::say_json(
            &serde_json::json!({ "faults": table.faults, "parties": table.by_party(), "lines": table.lines }),
        )?;
    } else {
        let fault = |f: &crate::review::published::Fault| format!("line {}: {}: {}\n", f.line, f.id, f.what);
        out::say(&table.faults.iter().map(fault).collect::<String>())?;
        out::say(&out::columns(&table.by_party().iter().map(party).collect::<Vec<_>>()))?;
    }
    eprintln!("{} undertakings, {} parties, {} faults", table.lines.len(), table.parties.len(), table.faults.len());
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if dry_run {
        table.sound(&name)?;
        eprintln!("nothing was written");
        return Ok(());
    }
    let decision = published::take_in(workspace, &name, body, &common.hand("")?).await?;
    out::decided(&decision, false)
}

/// `canada  61 of 334  mean 0.512  75.6 %`.
fn party((name, f): &(String, crate::review::figures::Figure)) -> Vec<String> {
    let (mean, percent) = (f.mean.unwrap_or_default(), f.percent.unwrap_or_default());
    vec![name.clone(), format!("{} of {}", f.scored, f.of), format!("mean {mean:.3}"), format!("{percent:.1} %")]
}
