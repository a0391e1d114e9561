//! What was put in and left out between two sentences.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

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
    for change in TextDiff::from_chars(older, newer).iter_all_changes() {
        let text = change.value();
        match (change.tag(), out.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(last))) | (ChangeTag::Delete, Some(Piece::Out(last))) | (ChangeTag::Insert, Some(Piece::In(last))) => {
                last.push_str(text);
            }
            (ChangeTag::Equal, _) => out.push(Piece::Same(text.to_owned())),
            (ChangeTag::Delete, _) => out.push(Piece::Out(text.to_owned())),
            (ChangeTag::Insert, _) => out.push(Piece::In(text.to_owned())),
        }
    }
    out
}
