//! The documents say what is true: what they name exists.

use crate::tree::{File, files, none, root};
use std::fs;

/// The written documents, the generated ones included.
fn documents() -> Vec<File> {
    let mut found = files(&["docs", "samples", "languages"]);
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        found.push(File { path: name.to_owned(), text: fs::read_to_string(root().join(name)).unwrap_or_default() });
    }
    found.retain(|file| file.path.ends_with(".md"));
    found
}

/// What stands between single backticks in the prose of `text`; blocks of code left out.
fn quoted(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|part| part.split('`').skip(1).step_by(2)).collect()
}

/// Whether a quotation means a file or folder of this repository.
fn is_path(words: &str) -> bool {
    let plain = words.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    let top = ["engine/", "app/", "languages/", "samples/", "docs/", ".ci/"];
    plain && (top.iter().any(|folder| words.starts_with(folder)) || words.ends_with(".md") && !words.contains('/'))
}

#[test]
fn the_documents_are_there() {
    let faults: Vec<String> =
        documents().into_iter().filter(|file| file.text.trim().is_empty()).map(|file| file.path).collect();
    none("every document has something to say", &faults);
}

#[test]
fn what_the_architecture_names_exists() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap_or_default();
    let named: Vec<&str> = quoted(&text).into_iter().filter(|words| is_path(words)).collect();
    assert!(named.len() > 30, "ARCHITECTURE.md maps the tree; it names only {} places", named.len());
    let faults: Vec<String> = named.into_iter().filter(|path| !root().join(path).exists()).map(str::to_owned).collect();
    none("every place ARCHITECTURE.md names exists", &faults);
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut faults = Vec::new();
    for file in documents() {
        let here = root().join(&file.path);
        for target in file.text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = target.split('#').next().unwrap_or_default();
            let local = !target.is_empty() && !target.contains(':') && !target.contains(' ') && target.contains('.');
            if local && !here.parent().is_some_and(|folder| folder.join(target).exists()) {
                faults.push(format!("{} leads to {target}", file.path));
            }
        }
    }
    none("every link between documents leads to a file", &faults);
}

#[test]
fn the_first_screen_has_the_two_commands() {
    let text = fs::read_to_string(root().join("README.md")).unwrap_or_default();
    let screen: String = text.lines().take(20).collect::<Vec<_>>().join("\n");
    assert!(screen.contains("cargo run --release -- demo"), "README.md starts with the command that shows everything");
    assert!(screen.contains("./check"), "README.md starts with the command that checks everything");
}
