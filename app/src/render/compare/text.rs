//! A comparison as plain text: the summary, then every pair, `[-left out-]` and `{+put in+}`.

use super::{Comparison, LEADING, Piece, Row};

/// Lines of each leading relation in the summary.
const LINES: usize = 8;
/// Characters of a line.
const WIDTH: usize = 60;
/// Topics counted in the summary.
const TOPICS: usize = 6;

pub(super) fn render(comparison: &Comparison) -> String {
    let mut out = format!(
        "--- {}  {}\n+++ {}  {}\n\n{}\n",
        comparison.older.document,
        comparison.older.title,
        comparison.newer.document,
        comparison.newer.title,
        comparison.summary.line()
    );
    for (topic, counts) in comparison.summary.by_topic().into_iter().take(TOPICS) {
        out.push_str(&format!("  {topic}: {counts}\n"));
    }
    LEADING.iter().for_each(|relation| out.push_str(&leading(comparison, relation)));
    comparison.rows.iter().for_each(|row| out.push_str(&said(row)));
    out
}

fn leading(comparison: &Comparison, relation: &str) -> String {
    let places = comparison.summary.leading.get(relation).map_or(&[][..], Vec::as_slice);
    if places.is_empty() {
        return String::new();
    }
    let line = |&n: &usize| {
        let row = &comparison.rows[n];
        let words: String = row.words().chars().take(WIDTH).collect();
        let grounds = row.grounds.first().map(|g| format!("  ({})", g.text)).unwrap_or_default();
        format!("  {}  {words}{grounds}\n", row.anchor())
    };
    let mut out = format!("\n{relation}\n");
    places.iter().take(LINES).for_each(|n| out.push_str(&line(n)));
    if places.len() > LINES {
        out.push_str(&format!("  and {} more\n", places.len() - LINES));
    }
    out
}

fn said(row: &Row) -> String {
    let moved = if row.change.moved { ", moved" } else { "" };
    let words: String = row
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Same(text) => text.clone(),
            Piece::Out(text) => format!("[-{text}-]"),
            Piece::In(text) => format!("{{+{text}+}}"),
        })
        .collect();
    let grounds: String = row.grounds.iter().map(|g| format!("    because {}\n", g.text)).collect();
    format!("\n{}  {}{moved}\n  {words}\n{grounds}", row.anchor(), row.change.relation)
}
