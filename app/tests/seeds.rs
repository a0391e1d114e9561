//! The texts we may not publish: three China–Russia statements registered, joined by lineage, and the agenda that the
//! economic statement of 2023 orders. Says plainly when the texts are not here.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code)] // each test program uses a part of it
mod session;

use serde_json::Value;
use session::Session;

fn json(session: &Session, arguments: &[&str]) -> Value {
    serde_json::from_str(&session.ok(arguments)).unwrap()
}

#[test]
fn three_years_are_registered_joined_and_reviewed() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/seeds");
    if !seeds.is_dir() {
        println!("NOT RUN: no seeds at {}", seeds.display());
        return;
    }
    let session = Session::new();
    session.ok(&["init"]);
    session.ok(&["add", seeds.to_str().unwrap()]);
    let all = json(&session, &["list", "--json"]);
    let of = |year: &str| -> Vec<String> {
        let pair = |d: &&Value| {
            let parties: Vec<&str> = d["parties"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            d["date"].as_str().is_some_and(|date| date.starts_with(year))
                && parties.len() == 2
                && parties.contains(&"CHN")
                && parties.contains(&"RUS")
        };
        all.as_array().unwrap().iter().filter(pair).map(|d| d["document"].as_str().unwrap().to_owned()).collect()
    };
    let mut numbered = 0;
    for document in ["2019", "2023", "2024"].iter().flat_map(|year| of(year)) {
        if session.run(&["register", "open", &document]).code == 0 {
            numbered += 1;
        }
    }
    assert!(numbered >= 4, "{numbered} documents with undertakings");
    let entries = json(&session, &["register", "list", "--json"]);
    let entries = entries.as_array().unwrap();
    let joined = |e: &&Value| {
        let first = e["first_made_in"].as_str().unwrap_or_default();
        e["undertaking"].as_str().unwrap().starts_with("CHN-RUS 2024/")
            && (first.starts_with("2019") || first.starts_with("2023"))
    };
    let joined = entries.iter().filter(joined).count();
    assert!(joined >= 5, "{joined} undertakings of 2024 were first made in 2019 or 2023");

    session.ok(&["review", "open", "--body", "中俄总理定期会晤", "--number", "28", "--date", "2023-12-19"]);
    let agenda = json(&session, &["review", "agenda", "--json"]);
    let items = agenda["agenda"].as_array().unwrap();
    let charged = |i: &&Value| {
        let id = i["undertaking"].as_str().unwrap();
        i["ground"] == "charge"
            && entries
                .iter()
                .any(|e| e["undertaking"] == id && e["document"].as_str().unwrap().starts_with("2023-03-21"))
    };
    let charged = items.iter().filter(charged).count();
    assert!(charged >= 10, "{charged} undertakings of the economic statement of 2023 are before the 28th meeting");
    println!("{numbered} documents, {joined} joined, {} on the agenda, {charged} of them charged", items.len());
    session.ok(&["check"]);
}
