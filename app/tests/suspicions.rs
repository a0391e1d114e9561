//! Suspected characters: listed, decided about, applied, kept through every new reading.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "what other sessions need")]
mod session;

use serde_json::Value;
use session::Session;

const PAGE: &str = "甲国和乙国联合声明\n\n2031年5月6日，甲国总统访问乙国。\n双方将继续扩大港口合作，促进边境地区发展。\n双方谴责破坏文化遣产的行为，愿共同保护文化遗产。\n双方愿加强交流 and 互信。\n";

fn listed(s: &Session) -> Vec<Value> {
    serde_json::from_str(&s.ok(&["suspicions", "--json"])).unwrap()
}

fn of<'a>(all: &'a [Value], words: &str) -> &'a str {
    let found = all.iter().find(|v| v["words"].as_str().unwrap().contains(words));
    found.unwrap_or_else(|| panic!("{words} is not suspected: {all:#?}"))["suspicion"].as_str().unwrap()
}

fn text(s: &Session) -> String {
    let all: Vec<Value> = serde_json::from_str(&s.ok(&["list", "--json"])).unwrap();
    all[0]["text"].as_str().unwrap().to_owned()
}

fn read() -> Session {
    let s = Session::new();
    s.ok(&["init"]);
    s.write("page.txt", PAGE);
    s.ok(&["add", "page.txt"]);
    s
}

#[test]
fn nothing_changes_before_somebody_decides() {
    let s = read();
    let all = listed(&s);
    assert_eq!(all.iter().find(|v| v["words"] == "遣").unwrap()["proposed"], "遗");
    assert!(text(&s).contains("文化遣产"));
    s.ok(&["suspicions", "--accept", of(&all, "遣"), "--by", "Wen", "--why", "the same paragraph has it"]);
    assert!(text(&s).contains("破坏文化遗产"));
    s.ok(&["suspicions", "--correct", &format!("{}=与", of(&listed(&s), "and")), "--by", "Wen"]);
    assert!(text(&s).contains("交流与互信"));
    assert!(listed(&s).is_empty());
    let before = text(&s);
    s.ok(&["rebuild"]);
    assert_eq!(before, text(&s));
    s.ok(&["check"]);
}

#[test]
fn what_was_refused_stays_refused() {
    let s = read();
    s.ok(&["suspicions", "--refuse", of(&listed(&s), "遣"), "--by", "Wen"]);
    s.ok(&["rebuild"]);
    let refused: Vec<Value> = listed(&s).into_iter().filter(|v| v["refused"] == true).collect();
    assert!(listed(&s).iter().all(|v| v["words"] != "遣"), "{refused:?}");
    assert!(s.ok(&["suspicions", "--all"]).contains('遣'));
    assert!(text(&s).contains("文化遣产"));
}
