//! The patterns of `repairs.toml` and `shape.toml` by their own examples: what they take, and what they leave.

#![allow(clippy::unwrap_used, reason = "in a test a broken promise should stop it")]

use chancery_engine::rules::{Knowledge, Language, LineKind, Listing};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    example: Vec<Example>,
}

/// Lines for one list of patterns.
#[derive(Deserialize)]
struct Example {
    of: String,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
    #[serde(default)]
    pairs: Vec<(String, String)>,
}

/// Whether the list called `of` takes `line`.
fn takes(language: &Language, of: &str, line: &str) -> bool {
    match of {
        "furniture" => language.repairs.furniture(line),
        "turns" => language.repairs.turns(line),
        "returns" => language.repairs.returns(line),
        "opening" => language.shape.opens(line),
        "announcement" => language.shape.announces(line),
        "after" => language.shape.comes_after(line),
        "declares" => language.shape.declares(line).is_some(),
        "heading number" => language.shape.headings.number(line).is_some(),
        "annex" => language.shape.headings.annex(line),
        "open" => language.shape.headings.goes_on(line),
        kind => {
            let table = toml::Table::from_iter([("kind".to_owned(), toml::Value::from(kind))]);
            let kind: LineKind = table["kind"].clone().try_into().unwrap();
            language.shape.is(kind, line)
        }
    }
}

/// What becomes of `line`.
fn mended(language: &Language, of: &str, line: &str) -> String {
    let mut out = line.to_owned();
    if of == "inline" {
        for range in language.repairs.inline_furniture(line).into_iter().rev() {
            out.replace_range(range, "");
        }
    } else if let Some((ruins, dash)) = language.repairs.bullet(line, Listing::None) {
        out.replace_range(..ruins, dash);
    }
    out
}

#[test]
fn patterns_take_their_examples_and_leave_the_others() {
    let knowledge = Knowledge::builtin();
    let mut faults = Vec::new();
    let mut tried = 0;
    for (path, text) in Knowledge::builtin_files() {
        let Some((code, _)) = path.split_once('/').filter(|(_, f)| *f == "repairs.toml" || *f == "shape.toml") else {
            continue;
        };
        let language = knowledge.language(code).unwrap();
        let file: File = toml::from_str(&text).unwrap();
        for example in &file.example {
            tried += example.yes.len() + example.no.len() + example.pairs.len();
            let wrong = |line: &&String, wanted: bool| takes(language, &example.of, line) != wanted;
            faults.extend(
                example.yes.iter().filter(|l| wrong(l, true)).map(|l| format!("{path} {} misses {l}", example.of)),
            );
            faults.extend(
                example.no.iter().filter(|l| wrong(l, false)).map(|l| format!("{path} {} takes {l}", example.of)),
            );
            for (before, after) in &example.pairs {
                let made = mended(language, &example.of, before);
                if made != *after {
                    faults.push(format!("{path} {} makes {made} of {before}", example.of));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(tried > 100, "{tried} examples");
}
