//! Marks as W3C Web Annotations: one collection with one page, a `TextQuoteSelector` and a `TextPositionSelector` for
//! each, the contract's words in the body. See <https://www.w3.org/TR/annotation-model/>.

use crate::shape::Document;
use crate::shape::mark::{Coded, Mark};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The file it is written to.
pub const FILE: &str = "annotations.jsonld";
/// What tells the vocabulary of the model.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// Where the contract's words come from that the model does not have.
const WORDS: &str = "urn:chancery:word:";
/// Characters before and after the words that tell their place.
const AROUND: usize = 24;

/// The collection of the marks of a document.
#[must_use]
pub fn collection(document: &Document, marks: &[Mark]) -> Value {
    let letters: Vec<char> = document.text.chars().collect();
    let items: Vec<Value> = marks.iter().filter_map(|mark| annotation(document, &letters, mark)).collect();
    let name = |part: &str| urn(&format!("{} {part} {}", document.document, json!(items)));
    json!({
        "@context": [CONTEXT, { "chancery": WORDS }],
        "id": name("collection"),
        "type": "AnnotationCollection",
        "label": format!("{}: clauses", document.document),
        "total": items.len(),
        "first": {
            "id": name("page"),
            "type": "AnnotationPage",
            "partOf": name("collection"),
            "startIndex": 0,
            "items": items,
        },
    })
}

fn annotation(document: &Document, letters: &[char], mark: &Mark) -> Option<Value> {
    let (start, end) = (usize::try_from(mark.start?).ok()?, usize::try_from(mark.end?).ok()?);
    let cut = |from: usize, to: usize| -> String { letters[from..to.min(letters.len())].iter().collect() };
    let exact = letters.get(start..end).map(|words| words.iter().collect::<String>())?;
    let quote = json!({
        "type": "TextQuoteSelector",
        "exact": exact,
        "prefix": cut(start.saturating_sub(AROUND), start),
        "suffix": cut(end, end + AROUND),
    });
    let source = json!({
        "id": format!("urn:chancery:document:{}", document.document),
        "type": "Text",
        "format": "text/plain",
        "language": document.language,
    });
    Some(json!({
        "@context": [CONTEXT, { "chancery": WORDS }],
        "id": urn(&mark.hash),
        "type": "Annotation",
        "motivation": if mark.verdict == "accept" { "assessing" } else { "classifying" },
        "creator": { "type": "Person", "name": mark.by },
        "created": mark.at,
        "body": body(&mark.coded),
        "target": {
            "source": source,
            "selector": [quote, { "type": "TextPositionSelector", "start": start, "end": end }],
        },
    }))
}

/// One body a word, so that tools which know nothing of clauses show them as tags; its field stands beside it.
fn body(coded: &Coded) -> Vec<Value> {
    let one = |field: &str, value: &str| {
        let mut body = Map::new();
        body.insert("type".into(), "TextualBody".into());
        body.insert("purpose".into(), (if field == "kind" { "classifying" } else { "tagging" }).into());
        body.insert("format".into(), "text/plain".into());
        body.insert("value".into(), value.into());
        body.insert("chancery:field".into(), field.into());
        Value::Object(body)
    };
    let mut out = vec![one("kind", &coded.kind)];
    let single = [
        ("stance", &coded.stance),
        ("force", &coded.force),
        ("operator", &coded.operator),
        ("deadline", &coded.deadline),
    ];
    out.extend(single.into_iter().filter_map(|(field, value)| Some(one(field, value.as_deref()?))));
    out.extend(coded.actors.iter().map(|actor| one("actor", actor)));
    out.extend(coded.addressees.iter().map(|name| one("addressee", name)));
    out
}

/// A name of its own for what `of` tells apart: a UUID of version 8 made from a hash.
fn urn(of: &str) -> String {
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(Sha256::digest(of.as_bytes())).for_each(|(byte, hash)| *byte = hash);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
