//! `chancery register list`

use super::pair;
use crate::cli::{Globals, out};
use crate::register::{STATUSES, UndertakingFilter, Workspace};
use crate::shape::entry::Entry;
use crate::{Error, Result};

/// Which entries.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// `party=RUS`, `body=…`, `topic=…`, `tag=…`, `status=…`, `document=…`, `kind=…`, `force=…`, `stage=…`, `light=red`,
    /// `assessed=no`, `assignee=…`, `from=2024`, `before=2025`, `text=…`.
    #[arg(long, value_name = "NAME=VALUE")]
    filter: Vec<String>,
}

pub(super) async fn run(workspace: &Workspace, args: Args, common: &Globals) -> Result<()> {
    let mut filter = UndertakingFilter::default();
    for part in &args.filter {
        narrow(&mut filter, part)?;
    }
    let entries = workspace.entries(&filter).await?;
    if common.json {
        return out::say_json(&entries);
    }
    let rows: Vec<Vec<String>> = entries.iter().map(row).collect();
    out::say(&out::columns(&rows))?;
    let assessed = entries.iter().filter(|e| e.undertaking.status != STATUSES[0]).count();
    eprintln!("{assessed} of {} entries assessed", entries.len());
    Ok(())
}

fn narrow(filter: &mut UndertakingFilter, part: &str) -> Result<()> {
    let (name, value) = pair(part)?;
    let field = match name {
        "party" => &mut filter.party,
        "body" => &mut filter.body,
        "topic" => &mut filter.topic,
        "tag" => &mut filter.tag,
        "status" => &mut filter.status,
        "document" => &mut filter.document,
        "kind" => &mut filter.kind,
        "force" => &mut filter.force,
        "stage" => &mut filter.stage,
        "light" => &mut filter.light,
        "assessed" => &mut filter.assessed,
        "assignee" => &mut filter.assignee,
        "from" => &mut filter.deadline_from,
        "before" => &mut filter.deadline_before,
        "text" => &mut filter.text,
        _ => {
            let wanted = "party, body, topic, tag, status, document, kind, force, stage, light, assessed, assignee, from, before or text";
            return Err(Error::usage(format!("found the filter `{name}`"), wanted, "write --filter party=RUS"));
        }
    };
    *field = Some(value.to_owned());
    Ok(())
}

fn row(entry: &Entry) -> Vec<String> {
    let u = &entry.undertaking;
    let or_dash = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".into());
    let (status, light) = (u.status.clone(), entry.light.clone());
    vec![u.undertaking.clone(), light, status, or_dash(&u.deadline), u.parties.join(","), or_dash(&u.body)]
}
