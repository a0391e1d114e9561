//! The program's own score and the project's scorer say the same.
//!
//! Gold stands in for an export: damaged in places, so that every figure has something to count.

#![allow(clippy::unwrap_used)]

use chancery::register::{Derived, Found, Linked, Workspace};
use chancery::shape;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let python = Command::new("python3").arg("--version").output().is_ok();
    (shared.join("gold").is_dir() && python).then_some(shared)
}

#[tokio::test]
async fn the_figures_are_the_scorers() {
    let Some(shared) = shared() else {
        eprintln!("did not run: ../shared or python3 is not there");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let workspace = Workspace::init(dir.path()).await.unwrap();
    workspace.replace(&derived(&shared.join("gold"))).await.unwrap();
    let own = chancery::score::score(&workspace, &shared.join("gold")).await.unwrap().figures;
    let out = dir.path().join("export");
    chancery::render::export::export(&workspace, chancery::render::export::Format::Jsonl, &out).await.unwrap();
    let mut scorer = Command::new("python3");
    scorer.arg(shared.join("score/score.py")).arg("--json").arg("--gold").arg(shared.join("gold"));
    let scorer = scorer.arg("--export").arg(&out).output().unwrap();
    let theirs: Value = serde_json::from_slice(&scorer.stdout).unwrap();
    let (own, theirs) = (own.as_object().unwrap(), theirs.as_object().unwrap());
    assert!(own.len() > 20, "{own:?}");
    for name in own.keys().chain(theirs.keys()) {
        assert_eq!(own.get(name), theirs.get(name), "{name}");
    }
}

fn derived(gold: &Path) -> Derived {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(gold).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    let documents: Vec<Found> = folders.iter().filter(|f| f.join("text.jsonl").exists()).map(|f| found(f)).collect();
    Derived { links: links(&folders), documents, ..Derived::default() }
}

fn rows(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().filter(|l| !l.trim().is_empty()).map(|l| serde_json::from_str(l).unwrap()).collect()
}

fn words(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(words).collect()
}

/// A document as the gold has it, every seventh row spoiled.
fn found(folder: &Path) -> Found {
    let id = folder.file_name().unwrap().to_string_lossy().into_owned();
    let meta: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("meta.json")).unwrap()).unwrap();
    let mut found = Found::default();
    let (mut text, mut starts) = (String::new(), std::collections::BTreeMap::new());
    let mut at = 0_i64;
    for (n, block) in rows(&folder.join("text.jsonl")).iter().enumerate() {
        let mut own = words(&block["text"]);
        if n % 7 == 3 {
            own = own.replacen('，', "、、", 1);
        }
        let length = i64::try_from(own.chars().count()).unwrap();
        starts.insert(block["n"].as_i64().unwrap(), at);
        let kind = if n % 7 == 5 { "paragraph".into() } else { words(&block["kind"]) };
        let (eid, document) = (format!("b_{}", block["n"]), id.clone());
        let number = words(&block["number"]);
        let row = shape::Provision {
            document,
            eid,
            parent: None,
            kind,
            number,
            start: at,
            end: at + length,
            text: own.clone(),
        };
        found.provisions.push(row);
        if n > 0 {
            text.push('\n');
        }
        text.push_str(&own);
        at += length + 1;
    }
    sentences(&id, &mut found);
    let chars: Vec<char> = text.chars().collect();
    for (n, c) in rows(&folder.join("clauses.jsonl")).iter().enumerate().filter(|(n, _)| n % 7 != 1) {
        let clause = clause(&id, n, c, &starts, &chars);
        found.clauses.push((clause, Default::default()));
    }
    for (n, r) in rows(&folder.join("references.jsonl")).iter().enumerate().filter(|(n, _)| n % 7 != 2) {
        let base = starts[&r["block"].as_i64().unwrap()];
        let (start, end) =
            (base + r["start"].as_i64().unwrap() + i64::from(n % 7 == 4), base + r["end"].as_i64().unwrap());
        let kind = if n % 7 == 5 { "place".into() } else { words(&r["kind"]) };
        let key = if n % 7 == 6 {
            "other".into()
        } else {
            r["key"].as_str().map_or_else(|| r["key"].to_string(), str::to_owned)
        };
        let row = shape::Reference {
            document: id.clone(),
            start,
            end,
            surface: words(&r["surface"]),
            kind,
            key,
            label: String::new(),
        };
        found.references.push((row, Default::default()));
    }
    for w in meta["witnesses"].as_array().unwrap().iter().skip(1) {
        found.witnesses.push(shape::Witness {
            document: id.clone(),
            source_name: words(&w["source"]),
            ..Default::default()
        });
    }
    found.document = shape::Document {
        document: id,
        kind: words(&meta["kind"]),
        title: words(&meta["title"]),
        date: meta["date"].as_str().map(str::to_owned),
        parties: list(&meta["parties"]),
        language: words(&meta["language"]),
        complete: true,
        text,
        ..Default::default()
    };
    found
}

