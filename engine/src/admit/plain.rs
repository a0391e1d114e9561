//! Plain text and Markdown: kept as it is, but for a YAML front matter, whose title and date are stated facts.

use super::Read;
use crate::model::{Span, Stated, Text};

/// Where the front matter ends, if `decoded` begins with one.
fn front(decoded: &str) -> Option<usize> {
    let body = decoded
        .strip_prefix("---")?
        .strip_prefix("\r\n")
        .or_else(|| decoded.strip_prefix("---\n"))?;
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

pub(super) fn front_matter(_name: &str, decoded: &str) -> bool {
    front(decoded).is_some()
}

pub(super) fn read(decoded: &str) -> Read {
    let end = front(decoded).unwrap_or(0);
    let mut text = Text::default();
    text.keep(decoded, Span::new(end, decoded.len()));
    Read { text, stated: ["title", "date"].into_iter().filter_map(|name| stated(&decoded[..end], name)).collect() }
}

/// The value of `name` in a front matter, its further lines (indented) included.
fn stated(front: &str, name: &'static str) -> Option<Stated> {
    let mut at = 0;
    let mut found: Option<(usize, usize)> = None;
    for line in front.split_inclusive('\n') {
        match found {
            None if line.starts_with(name) && line[name.len()..].starts_with(':') => found = Some((at + name.len() + 1, at + line.len())),
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

/// YAML's \\uXXXX.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        match code {
            Some(c) => {
                out.push(c);
                out.push_str(&part[4..]);
            }
            None => {
                out.push_str("\\u");
                out.push_str(part);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_stated_and_not_read() {
        let read = read("---\ntitle: \"A Joint\\_Statement\"\ndate: 2031-02-03\n---\nThe text.\n");
        assert_eq!(read.text.text, "The text.\n");
let stated: Vec<_> = read.stated.iter().map(|s| (s.name, s.value.as_str())).collect();
        assert_eq!(stated, [("title", "A Joint Statement"), ("date", "2031-02-03")]);
    }
}
