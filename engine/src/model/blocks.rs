//! A document made of blocks that are already known: how tests and gold texts enter without being read.

use super::{Document, DocumentKind, Party, Provision, ProvisionKind, Sentence, Span};

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

/// Finds the sentences of a block; the stage that divides has one.
pub type SentenceEnds = fn(&str) -> Vec<Span>;

impl Document {
    /// Builds the text, the tree and the sentences from blocks. The other fields are left for the caller to set.
    #[must_use]
    pub fn from_blocks(blocks: &[KnownBlock], parties: Vec<Party>, date: Option<&str>, sentences: SentenceEnds) -> Self {
        let mut document = Self::empty(parties, date);
        let mut open = Open::default();
        for block in blocks {
            let at = document.text.len() + usize::from(!document.text.is_empty());
            if at > 0 {
                document.text.push('\n');
            }
            document.text.push_str(&block.text);
            let n = document.provisions.len();
            let parent = open.parent(block.kind, n);
            let eid = eid(&document.provisions, parent, block.kind);
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

/// The part and heading a block stands under.
#[derive(Default)]
struct Open {
    part: Option<usize>,
    heading: Option<usize>,
}

impl Open {
    fn parent(&mut self, kind: ProvisionKind, n: usize) -> Option<usize> {
        match kind {
            ProvisionKind::Part => {
                *self = Self { part: Some(n), heading: None };
                None
            }
            ProvisionKind::Heading => {
                self.heading = Some(n);
                self.part
            }
            ProvisionKind::Item | ProvisionKind::Bullet | ProvisionKind::Paragraph => self.heading.or(self.part),
            _ => None,
        }
    }
}

fn eid(before: &[Provision], parent: Option<usize>, kind: ProvisionKind) -> String {
    let nth = 1 + before.iter().filter(|p| p.parent == parent && p.kind == kind).count();
    let own = format!("{}_{nth}", kind.eid_name());
    parent.map_or_else(|| own.clone(), |p| format!("{}__{own}", before[p].eid))
}
