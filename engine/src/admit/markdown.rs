//! Markdown, with or without a YAML front matter: its marks of emphasis, escapes, links and hard breaks are passed
//! over, HTML inside it too. Marks at the beginning of lines stay: they say what a line is.

use super::html::{self, Place};
use super::{Read, ends, plain};
use crate::model::{Span, Text};
use std::sync::Arc;

pub(super) fn recognises(name: &str, decoded: &str) -> bool {
    plain::front_matter(decoded) || ends(name, ".md") || ends(name, ".markdown")
}

pub(super) fn read(decoded: &str) -> Read {
    let (start, stated) = plain::front(decoded);
    let mut reader = Reader { markup: decoded, at: start, kept: start, out: Text::default(), deed: "markdown".into() };
    reader.run();
    Read { text: reader.out, stated }
}

struct Reader<'t> {
    markup: &'t str,
    at: usize,
    /// What stands before is in `out`.
    kept: usize,
    out: Text,
    deed: Arc<str>,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(next) = self.markup[self.at..].find(['\\', '*', '_', '[', '<', '&', ' ']) {
            self.at += next;
            let rest = &self.markup[self.at..];
            match rest.as_bytes()[0] {
                b'\\' => self.escape(rest),
                b'*' | b'_' => self.emphasis(rest),
                b'[' => self.link(rest),
                b'<' => self.tag(rest),
                b'&' => self.reference(rest),
                _ => self.blanks(rest),
            }
        }
        self.keep(self.markup.len());
    }

    fn keep(&mut self, to: usize) {
        self.out.keep(self.markup, Span::new(self.kept, to));
        self.kept = to;
    }

    /// Puts `made` in the place of the next `length` bytes.
    fn put(&mut self, made: &str, length: usize) {
        self.keep(self.at);
        let end = self.at + length;
        self.out.put(made, Span::new(self.at, end), &self.deed);
        (self.at, self.kept) = (end, end);
    }

    /// `\_` is a blank that does not break; before other punctuation, or the end of a line, the mark is the markup's.
    fn escape(&mut self, rest: &str) {
        match rest[1..].chars().next() {
            Some('_') => self.put(" ", 2),
            Some('\n' | '\r') => self.put("\n", 1),
            Some(c) if c.is_ascii_punctuation() => self.put(&c.to_string(), 2),
            None => self.put("", 1),
            _ => self.at += 1,
        }
    }

    /// Stars and lines around words; a star with blanks about it, or at the beginning of a line, stays.
    fn emphasis(&mut self, rest: &str) {
        let mark = &rest[..1];
        let length = rest.len() - rest.trim_start_matches(mark).len();
        let before = self.markup[..self.at].chars().next_back();
        let after = rest[length..].chars().next();
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // Between numbers or letters it multiplies, at the beginning of a line it opens a measure.
        let line = self.markup[..self.at].rfind('\n').map_or(0, |at| at + 1);
        let last = self.markup[line..self.at].trim_end().chars().next_back();
        let sum = last.is_none_or(|c| c.is_alphanumeric() || c == ')');
        let alone = length == 1 && blank(before) && blank(after) && sum;
        let name = mark == "_" && inside(before) && inside(after);
        let rule = mark == "_" && length > 3;
        if alone || name || rule { self.at += length } else { self.put("", length) }
    }

    /// Of `[words](address)` the words.
    fn link(&mut self, rest: &str) {
        let found = rest.find("](").filter(|end| !rest[..*end].contains("\n\n"));
        let Some((middle, end)) = found.and_then(|middle| Some((middle, middle + 2 + address(&rest[middle + 2..])?)))
        else {
            self.at += 1;
            return;
        };
        let from = self.at;
        self.put("", 1);
        self.keep(from + middle);
        self.at = from + middle;
        self.put("", end - middle);
    }

    fn tag(&mut self, rest: &str) {
        if let Some(length) = struck(rest) {
            return self.put("", length);
        }
        match html::known_tag(rest) {
            Some((Place::Line, length)) => self.put("\n\n", length),
            Some((Place::Inside, length)) => self.put("", length),
            None => self.at += 1,
        }
    }

    fn reference(&mut self, rest: &str) {
        match html::resolved(rest) {
            Some((made, length)) => self.put(&made, length),
            None => self.at += 1,
        }
    }

    /// Two blanks at the end of a line break it for good.
    fn blanks(&mut self, rest: &str) {
        let length = rest.len() - rest.trim_start_matches(' ').len();
        if length >= 2 && rest[length..].starts_with(['\n', '\r']) && !self.markup[..self.at].ends_with('\n') {
            self.put("\n", length);
        } else {
            self.at += length;
        }
    }
}

/// How long what is struck out is, its tags included; what a word goes on behind is left standing.
fn struck(rest: &str) -> Option<usize> {
    const LONGEST: usize = 200;
    let open = ["<s>", "<del>", "<strike>"].into_iter().find(|tag| rest.starts_with(tag))?;
    let close = format!("</{}", &open[1..]);
    let end = rest.find(&close)? + close.len();
    let goes_on = rest[end..].starts_with(char::is_alphabetic);
    (end <= LONGEST && !goes_on && !rest[..end].contains("\n\n")).then_some(end)
}

/// How long the address of a link is with the bracket that closes it; it may have brackets of its own, but no blank.
fn address(rest: &str) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in rest.char_indices().take_while(|(_, c)| !c.is_whitespace()) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    // Somebody forgot one: the last there is closes.
    rest.split(char::is_whitespace).next()?.rfind(')').map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let markup = "---\ntitle: A\n---\n\n**The Sides** met *in the\nport*.  \nNew\\_line\n\n* first\n1\\. second [note](http://a.b/c) <u>three</u> 4 * 5 snow_heron &amp; **\n<br>\n\\# \\# \\#\n";
        let text = read(markup).text;
        let lines: Vec<&str> = text.text.lines().map(str::trim_end).filter(|l| !l.is_empty()).collect();
        assert_eq!(
            lines,
            [
                "The Sides met in the",
                "port.",
                "New line",
                "* first",
                "1. second note three 4 * 5 snow_heron &",
                "# # #"
            ]
        );
        assert!(text.text.contains("port.\n\nNew"));
        let at = text.text.find("three").unwrap();
        assert_eq!(text.trace.origin(Span::new(at, at + 5)).unwrap().of(markup), "three");
    }

    #[test]
    fn addresses_with_brackets_and_stray_stars_go() {
        let of = |markup: &str| read(&format!("---\na: b\n---\n{markup}")).text.text;
        assert_eq!(of("keepers [Online](http://a.b/c_(Hks)%20online). They"), "keepers Online. They");
        assert_eq!(of("ferrie<s>ss</s>s, lamp<s>s</s> <del>and</del>"), "ferriesss, lamp ");
        assert_eq!(of("([Sides](http://a.b/c(d)) met"), "(Sides met");
        assert_eq!(of("*met.* * They left, 4 * 5 boats.\n* first"), "met.  They left, 4 * 5 boats.\n* first");
    }

    #[test]
    fn emphasis_that_nobody_closed_goes_too() {
        assert_eq!(read("---\na: b\n---\nthe **Sides\n\nmet").text.text, "the Sides\n\nmet");
    }
}
