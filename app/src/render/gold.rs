//! Marks as gold: `meta.json`, `text.jsonl`, `clauses.jsonl`, as `chancery score` and the project's scorer read them.

use crate::score::{self, Gold};
use crate::shape::mark::Mark;
use crate::shape::{Document, Provision, Witness};
use crate::{Error, Result};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// The files of a folder of gold.
pub const FILES: [&str; 3] = ["meta.json", "text.jsonl", "clauses.jsonl"];

/// One document of gold.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The folder's name.
    pub name: String,
    meta: Value,
    text: Vec<Value>,
    clauses: Vec<Value>,
}

/// The gold that marks make of a document.
#[must_use]
pub fn folder(document: &Document, provisions: &[Provision], witnesses: &[Witness], marks: &[Mark]) -> Folder {
    let blocks = provisions.iter().enumerate();
    let text = blocks.map(|(n, p)| json!({ "n": n + 1, "kind": p.kind, "number": p.number, "text": p.text })).collect();
    Folder {
        name: document.document.clone(),
        meta: meta(document, witnesses, marks),
        text,
        clauses: marks.iter().filter_map(|mark| clause(mark, provisions)).collect(),
    }
}

fn meta(document: &Document, witnesses: &[Witness], marks: &[Mark]) -> Value {
    let witness = |w: &Witness| json!({ "source": w.source_name, "char_start": w.source_start, "char_end": w.source_end, "complete": w.complete });
    json!({
        "document": document.document,
        "kind": document.kind,
        "title": document.title,
        "subtitle": document.subtitle.as_deref().unwrap_or(""),
        "date": document.date,
        "place": document.place,
        "parties": document.parties,
        "language": document.language,
        "complete": document.complete,
        "signatories": document.signatories,
        "witnesses": witnesses.iter().map(witness).collect::<Vec<_>>(),
        "annotators": marks.iter().map(|m| m.by.as_str()).collect::<BTreeSet<_>>(),
    })
}

/// A clause with offsets in its block, under the block's number and its sentence.
fn clause(mark: &Mark, provisions: &[Provision]) -> Option<Value> {
    let (start, end) = (mark.start?, mark.end?);
    let (n, block) = provisions.iter().enumerate().find(|(_, p)| p.start <= start && end <= p.end)?;
    let (start, end) = (start - block.start, end - block.start);
    let letters: Vec<char> = block.text.chars().collect();
    let sentences = score::sentences(&letters);
    let at = usize::try_from(start).ok()?;
    let nth = sentences.iter().position(|s| s.0 <= at && at < s.1).unwrap_or(0);
    let coded = &mark.coded;
    Some(json!({
        "sentence": format!("{}.{}", n + 1, nth + 1),
        "start": start,
        "end": end,
        "operator": operator(mark).unwrap_or_default(),
        "kind": coded.kind,
        "stance": coded.stance,
        "force": coded.force,
        "actors": coded.actors,
        "addressees": coded.addressees,
        "deadline": coded.deadline,
    }))
}

/// The operator as gold tells it, by its words alone: the first place that has them counts. Where that is another one,
/// a character or more of what follows is taken along, so that the first place is the right one.
fn operator(mark: &Mark) -> Option<String> {
    let (words, text) = (mark.coded.operator.as_deref()?, &mark.coded.text);
    let skip = usize::try_from(mark.operator_start? - mark.start?).ok()?;
    let at = text.char_indices().nth(skip)?.0;
    let ends = text.char_indices().map(|(end, _)| end).chain([text.len()]).filter(|end| *end >= at + words.len());
    let mut longer = ends.filter_map(|end| text.get(at..end));
    longer.find(|words| text.find(words) == Some(at)).or(Some(words)).map(str::to_owned)
}

impl Folder {
    /// The same as the scorer holds it.
    pub(crate) fn gold(&self) -> Result<Gold> {
        Gold::of(&self.name, self.meta.clone(), &self.text, &self.clauses)
    }

    /// The text of one of [`FILES`].
    #[must_use]
    pub fn file(&self, name: &str) -> Option<String> {
        match name {
            "meta.json" => Some(format!("{:#}\n", self.meta)),
            "text.jsonl" => Some(lines(&self.text)),
            "clauses.jsonl" => Some(lines(&self.clauses)),
            _ => None,
        }
    }

    /// Writes the folder into `dir`; says which files.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, dir: &Path) -> Result<Vec<String>> {
        let folder = dir.join(&self.name);
        let refused = |e: std::io::Error| {
            let mend = "choose a folder you may write to";
            Error::operator(format!("{}: it cannot be written: {e}", folder.display()), mend)
        };
        std::fs::create_dir_all(&folder).map_err(refused)?;
        for name in FILES {
            std::fs::write(folder.join(name), self.file(name).unwrap_or_default()).map_err(refused)?;
        }
        Ok(FILES.iter().map(|name| format!("{}/{name}", self.name)).collect())
    }
}

fn lines(rows: &[Value]) -> String {
    rows.iter().map(|row| format!("{row}\n")).collect()
}
