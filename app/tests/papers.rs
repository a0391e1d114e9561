//! Reports with their preflight, tables that come in as CSV and XLSX, what goes out as a calendar and a workbook.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // each test program uses a part of it
mod session;

use calamine::Reader;
use session::Session;
use std::io::Cursor;

const STATEMENT: &str =
    "甲国和乙国联合声明\n\n2031年5月6日，甲国总统访问乙国。\n双方将于2033年前扩大农业合作。\n双方将建设跨境铁路。\n";

fn started() -> (Session, Vec<String>) {
    let s = Session::new();
    s.ok(&["init"]);
    s.write("in/first.txt", STATEMENT);
    s.ok(&["add", "in"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&s.ok(&["register", "list", "--json"])).unwrap();
    s.ok(&["register", "open", rows[0]["document"].as_str().unwrap()]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&s.ok(&["register", "list", "--json"])).unwrap();
    let numbers = rows.iter().map(|r| r["undertaking"].as_str().unwrap().to_owned()).collect();
    (s, numbers)
}

#[test]
fn a_report_is_not_issued_before_its_faults_are_mended() {
    let (s, numbers) = started();
    let id = numbers[0].as_str();
    s.ok(&["register", "set", id, "status=done", "--why", "it was opened"]);
    let refused = s.run(&["review", "report", "--out", "r.docx"]);
    assert!(refused.code == 1 && refused.err.contains("there is no evidence"), "{}", refused.err);
    assert!(!s.path("r.docx").exists());
    s.ok(&["review", "report", "--out", "draft.html", "--draft"]);
    assert!(std::fs::read_to_string(s.path("draft.html")).unwrap().contains("DRAFT"));
    let evidence = ["register", "evidence", id, "--quotation", "opened", "--address", "https://example.org/1"];
    s.ok(&[&evidence[..], &["--published", "2032-01-01", "--seen", "2032-01-02"]].concat());
    let future = s.run(&["review", "report", "--out", "r.docx"]);
    assert_eq!(future.code == 1, future.err.contains("still to come"), "{}", future.err);
}

#[test]
fn every_figure_shows_what_nobody_assessed_and_every_format_says_the_same() {
    let (s, numbers) = started();
    s.ok(&["register", "set", &numbers[0], "status=under way", "--why", "begun"]);
    for file in ["r.json", "r.html", "r.xlsx", "r.docx"] {
        s.ok(&["review", "report", "--out", file, "--document", "2031"]);
    }
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(s.path("r.json")).unwrap()).unwrap();
    assert_eq!((&report["assessed"], &report["of"]), (&1.into(), &numbers.len().into()));
    let page = std::fs::read_to_string(s.path("r.html")).unwrap();
    assert!(page.contains(&format!("1 of {} undertakings", numbers.len())) && page.contains("双方将建设跨境铁路"));
    let bytes = std::fs::read(s.path("r.xlsx")).unwrap();
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    let cells: Vec<String> = book
        .sheet_names()
        .iter()
        .flat_map(|name| {
            let range = book.worksheet_range(name).unwrap();
            range.used_cells().map(|(_, _, c)| c.to_string()).collect::<Vec<_>>()
        })
        .collect();
    assert!(numbers.iter().all(|n| cells.contains(n)), "{cells:?}");
    let decisions = s.ok(&["export", "--out", "x"]) + &std::fs::read_to_string(s.path("x/decisions.jsonl")).unwrap();
    assert_eq!(decisions.matches("\"action\":\"issue\"").count(), 4);
    s.ok(&["check"]);
    assert_eq!(s.run(&["review", "report", "--out", "r.pdf"]).code, 2);
    assert_eq!(s.run(&["review", "report", "--out", "r.html", "--body", "nobody"]).code, 1);
}

#[test]
fn a_register_comes_in_whole_or_not_at_all() {
    let (s, numbers) = started();
    let (one, two) = (&numbers[0], &numbers[1]);
    s.write(
        "bad.csv",
        &format!("undertaking,body,status,why\n{one},港务会议,done,x\n{two},,finished,x\nnone,a,done,x\n"),
    );
    let bad = s.run(&["register", "import", "bad.csv", "--dry-run"]);
    assert!(
        bad.code == 1 && bad.err.contains("row 3") && bad.err.contains("row 4") && !bad.err.contains("row 2"),
        "{}",
        bad.err
    );
    s.run(&["register", "import", "bad.csv"]);
    assert!(!s.ok(&["register", "show", one, "--json"]).contains("港务会议"));
    s.write("good.csv", &format!("undertaking,body,why\n{one},港务会议,theirs\n{two},港务会议,theirs\n"));
    assert!(s.run(&["register", "import", "good.csv", "--dry-run"]).err.contains("nothing was written"));
    s.ok(&["register", "import", "good.csv"]);
    assert!(s.ok(&["register", "show", two, "--json"]).contains("港务会议"));
    // What was exported changes nothing when it comes back.
    s.ok(&["export", "--format", "xlsx", "--out", "x"]);
    let again = s.run(&["register", "import", "x/undertakings.xlsx"]);
    assert!(again.code == 0 && again.err.contains("0 settings imported"), "{}", again.err);
}

#[test]
fn what_is_due_goes_into_a_calendar() {
    let (s, numbers) = started();
    s.ok(&["register", "milestone", &numbers[1], "survey", "--due", "2032-02-01"]);
    s.ok(&["export", "--format", "ics", "--out", "x"]);
    let calendar = std::fs::read_to_string(s.path("x/deadlines.ics")).unwrap();
    for wanted in ["DTSTART;VALUE=DATE:20320201", "VALUE=DATE:2033", "survey"] {
        assert!(calendar.contains(wanted), "{wanted}: {calendar}");
    }
}

#[test]
fn published_scores_are_held_to_their_own_mean() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/en-commitments");
    if !folder.exists() {
        eprintln!("NOT RUN: {} is not here", folder.display());
        return;
    }
    let s = Session::new();
    s.ok(&["init"]);
    for (file, least) in [("g20-2008-2014.csv", 1), ("g7-1975-2008.csv", 1)] {
        let ran = s.run(&["register", "import", folder.join(file).to_str().unwrap(), "--dry-run", "--json"]);
        let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let means = told["faults"].as_array().unwrap().iter();
        let means = means.filter(|f| f["what"].as_str().unwrap().contains("the mean of its")).count();
        assert!(means >= least, "{file}: {means}");
    }
}
