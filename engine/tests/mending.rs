//! The patterns of `repairs.toml` and `shape.toml` by their own examples: what they take, and what they leave.

#![allow(clippy::unwrap_used, reason = "in a test a broken promise should stop it")]

use chancery_engine::extract::check_examples;
use chancery_engine::rules::{Knowledge, line_examples};

#[test]
fn patterns_take_their_examples_and_leave_the_others() {
    let (tried, problems) = line_examples(&Knowledge::builtin_files(), Knowledge::builtin());
    let told: Vec<String> = problems.iter().map(|p| format!("{} {}", p.file, p.text)).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(tried > 100, "{tried} examples");
}

#[test]
fn an_example_that_does_not_come_out_is_said_with_its_file() {
    let mut files = Knowledge::builtin_files();
    let shape = files.get_mut("zh/shape.toml").unwrap();
    shape.push_str("\n[[example]]\nof = \"item\"\nyes = [\"修建灯塔。\"]\n");
    shape.push_str("\n[[example]]\nof = \"nonsense\"\nno = [\"修建灯塔。\"]\n");
    let failures = check_examples(&files);
    let told: Vec<(&str, &str)> = failures.iter().map(|f| (f.rule.as_str(), f.text.as_str())).collect();
    let wanted = [("zh/shape.toml", "item misses «修建灯塔。»"), ("zh/shape.toml", "no list is called `nonsense`")];
    assert_eq!(told, wanted);
}
