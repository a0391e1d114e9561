//! HTML: a line for each block a reader sees. Tags, scripts and styles are passed over; references are resolved.

use super::{Read, ends};
use crate::model::{Span, Stated, Text};
use std::sync::Arc;

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Elements inside a line.
const INSIDE: &[&str] = &[
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "mark", "s", "small", "span",
    "strike", "strong", "sub", "sup", "tt", "u",
];

/// Elements that say how their words are set. Their tags are passed over, and stand in the trace.
const SETTING: &[&str] = &["b", "strong", "i", "em", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol"];

/// What a tag does to a line.
pub(super) enum Place {
    /// It ends the line.
    Line,
    /// It stands inside.
    Inside,
}

/// The tag of a known element at the beginning of `rest`, and its length.
pub(super) fn known_tag(rest: &str) -> Option<(Place, usize)> {
    let end = rest.find('>')? + 1;
    let name: String = rest[1..end].trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    if BLOCKS.contains(&name.as_str()) {
        return Some((Place::Line, end));
    }
    INSIDE.contains(&name.as_str()).then_some((Place::Inside, end))
}

/// What the reference at the beginning of `rest` stands for, and its length.
pub(super) fn resolved(rest: &str) -> Option<(String, usize)> {
    let end = rest.bytes().take(12).position(|b| b == b';')? + 1;
    let made = html_escape::decode_html_entities(&rest[..end]);
    (made != rest[..end]).then(|| (made.into_owned(), end))
}

/// Elements whose content nobody reads.
const UNREAD: &[&str] = &["script", "style", "noscript", "template", "nav", "footer", "select", "button", "form"];

/// Tags by which a text is taken for HTML when its name does not say so.
const SIGNS: &[&str] = &["<p", "<div", "<html", "<br", "<!doctype", "<body", "<span", "<td"];

pub(super) fn recognises(name: &str, decoded: &str) -> bool {
    if ends(name, ".html") || ends(name, ".htm") || ends(name, ".xhtml") {
        return true;
    }
    looks(decoded)
}

/// Whether markup stands in `text`.
pub(super) fn looks(text: &str) -> bool {
    if !text.contains('<') {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let found: usize = SIGNS.iter().map(|sign| lower.matches(sign).count()).sum();
    found >= 3 || (found >= 1 && lower.trim_start().starts_with('<'))
}

pub(super) fn read(decoded: &str) -> Read {
    let mut all = Text::default();
    all.keep(decoded, Span::new(0, decoded.len()));
    read_text(&all)
}

/// The readable text of markup that is itself made of something (a string inside JSON).
pub(super) fn read_text(markup: &Text) -> Read {
    let mut reader = Reader { markup: &markup.text, out: Text::default(), deed: "html".into(), title: None };
    reader.run();
    let mut out = reader.out;
    out.trace = out.trace.through(&markup.trace);
    Read { text: out, stated: reader.title.into_iter().collect() }
}

struct Reader<'t> {
    markup: &'t str,
    out: Text,
    deed: Arc<str>,
    title: Option<Stated>,
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.markup.len() {
            let rest = &self.markup[at..];
            let Some(next) = rest.find(['<', '&', '\n', '\r', '\t']) else {
                self.out.keep(self.markup, Span::new(at, self.markup.len()));
                break;
            };
            self.out.keep(self.markup, Span::new(at, at + next));
            at += next;
            at = match self.markup.as_bytes()[at] {
                b'<' => self.tag(at),
                b'&' => self.reference(at),
                _ => self.blank(at),
            };
        }
    }

    /// Line ends of the markup are blanks to the reader.
    fn blank(&mut self, at: usize) -> usize {
        let rest = &self.markup[at..];
        let end = at + (rest.len() - rest.trim_start_matches(['\n', '\r', '\t', ' ']).len());
        if !self.out.text.is_empty() && !self.out.text.ends_with(['\n', ' ']) {
            self.out.put(" ", Span::new(at, end), &self.deed);
        }
        end.max(at + 1)
    }

    fn reference(&mut self, at: usize) -> usize {
        if let Some((made, length)) = resolved(&self.markup[at..]) {
            self.out.put(&made, Span::new(at, at + length), &self.deed);
            return at + length;
        }
        self.out.keep(self.markup, Span::new(at, at + 1));
        at + 1
    }

    fn tag(&mut self, at: usize) -> usize {
        let rest = &self.markup[at..];
        if rest.starts_with("<!--") {
            return rest.find("-->").map_or(self.markup.len(), |end| at + end + 3);
        }
        let name: String = rest[1..]
            .chars()
            .skip_while(|c| *c == '/')
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() && !rest.starts_with("<!") && !rest.starts_with("<?") {
            self.out.keep(self.markup, Span::new(at, at + 1));
            return at + 1;
        }
        let end = rest.find('>').map_or(self.markup.len(), |end| at + end + 1);
        let closing = rest.starts_with("</");
        if !closing && UNREAD.contains(&name.as_str()) {
            return self.past(&name, end);
        }
        if BLOCKS.contains(&name.as_str()) {
            self.line(Span::new(at, end));
        }
        if SETTING.contains(&name.as_str()) {
            self.out.put("", Span::new(at, end), &self.deed);
        }
        if !closing && name == "title" {
            let inner = &self.markup[end..];
            let stop = inner.find('<').unwrap_or(inner.len());
            let value = html_escape::decode_html_entities(inner[..stop].trim()).into_owned();
            self.title = Some(Stated { name: "title", value, span: Span::new(end, end + stop) });
            return end + stop;
        }
        end
    }

    /// Skips to the end of an element nobody reads.
    fn past(&self, name: &str, from: usize) -> usize {
        let close = format!("</{name}");
        let lower = self.markup[from..].to_ascii_lowercase();
        let Some(found) = lower.find(&close) else {
            return from;
        };
        self.markup[from + found..].find('>').map_or(self.markup.len(), |end| from + found + end + 1)
    }

    fn line(&mut self, from: Span) {
        if !self.out.text.is_empty() && !self.out.text.ends_with('\n') {
            let deed = std::sync::Arc::clone(&self.deed);
            self.out.put("\n", from, &deed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_lines_and_know_their_place() {
        let markup = "<html><head><title>某 声明</title><style>p{}</style></head><body><nav>菜单</nav><P align=center>双方&ldquo;同意&rdquo;</P>\n<p>第二段<br>第三段</p></body>";
        let read = read(markup);
        let lines: Vec<&str> = read.text.text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        assert_eq!(lines, ["双方“同意”", "第二段", "第三段"]);
        assert_eq!(read.stated[0].value, "某 声明");
        let at = read.text.text.find("同意").unwrap();
        let from = read.text.trace.origin(Span::new(at, at + 6)).unwrap();
        assert_eq!(from.of(markup), "同意");
    }
}
