//! Reads `languages/`: what is known about each language, as data, compiled once.
//!
//! In: the files under `languages/` (built in, or handed over by the caller).
//! Out: [`Knowledge`], and a [`Problem`] for every line that could not be understood.
//! Never: reads a file itself; knows what a stage does with the knowledge.
//! See: `languages/README.md` for the formats.

pub mod calendar;
mod compare;
mod deadlines;
mod dictionary;
mod dossiers;
mod gate;
mod headings;
mod joints;
mod lexicon;
mod matching;
mod naming;
pub mod numerals;
mod pattern;
mod proofs;
mod repairs;
mod rulebook;
mod script;
mod sentences;
mod shape;
pub mod spelling;
mod states;
mod tokens;
mod topics;
mod trie;
mod words;

pub use calendar::{Calendar, DateMention, dates, dates_among};
pub use compare::{Compare, Ladder, LadderHit, Lists, Measure};
pub use deadlines::Deadlines;
pub use dictionary::{Dictionary, Sightings, Sort};
pub use dossiers::{DossierRule, Dossiers};
pub use lexicon::{Classes, Lexicon, Token, Word};
pub use matching::{Capture, Surroundings};
pub use naming::{Begins, Boundary, Listed, NameShape, Naming, Persons};
pub use pattern::{Condition, Pattern, Piece, parse};
pub use proofs::line_examples;
pub use repairs::{Listing, Repairs};
pub use rulebook::{Opens, Rule, Rulebook};
pub use script::{Script, has_han, is_han, simplified, simplify};
pub use sentences::{Sentences, sentences};
pub use shape::{LineKind, Opener, Shape, Together};
pub use spelling::Spelling;
pub use states::{Form, StateMention, States, states};
pub use tokens::Tokens;
pub use topics::{Scheme, Topic, TopicHit, TopicRule, Topics};
pub use trie::{Hit, Trie};
pub use words::{Entry, Words};

use dictionary::Vocabulary;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../languages");

/// The files of `languages/`, by their path below it (`zh/shape.toml`).
pub type Files = BTreeMap<String, String>;

/// A line of `languages/` that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Path below `languages/`.
    pub file: String,
    /// What was found, what was wanted.
    pub text: String,
}

impl Problem {
    /// A problem in `file`.
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self { file: file.into(), text: text.into() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "languages/{}: {}", self.file, self.text)
    }
}

/// What is known about one language.
#[derive(Debug)]
pub struct Language {
    /// Its folder: `zh`.
    pub code: String,
    /// Word classes: `words/*.tsv`, those of `_all` included.
    pub words: Words,
    /// What counts when statements are compared: `compare.toml`.
    pub compare: Compare,
    /// Words are not set apart by blanks.
    pub unspaced: bool,
    /// What lines look like: `shape.toml`.
    pub shape: Shape,
    /// What goes wrong in transmission: `repairs.toml`.
    pub repairs: Repairs,
    /// How dates are written: `calendar.toml`.
    pub calendar: Calendar,
    /// Which dates are deadlines.
    pub deadlines: Deadlines,
    /// Names of states and of organisations that act like them.
    pub states: States,
    /// Names in running text: `references.toml` and the classes of names.
    pub naming: Naming,
    /// The clause rules: `rules/*.toml`.
    pub clauses: Rulebook,
    /// What clauses are about: `topics.toml`.
    pub topics: Topics,
    /// What belongs together in the dossiers: `dossiers.toml`.
    pub dossiers: Dossiers,
    /// All words that these look for in running text.
    pub dictionary: Dictionary,
    spelling: OnceLock<Spelling>,
}

impl Language {
    fn compile(files: &Files, code: &str, problems: &mut Vec<Problem>) -> Self {
        let words = Words::read(files, code, problems);
        let calendar = Calendar::read(files, code, problems);
        let states = States::compile(&words, code);
        let naming = Naming::read(files, code, &words, problems);
        let clauses = Rulebook::compile(files, code, Lexicon::compile(&words, code), problems);
        let unspaced = unspaced(files, code);
        let topics = Topics::read(files, code, unspaced, problems);
        let deadlines = Deadlines::of(&words);
        let mut vocabulary = Vocabulary::new();
        clauses.lexicon.fill(&mut vocabulary);
        topics.fill(&mut vocabulary);
        states.fill(&mut vocabulary);
        naming.fill(&mut vocabulary);
        deadlines.fill(&mut vocabulary);
        calendar.fill(&mut vocabulary);
        Self {
            code: code.to_owned(),
            words,
            compare: Compare::read(files, code, problems),
            calendar,
            deadlines,
            states,
            naming,
            unspaced,
            topics,
            dossiers: Dossiers::read(files, code, problems),
            shape: Shape::read(files, code, problems),
            repairs: Repairs::read(files, code, problems),
            clauses,
            dictionary: Dictionary::compile(vocabulary),
            spelling: OnceLock::new(),
        }
    }

    /// How the words of the lists are spelt; compiled when first asked for.
    pub fn spelling(&self) -> &Spelling {
        self.spelling.get_or_init(|| Spelling::of(&self.words))
    }
}

/// Everything under `languages/`, compiled.
#[derive(Debug)]
pub struct Knowledge {
    /// One for each folder but `_all`.
    pub languages: Vec<Language>,
    /// The matters clauses may be about: `_all/topics.tsv`.
    pub scheme: Scheme,
}

impl Knowledge {
    /// What is built into the program. Compiled on first use.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::compile(&Knowledge::builtin_files()).0);
        &KNOWLEDGE
    }

    /// The files that are built in.
    #[must_use]
    pub fn builtin_files() -> Files {
        let mut files = Files::new();
        collect(&BUILTIN, &mut files);
        files
    }

    /// Compiles `files`; what cannot be understood is left out and named.
    #[must_use]
    pub fn compile(files: &Files) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut codes: Vec<&str> = files.keys().filter_map(|path| path.split_once('/')).map(|(code, _)| code).collect();
        codes.dedup();
        let languages = codes
            .into_iter()
            .filter(|code| *code != "_all")
            .map(|code| Language::compile(files, code, &mut problems))
            .collect();
        let scheme = Scheme::read(files, &mut problems);
        (Self { languages, scheme }, problems)
    }

    /// The language of a BCP 47 tag; the first one known where there is none of that name.
    #[must_use]
    pub fn language(&self, tag: &str) -> Option<&Language> {
        let primary = tag.split('-').next().unwrap_or(tag);
        self.languages.iter().find(|l| l.code == primary)
    }
}

fn unspaced(files: &Files, code: &str) -> bool {
    let declared: toml::Table = shape::parse(files, &format!("{code}/language.toml"), &mut Vec::new());
    declared.get("words").and_then(toml::Value::as_str) == Some("unspaced")
}

fn collect(dir: &Dir<'_>, files: &mut Files) {
    for file in dir.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            files.insert(path.replace('\\', "/"), text.to_owned());
        }
    }
    for inner in dir.dirs() {
        collect(inner, files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_built_in_is_understood() {
        let (_, problems) = Knowledge::compile(&Knowledge::builtin_files());
        assert!(problems.is_empty(), "{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }
}
