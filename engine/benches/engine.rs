//! The whole engine, from bytes to findings: megabytes a second on one core, and the memory it takes (`max alloc`),
//! beside a word segmenter in the same run.
//!
//! `cargo bench -p chancery-engine --bench engine`. Over `../shared/corpus/seeds` where it is at hand, else the samples.

use chancery_engine::rules::Knowledge;
use chancery_engine::{collate, divide, extract, read, witnesses};
use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use std::path::Path;
use std::sync::LazyLock;

#[global_allocator]
static ALLOCATED: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// The sources, each by itself.
static SOURCES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let seeds = sources(&root.join("../shared/corpus/seeds"));
    if seeds.is_empty() {
        println!("../shared/corpus/seeds is not here: over samples/sources");
        return sources(&root.join("samples/sources"));
    }
    seeds
});

fn sources(folder: &Path) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    files.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}

fn over(bencher: Bencher<'_, '_>, work: impl Fn(&[u8]) + Sync) {
    let bytes: usize = SOURCES.iter().map(Vec::len).sum();
    work(&SOURCES[0]);
    bencher.counter(BytesCount::new(bytes)).bench(|| SOURCES.iter().for_each(|source| work(source)));
}

#[divan::bench]
fn a_whole(bencher: Bencher<'_, '_>) {
    over(bencher, |bytes| {
        let found = witnesses("bench.txt", bytes, 0, Knowledge::builtin()).1;
        drop(black_box(read(&found, Knowledge::builtin())));
    });
}

#[divan::bench]
fn b_admit_and_clean(bencher: Bencher<'_, '_>) {
    over(bencher, |bytes| drop(black_box(witnesses("bench.txt", bytes, 0, Knowledge::builtin()))));
}

#[divan::bench]
fn c_collate_divide_extract(bencher: Bencher<'_, '_>) {
    let found: Vec<_> = SOURCES.iter().map(|bytes| witnesses("bench.txt", bytes, 0, Knowledge::builtin()).1).collect();
    let bytes: usize = SOURCES.iter().map(Vec::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        found.iter().for_each(|witnesses| {
            for edition in collate::collate(witnesses, Knowledge::builtin()) {
                let document = divide::divide(&edition, Knowledge::builtin());
                drop(black_box(extract::extract(&document, Knowledge::builtin())));
            }
        });
    });
}

/// Where the rest of the time goes: each stage by itself, over what the one before it gave.
#[divan::bench]
fn d_only_collate(bencher: Bencher<'_, '_>) {
    let found: Vec<_> = SOURCES.iter().map(|bytes| witnesses("bench.txt", bytes, 0, Knowledge::builtin()).1).collect();
    let bytes: usize = SOURCES.iter().map(Vec::len).sum();
    let bencher = bencher.counter(BytesCount::new(bytes));
    bencher.bench(|| found.iter().for_each(|w| drop(black_box(collate::collate(w, Knowledge::builtin())))));
}

#[divan::bench]
fn e_only_divide(bencher: Bencher<'_, '_>) {
    let found = SOURCES.iter().map(|bytes| witnesses("bench.txt", bytes, 0, Knowledge::builtin()).1);
    let editions: Vec<_> = found.flat_map(|witnesses| collate::collate(&witnesses, Knowledge::builtin())).collect();
    let bytes: usize = SOURCES.iter().map(Vec::len).sum();
    let bencher = bencher.counter(BytesCount::new(bytes));
    bencher.bench(|| editions.iter().for_each(|e| drop(black_box(divide::divide(e, Knowledge::builtin())))));
}

/// Words and nothing else, of the same bytes.
#[divan::bench]
fn peer_jieba_cuts_them(bencher: Bencher<'_, '_>) {
    let jieba = jieba_rs::Jieba::new();
    over(bencher, |bytes| {
        black_box(jieba.cut(&String::from_utf8_lossy(bytes), false).len());
    });
}
