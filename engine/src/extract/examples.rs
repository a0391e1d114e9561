//! The examples of all knowledge, run as the tests they are.

use super::clauses::{self, Failure};
use super::{references, topics};
use crate::model::{Document, KnownBlock, Party, ProvisionKind};
use crate::rules::{Files, Knowledge, line_examples};

/// Reads `files` and runs the examples of clause rules, of lines and their repairs, of shapes of names and topics.
#[must_use]
pub fn check_examples(files: &Files) -> Vec<Failure> {
    let mut failures = clauses::check_examples(files);
    let knowledge = Knowledge::compile(files).0;
    let lines = line_examples(files, &knowledge).1.into_iter();
    failures.extend(lines.map(|p| Failure { rule: p.file, example: String::new(), text: p.text }));
    for language in &knowledge.languages {
        failures.extend(references::check_examples(language));
        failures.extend(topics::check_examples(language));
    }
    failures
}

/// The words of an example, and those that stand in `[…]`.
pub(super) fn unmarked(example: &str) -> (String, Vec<String>) {
    let plain = example.chars().filter(|c| !"[]".contains(*c)).collect();
    let marked = example.split('[').skip(1).filter_map(|rest| rest.split(']').next());
    (plain, marked.map(str::to_owned).collect())
}

/// A document of two parties that has these blocks.
pub(super) fn document<'a>(blocks: impl Iterator<Item = (ProvisionKind, &'a str)>) -> Document {
    let block = |(kind, text): (ProvisionKind, &str)| KnownBlock { kind, number: String::new(), text: text.to_owned() };
    let party = |code: &str| Party { code: code.to_owned(), names: Vec::new() };
    let blocks: Vec<KnownBlock> = blocks.map(block).collect();
    Document::from_blocks(&blocks, vec![party("CHN"), party("TJK")], Some("2021-05-06"), crate::rules::sentences)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_proved_by_its_examples() {
        let failures = check_examples(&Knowledge::builtin_files());
        let lines: Vec<String> =
            failures.iter().map(|f| format!("{}\n  {}\n  {}", f.rule, f.example, f.text)).collect();
        assert!(failures.is_empty(), "\n{}", lines.join("\n"));
    }
}
