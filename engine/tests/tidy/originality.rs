//! Nothing of the corpus is copied into the repository: whole sentences of it occur nowhere here.
//! Needs `../shared/corpus`; says so where it is not there. Names in word classes are facts, and free.

use crate::tree::{File, files, none, root};
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// Shorter sentences are formulas of the genre, which belong to everybody.
const SHORTEST: usize = 25;

/// The same in languages that need several letters for what one Chinese character says.
const SHORTEST_SPELT: usize = 80;

/// Letters and digits alone, so that layout, punctuation and the marks of examples hide nothing.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The sentences of a file of ours; of an example marked `[将](operator)` only the words.
fn sentences(file: &File) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = file.text.as_str();
    while let Some((before, after)) = rest.split_once("](") {
        plain.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain.split(['。', '！', '？', '；', '\n', '"', '!', '?']).flat_map(|part| part.split(". ")).map(letters).collect()
}

fn corpus(at: &Path, into: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(at) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            corpus(&path, into);
        } else if let Ok(text) = fs::read_to_string(&path) {
            into.push(letters(&text));
        }
    }
}

/// The first characters of a sentence that is long enough to be somebody's.
fn beginning(sentence: &[char]) -> Option<&[char]> {
    let spelt = sentence.iter().all(|c| *c < '\u{3000}');
    (sentence.len() >= if spelt { SHORTEST_SPELT } else { SHORTEST }).then(|| &sentence[..SHORTEST])
}

#[test]
fn no_sentence_of_the_corpus_is_copied() {
    let shared = root().join("../shared");
    let mut texts = Vec::new();
    corpus(&shared.join("corpus"), &mut texts);
    corpus(&shared.join("gold"), &mut texts);
    if texts.is_empty() {
        println!("not run: there is no {}", shared.join("corpus").display());
        return;
    }
    let texts: Vec<Vec<char>> = texts.into_iter().map(|text| text.chars().collect()).collect();
    let windows: HashSet<&[char]> = texts.iter().flat_map(|text| text.windows(SHORTEST)).collect();
    let mut faults = Vec::new();
    for file in files(&["languages", "samples/originals", "engine/src", "engine/tests", "app/src", "app/tests", "docs"])
    {
        if file.path.ends_with(".tsv") {
            continue;
        }
        for sentence in sentences(&file) {
            let sentence: Vec<char> = sentence.chars().collect();
            let known = beginning(&sentence).is_some_and(|start| windows.contains(start));
            if known && texts.iter().any(|text| text.windows(sentence.len()).any(|window| window == sentence)) {
                faults.push(format!("{}: {}", file.path, sentence.iter().collect::<String>()));
            }
        }
    }
    none("no whole sentence of the corpus stands in the repository", &faults);
}
