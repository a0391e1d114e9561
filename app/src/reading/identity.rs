//! Ids of documents: the same for the same documents, in whatever order their sources came.

use super::rulings::Named;
use chancery_engine::Reading;
use std::collections::BTreeMap;

/// So many parties are all named in an id; of more, the first few.
const NAMED: usize = 12;
const FIRST: usize = 4;

/// Each reading with the id of the document and of its work, in the order of the ids.
pub(super) fn named(readings: Vec<Reading>) -> Vec<Named> {
    let mut groups: BTreeMap<String, Vec<Reading>> = BTreeMap::new();
    for reading in readings {
        groups.entry(base(&reading)).or_default().push(reading);
    }
    let mut out: Vec<Named> = groups.into_iter().flat_map(|(base, group)| told_apart(&base, group)).collect();
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

/// `2019-06-05-chn-rus-joint-statement`, which several documents may share.
fn base(reading: &Reading) -> String {
    let document = &reading.document;
    let date = document.date.as_deref().map_or_else(|| "undated".to_owned(), slug);
    let parties: Vec<String> = document.parties.iter().map(|p| slug(&p.code)).filter(|p| !p.is_empty()).collect();
    let who = match parties.len() {
        0 => slug(&document.title.chars().take(16).collect::<String>()),
        n if n > NAMED => format!("{}-and-{}-more", parties[..FIRST].join("-"), n - FIRST),
        _ => parties.join("-"),
    };
    [date, who, document.kind.name().to_owned()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// Versions in other languages than Chinese say so: `…-joint-statement-en`, whether or not there is a Chinese one.
fn in_language(base: &str, language: &str) -> String {
    if language == "zh" { base.to_owned() } else { format!("{base}-{language}") }
}

/// The first by title keeps the bare id, the others add a hash of their title, and of their text if that is not enough.
fn told_apart(base: &str, mut group: Vec<Reading>) -> Vec<Named> {
    group.sort_by(|a, b| (&a.document.title, &a.document.text).cmp(&(&b.document.title, &b.document.text)));
    let one_a_language = group
        .iter()
        .enumerate()
        .all(|(n, a)| group[..n].iter().all(|b| a.document.primary_language() != b.document.primary_language()));
    let mut taken: Vec<String> = Vec::new();
    let mut out = Vec::new();
    for reading in group {
        let document = &reading.document;
        let base_id = in_language(base, document.primary_language());
        let titled = format!("{base_id}-{:04x}", short_hash(&[&document.title]));
        let told = format!("{base_id}-{:04x}", short_hash(&[&document.title, &document.text]));
        let mut candidates = [base_id, titled, told.clone()].into_iter().chain((2..).map(|n| format!("{told}-{n}")));
        let id = candidates.find(|id| !taken.contains(id)).unwrap_or(told);
        taken.push(id.clone());
        let work = if one_a_language { base.to_owned() } else { id.clone() };
        out.push((id, work, reading));
    }
    out
}

/// Letters and digits in lower case, everything else a single hyphen.
fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// FNV-1a, folded to sixteen bits.
fn short_hash(texts: &[&str]) -> u16 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in texts.iter().flat_map(|text| text.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let [a, b, c, d, e, f, g, h] = hash.to_be_bytes();
    u16::from_be_bytes([a ^ c ^ e ^ g, b ^ d ^ f ^ h])
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_engine::model::{Edition, Findings};
    use chancery_engine::rules::Knowledge;

    fn reading(title: &str) -> Reading {
        let edition = Edition { text: title.to_owned(), language: "zh-Hans", ..Edition::default() };
        let mut document = chancery_engine::divide::divide(&edition, Knowledge::builtin());
        document.title = title.to_owned();
        document.date = Some("2031-05-06".to_owned());
        document.parties.clear();
        Reading { edition, document, findings: Findings::default() }
    }

    #[test]
    fn ids_do_not_depend_on_the_order_and_never_collide() {
        let titles = [
            "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己第一",
            "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己第二",
            "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己第二",
        ];
        let forward = || titles.iter().map(|t| reading(t)).collect();
        let backward = titles.iter().rev().map(|t| reading(t)).collect();
        let ids = |readings: Vec<Reading>| named(readings).into_iter().map(|(id, ..)| id).collect::<Vec<_>>();
        assert_eq!(ids(forward()), ids(backward));
        let distinct: std::collections::BTreeSet<String> = ids(forward()).into_iter().collect();
        assert_eq!(distinct.len(), 3, "{distinct:?}");
        assert!(distinct.iter().any(|id| id.starts_with("2031-05-06-甲乙丙丁")), "{distinct:?}");
    }
}
