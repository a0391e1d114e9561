//! Collation and alignment, beside `similar` and `imara-diff` in the same run on the same texts.
//!
//! `cargo bench -p chancery-engine --bench collate`. The texts are those of `../shared/corpus` where that is at hand,
//! else our samples; what is done to them has fixed dice. The ratio is ours to theirs: under 1 is faster. The first
//! lines align two sequences of folded letters, as all three do; the last ones do everything: recognise witnesses,
//! establish the text, type the variants.

use chancery_engine::collate::{align, collate, fold};
use chancery_engine::model::{Block, Span, Text, Witness};
use chancery_engine::rules::Knowledge;
use chancery_engine::witnesses;
use std::path::Path;
use std::time::{Duration, Instant};

/// A generator of numbers, the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    /// `letters` with so many in a thousand lost, doubled or taken for another.
    fn noise(&mut self, letters: &[char], thousandths: usize) -> Vec<char> {
        let mut out = Vec::with_capacity(letters.len());
        for &c in letters {
            match (self.roll(1000) < thousandths, self.roll(4)) {
                (true, 0) => {}
                (true, 1) => out.extend([c, c]),
                (true, _) => out.push(char::from_u32(0x4e00 + self.roll(3000) as u32).unwrap_or(c)),
                (false, _) => out.push(c),
            }
        }
        out
    }
}

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
fn median(runs: usize, mut run: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let began = Instant::now();
            std::hint::black_box(run());
            began.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// One pair of texts for all three.
fn pair(name: &str, a: &[char], b: &[char], runs: usize) {
    let ours = median(runs, || align(a, b).runs.len());
    let found = align(a, b);
    let sum = |runs: &[chancery_engine::collate::Run]| runs.iter().map(|r| r.len).sum::<usize>();
    let (mine, theirs): (String, String) = (a.iter().collect(), b.iter().collect());
    let plain = |algorithm| median(runs, || similar::capture_diff_slices(algorithm, a, b).len());
    let histogram = |algorithm| {
        median(runs, || {
            let letters = |t: &'_ str| -> Vec<char> { t.chars().collect() };
            let (one, other) = (letters(&mine), letters(&theirs));
            let mut input = imara_diff::InternedInput::default();
            input.reserve(one.len() as u32, other.len() as u32);
            input.update_before(one.into_iter());
            input.update_after(other.into_iter());
            imara_diff::Diff::compute(algorithm, &input).count_removals() as usize
        })
    };
    println!(
        "{name:<10} {ours:>10.1?}  {:.3} alike, {:.3} with what was moved",
        share(sum(&found.runs), a.len()),
        share(sum(&found.runs) + sum(&found.moved), a.len()),
    );
    let peers = [
        ("similar, Myers", plain(similar::Algorithm::Myers)),
        ("similar, patience", plain(similar::Algorithm::Patience)),
        ("imara-diff, Myers", histogram(imara_diff::Algorithm::Myers)),
        ("imara-diff, histogram", histogram(imara_diff::Algorithm::Histogram)),
    ];
    for (peer, time) in peers {
        println!("    {peer:<22} {time:>10.1?}   ours is {:.3} times that", ratio(ours, time));
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn ratio(ours: Duration, theirs: Duration) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64()
}

/// Statements that share every second sentence with others: what recognition meets in a large library.
fn library(count: usize, letters: &[char], dice: &mut Dice) -> Vec<Witness> {
    let formulas: Vec<&[char]> = letters.chunks(40).collect();
    (0..count)
        .map(|n| {
            let block = |dice: &mut Dice| {
                let mut words = formulas[dice.roll(formulas.len())].to_vec();
                words.extend((0..40).map(|_| char::from_u32(0x4e00 + dice.roll(3000) as u32).unwrap_or('一')));
                let words: String = words.into_iter().collect();
                let mut text = Text::default();
                text.keep(&words, Span::new(0, words.len()));
                Block { text, ..Block::default() }
            };
            let blocks = (0..25).map(|_| block(dice)).collect();
            Witness { source: n, blocks, complete: true, language: "zh-Hans", ..Witness::default() }
        })
        .collect()
}

fn main() {
    let (all, told) = three();
    let texts: Vec<Vec<char>> = all.iter().map(|w| text(w).chars().filter_map(fold).collect()).collect();
    let base = &texts[0];
    let mut dice = Dice(2019);
    println!("{} witnesses of {told}, {} letters\n", all.len(), texts.iter().map(Vec::len).sum::<usize>());
    pair("AC", base, texts.last().unwrap_or(base), 25);
    pair("NOISE", base, &dice.noise(base, 30), 25);
    let (from, to, end) = (base.len() / 5, base.len() * 2 / 5, base.len() * 4 / 5);
    let moved = [&base[..from], &base[to..end], &base[from..to], &base[end..]].concat();
    pair("MOVE", base, &dice.noise(&moved, 10), 25);
    let mut big = Vec::new();
    while big.len() < 1_000_000 {
        big.extend(dice.noise(base, 300));
    }
    pair("BIG", &big, &dice.noise(&big, 10), 3);

    let knowledge = Knowledge::builtin();
    let ours = median(25, || collate(&all, knowledge).iter().map(|e| e.variants.len()).sum());
    let raw: Vec<String> = all.iter().map(text).collect();
    let theirs = median(25, || {
        let diff = |t: &String| similar::TextDiff::from_chars(raw[0].as_str(), t.as_str()).ops().len();
        raw[1..].iter().map(diff).sum()
    });
    println!(
        "\neverything {ours:>10.1?}   similar's differences alone {theirs:.1?}: {:.2} times that",
        ratio(ours, theirs)
    );

    for count in [250, 500, 1000] {
        let many = library(count, base, &mut dice);
        let time = median(3, || collate(&many, knowledge).len());
        println!("{count:>5} documents {time:>10.1?}, {:.1?} each", time / count as u32);
    }
}
