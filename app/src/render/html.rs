//! An HTML fragment: blocks with their eIds, clauses marked by kind and stance.

use super::{Whole, escaped};
use crate::shape::{Clause, Provision};

pub(super) fn render(whole: &Whole) -> String {
    let blocks: String = whole.provisions.iter().map(|p| block(p, whole)).collect();
    let d = &whole.document;
    format!("<article id=\"{}\" lang=\"{}\">\n{blocks}</article>\n", escaped(&d.document), escaped(&d.language))
}

fn block(p: &Provision, whole: &Whole) -> String {
    let element = match p.kind.as_str() {
        "title" => "h1",
        "part" => "h2",
        "heading" => ["h3", "h4", "h5", "h6"][whole.above(p, &["heading"]).min(3)],
        _ => "p",
    };
    let (kind, eid) = (escaped(&p.kind), escaped(&p.eid));
    format!("<{element} id=\"{eid}\" class=\"{kind}\">{}</{element}>\n", words(p, whole))
}

/// The words of a block, its clauses in spans of their own. Clauses that overlap one before them stay unmarked.
fn words(p: &Provision, whole: &Whole) -> String {
    let chars: Vec<char> = p.text.chars().collect();
    let inside = |at: i64| usize::try_from(at - p.start).unwrap_or(0).min(chars.len());
    let plain = |from: usize, to: usize| escaped(&chars[from..to].iter().collect::<String>());
    let mut out = String::new();
    let mut at = 0;
    for clause in whole.clauses.iter().filter(|c| c.eid == p.eid) {
        let (start, end) = (inside(clause.start), inside(clause.end));
        if start < at || end <= start {
            continue;
        }
        out.push_str(&plain(at, start));
        out.push_str(&format!("<span {}>{}</span>", marks(clause), plain(start, end)));
        at = end;
    }
    out + &plain(at, chars.len())
}

fn marks(clause: &Clause) -> String {
    let mut out =
        format!("class=\"clause\" data-clause=\"{}\" data-kind=\"{}\"", escaped(&clause.clause), escaped(&clause.kind));
    for (name, value) in [("stance", &clause.stance), ("force", &clause.force)] {
        if let Some(value) = value {
            out.push_str(&format!(" data-{name}=\"{}\"", escaped(value)));
        }
    }
    out
}
