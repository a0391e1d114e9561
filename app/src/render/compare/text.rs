//! A comparison as plain text: `[-left out-]` and `{+put in+}`.

use super::{Comparison, Piece, Row, pieces};

pub(super) fn render(comparison: &Comparison) -> String {
    let mut out = format!(
        "--- {}  {}\n+++ {}  {}\n",
        comparison.older.document, comparison.older.title, comparison.newer.document, comparison.newer.title
    );
    comparison.rows.iter().for_each(|row| out.push_str(&said(row)));
    out
}

fn said(row: &Row) -> String {
    let change = &row.change;
    let place =
        change.newer_sentence.as_deref().or(change.older_sentences.first().map(String::as_str)).unwrap_or_default();
    let place = place.split_once('#').map_or(place, |(_, place)| place);
    let moved = if change.moved { ", moved" } else { "" };
    let words: String = pieces(&row.older, &row.newer)
        .into_iter()
        .map(|piece| match piece {
            Piece::Same(text) => text,
            Piece::Out(text) => format!("[-{text}-]"),
            Piece::In(text) => format!("{{+{text}+}}"),
        })
        .collect();
    let grounds: String = row.grounds.iter().map(|g| format!("    because {}\n", g.text)).collect();
    format!("\n{place}  {}{moved}\n  {words}\n{grounds}", change.relation)
}
