//! The comparison measured on gold: `../shared/gold`, where it is at hand.

use chancery_engine::link::link;
use chancery_engine::model::{Document, KnownBlock, Party};
use chancery_engine::{divide, extract, rules::Knowledge};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn rows(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn word(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap_or_default().to_owned()
}

/// The document of a gold folder, and the gold names of its sentences.
fn read(folder: &Path) -> (Document, Vec<String>) {
    let blocks = rows(&folder.join("text.jsonl"));
    let known: Vec<KnownBlock> = blocks
        .iter()
        .map(|b| KnownBlock {
            kind: word(b, "kind").parse().expect("gold is well-formed"),
            number: word(b, "number"),
            text: word(b, "text"),
        })
        .collect();
    let meta: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("meta.json")).expect("gold is well-formed"))
            .expect("gold is well-formed");
    let codes = meta["parties"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let parties = codes.map(|code| Party { code: code.to_owned(), names: Vec::new() }).collect();
    let mut document = Document::from_blocks(&known, parties, meta["date"].as_str(), divide::sentences);
    document.place = meta["place"].as_str().map(str::to_owned);
    let names = document.sentences.iter().map(|s| format!("{}.{}", blocks[s.provision]["n"], s.nth)).collect();
    (document, names)
}

#[test]
fn pairs_and_relations_on_gold() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/gold");
    let Ok(folders) = std::fs::read_dir(&gold) else {
        eprintln!("not run: {} is absent", gold.display());
        return;
    };
    let folders: BTreeSet<PathBuf> = folders.flatten().map(|e| e.path()).collect();
    for folder in folders {
        for entry in std::fs::read_dir(&folder).expect("gold is well-formed").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(older) = name.strip_prefix("changes-").and_then(|n| n.strip_suffix(".jsonl")) {
                measure(&gold.join(older), &folder, &rows(&entry.path()));
            }
        }
    }
}

fn measure(older: &Path, newer: &Path, gold: &[Value]) {
    let ((old, old_names), (new, new_names)) = (read(older), read(newer));
    let knowledge = Knowledge::builtin();
    let findings = (extract::extract(&old, knowledge), extract::extract(&new, knowledge));
    let changes = link((&old, &findings.0), (&new, &findings.1), knowledge);
    let found: BTreeMap<&str, _> = changes.iter().filter_map(|c| c.newer.map(|n| (new_names[n].as_str(), c))).collect();
    let (mut hit, mut wanted, mut had, mut relations) = (0, 0, 0, 0);
    for row in gold {
        let change = found[row["sentence"].as_str().expect("gold is well-formed")];
        let want: BTreeSet<&str> = row["older"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let have: BTreeSet<&str> = change.older.iter().map(|&o| old_names[o].as_str()).collect();
        hit += if want.is_empty() && have.is_empty() { 1 } else { want.intersection(&have).count() };
        wanted += want.len().max(1);
        had += have.len().max(1);
        relations += usize::from(row["relation"] == change.relation.name());
    }
    let f1 = 2.0 * f64::from(hit as u32) / (wanted + had) as f64;
    let relation = relations as f64 / gold.len() as f64;
    eprintln!("{}: pairs F1 {f1:.3}, relation {relation:.3}", newer.display());
    assert!(f1 >= 0.83 && relation >= 0.68, "pairs {f1:.3}, relation {relation:.3}");
}
