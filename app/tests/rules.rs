//! The page of rules is what the rules say; a rule is added as CONTRIBUTING.md tells, without compiling.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod session;

use chancery::render::rules;
use chancery_engine::rules::Knowledge;
use session::Session;

#[test]
fn the_page_of_rules_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules.md");
    let written = std::fs::read_to_string(path).unwrap_or_default();
    let wanted = rules::markdown(Knowledge::builtin());
    assert!(written == wanted, "docs/rules.md is old: cargo run -- rules docs > docs/rules.md");
}

const PROTEST: &str = r#"
[protest]
says = "somebody protests against something"
pattern = "operator:(<protest>)"
kind = "position"
stance = "oppose"
yes = [
  "[双方](actor)强烈[抗议](operator)扣留渔船。",
  "[澜方](actor)[抗议](operator)封锁山口。",
  "[两国](actor)[抗议](operator)倾倒废物。",
]
no = [
  "双方没有收到抗议。",
  "双方支持对话。",
]
"#;

#[test]
fn a_rule_is_added_without_compiling() {
    let s = Session::new();
    s.ok(&["rules", "copy", "mine"]);
    assert_eq!(s.run(&["rules", "copy", "mine"]).code, 1);
    let read = |name: &str| std::fs::read_to_string(s.path(name)).unwrap();
    let stance = read("mine/zh/rules/stance.toml") + PROTEST;
    s.write("mine/zh/rules/stance.toml", &stance);
    let refused = s.run(&["rules", "test", "mine"]);
    assert!(refused.code == 1 && refused.out.contains("no word has the class `protest`"), "{}", refused.out);
    s.write("mine/zh/words/operators.tsv", &(read("mine/zh/words/operators.tsv") + "抗议\tprotest\n"));
    s.ok(&["rules", "test", "mine"]);
    s.ok(&["init", "w"]);
    s.write(
        "in/a.txt",
        "中华人民共和国和法兰西共和国联合声明\n\n2031年5月6日，法国总统访问中国。\n双方强烈抗议扣留渔船。\n",
    );
    s.ok(&["--workspace", "w", "add", "in"]);
    let place = "2031-05-06-chn-fra-joint-statement#para_2";
    assert!(!s.ok(&["--workspace", "w", "explain", place]).contains("position"));
    let mine = ["--workspace", "w", "--languages", "mine"];
    s.ok(&[&mine[..], &["rebuild"]].concat());
    let told = s.ok(&[&mine[..], &["explain", place, "--lang", "zh"]].concat());
    assert!(told.contains("stance.toml#protest") && told.contains("凡有此类词句的分句，归为立场（反对）"), "{told}");
}
