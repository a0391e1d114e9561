//! What transmission does to texts, done to our own on purpose: reading has to give them back.
//!
//! Three layers, singly and combined: what happens to characters, to the layout, to the file around the text. The
//! dice are the same on every machine. `cargo test -p chancery-engine --test damage -- --nocapture` prints the table.
//! [`floors`] is a ratchet: it says what is reached, so that nothing gets worse unnoticed, and hides nothing.

#![allow(clippy::unwrap_used, reason = "in a test a broken promise should stop it")]

mod characters;
mod files;
mod floors;
mod layout;

use chancery_engine::rules::{Knowledge, simplified};
use chancery_engine::{read, witnesses};
use floors::{COMBINED, FLOORS};
use serde::Deserialize;
use similar::{ChangeTag, TextDiff};
use std::fs;
use std::path::Path;

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
    let sample = |d: Indexed| {
        let text = fs::read_to_string(folder.join(format!("{}.txt", d.id))).unwrap();
        let block = |(kind, text): (&str, &str)| Block { kind: kind.to_owned(), text: text.to_owned() };
        Sample { blocks: d.kinds.split_whitespace().zip(text.lines()).map(block).collect(), title: d.title }
    };
    chinese.map(sample).collect()
}

/// How a damage is done, layer by layer.
#[derive(Clone, Copy)]
struct Recipe {
    name: &'static str,
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
    let whole = Recipe { name: "none", characters: characters::none, layout: layout::lines, file: files::plain };
    let mut out = vec![whole];
    out.extend(characters::ALL.iter().map(|(name, characters)| Recipe { name, characters: *characters, ..whole }));
    out.extend(layout::ALL.iter().map(|(name, layout)| Recipe { name, layout: *layout, ..whole }));
    out.extend(files::ALL.iter().map(|(name, file)| Recipe { name, file: *file, ..whole }));
    out
}

fn suffer(recipe: Recipe, sample: &Sample, dice: &mut Dice) -> Outcome {
    let mut damaged = sample.clone();
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
    let (_, carried) = witnesses(name, bytes, 0, knowledge);
    let original: Vec<&str> = sample.blocks.iter().map(|b| b.text.as_str()).collect();
    let letters = |lines: &[&str]| simplified(&lines.concat()).replace(['\n', ' '], "");
    let wanted = letters(&original);
    let none = Outcome { characters: wanted.chars().count(), blocks: original.len(), missing: 1, ..Outcome::default() };
    let outcome = |text: &str| {
        let plain = simplified(text);
        let have: Vec<&str> = plain.lines().collect();
        let found = original.iter().filter(|b| have.contains(*b)).count();
        Outcome { wrong: mistakes(&wanted, &letters(&have)), found, missing: 0, ..none }
    };
    let all = read(&carried, knowledge).into_iter().map(|r| outcome(&r.document.text));
    all.min_by_key(|o| o.wrong).unwrap_or(Outcome { wrong: none.characters, ..none })
}

fn mistakes(original: &str, text: &str) -> usize {
    let diff = TextDiff::from_chars(original, text);
    let changed = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    changed.map(|change| change.value().chars().count()).sum()
}

fn total(recipe: Recipe, samples: &[Sample], dice: &mut Dice) -> Outcome {
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

#[test]
fn damaged_once_the_originals_come_back() {
    let samples = originals();
    let mut dice = Dice(2031);
    let mut worse = Vec::new();
    for recipe in recipes() {
        let reached = row(recipe.name, total(recipe, &samples, &mut dice));
        let floor = FLOORS.iter().find(|(name, _)| *name == recipe.name).map_or(10_000, |(_, floor)| *floor);
        if reached < floor {
            worse.push(format!("{}: {reached}, and it was {floor}", recipe.name));
        }
    }
    assert!(worse.is_empty(), "{}", worse.join("\n"));
}

#[test]
fn damaged_three_times_over_the_originals_come_back() {
    let samples = originals();
    let mut dice = Dice(2033);
    let (mut sum, mut count) = (0, 0);
    for _ in 0..40 {
        let (a, c) = characters::ALL[dice.roll(characters::ALL.len())];
        let (b, l) = layout::ALL[dice.roll(layout::ALL.len())];
        let (d, f) = files::ALL[dice.roll(files::ALL.len())];
        let sample = &samples[dice.roll(samples.len())..][..1];
        let recipe = Recipe { name: "combined", characters: c, layout: l, file: f };
        sum += row(&format!("{a} + {b} + {d}"), total(recipe, sample, &mut dice));
        count += 1;
    }
    println!("{:<44} {:>3}.{:02} %", "all combinations", sum / count / 100, sum / count % 100);
    assert!(sum / count >= COMBINED, "{} and it was {COMBINED}", sum / count);
}
