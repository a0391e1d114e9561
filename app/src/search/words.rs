//! What counts as a word: the same for the index, the query and the snippet.

use chancery_engine::rules::{is_han, simplify};
use jieba_rs::Jieba;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::LazyLock;

/// General Chinese vocabulary, without the statistical guesser: known words only.
static VOCABULARY: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// How common a word is in general Chinese, in tens of millions of words; nothing where it is none.
#[must_use]
pub fn commonness(text: &str) -> usize {
    if !VOCABULARY.has_word(text) {
        return 0;
    }
    // The vocabulary works it out anew for every question, and the same words are asked about again and again.
    thread_local!(static KNOWN: RefCell<FxHashMap<String, usize>> = RefCell::default());
    KNOWN.with_borrow_mut(|known| match known.get(text) {
        Some(times) => *times,
        None => *known.entry(text.to_owned()).or_insert(VOCABULARY.suggest_freq(text)),
    })
}

/// A character as it is compared: simplified, of half width, in lower case. One character stays one.
pub(super) fn fold(c: char) -> char {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '“' | '”' | '「' | '」' => '"',
        '’' => '\'',
        other => simplify(other),
    };
    let mut lower = narrow.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => narrow,
    }
}

/// A text as it is compared, character for character.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(fold).collect()
}

/// A unit of the text with its place in the row of units: a Chinese character, or a run of other letters and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) text: String,
    pub(super) place: usize,
}

/// The units of a folded text. Punctuation takes a place of its own, so that no phrase reaches across it.
pub(super) fn units(folded: &str) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    let mut place = 0;
    let mut run = String::new();
    for c in folded.chars().chain([' ']) {
        if c.is_alphanumeric() && !is_han(c) {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            out.push(Unit { text: std::mem::take(&mut run), place });
            place += 1;
        }
        if is_han(c) {
            out.push(Unit { text: c.to_string(), place });
        }
        if !c.is_whitespace() {
            place += 1;
        }
    }
    out
}

/// The words of a folded text, long ones with the words inside them.
pub(super) fn words(folded: &str) -> Vec<String> {
    let words = VOCABULARY.cut_for_search(folded, false);
    words.into_iter().map(|w| w.word).filter(|w| w.chars().any(char::is_alphanumeric)).map(str::to_owned).collect()
}

/// The words of a query, each once, as few as cover it.
pub(super) fn query_words(folded: &str) -> Vec<String> {
    let words = VOCABULARY.cut(folded, false);
    words.into_iter().map(|w| w.word).filter(|w| w.chars().any(char::is_alphanumeric)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_widths_fold_together() {
        assert_eq!(folded("雙方ＡＢ（１）"), "双方ab(1)");
    }

    #[test]
    fn punctuation_keeps_phrases_apart() {
        let places: Vec<usize> = units("双方。同意 abc").into_iter().map(|u| u.place).collect();
        assert_eq!(places, [0, 1, 3, 4, 5]);
    }
}
