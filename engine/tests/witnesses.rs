//! Which witnesses carry the same document, when they were cut, damaged, re-ordered, converted; and what differs.

#![allow(clippy::unwrap_used, reason = "in a test a broken promise should stop it")]

use chancery_engine::collate::{align, collate, fold};
use chancery_engine::model::{Edition, VariantType, Witness};
use chancery_engine::rules::Knowledge;
use chancery_engine::witnesses;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::fs;
use std::path::Path;

/// The same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

fn original(id: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../samples/originals/{id}.zh.txt"));
    fs::read_to_string(path).unwrap()
}

const YEARS: [&str; 5] = [
    "2031-06-18-xlv-xsr-joint-statement",
    "2032-06-16-xlv-xsr-joint-statement",
    "2032-06-16-xlv-xsr-joint-statement-inland-sea",
    "2032-09-09-xlv-xtn-joint-statement",
    "2033-06-22-xlv-xsr-joint-statement",
];

/// So many in a hundred characters read wrong.
fn noise(text: &str, hundredths: usize, dice: &mut Dice) -> String {
    let read = |c: char| match c {
        '\u{4e00}'..='\u{9fff}' if dice.roll(100) < hundredths => {
            char::from_u32(0x4e00 + dice.roll(3000) as u32).unwrap()
        }
        c => c,
    };
    text.chars().map(read).collect()
}

/// A way of damaging a text.
type Damage<'a> = &'a dyn Fn(&str, &mut Dice) -> String;

