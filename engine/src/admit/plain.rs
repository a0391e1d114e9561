//! Plain text and Markdown: kept as it is, but for a YAML front matter, whose title and date are stated facts.

use super::Read;
use crate::model::{Span, Text};

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
    let mut stated = Vec::new();
    for line in decoded[..end].lines() {
        for name in ["title", "date"] {
            if let Some(value) = line
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix(':'))
            {
                let value = value.trim().trim_matches(['"', '\'']).replace("\\_", " ");
                stated.push((name, value.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
    }
    let mut text = Text::default();
    text.keep(decoded, Span::new(end, decoded.len()));
    Read { text, stated }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_stated_and_not_read() {
        let read = read("---\ntitle: \"A Joint\\_Statement\"\ndate: 2031-02-03\n---\nThe text.\n");
        assert_eq!(read.text.text, "The text.\n");
        assert_eq!(
            read.stated,
            vec![
                ("title", "A Joint Statement".into()),
                ("date", "2031-02-03".into())
            ]
        );
    }
}
