//! The reading text: the base witness, its gaps filled from the others.

use super::align::{Alignment, Run, align};
use super::fold::Letters;
use super::{layout, majority, variants};
use crate::model::{Block, Edition, Role, Span, Standing, Taken, Witness};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// A witness of the document at hand.
pub(super) struct Member<'w> {
    /// Among all witnesses.
    pub number: usize,
    pub witness: &'w Witness,
    pub letters: &'w Letters,
}

/// A block of the reading text: whose, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub member: usize,
    pub block: usize,
    pub role: Role,
}

/// A stretch of letters that the base lacks is filled when it is at least so long.
const GAP: usize = 12;

pub(super) fn establish(mut members: Vec<Member<'_>>, all: &[Witness]) -> Edition {
    members.sort_by_cached_key(|m| rank(m));
    let base = &members[0];
    let whole = Alignment::same(base.letters.len());
    let rest = members[1..].iter().map(|m| align(&base.letters.folded, &m.letters.folded));
    let aligned: Vec<Alignment> = std::iter::once(whole).chain(rest).collect();
    let mut chosen: Vec<Chosen> = (0..base.witness.blocks.len())
        .map(|block| Chosen { member: 0, block, role: base.witness.blocks[block].role })
        .collect();
    for (n, member) in members.iter().enumerate().skip(1) {
        mend_cuts(&mut chosen, base, n, member, &aligned[n].runs);
        fill(&mut chosen, base, n, member, &aligned[n].runs);
    }
    let mut text = Established { edition: compose(&members, &chosen), letters: Letters::default(), aligned };
    text.letters = Letters::of_text(&text.edition.text);
    text.carry(&members, &chosen);
    layout::adopt(&mut text, &members);
    majority::correct(&mut text, &members);
    let Established { mut edition, letters, aligned } = text;
    edition.complete = members.iter().any(|m| m.witness.complete);
    edition.page_date = members.iter().find_map(|m| m.witness.page_date.clone());
    edition.announcement = members.iter().find_map(|m| m.witness.announcement.clone());
    edition.language = base.witness.language;
    edition.witnesses = members.iter().map(|m| standing(m, all)).collect();
    let theirs: Vec<&Letters> = members.iter().map(|m| m.letters).collect();
    variants::apparatus(&mut edition, &letters, &theirs, &aligned);
    edition
}

/// A reading text on its way, with how every member stands to it: aligned once, shifted by what is done to the text.
pub(super) struct Established {
    pub edition: Edition,
    /// Of the reading text.
    pub letters: Letters,
    /// Reading text and member, in the order of the members.
    pub aligned: Vec<Alignment>,
}

