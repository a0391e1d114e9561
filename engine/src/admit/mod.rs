//! Bytes → Source.
//!
//! In: bytes and the name they came under. Out: [`Source`], its decoded characters, the text a person would
//! read in it, and the way back to the bytes. Never: refuses, or looks at what the text says.
//! See: one file an input format; a new one is one file and one line in [`FORMATS`].

mod encoding;
mod html;
mod json;
mod markdown;
mod plain;

use crate::model::{Note, Source, Span, Stated, Text};

/// An input format: its media type, whether a text is of it, and how to read it.
struct Format {
    media_type: &'static str,
    recognises: fn(name: &str, decoded: &str) -> bool,
    read: fn(decoded: &str) -> Read,
}

/// What a format's reader gives back.
#[derive(Default)]
struct Read {
    /// What a person would read.
    text: Text,
    /// What the wrapping says of the text: `title`, `date`.
    stated: Vec<Stated>,
}

/// In order of asking; the last one takes everything.
const FORMATS: &[Format] = &[
    Format { media_type: "application/json", recognises: json::recognises, read: json::read },
    Format { media_type: "text/markdown", recognises: markdown::recognises, read: markdown::read },
    Format { media_type: "text/html", recognises: html::recognises, read: html::read },
    Format { media_type: "text/csv", recognises: |name, _| ends(name, ".csv"), read: |_| Read::default() },
    Format { media_type: "text/plain", recognises: |_, _| true, read: plain::read },
];

/// Share of control characters above which bytes are no text.
const BINARY: usize = 50;

/// Decodes `bytes` and finds the readable text in them.
#[must_use]
pub fn admit(name: &str, bytes: &[u8]) -> Source {
    let mut source = Source {
        name: name.to_owned(),
        media_type: "application/octet-stream",
        encoding: "UTF-8",
        ..Source::default()
    };
    if bytes.is_empty() {
        source.notes.push(Note::new("empty", "found no bytes at all; wanted a text. Fetch the file again."));
        return source;
    }
    let decoded = encoding::decode(bytes);
    source.encoding = decoded.encoding;
    if binary(&decoded.text.text) {
        source.notes.push(Note::new(
            "binary",
            "found bytes that are no text in any encoding tried; wanted text or HTML. A PDF or picture has to be turned into text first.",
        ));
        return source;
    }
    if decoded.broken > 0 {
        let text = format!(
            "found {} places that are not valid {}; they read as U+FFFD. Look for a better copy.",
            decoded.broken, decoded.encoding
        );
        source.notes.push(Note::new("encoding", text));
    }
    source.decoded = decoded.text.text;
    source.bytes = decoded.text.trace;
    if let Some(format) = FORMATS.iter().find(|f| (f.recognises)(name, &source.decoded)) {
        source.media_type = format.media_type;
        let read = (format.read)(&source.decoded);
        source.text = read.text;
        source.stated = read.stated;
        source.stated.extend(dated_name(name).map(|value| Stated { name: "date", value, span: Span::default() }));
    }
    source
}

/// A date at the start of a file's name is worth something where nothing better is said.
fn dated_name(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next()?;
    let date = file.get(..10)?;
    let shape = date.bytes().enumerate().all(|(n, b)| if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() });
    shape.then(|| date.to_owned())
}

fn ends(name: &str, ending: &str) -> bool {
    name.len() >= ending.len() && name.as_bytes()[name.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
}

fn binary(text: &str) -> bool {
    let (mut odd, mut letters) = (0usize, 0usize);
    for byte in text.bytes() {
        letters += usize::from(byte & 0xc0 != 0x80);
        odd += usize::from((byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c)) || byte == 0x7f);
    }
    let control = text.matches(|c: char| ('\u{80}'..='\u{9f}').contains(&c)).count();
    (odd + control + text.matches('\u{fffd}').count()) * BINARY > letters * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_refused() {
        assert_eq!(admit("a.txt", b"").notes[0].code, "empty");
        assert_eq!(admit("a.bin", &[0, 1, 2, 3, 0, 0, 7, 200]).notes[0].code, "binary");
        assert_eq!(admit("a.csv", b"a,b\n1,2\n").text.text, "");
        assert_eq!(admit("a.txt", "双方".as_bytes()).text.text, "双方");
    }
}
