//! A listed name, but for one character.

use super::Vocabulary;
use super::alike::word_around;
use super::attest::Attested;
use super::page::Page;
use crate::model::{Because, Reason, Suspicion, SuspicionKind};
use rustc_hash::FxHashMap;

/// Shorter names resemble too much.
const SHORTEST: usize = 4;
/// A name of so many characters is known again even where the odd character looks unlike, is missing or too much.
const LONG: usize = 6;

/// A pair that stands no oftener than this may be a slip inside a long name: other names spell foreign sounds with it.
const RARE: u32 = 3;

/// How a stretch of the text departs from a name.
enum Slip {
    /// Another character stands at that place.
    Other(usize),
    /// One is missing before it.
    Missing(usize),
    /// One is too much.
    Extra(usize),
}

/// The names that are looked for.
pub(super) struct Names<'a> {
    all: Vec<&'a [char]>,
    ends: FxHashMap<(char, char), Vec<(usize, bool)>>,
}

impl<'a> Names<'a> {
    /// Those of the lists and of the texts.
    pub(super) fn of(attested: &'a Attested<'_>) -> Self {
        let all: Vec<&[char]> = attested.names().filter(|n| n.len() >= SHORTEST).collect();
        Self { ends: ends(&all), all }
    }
}

/// Everything in `page` that is nearly one of `names`.
pub(super) fn suspicions(
    page: &Page<'_>,
    names: &Names<'_>,
    attested: &Attested<'_>,
    vocabulary: Vocabulary<'_>,
) -> Vec<Suspicion> {
    if !page.chinese() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (at, pair) in page.letters.windows(2).enumerate() {
        for &(number, first) in names.ends.get(&(pair[0], pair[1])).into_iter().flatten() {
            let name = names.all[number];
            let found = if first { forward(page, at, name) } else { backward(page, at + 2, name) };
            if let Some((from, slip)) = found
                && convinces(page, &slip, name, from, (attested, vocabulary))
            {
                out.push(suspicion(page, &slip, name, from));
            }
        }
    }
    // The longest name explains best.
    out.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    out.into_iter().map(|(_, s)| s).collect()
}

/// Names by their first two characters (`true`) and by their last two.
fn ends(names: &[&[char]]) -> FxHashMap<(char, char), Vec<(usize, bool)>> {
    let mut out: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for (number, name) in names.iter().enumerate() {
        out.entry((name[0], name[1])).or_default().push((number, true));
        out.entry((name[name.len() - 2], name[name.len() - 1])).or_default().push((number, false));
    }
    out
}

fn forward(page: &Page<'_>, from: usize, name: &[char]) -> Option<(usize, Slip)> {
    let same = name.iter().zip(&page.letters[from..]).take_while(|(a, b)| a == b).count();
    if same == name.len() {
        return None;
    }
    slip(page, from, same, name).map(|s| (from, s))
}

/// How the text from `from` departs from `name` after `same` equal characters.
fn slip(page: &Page<'_>, from: usize, same: usize, name: &[char]) -> Option<Slip> {
    let at = from + same;
    let goes_on = |text: usize, rest: &[char]| page.letters.get(text..text + rest.len()) == Some(rest);
    // More than the name, its last character after the one too much: before a last character that is only another.
    if goes_on(at + 1, &name[same..]) {
        Some(Slip::Extra(same))
    } else if goes_on(at + 1, &name[same + 1..]) && page.letters.get(at).is_some_and(|c| *c != '\n') {
        Some(Slip::Other(same))
    } else if same + 1 < name.len() && goes_on(at, &name[same + 1..]) {
        Some(Slip::Missing(same))
    } else {
        None
    }
}

/// The same for a name whose last characters end at `to`; only a wrong character at its very beginning is left to find.
fn backward(page: &Page<'_>, to: usize, name: &[char]) -> Option<(usize, Slip)> {
    let from = to.checked_sub(name.len())?;
    let stretch = &page.letters[from..to];
    let mut odd = (0..name.len()).filter(|&n| stretch[n] != name[n]);
    let only = odd.next()?;
    (odd.next().is_none() && only < 2).then_some((from, Slip::Other(only)))
}

fn convinces(
    page: &Page<'_>,
    slip: &Slip,
    name: &[char],
    from: usize,
    (attested, vocabulary): (&Attested, Vocabulary<'_>),
) -> bool {
    let alone = |n: usize| {
        let before = n.checked_sub(1).map_or(0, |b| attested.pair(page.letters[b], page.letters[n]));
        let after = page.letters.get(n + 1).map_or(0, |a| attested.pair(page.letters[n], *a));
        before <= 1 && after <= 1 && word_around(page, n, page.letters[n], vocabulary) == 1
    };
    match *slip {
        Slip::Other(n) => {
            let (printed, meant) = (page.letters[from + n], name[n]);
            if dash(meant) {
                return matches!(printed, '一' | '-' | '–' | '－' | '~');
            }
            let alike = attested.likes(printed).contains(&meant);
            // A word that the name does not have is a word all the same.
            let word = word_around(page, from + n, printed, vocabulary) >= 2;
            let odd = !word && lonely(page, from + n, attested) && name.len() > LONG && n + 1 < name.len();
            page.han(from + n)
                && crate::rules::is_han(meant)
                && !(small(printed) || small(meant))
                && (alone(from + n) && (alike || name.len() >= LONG) || odd)
        }
        Slip::Missing(n) => {
            let (before, after) = (page.letters[from + n - 1], page.letters[from + n]);
            name.len() >= LONG && crate::rules::is_han(name[n]) && !small(name[n]) && attested.pair(before, after) <= 1
        }
        Slip::Extra(n) => {
            let twice = n > 0 && page.letters[from + n - 1] == page.letters[from + n];
            name.len() >= LONG && page.han(from + n) && (twice || alone(from + n))
        }
    }
}

/// Whether the characters before and at `n` hardly stand together elsewhere, and the one at `n` is no numeral.
fn lonely(page: &Page<'_>, n: usize, attested: &Attested) -> bool {
    let named = "一二三四五六七八九十中";
    n > 0 && attested.pair(page.letters[n - 1], page.letters[n]) <= RARE && !named.contains(page.letters[n])
}

/// Words that come and go as people write.
fn small(c: char) -> bool {
    "的和与及等为".contains(c)
}

fn dash(c: char) -> bool {
    matches!(c, '—' | '－' | '-' | '–')
}

/// With the length of the name.
fn suspicion(page: &Page<'_>, slip: &Slip, name: &[char], from: usize) -> (usize, Suspicion) {
    let (span, proposed, kind, to) = match *slip {
        Slip::Other(n) => {
            let kind = if dash(name[n]) { SuspicionKind::Dash } else { SuspicionKind::Name };
            (page.span(from + n, from + n + 1), name[n].to_string(), kind, from + name.len())
        }
        Slip::Missing(n) => {
            (page.span(from + n, from + n), name[n].to_string(), SuspicionKind::Name, from + name.len() - 1)
        }
        Slip::Extra(n) => {
            (page.span(from + n, from + n + 1), String::new(), SuspicionKind::Name, from + name.len() + 1)
        }
    };
    let listed: String = name.iter().collect();
    let reason = Reason::told(Because::ButOneCharacter, [page.words(from, to), listed], None);
    (name.len(), Suspicion { span, proposed: Some(proposed), kind, reason })
}
