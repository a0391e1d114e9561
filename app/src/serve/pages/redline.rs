//! Two versions of a sentence with what was taken out and what was put in.

use crate::render::compare::{Piece, pieces};
use maud::{Markup, html};

/// Of each hundred characters of both, how many must be the same for marks to help.
const ENOUGH: usize = 30;

/// The older and the newer version, differences marked; unmarked where one is missing or they share too little.
#[must_use]
pub fn sides(older: &str, newer: &str) -> (Markup, Markup) {
    let pieces = pieces(older, newer);
    let same: usize = pieces.iter().map(|p| if let Piece::Same(words) = p { 2 * words.len() } else { 0 }).sum();
    if same * 100 < ENOUGH * (older.len() + newer.len()) {
        return (html! { (older) }, html! { (newer) });
    }
    let before = html! { @for piece in &pieces { @match piece {
        Piece::Same(words) => (words),
        Piece::Out(words) => del { (words) },
        Piece::In(_) => {}
    } } };
    let after = html! { @for piece in &pieces { @match piece {
        Piece::Same(words) => (words),
        Piece::Out(_) => {}
        Piece::In(words) => ins { (words) },
    } } };
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_marked_on_their_own_side() {
        let (before, after) = sides("双方将探讨合作。", "双方将推动合作。");
        assert_eq!(before.into_string(), "双方将<del>探讨</del>合作。");
        assert_eq!(after.into_string(), "双方将<ins>推动</ins>合作。");
        assert_eq!(sides("", "新增").1.into_string(), "新增");
    }
}
