//! The examples of the clause rules, run as the tests they are.

use crate::model::{Document, KnownBlock, Party, ProvisionKind};
use crate::rules::{Files, Knowledge, Language, Rule};

/// An example that does not come out as its rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// File and key of the rule.
    pub rule: String,
    /// The example, as written.
    pub example: String,
    /// What was found, what was wanted.
    pub text: String,
}

/// Runs all examples of all clause rules; too few of them is a failure too.
#[must_use]
pub fn check_examples(files: &Files) -> Vec<Failure> {
    let (knowledge, problems) = Knowledge::compile(files);
    let broken = problems.into_iter().map(|p| Failure { rule: p.file, example: String::new(), text: p.text });
    let run = knowledge.languages.iter().flat_map(|l| l.clauses.rules.iter().flat_map(move |rule| check(rule, l)));
    broken.chain(run).collect()
}

fn check(rule: &Rule, language: &Language) -> Vec<Failure> {
    let fail = |example: &str, text: String| Failure { rule: rule.name.clone(), example: example.to_owned(), text };
    let mut out = Vec::new();
    if rule.yes.len() < 3 || rule.no.len() < 2 {
        out.push(fail("", format!("found {} yes and {} no, wanted at least 3 and 2", rule.yes.len(), rule.no.len())));
    }
    for example in &rule.yes {
        let (text, operator) = unmarked(example);
        let found = fired(&text, language);
        let hit = found.iter().find(|(name, op)| *name == rule.name && (operator.is_empty() || *op == operator));
        if hit.is_none() {
            out.push(fail(example, format!("{}; wanted `{operator}` by this rule", told(&found))));
        }
    }
    for example in &rule.no {
        let found = fired(&unmarked(example).0, language);
        if found.iter().any(|(name, _)| *name == rule.name) {
            out.push(fail(example, format!("{}; this rule must not fire here", told(&found))));
        }
    }
    out
}

/// What fired, in words: each rule with its operator.
fn told(found: &[(String, String)]) -> String {
    let one = |(rule, operator): &(String, String)| match operator.as_str() {
        "" => format!("{rule} fired without an operator"),
        words => format!("{rule} fired on `{words}`"),
    };
    found.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The text of an example without its marks, and the words marked as operator.
fn unmarked(example: &str) -> (String, String) {
    let (mut text, mut operator) = (String::new(), String::new());
    let mut rest = example;
    while let Some((before, tail)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, after) = tail.split_once(']').unwrap_or((tail, ""));
        text.push_str(inside);
        rest = after;
        if let Some((name, behind)) = after.strip_prefix('(').and_then(|a| a.split_once(')')) {
            if name == "operator" {
                inside.clone_into(&mut operator);
            }
            rest = behind;
        }
    }
    text.push_str(rest);
    (text, operator)
}

/// The rules that fire in a text, one block a line, with their operators.
fn fired(text: &str, language: &Language) -> Vec<(String, String)> {
    let party = |code: &str| Party { code: code.to_owned(), names: Vec::new() };
    let kind = |line: &str| match line.chars().next() {
        Some('（') => ProvisionKind::Item,
        Some('—') => ProvisionKind::Bullet,
        _ => ProvisionKind::Paragraph,
    };
    let block = |line: &str| KnownBlock { kind: kind(line), number: String::new(), text: line.to_owned() };
    let blocks: Vec<KnownBlock> = text.lines().map(block).collect();
    let document =
        Document::from_blocks(&blocks, vec![party("CHN"), party("RUS")], Some("2025-05-01"), crate::rules::sentences);
    let words = |clause: &crate::model::Clause| clause.operator.map_or("", |o| o.of(&document.text)).to_owned();
    super::find(&document, language).iter().map(|c| (c.firing.rule.clone(), words(c))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_proved_by_its_examples() {
        let failures = check_examples(&Knowledge::builtin_files());
        let lines: Vec<String> =
            failures.iter().map(|f| format!("{}\n  {}\n  {}", f.rule, f.example, f.text)).collect();
        assert!(failures.is_empty(), "\n{}", lines.join("\n"));
    }

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(unmarked("[双方](actor)[将](operator)合作"), ("双方将合作".to_owned(), "将".to_owned()));
    }
}
