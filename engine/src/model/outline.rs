//! Where a block stands in the tree: what is open when it comes, and under which of that it belongs.

use super::{KnownBlock, ProvisionKind};

/// How an item is numbered: items of one style are each other's equals.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Bracketed,
    Ordinal,
    Bare,
    Digits,
    /// a. or (a), with what stands before it.
    Letter(char),
    /// i. or (i), with what stands before it.
    Roman(char),
}

/// The styles of all blocks; those that are no items have one that nobody asks for.
pub(super) fn styles(blocks: &[KnownBlock]) -> Vec<Style> {
    let mut last: Option<(Style, String)> = None;
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let style = style(block, last.as_ref());
        if block.kind == ProvisionKind::Item {
            last = Some((style, block.number.clone()));
        }
        out.push(style);
    }
    out
}

fn style(block: &KnownBlock, last: Option<&(Style, String)>) -> Style {
    let first = block.text.chars().next().unwrap_or_default();
    if !block.number.is_empty() && block.number.chars().all(|c| c.is_ascii_lowercase()) {
        let before = if first == '(' { '(' } else { ' ' };
        return if roman(&block.number, before, last) { Style::Roman(before) } else { Style::Letter(before) };
    }
    match first {
        '（' | '(' => Style::Bracketed,
        c if c.is_ascii_digit() => Style::Digits,
        _ if block.text.starts_with(&block.number) => Style::Bare,
        _ => Style::Ordinal,
    }
}

/// Whether i, v or x is a figure, and not the letter after h, u or w.
fn roman(number: &str, before: char, last: Option<&(Style, String)>) -> bool {
    if !number.chars().all(|c| "ivx".contains(c)) {
        return false;
    }
    let (style, previous) = last.map_or((None, ""), |(style, number)| (Some(*style), number.as_str()));
    let letters = style == Some(Style::Letter(before));
    let next = previous.chars().next().zip(number.chars().next()).is_some_and(|(p, n)| p as u32 + 1 == n as u32);
    !(letters && number.len() == 1 && previous.len() == 1 && next)
}

/// What is open: the part, headings, and the items and measures under them, outermost first.
#[derive(Default)]
pub(super) struct Open {
    part: Option<usize>,
    headings: Vec<(u8, usize)>,
    listed: Vec<(Listed, usize)>,
    /// Items of that style have measures under them.
    measured: Option<Style>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    Item(Style),
    Measure(u8),
}

/// All blocks, with how they are numbered and how deep headings and measures stand among their equals.
pub(super) struct Laid<'t> {
    pub blocks: &'t [KnownBlock],
    pub styles: &'t [Style],
    pub depths: &'t [u8],
}

impl Laid<'_> {
    fn depth(&self, n: usize) -> u8 {
        self.depths.get(n).copied().unwrap_or(0)
    }

    /// Whether block `n` leads in what follows.
    fn leads(&self, n: usize) -> bool {
        self.blocks[n].text.trim_end().ends_with([':', '：'])
    }

    /// Whether a list numbered in that style goes on after block `n`: then what stands between belongs to its item.
    fn goes_on(&self, n: usize, style: Style) -> bool {
        let ends = |kind| matches!(kind, ProvisionKind::Part | ProvisionKind::Heading | ProvisionKind::Signature);
        let rest = self.blocks[n..].iter().zip(&self.styles[n..]).skip(1).take_while(|(b, _)| !ends(b.kind));
        let first = |b: &KnownBlock| matches!(b.number.as_str(), "一" | "1" | "a" | "i");
        rest.into_iter().any(|(b, s)| b.kind == ProvisionKind::Item && *s == style && !first(b))
    }
}

impl Open {
    /// What block `n` stands under; from now on it is open itself.
    pub(super) fn parent(&mut self, laid: &Laid<'_>, n: usize) -> Option<usize> {
        match laid.blocks[n].kind {
            ProvisionKind::Part => {
                *self = Self { part: Some(n), ..Self::default() };
                None
            }
            ProvisionKind::Heading => {
                let depth = laid.depth(n);
                self.headings.retain(|(d, _)| *d < depth);
                let parent = self.top();
                self.headings.push((depth, n));
                self.listed.clear();
                self.measured = None;
                parent
            }
            ProvisionKind::Item => self.item(laid, n),
            ProvisionKind::Bullet => self.measure(laid, n),
            ProvisionKind::Paragraph => {
                while self.listed.last().is_some_and(|(listed, _)| match listed {
                    Listed::Item(style) => !laid.goes_on(n, *style),
                    Listed::Measure(_) => true,
                }) {
                    self.listed.pop();
                }
                self.innermost()
            }
            _ => None,
        }
    }

    fn top(&self) -> Option<usize> {
        self.headings.last().map(|(_, n)| *n).or(self.part)
    }

