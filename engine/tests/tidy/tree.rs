//! Reading the tree, for the tests beside this file; and the laws about its files.

use std::fs;
use std::path::{Path, PathBuf};

/// Words that name nothing. Neither a file nor a type is called so.
const EMPTY_NAMES: [&str; 9] =
    ["util", "utils", "helper", "helpers", "common", "manager", "handler", "service", "info"];

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate stands in the repository").to_owned()
}

/// A file of the tree.
pub struct File {
    /// Path below the repository, with `/`.
    pub path: String,
    /// What stands in it; empty where it is not UTF-8.
    pub text: String,
}

impl File {
    /// The code that is not a test: up to the first `#[cfg(test)]`; nothing of a file that is all tests.
    pub fn code(&self) -> &str {
        if self.path.contains("/tests/") || self.path.ends_with("/tests.rs") || self.path.contains("/benches/") {
            return "";
        }
        self.text.split("#[cfg(test)]").next().unwrap_or_default()
    }

    /// Numbered lines of [`File::code`] without comments.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code()
            .lines()
            .enumerate()
            .map(|(n, line)| (n + 1, line.trim()))
            .filter(|(_, line)| !line.starts_with("//"))
    }
}

/// Every file below `folders`, in order; build output and hidden folders left out.
pub fn files(folders: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    for folder in folders {
        collect(&root().join(folder), &mut found);
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Every Rust file of both crates.
pub fn rust() -> Vec<File> {
    files(&["engine", "app"]).into_iter().filter(|file| file.path.ends_with(".rs")).collect()
}

fn collect(at: &Path, found: &mut Vec<File>) {
    let Ok(entries) = fs::read_dir(at) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') || name == "target" {
            continue;
        }
        if path.is_dir() {
            collect(&path, found);
        } else {
            let below = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            found.push(File { path: below, text: fs::read_to_string(&path).unwrap_or_default() });
        }
    }
}

/// Fails with every fault found, one a line.
#[track_caller]
pub fn none(law: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{law}\n  {}", faults.join("\n  "));
}

#[test]
fn files_stay_short() {
    let mut sizes: Vec<(usize, String)> =
        rust().into_iter().map(|file| (file.text.lines().count(), file.path)).collect();
    sizes.sort();
    let long: Vec<String> =
        sizes.iter().filter(|(lines, _)| *lines > 800).map(|(lines, path)| format!("{lines} {path}")).collect();
    none("no file has more than 800 lines", &long);
    let above: Vec<String> =
        sizes.iter().filter(|(lines, _)| *lines > 500).map(|(lines, path)| format!("{lines} {path}")).collect();
    assert!(above.len() * 20 <= sizes.len(), "19 of 20 files have at most 500 lines\n  {}", above.join("\n  "));
    let (median, _) = sizes[sizes.len() / 2];
    assert!(median <= 150, "half of all files have at most 150 lines; now {median}");
}

#[test]
fn files_have_names_that_say_something() {
    let faults: Vec<String> = rust()
        .into_iter()
        .map(|file| file.path)
        .filter(|path| path.trim_end_matches(".rs").split(['/', '_', '-']).any(|word| EMPTY_NAMES.contains(&word)))
        .collect();
    none("no file is called utils, helpers, common, manager, handler, service or info", &faults);
}

#[test]
fn types_have_names_that_say_something() {
    let empty = ["Util", "Utils", "Helper", "Helpers", "Common", "Manager", "Handler", "Service", "Info"];
    let mut faults = Vec::new();
    for file in rust() {
        for (n, line) in file.lines() {
            let mut words =
                line.split_whitespace().skip_while(|word| !["struct", "enum", "trait", "type"].contains(word)).skip(1);
            let name: String = words.next().unwrap_or_default().chars().take_while(|c| c.is_alphanumeric()).collect();
            if empty.iter().any(|end| name.ends_with(end)) {
                faults.push(format!("{}:{n} {name}", file.path));
            }
        }
    }
    none("no type is called a manager, handler, service or the like", &faults);
}

#[test]
fn modules_open_with_what_they_are() {
    let faults: Vec<String> = rust()
        .into_iter()
        .filter(|file| !file.text.lines().find(|line| !line.starts_with("#!")).unwrap_or_default().starts_with("//!"))
        .map(|file| file.path)
        .collect();
    none("every module opens with //!", &faults);
}
