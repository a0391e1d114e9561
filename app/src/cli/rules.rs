//! `chancery rules test [DIR]`

use super::{Globals, out};
use crate::{Error, Result};
use chancery_engine::extract::clauses::{Failure, check_examples};
use chancery_engine::rules::{Files, Knowledge};
use std::path::{Path, PathBuf};

/// What to do with the rules.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Read every word class and rule and run its examples.
    Test {
        /// A folder such as `languages/`; what is built in, if not said.
        dir: Option<PathBuf>,
    },
}

pub(super) fn run(command: Command, common: &Globals) -> Result<()> {
    let Command::Test { dir } = command;
    let files = match &dir {
        Some(dir) => files(dir)?,
        None => Knowledge::builtin_files(),
    };
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

fn files(dir: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder)
            .map_err(|e| Error::input(format!("{}: {e}", folder.display()), "a folder of languages", "name one"))?
        {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if let (Ok(name), Ok(text)) = (path.strip_prefix(dir), std::fs::read_to_string(&path)) {
                files.insert(name.to_string_lossy().replace('\\', "/"), text);
            }
        }
    }
    Ok(files)
}
