//! Two statements set beside each other, as a person takes them away.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code)] // each test program uses a part of it
#[path = "../session/mod.rs"]
mod session;
mod tracked;

use serde_json::Value;
use session::Session;

const OLDER: &str = "中华人民共和国和蒙古国联合声明\n（2031年5月6日）\n\n应蒙古国总统邀请，中方代表团于2031年5月5日至6日访问蒙古国。\n\
                     双方愿改造边境换装站。\n双方强烈谴责一切形式的海盗行为，主张依法惩处。\n\
                     双方支持图书馆之间交换古籍目录。\n双方将扩大玉米和小麦贸易，简化通关手续。\n";
const NEWER: &str = "中华人民共和国和蒙古国关于新年合作的联合声明\n（2032年9月7日）\n\n应中方邀请，蒙古国总统于2032年9月6日至7日访问中国。\n\
                     双方将于2034年前改造边境换装站。\n双方强烈谴责一切形式的海盗行为，主张依法惩处。\n\
                     双方决定合办高山滑雪赛事。\n双方认为，外空不应成为军备竞赛的场所。\n";
const THIRD: &str = "中华人民共和国和蒙古国关于草原保护的联合声明\n（2034年3月2日）\n\n2034年3月1日至2日，两国元首举行会谈。\n\
                     双方谴责任何形式的海盗行为，主张依法惩处。\n双方将联合开展草原生态监测，共同防治荒漠化。\n";

/// A workspace with both statements, and their ids.
fn pair() -> (Session, String, String) {
    let s = Session::new();
    s.ok(&["init"]);
    s.write("in/older.txt", OLDER);
    s.write("in/newer.txt", NEWER);
    s.ok(&["add", "in"]);
    let list: Value = serde_json::from_str(&s.ok(&["list", "--json"])).unwrap();
    let id = |n: usize| list[n]["document"].as_str().unwrap().to_owned();
    let (older, newer) = (id(0), id(1));
    (s, older, newer)
}

#[test]
fn every_format_says_what_is_new_firmer_and_dropped_and_on_what_grounds() {
    let (s, older, newer) = pair();
    for format in ["text", "html", "md", "json"] {
        let out = s.ok(&["compare", &older, &newer, "--format", format]);
        for words in ["高山滑雪", "交换古籍目录", "strengthened", "愿 → 将"] {
            assert!(out.contains(words), "{format}: {words}: {out}");
        }
    }
    let out = s.ok(&["compare", &older, &newer, "--relation", "dropped", "--json"]);
    let comparison: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(comparison["rows"].as_array().unwrap().len(), 2);
    assert_eq!(comparison["summary"]["relations"]["new"], 2);
    let none = s.ok(&["compare", &older, &newer, "--party", "FJI", "--json"]);
    assert!(none.contains("\"rows\": []"), "{none}");
}

#[test]
fn an_undertaking_shows_its_line_through_the_years() {
    let (s, _, newer) = pair();
    let list: Value =
        serde_json::from_str(&s.ok(&["register", "list", "--filter", &format!("document={newer}"), "--json"])).unwrap();
    let firmer = list.as_array().unwrap().iter().find(|u| u["deadline"].is_string()).unwrap();
    let id = firmer["undertaking"].as_str().unwrap();
    let shown: Value = serde_json::from_str(&s.ok(&["register", "show", id, "--json"])).unwrap();
    let events: Vec<&str> = shown["lineage"].as_array().unwrap().iter().map(|x| x["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["first said", "strengthened"]);
    assert!(s.ok(&["register", "show", id]).contains("strengthened"));
}

#[test]
fn a_phrase_is_found_with_its_near_variants() {
    let (s, _, _) = pair();
    s.write("in/third.txt", THIRD);
    s.ok(&["add", "in"]);
    let wordings: Value = serde_json::from_str(&s.ok(&["trace", "一切形式的海盗行为", "--json"])).unwrap();
    assert_eq!(wordings[0]["occurrences"].as_array().unwrap().len(), 2);
    assert_eq!(wordings[1]["wording"][0]["text"], "任何");
    assert_eq!(wordings[1]["wording"][0]["hit"], true);
    assert!(s.ok(&["formulas"]).contains("海盗行为"));
}
