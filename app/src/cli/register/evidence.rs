//! `chancery register evidence ID …`

use crate::cli::Globals;
use crate::register::{Act, Kept, Workspace};
use crate::shape::Decision;
use crate::shape::entry::Evidence;
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// A piece of evidence.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Number, or id of the clause.
    id: String,
    /// Where it was published.
    #[arg(long)]
    address: Option<String>,
    /// The words that show it.
    #[arg(long)]
    quotation: Option<String>,
    /// A file that shows it; its bytes are kept.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// When it was published.
    #[arg(long, visible_alias = "date", value_name = "DATE")]
    published: Option<String>,
    /// When it was seen; today unless said.
    #[arg(long, value_name = "DATE")]
    seen: Option<String>,
    /// Its language, BCP 47.
    #[arg(long)]
    language: Option<String>,
    /// Which party it concerns.
    #[arg(long)]
    party: Option<String>,
    /// Which part of the undertaking it concerns.
    #[arg(long)]
    part: Option<String>,
    /// A remark.
    #[arg(long, default_value = "")]
    why: String,
}

pub(super) async fn run(workspace: &Workspace, args: Args, common: &Globals) -> Result<Decision> {
    let hand = common.hand(args.why)?;
    let today = crate::register::now()[..10].to_owned();
    let mut evidence = Evidence {
        quotation: args.quotation,
        address: args.address,
        published: args.published,
        seen: args.seen.or(Some(today)),
        language: args.language,
        party: args.party,
        part: args.part,
        ..Evidence::default()
    };
    workspace.entry(&args.id).await?;
    if let Some(path) = &args.file {
        let (sha, name) = keep(workspace, path).await?;
        (evidence.file, evidence.file_name) = (Some(sha), Some(name));
    }
    workspace.act(&args.id, Act::Evidence(evidence), &hand).await
}

/// Keeps the bytes of a file; their SHA-256, and the name without any folder.
async fn keep(workspace: &Workspace, path: &Path) -> Result<(String, String)> {
    let problem = |e| Error::input(format!("{}: {e}", path.display()), "a file that can be read", "look at the path");
    let body = std::fs::read(path).map_err(problem)?;
    let file = Kept::new(&path.to_string_lossy(), body)?;
    let name = file.name.clone();
    Ok((workspace.keep_file(file).await?, name))
}
