//! Measures extraction without the reading stage: gold blocks in, the tables that `score.py` reads out.
//!
//! `cargo run -p chancery-engine --example gold_export -- GOLD OUT [LANGUAGES]`
//!
//! With a folder LANGUAGES the knowledge is compiled from there and its examples are run: no building between trials.

use chancery_engine::model::{Document, DocumentKind, Findings, KnownBlock, Party, Span};
use chancery_engine::rules::{Files, Knowledge};
use chancery_engine::{divide, extract, link};
use serde_json::{Value, json};
use std::error::Error;
use std::path::{Path, PathBuf};

type Outcome<T> = Result<T, Box<dyn Error>>;

struct Read {
    name: String,
    meta: Value,
    document: Document,
    findings: Findings,
    older: Vec<String>,
}

fn main() -> Outcome<()> {
    let mut paths = std::env::args().skip(1).map(PathBuf::from);
    let (Some(gold), Some(out)) = (paths.next(), paths.next()) else {
        return Err("usage: gold_export GOLD OUT [LANGUAGES]".into());
    };
    let own = paths.next().map(|languages| compiled(&languages)).transpose()?;
    let knowledge = own.as_ref().unwrap_or_else(|| Knowledge::builtin());
    let mut folders: Vec<PathBuf> = std::fs::read_dir(gold)?.map(|e| Ok(e?.path())).collect::<Outcome<_>>()?;
    folders.sort();
    let all: Vec<Read> =
        folders.iter().filter(|f| f.join("text.jsonl").exists()).map(|f| read(f, knowledge)).collect::<Outcome<_>>()?;
    std::fs::create_dir_all(&out)?;
    let each = |rows: fn(&Read) -> Vec<Value>| all.iter().flat_map(rows).collect::<Vec<_>>();
    write(&out, "documents", &each(documents))?;
    write(&out, "witnesses", &each(witnesses))?;
    write(&out, "provisions", &each(provisions))?;
    write(&out, "sentences", &each(sentences))?;
    write(&out, "clauses", &each(clauses))?;
    write(&out, "references", &each(references))?;
    write(&out, "changes", &changes(&all, knowledge))
}

/// The knowledge of a folder; what fails in it is said.
fn compiled(languages: &Path) -> Outcome<Knowledge> {
    let mut files = Files::new();
    let mut open = vec![languages.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                files.insert(path.strip_prefix(languages)?.to_string_lossy().into_owned(), text);
            }
        }
    }
    for failure in extract::check_examples(&files) {
        eprintln!("{}\n  {}\n  {}", failure.rule, failure.example, failure.text);
    }
    Ok(Knowledge::compile(&files).0)
}

fn read(folder: &Path, knowledge: &Knowledge) -> Outcome<Read> {
    let meta: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("meta.json"))?)?;
    let mut blocks = Vec::new();
    for line in std::fs::read_to_string(folder.join("text.jsonl"))?.lines().filter(|l| !l.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        blocks.push(KnownBlock {
            kind: text(&row, "kind").parse()?,
            number: text(&row, "number"),
            text: text(&row, "text"),
        });
    }
    let codes = meta["parties"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let parties = codes.map(|code| Party { code: code.to_owned(), names: Vec::new() }).collect();
    let mut document = Document::from_blocks(&blocks, parties, meta["date"].as_str(), divide::sentences);
    document.title = text(&meta, "title");
    document.kind = text(&meta, "kind").parse().unwrap_or(DocumentKind::Other);
    document.place = meta["place"].as_str().map(str::to_owned);
    let findings = extract::extract(&document, knowledge);
    let mut older = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        older.extend(name.strip_prefix("changes-").and_then(|n| n.strip_suffix(".jsonl")).map(str::to_owned));
    }
    Ok(Read { name: text(&meta, "document"), meta, document, findings, older })
}

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap_or_default().to_owned()
}

fn write(out: &Path, table: &str, rows: &[Value]) -> Outcome<()> {
    let lines: String = rows.iter().map(|row| format!("{row}\n")).collect();
    Ok(std::fs::write(out.join(format!("{table}.jsonl")), lines)?)
}

