//! Why a stretch is taken for a mention: the rule's name, and the reason in words.

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

    /// The reason, for a mention written as `surface` of the thing called `key`.
    pub fn reason(self, surface: &str, key: &str) -> String {
        let reason = match self {
            Self::State => "the name of a state",
            Self::Side => "the side of a third state",
            Self::Paired => "one of a pair of states",
            Self::Third => "a third state beside two parties",
            Self::Introduced => "a name the document introduces elsewhere",
            Self::About => "a title that says what it is about",
            Self::Before => "one character for a state named before",
            Self::Region => "one character for a region",
            Self::Calendar => "a calendar expression",
            Self::Listed(listed) => return [surface, ": listed among the ", listed.class].concat(),
            Self::Titled => "set in title marks",
            Self::Quoted => "a name in quotation marks",
            Self::Resolution => "a resolution by its number",
            Self::Shape(_, ending) => return [surface, ": a name ending in ", ending].concat(),
            Self::Person => "a name beside an office or with a dot in it",
            Self::Defined => return [surface, ": short for ", key, ", as the text says"].concat(),
        };
        [surface, ": ", reason].concat()
    }
}
