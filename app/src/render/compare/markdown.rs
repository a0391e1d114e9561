//! A comparison as Markdown. Changes are `<del>` and `<ins>`: asterisks do not bind beside Chinese punctuation.

use super::{Comparison, Piece, RELATIONS, Row};
use crate::render::escaped;

pub(super) fn render(comparison: &Comparison) -> String {
    let (older, newer) = (&comparison.older, &comparison.newer);
    let mut out = format!(
        "# {} → {}\n\n{} → {}\n\n{}\n",
        older.document,
        newer.document,
        plain(&older.title),
        plain(&newer.title),
        comparison.summary.line()
    );
    for (topic, counts) in comparison.summary.by_topic() {
        out.push_str(&format!("- {}: {counts}\n", plain(topic)));
    }
    for relation in RELATIONS {
        let mut rows: Vec<&Row> = comparison.rows.iter().filter(|r| r.change.relation == relation).collect();
        rows.sort_by_key(|r| std::cmp::Reverse(r.weight));
        if !rows.is_empty() {
            out.push_str(&format!("\n## {relation}\n\n"));
            rows.into_iter().for_each(|row| out.push_str(&item(row)));
        }
    }
    out
}

fn item(row: &Row) -> String {
    let words: String = row
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Same(text) => plain(text),
            Piece::Out(text) => format!("<del>{}</del>", plain(text)),
            Piece::In(text) => format!("<ins>{}</ins>", plain(text)),
        })
        .collect();
    let grounds: String = row.grounds.iter().map(|g| format!("  - {}\n", plain(&g.text))).collect();
    let moved = if row.change.moved { ", moved" } else { "" };
    format!("- {words} (`{}`{moved})\n{grounds}", row.anchor())
}

/// Text in which Markdown and HTML see nothing but text.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in escaped(text).chars() {
        if "\\`*_[]~|".contains(c) {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
