//! Words that depart from a set phrase, or from a passage that another text has word for word.
//!
//! What is odd in itself is suspected anywhere. On a page whose recognition is known to have slipped, a departure is
//! suspected that would be nothing strange on a clean one.

use super::Vocabulary;
use super::attest::{Attested, hash};
use super::echo::{Echo, Memory};
use super::page::Page;
use super::tokens::{Sense, sense};
use crate::model::{Because, Reason, Suspicion, SuspicionKind};
use crate::rules::is_han;
use std::cell::OnceCell;

/// Shorter phrases resemble too much.
const SHORTEST: usize = 6;

/// A departure that may be a misreading, with what the counts are asked.
pub(super) struct Departure {
    echo: Echo,
    window: u64,
    /// The words printed with what stands before them, and with what stands behind.
    sides: [u64; 2],
    /// What the words printed are; looked up for what stands alone.
    sense: OnceCell<Sense>,
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
pub(super) fn departures(page: &Page<'_>, memory: &Memory<'_>) -> Vec<Departure> {
    if !page.chinese() {
        return Vec::new();
    }
    let worth = |e: &Echo| {
        let stretch = &page.letters[e.from - e.alike.0..e.to + e.alike.1];
        let named = (e.from..e.to).any(|n| page.proper(n)) && !shuffled(page, e);
        readable(page, e) && !named && !memory.knows(stretch)
    };
    memory.echoes(page).into_iter().filter(worth).map(|echo| departure(page, echo, memory)).collect()
}

fn departure(page: &Page<'_>, echo: Echo, memory: &Memory<'_>) -> Departure {
    let words = memory.wordings[echo.wording.0];
    let (from, to) = (echo.wording.1, echo.wording.1 + echo.proposed.len());
    let line = |c: &&char| **c != '\n';
    let before: Vec<&char> = words[..from].iter().rev().take_while(line).take(4).collect();
    let behind = words[from..to].iter().chain(words[to..].iter().take_while(line).take(4));
    let around: String = before.into_iter().rev().chain(behind).collect();
    // What joins where much is missing may well stand elsewhere: more of it must be alone.
    let by = if echo.proposed.len() > echo.to - echo.from + 2 { 4 } else { 2 };
    let near = page.letters[echo.from.saturating_sub(by)..(echo.to + by).min(page.letters.len())].iter().copied();
    let stretch = |from: usize, to: usize| hash(page.letters[from..to.min(page.letters.len())].iter().copied());
    Departure {
        window: hash(near),
        sides: [stretch(near_word(page, echo.from), echo.to), stretch(echo.from, far_word(page, echo.to))],
        sense: OnceCell::new(),
        wording: around,
        echo,
    }
}

impl Departure {
    /// The stretches whose counts decide.
    pub(super) fn questions(&self) -> impl Iterator<Item = u64> + '_ {
        std::iter::once(self.window).chain(self.sides)
    }

    /// Looks up what the words printed are.
    fn look(&self, page: &Page<'_>, vocabulary: Vocabulary<'_>) {
        let Echo { from, to, .. } = self.echo;
        self.sense.get_or_init(|| if from < to { sense(page, from, to, vocabulary) } else { Sense::default() });
    }

    fn sense(&self) -> Sense {
        self.sense.get().copied().unwrap_or_default()
    }

    /// Whether the words printed stand elsewhere with either neighbour.
    fn usual(&self, attested: &Attested) -> bool {
        self.sides.iter().all(|side| attested.times(*side) > 1)
    }
}

/// Words departing from words: no figures, no marks alone.
fn readable(page: &Page<'_>, e: &Echo) -> bool {
    let numeral = |c: char| "一二三四五六七八九十百千两〇年月日".contains(c);
    let all = || page.letters[e.from..e.to].iter().chain(&e.proposed).copied();
    let word = |c: char| is_han(c) && !numeral(c);
    let state = |c: &char| page.language.is_some_and(|l| l.spelling().names_state(*c));
    let states = |words: &[char]| !words.is_empty() && words.iter().all(state);
    let title = e.from == e.to && matches!(e.proposed[..], ['《' | '》']);
    let known = all().all(|c| word(c) || "“”《》、".contains(c)) && (title || all().any(word));
    known && !(states(&page.letters[e.from..e.to]) && states(&e.proposed))
}

