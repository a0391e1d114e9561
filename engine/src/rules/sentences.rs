//! Where sentences end: `[sentences]` of `shape.toml`.
//!
//! In: the text of one block. Out: spans in it. Never: looks at meaning.
//! See: the annotation guidelines, section 2.

use crate::model::Span;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The words of `[sentences]`.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SentencePart {
    end: String,
    stop: String,
    close: String,
    titles: Vec<String>,
    shortened: Vec<String>,
    openers: Vec<String>,
}

/// What ends sentences in one language.
#[derive(Debug)]
pub struct Sentences {
    /// Marks that end a sentence wherever they stand.
    end: Vec<char>,
    /// Marks that end one before a blank, unless the word before them is cut short.
    stop: Vec<char>,
    /// Marks that may follow the end and still belong to it.
    close: Vec<char>,
    /// Words cut short that something always follows: Mr., No.
    titles: HashSet<String>,
    /// Words cut short that a sentence may end with: etc.
    shortened: HashSet<String>,
    /// Words a sentence begins with; behind a word cut short only they tell that one has ended.
    openers: HashSet<String>,
}

impl Default for Sentences {
    fn default() -> Self {
        let part =
            SentencePart {
                end: "。！？；!?;".to_owned(), close: "”’」』）)》".to_owned(), ..SentencePart::default()
            };
        Self::compile(part)
    }
}

/// The sentences of one block where the language is not known: at 。！？； with the quotes and brackets behind them.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    static PLAIN: LazyLock<Sentences> = LazyLock::new(Sentences::default);
    PLAIN.of(text)
}

impl Sentences {
    /// Compiles `[sentences]`; a language that does not say what ends a sentence has the marks of [`sentences`].
    pub(super) fn compile(part: SentencePart) -> Self {
        if part.end.is_empty() && part.stop.is_empty() {
            return Self::default();
        }
        let set = |words: Vec<String>| words.into_iter().map(|w| w.to_lowercase()).collect();
        Self {
            end: part.end.chars().collect(),
            stop: part.stop.chars().collect(),
            close: part.close.chars().collect(),
            titles: set(part.titles),
            shortened: set(part.shortened),
            openers: set(part.openers),
        }
    }

    /// The sentences of one block, in order; together they cover it. Blanks belong to the sentence before them.
    #[must_use]
    pub fn of(&self, text: &str) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        let mut start = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if !self.end.contains(&c) && !self.stop.contains(&c) {
                continue;
            }
            let (mut end, mut always) = (at + c.len_utf8(), self.end.contains(&c));
            while let Some(&(next, after)) = chars.peek() {
                if !self.end.contains(&after) && !self.stop.contains(&after) && !self.close.contains(&after) {
                    break;
                }
                always |= self.end.contains(&after);
                end = next + after.len_utf8();
                chars.next();
            }
            if !always && !self.stops(&text[start..at], c, &text[end..]) {
                continue;
            }
            while let Some((next, blank)) = chars.next_if(|(_, c)| !self.stop.is_empty() && c.is_whitespace()) {
                end = next + blank.len_utf8();
            }
            out.push(Span::new(start, end));
            start = end;
        }
        close(text, start, &mut out);
        out
    }

    /// Whether `mark` between `before` and `after` ends a sentence.
    fn stops(&self, before: &str, mark: char, after: &str) -> bool {
        let next = after.trim_start();
        if next.is_empty() {
            return true;
        }
        if next.len() == after.len() || next.starts_with(char::is_lowercase) || numeral(before) || letter(before) {
            return false;
        }
        if mark != '.' {
            return true;
        }
        let word = before.rsplit(|c: char| c.is_whitespace() || "(“\"«—–/".contains(c)).next().unwrap_or_default();
        let word = word.to_lowercase();
        if self.titles.contains(&word) {
            return false;
        }
        let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        let cut_short = initial || word.contains('.') && !numeral(&word) || self.shortened.contains(&word);
        !cut_short || self.openers.contains(&first_word(next))
    }
}

