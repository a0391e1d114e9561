//! What was put in and left out between two sentences.

use chancery_engine::link::redline::{PieceKind, redline};
use chancery_engine::rules::has_han;
use serde::Serialize;

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
    let spaced = !has_han(older) && !has_han(newer);
    let piece = |p: chancery_engine::link::redline::Piece| match p.kind {
        PieceKind::Kept => Piece::Same(p.newer.of(newer).to_owned()),
        PieceKind::Struck => Piece::Out(p.older.of(older).to_owned()),
        PieceKind::Added => Piece::In(p.newer.of(newer).to_owned()),
    };
    redline(older, newer, spaced).into_iter().map(piece).collect()
}
