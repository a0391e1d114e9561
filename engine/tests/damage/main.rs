//! What transmission does to texts, done to our own on purpose: reading has to give them back.
//!
//! Four layers, singly and combined: what happens to signing lines, to characters, to the layout, to the file around
//! the text; `list.rs` says which recipe does what is promised to be mended. The dice are the same on every machine. `cargo test -p chancery-engine --test damage -- --nocapture` prints the table;
//! `CHANCERY_DAMAGE="one line"` before it does so for damages of that name and shows what was lost;
//! `CHANCERY_DAMAGED=FOLDER` keeps the last damaged file.
//! [`floors::FLOORS`] is a ratchet: it says what is reached, so that nothing gets worse unnoticed, and hides nothing.

#![allow(clippy::unwrap_used, reason = "in a test a broken promise should stop it")]

mod characters;
mod files;
mod floors;
mod layout;
mod list;
mod numbered;
mod pages;
mod signed;

use chancery_engine::rules::Knowledge;
use chancery_engine::{read, witnesses};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use serde::Deserialize;
use similar::{ChangeTag, TextDiff};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// A generator of numbers, the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A block of an original: its kind and its words.
#[derive(Clone)]
pub struct Block {
    /// As `INDEX.toml` has it.
    pub kind: String,
    /// As published.
    pub text: String,
}

/// An original.
#[derive(Clone)]
pub struct Sample {
    /// As published.
    pub title: String,
    /// In order.
    pub blocks: Vec<Block>,
    /// The same in English, where there is such an original: a block a line.
    pub english: Vec<String>,
    /// Another original, to stand beside it.
    pub beside: Vec<String>,
}

#[derive(Deserialize)]
struct Index {
    document: Vec<Indexed>,
}

#[derive(Deserialize)]
struct Indexed {
    id: String,
    title: String,
    language: String,
    kinds: String,
}

/// The Chinese originals.
fn originals() -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/originals");
    let index: Index = toml::from_str(&fs::read_to_string(folder.join("INDEX.toml")).unwrap()).unwrap();
    let chinese = index.document.into_iter().filter(|d| d.language.starts_with("zh"));
    let read = |id: &str| fs::read_to_string(folder.join(format!("{id}.txt"))).unwrap_or_default();
    let lines = |text: String| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let sample = |d: Indexed| {
        let block = |(kind, text): (&str, String)| Block { kind: kind.to_owned(), text };
        let blocks = d.kinds.split_whitespace().zip(lines(read(&d.id))).map(block).collect();
        let english = lines(read(&d.id.replace(".zh", ".en")));
        Sample { blocks, title: d.title, english, beside: Vec::new() }
    };
    let mut out: Vec<Sample> = chinese.map(sample).collect();
    let texts: Vec<Vec<String>> = out.iter().map(|s| s.blocks.iter().map(|b| b.text.clone()).collect()).collect();
    for (n, sample) in out.iter_mut().enumerate() {
        sample.beside.clone_from(&texts[(n + 1) % texts.len()]);
    }
    out
}

/// How a damage is done, layer by layer.
#[derive(Clone)]
struct Recipe {
    name: String,
    /// How the original had been set.
    published: fn(&Sample) -> Sample,
    signing: fn(&Sample) -> Sample,
    characters: characters::Damage,
    layout: layout::Damage,
    file: files::Damage,
}

/// What of an original came back.
#[derive(Clone, Copy, Default)]
struct Outcome {
    characters: usize,
    wrong: usize,
    blocks: usize,
    found: usize,
    missing: usize,
}

fn recipes() -> Vec<Recipe> {
    let whole = Recipe {
        name: "none".into(),
        published: Sample::clone,
        signing: Sample::clone,
        characters: characters::none,
        layout: layout::lines(),
        file: files::plain,
    };
    let named = |name: &str| Recipe { name: name.to_owned(), ..whole.clone() };
    let mut out = vec![whole.clone()];
    let numbered = [
        ("numbered 一、", numbered::listed as fn(&Sample) -> Sample),
        ("numbered 1．", numbered::figures),
        ("numbered in two systems", numbered::two_systems),
    ];
    out.extend(numbered.map(|(name, published)| Recipe { published, ..named(name) }));
    let signing = |s: &signed::Signing| Recipe { published: s.published, signing: s.scrambled, ..named(s.name) };
    out.extend(signed::ALL.iter().map(signing));
    out.extend(characters::ALL.iter().map(|(name, characters)| Recipe { characters: *characters, ..named(name) }));
    out.extend(layout::all().into_iter().map(|(name, layout)| Recipe { layout, ..named(&name) }));
    out.extend(files::ALL.iter().map(|(name, file)| Recipe { file: *file, ..named(name) }));
    out
}

fn suffer(recipe: &Recipe, sample: &Sample, dice: &mut Dice) -> Outcome {
    let sample = &(recipe.published)(sample);
    let mut damaged = (recipe.signing)(sample);
    for block in &mut damaged.blocks {
        block.text = (recipe.characters)(&block.text, &block.kind, dice);
    }
    let text = (recipe.layout)(&damaged, dice);
    let (name, bytes) = (recipe.file)(&text, &damaged);
    judge(sample, &name, &bytes)
}

