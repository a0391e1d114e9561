//! A character that looks like the one that the same words have elsewhere.
//!
//! Evidence on both sides: how long the stretches around the place are that stand elsewhere too, once with the
//! printed character, once with the one it looks like; and whether either makes a word.

use super::attest::{Attested, LONGEST, hash};
use super::page::Page;
use super::wording::Trust;
use super::{COMMON, Vocabulary};
use crate::model::{Because, Reason, Suspicion, SuspicionKind};
use std::cell::OnceCell;

/// So many of the characters that look alike may make a word without being attested there.
const LIKEST: usize = 6;

/// A stretch around the place: how it reads with the proposed character, with the printed one.
struct Window {
    length: usize,
    proposed: u64,
    printed: u64,
}

/// A character that may have stood at a place.
pub(super) struct Candidate {
    at: usize,
    meant: char,
    /// Its rank among the characters that look alike.
    rank: usize,
    /// Length of the longest word around the place, as proposed and as printed.
    words: (usize, usize),
    windows: Vec<Window>,
}

impl Candidate {
    /// The stretches whose counts decide.
    pub(super) fn questions(&self) -> impl Iterator<Item = u64> + '_ {
        self.windows.iter().flat_map(|w| [w.proposed, w.printed])
    }
}

/// Everything that looks like something better attested.
pub(super) fn candidates(page: &Page<'_>, attested: &Attested, vocabulary: Vocabulary<'_>) -> Vec<Candidate> {
    let mut out = Vec::new();
    if !page.chinese() {
        return out;
    }
    for at in 0..page.letters.len() {
        if page.han(at) && !page.proper(at) {
            candidates_at(page, at, attested, vocabulary, &mut out);
        }
    }
    out
}

fn candidates_at(
    page: &Page<'_>,
    at: usize,
    attested: &Attested<'_>,
    vocabulary: Vocabulary<'_>,
    out: &mut Vec<Candidate>,
) {
    let c = page.letters[at];
    let (rare, odd, printed) = (rare(page, at, attested), OnceCell::new(), OnceCell::new());
    let odd = || *odd.get_or_init(|| rare && word_around(page, at, c, vocabulary) == 1);
    let printed = || {
        *printed.get_or_init(|| match vocabulary(c.encode_utf8(&mut [0; 4])) {
            COMMON.. => word_around(page, at, c, vocabulary).max(2),
            _ => word_around(page, at, c, vocabulary),
        })
    };
    for (rank, &meant) in attested.likes(c).iter().enumerate() {
        let near = || rank < LIKEST && odd();
        // Among words that stand elsewhere too, only what stands elsewhere in its place convinces.
        let may = meant != c && (rare || attested.around(&page.letters, at, meant));
        if !may || !(fits(page, at, meant, attested) || near()) {
            continue;
        }
        let word = word_around(page, at, meant, vocabulary);
        if word >= 2 && (printed() == 1 || word >= printed()) {
            out.push(Candidate { at, meant, rank, words: (word, printed()), windows: windows(page, at, meant) });
        }
    }
}

/// Whether a character hardly stands beside its neighbours anywhere.
fn rare(page: &Page<'_>, at: usize, attested: &Attested<'_>) -> bool {
    let c = page.letters[at];
    let before = at.checked_sub(1).map_or(0, |n| attested.pair(page.letters[n], c));
    let after = page.letters.get(at + 1).map_or(0, |&a| attested.pair(c, a));
    before <= 1 && after <= 1
}

/// Whether `meant` is attested beside a neighbour.
fn fits(page: &Page<'_>, at: usize, meant: char, attested: &Attested) -> bool {
    let before = at.checked_sub(1).map(|n| page.letters[n]);
    let after = page.letters.get(at + 1).copied();
    before.is_some_and(|b| attested.pair(b, meant) > 0) || after.is_some_and(|a| attested.pair(meant, a) > 0)
}

/// The longest word, up to four characters, that the place is part of when `c` stands there.
pub(super) fn word_around(page: &Page<'_>, at: usize, c: char, vocabulary: Vocabulary<'_>) -> usize {
    let mut word = String::with_capacity(4 * c.len_utf8());
    for length in (2..=4).rev() {
        for from in (at + 1).saturating_sub(length)..=at {
            let to = from + length;
            if to > page.letters.len() || !(from..to).all(|n| page.han(n)) {
                continue;
            }
            word.clear();
            word.extend((from..to).map(|n| if n == at { c } else { page.letters[n] }));
            if vocabulary(&word) > 0 {
                return length;
            }
        }
    }
    1
}

