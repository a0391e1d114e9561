//! Sentence → segments: the stretches between commas and colons that stand outside quotes and brackets.

/// A stretch of a sentence, its closing mark included; together they cover it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// First byte, in the sentence.
    pub start: usize,
    /// Where its words begin, behind a list mark.
    pub words: usize,
    /// Where its words end, before the closing mark.
    pub last: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The segments of a sentence.
#[must_use]
pub fn segments(sentence: &str) -> Vec<Segment> {
    let mut out = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in sentence.char_indices() {
        match c {
            '“' | '（' | '(' | '《' | '「' | '『' | '〈' => depth += 1,
            '”' | '）' | ')' | '》' | '」' | '』' | '〉' => depth = depth.saturating_sub(1),
            '，' | ',' | '：' | ':' if depth == 0 => {
                out.push(segment(sentence, start, at + c.len_utf8()));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if start < sentence.len() {
        out.push(segment(sentence, start, sentence.len()));
    }
    out
}

fn segment(sentence: &str, start: usize, end: usize) -> Segment {
    let words = if start == 0 { list_mark(sentence) } else { start };
    let text = &sentence[words.min(end)..end];
    let inner = text.trim_end_matches(|c: char| c.is_whitespace() || "，,：:。！？；!?;".contains(c));
    let words = words.min(end) + (inner.len() - inner.trim_start().len());
    Segment { start, words, last: words + inner.trim_start().len(), end }
}

/// How long the number or dash in front of a measure is: （一）, 一、, 12．, ——.
fn list_mark(text: &str) -> usize {
    let dashes = text.trim_start_matches(['—', '－', '-', '–', '●', '•', '·', ' ']);
    if dashes.len() < text.len() {
        return text.len() - dashes.len();
    }
    let numeral = |c: char| "一二三四五六七八九十百第".contains(c) || c.is_ascii_digit();
    let open = text.trim_start_matches(['（', '(']);
    let after = open.trim_start_matches(numeral);
    let marked = open.len() < text.len() || after.starts_with(['、', '．', '.', '，']);
    if after.len() == open.len() || !marked {
        return 0;
    }
    let rest = after.trim_start_matches(['）', ')', '、', '．', '.', '，', ' ']);
    text.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(sentence: &str) -> Vec<&str> {
        segments(sentence).iter().map(|s| &sentence[s.words..s.last]).collect()
    }

    #[test]
    fn commas_in_quotes_do_not_part() {
        assert_eq!(words("（一）扩大“甲，乙”贸易，深化合作。"), ["扩大“甲，乙”贸易", "深化合作"]);
    }

    #[test]
    fn list_marks_are_no_words() {
        for marked in ["十二、加强", "12．加强", "第一，加强", "——加强", "（二十）加强"] {
            assert_eq!(words(marked).last(), Some(&"加强"), "{marked}");
        }
        assert_eq!(words("一致同意。"), ["一致同意"]);
    }
}
