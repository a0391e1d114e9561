//! A document as link reads it: sentences of units (characters, or words in spaced scripts), neutral names as marks.

use super::evidence::Said;
use super::grams::{Gram, Grams};
use super::neutral::{self, DATE, Names, Seats};
use crate::model::{Document, Findings, ProvisionKind, Span};
use crate::rules::{Compare, LadderHit, Language};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// The sentences of a document.
pub struct Wording<'a> {
    /// The reading text they stand in.
    pub text: &'a str,
    /// In the document's order.
    pub sentences: Vec<Worded>,
    /// Their grams.
    pub grams: Grams,
    /// What their clauses are.
    pub said: Said<'a>,
    /// The blocks they stand in, and the grams of all their sentences.
    pub blocks: Vec<Block>,
}

/// A block of a document.
#[derive(Clone, Default)]
pub struct Block {
    /// That of its sentences.
    pub class: u32,
    /// By their numbers, each once, ascending.
    pub grams: Vec<u32>,
}

/// One sentence.
pub struct Worded {
    /// In the reading text.
    pub span: Span,
    /// What may answer it: sentences of the body answer each other, headings headings, and so on.
    pub class: u32,
    /// Its units without a subject that may go unsaid: alike in two sentences that say the same words.
    pub core: Vec<u64>,
    /// Single units and two neighbours, each once, by their numbers in the document, ascending.
    pub grams: Vec<u32>,
    /// Topics it speaks of, each once, and how much it is about them: what is named first counts most.
    pub topics: Vec<(usize, f64)>,
    /// Ideas it has words for, each once, ascending.
    pub ideas: Vec<usize>,
    /// Which block it stands in.
    pub block: usize,
}

/// How fast a topic loses weight that is named behind others.
const LATER: f64 = 1.8;

impl<'a> Wording<'a> {
    /// Reads the sentences of a document whose parties sit in `seats`.
    pub fn of(
        (document, findings): (&'a Document, &'a Findings),
        seats: &Seats,
        known: (&Compare, Option<&Language>),
    ) -> Self {
        let names = neutral::names((document, findings), seats, known);
        let spaced = spaced(&document.text);
        let reader = Reader { spaced, date: document.date.as_deref(), names: &names, compare: known.0 };
        let sentences = document.sentences.iter().map(|s| {
            let class = class(document.provisions.get(s.provision).map_or(ProvisionKind::Paragraph, |p| p.kind));
            Worded::of(s.span, s.span.of(&document.text), class, &reader)
        });
        let (mut sentences, grams): (Vec<Worded>, Vec<Vec<Gram>>) = sentences.unzip();
        let (grams, numbers) = Grams::number(&grams);
        for ((worded, numbers), sentence) in sentences.iter_mut().zip(numbers).zip(&document.sentences) {
            worded.grams = numbers;
            worded.block = sentence.provision;
        }
        let blocks = blocks(&sentences, document.provisions.len());
        Self { text: &document.text, said: Said::of(document, findings), blocks, sentences, grams }
    }
}

/// What the sentences of each block say together.
fn blocks(sentences: &[Worded], count: usize) -> Vec<Block> {
    let mut out = vec![Block::default(); count];
    for sentence in sentences {
        if let Some(block) = out.get_mut(sentence.block) {
            block.class = sentence.class;
            block.grams.extend_from_slice(&sentence.grams);
        }
    }
    for block in &mut out {
        block.grams.sort_unstable();
        block.grams.dedup();
    }
    out
}

struct Reader<'a> {
    spaced: bool,
    /// Of the document: a date behind it is something to keep, not something to tell.
    date: Option<&'a str>,
    names: &'a Names,
    compare: &'a Compare,
}

impl Worded {
    /// A sentence, its grams not yet numbered.
    fn of(span: Span, text: &str, class: u32, reader: &Reader<'_>) -> (Self, Vec<Gram>) {
        let runs = runs(text, reader);
        let said = unsaid(text, reader.compare);
        let formulas: Vec<LadderHit> = reader.compare.formulas.find(text).collect();
        let grams = grams(&runs, &formulas, |unit| told(unit, text, reader));
        let mut topics: Vec<(usize, f64)> = Vec::new();
        for (n, hit) in reader.compare.topics.find(text).enumerate() {
            if topics.iter().all(|(topic, _)| *topic != hit.list) {
                topics.push((hit.list, 1.0 / (1.0 + LATER * n as f64)));
            }
        }
        topics.sort_unstable_by_key(|topic| topic.0);
        let mut core: Vec<u64> = runs.iter().flatten().filter(|u| u.start >= said).map(|u| u.symbol).collect();
        if core.is_empty() {
            // Nothing but marks: they are all it says.
            core.extend(text.chars().filter(|c| !c.is_whitespace()).map(|c| u64::from(u32::from(c))));
        }
        let mut ideas: Vec<usize> = reader.compare.ideas.find(text).map(|hit| hit.list).collect();
        ideas.sort_unstable();
        ideas.dedup();
        (Self { span, class, core, grams: Vec::new(), topics, ideas, block: 0 }, grams)
    }
}

/// Units and two neighbours, each once; `told` is what counts of a unit.
fn grams(runs: &[Vec<Unit>], formulas: &[LadderHit], told: impl Fn(&Unit) -> u64) -> Vec<Gram> {
    let mut grams = Vec::new();
    for run in runs {
        for (n, unit) in run.iter().enumerate() {
            let formula = inside(unit, formulas);
            grams.push(Gram { hash: hash(&[told(unit)]), formula, single: true });
            if let Some(next) = run.get(n + 1) {
                let formula = formula && inside(next, formulas);
                grams.push(Gram { hash: hash(&[told(unit), told(next)]), formula, single: false });
            }
        }
    }
    grams.sort_unstable();
    grams.dedup_by_key(|g| g.hash);
    grams
}

