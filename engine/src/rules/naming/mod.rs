//! What is known about names in running text: listed names, where names begin and end, the shapes they take.
//!
//! In: `words/{bodies,instruments,events,initiatives,places,persons}.tsv`, `references.toml`. Out: [`Naming`].
//! Never: knows a document. See: `languages/zh/references.toml`.

mod finder;
mod table;

pub(super) use finder::quick;
pub use finder::{Finder, Hit};
pub use table::{Begins, NameShape, Persons, Table};

use super::{Files, Problem, Words};
use crate::model::ReferenceKind;
use std::collections::BTreeMap;

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
    /// By number, as `finder` gives them.
    pub listed: Vec<Listed>,
    /// Finds listed names.
    pub names: Finder,
    /// What the hits of `edges` mean.
    pub boundaries: Vec<Boundary>,
    /// Finds boundary words.
    pub edges: Finder,
    /// Finds the endings of shapes; each hit is an index into `endings`.
    pub tails: Finder,
    /// Index of the shape.
    pub endings: Vec<usize>,
    /// Finds words that names like to begin with.
    pub begins: Finder,
    /// Finds what ends a name: endings of shapes, and listed names that are no places.
    pub closers: Finder,
    /// Finds the offices of persons.
    pub offices: Finder,
    /// Finds pairs of states by one character each.
    pub pairs: Finder,
    /// Finds the words before one character that names a state.
    pub strong: Finder,
    by_name: BTreeMap<String, usize>,
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
        let edge_words: [(&[String], Boundary); 3] =
            [(&table.stops, Boundary::Stop), (&table.keeps, Boundary::Keep), (&table.joins, Boundary::Join)];
        let edges: Vec<(&str, Boundary)> =
            edge_words.iter().flat_map(|(list, b)| list.iter().map(|w| (w.as_str(), *b))).collect();
        let tails: Vec<(&str, usize)> =
            table.shape.iter().enumerate().flat_map(|(n, s)| s.ends.iter().map(move |e| (e.as_str(), n))).collect();
        Self {
            names: Finder::longest(listed.iter().map(|l| l.name.as_str())),
            boundaries: edges.iter().map(|(_, b)| *b).collect(),
            edges: Finder::longest(edges.iter().map(|(w, _)| *w)),
            endings: tails.iter().map(|(_, n)| *n).collect(),
            tails: Finder::every(tails.iter().map(|(w, _)| *w)),
            begins: Finder::longest(table.begins.iter().map(String::as_str)),
            closers: Finder::every(
                listed
                    .iter()
                    .filter(|l| l.kind != ReferenceKind::Place)
                    .map(|l| l.name.as_str())
                    .chain(tails.iter().map(|(w, _)| *w)),
            ),
            offices: Finder::every(table.persons.offices.iter().map(String::as_str)),
            pairs: Finder::every(table.characters.pairs.iter().map(String::as_str)),
            strong: Finder::every(table.characters.strong.iter().map(String::as_str)),
            listed,
            by_name,
            table,
        }
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
