//! The story of a review on the command line: register, evidence, rubric, two coders, a meeting, and what is left.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // each test program uses a part of it
mod session;

use session::Session;

const STATEMENT: &str = "甲国和乙国联合声明\n\n2031年5月6日，甲国总统访问乙国。\n双方将于2033年前扩大农业合作。\n双方将建设跨境铁路。\n双方责成两国政府在甲乙总理第三次定期会晤框架下审议执行情况。\n";

fn started() -> (Session, Vec<String>) {
    let s = Session::new();
    s.ok(&["init"]);
    s.write("in/first.txt", STATEMENT);
    s.ok(&["add", "in"]);
    let list = s.ok(&["register", "list", "--json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&list).unwrap();
    let document = rows[0]["document"].as_str().unwrap().to_owned();
    s.ok(&["register", "open", &document]);
    let list = s.ok(&["register", "list", "--json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&list).unwrap();
    let numbers = rows.iter().map(|r| r["undertaking"].as_str().unwrap().to_owned()).collect();
    (s, numbers)
}

#[test]
fn two_coders_are_blind_a_third_settles_and_nothing_is_signed_unsearched() {
    let (s, numbers) = started();
    let id = numbers[0].as_str();
    s.ok(&["assess", "open", "c1", "--from", "2031-05-06", "--to", "2032-05-06"]);
    s.write(
        "flawed.toml",
        "[criteria]\nlaw = 'a law'\nmoney = 'money'\n[levels]\n'+1' = 'all'\n'0' = 'law'\n'-1' = 'none'\n",
    );
    let flawed = s.run(&["assess", "rubric", "c1", id, "flawed.toml"]);
    assert!(flawed.code == 1 && flawed.err.contains("hole") && flawed.err.contains("overlap"), "{}", flawed.err);
    s.write("good.toml", "[criteria]\nlaw = 'a law'\nmoney = 'money'\n[levels]\n'+1' = 'all'\n'0' = 'met = 1'\n'-1' = 'none'\n[other]\n'+1' = 'any'\n'-1' = 'none'\n");
    s.ok(&["assess", "rubric", "c1", id, "good.toml"]);
    s.ok(&["assess", "code", "c1", id, "XLV=law,money", "XSR=law", "--by", "anna"]);
    let sealed = s.ok(&["register", "show", id, "--json"]) + &s.ok(&["export", "--out", "x"]);
    assert!(!sealed.contains("law,money") && sealed.contains("sealed"), "{sealed}");
    s.ok(&["assess", "code", "c1", id, "XLV=law,money", "XSR=", "--by", "bela"]);
    assert_eq!(s.run(&["assess", "settle", "c1", id, "XSR=law", "--by", "anna", "--why", "x"]).code, 1);
    assert_eq!(s.run(&["assess", "sign", "c1", id]).code, 1);
    s.ok(&["assess", "settle", "c1", id, "XLV=law,money", "XSR=law", "--by", "cleo", "--why", "the law is of June"]);
    assert!(s.run(&["assess", "sign", "c1", id]).err.contains("search record"));
    s.ok(&["assess", "search", "c1", id, "--query", "railway", "--place", "gazette", "--language", "zh"]);
    s.ok(&["assess", "sign", "c1", id]);
    let round: serde_json::Value = serde_json::from_str(&s.ok(&["assess", "show", "c1"])).unwrap();
    assert_eq!((&round["signed"], &round["parties"]["XSR"]["percent"]), (&1.into(), &50.0.into()));
    assert_eq!(round["otherwise"][0][3], "+1");
    s.ok(&["check"]);
}

#[test]
fn a_meeting_is_drawn_from_the_text_and_the_next_starts_from_it() {
    let (s, numbers) = started();
    s.ok(&["review", "open", "--body", "甲乙总理定期会晤", "--number", "3", "--date", "2032-01-01"]);
    let body = "body=甲乙总理定期会晤";
    s.ok(&["register", "set", &numbers[0], body, "--why", "it is theirs"]);
    let agenda = s.ok(&["review", "agenda", "--json"]);
    assert!(agenda.contains("\"body\"") && agenda.contains(&numbers[0]), "{agenda}");
    s.ok(&[
        "review",
        "decide",
        &numbers[0],
        "--text",
        "Report in March",
        "--due",
        "2032-03-31",
        "--status",
        "under way",
    ]);
    s.ok(&["review", "close"]);
    assert_eq!(s.run(&["review", "decide", &numbers[0], "--text", "Too late"]).code, 1);
    s.ok(&["review", "packet", "--out", "papers"]);
    let minutes = std::fs::read_to_string(s.path("papers/minutes.en.html")).unwrap();
    assert!(minutes.contains("Report in March"));
    for paper in ["agenda.zh.docx", "minutes.zh.docx", "agenda.zh.html"] {
        assert!(s.path("papers").join(paper).metadata().unwrap().len() > 1000, "{paper}");
    }
    s.ok(&["review", "open", "--body", "甲乙总理定期会晤", "--number", "4", "--date", "2032-06-01"]);
    s.ok(&["review", "packet", "--out", "next"]);
    assert!(std::fs::read_to_string(s.path("next/agenda.en.html")).unwrap().contains("Report in March"));
}

#[test]
fn killing_writers_loses_nothing_acknowledged() {
    let (s, numbers) = started();
    for n in 0..20_u64 {
        let tag = format!("tags=t{n}");
        s.killed_after(
            std::time::Duration::from_millis(5 + 3 * n),
            &["register", "set", &numbers[0], &tag, "--why", "x"],
        );
    }
    s.ok(&["register", "set", &numbers[0], "tags=kept", "--why", "x"]);
    s.killed_after(std::time::Duration::from_millis(20), &["register", "set", &numbers[0], "note=late", "--why", "x"]);
    s.ok(&["check"]);
    let shown = s.ok(&["register", "show", &numbers[0], "--json"]);
    assert!(shown.contains("\"kept\""), "{shown}");
}
