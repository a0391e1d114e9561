//! The memory that reading takes (`max alloc`): the whole of it, and extraction from a megabyte and from a quarter of it:
//! memory that is linear is four times as much.
//!
//! `cargo bench -p chancery-engine --bench memory`. Over `../shared/corpus/seeds` where it is at hand, else the samples.
//! Counting costs time: how fast the same work is say `engine.rs` and `extract.rs`.

use chancery_engine::extract::extract;
use chancery_engine::model::{Document, KnownBlock};
use chancery_engine::rules::Knowledge;
use chancery_engine::{divide, read, witnesses};
use divan::{AllocProfiler, Bencher, black_box};
use std::path::Path;

#[global_allocator]
static ALLOCATED: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn sources() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = [root.join("../shared/corpus/seeds"), root.join("samples/sources")];
    let found = folders.iter().find_map(|folder| std::fs::read_dir(folder).ok());
    let mut files: Vec<_> = found.into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    files.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}

fn documents(sources: &[Vec<u8>]) -> Vec<Document> {
    let knowledge = Knowledge::builtin();
    let found = sources.iter().enumerate().flat_map(|(n, bytes)| witnesses("bench.txt", bytes, n, knowledge).1);
    read(&found.collect::<Vec<_>>(), knowledge).into_iter().map(|reading| reading.document).collect()
}

/// All of them as one, repeated to so many quarters of a megabyte.
fn long(quarters: usize) -> Document {
    let documents = documents(&sources());
    let block = |d: &Document, n: usize| {
        let p = &d.provisions[n];
        KnownBlock { kind: p.kind, number: p.number.clone(), text: d.words(p).to_owned() }
    };
    let chinese = documents.iter().filter(|d| d.language.starts_with("zh"));
    let blocks: Vec<KnownBlock> = chinese.flat_map(|d| (0..d.provisions.len()).map(move |n| block(d, n))).collect();
    let bytes: usize = blocks.iter().map(|b| b.text.len() + 1).sum();
    let blocks: Vec<KnownBlock> =
        std::iter::repeat_n(blocks, 250_000 * quarters / bytes.max(1) + 1).flatten().collect();
    let parties = documents.first().map(|d| d.parties.clone()).unwrap_or_default();
    Document::from_blocks(&blocks, parties, Some("2024-05-16"), divide::sentences)
}

#[divan::bench(sample_count = 10)]
fn everything_read(bencher: Bencher<'_, '_>) {
    let sources = sources();
    drop(documents(&sources));
    bencher.bench(|| drop(black_box(documents(black_box(&sources)))));
}

#[divan::bench(args = [1, 4], sample_count = 10)]
fn megabyte_extracted_in_quarters(bencher: Bencher<'_, '_>, quarters: usize) {
    let document = long(quarters);
    drop(extract(&document, Knowledge::builtin()));
    bencher.bench(|| drop(black_box(extract(black_box(&document), Knowledge::builtin()))));
}
