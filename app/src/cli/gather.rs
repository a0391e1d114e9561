//! Fetching what `add` was given: files, folders, addresses.

use crate::{Error, Result};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A source may have so many bytes. More than any statement has by far; it keeps a stray film out of memory.
pub(super) const LIMIT: u64 = 64 << 20;

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    File(PathBuf),
    Address(String),
}

/// What was fetched.
#[derive(Debug)]
pub(super) struct Fetched {
    pub(super) name: String,
    pub(super) address: Option<String>,
    pub(super) body: Vec<u8>,
}

impl std::fmt::Display for Item {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Address(address) => f.write_str(address),
        }
    }
}

/// Everything named by `given`: folders with all that is below them, in the order of their names.
pub(super) fn items(given: &[String], problems: &mut Vec<Error>) -> Vec<Item> {
    let mut out = Vec::new();
    for name in given {
        if name.starts_with("http://") || name.starts_with("https://") {
            out.push(Item::Address(name.clone()));
        } else {
            below(Path::new(name), true, &mut out, problems);
        }
    }
    out
}

fn below(path: &Path, named: bool, out: &mut Vec<Item>, problems: &mut Vec<Error>) {
    let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    if hidden && !named {
        return;
    }
    match std::fs::metadata(path) {
        Err(error) => problems.push(unreadable(path, &error)),
        Ok(meta) if meta.is_dir() => match std::fs::read_dir(path) {
            Err(error) => problems.push(unreadable(path, &error)),
            Ok(entries) => {
                let mut inside: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
                inside.sort();
                inside.iter().for_each(|path| below(path, false, out, problems));
            }
        },
        Ok(meta) if meta.is_file() => out.push(Item::File(path.to_path_buf())),
        Ok(_) => problems.push(Error::input(
            format!("{}: this is neither a file nor a folder", path.display()),
            "a file, a folder, or an address that begins with http:// or https://",
            "leave it out",
        )),
    }
}

/// Reads one item.
///
/// # Errors
/// When it cannot be read, is empty or too large.
pub(super) fn fetch(item: &Item) -> Result<Fetched> {
    let fetched = match item {
        Item::File(path) => from_disk(path)?,
        Item::Address(address) => from_network(address)?,
    };
    if fetched.body.is_empty() {
        return Err(Error::input(format!("{item}: the source is empty"), "a text", "fetch or save it again"));
    }
    Ok(fetched)
}

fn from_disk(path: &Path) -> Result<Fetched> {
    let file = File::open(path).map_err(|e| unreadable(path, &e))?;
    let length = file.metadata().map_err(|e| unreadable(path, &e))?.len();
    if length > LIMIT {
        return Err(too_large(&path.display().to_string(), length));
    }
    let mut body = Vec::new();
    file.take(LIMIT + 1).read_to_end(&mut body).map_err(|e| unreadable(path, &e))?;
    if body.len() as u64 > LIMIT {
        return Err(too_large(&path.display().to_string(), body.len() as u64));
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Fetched { name, address: None, body })
}

fn from_network(address: &str) -> Result<Fetched> {
    let failed = |error: ureq::Error| match error {
        ureq::Error::BodyExceedsLimit(length) => too_large(address, length),
        error => Error::operator(
            format!("{address}: it cannot be fetched: {error}"),
            "look at the address and the network, then add it again",
        ),
    };
    let mut answer = ureq::get(address).call().map_err(failed)?;
    let body = answer.body_mut().with_config().limit(LIMIT).read_to_vec().map_err(failed)?;
    let name =
        address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/').rsplit('/').next().unwrap_or(address);
    Ok(Fetched { name: name.to_owned(), address: Some(address.to_owned()), body })
}

fn too_large(name: &str, length: u64) -> Error {
    Error::input(
        format!("{name}: the source has {length} bytes or more"),
        format!("at most {LIMIT} bytes ({} MiB)", LIMIT >> 20),
        "split it, or save the text alone",
    )
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::input(format!("{}: it cannot be read: {error}", path.display()), "", "look at the path and its permissions")
}
