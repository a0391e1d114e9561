//! What holds for every text: provisions cover it, traces lead to the bytes, cleaning twice is cleaning once, and the
//! order in which sources come does not matter.

#![allow(clippy::unwrap_used, reason = "in a test a broken promise should stop it")]

use chancery_engine::model::{Because, Edition, Source, Span, Witness};
use chancery_engine::rules::Knowledge;
use chancery_engine::{Reading, read, witnesses};
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut out: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect();
    out.sort();
    out
}

/// Our samples; the corpus too, where it is at hand.
fn everything() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpus = root.join("../shared/corpus");
    if !corpus.exists() {
        println!("the corpus was not read: ../shared/corpus is absent");
    }
    let mut all = files(&root.join("samples/sources"));
    all.extend(["seeds", "zh", "ru"].iter().flat_map(|part| files(&corpus.join(part))));
    all.into_iter().map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read(p).unwrap())).collect()
}

fn sources(files: &[(String, Vec<u8>)]) -> Vec<(Source, Vec<Witness>)> {
    files.iter().enumerate().map(|(n, (name, bytes))| witnesses(name, bytes, n, Knowledge::builtin())).collect()
}

fn readings(sources: &[(Source, Vec<Witness>)]) -> Vec<Reading> {
    let all: Vec<Witness> = sources.iter().flat_map(|(_, w)| w.clone()).collect();
    read(&all, Knowledge::builtin())
}

#[test]
fn provisions_cover_the_reading_text() {
    for reading in readings(&sources(&everything())) {
        let document = &reading.document;
        let mut at = 0;
        for provision in &document.provisions {
            assert_eq!(provision.span.start as usize, at, "{} {}", document.title, provision.eid);
            at = provision.span.end as usize + 1;
        }
        assert_eq!(at, document.text.len() + 1, "{}", document.title);
        assert_eq!(document.text, reading.edition.text);
    }
}

/// The decoded characters of `bytes`, in the encoding that was found.
fn decoded(bytes: &[u8], source: &Source) -> String {
    encoding_rs::Encoding::for_label(source.encoding.as_bytes())
        .unwrap()
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}

#[test]
fn kept_characters_are_the_characters_of_the_bytes() {
    let files = everything();
    let sources = sources(&files);
    let (mut kept, mut mended) = (0, 0);
    for reading in readings(&sources) {
        let edition: &Edition = &reading.edition;
        let mut at = 0;
        for taken in &edition.taken {
            assert!(edition.text[at..taken.out.start as usize].chars().all(|c| c == '\n'), "a stretch of nobody's");
            at = taken.out.end as usize;
            let witness = &edition.witnesses[taken.witness];
            let (source, bytes) = (&sources[witness.source].0, &files[witness.source].1);
            let block = &witness.blocks[taken.block].text;
            assert_eq!(taken.out.of(&edition.text), taken.from.of(&block.text));
            for step in block.trace.within(taken.from) {
                if step.deed.is_some() {
                    mended += 1;
                    continue;
                }
                let words = step.out.of(&block.text);
                assert_eq!(words, step.from.of(&source.decoded), "{}", source.name);
                let from = source.bytes.origin(step.from).unwrap();
                assert_eq!(words, decoded(&bytes[from.range()], source), "{}", source.name);
                kept += words.chars().count();
            }
        }
        assert!(edition.text[at..].is_empty());
    }
    println!("{kept} characters kept as they came, {mended} repairs");
    assert!(kept > 10_000);
}

#[test]
fn cleaning_twice_is_cleaning_once() {
    let mut faults = Vec::new();
    for reading in readings(&sources(&everything())) {
        let text = &reading.edition.text;
        let again = readings(&sources(&[("again.txt".to_owned(), text.clone().into_bytes())]));
        let same = again.len() == 1 && again[0].edition.text == *text;
        if !same {
            let have: Vec<&str> = again.iter().flat_map(|r| r.edition.text.lines()).collect();
            let lost: Vec<&str> = text.lines().filter(|l| !have.contains(l)).take(2).collect();
            faults.push(format!("{}: {} documents, {lost:?}", reading.document.title, again.len()));
        }
    }
    assert!(faults.is_empty(), "{} texts read otherwise when read again:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_order_of_the_sources_does_not_matter() {
    let files = everything();
    let told = |files: &[(String, Vec<u8>)]| {
        let sources = sources(files);
        let mut out: Vec<String> = readings(&sources)
            .iter()
            .map(|r| {
                let names: Vec<&str> = r.edition.witnesses.iter().map(|w| sources[w.source].0.name.as_str()).collect();
                let variants: Vec<_> =
                    r.edition.variants.iter().map(|v| (v.span, names[v.witness], &v.reading, v.kind)).collect();
                format!("{}\n{names:?}\n{variants:?}", r.edition.text)
            })
            .collect();
        out.sort();
        out
    };
    let forward = told(&files);
    let mut turned = files.clone();
    turned.reverse();
    for _ in 0..2 {
        for (a, b) in forward.iter().zip(told(&turned)) {
            let odd = a.lines().zip(b.lines()).find(|(a, b)| a != b);
            assert!(odd.is_none(), "read otherwise in another order: {odd:#?}");
        }
        turned.rotate_left(files.len() / 3);
    }
}

#[test]
fn a_correction_stands_in_the_text_and_in_the_apparatus() {
    let sources = sources(&everything());
    let mut reading = readings(&sources)
        .into_iter()
        .find(|r| r.edition.witnesses.len() > 1 && r.edition.text.contains("双方"))
        .unwrap();
    let at = reading.edition.text.find("双方").unwrap();
    let blocks = reading.edition.blocks.len();
    chancery_engine::collate::correct(&mut reading.edition, Span::new(at, at + "双方".len()), "各方", 1);
    let edition = &reading.edition;
    assert_eq!(&edition.text[at..at + "各方".len()], "各方");
    assert_eq!((edition.blocks.len(), edition.corrected[0].was.as_str()), (blocks, "双方"));
    assert!(edition.variants.iter().any(|v| v.span.start as usize == at && v.reading.contains('双')));
}

#[test]
fn every_clause_has_an_actor_or_says_why_not() {
    let mut without = 0;
    for reading in readings(&sources(&everything())) {
        let named = !reading.document.parties.is_empty();
        for clause in &reading.findings.clauses {
            let says = clause.firing.reasons.iter().any(|r| r.because == Because::NoActor);
            let words = clause.span.of(&reading.document.text);
            assert_eq!(clause.actors.is_empty(), says, "{}: {words}", reading.document.title);
            assert!(!named || !clause.actors.is_empty(), "{}: nobody acts in {words}", reading.document.title);
            without += usize::from(says);
        }
    }
    println!("{without} clauses say that their text names no party");
}
