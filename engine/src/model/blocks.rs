//! A document made of blocks that are already known: how tests and gold texts enter without being read.

use super::outline::{self, Laid, Open};
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
        Self { parties, date: date.map(str::to_owned), ..Self::from_outline(blocks, &[], sentences) }
    }

    /// The same where it is known how deep headings and measures stand among their equals: `depths` has a number for
    /// each block.
    #[must_use]
    pub fn from_outline(blocks: &[KnownBlock], depths: &[u8], sentences: impl Fn(&str) -> Vec<Span>) -> Self {
        let mut document = Self::empty();
        let styles = outline::styles(blocks);
        let laid = Laid { blocks, styles: &styles, depths };
        let mut open = Open::default();
        // How many of a kind stand under the same provision.
        let mut counts: BTreeMap<(Option<usize>, ProvisionKind), usize> = BTreeMap::new();
        for (n, block) in blocks.iter().enumerate() {
            let at = document.text.len() + usize::from(!document.text.is_empty());
            if at > 0 {
                document.text.push('\n');
            }
            document.text.push_str(&block.text);
            let parent = open.parent(&laid, n);
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

    fn empty() -> Self {
        Self {
            title: String::new(),
            title_made: false,
            subtitle: None,
            kind: DocumentKind::JointStatement,
            date: None,
            place: None,
            parties: Vec::new(),
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

fn eid(before: &[Provision], parent: Option<usize>, kind: ProvisionKind, nth: usize) -> String {
    let own = format!("{}_{nth}", kind.eid_name());
    parent.map_or_else(|| own.clone(), |p| format!("{}__{own}", before[p].eid))
}
