//! What is compared: the letters of a text without its layout, folded where only shape differs.

use crate::model::Block;
use crate::rules::simplify;
use std::sync::LazyLock;

/// A letter to compare, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// As printed.
    pub printed: char,
    /// Which block.
    pub block: u32,
    /// Byte in that block's text.
    pub at: u32,
}

/// The letters of a text with their places, and beside them what is compared: script, width, dash and quote classes
/// folded.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    pub places: Vec<Letter>,
    pub folded: Vec<char>,
}

impl Letters {
    /// Of a witness, block by block.
    pub(super) fn of_blocks(blocks: &[Block]) -> Self {
        let mut out = Self::default();
        for (n, block) in blocks.iter().enumerate() {
            out.add(narrow(n), &block.text.text);
        }
        out
    }

    /// Of one text.
    pub(super) fn of_text(text: &str) -> Self {
        let mut out = Self::default();
        out.add(0, text);
        out
    }

    fn add(&mut self, block: u32, text: &str) {
        self.places.reserve(text.len() / 3);
        self.folded.reserve(text.len() / 3);
        for (at, printed) in text.char_indices() {
            if let Some(folded) = fold(printed) {
                self.places.push(Letter { printed, block, at: narrow(at) });
                self.folded.push(folded);
            }
        }
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.folded.len()
    }

    /// The letters of one block.
    pub(super) fn of_block(&self, block: usize) -> std::ops::Range<usize> {
        let before = |n: usize| self.places.partition_point(|l| (l.block as usize) < n);
        before(block)..before(block + 1)
    }
}

/// What every character of the first plane folds to; nothing for blanks.
static FOLDED: LazyLock<Vec<Option<char>>> =
    LazyLock::new(|| (0..0x1_0000).map(|n| char::from_u32(n).and_then(folded)).collect());

/// `c` without script, width, dash and quote differences; `None` for blanks.
pub fn fold(c: char) -> Option<char> {
    FOLDED.get(c as usize).copied().unwrap_or_else(|| folded(c))
}

fn folded(c: char) -> Option<char> {
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

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
