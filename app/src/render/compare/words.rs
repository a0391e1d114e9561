//! What was put in and left out between two sentences.

use chancery_engine::link::redline::{PieceKind, redline};
use chancery_engine::rules::has_han;
use serde::Serialize;
use utoipa::ToSchema;

/// Of each hundred bytes of both, how many must be the same for marks to help.
const ENOUGH: usize = 30;

/// A stretch of a pair of sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the older one.
    Out(String),
    /// Only in the newer one.
    In(String),
}

/// The stretches of two sentences, in order; all out and all in where they share too little for marks to help.
#[must_use]
pub fn pieces(older: &str, newer: &str) -> Vec<Piece> {
    let spaced = !has_han(older) && !has_han(newer);
    let found = redline(older, newer, spaced);
    let same: usize = found.iter().filter(|p| p.kind == PieceKind::Kept).map(|p| 2 * p.newer.of(newer).len()).sum();
    if same * 100 < ENOUGH * (older.len() + newer.len()) {
        let whole = [Piece::Out(older.to_owned()), Piece::In(newer.to_owned())];
        return whole.into_iter().filter(|p| !p.words().is_empty()).collect();
    }
    let piece = |p: chancery_engine::link::redline::Piece| match p.kind {
        PieceKind::Kept => Piece::Same(p.newer.of(newer).to_owned()),
        PieceKind::Struck => Piece::Out(p.older.of(older).to_owned()),
        PieceKind::Added => Piece::In(p.newer.of(newer).to_owned()),
    };
    found.into_iter().map(piece).collect()
}

impl Piece {
    /// Its words.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Same(words) | Self::Out(words) | Self::In(words) => words,
        }
    }
}
