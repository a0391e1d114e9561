//! Where sentences end: at 。！？； with the closing quotes and brackets after them, or with the block.
//!
//! In: the text of one block. Out: spans in it. Never: looks at meaning.
//! See: the annotation guidelines, section 2.

use crate::model::Span;

/// The sentences of one block, in order; together they cover it. A stretch of blanks is no sentence of its own.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !ends(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next, after)) = chars.peek() {
            if !ends(after) && !closes(after) {
                break;
            }
            end = next + after.len_utf8();
            chars.next();
        }
        out.push(Span::new(start, end));
        start = end;
    }
    close(text, start, &mut out);
    out
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

fn ends(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';')
}

fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.of(text)).collect()
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
}
