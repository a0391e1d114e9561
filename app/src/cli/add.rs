//! `chancery add PATH|URL...`

use super::{Globals, gather, out};
use crate::register::{NewSource, Workspace};
use crate::{Error, Result, reading};
use chancery_engine::admit;
use gather::Item;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files, folders, addresses.
    #[arg(required = true, value_name = "PATH|URL")]
    sources: Vec<String>,
}

/// What became of what was given.
#[derive(Debug, Default, Serialize)]
pub(super) struct Outcome {
    /// Sources that were not there before.
    added: usize,
    /// Sources that were.
    known: usize,
    /// Sources that could not be kept.
    refused: usize,
    /// Documents in the workspace now.
    documents: usize,
    /// Witnesses in the workspace now.
    witnesses: usize,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let mut problems = Vec::new();
    let items = gather::items(&args.sources, &mut problems);
    let mut outcome = Outcome::default();
    let mut shas = Vec::new();
    let progress = bar(items.len());
    for item in &items {
        progress.set_message(item.to_string());
        match keep(&workspace, item).await {
            Ok((sha, new)) => {
                shas.push((item.to_string(), sha));
                if new { outcome.added += 1 } else { outcome.known += 1 }
            }
            Err(error @ (Error::Input(_) | Error::Operator(_))) if !database(&error) => problems.push(error),
            Err(error) => return Err(error),
        }
        progress.inc(1);
    }
    progress.set_message("reading and understanding");
    reading::refresh(&workspace).await?;
    progress.finish_and_clear();
    say_remarks(&workspace, &shas).await?;
    outcome.refused = problems.len();
    outcome.documents = workspace.documents(&Default::default()).await?.len();
    outcome.witnesses = workspace.witnesses(None).await?.len();
    report(&outcome, common)?;
    refusals(problems)
}

async fn keep(workspace: &Workspace, item: &Item) -> Result<(String, bool)> {
    let fetching = item.clone();
    let fetched = tokio::task::spawn_blocking(move || gather::fetch(&fetching)).await;
    let fetched = fetched.map_err(|e| Error::ours(format!("{item}: the reading broke off: {e}")))??;
    let admitted = admit::admit(&fetched.name, &fetched.body);
    let new = NewSource {
        name: fetched.name,
        address: fetched.address,
        media_type: admitted.media_type.to_owned(),
        encoding: admitted.encoding.to_owned(),
        body: fetched.body,
    };
    workspace.keep(new).await
}

/// Whether it is the workspace itself that failed, so that going on is no use.
fn database(error: &Error) -> bool {
    error.fault().found.starts_with("the workspace's database")
}

/// What was noticed about the sources just given.
async fn say_remarks(workspace: &Workspace, shas: &[(String, String)]) -> Result<()> {
    let remarks = workspace.remarks(None).await?;
    for (name, sha) in shas {
        for remark in remarks.iter().filter(|r| r.subject == *sha && r.code == "no-document") {
            eprintln!("{name}: {}", remark.text);
        }
    }
    Ok(())
}

fn report(outcome: &Outcome, common: &Globals) -> Result<()> {
    if common.json {
        return out::say_json(outcome);
    }
    let Outcome { added, known, refused, documents, witnesses } = outcome;
    out::say(&format!(
        "{added} sources added, {known} known already, {refused} refused; {documents} documents with {witnesses} witnesses now"
    ))
}

fn refusals(problems: Vec<Error>) -> Result<()> {
    let count = problems.len();
    for problem in &problems {
        eprintln!("{problem}");
    }
    match count {
        0 => Ok(()),
        _ => Err(Error::input(
            format!("{count} of the sources could not be kept; the others were read"),
            "",
            "see the messages above, mend them and add again: what is known already is not added twice",
        )),
    }
}

fn bar(length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}");
    let bar = ProgressBar::new(length as u64);
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}