/// The first word of `text`, in small letters.
fn first_word(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase()
}

/// Whether a sentence would be nothing but the number of an item: 3. or (iv).
fn numeral(text: &str) -> bool {
    let text = text.trim().trim_start_matches('(');
    !text.is_empty() && text.len() <= 5 && text.chars().all(|c| c.is_ascii_digit() || ".IVXivx".contains(c))
}

/// Whether a sentence would be nothing but the letter of an item: B. or (b).
fn letter(text: &str) -> bool {
    let mut chars = text.trim().trim_start_matches('(').chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.all(|c| c == ')')
}

/// The rest of the block: a sentence where it has words, else part of the one before.
fn close(text: &str, start: usize, out: &mut Vec<Span>) {
    if start == text.len() {
        return;
    }
    match out.last_mut() {
        Some(last) if text[start..].trim().is_empty() => *last = Span::new(last.start as usize, text.len()),
        _ => out.push(Span::new(start, text.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Knowledge;

    fn parts(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.of(text)).collect()
    }

    /// Holds that `language` divides the text exactly at the bars.
    fn divides(language: &str, with_bars: &str) {
        let text = with_bars.replace('|', "");
        let language = Knowledge::builtin().language(language).expect("a language of ours");
        let found: Vec<&str> = language.shape.sentences.of(&text).into_iter().map(|span| span.of(&text)).collect();
        assert_eq!(found.join("|"), with_bars);
    }

    #[test]
    fn a_sentence_takes_the_quotes_that_close_behind_it() {
        assert_eq!(parts("“好。”他说。"), ["“好。”", "他说。"]);
        assert_eq!(parts("双方同意；双方将合作"), ["双方同意；", "双方将合作"]);
    }

    #[test]
    fn what_stands_open_is_a_sentence() {
        assert_eq!(parts("双方将："), ["双方将："]);
        assert!(parts("").is_empty());
        assert_eq!(parts("完。 "), ["完。 "]);
    }

    #[test]
    fn english_sentences_end_at_stops_before_blanks() {
        divides("en", "The Sides met. |They agreed! |Will it rain? |Nobody knows.");
        divides("en", "“The pass is open.” |Herdsmen cheered (all of them.) |Then it snowed.");
        divides("en", "Growth was 2.5 percent; tolls fell to 1.5. |Snow lay on the pass in 2031. |30 wagons waited.");
        divides("en", "Visit www.example.org for more... |The Sides did not.");
    }

    #[test]
    fn english_words_cut_short_end_nothing() {
        divides("en", "Mr. Osa met Dr. Behn at No. 5, Gate St. Clara. |Mrs. Osa stayed.");
        divides("en", "J. B. Osa of the U.S. Department of Ferries spoke. |So did Elan F. Koven, Jr. of Siron.");
        divides("en", "The ferry left the U.S. |The Sides waved, sang, etc. |It came back at 5 p.m. |Nobody noticed.");
        divides("en", "It serves towns, e.g. Karon, i.e. the capital, and others (cf. Annex II). |It pays.");
        divides("en", "3. The Sides will plant trees. |They will water them.");
        divides("en", "B. Building Ferries. |They float.");
        divides("en", "The Rt. Hon. Tarin Osa, Brig. Behn and Alm. Koven waved. |The ferry left.");
    }

    #[test]
    fn russian_sentences_end_so_too() {
        divides("ru", "Стороны встретились. |Они договорились!");
        divides(
            "ru",
            "В 2031 г. в порту Мора выступил Э. Ф. Ковен. |Стороны подписали договор от 5 мая 2030 г. |Стороны довольны.",
        );
        divides("ru", "Товарооборот вырос до 2,5 млрд. долларов, т.е. вдвое, и т.д. |Главы государств рады.");
    }
}
