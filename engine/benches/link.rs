//! Comparing two long statements, beside a plain difference by characters (`similar`) in the same run.
//!
//! `cargo bench -p chancery-engine --bench link`. The statements are generated, the same on every machine;
//! where `../shared/gold` is at hand its texts are compared too.

use chancery_engine::divide;
use chancery_engine::link::{formulas, link, pairs, redline::redline, trace};
use chancery_engine::model::{Document, Findings, KnownBlock, Party, ProvisionKind, Sentence};
use chancery_engine::rules::Knowledge;
use chancery_engine::{Reading, read, witnesses};
use divan::{Bencher, black_box};
use std::path::Path;
use std::time::Instant;

fn main() {
    divan::main();
    ratio();
}

/// The statements of 2023 and 2024, read, where `../shared/corpus` is at hand.
fn statements() -> Option<(Reading, Reading)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/seeds");
    let mut files: Vec<_> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let found = files.iter().enumerate().filter_map(|(n, path)| {
        Some(witnesses(&path.display().to_string(), &std::fs::read(path).ok()?, n, Knowledge::builtin()).1)
    });
    let mut read = read(&found.flatten().collect::<Vec<_>>(), Knowledge::builtin());
    let mut longest = |year: &str| {
        let of_year = |r: &Reading| r.document.date.as_deref().is_some_and(|date| date.starts_with(year));
        let length = |r: &Reading| if of_year(r) { r.document.text.len() } else { 0 };
        let at = (0..read.len()).max_by_key(|&n| length(&read[n])).filter(|&n| of_year(&read[n]))?;
        Some(read.swap_remove(at))
    };
    Some((longest("2023")?, longest("2024")?))
}

/// The middle of nine runs, in milliseconds.
fn middle<T>(mut run: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[4]
}

/// Everything a comparison of 2023 and 2024 takes after reading, words of each pair included, beside a plain difference.
fn ratio() {
    let Some((older, newer)) = statements() else {
        println!("not run: ../shared/corpus is absent");
        return;
    };
    let (old, new) = ((&older.document, &older.findings), (&newer.document, &newer.findings));
    let words = |text: &str, spans: &[Sentence], all: &[usize]| -> String {
        all.iter().map(|&n| spans[n].span.of(text)).collect()
    };
    let ours = middle(|| {
        let changes = link(old, new, Knowledge::builtin());
        let pieces = changes.iter().filter(|c| !c.older.is_empty()).filter_map(|c| {
            let before = words(&old.0.text, &old.0.sentences, &c.older);
            Some(redline(&before, &words(&new.0.text, &new.0.sentences, &[c.newer?]), false).len())
        });
        pieces.sum::<usize>()
    });
    let peer = |algorithm| {
        middle(|| similar::TextDiff::configure().algorithm(algorithm).diff_chars(&old.0.text, &new.0.text).ops().len())
    };
    let (myers, patience) = (peer(similar::Algorithm::Myers), peer(similar::Algorithm::Patience));
    println!(
        "2023 to 2024: link and redline {ours:.1} ms; similar by characters, Myers {myers:.1} ms ({:.2} of it), patience {patience:.1} ms ({:.2} of it)",
        myers / ours,
        patience / ours
    );
}

/// A generator of numbers, the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

const HEADS: [&str; 6] = ["双方将", "双方愿", "双方支持", "双方强调", "中方愿", "双方一致同意"];
const VERBS: [&str; 8] = ["扩大", "深化", "推动", "探讨", "落实", "启动", "完善", "支持"];
const FIELDS: [&str; 16] = [
    "玉米贸易",
    "边境换装站",
    "沙漠治理",
    "图书馆交换",
    "界河防洪",
    "草原文化节",
    "高山滑雪",
    "茶叶检疫",
    "灯塔修建",
    "古籍修复",
    "候鸟保护",
    "地震预警",
    "数字海关",
    "天文观测",
    "青年研学",
    "极地航行",
];

fn sentence(dice: &mut Dice) -> String {
    let field = |dice: &mut Dice| {
        format!("{}{}第{}期", VERBS[dice.roll(VERBS.len())], FIELDS[dice.roll(FIELDS.len())], dice.roll(900))
    };
    format!("{}{}，{}，{}。", HEADS[dice.roll(HEADS.len())], field(dice), field(dice), field(dice))
}

fn document(paragraphs: &[String]) -> Document {
    let blocks: Vec<KnownBlock> = paragraphs
        .iter()
        .map(|text| KnownBlock { kind: ProvisionKind::Paragraph, number: String::new(), text: text.clone() })
        .collect();
    let parties = ["CHN", "MNG"].map(|code| Party { code: code.to_owned(), names: Vec::new() }).to_vec();
    Document::from_blocks(&blocks, parties, Some("2031-05-06"), divide::sentences)
}

