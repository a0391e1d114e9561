//! Nothing decided is ever lost: a better language pack, a new witness and a corrected reading, one after the other;
//! every decision stands where its words stand, or is listed with both wordings.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // each test program uses a part of it
mod session;

use chancery::register::{Hand, Ruling, Workspace};
use serde_json::Value;
use session::Session;

const STATEMENT: &str = "甲国和乙国联合声明\n\n2031年5月6日，甲国总统访问乙国。\n双方将于2033年前扩大农业合作。\n双方将建设跨境铁路。\n双方将开通直航。\n双方将互设文化中心。\n双方将签署税收协定。\n双方责成两国政府在甲乙总理第三次定期会晤框架下审议执行情况。\n";

fn checked(s: &Session) -> Value {
    let ran = s.run(&["--languages", "pack", "check", "--json"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn list(s: &Session) -> Vec<Value> {
    serde_json::from_str(&s.ok(&["--languages", "pack", "register", "list", "--json"])).unwrap()
}

fn entry<'e>(entries: &'e [Value], number: &str) -> &'e Value {
    entries.iter().find(|e| e["undertaking"] == number).unwrap_or_else(|| panic!("{number} is gone"))
}

/// A register with a decision of every sort; its numbers.
fn decided(s: &Session) -> Vec<String> {
    std::fs::create_dir_all(s.path("pack")).unwrap();
    s.ok(&["init"]);
    s.write("in/first.txt", STATEMENT);
    s.ok(&["add", "in"]);
    let document = list(s)[0]["document"].as_str().unwrap().to_owned();
    // One decision comes before there are numbers.
    let early = list(s)[0]["clause"].as_str().unwrap().to_owned();
    s.ok(&["register", "set", &early, "tags=early", "--why", "x"]);
    s.ok(&["register", "open", &document]);
    let n: Vec<String> = list(s).iter().map(|r| r["undertaking"].as_str().unwrap().to_owned()).collect();
    assert_eq!(n.len(), 6);
    s.ok(&["register", "set", &n[0], "status=under way", "--why", "x"]);
    s.ok(&["register", "set", &n[1], "deadline=2034", "--why", "x"]);
    s.ok(&["register", "evidence", &n[2], "--quotation", "first flight"]);
    s.ok(&["register", "milestone", &n[3], "lease", "--due", "2032-01-01"]);
    s.ok(&["register", "set", &n[4], "status=done", "--why", "x"]);
    s.ok(&["register", "split", &n[5], "甲国政府=report"]);
    n
}

fn all_stand(s: &Session, n: &[String]) {
    let entries = list(s);
    assert_eq!(entry(&entries, &n[0])["status"], "under way");
    assert_eq!(entry(&entries, &n[0])["tags"][0], "early");
    assert_eq!(entry(&entries, &n[1])["deadline"], "2034");
    assert_eq!(entry(&entries, &n[2])["evidence"][0]["quotation"], "first flight");
    assert_eq!(entry(&entries, &n[3])["milestones"][0]["name"], "lease");
    assert_eq!(entry(&entries, &n[4])["status"], "done");
    assert_eq!(entry(&entries, &n[5])["shares"][0]["part"], "report");
    let history = s.ok(&["register", "show", &n[0], "--json"]);
    let history: Value = serde_json::from_str(&history).unwrap();
    let actions: Vec<&str> =
        history["decisions"].as_array().unwrap().iter().map(|d| d["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["set", "set"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn decisions_outlive_a_better_pack_a_new_witness_and_a_corrected_reading() {
    let s = Session::new();
    let n = decided(&s);
    let chain = s.export("before").remove("decisions.jsonl").unwrap();
    let first = checked(&s);
    assert_eq!((&first["stand"], first["attention"].as_array().unwrap().len()), (&13.into(), 0));

    // The pack learns two states: the document, whose id is made of its parties, gets another.
    s.write(
        "pack/_all/words/states.mine.tsv",
        "name\tcode\talpha2\tlanguage\tform\n甲国\tXJA\t\tzh\tshort\n乙国\tXYI\t\tzh\tshort\n",
    );
    s.ok(&["--languages", "pack", "rebuild"]);
    let document = list(&s)[0]["document"].as_str().unwrap().to_owned();
    assert!(document.contains("xja-xyi"), "{document}");
    let second = checked(&s);
    assert_eq!((&second["stand"], second["moved"].as_array().unwrap().len()), (&13.into(), 1), "{second}");
    assert_eq!(second["attention"], Value::Array(Vec::new()));
    all_stand(&s, &n);

    // A witness that lacks a paragraph and breaks its lines.
    let scan = STATEMENT.replace("双方将开通直航。\n", "").replace("跨境铁路", "跨境\n铁路");
    s.write("more/scan.txt", &scan);
    s.ok(&["--languages", "pack", "add", "more"]);
    assert_eq!(checked(&s)["stand"], 13);
    all_stand(&s, &n);

    // Somebody corrects the reading of one sentence: its words are others now.
    let workspace = Workspace::open(&s.path(".")).await.unwrap();
    let place = workspace.entry(&n[4]).await.unwrap();
    let ruling = Ruling {
        document: document.clone(),
        eid: place.eid,
        before: "税收协".into(),
        words: "定".into(),
        after: "。".into(),
        made: "议".into(),
    };
    let hand = Hand { by: "anna".into(), why: "the print is blurred".into(), ..Hand::default() };
    ruling.decide(&workspace, "reading.correct", &hand).await.unwrap();
    workspace.close().await;
    s.ok(&["--languages", "pack", "rebuild"]);
    let third = checked(&s);
    // Its number and its status want attention; everything else stands.
    assert_eq!((&third["stand"], third["attention"].as_array().unwrap().len()), (&11.into(), 2), "{third}");
    let attention: Value = serde_json::from_str(&s.ok(&["register", "attention", "--json"])).unwrap();
    for lost in attention.as_array().unwrap() {
        assert_eq!((&lost["words"], &lost["now"]), (&"双方将签署税收协定。".into(), &"双方将签署税收协议。".into()));
    }
    let entries = list(&s);
    let fresh = entries.iter().find(|e| e["words"] == "双方将签署税收协议。").unwrap();
    assert_eq!(fresh["status"], "not assessed", "nothing is moved to other words by itself");

    // People carry it over, and everything is as it was.
    let seq = attention[0]["seq"].to_string();
    s.ok(&["register", "carry", &seq, fresh["clause"].as_str().unwrap(), "--why", "one word"]);
    let fourth = checked(&s);
    assert_eq!((&fourth["stand"], fourth["attention"].as_array().unwrap().len()), (&13.into(), 0), "{fourth}");
    all_stand(&s, &n);
    let after = s.export("after").remove("decisions.jsonl").unwrap();
    assert_eq!(after[..chain.len()], chain[..], "what was written is as it was written");
}
