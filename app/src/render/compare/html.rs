//! A comparison as a page of HTML, with `del` and `ins`.

use super::{Comparison, Piece, Row, pieces};
use crate::render::escaped;

pub(super) fn render(comparison: &Comparison) -> String {
    let (older, newer) = (&comparison.older, &comparison.newer);
    let rows: String = comparison.rows.iter().map(row).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{} → {}</title></head><body>\n\
         <table class=\"comparison\"><thead><tr><th>relation</th><th>{} → {}</th></tr></thead><tbody>\n{rows}</tbody></table>\n</body></html>\n",
        escaped(&newer.language),
        escaped(&older.document),
        escaped(&newer.document),
        escaped(&older.title),
        escaped(&newer.title),
    )
}

fn row(row: &Row) -> String {
    let words: String = pieces(&row.older, &row.newer)
        .into_iter()
        .map(|piece| match piece {
            Piece::Same(text) => escaped(&text),
            Piece::Out(text) => format!("<del>{}</del>", escaped(&text)),
            Piece::In(text) => format!("<ins>{}</ins>", escaped(&text)),
        })
        .collect();
    let relation = escaped(&row.change.relation);
    format!("<tr class=\"{relation}\"><td>{relation}</td><td>{words}</td></tr>\n")
}
