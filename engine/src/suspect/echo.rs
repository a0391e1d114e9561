//! Stretches that are worded elsewhere too, but for a word: in a set phrase of the lists, in a passage of another text.

use super::page::Page;
use rustc_hash::FxHashMap;

/// Characters alike in a row that make one stretch remember another.
const SEED: usize = 3;
/// A stretch that stands oftener says nothing.
const OFTEN: usize = 48;
/// Characters alike on either side are counted so far.
const FAR: usize = 20;
/// So many ways to meet again are weighed against each other.
const WAYS: usize = 4;
/// The longest departure, in characters printed and in characters of the other wording.
const REACH: (usize, usize) = (4, 12);

/// A departure from another wording that is alike on both sides of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Echo {
    /// The characters of the page that depart; none where something seems to be missing.
    pub from: usize,
    pub to: usize,
    /// What the other wording has there.
    pub proposed: Vec<char>,
    /// Characters alike before and after.
    pub alike: (usize, usize),
    /// The other wording is alike from its first to its last character.
    pub whole: bool,
    /// Which wording, and where in it the departure stands.
    pub wording: (usize, usize),
}

/// Wordings to be remembered.
pub(super) struct Memory<'a> {
    pub wordings: Vec<&'a [char]>,
    /// So many of them, the first, are known to be right.
    sure: usize,
    seeds: FxHashMap<[char; SEED], Vec<(u32, u32)>>,
}

/// Two stretches that were found alike: where in the page, where in which wording.
#[derive(Clone, Copy)]
struct Meeting {
    here: usize,
    wording: usize,
    there: usize,
}

impl<'a> Memory<'a> {
    /// Remembers `wordings`, of which the first `sure` are known to be right.
    pub(super) fn new(wordings: Vec<&'a [char]>, sure: usize) -> Self {
        let mut seeds: FxHashMap<[char; SEED], Vec<(u32, u32)>> = FxHashMap::default();
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for (number, wording) in wordings.iter().enumerate() {
            for (at, seed) in wording.windows(SEED).enumerate() {
                if let Ok(seed) = <[char; SEED]>::try_from(seed)
                    && !seed.contains(&'\n')
                {
                    seeds.entry(seed).or_default().push((narrow(number), narrow(at)));
                }
            }
        }
        Self { wordings, sure, seeds }
    }

    /// Whether these words are known to be right as they are.
    pub(super) fn knows(&self, words: &[char]) -> bool {
        let seed = words.get(..SEED).and_then(|s| <[char; SEED]>::try_from(s).ok());
        let places = seed.and_then(|s| self.seeds.get(&s));
        places.is_some_and(|p| {
            p.iter().any(|&(n, at)| at == 0 && (n as usize) < self.sure && self.wordings[n as usize] == words)
        })
    }

    /// Where `page` departs from what is remembered. A wording that is the page itself does not count near the place.
    pub(super) fn echoes(&self, page: &Page<'_>) -> Vec<Echo> {
        let mut best: FxHashMap<(usize, usize, Vec<char>), Echo> = FxHashMap::default();
        for (here, seed) in page.letters.windows(SEED).enumerate() {
            let Ok(seed) = <[char; SEED]>::try_from(seed) else { continue };
            let Some(places) = self.seeds.get(&seed).filter(|p| p.len() <= OFTEN) else { continue };
            for &(wording, there) in places {
                let meeting = Meeting { here, wording: wording as usize, there: there as usize };
                for echo in [self.onward(page, meeting), self.backward(page, meeting)].into_iter().flatten() {
                    let sum = |e: &Echo| (e.alike.0.min(e.alike.1) > 0, e.whole, e.alike.0 + e.alike.1);
                    let kept = best.entry((echo.from, echo.to, echo.proposed.clone())).or_insert_with(|| echo.clone());
                    if sum(&echo) > sum(kept) {
                        *kept = echo;
                    }
                }
            }
        }
        let mut out: Vec<Echo> = best.into_values().collect();
        out.sort_by(|a, b| (a.from, a.to, &a.proposed).cmp(&(b.from, b.to, &b.proposed)));
        out
    }

