//! The command line: one file a command.
//!
//! In: arguments. Out: data on stdout, messages and progress on stderr, 0 on success, 1 on an error of the input,
//! 2 on wrong usage. Never: decides what a text means; speaks SQL. See: `docs/cli.md`, which is
//! made of what stands here.

mod add;
mod assess;
mod backup;
mod check;
mod compare;
mod demo;
mod dossiers;
mod explain;
mod export;
mod formulas;
mod gather;
mod init;
mod list;
mod marks;
mod out;
mod rebuild;
mod register;
mod review;
mod rules;
mod score;
mod search;
mod serve;
mod show;
mod suspicions;
mod tokens;
mod topics;
mod trace;
mod users;
mod variants;

use crate::register::{DocumentFilter, Hand, Workspace};
use crate::{Error, Result};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads, collates, understands and compares joint statements, and keeps the register of what they promise.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, propagate_version = true)]
pub struct Line {
    #[command(flatten)]
    common: Globals,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, clap::Args)]
pub struct Globals {
    /// The folder of the workspace; else the nearest one from here upward.
    #[arg(long, global = true, value_name = "DIR", env = "CHANCERY_WORKSPACE")]
    workspace: Option<PathBuf>,
    /// Data as JSON.
    #[arg(long, global = true)]
    json: bool,
    /// A folder laid out like `languages/` whose files override or add to what is built in.
    #[arg(long, global = true, value_name = "DIR", env = "CHANCERY_LANGUAGES")]
    languages: Option<PathBuf>,
    /// Who decides.
    #[arg(long, global = true, value_name = "NAME", env = "CHANCERY_BY")]
    by: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a workspace.
    Init(init::Args),
    /// Read files, folders or addresses into the workspace.
    Add(add::Args),
    /// List the documents.
    List(list::Args),
    /// Show a document or a provision.
    Show(show::Args),
    /// List what texts speak of: bodies, instruments, events, initiatives, topics, states.
    Dossiers(dossiers::Args),
    /// Search the provisions.
    Search(search::Args),
    /// Set a newer document beside an older one.
    Compare(compare::Args),
    /// Follow a phrase through the documents.
    Trace(trace::Args),
    /// List the set phrases the documents repeat.
    Formulas(formulas::Args),
    /// Keep the register of undertakings.
    #[command(subcommand)]
    Register(register::Command),
    /// Score what was done, in cycles.
    #[command(subcommand)]
    Assess(assess::Command),
    /// Hold the meetings that review it.
    #[command(subcommand)]
    Review(review::Command),
    /// Look after the accounts.
    #[command(subcommand)]
    Users(users::Command),
    /// Look after the tokens programs come in with.
    #[command(subcommand)]
    Tokens(tokens::Command),
    /// List characters that are probably wrong, and decide about them.
    Suspicions(suspicions::Args),
    /// List where witnesses differ, and take another one's reading.
    Variants(variants::Args),
    /// Code the clauses of a text by hand, and see how far coders agree.
    #[command(subcommand)]
    Marks(marks::Command),
    /// Derive everything again.
    Rebuild(rebuild::Args),
    /// Say why something was found and where it came from.
    Explain(explain::Args),
    /// Score the workspace against gold.
    Score(score::Args),
    /// Write the scheme of topics.
    Topics(topics::Args),
    /// Look after the knowledge about languages.
    #[command(subcommand)]
    Rules(rules::Command),
    /// Write the whole workspace to one file.
    Backup(backup::Args),
    /// Make a workspace of a backup.
    Restore(backup::Args),
    /// Write all tables as files.
    Export(export::Args),
    /// Serve the web application and the API.
    Serve(serve::Args),
    /// Verify the whole workspace.
    Check(check::Args),
    /// Show it all on built-in samples.
    Demo(demo::Args),
}

/// Runs the command the process was started with.
#[must_use]
pub fn run() -> ExitCode {
    let line = Line::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return said(&error.into()),
    };
    match runtime.block_on(dispatch(line)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => said(&error),
    }
}

fn said(error: &Error) -> ExitCode {
    eprintln!("chancery: {error}");
    ExitCode::from(error.codes().0)
}

async fn dispatch(Line { common, command }: Line) -> Result<()> {
    if let Some(dir) = &common.languages {
        crate::knowledge::choose(dir)?;
    }
    match command {
        Command::Init(args) => init::run(args, &common).await,
        Command::Add(args) => add::run(args, &common).await,
        Command::List(args) => list::run(args, &common).await,
        Command::Show(args) => show::run(args, &common).await,
        Command::Dossiers(args) => dossiers::run(args, &common).await,
        Command::Search(args) => search::run(args, &common).await,
        Command::Compare(args) => compare::run(args, &common).await,
        Command::Trace(args) => trace::run(args, &common).await,
        Command::Formulas(args) => formulas::run(args, &common).await,
        Command::Register(command) => register::run(command, &common).await,
        Command::Assess(command) => assess::run(command, &common).await,
        Command::Review(command) => review::run(command, &common).await,
        Command::Users(command) => users::run(command, &common).await,
        Command::Tokens(command) => tokens::run(command, &common).await,
        Command::Suspicions(args) => suspicions::run(args, &common).await,
        Command::Variants(args) => variants::run(args, &common).await,
        Command::Marks(command) => marks::run(command, &common).await,
        Command::Rebuild(args) => rebuild::run(args, &common).await,
        Command::Explain(args) => explain::run(args, &common).await,
        Command::Score(args) => score::run(args, &common).await,
        Command::Topics(args) => topics::run(&args, &common),
        Command::Rules(command) => rules::run(command, &common),
        Command::Backup(args) => backup::backup(args, &common).await,
        Command::Restore(args) => backup::restore(args, &common).await,
        Command::Export(args) => export::run(args, &common).await,
        Command::Serve(args) => serve::run(args, &common).await,
        Command::Check(args) => check::run(args, &common).await,
        Command::Demo(args) => demo::run(args).await,
    }
}

impl Globals {
    /// The folder named by `--workspace`, else the nearest workspace.
    fn dir(&self) -> Result<PathBuf> {
        match &self.workspace {
            Some(dir) => Ok(dir.clone()),
            None => Workspace::find(&std::env::current_dir()?),
        }
    }

    async fn open(&self) -> Result<Workspace> {
        Workspace::open(&self.dir()?).await
    }

    /// Who decides, and why.
    fn hand(&self, why: impl Into<String>) -> Result<Hand> {
        Ok(Hand { by: self.by()?, why: why.into(), ..Hand::default() })
    }

    /// Who decides: `--by`, else the name the operating system knows.
    fn by(&self) -> Result<String> {
        let name = self.by.clone().or_else(|| std::env::var("USER").ok()).filter(|name| !name.trim().is_empty());
        name.ok_or_else(|| Error::usage("found no name", "who decides", "say it with --by NAME"))
    }
}

/// The document called `name`: its id, or a beginning that only one id has.
async fn document_called(workspace: &Workspace, name: &str) -> Result<String> {
    let all = workspace.documents(&DocumentFilter::default()).await?;
    if all.iter().any(|d| d.document == name) {
        return Ok(name.to_owned());
    }
    let mut alike = all.into_iter().map(|d| d.document).filter(|id| !name.is_empty() && id.starts_with(name));
    match (alike.next(), alike.next()) {
        (Some(only), None) => Ok(only),
        (Some(one), Some(other)) => Err(Error::input(
            format!("several documents begin with `{name}`: {one}, {other} …"),
            "the id of one document",
            "list them with `chancery list`",
        )),
        _ => Err(Error::missing(format!("found no document `{name}`"), "list them with `chancery list`")),
    }
}
