//! TEI P5: the witnesses in the header, the apparatus where it stands.

use super::{Whole, escaped};
use crate::shape::{Provision, Variant};
use std::collections::BTreeMap;

pub(super) fn render(whole: &Whole) -> String {
    let d = &whole.document;
    let witnesses = whole.witnesses.iter().enumerate();
    let list: String = witnesses
        .map(|(n, w)| format!("<witness xml:id=\"W{}\">{}</witness>\n", n + 1, escaped(&w.source_name)))
        .collect();
    let blocks: String = whole.provisions.iter().map(|p| block(p, whole)).collect();
    let date = d.date.as_deref().map_or_else(String::new, |date| format!("<date when=\"{}\"/>", escaped(date)));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:id=\"d-{}\">\n<teiHeader><fileDesc>\
         <titleStmt><title>{}</title></titleStmt><publicationStmt><p>Established by Chancery.{date}</p></publicationStmt>\
         <sourceDesc><listWit>\n{list}</listWit></sourceDesc></fileDesc></teiHeader>\n<text xml:lang=\"{}\"><body>\n{blocks}</body></text>\n</TEI>\n",
        escaped(&d.document),
        escaped(&d.title),
        escaped(&d.language),
    )
}

fn block(p: &Provision, whole: &Whole) -> String {
    let element = match p.kind.as_str() {
        "title" | "subtitle" | "part" | "heading" => "ab",
        _ => "p",
    };
    format!("<{element} xml:id=\"{}\" type=\"{}\">{}</{element}>\n", escaped(&p.eid), escaped(&p.kind), words(p, whole))
}

/// The words of a block with its apparatus: readings of the same place in one entry, overlapping places left out.
fn words(p: &Provision, whole: &Whole) -> String {
    let chars: Vec<char> = p.text.chars().collect();
    let mut places: BTreeMap<(i64, i64), Vec<&Variant>> = BTreeMap::new();
    for v in whole.variants.iter().filter(|v| p.start <= v.start && v.end <= p.end) {
        places.entry((v.start, v.end)).or_default().push(v);
    }
    let inside = |at: i64| usize::try_from(at - p.start).unwrap_or(0).min(chars.len());
    let plain = |from: usize, to: usize| escaped(&chars[from..to].iter().collect::<String>());
    let mut out = String::new();
    let mut at = 0;
    for ((start, end), variants) in places {
        let (start, end) = (inside(start), inside(end));
        if start < at {
            continue;
        }
        let readings: String = variants.iter().map(|v| reading(v, whole)).collect();
        out.push_str(&format!("{}<app><lem>{}</lem>{readings}</app>", plain(at, start), plain(start, end)));
        at = end;
    }
    out + &plain(at, chars.len())
}

fn reading(v: &Variant, whole: &Whole) -> String {
    let witness = whole
        .witnesses
        .iter()
        .position(|w| w.source == v.source)
        .map_or_else(String::new, |n| format!(" wit=\"#W{}\"", n + 1));
    format!("<rdg{witness} type=\"{}\">{}</rdg>", escaped(&v.kind), escaped(&v.witness_reading))
}
