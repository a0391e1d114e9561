//! Plain text: kept as it is. A YAML front matter before a text: its title and date are stated facts.

use super::Read;
use crate::model::{Span, Stated, Text};

/// Where the front matter ends, if `decoded` begins with one.
fn end_of_front(decoded: &str) -> Option<usize> {
    let body = decoded.strip_prefix("---")?.strip_prefix("\r\n").or_else(|| decoded.strip_prefix("---\n"))?;
    let start = decoded.len() - body.len();
    let mut at = start;
    for line in body.split_inclusive('\n') {
        at += line.len();
        if line.trim_end() == "---" {
            return Some(at);
        }
        if at - start > 20_000 {
            return None;
        }
    }
    None
}

pub(super) fn front_matter(decoded: &str) -> bool {
    end_of_front(decoded).is_some()
}

/// Where the text begins after its front matter, and what that states.
pub(super) fn front(decoded: &str) -> (usize, Vec<Stated>) {
    let end = end_of_front(decoded).unwrap_or(0);
    (end, ["title", "date"].into_iter().filter_map(|name| stated(&decoded[..end], name)).collect())
}

pub(super) fn read(decoded: &str) -> Read {
    let mut text = Text::default();
    text.keep(decoded, Span::new(0, decoded.len()));
    Read { text, stated: Vec::new() }
}

/// The value of `name` in a front matter, its further lines (indented) included.
fn stated(front: &str, name: &'static str) -> Option<Stated> {
    let mut at = 0;
    let mut found: Option<(usize, usize)> = None;
    for line in front.split_inclusive('\n') {
        match found {
            None if line.starts_with(name) && line[name.len()..].starts_with(':') => {
                found = Some((at + name.len() + 1, at + line.len()))
            }
            Some((start, end)) if end == at && line.starts_with([' ', '\t']) => found = Some((start, at + line.len())),
            _ => {}
        }
        at += line.len();
    }
    let (start, end) = found?;
    let raw = front[start..end].trim();
    let from = start + front[start..end].find(raw)?;
    let bare = raw.trim_matches(['"', '\'']).replace("\\\n", "").replace("\\_", " ").replace("\\ ", " ");
    let bare = unescaped(&bare);
    let value = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then(|| Stated { name, value, span: Span::new(from, from + raw.len()) })
}

/// YAML's \\xXX and \\uXXXX.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\\']) {
        out.push_str(&rest[..at]);
        let code = &rest[at + 1..];
        let digits = match code.as_bytes().first() {
            Some(b'u') => 4,
            Some(b'x') => 2,
            _ => 0,
        };
        let made = code.get(1..=digits).filter(|_| digits > 0).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match made.and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &code[digits + 1..];
            }
            None => {
                out.push('\\');
                rest = code;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_stated_and_not_read() {
        let text = "---\ntitle: \"A Joint\\_Communiqu\\xE9\"\ndate: 2031-02-03\n---\nThe text.\n";
        let (start, stated) = front(text);
        assert_eq!(&text[start..], "The text.\n");
        let stated: Vec<_> = stated.iter().map(|s| (s.name, s.value.as_str())).collect();
        assert_eq!(stated, [("title", "A Joint Communiqué"), ("date", "2031-02-03")]);
    }
}