/// All stretches around the place that do not leave its block.
fn windows(page: &Page<'_>, at: usize, meant: char) -> Vec<Window> {
    let mut out = Vec::new();
    for length in 2..=LONGEST {
        for from in (at + 1).saturating_sub(length)..=at {
            let Some(stretch) = page.letters.get(from..from + length) else { continue };
            if stretch.contains(&'\n') {
                continue;
            }
            let replaced = (from..).zip(stretch).map(|(n, c)| if n == at { meant } else { *c });
            out.push(Window { length, proposed: hash(replaced), printed: hash(stretch.iter().copied()) });
        }
    }
    out
}

/// What the counts say of one candidate.
struct Evidence {
    /// Longest stretch that stands elsewhere as proposed, and how often the best one of that length.
    proposed: (usize, u32),
    /// Longest stretch that stands elsewhere as printed.
    printed: usize,
}

fn weigh(candidate: &Candidate, attested: &Attested) -> Evidence {
    let mut evidence = Evidence { proposed: (1, 0), printed: 1 };
    for window in &candidate.windows {
        let times = attested.times(window.proposed);
        if times > 0 && (window.length, times) > evidence.proposed {
            evidence.proposed = (window.length, times);
        }
        if attested.times(window.printed) > 1 {
            evidence.printed = evidence.printed.max(window.length);
        }
    }
    evidence
}

/// The best candidate of each place that convinces.
pub(super) fn suspicions(
    page: &Page<'_>,
    candidates: &[Candidate],
    attested: &Attested,
    trust: Trust,
) -> Vec<Suspicion> {
    let mut best: Vec<(usize, usize, &Candidate, Evidence)> = Vec::new();
    for candidate in candidates {
        let evidence = weigh(candidate, attested);
        let Some(score) = convinces(candidate, &evidence, trust) else { continue };
        match best.last_mut() {
            Some(last) if last.0 == candidate.at => {
                if score > last.1 {
                    *last = (candidate.at, score, candidate, evidence);
                }
            }
            _ => best.push((candidate.at, score, candidate, evidence)),
        }
    }
    best.into_iter().map(|(at, _, candidate, evidence)| suspicion(page, at, candidate, &evidence)).collect()
}

/// How much more is to be said for the proposed character; nothing where it is not enough.
fn convinces(candidate: &Candidate, evidence: &Evidence, trust: Trust) -> Option<usize> {
    let (length, times) = evidence.proposed;
    let (word, printed_word) = candidate.words;
    let unknown = evidence.printed == 1 && printed_word == 1;
    let slipped = trust == Trust::Slipped;
    let enough = if unknown {
        word >= 2 && (length >= 2 || slipped) && (candidate.rank < LIKEST || length >= 3)
    } else if printed_word == 1 {
        word >= 2 && length >= evidence.printed + if slipped { 1 } else { 2 } && length >= if slipped { 3 } else { 4 }
    } else if slipped {
        word >= printed_word && length >= evidence.printed + 3 && length >= 6
    } else {
        word >= printed_word && length >= evidence.printed + 3 && length >= 6 && times >= 2
    };
    enough.then_some(100 * length + 10 * word + times.min(9) as usize)
}

fn suspicion(page: &Page<'_>, at: usize, candidate: &Candidate, evidence: &Evidence) -> Suspicion {
    let around = |c: String| {
        let from = (0..=at).rev().take(3).take_while(|&n| page.han(n) || n == at).last().unwrap_or(at);
        let to = (at..page.letters.len()).take(3).take_while(|&n| page.han(n) || n == at).last().unwrap_or(at) + 1;
        format!("{}{c}{}", page.words(from, at), page.words(at + 1, to))
    };
    let (alike, times) = evidence.proposed;
    let [here, there] = [page.printed[at], candidate.meant].map(|c| around(c.to_string()));
    let values = [here, there, alike.to_string(), times.to_string()];
    let reason = Reason::told(Because::StandsElsewhere, values, None);
    Suspicion {
        span: page.span(at, at + 1),
        proposed: Some(candidate.meant.to_string()),
        kind: SuspicionKind::LookAlike,
        reason,
    }
}
