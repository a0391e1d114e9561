//! A comparison as a page of HTML of its own, with `del` and `ins`, ready to print.

use super::{Comparison, LEADING, Piece, Row};
use crate::render::escaped;

/// The convention of the field: struck red, underlined red.
const STYLE: &str = "body{font:16px/1.6 serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
 del{color:#b00020;text-decoration:line-through}ins{color:#b00020;text-decoration:underline}\
 td{vertical-align:top;border-top:1px solid #ccc;padding:.4rem .8rem .4rem 0}td:first-child{white-space:nowrap}\
 .grounds{color:#555;font-size:.9em;margin:.2rem 0 0}@media print{tr{break-inside:avoid}}";

pub(super) fn render(comparison: &Comparison) -> String {
    let (older, newer) = (&comparison.older, &comparison.newer);
    let leading: String = LEADING.iter().map(|relation| leading(comparison, relation)).collect();
    let topic = |(topic, counts): (&str, String)| format!("<li>{}: {counts}</li>", escaped(topic));
    let topics: String = comparison.summary.by_topic().into_iter().map(topic).collect();
    let rows: String = comparison.rows.iter().map(row).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{} → {}</title><style>{STYLE}</style></head><body>\n\
         <h1>{} → {}</h1>\n<p>{}</p>\n<ul>{topics}</ul>\n{leading}\
         <table class=\"comparison\"><tbody>\n{rows}</tbody></table>\n</body></html>\n",
        escaped(&newer.language),
        escaped(&older.document),
        escaped(&newer.document),
        escaped(&older.title),
        escaped(&newer.title),
        comparison.summary.line(),
    )
}

fn leading(comparison: &Comparison, relation: &str) -> String {
    let places = comparison.summary.leading.get(relation).map_or(&[][..], Vec::as_slice);
    if places.is_empty() {
        return String::new();
    }
    let line = |&n: &usize| {
        let row = &comparison.rows[n];
        format!("<li><a href=\"#{}\">{}</a></li>\n", escaped(&row.anchor()), escaped(row.words()))
    };
    let lines: String = places.iter().map(line).collect();
    format!("<h2>{relation} ({})</h2>\n<ol>{lines}</ol>\n", places.len())
}

fn row(row: &Row) -> String {
    let words: String = row
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Same(text) => escaped(text),
            Piece::Out(text) => format!("<del>{}</del>", escaped(text)),
            Piece::In(text) => format!("<ins>{}</ins>", escaped(text)),
        })
        .collect();
    let relation = escaped(&row.change.relation);
    let moved = if row.change.moved { ", moved" } else { "" };
    let grounds: String =
        row.grounds.iter().map(|g| format!("<p class=\"grounds\">{}</p>", escaped(&g.text))).collect();
    format!(
        "<tr class=\"{relation}\" id=\"{}\"><td>{relation}{moved}</td><td>{words}{grounds}</td></tr>\n",
        escaped(&row.anchor())
    )
}
