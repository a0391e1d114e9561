//! Two versions of a sentence with what was taken out and what was put in.

use crate::render::compare::Piece;
use maud::{Markup, html};

/// The older and the newer version, differences marked on their own side.
#[must_use]
pub fn sides(pieces: &[Piece]) -> (Markup, Markup) {
    let plain = !pieces.iter().any(|piece| matches!(piece, Piece::Same(_)));
    let before = html! { @for piece in pieces { @match piece {
        Piece::Same(words) => (words),
        Piece::Out(words) => { @if plain { (words) } @else { del { (words) } } }
        Piece::In(_) => {}
    } } };
    let after = html! { @for piece in pieces { @match piece {
        Piece::Same(words) => (words),
        Piece::Out(_) => {}
        Piece::In(words) => { @if plain { (words) } @else { ins { (words) } } }
    } } };
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::compare::pieces;

    #[test]
    fn differences_are_marked_on_their_own_side() {
        let (before, after) = sides(&pieces("双方将探讨合作。", "双方将推动合作。"));
        assert_eq!(before.into_string(), "双方将<del>探讨</del>合作。");
        assert_eq!(after.into_string(), "双方将<ins>推动</ins>合作。");
        assert_eq!(sides(&pieces("", "新增")).1.into_string(), "新增");
    }
}
