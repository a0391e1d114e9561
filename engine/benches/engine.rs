//! The whole engine, from bytes to comparisons: megabytes a second on one core, stage by stage, beside a word segmenter
//! in the same run.
//!
//! `cargo bench -p chancery-engine --bench engine`. Over `../shared/corpus/seeds` where it is at hand, else the samples.
//!
//! What is measured: all sources are one workspace, as `chancery add` has it. A run takes their bytes (in memory, the
//! knowledge compiled) through every stage once, one after the other on one core: each source admitted and cleaned, all
//! witnesses collated, each edition divided and its meaning extracted, all texts suspected (what words general language
//! has is asked of jieba-rs, as the app does), and each document compared with the one before it by date, once. Megabytes are
//! those of the sources. How many more pairs a workspace compares is its own matter: all pairs that it asks for are timed
//! in a line of their own. Of many short runs the fastest counts, stage by stage and for the whole; the memory of the same
//! work is in `memory.rs`. The allocator is the program's own.

use chancery_engine::link::{Shelf, pairs};
use chancery_engine::model::{Document, Edition, Findings, Source, Witness};
use chancery_engine::rules::Knowledge;
use chancery_engine::suspect::{Held, Vocabulary, suspect};
use chancery_engine::{admit, clean, collate, divide, extract};
use cpu_time::ThreadTime;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hint::black_box;
use std::path::Path;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// So many runs.
const RUNS: usize = 100;

fn main() {
    let sources = sources();
    let bytes = sources.iter().map(Vec::len).sum::<usize>() as f64;
    let mut best = [f64::INFINITY; STAGES.len()];
    let [mut reading, mut whole, mut every, mut peer] = [f64::INFINITY; 4];
    let jieba = jieba_rs::Jieba::new();
    let mut compared = 0;
    for _ in 0..RUNS {
        let mut run = Run { clock: ThreadTime::now(), stages: Vec::with_capacity(STAGES.len()) };
        let read = run.read(&sources, &|word| commonness(word, &jieba));
        reading = reading.min(run.stages[..READING].iter().sum());
        whole = whole.min(run.stages.iter().sum());
        for (best, time) in best.iter_mut().zip(&run.stages) {
            *best = best.min(*time);
        }
        let start = ThreadTime::now();
        compared = all_pairs(&read);
        every = every.min(start.elapsed().as_secs_f64());
        let start = ThreadTime::now();
        sources.iter().for_each(|bytes| drop(black_box(jieba.cut(&String::from_utf8_lossy(bytes), false))));
        peer = peer.min(start.elapsed().as_secs_f64());
    }
    let line = |name: &str, seconds: f64| {
        println!("{name:<28}{:>9.2} ms{:>9.1} MB/s", seconds * 1e3, bytes / seconds / 1e6);
    };
    println!("{} sources, {:.0} KB; the fastest of {RUNS} runs", sources.len(), bytes / 1e3);
    STAGES.iter().zip(best).for_each(|(name, time)| line(name, time));
    line("reading, up to extract", reading);
    line("the whole", whole);
    line(&format!("({compared} pairs compared)"), every);
    line("(jieba-rs: words, no more)", peer);
}

/// How common a word is, as the app tells it: worked out once.
fn commonness(word: &str, jieba: &jieba_rs::Jieba) -> usize {
    if !jieba.has_word(word) {
        return 0;
    }
    thread_local!(static KNOWN: RefCell<HashMap<String, usize>> = RefCell::default());
    KNOWN.with_borrow_mut(|known| match known.get(word) {
        Some(times) => *times,
        None => *known.entry(word.to_owned()).or_insert(jieba.suggest_freq(word)),
    })
}

const STAGES: [&str; 7] = ["admit", "clean", "collate", "divide", "extract", "suspect", "link"];
/// So many of them read.
const READING: usize = 5;

/// One run through all stages.
struct Run {
    clock: ThreadTime,
    /// Seconds, in the order of [`STAGES`].
    stages: Vec<f64>,
}

/// What a workspace holds when all is read.
struct Read {
    editions: Vec<Edition>,
    documents: Vec<Document>,
    findings: Vec<Findings>,
}

impl Run {
    fn done<T>(&mut self, made: T) -> T {
        self.stages.push(self.clock.elapsed().as_secs_f64());
        self.clock = ThreadTime::now();
        made
    }

    fn read(&mut self, sources: &[Vec<u8>], vocabulary: Vocabulary<'_>) -> Read {
        let knowledge = Knowledge::builtin();
        self.clock = ThreadTime::now();
        let admitted: Vec<Source> = sources.iter().map(|bytes| admit::admit("bench.txt", bytes)).collect();
        let admitted = self.done(admitted);
        let numbered = admitted.iter().enumerate();
        let witnesses: Vec<Witness> = numbered.flat_map(|(n, source)| clean::clean(source, n, knowledge)).collect();
        let witnesses = self.done(witnesses);
        let editions = self.done(collate::collate(&witnesses, knowledge));
        let documents: Vec<Document> = editions.iter().map(|edition| divide::divide(edition, knowledge)).collect();
        let documents = self.done(documents);
        let findings: Vec<Findings> = documents.iter().map(|document| extract::extract(document, knowledge)).collect();
        let findings = self.done(findings);
        let read = Read { editions, documents, findings };
        let held = read.held();
        let suspicions = suspect(&held, knowledge, vocabulary);
        self.done(black_box(suspicions));
        let changes = successive(&read);
        self.done(black_box(changes));
        read
    }
}

impl Read {
    fn held(&self) -> Vec<Held<'_>> {
        let all = self.editions.iter().zip(&self.documents).zip(&self.findings);
        all.map(|((edition, document), findings)| Held { edition, document, findings }).collect()
    }

    fn shelf(&self, pairs: &[(usize, usize)]) -> Shelf<'_> {
        let texts = self.documents.iter().zip(&self.findings).collect();
        Shelf::of(texts, pairs.iter().copied(), Knowledge::builtin())
    }
}

/// Each document against the one before it.
fn successive(read: &Read) -> usize {
    let mut order: Vec<usize> = (0..read.documents.len()).collect();
    order.sort_by_key(|&n| (&read.documents[n].date, n));
    let pairs: Vec<(usize, usize)> = order.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let shelf = read.shelf(&pairs);
    pairs.iter().map(|(older, newer)| shelf.changes(*older, *newer).len()).sum()
}

/// Every pair that the workspace asks for; how many.
fn all_pairs(read: &Read) -> usize {
    let documents: Vec<&Document> = read.documents.iter().collect();
    let pairs: Vec<(usize, usize)> = pairs::pairs(&documents).iter().map(|p| (p.older, p.newer)).collect();
    let shelf = read.shelf(&pairs);
    let changes: usize = pairs.iter().map(|(older, newer)| shelf.changes(*older, *newer).len()).sum();
    black_box(changes);
    pairs.len()
}

fn sources() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let seeds = files(&root.join("../shared/corpus/seeds"));
    if seeds.is_empty() {
        println!("../shared/corpus/seeds is not here: over samples/sources");
        return files(&root.join("samples/sources"));
    }
    seeds
}

fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    files.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}
