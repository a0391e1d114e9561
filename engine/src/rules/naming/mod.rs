//! What is known about names in running text: listed names, where names begin and end, the shapes they take.
//!
//! In: `words/{bodies,instruments,events,initiatives,places,persons}.tsv`, `references.toml`. Out: [`Naming`].
//! Never: knows a document. See: `languages/zh/references.toml`.

mod table;

pub use table::{Begins, NameShape, Persons, Table};

use super::dictionary::{Sort, Vocabulary};
use super::{Files, Problem, Trie, Words};
use crate::model::ReferenceKind;
use rustc_hash::{FxHashMap, FxHashSet};

/// A name listed in a word class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// As texts write it.
    pub name: String,
    /// What it names.
    pub kind: ReferenceKind,
    /// The full name.
    pub key: String,
    /// A city: its name in the name of a meeting tells one meeting from the next.
    pub city: bool,
    /// The file it stands in.
    pub class: &'static str,
}

/// What a word does to the name before or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// No name reaches back over it.
    Stop,
    /// Only a name with a strong beginning does.
    Join,
    /// It holds a stop or a joining word and is neither.
    Keep,
}

/// The names of a language, compiled.
#[derive(Debug, Default)]
pub struct Naming {
    /// `references.toml`.
    pub table: Table,
    /// By number, as [`Sort::Listed`] gives them.
    pub listed: Vec<Listed>,
    /// What the words of [`Sort::Edge`] do.
    pub boundaries: Vec<Boundary>,
    /// The shapes whose endings [`Sort::Tail`] gives.
    pub endings: Vec<usize>,
    /// What alone makes no name between a beginning and an ending.
    pub generic: FxHashSet<String>,
    /// The signs foreign names are written with.
    pub signs: FxHashSet<char>,
    /// Family names of one character.
    pub surnames: FxHashSet<char>,
    /// The offices of people.
    pub offices: Trie,
    by_name: FxHashMap<String, usize>,
}

const CLASSES: &[(&str, ReferenceKind)] = &[
    ("bodies", ReferenceKind::Body),
    ("instruments", ReferenceKind::Instrument),
    ("events", ReferenceKind::Event),
    ("initiatives", ReferenceKind::Initiative),
    ("places", ReferenceKind::Place),
    ("persons", ReferenceKind::Person),
];

impl Naming {
    /// Reads `<code>/references.toml` and compiles it with the word classes.
    pub fn read(files: &Files, code: &str, words: &Words, problems: &mut Vec<Problem>) -> Self {
        let path = format!("{code}/references.toml");
        let table: Table = match files.get(&path).map(|text| toml::from_str(text)) {
            Some(Ok(table)) => table,
            Some(Err(error)) => {
                problems.push(Problem::new(path, error.to_string()));
                Table::default()
            }
            None => Table::default(),
        };
        let listed = listed(words);
        let by_name = listed.iter().enumerate().rev().map(|(n, entry)| (entry.name.clone(), n)).collect();
        let boundaries = edges(&table).map(|(_, boundary)| boundary).collect();
        let endings = tails(&table).map(|(_, shape)| shape).collect();
        let generic = table.generic.iter().cloned().collect();
        let (signs, surnames) = (table.persons.signs.chars().collect(), table.persons.surnames.chars().collect());
        let offices = Trie::new(table.persons.offices.iter().map(String::as_str));
        Self { table, listed, boundaries, endings, generic, signs, surnames, offices, by_name }
    }

    pub(super) fn fill(&self, vocabulary: &mut Vocabulary) {
        let Table { begins, persons, characters, .. } = &self.table;
        vocabulary.add(Sort::Listed, self.listed.iter().map(|l| l.name.as_str()));
        vocabulary.add(Sort::Edge, edges(&self.table).map(|(word, _)| word));
        vocabulary.add(Sort::Tail, tails(&self.table).map(|(word, _)| word));
        vocabulary.add(Sort::Begin, begins.iter().map(String::as_str));
        vocabulary.add(Sort::Office, persons.offices.iter().map(String::as_str));
        vocabulary.add(Sort::About, ["关于"]);
        vocabulary.add(Sort::Pair, characters.pairs.iter().map(String::as_str));
        vocabulary.add(Sort::Strong, characters.strong.iter().map(String::as_str));
    }

    /// The listed name that is exactly `name`.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Listed> {
        self.by_name.get(name).map(|n| &self.listed[*n])
    }

    /// Whether `name` at `start..end` of `text` is only part of a longer word.
    #[must_use]
    pub fn hidden(&self, text: &str, start: usize, end: usize) -> bool {
        self.table.guards.get(&text[start..end]).is_some_and(|guard| {
            let inside = |word: &String| {
                word.match_indices(&text[start..end]).any(|(at, _)| {
                    start
                        .checked_sub(at)
                        .and_then(|from| text.get(from..))
                        .is_some_and(|t| t.starts_with(word.as_str()))
                })
            };
            guard.within.iter().any(inside)
                || guard.before.iter().any(|w| text[..start].ends_with(w.as_str()))
                || guard.after.iter().any(|w| text[end..].starts_with(w.as_str()))
        })
    }
}

/// The words that bound names, with what they do.
fn edges(table: &Table) -> impl Iterator<Item = (&str, Boundary)> {
    let lists = [(&table.stops, Boundary::Stop), (&table.keeps, Boundary::Keep), (&table.joins, Boundary::Join)];
    lists.into_iter().flat_map(|(list, boundary)| list.iter().map(move |word| (word.as_str(), boundary)))
}

/// The endings of the shapes, with the number of each one's shape.
fn tails(table: &Table) -> impl Iterator<Item = (&str, usize)> {
    table.shape.iter().enumerate().flat_map(|(n, shape)| shape.ends.iter().map(move |end| (end.as_str(), n)))
}

fn listed(words: &Words) -> Vec<Listed> {
    let mut out = Vec::new();
    for (class, kind) in CLASSES {
        for entry in words.class(class).iter().filter(|e| !e.word.is_empty()) {
            let key = if entry.get("key").is_empty() { entry.word.as_str() } else { entry.get("key") };
            let city = entry.get("sort") == "city";
            out.push(Listed { name: entry.word.clone(), kind: *kind, key: key.to_owned(), city, class });
        }
    }
    out
}
