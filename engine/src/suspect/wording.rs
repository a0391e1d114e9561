//! Words that depart from a set phrase, or from a passage that another text has word for word.
//!
//! What is odd in itself is suspected anywhere. On a page whose recognition is known to have slipped, a departure is
//! suspected that would be nothing strange on a clean one.

use super::Vocabulary;
use super::attest::{Attested, hash};
use super::echo::{Echo, Memory};
use super::page::Page;
use super::tokens::sound;
use crate::model::{Because, Reason, Suspicion, SuspicionKind};
use crate::rules::is_han;

/// Shorter phrases resemble too much.
const SHORTEST: usize = 6;

/// A departure that may be a misreading, with what the counts are asked.
pub(super) struct Departure {
    echo: Echo,
    window: u64,
    /// The words printed are words.
    sound: bool,
    /// What remembers: its words.
    wording: String,
}

/// How much a page is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Nothing is known against it.
    Clean,
    /// Its recognition slipped elsewhere.
    Slipped,
}

/// The departures of `page` that are worth asking about.
pub(super) fn departures(page: &Page<'_>, memory: &Memory<'_>, vocabulary: Vocabulary<'_>) -> Vec<Departure> {
    if !page.chinese() {
        return Vec::new();
    }
    let worth = |e: &Echo| {
        let stretch = &page.letters[e.from - e.alike.0..e.to + e.alike.1];
        readable(page, e) && !(e.from..e.to).any(|n| page.proper(n)) && !memory.knows(stretch)
    };
    memory.echoes(page).into_iter().filter(worth).map(|echo| departure(page, echo, memory, vocabulary)).collect()
}

fn departure(page: &Page<'_>, echo: Echo, memory: &Memory<'_>, vocabulary: Vocabulary<'_>) -> Departure {
    let words = memory.wordings[echo.wording.0];
    let (from, to) = (echo.wording.1, echo.wording.1 + echo.proposed.len());
    let line = |c: &&char| **c != '\n';
    let before: Vec<&char> = words[..from].iter().rev().take_while(line).take(4).collect();
    let behind = words[from..to].iter().chain(words[to..].iter().take_while(line).take(4));
    let around: String = before.into_iter().rev().chain(behind).collect();
    // What joins where much is missing may well stand elsewhere: more of it must be alone.
    let by = if echo.proposed.len() > echo.to - echo.from + 2 { 4 } else { 2 };
    let near = page.letters[echo.from.saturating_sub(by)..(echo.to + by).min(page.letters.len())].iter().copied();
    Departure {
        window: hash(near),
        sound: echo.from < echo.to && sound(page, echo.from, echo.to, vocabulary),
        wording: around,
        echo,
    }
}

impl Departure {
    /// The stretch whose count decides.
    pub(super) const fn question(&self) -> u64 {
        self.window
    }
}

/// Words departing from words: no figures, no marks alone.
fn readable(page: &Page<'_>, e: &Echo) -> bool {
    let numeral = |c: char| "一二三四五六七八九十百千两〇年月日".contains(c);
    let all = || page.letters[e.from..e.to].iter().chain(&e.proposed).copied();
    let word = |c: char| is_han(c) && !numeral(c);
    let state = |c: &char| page.language.is_some_and(|l| l.words.class("states").iter().any(|e| is_character(e, *c)));
    let states = |words: &[char]| !words.is_empty() && words.iter().all(state);
    let title = e.from == e.to && matches!(e.proposed[..], ['《' | '》']);
    let known = all().all(|c| word(c) || "“”《》、".contains(c)) && (title || all().any(word));
    known && !(states(&page.letters[e.from..e.to]) && states(&e.proposed))
}

/// Whether that is the one character a state is called by.
fn is_character(entry: &crate::rules::Entry, c: char) -> bool {
    entry.get("form") == "character" && entry.word.chars().eq(std::iter::once(c))
}