/// Sentences by full stops, named by block and number as the gold names them.
fn sentences(id: &str, found: &mut Found) {
    for p in &found.provisions {
        let mut start = p.start;
        for (nth, part) in p.text.split_inclusive('。').enumerate() {
            let end = start + i64::try_from(part.chars().count()).unwrap();
            let sentence = format!("{id}#{}.{}", p.eid.trim_start_matches("b_"), nth + 1);
            let (document, eid) = (id.to_owned(), p.eid.clone());
            found.sentences.push(shape::Sentence { document, sentence, eid, start, end, text: part.to_owned() });
            start = end;
        }
    }
}

fn clause(
    id: &str,
    n: usize,
    c: &Value,
    starts: &std::collections::BTreeMap<i64, i64>,
    text: &[char],
) -> shape::Clause {
    let block: i64 = words(&c["sentence"]).split('.').next().unwrap().parse().unwrap();
    let (start, end) = (starts[&block] + c["start"].as_i64().unwrap(), starts[&block] + c["end"].as_i64().unwrap());
    let operator: Vec<char> = words(&c["operator"]).chars().collect();
    let (from, to) = (usize::try_from(start).unwrap(), usize::try_from(end).unwrap().min(text.len()));
    let place = text[from..to].windows(operator.len().max(1)).position(|w| w == operator);
    let place = place.map(|at| start + i64::try_from(at).unwrap());
    let optional = |name: &str| c[name].as_str().map(str::to_owned);
    shape::Clause {
        document: id.to_owned(),
        clause: format!("{id}#{n}"),
        start,
        end,
        text: text[from..to].iter().collect(),
        kind: if n % 7 == 3 { "record".into() } else { words(&c["kind"]) },
        stance: optional("stance"),
        force: if n % 7 == 4 { None } else { optional("force") },
        actors: if n % 7 == 5 { vec!["XXX".into()] } else { list(&c["actors"]) },
        operator: place.map(|_| operator.iter().collect()),
        operator_start: place,
        operator_end: place.map(|at| at + i64::try_from(operator.len()).unwrap()),
        deadline: if n.is_multiple_of(2) { optional("deadline") } else { None },
        ..Default::default()
    }
}

fn links(folders: &[PathBuf]) -> Vec<Linked> {
    let mut out = Vec::new();
    for folder in folders {
        let newer = folder.file_name().unwrap().to_string_lossy().into_owned();
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(older) = name.strip_prefix("changes-").and_then(|n| n.strip_suffix(".jsonl")) else { continue };
            let changes = rows(&entry.path()).iter().enumerate().map(|(n, r)| change(older, &newer, n, r)).collect();
            out.push(Linked { older: older.to_owned(), newer: newer.clone(), changes });
        }
    }
    out
}

fn change(older: &str, newer: &str, n: usize, r: &Value) -> (shape::Change, Vec<chancery::register::Reason>) {
    let olds = list(&r["older"]).into_iter().map(|s| format!("{older}#{s}")).collect();
    let row = shape::Change {
        older: older.to_owned(),
        newer: newer.to_owned(),
        newer_sentence: Some(format!("{newer}#{}", words(&r["sentence"]))),
        older_sentences: if n % 7 == 2 { Vec::new() } else { olds },
        relation: if n % 7 == 3 { "reworded".into() } else { words(&r["relation"]) },
        ..Default::default()
    };
    (row, Vec::new())
}
