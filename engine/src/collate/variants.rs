//! The apparatus: every place where a witness differs from the reading text, typed.

use super::align::{Run, align};
use super::establish::folded;
use super::fold::{Letter, fold, letters};
use crate::model::{Edition, Span, Standing, Text, Variant, VariantType};

/// Longer differences than this, in letters, are omissions or additions of text, not readings.
const READING: usize = 40;

/// Compares every witness with the reading text and fills in agreement and variants.
pub(super) fn apparatus(edition: &mut Edition) {
    let reading = reading_letters(edition);
    let text = folded(&reading);
    let mut variants = Vec::new();
    for n in 0..edition.witnesses.len() {
        let witness = &edition.witnesses[n];
        let theirs = letters(&witness.blocks);
        let runs = align(&text, &folded(&theirs));
        let shared: usize = runs.iter().map(|r| r.len).sum();
        let mut found = differences(&reading, &theirs, &runs, edition, n);
        found.extend(spellings(&reading, &theirs, &runs, edition, n));
        transpositions(&mut found, &edition.text);
        edition.witnesses[n].agreement = shared as f64 / reading.len().max(1) as f64;
        variants.extend(found);
    }
    variants.sort_by(|a, b| (a.span, a.witness, &a.reading).cmp(&(b.span, b.witness, &b.reading)));
    edition.variants = variants;
}

/// The letters of the reading text; `at` counts in the whole text.
fn reading_letters(edition: &Edition) -> Vec<Letter> {
    let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    edition.text.char_indices().filter_map(|(at, c)| Some(Letter { folded: fold(c)?, block: 0, at: place(at) })).collect()
}

fn differences(reading: &[Letter], theirs: &[Letter], runs: &[Run], edition: &Edition, n: usize) -> Vec<Variant> {
    let witness = &edition.witnesses[n];
    let mut out = Vec::new();
    let (mut a, mut b) = (0, 0);
    let end = Run { a: reading.len(), b: theirs.len(), len: 0 };
    for run in runs.iter().chain(std::iter::once(&end)) {
        if run.a > a || run.b > b {
            let span = stretch(reading, a, run.a, &edition.text);
            let held = held(theirs, b, run.b, witness);
            let kind = kind(span.of(&edition.text), &held, run.a - a, run.b - b);
            out.push(Variant { span, witness: n, reading: held, kind });
        }
        (a, b) = (run.a + run.len, run.b + run.len);
    }
    out
}

/// The bytes of letters `from..to`; where there are none, the empty place between their neighbours.
fn stretch(letters: &[Letter], from: usize, to: usize, text: &str) -> Span {
    let byte = |n: usize| letters.get(n).map_or(text.len(), |l| l.at as usize);
    let past = |n: usize| {
        let at = byte(n);
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    };
    match (from < to, from) {
        (true, _) => Span::new(byte(from), past(to - 1)),
        (false, 0) => Span::new(0, 0),
        (false, _) => Span::new(past(from - 1), past(from - 1)),
    }
}

/// The witness's own words for letters `from..to`, as its source has them.
fn held(theirs: &[Letter], from: usize, to: usize, witness: &Standing) -> String {
    let mut out = String::new();
    let mut block = None;
    for letter in &theirs[from..to] {
        if block.is_some_and(|b| b != letter.block) {
            out.push('\n');
        }
        block = Some(letter.block);
        let text = &witness.blocks[letter.block as usize].text.text;
        out.extend(text[letter.at as usize..].chars().next());
    }
    out
}

fn kind(reading: &str, held: &str, here: usize, there: usize) -> VariantType {
    let words = |s: &str| s.chars().any(char::is_alphanumeric);
    if there == 0 && (here > READING || words(reading)) {
        VariantType::Omission
    } else if here == 0 && (there > READING || words(held)) {
        VariantType::Addition
    } else if !words(reading) && !words(held) {
        VariantType::Orthographic
    } else if held.contains('\u{fffd}') || latin(reading) != latin(held) {
        VariantType::Damage
    } else {
        VariantType::Substantive
    }
}

fn latin(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic())
}

/// Letters alike when folded, but printed in another form: script conversions, bars for dashes.
fn spellings(reading: &[Letter], theirs: &[Letter], runs: &[Run], edition: &Edition, n: usize) -> Vec<Variant> {
    let witness = &edition.witnesses[n];
    let mut out: Vec<Variant> = Vec::new();
    for run in runs {
        for i in 0..run.len {
            let (mine, their) = (&reading[run.a + i], &theirs[run.b + i]);
            let block = &witness.blocks[their.block as usize].text;
            let (Some(printed), Some(c)) = (edition.text[mine.at as usize..].chars().next(), block.text[their.at as usize..].chars().next()) else { continue };
            let bar = bar(block, Span::new(their.at as usize, their.at as usize + c.len_utf8()));
            if c == printed && (bar.is_none() || taken_from(edition, mine.at, n)) {
                continue;
            }
            let span = Span::new(mine.at as usize, mine.at as usize + printed.len_utf8());
            let held = bar.unwrap_or(c).to_string();
            match out.last_mut() {
                Some(last) if last.span.end == span.start => {
                    last.span.end = span.end;
                    last.reading.push_str(&held);
                }
                _ => out.push(Variant { span, witness: n, reading: held, kind: VariantType::Orthographic }),
            }
        }
    }
    out
}

/// The bar that a witness prints where a dash was restored.
fn bar(block: &Text, at: Span) -> Option<char> {
    let steps = block.trace.within(at);
    steps.iter().find_map(|s| s.deed.as_deref()?.strip_prefix("dash ")?.chars().next())
}

fn taken_from(edition: &Edition, at: u32, witness: usize) -> bool {
    edition.taken.iter().any(|t| t.witness == witness && t.out.start <= at && at < t.out.end)
}

/// What is lacking in one place and stands in another was moved.
fn transpositions(found: &mut [Variant], text: &str) {
    let bare = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).filter_map(fold).collect::<String>();
    for i in 0..found.len() {
        for j in 0..found.len() {
            let (a, b) = (&found[i], &found[j]);
            if a.kind == VariantType::Omission && b.kind == VariantType::Addition {
                let (gone, come) = (bare(a.span.of(text)), bare(&b.reading));
                if gone.chars().count() >= 6 && gone == come {
                    found[i].kind = VariantType::Transposition;
                    found[j].kind = VariantType::Transposition;
                }
            }
        }
    }
}
