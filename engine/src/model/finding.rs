//! What was found in a document, and between two.

use super::{Reason, Span, named};

named! {
    /// What a clause does.
    ClauseKind {
        /// The parties undertake something.
        Commitment = "commitment",
        /// Leaders instruct organs.
        Mandate = "mandate",
        /// A request or demand on somebody else.
        Call = "call",
        /// A stance.
        Position = "position",
        /// Narrated fact.
        Record = "record",
        /// Thanks, invitations, lead-ins.
        Procedure = "procedure",
    }
}

named! {
    /// The stance of a position.
    Stance {
        /// 支持
        Support = "support",
        /// 反对
        Oppose = "oppose",
        /// 谴责
        Condemn = "condemn",
        /// 欢迎
        Welcome = "welcome",
        /// 关切
        Concern = "concern",
        /// 重申 强调 主张
        Affirm = "affirm",
        /// 认为 相信 指出
        Believe = "believe",
        /// 承认
        Recognise = "recognise",
        /// 高度评价
        Appreciate = "appreciate",
        /// 尊重 理解
        Respect = "respect",
    }
}

named! {
    /// How firmly a commitment, mandate or call binds.
    Force {
        /// 应 必须 保证
        Obligation = "obligation",
        /// 将 商定 决定
        Decision = "decision",
        /// 愿 致力于
        Intention = "intention",
        /// 探讨 研究
        Exploration = "exploration",
    }
}

named! {
    /// How far along the undertaken action is.
    Stage {
        /// 探讨
        Explore = "explore",
        /// 筹备
        Prepare = "prepare",
        /// 签署
        Agree = "agree",
        /// 启动
        Start = "start",
        /// 落实
        Implement = "implement",
        /// 扩大
        Expand = "expand",
        /// 保持
        Maintain = "maintain",
        /// 完成
        Complete = "complete",
    }
}

named! {
    /// What a reference names.
    ReferenceKind {
        /// Treaties, agreements, statements, plans, resolutions.
        Instrument = "instrument",
        /// Organisations, commissions, mechanisms.
        Body = "body",
        /// Conferences, fairs, games.
        Event = "event",
        /// Named programmes and projects.
        Initiative = "initiative",
        /// Any calendar expression.
        Date = "date",
        /// A country.
        State = "state",
        /// A person.
        Person = "person",
        /// A place.
        Place = "place",
    }
}

named! {
    /// How a sentence of a newer document stands to an older one.
    Relation {
        /// The same words.
        Verbatim = "verbatim",
        /// Other words, same content, same strength.
        Reworded = "reworded",
        /// Firmer.
        Strengthened = "strengthened",
        /// The reverse.
        Softened = "softened",
        /// More content.
        Expanded = "expanded",
        /// Part left out.
        Narrowed = "narrowed",
        /// Without counterpart.
        New = "new",
        /// Of an older sentence: nothing answers it.
        Dropped = "dropped",
    }
}

impl Relation {
    /// What it is when the older document is set against the newer one.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Strengthened => Self::Softened,
            Self::Softened => Self::Strengthened,
            Self::Expanded => Self::Narrowed,
            Self::Narrowed => Self::Expanded,
            Self::New => Self::Dropped,
            Self::Dropped => Self::New,
            Self::Verbatim | Self::Reworded => self,
        }
    }
}

/// The rule that found something, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Firing {
    /// File and key of the rule: `zh/rules/stance.toml#oppose`.
    pub rule: String,
    /// The chain of reasons.
    pub reasons: Vec<Reason>,
}

/// The unit of meaning: one actor doing one kind of thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Index of the sentence.
    pub sentence: usize,
    /// In the reading text.
    pub span: Span,
    /// What it does.
    pub kind: ClauseKind,
    /// Of a position.
    pub stance: Option<Stance>,
    /// Of a commitment, mandate or call.
    pub force: Option<Force>,
    /// Of a commitment.
    pub stage: Option<Stage>,
    /// ISO 3166-1 alpha-3 codes, or names in the document's language.
    pub actors: Vec<String>,
    /// Of a call or mandate: who is asked.
    pub addressees: Vec<String>,
    /// The words that decide, in the reading text.
    pub operator: Option<Span>,
    /// ISO 8601.
    pub deadline: Option<String>,
    /// Keys of the topic scheme.
    pub topics: Vec<String>,
    /// 0 to 1.
    pub confidence: f64,
    /// What found it.
    pub firing: Firing,
}

/// A mention.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// In the reading text.
    pub span: Span,
    /// What it names.
    pub kind: ReferenceKind,
    /// The same for every mention of the same thing, across documents.
    pub key: String,
    /// For people.
    pub label: String,
    /// What found it.
    pub firing: Firing,
}

/// Everything found in one document.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// In the order of the text.
    pub clauses: Vec<Clause>,
    /// In the order of the text.
    pub references: Vec<Reference>,
}

/// How one sentence of the newer document stands to the older one.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Index of the newer document's sentence; `None` when an older one was dropped.
    pub newer: Option<usize>,
    /// Indices of the older document's sentences.
    pub older: Vec<usize>,
    /// How.
    pub relation: Relation,
    /// It stands in another order than its neighbours did.
    pub moved: bool,
    /// 0 to 1.
    pub similarity: f64,
    /// The grounds for strengthened, softened and so on, with the words that carry them.
    pub grounds: Vec<Reason>,
}
