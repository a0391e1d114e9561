//! `chancery register open|list|show|set|evidence|import`

use super::{Globals, document_called, out};
use crate::register::{Draft, UndertakingFilter, Workspace};
use crate::shape::Undertaking;
use crate::{Error, Result};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What to do with the register.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Give every undertaking of a document its number for ever.
    Open {
        /// Id of the document.
        document: String,
    },
    /// List the entries.
    List(ListArgs),
    /// Show an entry and what was decided about it.
    Show {
        /// Number, or id of the clause.
        id: String,
    },
    /// Set a field of an entry.
    Set {
        /// Number, or id of the clause.
        id: String,
        /// status, body, instrument, deadline, topics or note.
        #[arg(value_name = "FIELD=VALUE")]
        setting: String,
        /// The reason.
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// Add evidence to an entry.
    Evidence(EvidenceArgs),
    /// Set many entries from a CSV file (columns: undertaking, field, value, why).
    Import {
        /// The file.
        file: PathBuf,
        /// Only say what would be done.
        #[arg(long)]
        dry_run: bool,
    },
}

/// Which entries.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// `party=RUS`, `body=…`, `topic=…`, `status=…`, `document=…`, `before=2025`, `text=…`.
    #[arg(long, value_name = "NAME=VALUE")]
    filter: Vec<String>,
}

/// A piece of evidence.
#[derive(Debug, clap::Args)]
pub struct EvidenceArgs {
    /// Number, or id of the clause.
    id: String,
    /// Where it was published.
    #[arg(long)]
    address: Option<String>,
    /// The words that show it.
    #[arg(long)]
    quotation: Option<String>,
    /// When it was published.
    #[arg(long)]
    date: Option<String>,
    /// Which party it concerns.
    #[arg(long)]
    party: Option<String>,
    /// A remark.
    #[arg(long, default_value = "")]
    why: String,
}

pub(super) async fn run(command: Command, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    match command {
        Command::Open { document } => open(&workspace, &document, common).await,
        Command::List(args) => list(&workspace, args, common).await,
        Command::Show { id } => show(&workspace, &id, common).await,
        Command::Set { id, setting, why } => {
            let (field, value) = pair(&setting)?;
            let draft = Draft { by: common.by()?, note: why, ..Draft::default() };
            let decision = workspace.set(&id, field, value, draft).await?;
            eprintln!("decision {}: {} {field} = {value}", decision.seq, decision.subject);
            Ok(())
        }
        Command::Evidence(args) => evidence(&workspace, args, common).await,
        Command::Import { file, dry_run } => super::import::run(&workspace, &file, dry_run, common).await,
    }
}

async fn open(workspace: &Workspace, document: &str, common: &Globals) -> Result<()> {
    let document = document_called(workspace, document).await?;
    let opening = workspace.open_register(&document, &common.by()?).await?;
    if common.json {
        return out::say_json(&opening);
    }
    let rows: Vec<Vec<String>> = opening
        .numbers
        .iter()
        .map(|(number, anchor)| vec![number.clone(), out::shortened(&anchor.words, 60)])
        .collect();
    out::say(&out::columns(&rows))
}

async fn list(workspace: &Workspace, args: ListArgs, common: &Globals) -> Result<()> {
    let mut filter = UndertakingFilter::default();
    for part in &args.filter {
        let (name, value) = pair(part)?;
        let value = Some(value.to_owned());
        match name {
            "party" => filter.party = value,
            "body" => filter.body = value,
            "topic" => filter.topic = value,
            "status" => filter.status = value,
            "document" => filter.document = value,
            "before" => filter.deadline_before = value,
            "text" => filter.text = value,
            _ => {
                let wanted = "party, body, topic, status, document, before or text";
                return Err(Error::usage(format!("found the filter `{name}`"), wanted, "write --filter party=RUS"));
            }
        }
    }
    let entries = workspace.undertakings(&filter).await?;
    if common.json {
        return out::say_json(&entries);
    }
    let assessed = entries.iter().filter(|u| u.status != crate::register::STATUSES[0]).count();
    let rows: Vec<Vec<String>> = entries.iter().map(row).collect();
    out::say(&out::columns(&rows))?;
    eprintln!("{} entries, {assessed} of them assessed", entries.len());
    Ok(())
}

fn row(u: &Undertaking) -> Vec<String> {
    let or_dash = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".into());
    vec![u.undertaking.clone(), u.status.clone(), or_dash(&u.deadline), u.parties.join(","), or_dash(&u.body)]
}

async fn show(workspace: &Workspace, id: &str, common: &Globals) -> Result<()> {
    let entry = workspace.undertaking(id).await?;
    let clause = workspace.clause(&entry.clause).await?;
    let mut decisions = workspace.decisions(Some(&entry.undertaking)).await?;
    if entry.undertaking != entry.clause {
        decisions.extend(workspace.decisions(Some(&entry.clause)).await?);
        decisions.sort_by_key(|d| d.seq);
    }
    let lineage = workspace.lineage(&entry.clause).await?;
    if common.json {
        let all =
            serde_json::json!({ "undertaking": entry, "clause": clause, "lineage": lineage, "decisions": decisions });
        return out::say_json(&all);
    }
    let mut text = format!("{}\n  {}\n", entry.undertaking, clause.text);
    if let serde_json::Value::Object(fields) = serde_json::to_value(&entry)? {
        for (name, value) in
            fields.iter().filter(|(_, v)| !v.is_null() && **v != serde_json::json!([]) && **v != serde_json::json!({}))
        {
            text.push_str(&format!("  {name}: {}\n", value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
        }
    }
    for station in lineage {
        let date = station.date.as_deref().unwrap_or("undated");
        text.push_str(&format!("  {date}  {}  {}\n", station.event, out::shortened(&station.words, 60)));
    }
    for d in decisions {
        text.push_str(&format!("  {} {} {}: {} {}\n", d.at, d.by, d.action, d.value, d.note));
    }
    out::say(&text)
}

async fn evidence(workspace: &Workspace, args: EvidenceArgs, common: &Globals) -> Result<()> {
    let fields = [("address", args.address), ("quotation", args.quotation), ("date", args.date), ("party", args.party)];
    let evidence: BTreeMap<String, String> =
        fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    if !evidence.contains_key("address") && !evidence.contains_key("quotation") {
        return Err(Error::usage(
            "found neither address nor quotation",
            "at least one of them",
            "add --address or --quotation",
        ));
    }
    let draft = Draft { by: common.by()?, note: args.why, ..Draft::default() };
    let decision = workspace.add_evidence(&args.id, &evidence, draft).await?;
    eprintln!("decision {}: evidence for {}", decision.seq, decision.subject);
    Ok(())
}

fn pair(text: &str) -> Result<(&str, &str)> {
    text.split_once('=')
        .ok_or_else(|| Error::usage(format!("found `{text}`"), "NAME=VALUE", "put an equals sign between them"))
}