/// A statement of 300 sentences, and the next year's: a third as it was, a third reworded, a third new, in another order.
fn years() -> (Document, Document) {
    let mut dice = Dice(7);
    let older: Vec<String> = (0..300).map(|_| sentence(&mut dice)).collect();
    let mut newer: Vec<String> = older
        .iter()
        .enumerate()
        .map(|(n, s)| {
            if n % 3 == 0 {
                s.clone()
            } else if n % 3 == 1 {
                s.replacen("愿", "将", 1).replace("，", "，继续")
            } else {
                sentence(&mut dice)
            }
        })
        .collect();
    newer.rotate_left(90);
    (document(&older), document(&newer))
}

#[divan::bench]
fn sentences_linked(bencher: Bencher<'_, '_>) {
    let (older, newer) = years();
    let nothing = Findings::default();
    bencher.bench(|| link((black_box(&older), &nothing), (black_box(&newer), &nothing), Knowledge::builtin()));
}

#[divan::bench]
fn peer_similar_characters(bencher: Bencher<'_, '_>) {
    let (older, newer) = years();
    bencher.bench(|| {
        similar::TextDiff::configure()
            .algorithm(similar::Algorithm::Patience)
            .diff_chars(black_box(&older.text), black_box(&newer.text))
            .ops()
            .len()
    });
}

#[divan::bench]
fn peer_similar_characters_myers(bencher: Bencher<'_, '_>) {
    let (older, newer) = years();
    bencher.bench(|| {
        similar::TextDiff::from_chars(black_box(older.text.as_str()), black_box(newer.text.as_str())).ops().len()
    });
}

fn pair_of_sentences() -> (String, String) {
    let mut dice = Dice(11);
    let one: String = (0..3).map(|_| sentence(&mut dice)).collect();
    let other = one.replacen("双方", "两国", 1).replace("第", "首").replacen("，", "，进一步", 2);
    (one, other)
}

#[divan::bench]
fn redline_of_a_pair(bencher: Bencher<'_, '_>) {
    let (older, newer) = pair_of_sentences();
    bencher.bench(|| redline(black_box(&older), black_box(&newer), false));
}

#[divan::bench]
fn peer_similar_of_a_pair(bencher: Bencher<'_, '_>) {
    let (older, newer) = pair_of_sentences();
    bencher.bench(|| similar::TextDiff::from_chars(black_box(older.as_str()), black_box(newer.as_str())).ops().len());
}

fn corpus(documents: usize) -> Vec<Document> {
    let mut dice = Dice(3);
    let mut out: Vec<Document> = Vec::new();
    for n in 0..documents {
        let own: Vec<String> = (0..60).map(|_| sentence(&mut dice)).collect();
        let borrowed: Vec<String> =
            out.get(n / 2).map(|d| d.text.lines().take(20).map(str::to_owned).collect()).unwrap_or_default();
        out.push(document(&[own, borrowed].concat()));
    }
    out
}

#[divan::bench(args = [100, 1000])]
fn pairs_of_a_corpus(bencher: Bencher<'_, '_>, documents: usize) {
    let corpus = corpus(documents);
    let all: Vec<&Document> = corpus.iter().collect();
    bencher.bench(|| pairs::pairs(black_box(&all)));
}

#[divan::bench]
fn formulas_of_100_documents(bencher: Bencher<'_, '_>) {
    let corpus = corpus(100);
    let all: Vec<&Document> = corpus.iter().collect();
    bencher.bench(|| formulas::formulas(black_box(&all), formulas::Search::default()));
}

#[divan::bench]
fn phrase_through_100_documents(bencher: Bencher<'_, '_>) {
    let corpus = corpus(100);
    let all: Vec<&Document> = corpus.iter().collect();
    bencher.bench(|| trace::trace(black_box("推动界河防洪第一期"), black_box(&all)));
}

/// Real statements where they are at hand: the text alone, a line a paragraph.
#[divan::bench]
fn gold_statements_linked(bencher: Bencher<'_, '_>) {
    let read = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/gold").join(name).join("text.jsonl");
        let rows = std::fs::read_to_string(folder).ok()?;
        let texts: Vec<String> = rows
            .lines()
            .filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok())
            .filter_map(|r| r["text"].as_str().map(str::to_owned))
            .collect();
        Some(document(&texts))
    };
    let (Some(older), Some(newer)) = (read("2019-06-05-chn-rus-new-era"), read("2023-03-21-chn-rus-economic-2030"))
    else {
        eprintln!("not run: ../shared/gold is absent");
        return;
    };
    let nothing = Findings::default();
    bencher.bench(|| link((black_box(&older), &nothing), (black_box(&newer), &nothing), Knowledge::builtin()));
}
