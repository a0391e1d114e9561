//! The laws about `languages/`: the same file names in each, and no rule made for one sentence.

use crate::tree::{File, files, none};

/// The longest run of Han characters a pattern may spell out. Longer ones are sentences in disguise.
const LONGEST_LITERAL: usize = 12;

/// Lines of a rule file that are patterns: neither comments nor examples.
fn patterns(file: &File) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut in_examples = false;
    for (n, line) in file.text.lines().enumerate() {
        let line = line.trim();
        let key = line.split(['=', ' ', '.']).next().unwrap_or_default();
        if line.starts_with('[') && !line.starts_with("[[\"")
            || line.contains('=') && key.chars().all(|c| c.is_alphanumeric() || c == '_')
        {
            in_examples = ["yes", "no", "example", "examples", "why", "note", "says"].contains(&key);
        }
        if !in_examples && !line.starts_with('#') {
            found.push((n + 1, line));
        }
    }
    found
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[test]
fn patterns_spell_out_few_characters() {
    let mut faults = Vec::new();
    for file in files(&["languages"]).iter().filter(|file| file.path.contains("/rules/")) {
        for (n, line) in patterns(file) {
            if let Some(run) = line.split(|c| !is_han(c)).find(|run| run.chars().count() > LONGEST_LITERAL) {
                faults.push(format!("{}:{n} {run}", file.path));
            }
        }
    }
    none("a pattern spells out at most 12 characters in a row", &faults);
}

#[test]
fn tables_have_as_many_columns_as_their_header() {
    let mut faults = Vec::new();
    for file in files(&["languages"]).iter().filter(|file| file.path.ends_with(".tsv") && file.path.contains("/words/"))
    {
        let mut lines =
            file.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let Some((_, header)) = lines.next() else { continue };
        let columns = header.split('\t').count();
        for (n, _) in lines.filter(|(_, line)| line.split('\t').count() > columns) {
            faults.push(format!("{}:{}", file.path, n + 1));
        }
    }
    none("no line of a word class has more columns than its header", &faults);
}
