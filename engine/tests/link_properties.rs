//! What holds when any two statements are compared: on the samples, and on `../shared/corpus` where it is at hand.

use chancery_engine::link::link;
use chancery_engine::model::{Change, Document, Findings, KnownBlock, Relation};
use chancery_engine::rules::Knowledge;
use chancery_engine::{Reading, extract, read, witnesses};
use std::collections::BTreeSet;
use std::path::Path;

/// The documents of every file below a folder, empty where there is none.
fn documents(folder: &str) -> Vec<Reading> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let mut files = Vec::new();
    gather(&root, &mut files);
    files.sort();
    if files.is_empty() {
        eprintln!("not run on {folder}: it is absent");
    }
    let found = files.iter().enumerate().filter_map(|(n, path)| {
        let bytes = std::fs::read(path).ok()?;
        Some(witnesses(&path.display().to_string(), &bytes, n, Knowledge::builtin()).1)
    });
    read(&found.flatten().collect::<Vec<_>>(), Knowledge::builtin())
}

fn gather(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|e| e == "txt") {
            files.push(path);
        }
    }
}

fn all() -> Vec<Reading> {
    let mut out = documents("samples/originals");
    assert!(!out.is_empty(), "the samples are there");
    for folder in ["seeds", "zh", "en", "ru"] {
        out.extend(documents(&format!("../shared/corpus/{folder}")));
    }
    out
}

fn compare(older: (&Document, &Findings), newer: (&Document, &Findings)) -> Vec<Change> {
    link(older, newer, Knowledge::builtin())
}

fn halves(reading: &Reading) -> (&Document, &Findings) {
    (&reading.document, &reading.findings)
}

/// The same blocks in another order, read anew.
fn reordered(document: &Document, order: impl IntoIterator<Item = usize>) -> (Document, Findings) {
    let block = |n: usize| {
        let p = &document.provisions[n];
        KnownBlock { kind: p.kind, number: p.number.clone(), text: document.words(p).to_owned() }
    };
    let blocks: Vec<KnownBlock> = order.into_iter().map(block).collect();
    let knowledge = Knowledge::builtin();
    let ends = |text: &str| match knowledge.language(&document.language) {
        Some(language) => language.shape.sentences.of(text),
        None => chancery_engine::divide::sentences(text),
    };
    let mut out = Document::from_blocks(&blocks, document.parties.clone(), document.date.as_deref(), ends);
    out.language.clone_from(&document.language);
    out.place.clone_from(&document.place);
    out.signatories.clone_from(&document.signatories);
    let findings = extract::extract(&out, knowledge);
    (out, findings)
}

#[test]
fn a_document_answers_itself_word_for_word_and_nothing_moved() {
    for reading in all() {
        let changes = compare(halves(&reading), halves(&reading));
        assert_eq!(changes.len(), reading.document.sentences.len(), "{}", reading.document.title);
        for (n, change) in changes.iter().enumerate() {
            let is = (change.newer, &change.older[..], change.relation, change.moved);
            assert_eq!(is, (Some(n), &[n][..], Relation::Verbatim, false), "{}", reading.document.title);
        }
    }
}

#[test]
fn a_shuffled_copy_is_word_for_word_and_what_broke_the_order_moved() {
    for reading in all() {
        let document = &reading.document;
        let blocks = document.provisions.len();
        // Every second block from the end, then the others: nothing keeps its neighbours.
        let order = (0..blocks).rev().filter(|n| n % 2 == 0).chain((0..blocks).rev().filter(|n| n % 2 == 1));
        let (shuffled, findings) = reordered(document, order);
        let changes = compare(halves(&reading), (&shuffled, &findings));
        assert_eq!(changes.len(), shuffled.sentences.len(), "{}", document.title);
        let all = changes.iter().all(|c| c.relation == Relation::Verbatim && c.older.len() == 1);
        assert!(all, "{}: {:?}", document.title, changes.iter().find(|c| c.relation != Relation::Verbatim));
        let stayed: Vec<usize> = changes.iter().filter(|c| !c.moved).map(|c| c.older[0]).collect();
        assert!(stayed.is_sorted(), "{}: {stayed:?}", document.title);
        assert!(blocks < 4 || stayed.len() < changes.len(), "{}: something moved", document.title);
    }
}

/// What a relation is from the other side.
/// (newer, older) of all that answer each other.
fn edges(changes: &[Change]) -> BTreeSet<(usize, usize)> {
    changes.iter().filter_map(|c| c.newer.map(|n| c.older.iter().map(move |&o| (n, o)))).flatten().collect()
}

#[test]
fn the_other_way_round_is_the_mirror_image() {
    let all = all();
    let mut seen = 0;
    for (at, newer) in all.iter().enumerate() {
        // Each with the next ones of its language.
        let same = |other: &&Reading| other.document.primary_language() == newer.document.primary_language();
        for older in all[at + 1..].iter().filter(same).take(4) {
            let there = compare(halves(older), halves(newer));
            let back = compare(halves(newer), halves(older));
            let names = format!("{} / {}", older.document.title, newer.document.title);
            let turned = edges(&back).into_iter().map(|(n, o)| (o, n)).collect();
            assert_eq!(edges(&there), turned, "{names}");
            seen += mirrors(&there, &back, &names);
            let count = |changes: &[Change], relation| changes.iter().filter(|c| c.relation == relation).count();
            assert_eq!(count(&there, Relation::New), count(&back, Relation::Dropped), "{names}");
            assert_eq!(count(&there, Relation::Dropped), count(&back, Relation::New), "{names}");
        }
    }
    assert!(seen > 20, "{seen} pairs of sentences that answer only each other");
}

/// Holds that sentences which answer only each other stand in mirrored relations; how many there were.
fn mirrors(there: &[Change], back: &[Change], names: &str) -> usize {
    let mut seen = 0;
    for change in there {
        let (Some(n), [o]) = (change.newer, &change.older[..]) else { continue };
        let answer = back.iter().find(|b| b.newer == Some(*o)).expect("every sentence has a change");
        if answer.older == [n] {
            assert_eq!(answer.relation, change.relation.mirrored(), "{names}: {n} and {o}");
            assert!((answer.similarity - change.similarity).abs() < 1e-9, "{names}: {n} and {o}");
            assert_eq!(answer.grounds.len(), change.grounds.len(), "{names}: {n} and {o}");
            seen += 1;
        }
    }
    seen
}
