//! `chancery rules test [DIR]`, `rules copy DIR`, `rules docs`

use super::{Globals, out};
use crate::knowledge;
use crate::{Error, Result};
use chancery_engine::extract::check_examples;
use chancery_engine::extract::clauses::Failure;
use std::path::PathBuf;

/// What to do with the rules.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Read every word class and rule and run its examples.
    Test {
        /// A folder laid out like `languages/`: its files override what is built in.
        dir: Option<PathBuf>,
    },
    /// Write what is built in to a folder, to be changed there and used with `--languages`.
    Copy {
        /// A folder that is empty or not there.
        dir: PathBuf,
    },
    /// Write every rule with its examples, as Markdown.
    Docs,
}

pub(super) fn run(command: Command, common: &Globals) -> Result<()> {
    let dir = match command {
        Command::Docs => return out::say(&crate::render::rules::markdown(knowledge::current())),
        Command::Copy { dir } => {
            eprintln!("{}: {} files", dir.display(), knowledge::copy(&dir)?);
            return Ok(());
        }
        Command::Test { dir } => dir,
    };
    let mut files = knowledge::files();
    if let Some(dir) = &dir {
        files.extend(knowledge::folder(dir)?);
    }
    let said: Vec<String> = check_examples(&files).iter().map(words).collect();
    if common.json {
        out::say_json(&said)?;
    } else {
        said.iter().try_for_each(|problem| out::say(problem))?;
        eprintln!("{} files read, {} problems", files.len(), said.len());
    }
    match said.len() {
        0 => Ok(()),
        n => Err(Error::input(
            format!("{n} problems in the rules"),
            "",
            "see the lines above; languages/README.md has the formats",
        )),
    }
}

/// A broken line, or an example that does not come out as its rule says.
fn words(failure: &Failure) -> String {
    let Failure { rule, example, text } = failure;
    if example.is_empty() { format!("{rule}: {text}") } else { format!("{rule}: {example}: {text}") }
}
