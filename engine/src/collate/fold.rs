//! What is compared: the letters of a text without its layout, folded where only shape differs.

use crate::model::Block;
use crate::rules::simplify;

/// A letter to compare, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// Script, width, dash and quote classes folded.
    pub folded: char,
    /// Which block.
    pub block: u32,
    /// Byte in that block's text.
    pub at: u32,
}

/// `c` without script, width, dash and quote differences; `None` for blanks.
pub(super) fn fold(c: char) -> Option<char> {
    Some(match c {
        c if c.is_whitespace() => return None,
        '—' | '–' | '－' | '―' | '─' | '-' | '−' => '-',
        '“' | '”' | '"' | '「' | '」' | '『' | '』' | '‘' | '’' | '\'' => '"',
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '！' => '!',
        '？' => '?',
        '（' => '(',
        '）' => ')',
        '〈' => '《',
        '〉' => '》',
        '・' | '•' | '‧' | '．' => '·',
        '○' | '〇' | '零' => '〇',
        c => simplify(c).to_lowercase().next().unwrap_or(c),
    })
}

/// The letters of a witness.
pub(super) fn letters(blocks: &[Block]) -> Vec<Letter> {
    let mut out = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        for (at, c) in block.text.text.char_indices() {
            if let Some(folded) = fold(c) {
                out.push(Letter { folded, block: narrow(n), at: narrow(at) });
            }
        }
    }
    out
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