/// What an edition says: its text, and each variant with its place, its words and its kind.
type Told = (String, Vec<(u32, String, &'static str)>);

/// Paragraphs from the middle printed in front of those before them.
fn moved(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (a, b, c) = (lines.len() / 4, lines.len() / 2, lines.len() * 3 / 4);
    [&lines[..a], &lines[b..c], &lines[a..b], &lines[c..]].concat().join("\n")
}

/// Every witness of the texts, one source each.
fn all(texts: &[String]) -> Vec<Witness> {
    let read = |(n, text): (usize, &String)| witnesses("a.txt", text.as_bytes(), n, Knowledge::builtin()).1;
    texts.iter().enumerate().flat_map(read).collect()
}

fn editions(texts: &[String]) -> Vec<Edition> {
    collate(&all(texts), Knowledge::builtin())
}

/// Which sources each document has.
fn groups(editions: &[Edition]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = editions
        .iter()
        .map(|e| {
            let mut sources: Vec<usize> = e.witnesses.iter().map(|w| w.source).collect();
            sources.sort_unstable();
            sources
        })
        .collect();
    out.sort();
    out
}

#[test]
fn statements_of_other_years_and_partners_stay_apart() {
    let texts: Vec<String> = YEARS.iter().map(|id| original(id)).collect();
    assert_eq!(groups(&editions(&texts)).len(), YEARS.len());
}

#[test]
fn damaged_witnesses_are_recognised_among_their_sisters() {
    let mut dice = Dice(41);
    let converter = OpenCC::from_config(BuiltinConfig::S2t).unwrap();
    let damages: [(&str, Damage<'_>); 7] = [
        ("as it is", &|t, _| t.to_owned()),
        ("3 in 100 wrong", &|t, d| noise(t, 3, d)),
        ("7 in 100 wrong", &|t, d| noise(t, 7, d)),
        ("the first half", &|t, _| t.lines().take(t.lines().count() / 2).collect::<Vec<_>>().join("\n")),
        ("the second half", &|t, _| t.lines().skip(t.lines().count() / 2).collect::<Vec<_>>().join("\n")),
        ("in another order", &|t, _| moved(t)),
        ("in traditional script", &|t, _| converter.convert(t)),
    ];
    let mut faults = Vec::new();
    for (n, id) in YEARS.iter().enumerate() {
        for (name, damage) in &damages {
            // Less than that without a title is no document to the cleaner, alone.
            if *name == "the second half" && original(id).chars().count() < 1000 {
                continue;
            }
            let mut texts: Vec<String> = YEARS.iter().map(|id| original(id)).collect();
            texts.push(damage(&texts[n], &mut dice));
            let found = groups(&editions(&texts));
            let wanted = |g: &Vec<usize>| g.len() == if g.contains(&n) { 2 } else { 1 };
            if found.len() != YEARS.len() || !found.iter().all(wanted) {
                faults.push(format!("{id}, {name}: {found:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_page_printed_much_later_is_still_the_statement_it_prints() {
    let text = original(YEARS[0]);
    let page = format!("发布时间：2034-02-11 09:30　来源：云脊社\n{}", noise(&text, 4, &mut Dice(5)));
    let other = format!("发布时间：2031-06-18 22:10　来源：云脊社\n{text}");
    assert_eq!(groups(&editions(&[page, other])), [[0, 1]]);
}

#[test]
fn another_script_is_orthographic_and_layout_is_no_variant() {
    let converter = OpenCC::from_config(BuiltinConfig::S2t).unwrap();
    let text = original(YEARS[4]);
    let spread: String = text.lines().map(|l| format!("　　{l}\n\n")).collect();
    let found = editions(&[text.clone(), converter.convert(&text), spread]);
    assert_eq!(found.len(), 1);
    assert!(!found[0].variants.is_empty());
    assert!(found[0].variants.iter().all(|v| v.kind == VariantType::Orthographic), "{:#?}", found[0].variants);
    let traditional: Vec<usize> = found[0].variants.iter().map(|v| found[0].witnesses[v.witness].source).collect();
    assert!(traditional.iter().all(|s| *s == 1));
}

#[test]
fn what_ran_into_one_line_takes_its_paragraphs_from_the_others() {
    for id in YEARS {
        let text = original(id);
        let found = editions(&[text.replace('\n', ""), text.clone()]);
        assert_eq!(found.len(), 1, "{id}");
        assert_eq!(found[0].text, editions(&[text])[0].text, "{id}");
    }
}

#[test]
fn a_moved_section_is_a_transposition_and_found_whole() {
    let text = original(YEARS[4]);
    let other = noise(&moved(&text), 1, &mut Dice(3));
    let letters = |t: &str| t.chars().filter_map(fold).collect::<Vec<char>>();
    let (a, b) = (letters(&text), letters(&other));
    let found = align(&a, &b);
    let shared: usize = found.runs.iter().chain(&found.moved).map(|r| r.len).sum();
    let same = a.len() - a.len() / 100;
    assert!(shared + 20 >= same, "{shared} of {}", a.len());
    let monotone: usize = found.runs.iter().map(|r| r.len).sum();
    assert!(monotone < shared, "something was moved");

    let found = editions(&[text, other]);
    assert_eq!(found.len(), 1);
    let moved: Vec<_> = found[0].variants.iter().filter(|v| v.kind == VariantType::Transposition).collect();
    assert!(moved.len() >= 2, "{:#?}", found[0].variants);
    let lost = found[0].variants.iter().filter(|v| v.kind == VariantType::Omission && v.span.len() > 60);
    assert_eq!(lost.count(), 0);
    assert!(found[0].witnesses.iter().all(|w| w.agreement > 0.98));
}

#[test]
fn the_order_of_the_sources_does_not_matter() {
    let text = original(YEARS[1]);
    let mut dice = Dice(77);
    let texts = [noise(&text, 2, &mut dice), moved(&text), text.clone(), noise(&text, 1, &mut dice)];
    let turned: Vec<String> = texts.iter().rev().cloned().collect();
    let told = |e: &[Edition]| -> Vec<Told> {
        let variant = |v: &chancery_engine::model::Variant| (v.span.start, v.reading.clone(), v.kind.name());
        e.iter()
            .map(|e| {
                let mut variants: Vec<_> = e.variants.iter().map(variant).collect();
                variants.sort();
                (e.text.clone(), variants)
            })
            .collect()
    };
    assert_eq!(told(&editions(&texts)), told(&editions(&turned)));
}
