//! What was put in and left out between two sentences.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// From here on, scripts write words without blanks between them.
const FIRST_UNSPACED: char = '\u{2e80}';

/// A stretch of a pair of sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the older one.
    Out(String),
    /// Only in the newer one.
    In(String),
}

/// The stretches of two sentences, in order.
#[must_use]
pub fn pieces(older: &str, newer: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for change in TextDiff::from_slices(&units(older), &units(newer)).iter_all_changes() {
        let text = change.value();
        match (change.tag(), out.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(last)))
            | (ChangeTag::Delete, Some(Piece::Out(last)))
            | (ChangeTag::Insert, Some(Piece::In(last))) => {
                last.push_str(text);
            }
            (ChangeTag::Equal, _) => out.push(Piece::Same(text.to_owned())),
            (ChangeTag::Delete, _) => out.push(Piece::Out(text.to_owned())),
            (ChangeTag::Insert, _) => out.push(Piece::In(text.to_owned())),
        }
    }
    out
}

/// What is compared: words where blanks part them, characters elsewhere.
fn units(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let letter = c.is_alphanumeric() && c < FIRST_UNSPACED;
        if at > from && !(inside && letter) {
            out.push(&text[from..at]);
            from = at;
        }
        inside = letter;
    }
    if from < text.len() {
        out.push(&text[from..]);
    }
    out
}
