//! A text inside JSON: the longest string is the body, strings under known names state its title and date.

use super::{Read, ends, html};
use crate::model::{Span, Stated, Text};
use std::sync::Arc;

/// Names under which titles and dates are kept.
const STATED: &[(&str, &str)] = &[
    ("title", "title"),
    ("headline", "title"),
    ("name", "title"),
    ("date", "date"),
    ("pubdate", "date"),
    ("updatedate", "date"),
    ("published", "date"),
    ("publish_time", "date"),
];

/// A body is at least so long, in bytes.
const LEAST: usize = 200;

pub(super) fn recognises(name: &str, decoded: &str) -> bool {
    let trimmed = decoded.trim_start();
    (ends(name, ".json") || trimmed.starts_with('{') || trimmed.starts_with("[{"))
        && serde_json::from_str::<serde::de::IgnoredAny>(decoded.trim()).is_ok()
}

pub(super) fn read(decoded: &str) -> Read {
    let strings = strings(decoded);
    let Some(body) = strings
        .iter()
        .max_by_key(|s| s.span.len())
        .filter(|s| s.span.len() >= LEAST)
    else {
        return Read::default();
    };
    let text = unescaped(decoded, body.span);
    let mut read = if html::looks(&text.text) {
        html::read_text(&text)
    } else {
        Read {
            text,
            stated: Vec::new(),
        }
    };
    for string in &strings {
        let key = string.key.to_ascii_lowercase();
        if let Some((_, name)) = STATED.iter().find(|(k, _)| *k == key) {
            let value = unescaped(decoded, string.span).text;
            let value = html_escape::decode_html_entities(&value)
                .replace("<br>", "")
                .trim()
                .to_owned();
            if !value.is_empty() {
                read.stated.push(Stated { name, value, span: string.span });
            }
        }
    }
    read
}

/// A string value, between its quotes, and the key it stands under.
struct Value<'t> {
    key: &'t str,
    span: Span,
}

/// All string values of a valid JSON text, in order.
fn strings(json: &str) -> Vec<Value<'_>> {
    let (mut out, mut at, mut key) = (Vec::new(), 0, "");
    let bytes = json.as_bytes();
    while at < bytes.len() {
        if bytes[at] != b'"' {
            at += 1;
            continue;
        }
        let start = at + 1;
        at = start;
        while at < bytes.len() && bytes[at] != b'"' {
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        let span = Span::new(start, at.min(json.len()));
        at += 1;
        if json
            .get(at..)
            .is_some_and(|rest| rest.trim_start().starts_with(':'))
        {
            key = span.of(json);
        } else {
            out.push(Value { key, span });
        }
    }
    out
}

/// The characters a JSON string stands for.
fn unescaped(json: &str, span: Span) -> Text {
    let deed: Arc<str> = "json".into();
    let mut out = Text::default();
    let (mut at, end) = (span.start as usize, span.end as usize);
    while at < end {
        let rest = &json[at..end];
        let Some(next) = rest.find('\\') else {
            out.keep(json, Span::new(at, end));
            break;
        };
        out.keep(json, Span::new(at, at + next));
        at += next;
        let length = escape_length(&json[at..end]);
        let quoted = format!("\"{}\"", &json[at..at + length]);
        let made: String = serde_json::from_str(&quoted).unwrap_or_default();
        out.put(&made, Span::new(at, at + length), &deed);
        at += length;
    }
    out
}

/// How long the escape at the start of `rest` is; a pair of surrogates counts as one.
fn escape_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    if bytes.get(1) != Some(&b'u') {
        return 2.min(rest.len());
    }
    let surrogate = bytes.get(2).is_some_and(|b| b.eq_ignore_ascii_case(&b'd'))
        && bytes.get(3).is_some_and(|b| b"89abAB".contains(b));
    if surrogate && rest.get(6..8) == Some("\\u") {
        12.min(rest.len())
    } else {
        6.min(rest.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_string_is_the_body() {
        let body = "双方将继续加强合作。".repeat(12);
        let json = format!(
            r#"{{"title":"甲乙联合声明","body":"<P a=\"b\">{body}<\/P>\n<p>\u4e00\u2014<\/p>\n<p>三<\/p>","updatedate":"2031-02-03 20:15:00"}}"#
        );
        assert!(recognises("x", &json));
        let read = read(&json);
        let lines: Vec<&str> = read.text.text.lines().collect();
        assert_eq!(lines, [body.as_str(), "一—", "三"]);
let stated: Vec<_> = read.stated.iter().map(|s| (s.name, s.value.as_str())).collect();
        assert_eq!(stated, [("title", "甲乙联合声明"), ("date", "2031-02-03 20:15:00")]);
    }
}
