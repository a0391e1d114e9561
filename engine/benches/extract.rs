//! Finding clauses, topics and references in documents already read: megabytes a second on one core.
//!
//! `cargo bench -p chancery-engine --bench extract`. Over the Chinese samples, and over the texts of
//! `../shared/corpus/seeds` where they are at hand; `long` is one document of a megabyte.

use chancery_engine::extract::{clauses, extract, references, topics};
use chancery_engine::model::{Document, KnownBlock};
use chancery_engine::rules::{Knowledge, Language};
use chancery_engine::{divide, read, witnesses};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::path::Path;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

/// The Chinese documents at hand.
static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut documents = documents(&root.join("../shared/corpus/seeds"));
    if documents.is_empty() {
        println!("../shared/corpus/seeds is not here: over samples/originals");
        documents = self::documents(&root.join("samples/originals"));
    }
    documents.retain(|d| d.language.starts_with("zh"));
    documents
});

/// All of them as one, repeated to a megabyte.
static LONG: LazyLock<Document> = LazyLock::new(|| {
    let block = |d: &Document, n: usize| {
        let p = &d.provisions[n];
        KnownBlock { kind: p.kind, number: p.number.clone(), text: d.words(p).to_owned() }
    };
    let blocks: Vec<KnownBlock> =
        DOCUMENTS.iter().flat_map(|d| (0..d.provisions.len()).map(move |n| block(d, n))).collect();
    let bytes: usize = blocks.iter().map(|b| b.text.len() + 1).sum();
    let blocks: Vec<KnownBlock> = std::iter::repeat_n(blocks, 1_000_000 / bytes.max(1) + 1).flatten().collect();
    let parties = DOCUMENTS.first().map(|d| d.parties.clone()).unwrap_or_default();
    Document::from_blocks(&blocks, parties, Some("2024-05-16"), divide::sentences)
});

fn documents(folder: &Path) -> Vec<Document> {
    let mut files: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    let one = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_default();
        let found = witnesses("bench.txt", &bytes, 0, Knowledge::builtin()).1;
        read(&found, Knowledge::builtin()).into_iter().map(|r| r.document).collect::<Vec<_>>()
    };
    files.iter().flat_map(one).collect()
}

fn zh() -> &'static Language {
    Knowledge::builtin().language("zh").expect("zh is built in")
}

fn over(bencher: Bencher<'_, '_>, work: impl Fn(&Document) + Sync) {
    let bytes: usize = DOCUMENTS.iter().map(|d| d.text.len()).sum();
    work(&DOCUMENTS[0]);
    bencher.counter(BytesCount::new(bytes)).bench(|| DOCUMENTS.iter().for_each(&work));
}

#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    over(bencher, |d| drop(black_box(extract(d, Knowledge::builtin()))));
}

#[divan::bench]
fn only_clauses(bencher: Bencher<'_, '_>) {
    over(bencher, |d| drop(black_box(clauses::find(d, zh()))));
}

#[divan::bench]
fn only_references(bencher: Bencher<'_, '_>) {
    over(bencher, |d| drop(black_box(references::find(d, zh()))));
}

#[divan::bench]
fn clauses_and_topics(bencher: Bencher<'_, '_>) {
    over(bencher, |d| {
        let mut found = clauses::find(d, zh());
        topics::fill(d, &mut found, zh());
        drop(black_box(found));
    });
}

#[divan::bench(sample_count = 5)]
fn long(bencher: Bencher<'_, '_>) {
    let bytes = LONG.text.len();
    bencher.counter(BytesCount::new(bytes)).bench(|| extract(black_box(&LONG), Knowledge::builtin()));
}
