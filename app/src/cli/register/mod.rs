//! `chancery register …`: one file an act that takes many arguments, the short ones here.

mod evidence;
mod import;
mod list;
mod show;

use super::{Globals, document_called, out};
use crate::register::{Act, Workspace};
use crate::shape::entry::{Milestone, Share};
use crate::{Error, Result};
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
    List(list::Args),
    /// Show an entry and what was decided about it.
    Show {
        /// Number, or id of the clause.
        id: String,
    },
    /// Set a field of an entry.
    Set {
        /// Number, or id of the clause.
        id: String,
        /// status, body, instrument, deadline, topics, tags, disputed or note.
        #[arg(value_name = "FIELD=VALUE")]
        setting: String,
        /// The reason.
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// Name a step on the way, or change its dates.
    Milestone {
        /// Number, or id of the clause.
        id: String,
        /// What the step is called.
        name: String,
        /// When it is due.
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
        /// When it was delivered.
        #[arg(long, value_name = "DATE")]
        delivered: Option<String>,
        /// The reason.
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
    },
    /// Split an entry among bodies; without any, join it again.
    Split {
        /// Number, or id of the clause.
        id: String,
        /// Who answers for which part.
        #[arg(value_name = "BODY=PART")]
        shares: Vec<String>,
        /// The reason.
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
    },
    /// Add evidence to an entry.
    Evidence(evidence::Args),
    /// Take a decision back, by a new one.
    Undo {
        /// Number of the decision.
        seq: i64,
        /// The reason.
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// List the decisions whose words are gone or are read otherwise now.
    Attention,
    /// Carry what was decided about words that are gone over to another entry.
    Carry {
        /// Number of the decision.
        seq: i64,
        /// Number of the entry, or id of its clause.
        id: String,
        /// The reason.
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// Say how many days before something is due its light turns yellow.
    Yellow {
        /// How many.
        days: u16,
        /// The reason.
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
    },
    /// Set many entries from a CSV file (columns: undertaking, field, value, why).
    Import {
        /// The file.
        file: PathBuf,
        /// Only say what would be done.
        #[arg(long)]
        dry_run: bool,
    },
}

pub(super) async fn run(command: Command, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let hand = |why: String| common.hand(why);
    let decision = match command {
        Command::Open { document } => return open(&workspace, &document, common).await,
        Command::List(args) => return list::run(&workspace, args, common).await,
        Command::Show { id } => return show::run(&workspace, &id, common).await,
        Command::Attention => return attention(&workspace, common).await,
        Command::Import { file, dry_run } => return import::run(&workspace, &file, dry_run, common).await,
        Command::Evidence(args) => evidence::run(&workspace, args, common).await?,
        Command::Set { id, setting, why } => {
            let (field, value) = pair(&setting)?;
            workspace.set(&id, field, value, &hand(why)?).await?
        }
        Command::Milestone { id, name, due, delivered, why } => {
            workspace.act(&id, Act::Milestone(Milestone { name, due, delivered }), &hand(why)?).await?
        }
        Command::Split { id, shares, why } => {
            let share = |s: &String| pair(s).map(|(body, part)| Share { body: body.into(), part: part.into() });
            let shares = shares.iter().map(share).collect::<Result<_>>()?;
            workspace.act(&id, Act::Split { shares }, &hand(why)?).await?
        }
        Command::Undo { seq, why } => workspace.undo(seq, &hand(why)?).await?,
        Command::Carry { seq, id, why } => workspace.carry(seq, &id, &hand(why)?).await?,
        Command::Yellow { days, why } => workspace.yellow(days, &hand(why)?).await?,
    };
    out::decided(&decision, common.json)
}

async fn open(workspace: &Workspace, document: &str, common: &Globals) -> Result<()> {
    let document = document_called(workspace, document).await?;
    let opening = workspace.open_register(&document, &common.hand("")?).await?;
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

async fn attention(workspace: &Workspace, common: &Globals) -> Result<()> {
    let attention = workspace.attention().await?;
    if common.json {
        return out::say_json(&attention);
    }
    for a in &attention {
        let how = if a.stands { "is no undertaking any more" } else { "stands there no longer" };
        out::say(&format!("decision {} about {} ({}#{}) {how}", a.seq, a.subject, a.document, a.eid))?;
        out::say(&format!("  was: {}\n  now: {}", a.words, a.now.as_deref().unwrap_or("–")))?;
    }
    eprintln!("{} decisions want attention", attention.len());
    Ok(())
}

/// `NAME=VALUE`.
pub(super) fn pair(text: &str) -> Result<(&str, &str)> {
    text.split_once('=')
        .ok_or_else(|| Error::usage(format!("found `{text}`"), "NAME=VALUE", "put an equals sign between them"))
}