impl Established {
    /// From the base, which was aligned, to the blocks that were chosen.
    fn carry(&mut self, members: &[Member<'_>], chosen: &[Chosen]) {
        let plain = chosen.iter().enumerate().all(|(n, c)| c.member == 0 && c.block == n);
        if plain && chosen.len() == members[0].witness.blocks.len() {
            return;
        }
        let mut pieces = Vec::with_capacity(chosen.len());
        let mut at = 0;
        for choice in chosen {
            let range = members[choice.member].letters.of_block(choice.block);
            pieces.push((at, choice.member, range.clone()));
            at += range.len();
        }
        for (n, alignment) in self.aligned.iter_mut().enumerate() {
            alignment.rearranged(n, &pieces);
            alignment.mend(&self.letters.folded, &members[n].letters.folded);
        }
    }
}

/// The best witness first: complete, in printed order, whole, little mended; then by its words and where they
/// stand, so that the order in which sources came does not matter.
fn rank(member: &Member<'_>) -> impl Ord + use<> {
    let witness = member.witness;
    let letters = member.letters.len();
    let deed = |name: &str| {
        witness.blocks.iter().flat_map(|b| &b.text.trace.steps).filter(|s| s.deed.as_deref() == Some(name)).count()
    };
    let mended =
        deed("punctuation") + deed("bullet") + deed("quote") + 5 * witness.blocks.iter().filter(|b| b.cut).count();
    // Spread letters hide which blanks were real.
    let spread = deed("blank") * 4 / letters.max(1);
    let trails = witness.notes.iter().any(|n| n.code == "title-trails");
    let words: String = witness.blocks.iter().flat_map(|b| [b.text.text.as_str(), "\n"]).collect();
    (
        !witness.complete,
        trails,
        spread,
        mended * 200 / letters.max(1),
        Reverse(letters / 64),
        deed("join") * 100 / letters.max(1),
        Reverse(letters),
        words,
        witness.span,
    )
}

/// A block of the base that breaks off is taken from a witness that has it whole.
fn mend_cuts(chosen: &mut [Chosen], base: &Member<'_>, n: usize, member: &Member<'_>, runs: &[Run]) {
    let mut counts: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for run in runs {
        for i in 0..run.len {
            *counts
                .entry((base.letters.places[run.a + i].block, member.letters.places[run.b + i].block))
                .or_default() += 1;
        }
    }
    let size = |letters: &Letters, block: u32| letters.of_block(block as usize).len();
    for ((mine, theirs), shared) in counts {
        let (block, other) = (&base.witness.blocks[mine as usize], &member.witness.blocks[theirs as usize]);
        let whole = size(base.letters, mine);
        if !block.cut || other.cut || shared * 10 < whole * 8 || size(member.letters, theirs) < whole {
            continue;
        }
        if let Some(place) = chosen.iter_mut().find(|c| c.member == 0 && c.block == mine as usize) {
            *place = Chosen { member: n, block: theirs as usize, role: other.role };
        }
    }
}

/// Blocks of `member` that stand in none of the base's are put in where they belong, if the base is cut there,
/// begins or ends too early, or lost a signing line.
fn fill(chosen: &mut Vec<Chosen>, base: &Member<'_>, n: usize, member: &Member<'_>, runs: &[Run]) {
    let mut shared = vec![0usize; member.witness.blocks.len()];
    let mut sizes = vec![0usize; member.witness.blocks.len()];
    let mut after: Vec<Option<usize>> = vec![None; member.witness.blocks.len()];
    for letter in &member.letters.places {
        sizes[letter.block as usize] += 1;
    }
    // Shorter runs are alike by chance.
    for run in runs.iter().filter(|r| r.len >= 6) {
        for i in 0..run.len {
            let block = member.letters.places[run.b + i].block as usize;
            shared[block] += 1;
            after[block] = Some(base.letters.places[run.a + i].block as usize);
        }
    }
    let mut place: Option<usize> = None;
    for (block, held) in member.witness.blocks.iter().enumerate() {
        if let Some(at) = after[block] {
            place = Some(at);
        }
        let missing = shared[block] * 5 < sizes[block];
        let lonely = matches!(held.role, Role::Dateline | Role::Title | Role::Subtitle | Role::Signature)
            && held_already(chosen, n, held.role);
        if !missing || lonely || (sizes[block] < GAP && body(held.role)) {
            continue;
        }
        let last = base.witness.blocks.len().saturating_sub(1);
        let edge = match place {
            None => {
                !base.witness.complete || (held.role == Role::Dateline && !starts_after(&member.witness.blocks, block))
            }
            Some(at) => {
                base.witness.blocks[at].cut
                    || base.witness.blocks.get(at + 1).is_some_and(|b| b.cut)
                    || at == last
                    || matches!(held.role, Role::Signature | Role::Dateline)
            }
        };
        if !edge {
            continue;
        }
        let at = match place {
            None => chosen.iter().take_while(|c| c.member == n).count(),
            Some(base_block) => {
                let found = chosen
                    .iter()
                    .position(|c| c.member == 0 && c.block == base_block)
                    .unwrap_or(base_block.min(chosen.len() - 1));
                found + 1 + chosen[found + 1..].iter().take_while(|c| c.member == n).count()
            }
        };
        chosen.insert(at, Chosen { member: n, block, role: held.role });
    }
}

/// Whether a block of that role is there already, of another witness than number `n` (signing lines are several).
fn held_already(chosen: &[Chosen], n: usize, role: Role) -> bool {
    chosen.iter().any(|c| c.role == role && (c.member != n || role != Role::Signature))
}

/// Whether a block of that role is of the text itself.
fn body(role: Role) -> bool {
    matches!(role, Role::Body | Role::Bullet | Role::Nested | Role::Heading(_))
}

/// Whether text stands before that block.
fn starts_after(blocks: &[Block], block: usize) -> bool {
    blocks[..block].iter().any(|b| body(b.role))
}

/// Puts the chosen blocks together.
fn compose(members: &[Member<'_>], chosen: &[Chosen]) -> Edition {
    let mut edition = Edition::default();
    for choice in chosen {
        let block = &members[choice.member].witness.blocks[choice.block];
        if !edition.blocks.is_empty() {
            edition.text.push('\n');
        }
        let start = edition.text.len();
        edition.text.push_str(&block.text.text);
        let out = Span::new(start, edition.text.len());
        edition.blocks.push((out, block.role));
        edition.taken.push(Taken {
            out,
            witness: choice.member,
            block: choice.block,
            from: Span::new(0, block.text.text.len()),
        });
    }
    edition
}

fn standing(member: &Member<'_>, all: &[Witness]) -> Standing {
    let nth = all[..member.number].iter().filter(|w| w.source == member.witness.source).count();
    Standing {
        source: member.witness.source,
        nth,
        span: member.witness.span,
        complete: member.witness.complete,
        agreement: 1.0,
        blocks: member.witness.blocks.clone(),
        notes: member.witness.notes.clone(),
    }
}