    fn innermost(&self) -> Option<usize> {
        self.listed.last().map(|(_, n)| *n).or_else(|| self.top())
    }

    /// An item stands beside those of its style; a list of another style stands under the item before it, or under
    /// the measure that leads it in.
    fn item(&mut self, laid: &Laid<'_>, n: usize) -> Option<usize> {
        let style = laid.styles[n];
        if let Some(depth) = self.listed.iter().position(|(listed, _)| *listed == Listed::Item(style)) {
            self.listed.truncate(depth);
        } else {
            let led =
                |(listed, m): &(Listed, usize)| matches!(listed, Listed::Item(_)) || (*m + 1 == n && laid.leads(*m));
            while self.listed.last().is_some_and(|last| !led(last)) {
                self.listed.pop();
            }
        }
        let parent = self.innermost();
        self.listed.push((Listed::Item(style), n));
        parent
    }

    /// A measure stands under the item that leads it in, that has another after it, or before which others had
    /// measures; or under a measure less deep.
    fn measure(&mut self, laid: &Laid<'_>, n: usize) -> Option<usize> {
        let (depth, measured) = (laid.depth(n), self.measured);
        while self.listed.last().is_some_and(|(listed, m)| match listed {
            Listed::Item(style) => !laid.leads(*m) && measured != Some(*style) && !laid.goes_on(n, *style),
            Listed::Measure(other) => *other >= depth,
        }) {
            self.listed.pop();
        }
        if let Some((Listed::Item(style), _)) = self.listed.last() {
            self.measured = Some(*style);
        }
        let parent = self.innermost();
        self.listed.push((Listed::Measure(depth), n));
        parent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, ProvisionKind::*};

    /// The eIds of blocks given as kind, number, words and depth.
    fn eids(blocks: &[(ProvisionKind, &str, &str, u8)]) -> Vec<String> {
        let known = |(kind, number, text, _): &(ProvisionKind, &str, &str, u8)| KnownBlock {
            kind: *kind,
            number: (*number).to_owned(),
            text: (*text).to_owned(),
        };
        let depths: Vec<u8> = blocks.iter().map(|b| b.3).collect();
        let known: Vec<KnownBlock> = blocks.iter().map(known).collect();
        let document = Document::from_outline(&known, &depths, |text| vec![crate::model::Span::new(0, text.len())]);
        document.provisions.into_iter().map(|p| p.eid).collect()
    }

    #[test]
    fn headings_stand_under_greater_ones() {
        let found = eids(&[
            (Heading, "I", "I. Ferries", 0),
            (Heading, "A", "A. Boats", 1),
            (Paragraph, "", "They sail.", 0),
            (Heading, "B", "B. Lamps", 1),
            (Heading, "II", "II. End", 0),
            (Paragraph, "", "They stop.", 0),
        ]);
        assert_eq!(found, ["sec_1", "sec_1__sec_1", "sec_1__sec_1__para_1", "sec_1__sec_2", "sec_2", "sec_2__para_1"]);
    }

    #[test]
    fn the_last_item_has_its_measures_too() {
        let found = eids(&[
            (Item, "1", "1. They will:", 0),
            (Bullet, "", "sail", 0),
            (Item, "2", "2. They also will:", 0),
            (Bullet, "", "row", 0),
            (Bullet, "", "build:", 0),
            (Bullet, "", "lamps", 1),
            (Paragraph, "", "So be it.", 0),
            (Bullet, "", "home", 0),
            (Heading, "", "Lamps", 0),
            (Item, "1", "1. Oil.", 0),
            (Bullet, "", "It burns.", 0),
            (Item, "2", "2. Wicks.", 0),
            (Bullet, "", "They burn.", 0),
        ]);
        let wanted = [
            "item_1",
            "item_1__point_1",
            "item_2",
            "item_2__point_1",
            "item_2__point_2",
            "item_2__point_2__point_1",
            "para_1",
            "point_1",
            "sec_1",
            "sec_1__item_1",
            "sec_1__item_1__point_1",
            "sec_1__item_2",
            "sec_1__item_2__point_1",
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_measure_leads_in_items() {
        let found = eids(&[
            (Bullet, "", "They will:", 0),
            (Item, "i", "(i) sail", 0),
            (Item, "ii", "(ii) row", 0),
            (Bullet, "", "They rest.", 0),
        ]);
        assert_eq!(found, ["point_1", "point_1__item_1", "point_1__item_2", "point_2"]);
    }

    #[test]
    fn letters_and_figures_are_two_styles() {
        let found = eids(&[
            (Item, "g", "(g) they:", 0),
            (Item, "i", "(i) sail", 0),
            (Item, "v", "(v) row", 0),
            (Item, "h", "(h) rest", 0),
            (Item, "i", "(i) eat", 0),
        ]);
        assert_eq!(found, ["item_1", "item_1__item_1", "item_1__item_2", "item_2", "item_3"]);
    }
}
