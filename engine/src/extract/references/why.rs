//! Why a stretch is taken for a mention: the rule's name, and the reason.

use crate::model::{Because, Reason, Span};
use crate::rules::{Listed, NameShape};

/// The rule that found a mention, with what it rests on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Why<'a> {
    /// A state's name.
    State,
    /// 美方.
    Side,
    /// 朝美.
    Paired,
    /// 中俄|蒙 三方.
    Third,
    /// 向|叙.
    Before,
    /// 对|非.
    Region,
    Calendar,
    Listed(&'a Listed),
    /// 《…》.
    Titled,
    /// “…”.
    Quoted,
    Resolution,
    /// A shape of names, and the ending that stands there.
    Shape(&'a NameShape, &'a str),
    Person,
    /// A person's name that the document introduces elsewhere.
    Introduced,
    /// 关于…的谅解备忘录.
    About,
    /// A short form the document defines.
    Defined,
}

impl Why<'_> {
    /// File and key of the rule.
    pub fn rule(self, code: &str) -> String {
        let key = match self {
            Self::State => return "_all/words/states.tsv#name".to_owned(),
            Self::Calendar => return [code, "/calendar.toml#date"].concat(),
            Self::Listed(listed) => return [code, "/words/", listed.class, ".tsv#", &listed.name].concat(),
            Self::Shape(shape, _) => return [code, "/references.toml#shape.", &shape.name].concat(),
            Self::Side | Self::Paired | Self::Third | Self::Before | Self::Region => "characters",
            Self::Titled => "titled",
            Self::Quoted => "quoted",
            Self::Resolution => "resolution",
            Self::Person | Self::Introduced => "persons",
            Self::About => "about",
            Self::Defined => "defined",
        };
        [code, "/references.toml#", key].concat()
    }

    /// The reason, for a mention at `span` of the thing called `key`.
    pub fn reason(self, key: &str, span: Span) -> Reason {
        let because = match self {
            Self::Listed(_) => Because::Listed,
            Self::Shape(_, ending) => return Reason::told(Because::Ending, [ending.to_owned()], Some(span)),
            Self::Defined => return Reason::told(Because::Defined, [key.to_owned()], Some(span)),
            Self::State => Because::State,
            Self::Side => Because::Side,
            Self::Paired => Because::Paired,
            Self::Third => Because::Third,
            Self::Introduced => Because::Introduced,
            Self::About => Because::About,
            Self::Before => Because::NamedBefore,
            Self::Region => Because::Region,
            Self::Calendar => Because::Calendar,
            Self::Titled => Because::Titled,
            Self::Quoted => Because::Quoted,
            Self::Resolution => Because::Resolution,
            Self::Person => Because::Person,
        };
        Reason::seen(because, span)
    }
}