/// What of them convinces on a page trusted so.
pub(super) fn suspicions(
    page: &Page<'_>,
    departures: &[Departure],
    (attested, vocabulary): (&Attested<'_>, Vocabulary<'_>),
    convinces: impl Fn(&Departure, &Page<'_>) -> bool,
) -> Vec<Suspicion> {
    // The page itself has it once.
    let alone = departures.iter().filter(|d| attested.times(d.window) <= 1);
    let alone = alone.inspect(|d| d.look(page, vocabulary));
    let mut found: Vec<&Departure> = alone.filter(|d| convinces(d, page)).collect();
    found.sort_by_key(|d| std::cmp::Reverse((d.echo.whole, d.echo.alike.0 + d.echo.alike.1)));
    found.into_iter().map(|d| suspicion(page, d)).collect()
}

/// Whether a departure from a set phrase convinces.
pub(super) fn from_phrase(d: &Departure, page: &Page<'_>, (attested, trust): (&Attested, Trust)) -> bool {
    let Echo { from, to, proposed, alike, whole, .. } = &d.echo;
    let (length, all) = (to - from, alike.0 + alike.1 + proposed.len());
    let both = alike.0 >= 1 && alike.1 >= 1;
    let whole = *whole && all >= SHORTEST && both;
    let part = trust == Trust::Slipped && alike.0 >= 2 && alike.1 >= 2 && alike.0 + alike.1 >= 6;
    let quoted = proposed.iter().any(|c| "“《".contains(*c)) && alike.0 >= 4 && alike.1 >= 4;
    let open = trust == Trust::Slipped;
    let begins = open && d.sense().sound && d.echo.whole && alike.0 == 0 && alike.1 >= 8;
    match (length, proposed.len()) {
        (0, 1) => (whole || part) && !particle(proposed),
        (0, 2) => {
            let titled = !d.echo.whole && in_title(page, *from);
            let needless = particle(proposed) || optional(page, proposed) || said_once(page, *to, proposed);
            open && (whole || part) && !titled && !needless
        }
        (0, _) => whole && quoted,
        (1, 0) => (whole || part) && doubled(page, *from),
        (2, 0) => whole && !d.sense().known,
        (1, 1) => (whole || part) && (!d.sense().sound || (open && doubled(page, *from))) && !small(page, d),
        (2, 2) => (whole || part || begins) && (open || !d.sense().sound) && !(d.sense().sound && d.usual(attested)),
        (a, b) => open && whole && a <= 3 && b <= 3 && !d.sense().known,
    }
}

/// Whether a departure from a passage of another text convinces, on a page that slipped.
pub(super) fn from_passage(d: &Departure, page: &Page<'_>) -> bool {
    let Echo { from, to, proposed, alike, .. } = &d.echo;
    let sum = alike.0 + alike.1;
    let both = alike.0 >= 2 && alike.1 >= 2;
    match (to - from, proposed.len()) {
        (0, 1) => both && sum >= 14 && !particle(proposed),
        (0, 2) => both && sum >= 22 && !particle(proposed) && !optional(page, proposed),
        (1, 0) => both && sum >= 8 && doubled(page, *from),
        (a, b) if a == b && a <= 2 => {
            let swapped = a == 2 && page.letters[*from] == proposed[1] && page.letters[from + 1] == proposed[0];
            both && !small(page, d) && (sum >= 10 && !d.sense().sound || sum >= 7 && swapped)
        }
        (3 | 4, _) => both && sum >= 5 && shuffled(page, &d.echo),
        _ => false,
    }
}

/// Where the two characters before `at` begin, marks aside.
fn near_word(page: &Page<'_>, at: usize) -> usize {
    (at.saturating_sub(2)..at).rev().take_while(|&n| page.han(n)).last().unwrap_or(at)
}

/// Where the two characters from `at` on end, marks aside.
fn far_word(page: &Page<'_>, at: usize) -> usize {
    (at..at + 2).take_while(|&n| page.han(n)).last().map_or(at, |n| n + 1)
}

/// Whether `at` stands inside the title of something.
fn in_title(page: &Page<'_>, at: usize) -> bool {
    page.letters[..at].iter().rev().find(|c| matches!(c, '《' | '》' | '\n')) == Some(&'《')
}

/// Words that people put in or leave out as they like.
pub(super) fn optional(page: &Page<'_>, words: &[char]) -> bool {
    let list = page.language.map_or(&[][..], |l| l.words.class("optional"));
    list.iter().any(|e| e.word.chars().eq(words.iter().copied()))
}

/// Whether nearly the same characters stand there in another order.
fn shuffled(page: &Page<'_>, e: &Echo) -> bool {
    let printed = &page.letters[e.from..e.to];
    let shared = printed.iter().filter(|c| e.proposed.contains(c)).count();
    printed.len() >= 3 && printed.len() == e.proposed.len() && shared + 1 >= printed.len()
}

/// Whether what seems to be missing is said behind the word that joins: 货物和服务贸易.
fn said_once(page: &Page<'_>, at: usize, missing: &[char]) -> bool {
    const NEAR: usize = 8;
    let behind = &page.letters[at..(at + NEAR).min(page.letters.len())];
    behind.first().is_some_and(|c| "和与及、".contains(*c)) && behind.windows(missing.len()).any(|w| w == missing)
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
