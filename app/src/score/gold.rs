//! What people say is right: a folder a document.

use crate::{Error, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A half-open range of characters of the gold text.
pub(crate) type Range = (usize, usize);

#[derive(Debug, Deserialize)]
pub(super) struct Meta {
    pub(super) kind: Option<String>,
    pub(super) date: Option<String>,
    pub(super) place: Option<String>,
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    #[serde(default)]
    pub(super) complete: bool,
    #[serde(default)]
    pub(super) parties: Vec<String>,
    #[serde(default)]
    pub(super) witnesses: Vec<Carrier>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Carrier {
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Block {
    pub(super) n: u64,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) number: Option<String>,
    pub(super) text: String,
    #[serde(skip)]
    pub(super) range: Range,
}

#[derive(Debug, Deserialize)]
pub(super) struct Clause {
    pub(super) sentence: String,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: String,
    pub(super) stance: Option<String>,
    pub(super) force: Option<String>,
    #[serde(default)]
    pub(super) actors: Option<Vec<String>>,
    pub(super) operator: Option<String>,
    pub(super) deadline: Option<String>,
    #[serde(skip)]
    pub(super) range: Range,
    #[serde(skip)]
    pub(super) operator_at: Option<Range>,
    #[serde(skip)]
    pub(super) of: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Reference {
    pub(super) block: u64,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) surface: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) key: serde_json::Value,
    #[serde(skip)]
    pub(super) range: Range,
}

#[derive(Debug, Deserialize)]
pub(super) struct Change {
    pub(super) sentence: String,
    #[serde(default)]
    pub(super) older: Vec<String>,
    pub(super) relation: String,
}

/// One document of the gold.
#[derive(Debug)]
pub(crate) struct Gold {
    pub(super) name: String,
    pub(super) meta: Meta,
    pub(super) blocks: Vec<Block>,
    pub(super) text: Vec<char>,
    /// Name and range, in order.
    pub(super) sentences: Vec<(String, Range)>,
    pub(super) clauses: Vec<Clause>,
    pub(super) references: Vec<Reference>,
    /// By the name of the older document.
    pub(super) changes: BTreeMap<String, Vec<Change>>,
}

/// Every folder below `dir` that holds a `text.jsonl`, by name.
pub(super) fn read(dir: &Path) -> Result<Vec<Gold>> {
    let wanted = "a folder with one folder a document (meta.json, text.jsonl, …)";
    let unreadable = |e: std::io::Error| Error::input(format!("{}: {e}", dir.display()), wanted, "name that folder");
    let mut folders: Vec<_> =
        std::fs::read_dir(dir).map_err(unreadable)?.filter_map(|e| Some(e.ok()?.path())).collect();
    folders.sort();
    folders.retain(|folder| folder.join("text.jsonl").is_file());
    if folders.is_empty() {
        return Err(Error::input(format!("{}: no gold in it", dir.display()), wanted, "name that folder"));
    }
    folders.iter().map(|folder| Gold::read(folder)).collect()
}

impl Gold {
    /// Gold that stands in no folder yet: the rows of `meta.json`, `text.jsonl` and `clauses.jsonl`.
    pub(crate) fn of(name: &str, meta: Value, text: &[Value], clauses: &[Value]) -> Result<Self> {
        let mut gold = Self {
            name: name.to_owned(),
            meta: serde_json::from_value(meta)?,
            blocks: text.iter().cloned().map(serde_json::from_value).collect::<std::result::Result<_, _>>()?,
            text: Vec::new(),
            sentences: Vec::new(),
            clauses: clauses.iter().cloned().map(serde_json::from_value).collect::<std::result::Result<_, _>>()?,
            references: Vec::new(),
            changes: BTreeMap::new(),
        };
        gold.place();
        Ok(gold)
    }

    fn read(folder: &Path) -> Result<Self> {
        let meta = rows::<Meta>(&folder.join("meta.json"), true)?.pop();
        let meta = meta.ok_or_else(|| Error::input(format!("{}: no meta.json", folder.display()), "one", "add it"))?;
        let mut gold = Self {
            name: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            meta,
            blocks: rows(&folder.join("text.jsonl"), false)?,
            text: Vec::new(),
            sentences: Vec::new(),
            clauses: rows(&folder.join("clauses.jsonl"), false)?,
            references: rows(&folder.join("references.jsonl"), false)?,
            changes: BTreeMap::new(),
        };
        for entry in std::fs::read_dir(folder)?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(older) = name.strip_prefix("changes-").and_then(|n| n.strip_suffix(".jsonl")) {
                gold.changes.insert(older.to_owned(), rows(&entry.path(), false)?);
            }
        }
        gold.place();
        Ok(gold)
    }

    /// Puts blocks, sentences, clauses and references into one text.
    fn place(&mut self) {
        for (n, block) in self.blocks.iter_mut().enumerate() {
            if n > 0 {
                self.text.push('\n');
            }
            let start = self.text.len();
            let chars: Vec<char> = block.text.chars().collect();
            for (nth, (from, to)) in sentences(&chars).into_iter().enumerate() {
                self.sentences.push((format!("{}.{}", block.n, nth + 1), (start + from, start + to)));
            }
            self.text.extend(chars);
            block.range = (start, self.text.len());
        }
        let base = |n: u64| self.blocks.iter().find(|b| b.n == n).map_or(0, |b| b.range.0);
        for clause in &mut self.clauses {
            let block = clause.sentence.split('.').next().and_then(|n| n.parse().ok()).unwrap_or(0);
            clause.range = (base(block) + clause.start, base(block) + clause.end);
            clause.operator_at = clause.operator.as_deref().and_then(|o| find(&self.text, o, clause.range));
            let of = self.sentences.iter().find(|(_, r)| r.0 <= clause.range.0 && clause.range.0 < r.1);
            clause.of = of.map_or_else(|| clause.sentence.clone(), |(name, _)| name.clone());
        }
        for reference in &mut self.references {
            reference.range = (base(reference.block) + reference.start, base(reference.block) + reference.end);
        }
    }

    pub(super) fn sentence_at(&self, at: usize) -> Option<&str> {
        self.sentences.iter().find(|(_, r)| r.0 <= at && at < r.1).map(|(name, _)| name.as_str())
    }

    pub(super) fn words(&self, range: Range, most: usize) -> String {
        let end = range.1.min(self.text.len());
        self.text[range.0.min(end)..end].iter().take(most).collect()
    }
}

