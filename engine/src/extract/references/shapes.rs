//! Names by their shape: what they end in, and what opens them.

use super::candidate::{Candidate, bare};
use super::ground::{Anchor, Ground, Opening};
use super::scene::Scene;
use crate::model::ReferenceKind;
use crate::rules::{Begins, Hit, NameShape};

/// No name is longer, in bytes.
const LONGEST: usize = 120;

/// The names of every shape; of two readings of the same words the shape that stands first in the file is the surer.
pub(super) fn find(ground: &Ground<'_>, scene: &Scene<'_>) -> Vec<Candidate> {
    let naming = scene.naming;
    let mut found = Vec::new();
    let mut tails = naming.tails.find(ground.text);
    tails.sort_by_key(|tail| (naming.endings[tail.word], tail.start));
    for tail in tails {
        let shape = &naming.table.shape[naming.endings[tail.word]];
        if ground.quoted(tail.start) {
            continue;
        }
        let name = Tail { shape, start: tail.start, end: tail.end };
        found.extend(name.candidate(ground, scene));
    }
    found
}

struct Tail<'a> {
    shape: &'a NameShape,
    start: usize,
    end: usize,
}

impl Tail<'_> {
    fn candidate(&self, ground: &Ground<'_>, scene: &Scene<'_>) -> Option<Candidate> {
        let shape = self.shape;
        let after = &ground.text[self.end..];
        if shape.not_after.iter().any(|w| after.starts_with(w.as_str())) {
            return None;
        }
        let (start, opened) = self.start(ground, scene)?;
        let ends = |l: &Hit| l.end == self.end && l.start > start;
        if opened && shape.kind == "body" && ground.listed.iter().any(ends) {
            return None;
        }
        let name = &ground.text[start..self.end];
        if shape.not_ends.iter().any(|w| name.ends_with(w.as_str())) || self.lacks_city(start, ground) {
            return None;
        }
        let kind: ReferenceKind = shape.kind.parse().ok()?;
        let key = if shape.of_parties && !opened { format!("{}{}", scene.pair, bare(name)) } else { bare(name) };
        let reason = format!("a name ending in {}", &ground.text[self.start..self.end]);
        Some(Candidate::new(kind, start..self.end, key, &scene.rule(&format!("shape.{}", shape.name)), reason))
    }

    fn lacks_city(&self, start: usize, ground: &Ground<'_>) -> bool {
        self.shape.needs_city
            && !ground
                .anchors
                .iter()
                .any(|a| a.opening == Opening::City && start <= a.range.start && a.range.end <= self.start)
    }

    /// Where the name begins, and whether something strong opens it.
    fn start(&self, ground: &Ground<'_>, scene: &Scene<'_>) -> Option<(usize, bool)> {
        let from = ground.stop_before(self.start).max(self.end.saturating_sub(LONGEST));
        if self.shape.begins == Begins::Foreign {
            return self.foreign(from, ground, scene).map(|start| (start, true));
        }
        let anchors = ground.anchors.iter().filter(|a| from <= a.range.start && a.range.end <= self.start);
        if let Some(anchor) = anchors.clone().find(|a| self.opens(a, ground, scene)) {
            return Some((anchor.range.start, true));
        }
        if self.shape.begins != Begins::Any {
            return None;
        }
        let start = self.after_join(from, ground);
        self.named(&ground.text[start..self.start], scene).then_some((start, false))
    }

    /// After the last joining word; over a single 和 where both sides are short words of one name: 投资和工业合作工作组.
    fn after_join(&self, from: usize, ground: &Ground<'_>) -> usize {
        let joins: Vec<_> = ground.joins(from..self.start).collect();
        let Some(last) = joins.last() else { return from };
        let before = &ground.text[from..last.start];
        let one_name = joins.len() == 1
            && !ground.text[last.clone()].starts_with('、')
            && (2..=4).contains(&before.chars().count());
        if one_name && !ground.closes(from..last.start) { from } else { last.end }
    }

    /// Whether the name may begin at this anchor. A name that ends before a joining word is a name of its own.
    fn opens(&self, anchor: &Anchor, ground: &Ground<'_>, scene: &Scene<'_>) -> bool {
        let strong =
            matches!(anchor.opening, Opening::Pair | Opening::State | Opening::Listed | Opening::City | Opening::Word);
        let whole = |join: &std::ops::Range<usize>| {
            strong && join.start > anchor.range.end && !ground.closes(anchor.range.start..join.start)
        };
        if !ground.joins(anchor.range.end..self.start).all(|j| whole(&j)) {
            return false;
        }
        let ordinal = |a: &&Anchor| {
            a.opening == Opening::Ordinal && a.range.start >= anchor.range.start && a.range.end <= self.start
        };
        let numbered = ground.anchors.iter().rfind(ordinal);
        match self.shape.begins {
            Begins::Ordinal => {
                numbered.is_some()
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
        let generic = if self.shape.generic.is_empty() { &scene.naming.table.generic } else { &self.shape.generic };
        count == 0 || !generic.iter().any(|w| w == middle)
    }

    /// The run of foreign-name signs before the ending.
    fn foreign(&self, from: usize, ground: &Ground<'_>, scene: &Scene<'_>) -> Option<usize> {
        let signs = &scene.naming.table.persons.signs;
        let run = &ground.text[from..self.start];
        let length: usize = run.chars().rev().take_while(|c| signs.contains(*c) || *c == '—').map(char::len_utf8).sum();
        let name = &run[run.len() - length..];
        let start = self.start - length;
        (name.contains('—') && !name.starts_with('—')
            || ground.listed.iter().any(|l| l.start == start && l.end == self.start))
        .then_some(start)
    }
}
