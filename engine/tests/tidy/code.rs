//! The laws about code: who may know whom, and what may not be done at all.

use crate::tree::{File, files, none, rust};

const STAGES: [&str; 7] = ["admit", "clean", "collate", "divide", "extract", "suspect", "link"];

/// The part of the engine a file belongs to: a stage, `model` or `rules`; nothing for what stands above the stages.
fn part(file: &File) -> Option<&str> {
    let below = file.path.strip_prefix("engine/src/")?;
    let name = below.split('/').next()?.trim_end_matches(".rs");
    (STAGES.contains(&name) || ["model", "rules"].contains(&name)).then_some(name)
}

/// Whether `code` names the engine's part `name`: `crate::name`, or inside `crate::{…}`.
fn names(code: &str, name: &str) -> bool {
    let whole = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let direct = code.match_indices(&format!("crate::{name}")).any(|(at, found)| whole(&code[at + found.len()..]));
    let grouped = code.split("crate::{").skip(1).any(|group| {
        let group = group.split(';').next().unwrap_or_default();
        group.split(['{', ',', ' ', '\n']).any(|item| item.split("::").next() == Some(name))
    });
    direct || grouped
}

#[test]
fn a_stage_knows_the_nouns_and_never_another_stage() {
    let mut faults = Vec::new();
    for file in files(&["engine/src"]) {
        let Some(own) = part(&file) else { continue };
        for stage in STAGES.into_iter().filter(|stage| *stage != own) {
            if names(file.code(), stage) {
                faults.push(format!("{} names the stage {stage}", file.path));
            }
        }
        if own == "model" && names(file.code(), "rules") {
            faults.push(format!("{} names the rules; the nouns depend on nothing", file.path));
        }
    }
    none("a stage knows the nouns, never another stage", &faults);
}

#[test]
fn the_engine_is_blind_and_deaf() {
    let senses = [
        "std::fs",
        "std::env",
        "std::net",
        "std::time",
        "std::process",
        "std::io",
        "std::thread",
        "rand::",
        "env!(\"HOME",
        "println!",
    ];
    let mut faults = Vec::new();
    for file in files(&["engine/src"]) {
        for (n, line) in file.lines() {
            if let Some(sense) = senses.iter().find(|sense| line.contains(**sense)) {
                faults.push(format!("{}:{n} uses {sense}", file.path));
            }
        }
    }
    none("the engine touches no file, clock, environment, network, thread or chance", &faults);
}

#[test]
fn sql_stands_in_one_folder() {
    let marks = ["\"select ", "insert into ", "delete from ", "create table ", "sqlx::query", "\"update "];
    let mut faults = Vec::new();
    for file in files(&["app/src"]).iter().filter(|file| !file.path.starts_with("app/src/register/")) {
        for (n, line) in file.lines() {
            let line = line.to_ascii_lowercase();
            if let Some(mark) = marks.iter().find(|mark| line.contains(**mark)) {
                faults.push(format!("{}:{n} has {mark}", file.path));
            }
        }
    }
    none("SQL stands in app/src/register and nowhere else", &faults);
}

#[test]
fn nothing_unsafe_and_nothing_unwrapped() {
    let mut faults = Vec::new();
    for file in rust() {
        for (n, line) in file.lines() {
            if line.contains(".unwrap()")
                || line.starts_with("unsafe ")
                || line.contains(" unsafe ")
                || line.contains("unsafe {")
            {
                faults.push(format!("{}:{n} {line}", file.path));
            }
        }
    }
    none("no unsafe code, and no unwrap outside tests", &faults);
}
