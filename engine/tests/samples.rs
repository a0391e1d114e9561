//! Reading `samples/sources/` gives back `samples/originals/`, whatever was done to them.

#![allow(clippy::unwrap_used, reason = "in a test a broken promise should stop it")]

use chancery_engine::model::{Document, ProvisionKind};
use chancery_engine::rules::Knowledge;
use chancery_engine::{Reading, read, witnesses};
use serde::Deserialize;
use similar::{ChangeTag, TextDiff};
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Expected {
    document: Vec<Wanted>,
    variant: Vec<Difference>,
}

#[derive(Deserialize)]
struct Wanted {
    id: String,
    title: String,
    date: String,
    place: String,
    parties: Vec<String>,
    kind: String,
    language: String,
    sources: Vec<Held>,
}

#[derive(Deserialize)]
struct Held {
    name: String,
    complete: bool,
}

#[derive(Deserialize)]
struct Difference {
    document: String,
    source: String,
    witness_reading: String,
}

#[derive(Deserialize)]
struct Index {
    document: Vec<Indexed>,
}

#[derive(Deserialize)]
struct Indexed {
    id: String,
    kinds: String,
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples")
}

/// What is expected in the languages whose statements the program can read.
fn expected() -> Expected {
    let mut all: Expected = table("EXPECTED.toml");
    let readable = |d: &Wanted| samples().join(format!("../languages/{}/shape.toml", &d.language[..2])).exists();
    all.document.retain(readable);
    all
}

fn table<T: serde::de::DeserializeOwned>(name: &str) -> T {
    toml::from_str(&fs::read_to_string(samples().join(name)).unwrap()).unwrap()
}

/// Names of the sources, in order, and everything they carry.
fn everything() -> (Vec<String>, Vec<Reading>) {
    let mut names: Vec<String> = fs::read_dir(samples().join("sources"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let knowledge = Knowledge::builtin();
    let mut all = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let bytes = fs::read(samples().join("sources").join(name)).unwrap();
        all.extend(witnesses(name, &bytes, number, knowledge).1);
    }
    (names, read(&all, knowledge))
}

/// The document with that title in that language.
fn found<'a>(readings: &'a [Reading], wanted: &Wanted) -> Option<&'a Reading> {
    readings
        .iter()
        .find(|r| r.document.title == wanted.title && wanted.language.starts_with(r.document.primary_language()))
}

/// The marks of bullets differ from format to format; what stands behind them does not.
fn unmarked(block: &str) -> &str {
    block.trim_start_matches(['–', '-', '—', ' '])
}

fn blocks(document: &Document) -> Vec<(ProvisionKind, &str)> {
    document.provisions.iter().map(|p| (p.kind, document.words(p))).collect()
}

fn mistakes(original: &str, text: &str) -> usize {
    let changes = TextDiff::from_chars(original, text);
    changes
        .iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal)
        .map(|change| change.value().chars().count())
        .sum()
}

#[test]
fn every_document_is_found_with_its_witnesses() {
    let expected = expected();
    let (names, readings) = everything();
    let mut faults = Vec::new();
    for wanted in &expected.document {
        let Some(reading) = found(&readings, wanted) else {
            faults.push(format!("{} is not there", wanted.id));
            continue;
        };
        let mut standing: Vec<&str> = reading.edition.witnesses.iter().map(|w| names[w.source].as_str()).collect();
        standing.sort_unstable();
        let mut held: Vec<&str> = wanted.sources.iter().map(|s| s.name.as_str()).collect();
        held.sort_unstable();
        let document = &reading.document;
        let have = (document.date.as_deref(), document.kind.name(), document.party_codes(), standing);
        let want = (Some(wanted.date.as_str()), wanted.kind.as_str(), wanted.parties.clone(), held);
        if have != want {
            faults.push(format!("{}: found {have:?}, wanted {want:?}", wanted.id));
        }
        if !wanted.place.is_empty() && document.place.as_deref() != Some(wanted.place.as_str()) {
            faults.push(format!("{}: found the place {:?}, wanted {}", wanted.id, document.place, wanted.place));
        }
        if wanted.sources.iter().any(|s| s.complete) && !document.complete {
            faults.push(format!("{}: a complete witness is there, the document is called incomplete", wanted.id));
        }
    }
    let total: usize = readings.iter().map(|r| r.edition.witnesses.len()).sum();
    let held: usize = expected.document.iter().map(|d| d.sources.len()).sum();
    if (readings.len(), total) != (expected.document.len(), held) {
        let titles: Vec<&str> = readings.iter().map(|r| r.document.title.as_str()).collect();
        faults.push(format!("{} documents with {total} witnesses: {titles:#?}", readings.len()));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_text_is_read_as_it_was_published() {
    let expected = expected();
    let index: Index = table("originals/INDEX.toml");
    let (_, readings) = everything();
    let mut faults = Vec::new();
    for wanted in &expected.document {
        let Some(reading) = found(&readings, wanted) else {
            faults.push(format!("{} is not there", wanted.id));
            continue;
        };
        let original = fs::read_to_string(samples().join("originals").join(format!("{}.txt", wanted.id))).unwrap();
        let kinds = &index.document.iter().find(|d| d.id == wanted.id).unwrap().kinds;
        let want: Vec<(&str, &str)> = kinds.split_whitespace().zip(original.lines().map(unmarked)).collect();
        let have: Vec<(&str, &str)> =
            blocks(&reading.document).into_iter().map(|(kind, words)| (kind.name(), unmarked(words))).collect();
        let plain = |blocks: &[(&str, &str)]| blocks.iter().map(|(_, words)| *words).collect::<Vec<_>>().join("\n");
        let wrong = mistakes(&plain(&want), &plain(&have));
        if wrong > 0 {
            faults.push(format!("{}: {wrong} characters of {} are wrong", wanted.id, original.chars().count()));
        }
        for block in want.iter().filter(|block| !have.contains(block)).take(3) {
            faults.push(format!("{}: no block {block:?}", wanted.id));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_apparatus_has_what_was_put_in_on_purpose() {
    let expected = expected();
    let (names, readings) = everything();
    for difference in &expected.variant {
        let wanted = expected.document.iter().find(|d| d.id == difference.document).unwrap();
        let Some(reading) = found(&readings, wanted) else { panic!("{} is not there", wanted.id) };
        let witness = reading.edition.witnesses.iter().position(|w| names[w.source] == difference.source);
        let mut own = reading.edition.variants.iter().filter(|v| Some(v.witness) == witness && !v.reading.is_empty());
        let told = own.any(|v| difference.witness_reading.contains(&v.reading));
        assert!(
            told,
            "{}: the apparatus has nothing of {} in {}",
            wanted.id, difference.witness_reading, difference.source
        );
    }
}
