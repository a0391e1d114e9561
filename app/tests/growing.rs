//! Sources added one after the other leave the same tables as sources added at once: what stands is not made again, and
//! what does not stand is. Each source adds a document, or a witness to one that is there.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // each test program uses a part of it
mod session;

use serde_json::Value;
use session::Session;
use std::collections::BTreeMap;

fn sources() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/sources");
    let mut files: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path().to_string_lossy().into_owned()).collect();
    files.sort();
    files
}

fn text(s: &Session, id: &str) -> Vec<Value> {
    let found: Value = serde_json::from_str(&s.ok(&["search", id, "--json", "--limit", "1000"])).unwrap();
    found.as_array().unwrap().clone()
}

/// The tables that are derived, and what the search finds.
fn state(s: &Session, name: &str) -> BTreeMap<String, Vec<Value>> {
    let mut tables = s.export(name);
    tables.insert("found".to_owned(), text(s, "港"));
    tables
}

#[test]
fn a_workspace_that_grew_is_one_that_was_made_at_once() {
    let sources = sources();
    let (whole, grown) = (Session::new(), Session::new());
    whole.ok(&["init"]);
    let mut all = vec!["add"];
    all.extend(sources.iter().map(String::as_str));
    whole.ok(&all);
    grown.ok(&["init"]);
    // In an order that brings later statements before earlier ones, and witnesses apart.
    let (first, rest) = sources.split_at(sources.len() / 2);
    for source in rest.iter().chain(first) {
        grown.ok(&["add", source]);
    }
    let (whole, made) = (state(&whole, "out"), state(&grown, "out"));
    assert!(whole["changes.jsonl"].len() > 100 && !whole["found"].is_empty());
    for (table, rows) in &whole {
        let same = made[table].len() == rows.len() && made[table].iter().zip(rows).all(|(a, b)| a == b);
        assert!(same || table == "found", "{table}: {} rows grown, {} made at once", made[table].len(), rows.len());
    }
    let ids = |rows: &[Value]| {
        let id = |row: &Value| format!("{}#{}", row["document"], row["eid"]);
        let mut ids: Vec<String> = rows.iter().map(id).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&made["found"]), ids(&whole["found"]));
    // Made again from nothing, it is the same still.
    grown.ok(&["rebuild"]);
    let again = state(&grown, "again");
    whole.iter().filter(|(table, _)| *table != "found").for_each(|(table, rows)| assert_eq!(&again[table], rows));
}
