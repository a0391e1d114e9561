//! A document with its tree.

use super::{Note, Span, named};

named! {
    /// What sort of document it is.
    DocumentKind {
        /// 联合声明
        JointStatement = "joint-statement",
        /// 联合公报
        JointCommunique = "joint-communique",
        /// 宣言
        Declaration = "declaration",
        /// 条约
        Treaty = "treaty",
        /// 协定
        Agreement = "agreement",
        /// 规划
        Plan = "plan",
        /// 决议
        Resolution = "resolution",
        /// 讲话
        Speech = "speech",
        /// 报道
        News = "news",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// What sort of block a provision is.
    ProvisionKind {
        /// The document's title.
        Title = "title",
        /// A second title, after a dash.
        Subtitle = "subtitle",
        /// Agency, place, date.
        Dateline = "dateline",
        /// Place and date in brackets under a speech's title.
        PlaceDate = "place-date",
        /// Office and name of who speaks.
        Speaker = "speaker",
        /// Whom a speech addresses.
        Salutation = "salutation",
        /// A bare part number.
        Part = "part",
        /// An unnumbered heading line.
        Heading = "heading",
        /// A numbered measure.
        Item = "item",
        /// A measure opened by a dash.
        Bullet = "bullet",
        /// Any other paragraph.
        Paragraph = "paragraph",
        /// 谢谢大家。
        Closing = "closing",
        /// Signing lines.
        Signature = "signature",
    }
}

impl ProvisionKind {
    /// The element name it carries in an Akoma Ntoso eId.
    #[must_use]
    pub const fn eid_name(self) -> &'static str {
        match self {
            Self::Title => "docTitle",
            Self::Subtitle => "subtitle",
            Self::Dateline => "dateline",
            Self::PlaceDate => "docDate",
            Self::Speaker => "speaker",
            Self::Salutation => "salutation",
            Self::Part => "part",
            Self::Heading => "sec",
            Self::Item => "item",
            Self::Bullet => "point",
            Self::Paragraph => "para",
            Self::Closing => "closing",
            Self::Signature => "signature",
        }
    }
}

/// A block of the reading text with its place in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Akoma Ntoso eId, unique in the document: `part_4__sec_2__item_3`.
    pub eid: String,
    /// Index of the provision it stands under.
    pub parent: Option<usize>,
    /// What it is.
    pub kind: ProvisionKind,
    /// The numeral alone, empty without one.
    pub number: String,
    /// In the reading text; the block itself, not what stands under it.
    pub span: Span,
}

/// A sentence of a provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Index of the provision.
    pub provision: usize,
    /// Counting from 1 inside the provision.
    pub nth: usize,
    /// In the reading text.
    pub span: Span,
}

/// A party to the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// ISO 3166-1 alpha-3, or the name of an organisation.
    pub code: String,
    /// What the text calls it: full name first, then short forms (`吉方`).
    pub names: Vec<String>,
}

/// Who signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    /// Code of the party.
    pub party: Option<String>,
    /// Office, as printed.
    pub office: String,
    /// Name, as printed.
    pub name: String,
}

/// One statement, speech, treaty … in one language.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its title, on one line.
    pub title: String,
    /// Whether the title was made from the text because none was found.
    pub title_made: bool,
    /// Its subtitle, if any.
    pub subtitle: Option<String>,
    /// What it is.
    pub kind: DocumentKind,
    /// ISO 8601, of the statement, not of the page.
    pub date: Option<String>,
    /// As printed.
    pub place: Option<String>,
    /// In the order of the title.
    pub parties: Vec<Party>,
    /// In the order of the signing lines.
    pub signatories: Vec<Signatory>,
    /// BCP 47.
    pub language: String,
    /// Nothing is known to be missing.
    pub complete: bool,
    /// The reading text: blocks joined by one line feed.
    pub text: String,
    /// One for each block, in order.
    pub provisions: Vec<Provision>,
    /// In order; together they cover every provision.
    pub sentences: Vec<Sentence>,
    /// What was noticed.
    pub notes: Vec<Note>,
}

impl Document {
    /// The words of a provision.
    #[must_use]
    pub fn words(&self, provision: &Provision) -> &str {
        provision.span.of(&self.text)
    }

    /// Codes of the parties.
    #[must_use]
    pub fn party_codes(&self) -> Vec<String> {
        self.parties.iter().map(|p| p.code.clone()).collect()
    }

    /// The two-letter language without script.
    #[must_use]
    pub fn primary_language(&self) -> &str {
        self.language.split('-').next().unwrap_or(&self.language)
    }

    /// `part_4__sec_2__item_3/s1`: what names a sentence inside its document.
    #[must_use]
    pub fn sentence_name(&self, sentence: &Sentence) -> String {
        format!("{}/s{}", self.provisions[sentence.provision].eid, sentence.nth)
    }
}
