//! Finding clauses, topics and references in documents already read: megabytes a second on one core, beside a word
//! segmenter in the same run. The memory it takes is in `memory.rs`; the allocator is the program's own.
//!
//! `cargo bench -p chancery-engine --bench extract`. Over the texts of `../shared/corpus/seeds` where they are at hand,
//! else over the Chinese samples: each by itself, and as one document of a megabyte and of a quarter of it.

use chancery_engine::extract::{clauses, extract, references};
use chancery_engine::model::{Document, KnownBlock};
use chancery_engine::rules::{Knowledge, Language, Sightings};
use chancery_engine::{divide, read, witnesses};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::path::Path;
use std::sync::LazyLock;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

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

/// All of them as one, repeated to so many quarters of a megabyte.
fn long(quarters: usize) -> Document {
    let block = |d: &Document, n: usize| {
        let p = &d.provisions[n];
        KnownBlock { kind: p.kind, number: p.number.clone(), text: d.words(p).to_owned() }
    };
    let blocks: Vec<KnownBlock> =
        DOCUMENTS.iter().flat_map(|d| (0..d.provisions.len()).map(move |n| block(d, n))).collect();
    let bytes: usize = blocks.iter().map(|b| b.text.len() + 1).sum();
    let blocks: Vec<KnownBlock> =
        std::iter::repeat_n(blocks, 250_000 * quarters / bytes.max(1) + 1).flatten().collect();
    let parties = DOCUMENTS.first().map(|d| d.parties.clone()).unwrap_or_default();
    Document::from_blocks(&blocks, parties, Some("2024-05-16"), divide::sentences)
}

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

/// The same work over the megabyte, and over a quarter of it.
fn over_long(bencher: Bencher<'_, '_>, quarters: usize, work: impl Fn(&Document) + Sync) {
    let document = long(quarters);
    work(&document);
    bencher.counter(BytesCount::new(document.text.len())).bench(|| work(black_box(&document)));
}

#[divan::bench]
fn documents_by_themselves(bencher: Bencher<'_, '_>) {
    over(bencher, |d| drop(black_box(extract(d, Knowledge::builtin()))));
}

#[divan::bench]
fn documents_only_clauses(bencher: Bencher<'_, '_>) {
    over(bencher, |d| drop(black_box(clauses::find(d, zh()))));
}

#[divan::bench]
fn documents_only_references(bencher: Bencher<'_, '_>) {
    over(bencher, |d| drop(black_box(references::find(d, zh()))));
}

#[divan::bench]
fn documents_only_words(bencher: Bencher<'_, '_>) {
    over(bencher, |d| {
        let mut sightings = Sightings::default();
        for provision in &d.provisions {
            zh().dictionary.look(d.words(provision), &mut sightings);
            black_box(&sightings);
        }
    });
}

#[divan::bench(args = [1, 4], sample_count = 20)]
fn megabyte_in_quarters(bencher: Bencher<'_, '_>, quarters: usize) {
    over_long(bencher, quarters, |d| drop(black_box(extract(d, Knowledge::builtin()))));
}

/// The general word segmenter beside which ours is measured; it finds words and nothing else.
#[divan::bench(sample_count = 20)]
fn peer_jieba_cuts_a_megabyte(bencher: Bencher<'_, '_>) {
    let jieba = jieba_rs::Jieba::new();
    over_long(bencher, 4, |d| drop(black_box(jieba.cut(&d.text, false))));
}

/// The least that any of this can cost: to look at every character.
#[divan::bench(sample_count = 20)]
fn peer_counting_the_characters_of_a_megabyte(bencher: Bencher<'_, '_>) {
    over_long(bencher, 4, |d| {
        black_box(d.text.chars().filter(|c| *c == '的').count());
    });
}