impl Read {
    fn point(&self, byte: u32) -> usize {
        self.document.text[..byte as usize].chars().count()
    }

    fn ends(&self, span: Span) -> (usize, usize) {
        (self.point(span.start), self.point(span.end))
    }

    fn sentence(&self, n: usize) -> String {
        format!("{}#{}", self.name, self.document.sentence_name(&self.document.sentences[n]))
    }
}

fn documents(read: &Read) -> Vec<Value> {
    let d = &read.document;
    vec![json!({
        "document": read.name, "kind": d.kind.name(), "title": d.title, "date": d.date, "place": d.place,
        "parties": d.party_codes(), "language": d.language, "complete": read.meta["complete"], "text": d.text,
    })]
}

fn witnesses(read: &Read) -> Vec<Value> {
    let rows = read.meta["witnesses"].as_array().into_iter().flatten();
    rows.map(|w| json!({ "document": read.name, "source_name": w["source"] })).collect()
}

fn provisions(read: &Read) -> Vec<Value> {
    let d = &read.document;
    let row = |p: &chancery_engine::model::Provision| {
        let (start, end) = read.ends(p.span);
        json!({
            "document": read.name, "eid": p.eid, "parent": p.parent.map(|n| d.provisions[n].eid.clone()),
            "kind": p.kind.name(), "number": p.number, "start": start, "end": end, "text": d.words(p),
        })
    };
    d.provisions.iter().map(row).collect()
}

fn sentences(read: &Read) -> Vec<Value> {
    let d = &read.document;
    let row = |(n, s): (usize, &chancery_engine::model::Sentence)| {
        let (start, end) = read.ends(s.span);
        json!({ "document": read.name, "sentence": read.sentence(n), "start": start, "end": end, "text": s.span.of(&d.text) })
    };
    d.sentences.iter().enumerate().map(row).collect()
}

fn clauses(read: &Read) -> Vec<Value> {
    let row = |c: &chancery_engine::model::Clause| {
        let (start, end) = read.ends(c.span);
        let operator = c.operator.map(|o| read.ends(o));
        json!({
            "document": read.name, "sentence": read.sentence(c.sentence), "start": start, "end": end,
            "text": c.span.of(&read.document.text), "kind": c.kind.name(), "stance": c.stance.map(|s| s.name()),
            "force": c.force.map(|f| f.name()), "stage": c.stage.map(|s| s.name()), "actors": c.actors,
            "addressees": c.addressees, "operator": c.operator.map(|o| o.of(&read.document.text)),
            "operator_start": operator.map(|o| o.0), "operator_end": operator.map(|o| o.1), "deadline": c.deadline,
            "confidence": c.confidence, "topics": c.topics, "rule": c.firing.rule,
            "reasons": c.firing.reasons.iter().map(|r| json!([r.because.name(), r.values])).collect::<Vec<_>>(),
        })
    };
    read.findings.clauses.iter().map(row).collect()
}

fn references(read: &Read) -> Vec<Value> {
    let row = |r: &chancery_engine::model::Reference| {
        let (start, end) = read.ends(r.span);
        json!({
            "document": read.name, "start": start, "end": end, "surface": r.span.of(&read.document.text),
            "kind": r.kind.name(), "key": r.key, "label": r.label,
        })
    };
    read.findings.references.iter().map(row).collect()
}

fn changes(all: &[Read], knowledge: &Knowledge) -> Vec<Value> {
    let mut rows = Vec::new();
    for newer in all {
        for older in all.iter().filter(|o| newer.older.contains(&o.name)) {
            let found = link::link((&older.document, &older.findings), (&newer.document, &newer.findings), knowledge);
            rows.extend(found.iter().map(|c| {
                json!({
                    "older": older.name, "newer": newer.name, "newer_sentence": c.newer.map(|n| newer.sentence(n)),
                    "older_sentences": c.older.iter().map(|&n| older.sentence(n)).collect::<Vec<_>>(),
                    "relation": c.relation.name(), "moved": c.moved, "similarity": c.similarity,
                })
            }));
        }
    }
    rows
}
