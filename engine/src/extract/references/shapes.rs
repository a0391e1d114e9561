//! Names by their shape: what they end in, and what opens them.

use super::candidate::{Candidate, bare};
use super::ground::{Anchor, Ground, Opening};
use super::scene::Scene;
use super::why::Why;
use crate::model::ReferenceKind;
use crate::rules::{Begins, Hit, NameShape, Sort};

/// No name is longer, in bytes.
const LONGEST: usize = 120;

/// The names of every shape; of two readings of the same words the shape that stands first in the file is the surer.
pub(super) fn find<'a>(ground: &Ground<'a, '_>, scene: &Scene<'a>) -> Vec<Candidate<'a>> {
    let naming = scene.naming;
    let mut tails = ground.sightings.of(Sort::Tail).to_vec();
    tails.retain(|tail| !ground.quoted(tail.start));
    tails.sort_by_key(|tail| naming.endings[tail.word]);
    let named = |tail: Hit| {
        let shape = &naming.table.shape[naming.endings[tail.word]];
        Tail { shape, start: tail.start, end: tail.end }.candidate(ground, scene)
    };
    tails.into_iter().filter_map(named).collect()
}

struct Tail<'a> {
    shape: &'a NameShape,
    start: usize,
    end: usize,
}

impl<'a> Tail<'a> {
    fn candidate(&self, ground: &Ground<'a, '_>, scene: &Scene<'a>) -> Option<Candidate<'a>> {
        let shape = self.shape;
        let after = &ground.text[self.end..];
        if shape.not_after.iter().any(|w| after.starts_with(w.as_str())) {
            return None;
        }
        let (start, opened) = self.start(ground, scene)?;
        if opened && shape.kind == "body" && ground.lists_ending(start, self.end) {
            return None;
        }
        let name = &ground.text[start..self.end];
        if shape.not_ends.iter().any(|w| name.ends_with(w.as_str())) || self.lacks_city(start, ground) {
            return None;
        }
        let kind: ReferenceKind = shape.kind.parse().ok()?;
        let name = bare(name);
        let key = if shape.of_parties && !opened { format!("{}{name}", scene.pair).into() } else { name };
        let ending = &ground.text[self.start..self.end];
        Some(Candidate::new(kind, start..self.end, key, Why::Shape(shape, ending)))
    }

    fn lacks_city(&self, start: usize, ground: &Ground<'_, '_>) -> bool {
        self.shape.needs_city && !ground.anchors(start..self.start).any(|a| a.opening == Opening::City)
    }

    /// Where the name begins, and whether something strong opens it.
    fn start(&self, ground: &Ground<'_, '_>, scene: &Scene<'_>) -> Option<(usize, bool)> {
        let from = ground.stop_before(self.start).max(self.end.saturating_sub(LONGEST));
        if self.shape.begins == Begins::Foreign {
            return self.foreign(from, ground, scene).map(|start| (start, true));
        }
        if let Some(anchor) = ground.anchors(from..self.start).find(|a| self.opens(a, ground, scene)) {
            return Some((anchor.range.start, true));
        }
        if self.shape.begins != Begins::Any {
            return None;
        }
        let start = self.after_join(from, ground);
        self.named(&ground.text[start..self.start], scene).then_some((start, false))
    }

    /// After the last joining word; over a single 和 where both sides are short words of one name: 投资和工业合作工作组.
    fn after_join(&self, from: usize, ground: &Ground<'_, '_>) -> usize {
        let joins: Vec<_> = ground.joins(from..self.start).collect();
        let Some(last) = joins.last() else { return from };
        let before = &ground.text[from..last.start];
        let one_name = joins.len() == 1
            && !ground.text[last.clone()].starts_with('、')
            && (2..=4).contains(&before.chars().count());
        if one_name && !ground.closes(from..last.start) { from } else { last.end }
    }

    /// Whether the name may begin at this anchor. A name that ends before a joining word is a name of its own.
    fn opens(&self, anchor: &Anchor, ground: &Ground<'_, '_>, scene: &Scene<'_>) -> bool {
        let strong =
            matches!(anchor.opening, Opening::Pair | Opening::State | Opening::Listed | Opening::City | Opening::Word);
        let whole = |join: &std::ops::Range<usize>| {
            strong && join.start > anchor.range.end && !ground.closes(anchor.range.start..join.start)
        };
        if !ground.joins(anchor.range.end..self.start).all(|j| whole(&j)) {
            return false;
        }
        let numbered = || ground.anchors(anchor.range.start..self.start).any(|a| a.opening == Opening::Ordinal);
        match self.shape.begins {
            Begins::Ordinal => {
                numbered()
                    && (anchor.opening != Opening::Ordinal
                        || self.start > anchor.range.end
                        || self.end - self.start > 6)
            }
            Begins::Proper if anchor.opening == Opening::Word => false,
            _ if anchor.opening == Opening::Word && anchor.range.end == self.start => false,
            _ if anchor.opening == Opening::Quote
                && scene.naming.named(&bare(&ground.text[anchor.range.clone()])).is_none() =>
            {
                true
            }
            _ => self.named(&ground.text[anchor.range.end..self.start], scene),
        }
    }

    /// Whether these words between beginning and ending make it a name.
    fn named(&self, middle: &str, scene: &Scene<'_>) -> bool {
        let count = middle.chars().count();
        if count < self.shape.least
            || self.shape.bare && count > 0
            || middle.contains('·')
            || self.shape.not_middle.iter().any(|w| middle.contains(w.as_str()))
        {
            return false;
        }
        let own = &self.shape.generic;
        let generic =
            || if own.is_empty() { scene.naming.generic.contains(middle) } else { own.iter().any(|w| w == middle) };
        count == 0 || !generic()
    }

    /// The run of foreign-name signs before the ending.
    fn foreign(&self, from: usize, ground: &Ground<'_, '_>, scene: &Scene<'_>) -> Option<usize> {
        let signs = &scene.naming.signs;
        let run = &ground.text[from..self.start];
        let length: usize = run.chars().rev().take_while(|c| signs.contains(c) || *c == '—').map(char::len_utf8).sum();
        let name = &run[run.len() - length..];
        let start = self.start - length;
        (name.contains('—') && !name.starts_with('—') || ground.lists(start..self.start)).then_some(start)
    }
}
