//! Bytes to characters: byte order marks, UTF-8, UTF-16 without a mark, then the best guess of chardetng.

use crate::model::{Span, Text};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::sync::Arc;

/// Decoded bytes.
pub(super) struct Decoded {
    /// The characters, with the way back to the bytes.
    pub text: Text,
    /// By the Encoding Standard.
    pub encoding: &'static str,
    /// How many places were not valid.
    pub broken: usize,
}

pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, mark) = match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some(marked), _) => marked,
        (None, Ok(valid)) => return whole(valid, Span::new(0, bytes.len())),
        (None, Err(_)) => (guess(bytes), 0),
    };
    if encoding == UTF_8
        && let Ok(valid) = std::str::from_utf8(&bytes[mark..])
    {
        return whole(valid, Span::new(mark, bytes.len()));
    }
    one_by_one(bytes, mark, encoding)
}

/// UTF-8 as it came.
fn whole(valid: &str, from: Span) -> Decoded {
    let mut text = Text { text: valid.to_owned(), ..Text::default() };
    if !valid.is_empty() {
        text.trace.steps.push(crate::model::Step { out: Span::new(0, valid.len()), from, deed: None });
    }
    Decoded { text, encoding: "UTF-8", broken: 0 }
}

/// Feeds the decoder a byte at a time, so that every character knows its bytes.
fn one_by_one(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let deed: Arc<str> = encoding.name().into();
    let (mut text, mut broken, mut from) = (Text::default(), 0, mark);
    let mut made = String::with_capacity(16);
    for (at, byte) in bytes.iter().enumerate().skip(mark) {
        made.clear();
        let last = at + 1 == bytes.len();
        let (_, _, lost) = decoder.decode_to_string(std::slice::from_ref(byte), &mut made, last);
        broken += usize::from(lost);
        if !made.is_empty() {
            text.put(&made, Span::new(from, at + 1), &deed);
            from = at + 1;
        }
    }
    Decoded { text, encoding: encoding.name(), broken }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(wide) = sixteen(bytes) {
        return wide;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, chardetng::Utf8Detection::Allow);
    // GBK's own superset costs nothing and loses nothing.
    if guessed == encoding_rs::GBK { encoding_rs::GB18030 } else { guessed }
}

/// UTF-16 without a mark gives itself away by line feeds and blanks with a zero beside them.
fn sixteen(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (mut little, mut big) = (0usize, 0usize);
    for pair in bytes.chunks_exact(2) {
        little += usize::from(pair[1] == 0 && matches!(pair[0], b'\n' | b'\r' | b' ' | b'0'..=b'9'));
        big += usize::from(pair[0] == 0 && matches!(pair[1], b'\n' | b'\r' | b' ' | b'0'..=b'9'));
    }
    let least = bytes.len() / 2 / 200 + 1;
    match (little >= least && little > big * 4, big >= least && big > little * 4) {
        (true, _) => Some(UTF_16LE),
        (_, true) => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "中华人民共和国和俄罗斯联邦，声明如下：\n双方将继续加强合作，推动两国关系发展。2031年6月5日\n双方支持联合国在国际事务中发挥核心作用。\n";

    fn check(bytes: &[u8], name: &str) {
        let decoded = decode(bytes);
        assert_eq!((decoded.text.text.as_str(), decoded.encoding, decoded.broken), (TEXT, name, 0));
        let at = TEXT.find("声明").unwrap();
        let from = decoded.text.trace.origin(Span::new(at, at + "声明".len())).unwrap();
        assert!(!from.is_empty() && from.end as usize <= bytes.len());
    }

    #[test]
    fn encodings_are_recognised() {
        check(TEXT.as_bytes(), "UTF-8");
        check(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), "UTF-8");
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&little, "UTF-16LE");
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&[&[0xfe, 0xff], big.as_slice()].concat(), "UTF-16BE");
        check(&encoding_rs::GB18030.encode(TEXT).0, "gb18030");
    }

    #[test]
    fn big5_is_recognised() {
        let text = "中華人民共和國和某國，聲明如下：雙方將繼續加強合作，推動兩國關係發展。雙方支持聯合國在國際事務中發揮核心作用。";
        let (bytes, _, lost) = encoding_rs::BIG5.encode(text);
        assert!(!lost);
        let decoded = decode(&bytes);
        assert_eq!((decoded.text.text.as_str(), decoded.encoding), (text, "Big5"));
    }
}
