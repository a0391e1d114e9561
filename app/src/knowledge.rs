//! The knowledge in use: what is built in, overridden file by file from a folder of the user's.

use crate::{Error, Result};
use chancery_engine::rules::{Files, Knowledge};
use std::path::Path;
use std::sync::OnceLock;

static CHOSEN: OnceLock<(Files, Knowledge)> = OnceLock::new();

/// The knowledge in use.
pub fn current() -> &'static Knowledge {
    CHOSEN.get().map_or_else(Knowledge::builtin, |(_, knowledge)| knowledge)
}

/// The files it was made of.
#[must_use]
pub fn files() -> Files {
    CHOSEN.get().map_or_else(Knowledge::builtin_files, |(files, _)| files.clone())
}

/// Reads a folder laid out like `languages/`: each file in it takes the place of the built-in one of that path, or is
/// added. To be called once, before anything is read.
///
/// # Errors
/// When the folder cannot be read, or a line of it cannot be understood.
pub fn choose(dir: &Path) -> Result<()> {
    let mut files = Knowledge::builtin_files();
    files.extend(folder(dir)?);
    let (knowledge, problems) = Knowledge::compile(&files);
    if let Some(problem) = problems.first() {
        return Err(Error::input(
            format!("{}: {}", dir.join(&problem.file).display(), problem.text),
            "knowledge as languages/README.md describes it",
            format!("mend that line; `chancery rules test {}` lists every fault", dir.display()),
        ));
    }
    let _ = CHOSEN.set((files, knowledge));
    Ok(())
}

/// Writes the knowledge in use to a folder, laid out like `languages/`, to be changed there.
///
/// # Errors
/// When something stands there already, or it cannot be written.
pub fn copy(dir: &Path) -> Result<usize> {
    if std::fs::read_dir(dir).is_ok_and(|mut inside| inside.next().is_some()) {
        let found = format!("{}: something stands there already", dir.display());
        return Err(Error::input(found, "a folder that is empty or not there", "name another one"));
    }
    let files = files();
    for (path, text) in &files {
        let path = dir.join(path);
        let unwritable = |e| Error::operator(format!("{}: {e}", path.display()), "choose a place you may write to");
        path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(unwritable)?;
        std::fs::write(&path, text).map_err(unwritable)?;
    }
    Ok(files.len())
}

/// Every text file below `dir`, by its path.
///
/// # Errors
/// When a folder cannot be read.
pub fn folder(dir: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(folder) = open.pop() {
        let unreadable = |e| Error::input(format!("{}: {e}", folder.display()), "a folder of languages", "name one");
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
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
