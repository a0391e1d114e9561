//! Collation of several witnesses, beside a plain difference of their characters by `similar` in the same run.
//!
//! `cargo bench -p chancery-engine --bench collate`. The three witnesses of the 2019 statement where `../shared/corpus`
//! is at hand, else the three of the 2033 sample. The ratio is printed at the end: ours to theirs. Ours does more:
//! it finds which witnesses belong together, establishes the text and types the variants.

use chancery_engine::collate::collate;
use chancery_engine::model::Witness;
use chancery_engine::rules::Knowledge;
use chancery_engine::witnesses;
use std::path::Path;
use std::time::{Duration, Instant};

/// The witnesses, alone in their documents, and where they came from.
fn three() -> (Vec<Witness>, &'static str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let seeds = root.join("../shared/corpus/seeds");
    let (folder, wanted, told) = if seeds.exists() {
        (seeds, ["000_", "001_", "003_"], "2019")
    } else {
        (root.join("samples/sources"), ["page-2033", "feed-2033", "scan-2033"], "2033 (sample)")
    };
    let mut names: Vec<_> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    names.sort();
    let mut all = Vec::new();
    for path in names {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if wanted.iter().any(|w| name.starts_with(w)) {
            let bytes = std::fs::read(&path).unwrap_or_default();
            all.extend(witnesses(&name, &bytes, all.len(), Knowledge::builtin()).1);
        }
    }
    let best = collate(&all, Knowledge::builtin()).into_iter().max_by_key(|e| e.witnesses.len());
    let spans: Vec<_> = best.map(|e| e.witnesses.iter().map(|w| (w.source, w.span)).collect()).unwrap_or_default();
    all.retain(|w| spans.contains(&(w.source, w.span)));
    (all, told)
}

fn text(witness: &Witness) -> String {
    witness.blocks.iter().map(|b| b.text.text.as_str()).collect()
}

/// The median of so many runs.
fn median(mut run: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..25)
        .map(|_| {
            let began = Instant::now();
            std::hint::black_box(run());
            began.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

fn main() {
    let (all, told) = three();
    let texts: Vec<String> = all.iter().map(text).collect();
    let ours = median(|| collate(&all, Knowledge::builtin()).iter().map(|e| e.variants.len()).sum());
    let myers = |algorithm| {
        median(|| {
            let diff = |t: &String| {
                similar::TextDiff::configure()
                    .algorithm(algorithm)
                    .diff_chars(texts[0].as_str(), t.as_str())
                    .ops()
                    .len()
            };
            texts[1..].iter().map(diff).sum()
        })
    };
    let (theirs, patience) = (myers(similar::Algorithm::Myers), myers(similar::Algorithm::Patience));
    let letters: usize = texts.iter().map(|t| t.chars().count()).sum();
    println!("{} witnesses of {told}, {letters} characters", all.len());
    println!("collate           {ours:>12.2?}");
    println!("similar, Myers    {theirs:>12.2?}   ours is {:.2} times that", ours.as_secs_f64() / theirs.as_secs_f64());
    println!(
        "similar, patience {patience:>12.2?}   ours is {:.2} times that",
        ours.as_secs_f64() / patience.as_secs_f64()
    );
}
