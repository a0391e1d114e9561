//! Measures the reading stages alone: sources in, documents, witnesses and provisions out, as `score.py` reads them.
//!
//! `cargo run -p chancery-engine --example read_export -- OUT FILE...`

use chancery_engine::model::{CodePoints, Span};
use chancery_engine::rules::Knowledge;
use serde_json::json;
use std::error::Error;
use std::fmt::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let out = std::path::PathBuf::from(args.next().ok_or("usage: read_export OUT FILE...")?);
    let knowledge = Knowledge::builtin();
    let mut witnesses = Vec::new();
    let mut names = Vec::new();
    for (number, path) in args.enumerate() {
        let bytes = std::fs::read(&path)?;
        names.push(path.rsplit('/').next().unwrap_or_default().to_owned());
        let (source, found) = chancery_engine::witnesses(&path, &bytes, number, knowledge);
        println!("{path}: {} {} {} witnesses {:?}", source.media_type, source.encoding, found.len(), source.notes);
        for w in &found {
            for note in &w.notes {
                println!("    {}: {}", note.code, note.text);
            }
        }
        witnesses.extend(found);
    }
    let (mut documents, mut provisions, mut carried) = (String::new(), String::new(), String::new());
    for (n, reading) in chancery_engine::read(&witnesses, knowledge).iter().enumerate() {
        let (d, name) = (&reading.document, format!("d{n}"));
        println!(
            "{name} {:?} {} {:?} {:?} {:?} complete={} {}{}",
            d.date,
            d.kind,
            d.place,
            d.party_codes(),
            d.language,
            d.complete,
            if d.title_made { "(made) " } else { "" },
            d.title
        );
        for v in &reading.edition.variants {
            println!(
                "    {} [{}] -> [{}] in {}",
                v.kind,
                v.span.of(&d.text).chars().take(40).collect::<String>(),
                v.reading.chars().take(40).collect::<String>(),
                names[reading.edition.witnesses[v.witness].source]
            );
        }
        let points = CodePoints::of(&d.text);
        let at = |s: Span| (points.before(&d.text, s.start), points.before(&d.text, s.end));
        writeln!(
            documents,
            "{}",
            json!({"document": name, "kind": d.kind.name(), "title": d.title, "date": d.date, "place": d.place, "parties": d.party_codes(), "language": d.language, "complete": d.complete, "text": d.text})
        )?;
        for w in &reading.edition.witnesses {
            writeln!(
                carried,
                "{}",
                json!({"document": name, "source_name": names[w.source], "agreement": w.agreement, "complete": w.complete})
            )?;
        }
        for p in &d.provisions {
            let (start, end) = at(p.span);
            writeln!(
                provisions,
                "{}",
                json!({"document": name, "eid": p.eid, "parent": p.parent.map(|i| d.provisions[i].eid.clone()), "kind": p.kind.name(), "number": p.number, "start": start, "end": end, "text": d.words(p)})
            )?;
        }
    }
    std::fs::create_dir_all(&out)?;
    std::fs::write(out.join("documents.jsonl"), documents)?;
    std::fs::write(out.join("witnesses.jsonl"), carried)?;
    std::fs::write(out.join("provisions.jsonl"), provisions)?;
    Ok(())
}