/// What of them convinces on a page trusted so.
pub(super) fn suspicions(
    page: &Page<'_>,
    departures: &[Departure],
    attested: &Attested,
    convinces: impl Fn(&Departure, &Page<'_>) -> bool,
) -> Vec<Suspicion> {
    // The page itself has it once.
    let alone = |d: &&Departure| attested.times(d.window) <= 1 && convinces(d, page);
    let mut found: Vec<&Departure> = departures.iter().filter(alone).collect();
    found.sort_by_key(|d| std::cmp::Reverse((d.echo.whole, d.echo.alike.0 + d.echo.alike.1)));
    found.into_iter().map(|d| suspicion(page, d)).collect()
}

/// Whether a departure from a set phrase convinces.
pub(super) fn from_phrase(d: &Departure, page: &Page<'_>, trust: Trust) -> bool {
    let Echo { from, to, proposed, alike, whole, .. } = &d.echo;
    let (length, all) = (to - from, alike.0 + alike.1 + proposed.len());
    let both = alike.0 >= 1 && alike.1 >= 1;
    let whole = *whole && all >= SHORTEST && both;
    let part = trust == Trust::Slipped && alike.0 >= 2 && alike.1 >= 2 && alike.0 + alike.1 >= 6;
    let quoted = proposed.iter().any(|c| "“《".contains(*c)) && alike.0 >= 4 && alike.1 >= 4;
    let open = trust == Trust::Slipped;
    let begins = open && d.sound && d.echo.whole && alike.0 == 0 && alike.1 >= 8;
    match (length, proposed.len()) {
        (0, 1) => (whole || part) && !particle(proposed),
        (0, 2) => open && (whole || part) && !particle(proposed),
        (0, _) => whole && quoted,
        (1, 0) => (whole || part) && doubled(page, *from),
        (2, 0) => whole && !d.sound,
        (1, 1) => (whole || part) && (!d.sound || (open && doubled(page, *from))) && !small(page, d),
        (2, 2) => (whole || part || begins) && (open || !d.sound),
        (a, b) => open && whole && a <= 3 && b <= 3 && !d.sound,
    }
}

/// Whether a departure from a passage of another text convinces, on a page that slipped.
pub(super) fn from_passage(d: &Departure, page: &Page<'_>) -> bool {
    let Echo { from, to, proposed, alike, .. } = &d.echo;
    let sum = alike.0 + alike.1;
    let both = alike.0 >= 2 && alike.1 >= 2;
    match (to - from, proposed.len()) {
        (0, 1) => both && sum >= 14 && !particle(proposed),
        (0, 2) => both && sum >= 22 && !particle(proposed),
        (1, 0) => both && sum >= 8 && doubled(page, *from),
        (a, b) if a == b && a <= 2 => {
            let swapped = a == 2 && page.letters[*from] == proposed[1] && page.letters[from + 1] == proposed[0];
            both && !small(page, d) && (sum >= 10 && !d.sound || sum >= 7 && swapped)
        }
        _ => false,
    }
}

/// One small word for another.
fn small(page: &Page<'_>, d: &Departure) -> bool {
    particle(&page.letters[d.echo.from..d.echo.to]) || particle(&d.echo.proposed)
}

fn doubled(page: &Page<'_>, at: usize) -> bool {
    let c = page.letters[at];
    (at > 0 && page.letters[at - 1] == c) || page.letters.get(at + 1) == Some(&c)
}

/// Words that come and go as people write.
fn particle(words: &[char]) -> bool {
    words.iter().any(|c| "的地得了着和与及等为、也".contains(*c))
}

fn suspicion(page: &Page<'_>, d: &Departure) -> Suspicion {
    let Echo { from, to, proposed, .. } = &d.echo;
    let here = page.words(from.saturating_sub(4), (to + 4).min(page.letters.len()));
    let here = here.split('\n').max_by_key(|l| l.len()).unwrap_or_default().to_owned();
    Suspicion {
        span: page.span(*from, *to),
        proposed: Some(proposed.iter().collect()),
        kind: SuspicionKind::Wording,
        reason: Reason::told(Because::WordedOtherwise, [here, d.wording.clone()], None),
    }
}