fn find(text: &[char], words: &str, (start, end): Range) -> Option<Range> {
    let words: Vec<char> = words.chars().collect();
    if words.is_empty() {
        return None;
    }
    let inside = text.get(start..end.min(text.len()))?;
    let at = inside.windows(words.len()).position(|window| window == words)?;
    Some((start + at, start + at + words.len()))
}

/// Sentences of a block, as the gold counts them.
pub(crate) fn sentences(chars: &[char]) -> Vec<Range> {
    let ends = |c: char| "。！？；!?;".contains(c);
    let closes = |c: char| "”’」』）)》".contains(c);
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut push = |start: usize, end: usize| {
        if end > start && chars[start..end].iter().any(|c| !super::is_space(*c)) {
            out.push((start, end));
        }
    };
    while at < chars.len() {
        if !ends(chars[at]) {
            at += 1;
            continue;
        }
        while at < chars.len() && ends(chars[at]) {
            at += 1;
        }
        while at < chars.len() && closes(chars[at]) {
            at += 1;
        }
        push(start, at);
        start = at;
    }
    push(start, chars.len());
    out
}

/// The rows of a JSON-lines file, none where there is no such file; of a JSON file the one value.
fn rows<T: DeserializeOwned>(path: &Path, whole: bool) -> Result<Vec<T>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(path)?;
    let parsed = |(n, line): (usize, &str)| {
        let wrong = |e: serde_json::Error| {
            Error::input(
                format!("{}, line {}: {e}", path.display(), n + 1),
                "gold as the scorer reads it",
                "mend that line",
            )
        };
        serde_json::from_str(line).map_err(wrong)
    };
    if whole {
        return Ok(vec![parsed((0, &text))?]);
    }
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(parsed).collect()
}
