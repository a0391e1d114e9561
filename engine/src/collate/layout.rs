//! Where paragraphs end, when the base does not know it well: a witness whose lines were never broken, or whose
//! paragraphs were never lost, tells it better.

use super::align::Run;
use super::establish::{Established, Member};
use super::fold::Letters;
use crate::model::{Edition, Role, Span, Taken, Witness};

/// How well a witness knows its paragraphs; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layout {
    /// A line is a paragraph.
    Whole,
    /// Lines were broken by the page and joined again.
    Joined,
    /// Everything stood in one line, and words alone told the paragraphs.
    Run,
    /// One sentence a line.
    Lost,
}

/// The layout of a witness.
pub(super) fn layout(witness: &Witness) -> Layout {
    let body = || witness.blocks.iter().filter(|b| b.role == Role::Body);
    let stops: Vec<usize> = body().map(|b| b.text.text.matches(['。', '！', '？']).count()).collect();
    if stops.iter().filter(|&&n| n > 0).count() >= 8 && stops.iter().all(|&n| n <= 1) {
        return Layout::Lost;
    }
    if witness.notes.iter().any(|n| n.code == "one-line") {
        return Layout::Run;
    }
    let joins = body().flat_map(|b| &b.text.trace.steps).filter(|s| s.deed.as_deref() == Some("join")).count();
    if joins * 4 > stops.len() { Layout::Joined } else { Layout::Whole }
}

/// A paragraph of the reading text on its way: its words and whose they are, offsets from its start.
#[derive(Default)]
struct Piece {
    text: String,
    role: Role,
    taken: Vec<Taken>,
}

/// Takes over the paragraph ends of the member that knows them best, if it knows them better than the base.
pub(super) fn adopt(text: &mut Established, members: &[Member<'_>]) {
    let Some((n, best)) = members.iter().enumerate().min_by_key(|(_, m)| layout(m.witness)) else { return };
    if layout(best.witness) >= layout(members[0].witness) {
        return;
    }
    let edition = &mut text.edition;
    let (splits, joins) = differences(edition, &text.letters, (n, best), &text.aligned[n].runs);
    let mut pieces: Vec<Piece> = Vec::new();
    for (n, (span, role)) in edition.blocks.iter().enumerate() {
        let cuts: Vec<u32> = splits.iter().copied().filter(|&at| span.start < at && at < span.end).collect();
        let mut from = span.start;
        for (k, to) in cuts.into_iter().chain(std::iter::once(span.end)).enumerate() {
            let piece = cut(edition, Span { start: from, end: to }, *role);
            let join = joins.iter().find(|join| k == 0 && join.block == n);
            match (pieces.last_mut(), join) {
                (Some(last), Some(join)) => last.append(piece, join.blank.clone()),
                _ => pieces.push(piece),
            }
            from = to;
        }
    }
    compose(edition, pieces);
    text.letters = Letters::of_text(&text.edition.text);
}

/// A block that ought to go on with the one before.
struct Join {
    block: usize,
    /// What the better witness has between the two, where words are set apart by blanks.
    blank: Option<Taken>,
}

/// Bytes at which blocks of the text ought to be split, and blocks that ought to go on with the one before.
fn differences(
    edition: &Edition,
    letters: &Letters,
    (number, best): (usize, &Member<'_>),
    runs: &[Run],
) -> (Vec<u32>, Vec<Join>) {
    let (text, theirs) = (&letters.places, &best.letters.places);
    let block_of = |at: u32| edition.blocks.partition_point(|(span, _)| span.end <= at);
    let plain = |n: usize| edition.blocks.get(n).is_some_and(|(_, role)| *role == Role::Body);
    let (mut splits, mut joins) = (Vec::new(), Vec::new());
    for run in runs {
        for i in 1..run.len {
            let (before, here) = (text[run.a + i - 1].at, text[run.a + i].at);
            let (mine, next) = (block_of(before), block_of(here));
            let held = (theirs[run.b + i - 1].block as usize, theirs[run.b + i].block as usize);
            let body = best.witness.blocks[held.0].role == Role::Body && best.witness.blocks[held.1].role == Role::Body;
            match (mine == next, held.0 == held.1) {
                (true, false) if body && plain(mine) => splits.push(here),
                (false, true) if body && plain(mine) && plain(next) => {
                    let between = Span { start: theirs[run.b + i - 1].at, end: theirs[run.b + i].at };
                    let blank = blank(&best.witness.blocks[held.0].text.text, between);
                    let blank = blank.map(|from| Taken { out: Span::new(0, 1), witness: number, block: held.0, from });
                    joins.push(Join { block: next, blank });
                }
                _ => {}
            }
        }
    }
    (splits, joins)
}

/// The blank in `span` of a text.
fn blank(text: &str, span: Span) -> Option<Span> {
    let at = span.start as usize + span.of(text).find(' ')?;
    Some(Span::new(at, at + 1))
}

/// The piece of the text at `span`, without the blanks at its ends.
fn cut(edition: &Edition, span: Span, role: Role) -> Piece {
    let words = span.of(&edition.text);
    let start = span.end as usize - words.trim_start().len();
    let span = Span::new(start, start + words.trim().len());
    let inside = edition.taken.iter().filter(|t| t.out.overlaps(span)).map(|t| {
        let (start, end) = (t.out.start.max(span.start), t.out.end.min(span.end));
        let from = Span { start: t.from.start + (start - t.out.start), end: t.from.end - (t.out.end - end) };
        Taken { out: Span { start: start - span.start, end: end - span.start }, from, ..t.clone() }
    });
    Piece { text: span.of(&edition.text).to_owned(), role, taken: inside.collect() }
}

impl Piece {
    /// Goes on with `other`, which was another paragraph, and with the blank between the two.
    fn append(&mut self, other: Self, blank: Option<Taken>) {
        if let Some(blank) = blank {
            self.taken.push(Taken { out: blank.out.shifted(self.text.len()), ..blank });
            self.text.push(' ');
        }
        let by = self.text.len();
        self.text.push_str(&other.text);
        self.taken.extend(other.taken.into_iter().map(|t| Taken { out: t.out.shifted(by), ..t }));
    }
}

fn compose(edition: &mut Edition, pieces: Vec<Piece>) {
    edition.text.clear();
    edition.blocks.clear();
    edition.taken.clear();
    for piece in pieces {
        if !edition.blocks.is_empty() {
            edition.text.push('\n');
        }
        let at = edition.text.len();
        edition.text.push_str(&piece.text);
        edition.blocks.push((Span::new(at, edition.text.len()), piece.role));
        edition.taken.extend(piece.taken.into_iter().map(|t| Taken { out: t.out.shifted(at), ..t }));
    }
}
