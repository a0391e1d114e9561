//! Word classes: `words/*.tsv`, a header line, then an entry a line.
//!
//! What follows a full stop in the name only tells files apart: `states.samples.tsv` adds to the class `states`.

use super::{Files, Problem};
use std::collections::BTreeMap;

/// One line of a word class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The first column: the word itself.
    pub word: String,
    /// The other columns, by the names in the header; empty ones are left out.
    pub columns: BTreeMap<String, String>,
}

impl Entry {
    /// A column, empty where the entry has none.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        self.columns.get(column).map_or("", String::as_str)
    }
}

/// The word classes of a language, by file name up to its first full stop.
#[derive(Clone, Debug, Default)]
pub struct Words {
    classes: BTreeMap<String, Vec<Entry>>,
}

impl Words {
    /// Reads `_all/words/*.tsv` and `<code>/words/*.tsv`; a class in both is the sum of both.
    pub fn read(files: &Files, code: &str, problems: &mut Vec<Problem>) -> Self {
        let mut words = Self::default();
        for folder in ["_all", code] {
            let prefix = format!("{folder}/words/");
            for (path, text) in files.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix)) {
                if let Some(name) = path[prefix.len()..].strip_suffix(".tsv") {
                    let class = name.split('.').next().unwrap_or(name);
                    words.classes.entry(class.to_owned()).or_default().extend(entries(path, text, problems));
                }
            }
        }
        words
    }

    /// The entries of all classes.
    pub fn all(&self) -> impl Iterator<Item = &Entry> {
        self.classes.values().flatten()
    }

    /// The entries of a class, in the order of the file; none where there is no such class.
    #[must_use]
    pub fn class(&self, name: &str) -> &[Entry] {
        self.classes.get(name).map_or(&[], Vec::as_slice)
    }
}

pub(super) fn entries(path: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<Entry> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let Some((_, header)) = lines.next() else { return Vec::new() };
    let names: Vec<&str> = header.split('\t').collect();
    let mut out = Vec::new();
    for (n, line) in lines {
        let mut cells = line.split('\t');
        let word = cells.next().unwrap_or_default().trim().to_owned();
        if line.split('\t').count() > names.len() {
            problems.push(Problem::new(
                path,
                format!("line {}: found more columns than the header's {}: {line}", n + 1, names.len()),
            ));
            continue;
        }
        let columns = names[1..]
            .iter()
            .zip(cells)
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(|(name, cell)| ((*name).to_owned(), cell.trim().to_owned()))
            .collect();
        out.push(Entry { word, columns });
    }
    out
}
