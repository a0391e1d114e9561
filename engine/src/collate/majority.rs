//! Where most witnesses agree against the one whose words stand in the reading text, their reading is taken.

use super::align::{Alignment, Run};
use super::correct::splice;
use super::establish::{Established, Member};
use super::fold::{Letter, Letters};
use crate::model::{Edition, Span};
use std::collections::BTreeMap;

/// Longer differences, in letters, are left for people to judge.
const READING: usize = 40;

/// A reading against the text: which letters of the text, and the folded letters that stand there instead.
type Reading = (usize, usize, String);

/// Whose words a reading is: the witness and its letters.
#[derive(Clone, Copy)]
struct Voice {
    member: usize,
    from: usize,
    to: usize,
}

/// Corrects the reading text where the majority is against it.
pub(super) fn correct(text: &mut Established, members: &[Member<'_>]) {
    if members.len() < 3 {
        return;
    }
    let Established { edition, letters, aligned } = text;
    let mut edited = false;
    for (from, to, voice) in wins(letters, aligned, members).into_iter().rev() {
        let Some(made) = replace(edition, &letters.places, (from, to), voice, members) else { continue };
        edited = true;
        for alignment in aligned.iter_mut() {
            alignment.edited(from, to, made);
        }
    }
    if edited {
        *letters = Letters::of_text(&edition.text);
        for (alignment, member) in aligned.iter_mut().zip(members) {
            alignment.mend(&letters.folded, &member.letters.folded);
        }
    }
}

/// The readings that most witnesses have against the text, in its order, and who has them.
fn wins(letters: &Letters, aligned: &[Alignment], members: &[Member<'_>]) -> Vec<(usize, usize, Voice)> {
    let mut votes: BTreeMap<Reading, Vec<Voice>> = BTreeMap::new();
    for (n, member) in members.iter().enumerate() {
        for (gap, voice) in gaps(&aligned[n].runs, n) {
            let held: String = member.letters.folded[voice.from..voice.to].iter().collect();
            votes.entry((gap.0, gap.1, held)).or_default().push(voice);
        }
    }
    let mut wins: Vec<(usize, usize, Voice)> = Vec::new();
    for ((from, to, held), voices) in &votes {
        let kept = aligned.iter().filter(|a| covers(&a.runs, *from, *to)).count();
        let mine = &letters.folded[*from..*to];
        let whole = held.chars().any(char::is_alphanumeric) || mine.iter().any(|c| c.is_alphanumeric());
        let apart = wins.last().is_none_or(|(_, end, _)| end <= from);
        if whole && apart && voices.len() >= 2 && voices.len() > kept {
            wins.push((*from, *to, voices[0]));
        }
    }
    wins
}

/// Short differences between neighbouring runs.
fn gaps(runs: &[Run], member: usize) -> impl Iterator<Item = ((usize, usize), Voice)> + '_ {
    runs.windows(2).filter_map(move |pair| {
        let (a, b) = (pair[0], pair[1]);
        let (from, to) = (a.a + a.len, b.a);
        let voice = Voice { member, from: a.b + a.len, to: b.b };
        let long = a.len >= 4 && b.len >= 4;
        (long && to - from <= READING && voice.to - voice.from <= READING).then_some(((from, to), voice))
    })
}

/// Whether a witness has these letters, and one on either side, as the text has them.
fn covers(runs: &[Run], from: usize, to: usize) -> bool {
    runs.iter().any(|r| r.a < from.max(1) && to < r.a + r.len)
}

/// Puts the reading of `voice` there; how many letters it has, or nothing where it goes over a paragraph's end.
fn replace(
    edition: &mut Edition,
    text: &[Letter],
    (from, to): (usize, usize),
    voice: Voice,
    members: &[Member<'_>],
) -> Option<usize> {
    let held = &members[voice.member].letters.places[voice.from..voice.to];
    let byte = |n: usize| text.get(n).map_or(edition.text.len(), |l| l.at as usize);
    let start = byte(from);
    let end = if to > from { byte(to - 1) + char_len(&edition.text, byte(to - 1)) } else { start };
    let Some(block) = held.first().map(|l| l.block) else {
        splice(edition, Span::new(start, end), "", None);
        return Some(0);
    };
    if held.iter().any(|l| l.block != block) || edition.text[start..end].contains('\n') {
        return None;
    }
    let source = &members[voice.member].witness.blocks[block as usize].text.text;
    let words = words(held, source);
    let made = words.of(source).to_owned();
    splice(edition, Span::new(start, end), &made, Some((voice.member, block as usize, words)));
    Some(held.len())
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn words(held: &[Letter], source: &str) -> Span {
    let start = held.first().map_or(0, |l| l.at as usize);
    let last = held.last().map_or(0, |l| l.at as usize);
    Span::new(start, last + char_len(source, last))
}