/// Reads the damaged bytes and compares the best of what was found with the original.
fn judge(sample: &Sample, name: &str, bytes: &[u8]) -> Outcome {
    let knowledge = Knowledge::builtin();
    if let Ok(folder) = std::env::var("CHANCERY_DAMAGED") {
        fs::write(Path::new(&folder).join(name), bytes).unwrap();
    }
    let (_, carried) = witnesses(name, bytes, 0, knowledge);
    let original: Vec<&str> = sample.blocks.iter().map(|b| b.text.as_str()).collect();
    let letters = |lines: &[&str]| folded(&lines.concat()).replace(['\n', ' '], "");
    let wanted = letters(&original);
    let none = Outcome { characters: wanted.chars().count(), blocks: original.len(), missing: 1, ..Outcome::default() };
    let outcome = |text: String| {
        let plain = folded(&text);
        let have: Vec<&str> = plain.lines().collect();
        let found = original.iter().filter(|b| have.contains(*b)).count();
        (Outcome { wrong: mistakes(&wanted, &letters(&have)), found, missing: 0, ..none }, plain)
    };
    let all = read(&carried, knowledge).into_iter().map(|r| outcome(r.document.text));
    let best = all.min_by_key(|(o, _)| o.wrong);
    if only().is_some() {
        show(&original, best.as_ref().map_or("", |(_, text)| text));
    }
    best.map_or(Outcome { wrong: none.characters, ..none }, |(outcome, _)| outcome)
}

/// In simplified script, by words: what a copy in the other script is compared in.
fn folded(text: &str) -> String {
    static CONVERTER: LazyLock<OpenCC> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).unwrap());
    CONVERTER.convert(text)
}

/// The damages that somebody wants to look at: part of their names.
fn only() -> Option<String> {
    std::env::var("CHANCERY_DAMAGE").ok()
}

/// The blocks that did not come back, and what came instead.
fn show(original: &[&str], text: &str) {
    let (old, new) = (original.join("\n") + "\n", text.to_owned() + "\n");
    for change in TextDiff::from_lines(&old, &new).iter_all_changes().filter(|c| c.tag() != ChangeTag::Equal) {
        let words: String = change.value().trim_end().chars().take(150).collect();
        println!("    {}{words}", change.tag());
    }
}

fn mistakes(original: &str, text: &str) -> usize {
    let diff = TextDiff::from_chars(original, text);
    let changed = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    changed.map(|change| change.value().chars().count()).sum()
}

fn total(recipe: &Recipe, samples: &[Sample], dice: &mut Dice) -> Outcome {
    let add = |a: Outcome, b: Outcome| Outcome {
        characters: a.characters + b.characters,
        wrong: a.wrong + b.wrong,
        blocks: a.blocks + b.blocks,
        found: a.found + b.found,
        missing: a.missing + b.missing,
    };
    samples.iter().map(|s| suffer(recipe, s, dice)).fold(Outcome::default(), add)
}

/// Share of the characters that came back right, in hundredths of a per cent.
fn right(outcome: Outcome) -> u32 {
    let wrong = outcome.wrong.min(outcome.characters);
    u32::try_from((outcome.characters - wrong) * 10_000 / outcome.characters.max(1)).unwrap_or(0)
}

fn row(name: &str, outcome: Outcome) -> u32 {
    let right = right(outcome);
    println!(
        "{name:<44} {:>3}.{:02} %  {:>5} wrong of {:>6}  {:>4} of {:>4} blocks  {} not found",
        right / 100,
        right % 100,
        outcome.wrong,
        outcome.characters,
        outcome.found,
        outcome.blocks,
        outcome.missing
    );
    right
}

/// What must be reached.
fn floor(name: &str) -> u32 {
    floors::FLOORS.iter().find(|(n, _)| *n == name).map_or(10_000, |(_, floor)| *floor)
}

#[test]
fn damaged_once_the_originals_come_back() {
    let samples = originals();
    let mut dice = Dice(2031);
    let mut worse = Vec::new();
    let wanted = |r: &Recipe| only().is_none_or(|part| r.name.contains(&part));
    for recipe in recipes().into_iter().filter(wanted) {
        let outcome = total(&recipe, &samples, &mut dice);
        let reached = row(&recipe.name, outcome);
        if reached < floor(&recipe.name) {
            worse.push(format!("{}: {reached}, and it was {}", recipe.name, floor(&recipe.name)));
        }
    }
    assert!(worse.is_empty(), "{}", worse.join("\n"));
}

#[test]
fn every_damage_that_is_promised_has_a_recipe() {
    let names: Vec<String> = recipes().into_iter().map(|r| r.name).collect();
    let done = |part: &str| names.iter().any(|name| name.contains(part));
    let missing: Vec<_> = list::PROMISED.iter().filter(|(_, parts)| !parts.iter().all(|p| done(p))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn damaged_three_times_over_the_originals_come_back() {
    let samples = originals();
    // Which signing lines are scrambled is drawn apart: it leaves the other draws as they were.
    let (layouts, mut dice, mut signs) = (layout::all(), Dice(2033), Dice(2034));
    let (mut sum, mut count) = (0, 0);
    for _ in 0..120 {
        let (a, c) = characters::ALL[dice.roll(characters::ALL.len())];
        let (b, l) = layouts[dice.roll(layouts.len())].clone();
        let (d, f) = files::ALL[dice.roll(files::ALL.len())];
        let sample = &samples[dice.roll(samples.len())..][..1];
        let (published, signing, e) = match signed::ALL.get(signs.roll(2 * signed::ALL.len())) {
            Some(s) => (s.published, s.scrambled, s.name),
            None => (Sample::clone as fn(&Sample) -> Sample, Sample::clone as fn(&Sample) -> Sample, "signed"),
        };
        let name = format!("{a} + {b} + {d} + {e}");
        let recipe = Recipe { name, published, signing, characters: c, layout: l, file: f };
        sum += row(&recipe.name, total(&recipe, sample, &mut dice));
        count += 1;
    }
    println!("{:<44} {:>3}.{:02} %", "all combinations", sum / count / 100, sum / count % 100);
    assert!(sum / count >= floors::COMBINED, "{} and it was {}", sum / count, floors::COMBINED);
}
