//! A document made of blocks that are already known: how tests and gold texts enter without being read.

use super::{Document, DocumentKind, Party, Provision, ProvisionKind, Sentence, Span};
use std::collections::BTreeMap;

/// A block whose kind and number are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownBlock {
    /// What it is.
    pub kind: ProvisionKind,
    /// The numeral alone, empty without one.
    pub number: String,
    /// Its words.
    pub text: String,
}

impl Document {
    /// Builds the text, the tree and the sentences from blocks; `sentences` finds those of one block, as the stage that
    /// divides does. The other fields are left for the caller to set.
    #[must_use]
    pub fn from_blocks(
        blocks: &[KnownBlock],
        parties: Vec<Party>,
        date: Option<&str>,
        sentences: impl Fn(&str) -> Vec<Span>,
    ) -> Self {
        let mut document = Self::empty(parties, date);
        let mut open = Open::default();
        // How many of a kind stand under the same provision.
        let mut counts: BTreeMap<(Option<usize>, ProvisionKind), usize> = BTreeMap::new();
        for block in blocks {
            let at = document.text.len() + usize::from(!document.text.is_empty());
            if at > 0 {
                document.text.push('\n');
            }
            document.text.push_str(&block.text);
            let n = document.provisions.len();
            let parent = open.parent(blocks, n);
            let nth = counts.entry((parent, block.kind)).and_modify(|n| *n += 1).or_insert(1);
            let eid = eid(&document.provisions, parent, block.kind, *nth);
            let span = Span::new(at, document.text.len());
            document.provisions.push(Provision { eid, parent, kind: block.kind, number: block.number.clone(), span });
            let found = sentences(&block.text).into_iter().enumerate();
            document.sentences.extend(found.map(|(k, s)| Sentence { provision: n, nth: k + 1, span: s.shifted(at) }));
            if block.kind == ProvisionKind::Title {
                document.title.clone_from(&block.text);
            }
        }
        document
    }

    fn empty(parties: Vec<Party>, date: Option<&str>) -> Self {
        Self {
            title: String::new(),
            title_made: false,
            subtitle: None,
            kind: DocumentKind::JointStatement,
            date: date.map(str::to_owned),
            place: None,
            parties,
            signatories: Vec::new(),
            language: "zh-Hans".to_owned(),
            complete: true,
            text: String::new(),
            provisions: Vec::new(),
            sentences: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// What a block stands under: part, heading, and the items that are still open, outermost first.
#[derive(Default)]
struct Open {
    part: Option<usize>,
    heading: Option<usize>,
    items: Vec<(Style, usize)>,
}

/// How an item is numbered: items of one style are each other's equals.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Bracketed,
    Ordinal,
    Bare,
    Digits,
}

impl Style {
    fn of(block: &KnownBlock) -> Self {
        match block.text.chars().next() {
            Some('（' | '(') => Self::Bracketed,
            Some(c) if c.is_ascii_digit() => Self::Digits,
            _ if block.text.starts_with(&block.number) => Self::Bare,
            _ => Self::Ordinal,
        }
    }
}

impl Open {
    fn parent(&mut self, blocks: &[KnownBlock], n: usize) -> Option<usize> {
        let top = self.heading.or(self.part);
        match blocks[n].kind {
            ProvisionKind::Part => {
                *self = Self { part: Some(n), ..Self::default() };
                None
            }
            ProvisionKind::Heading => {
                self.heading = Some(n);
                self.items.clear();
                self.part
            }
            ProvisionKind::Item => {
                let style = Style::of(&blocks[n]);
                if let Some(depth) = self.items.iter().position(|(s, _)| *s == style) {
                    self.items.truncate(depth);
                }
                let parent = self.items.last().map(|(_, n)| *n).or(top);
                self.items.push((style, n));
                parent
            }
            ProvisionKind::Paragraph | ProvisionKind::Bullet => {
                while self.items.last().is_some_and(|(style, _)| !goes_on(&blocks[n..], *style)) {
                    self.items.pop();
                }
                self.items.last().map(|(_, n)| *n).or(top)
            }
            _ => None,
        }
    }
}

/// Whether a list numbered in that style goes on after this block: then what stands between belongs to the open item.
fn goes_on(rest: &[KnownBlock], style: Style) -> bool {
    rest.iter()
        .skip(1)
        .take_while(|b| !matches!(b.kind, ProvisionKind::Part | ProvisionKind::Heading | ProvisionKind::Signature))
        .any(|b| b.kind == ProvisionKind::Item && Style::of(b) == style && !matches!(b.number.as_str(), "一" | "1"))
}

fn eid(before: &[Provision], parent: Option<usize>, kind: ProvisionKind, nth: usize) -> String {
    let own = format!("{}_{nth}", kind.eid_name());
    parent.map_or_else(|| own.clone(), |p| format!("{}__{own}", before[p].eid))
}