    /// The wordings part behind what was found alike, and meet again.
    fn onward(&self, page: &Page<'_>, meeting: Meeting) -> Option<Echo> {
        let (mine, theirs) = (&page.letters, self.wordings[meeting.wording]);
        let (i, q) = (meeting.here + SEED, meeting.there + SEED);
        if q >= theirs.len() || i >= mine.len() || mine[i] == theirs[q] {
            return None;
        }
        let room = theirs.len().checked_sub(q + 2)?;
        let meet = |&(g, h): &(usize, usize)| {
            let (a, b) = (mine.get(i + g..i + g + 2), theirs.get(q + h..q + h + 2));
            a.is_some() && a == b
        };
        let ways = departures(room).filter(meet).take(WAYS);
        best(ways.filter_map(|(g, h)| self.echo(page, (i, i + g), meeting.wording, (q, q + h))))
    }

    /// The wordings part before what was found alike, and have met before; or the other one begins there.
    fn backward(&self, page: &Page<'_>, meeting: Meeting) -> Option<Echo> {
        let (mine, theirs) = (&page.letters, self.wordings[meeting.wording]);
        let (i, q) = (meeting.here, meeting.there);
        if i == 0 || q == 0 || mine[i - 1] == theirs[q - 1] {
            return None;
        }
        let met = |&(g, h): &(usize, usize)| match (i.checked_sub(g + 1), q.checked_sub(h + 1)) {
            (Some(a), Some(b)) => mine[a] == theirs[b],
            (Some(_), None) => g == q && h == q,
            _ => false,
        };
        let ways = departures(q).filter(met).take(WAYS);
        best(ways.filter_map(|(g, h)| self.echo(page, (i - g, i), meeting.wording, (q - h, q))))
    }

    fn echo(&self, page: &Page<'_>, mine: (usize, usize), wording: usize, theirs: (usize, usize)) -> Option<Echo> {
        let (letters, words) = (&page.letters, self.wordings[wording]);
        let itself = std::ptr::eq(words.as_ptr(), letters.as_ptr());
        let broken = letters[mine.0..mine.1].contains(&'\n') || words[theirs.0..theirs.1].contains(&'\n');
        if broken || (itself && mine.0.abs_diff(theirs.0) < 4 * FAR) {
            return None;
        }
        let same = |(a, b): &(&char, &char)| a == b && **a != '\n';
        let before = letters[..mine.0].iter().rev().zip(words[..theirs.0].iter().rev()).take(FAR);
        let after = letters[mine.1..].iter().zip(&words[theirs.1..]).take(FAR);
        let alike = (before.take_while(same).count(), after.take_while(same).count());
        Some(Echo {
            from: mine.0,
            to: mine.1,
            proposed: words[theirs.0..theirs.1].to_vec(),
            alike,
            whole: alike.0 == theirs.0 && theirs.1 + alike.1 == words.len(),
            wording: (wording, theirs.0),
        })
    }
}

/// The way with most alike, the shorter departure where that is equal.
fn best(ways: impl Iterator<Item = Echo>) -> Option<Echo> {
    let gain = |e: &Echo| (e.alike.0 + e.alike.1) as isize - 3 * (e.to - e.from).max(e.proposed.len()) as isize;
    ways.fold(None, |best: Option<Echo>, way| match best {
        Some(kept) if (gain(&kept), kept.whole) >= (gain(&way), way.whole) => Some(kept),
        _ => Some(way),
    })
}

/// How many characters may depart here and there, no more than `room` there, the fewest first.
fn departures(room: usize) -> impl Iterator<Item = (usize, usize)> {
    let (most, far) = (REACH.0, REACH.1.min(room));
    (1..=most + far).flat_map(move |sum| {
        let from = sum.saturating_sub(far);
        (from..=sum.min(most)).map(move |g| (g, sum - g)).filter(|&(g, h)| g == 0 || h <= g + 2)
    })
}
