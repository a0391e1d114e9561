//! Two versions of a sentence with what was taken out and what was put in.

use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

/// The older and the newer version, differences marked; unmarked where one is missing or they share too little.
#[must_use]
pub fn sides(older: &str, newer: &str) -> (Markup, Markup) {
    if older.is_empty() || newer.is_empty() {
        return (html! { (older) }, html! { (newer) });
    }
    let (from, to) = (pieces(older), pieces(newer));
    let diff = TextDiff::from_slices(&from, &to);
    if diff.ratio() < 0.3 {
        return (html! { (older) }, html! { (newer) });
    }
    let mut before: Vec<(bool, String)> = Vec::new();
    let mut after: Vec<(bool, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        let words = change.value();
        match change.tag() {
            ChangeTag::Equal => {
                push(&mut before, false, words);
                push(&mut after, false, words);
            }
            ChangeTag::Delete => push(&mut before, true, words),
            ChangeTag::Insert => push(&mut after, true, words),
        }
    }
    let before = html! { @for (marked, words) in &before { @if *marked { del { (words) } } @else { (words) } } };
    let after = html! { @for (marked, words) in &after { @if *marked { ins { (words) } } @else { (words) } } };
    (before, after)
}

fn push(side: &mut Vec<(bool, String)>, marked: bool, words: &str) {
    match side.last_mut() {
        Some((last, text)) if *last == marked => text.push_str(words),
        _ => side.push((marked, words.to_owned())),
    }
}

/// What is compared: words where blanks part them, characters elsewhere.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut letters = false;
    for (at, c) in text.char_indices() {
        let letter = c.is_alphanumeric() && (c as u32) < 0x2E80;
        if at > from && !(letters && letter) {
            out.push(&text[from..at]);
            from = at;
        }
        letters = letter;
    }
    if from < text.len() {
        out.push(&text[from..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_characters_are_marked() {
        let (before, after) = sides("双方将探讨合作。", "双方将推动合作。");
        assert_eq!(before.into_string(), "双方将<del>探讨</del>合作。");
        assert_eq!(after.into_string(), "双方将<ins>推动</ins>合作。");
        assert_eq!(pieces("The two sides"), ["The", " ", "two", " ", "sides"]);
    }
}
