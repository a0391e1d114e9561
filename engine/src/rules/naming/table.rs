//! The form of `references.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// All of `references.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    /// Words no name reaches back over.
    pub stops: Vec<String>,
    /// Words that hold a stop and are none.
    pub keeps: Vec<String>,
    /// Words only a name with a strong beginning reaches over.
    pub joins: Vec<String>,
    /// Words names like to begin with.
    pub begins: Vec<String>,
    /// What does not make a name between a beginning and an ending.
    pub generic: Vec<String>,
    /// Neighbours that hide a name.
    pub guards: FxHashMap<String, Guard>,
    /// One-character names.
    pub characters: Characters,
    /// People.
    pub persons: Persons,
    /// Instruments.
    pub instruments: Instruments,
    /// Names in quotation marks.
    pub quoted: Quoted,
    /// Shapes of names.
    pub shape: Vec<NameShape>,
}

/// Neighbours that make a name part of a longer word.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Guard {
    /// Right before it.
    pub before: Vec<String>,
    /// Right after it.
    pub after: Vec<String>,
    /// Longer words that hold it.
    pub within: Vec<String>,
}

/// How one-character names of states are used.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Characters {
    /// Two states in two characters.
    pub pairs: Vec<String>,
    /// Words before one.
    pub before: Vec<String>,
    /// Those of them that suffice alone.
    pub strong: Vec<String>,
    /// What before one of them makes it another word.
    pub hidden_by: String,
    /// The characters that speak alone.
    pub lone: String,
    /// What must not follow.
    pub after_not: Vec<String>,
    /// Words that look like a state's side and are not.
    pub not_sides: Vec<String>,
    /// What a character most often means.
    pub prominent: BTreeMap<String, String>,
    /// One character for a region.
    pub regions: BTreeMap<String, String>,
    /// Unions of states named by one character beside a party: 中欧.
    pub unions: BTreeMap<String, String>,
    /// What must follow such a pair.
    pub beside: Vec<String>,
}

/// How people are named.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Persons {
    /// Offices, before or after the name.
    pub offices: Vec<String>,
    /// Offices that hide the body right before them: of it nothing is said.
    pub heads: Vec<String>,
    /// The signs foreign names are written with.
    pub signs: String,
    /// Family names of one character.
    pub surnames: String,
    /// What may follow a name of the home language.
    pub follow: Vec<String>,
}

/// How instruments are named.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Instruments {
    /// What one ends in.
    pub ends: Vec<String>,
    /// What a name in “” must end in.
    pub quoted: Vec<String>,
    /// What may follow 》 and belong to it.
    pub tails: Vec<String>,
    /// Instruments that only a date right before them tells from others.
    pub dated: Vec<String>,
    /// Words before a title without marks that begins with what it is about.
    pub about: Vec<String>,
    /// Who speaks in a numbered resolution, and in full.
    pub resolvers: BTreeMap<String, String>,
}

/// Names in quotation marks, by their endings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quoted {
    /// Endings of events.
    pub event: Vec<String>,
    /// But not these.
    pub event_not: Vec<String>,
    /// Endings of bodies.
    pub body: Vec<String>,
    /// Endings of initiatives.
    pub initiative: Vec<String>,
    /// What may follow ” and makes an instrument of it: 联大决议.
    pub tails: Vec<String>,
}

/// What must open a name.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Begins {
    /// A state, a pair of states, a listed name, a quoted name, a word names like to begin with.
    #[default]
    Strong,
    /// As strong, without the words names like to begin with.
    Proper,
    /// A boundary is enough.
    Any,
    /// A number must stand in it: 第N届.
    Ordinal,
    /// A foreign name in foreign-name signs.
    Foreign,
}

/// A shape of names: what they end in, what must open them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NameShape {
    /// Its key.
    pub name: String,
    /// The contract's kind.
    pub kind: String,
    /// Endings.
    pub ends: Vec<String>,
    /// What must open it.
    pub begins: Begins,
    /// Fewest characters between the beginning and the ending.
    pub least: usize,
    /// Nothing stands between the beginning and the ending.
    pub bare: bool,
    /// A city's name must stand in it.
    pub needs_city: bool,
    /// Its full name begins with the parties when nothing else opens it.
    pub of_parties: bool,
    /// What must not follow.
    pub not_after: Vec<String>,
    /// What must not stand in it.
    pub not_middle: Vec<String>,
    /// What it must not end in.
    pub not_ends: Vec<String>,
    /// Words that do not make a name, instead of the table's.
    pub generic: Vec<String>,
    /// Sentences with the name in brackets.
    pub yes: Vec<String>,
    /// Sentences without such a name.
    pub no: Vec<String>,
}
