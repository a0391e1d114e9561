//! What goes wrong between words that blanks set apart: two grown together, a mark without its blank, a mark too many,
//! words or a sentence printed twice.

use super::attest::hash;
use super::page::Page;
use crate::model::{Because, Reason, Suspicion, SuspicionKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// A word of so many characters may be two.
const LONG: usize = 6;
/// Each of the two stands so often in the texts at hand.
const OFTEN: u32 = 4;
/// So many words in a row that stand again at once are printed twice.
const RUN: std::ops::RangeInclusive<usize> = 3..=20;
/// A sentence of so many words that a paragraph has twice is printed twice.
const SENTENCE: usize = 8;

/// How often words and pairs of words stand in the texts at hand.
#[derive(Default)]
pub(super) struct Counted {
    words: FxHashMap<u64, u32>,
    pairs: FxHashSet<u64>,
}

/// A word: from where to where, in characters.
type Word = (usize, usize);

impl Counted {
    pub(super) fn in_pages(pages: &[Page<'_>]) -> Self {
        let mut out = Self::default();
        for page in pages.iter().filter(|p| spaced(p)) {
            let words = words(page);
            for &word in &words {
                *out.words.entry(key(&page.printed[word.0..word.1])).or_default() += 1;
            }
            for two in words.windows(2).filter(|two| two[1].0 == two[0].1 + 1 && page.printed[two[0].1] == ' ') {
                out.pairs.insert(key(&page.printed[two[0].0..two[1].1]));
            }
        }
        out
    }

    fn times(&self, word: &[char]) -> u32 {
        self.words.get(&key(word)).copied().unwrap_or(0)
    }

    /// Where `word` falls into two that stand beside each other elsewhere.
    fn seam(&self, word: &[char]) -> Option<usize> {
        let border = |&at: &usize| {
            let (a, b) = word.split_at(at);
            let common = self.times(a) >= OFTEN && self.times(b) >= OFTEN;
            common && self.pairs.contains(&key(&[a, &[' '], b].concat()))
        };
        (2..word.len().saturating_sub(1)).find(border)
    }

    /// Where a capital inside `word` begins another, if both are words.
    fn tall(&self, word: &[char]) -> Option<usize> {
        let at = (3..word.len()).find(|&n| word[n].is_uppercase() && word[n - 1].is_lowercase())?;
        (word.len() > at + 2 && self.times(&word[..at]) > 0 && self.times(&word[at..]) > 0).then_some(at)
    }
}

/// Letters, small or tall, as a number.
fn key(letters: &[char]) -> u64 {
    hash(letters.iter().flat_map(|c| c.to_lowercase()))
}

fn spaced(page: &Page<'_>) -> bool {
    page.language.is_some_and(|l| !l.unspaced)
}

/// The words of a page: letters, with apostrophes between them.
fn words(page: &Page<'_>) -> Vec<Word> {
    let letter = |n: usize| page.printed.get(n).is_some_and(|c| c.is_alphanumeric());
    let inside = |n: usize| {
        let joins = page.printed.get(n).is_some_and(|c| matches!(c, '’' | '\''));
        letter(n) || (joins && n > 0 && letter(n - 1) && letter(n + 1))
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < page.printed.len() {
        if !letter(at) {
            at += 1;
            continue;
        }
        let to = (at..).find(|&n| !inside(n)).unwrap_or(page.printed.len());
        out.push((at, to));
        at = to;
    }
    out
}

/// Everything of the kind in `page`.
pub(super) fn suspicions(page: &Page<'_>, counted: &Counted) -> Vec<Suspicion> {
    if !spaced(page) {
        return Vec::new();
    }
    let words = words(page);
    let mut out = Vec::new();
    grown(page, &words, counted, &mut out);
    marks(page, &mut out);
    again(page, &words, &mut out);
    sentences(page, &mut out);
    out
}

fn suspicion(page: &Page<'_>, (from, to): Word, proposed: Option<String>, reason: Reason) -> Suspicion {
    let kind = if proposed.as_deref() == Some("") { SuspicionKind::Doubled } else { SuspicionKind::Wording };
    Suspicion { span: page.span(from, to), proposed, kind, reason }
}

/// Two words without the blank between them.
fn grown(page: &Page<'_>, words: &[Word], counted: &Counted, out: &mut Vec<Suspicion>) {
    let prefixes = page.language.map_or(&[][..], |l| l.words.class("prefixes"));
    for (n, &(from, to)) in words.iter().enumerate() {
        let letters = &page.printed[from..to];
        let plain = to - from >= LONG && letters.iter().all(|c| c.is_alphabetic());
        if !plain || counted.times(letters) > 1 {
            continue;
        }
        // Either of the two stands elsewhere beside the word that it stands beside here.
        let near = |first: Option<&Word>, last: Option<&Word>| {
            first.zip(last).is_some_and(|(a, b)| counted.pairs.contains(&key(&page.printed[a.0..b.1])))
        };
        let fits = |at: &usize| {
            let (first, second) = ((from, from + at), (from + at, to));
            let before = n.checked_sub(1).and_then(|m| words.get(m));
            near(before, Some(&first)) || near(Some(&second), words.get(n + 1))
        };
        let prefix = |at: &usize| prefixes.iter().any(|p| key(&letters[..*at]) == hash(p.word.chars()));
        let low = || counted.seam(letters).filter(|at| !prefix(at));
        if let Some(at) = counted.tall(letters).or_else(low).filter(fits) {
            let (written, two) =
                (page.words(from, to), [page.words(from, from + at), page.words(from + at, to)].join(" "));
            let reason = Reason::told(Because::GrownTogether, [written, two.clone()], None);
            out.push(suspicion(page, (from, to), Some(two), reason));
        }
    }
}

/// A comma or stop without its blank, and marks that stand twice.
fn marks(page: &Page<'_>, out: &mut Vec<Suspicion>) {
    let at = |n: usize| page.printed.get(n).copied().unwrap_or(' ');
    for n in 2..page.printed.len() {
        let (before, c, after) = (at(n - 1), at(n), at(n + 1));
        let small = before.is_lowercase() && at(n - 2).is_lowercase();
        let glued = match c {
            ',' | ';' => small && after.is_lowercase(),
            '.' => small && after.is_uppercase() && (at(n + 2).is_lowercase() || at(n + 2) == ' '),
            _ => false,
        };
        if glued {
            let reason = Reason::told(Because::NoBlank, [format!("{before}{c}")], None);
            out.push(suspicion(page, (n, n + 1), Some(format!("{c} ")), reason));
        }
        let second = if after == ' ' { n + 2 } else { n + 1 };
        let ends = at(second + 1) == ' ' || at(second + 1) == '\n' || at(second + 1).is_uppercase();
        let twice = matches!((c, at(second)), (',', '.') | ('.', '.') | (',', ',')) && ends && before.is_lowercase();
        if twice {
            let reason = Reason::told(Because::MarksTwice, [page.words(n, second + 1)], None);
            out.push(suspicion(page, (n, second), Some(String::new()), reason));
        }
    }
}

/// Words that stand again at once.
fn again(page: &Page<'_>, words: &[Word], out: &mut Vec<Suspicion>) {
    let same = |a: Word, b: Word| key(&page.printed[a.0..a.1]) == key(&page.printed[b.0..b.1]);
    let mut n = 0;
    while n < words.len() {
        let run = RUN.rev().find(|&k| {
            let (first, second) = (words.get(n..n + k), words.get(n + k..n + 2 * k));
            first.zip(second).is_some_and(|(a, b)| a.iter().zip(b).all(|(a, b)| same(*a, *b)))
        });
        let Some(k) = run else {
            n += 1;
            continue;
        };
        let (from, to) = (words[n + k - 1].1, words[n + 2 * k - 1].1);
        // Nobody begins the next sentence with what the last one ended with but on purpose.
        let between = &page.printed[words[n + k - 1].1..words[n + k].0];
        if between.iter().all(|c| matches!(c, ' ' | ',')) && !page.printed[words[n].0..to].contains(&'\n') {
            let reason = Reason::told(Because::StandsTwice, [page.words(words[n].0, from)], None);
            out.push(suspicion(page, (from, to), Some(String::new()), reason));
        }
        n += 2 * k;
    }
}

/// A sentence that its paragraph has twice.
fn sentences(page: &Page<'_>, out: &mut Vec<Suspicion>) {
    let document = page.held.document;
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut provision = usize::MAX;
    for sentence in &document.sentences {
        if sentence.provision != provision {
            seen.clear();
            provision = sentence.provision;
        }
        let span = sentence.span;
        let words = span.of(&document.text).trim();
        if words.split_whitespace().count() >= SENTENCE && *seen.entry(words).and_modify(|n| *n += 1).or_insert(1) == 2
        {
            let (from, to) = (page.index(span.start as usize), page.index(span.end as usize));
            let reason = Reason::told(Because::SentenceTwice, [], None);
            out.push(suspicion(page, (from, to), Some(String::new()), reason));
        }
    }
}