/// What tells one unit from another: of a word, its stem.
fn told(unit: &Unit, text: &str, reader: &Reader<'_>) -> u64 {
    if unit.symbol & WORD == 0 || reader.compare.endings.is_empty() {
        return unit.symbol;
    }
    word_symbol(reader.compare.stem(&text[unit.start..unit.end].to_lowercase()))
}

/// How many bytes at the head of a sentence are a subject that may go unsaid.
fn unsaid(text: &str, compare: &Compare) -> usize {
    let lower = text.to_lowercase();
    compare
        .subjects
        .iter()
        .filter(|s| lower.starts_with(s.as_str()))
        .map(String::len)
        .max()
        .filter(|&n| n < text.len())
        .unwrap_or(0)
}

fn inside(unit: &Unit, formulas: &[LadderHit]) -> bool {
    let at = formulas.partition_point(|f| f.end <= unit.start);
    formulas.get(at).is_some_and(|f| f.start <= unit.start)
}

/// A character or word.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// The same for the same word, whatever its case.
    pub symbol: u64,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The units of `text` between punctuation marks, neutral names and full dates read as one unit each.
fn runs(text: &str, reader: &Reader<'_>) -> Vec<Vec<Unit>> {
    let mut marked = reader.names.find(text);
    marked
        .extend(dates(text, reader.compare).into_iter().filter(|(from, to, _)| !ahead(&text[*from..*to], reader.date)));
    marked.sort_unstable();
    let mut out = vec![Vec::new()];
    let mut at = 0;
    for (start, end, mark) in marked {
        if start < at {
            continue;
        }
        split(text, at..start, reader.spaced, &mut out);
        if let Some(run) = out.last_mut() {
            run.push(Unit { symbol: u64::from(mark), start, end });
        }
        at = end;
    }
    split(text, at..text.len(), reader.spaced, &mut out);
    out.retain(|run| !run.is_empty());
    out
}

/// Whether a full date lies behind the day of its document.
fn ahead(date: &str, today: Option<&str>) -> bool {
    let numbers =
        |text: &str| -> Vec<u32> { text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect() };
    let (date, today) = (numbers(date), numbers(today.unwrap_or_default()));
    date.len() == 3 && today.len() == 3 && date > today
}

/// Full dates: digits and date marks, closed by the mark of the day.
fn dates(text: &str, compare: &Compare) -> Vec<(usize, usize, u32)> {
    let Some(last) = compare.date_end else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(from) = text[at..].find(|c: char| c.is_ascii_digit()).map(|n| at + n) {
        let to = text[from..]
            .find(|c: char| !c.is_ascii_digit() && !compare.date_marks.contains(c))
            .map_or(text.len(), |n| from + n);
        if let Some(end) = text[from..to].rfind(last).map(|n| from + n + last.len_utf8()) {
            out.push((from, end, DATE));
        }
        at = to.max(from + 1);
    }
    out
}

/// Cuts `text[range]` into units, appending to the last run and opening a new one at every punctuation mark.
pub fn split(text: &str, range: std::ops::Range<usize>, spaced: bool, out: &mut Vec<Vec<Unit>>) {
    let mut word: Option<usize> = None;
    let close = |word: &mut Option<usize>, end: usize, out: &mut Vec<Vec<Unit>>| {
        if let (Some(start), Some(run)) = (word.take(), out.last_mut()) {
            run.push(Unit { symbol: word_symbol(&text[start..end]), start, end });
        }
    };
    for (n, c) in text[range.clone()].char_indices() {
        let at = range.start + n;
        let glued = (spaced || c.is_ascii()) && c.is_alphanumeric() && !ideograph(c);
        if glued {
            word.get_or_insert(at);
            continue;
        }
        close(&mut word, at, out);
        if c.is_alphanumeric() {
            if let Some(run) = out.last_mut() {
                run.push(Unit { symbol: u64::from(u32::from(c)), start: at, end: at + c.len_utf8() });
            }
        } else if !c.is_whitespace() && out.last().is_some_and(|run| !run.is_empty()) {
            out.push(Vec::new());
        }
    }
    close(&mut word, range.end, out);
}

/// The mark of symbols that stand for words.
const WORD: u64 = 1 << 63;

fn word_symbol(word: &str) -> u64 {
    let lower = word.to_lowercase();
    let mut hasher = FxHasher::default();
    lower.hash(&mut hasher);
    hasher.finish() | WORD
}

/// One number for a few symbols in a row.
pub fn hash(symbols: &[u64]) -> u64 {
    let mut hasher = FxHasher::default();
    symbols.hash(&mut hasher);
    hasher.finish()
}

/// Whether words of `text` are set apart by spaces: most of its letters are not ideographs.
pub fn spaced(text: &str) -> bool {
    let (mut letters, mut ideographs) = (0usize, 0usize);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(4000) {
        letters += 1;
        ideographs += usize::from(ideograph(c));
    }
    ideographs * 4 < letters
}

/// A character of a script without spaces between words.
pub fn ideograph(c: char) -> bool {
    (0x2E80..0x1_0000).contains(&u32::from(c)) && !(0xFF00..0xFF60).contains(&u32::from(c)) || u32::from(c) >= 0x2_0000
}

/// Blocks of the body answer each other whatever their form; every other kind answers its own kind only.
fn class(kind: ProvisionKind) -> u32 {
    match kind {
        ProvisionKind::Item | ProvisionKind::Bullet | ProvisionKind::Paragraph => 0,
        other => 1 + ProvisionKind::ALL.iter().position(|k| *k == other).map_or(0, |n| u32::try_from(n).unwrap_or(0)),
    }
}
