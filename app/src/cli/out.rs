//! Writing to stdout, which may be a pipe that somebody closed.

use crate::Result;
use serde::Serialize;
use std::io::Write;

/// Writes text; that nobody reads on is no error.
pub(super) fn say(text: &str) -> Result<()> {
    let mut stdout = std::io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| if text.ends_with('\n') { Ok(()) } else { stdout.write_all(b"\n") });
    match written.and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Writes a value as JSON.
pub(super) fn say_json(value: &impl Serialize) -> Result<()> {
    say(&serde_json::to_string_pretty(value)?)
}

/// Rows as aligned columns; wide characters count double.
pub(super) fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> =
        (0..count).map(|n| rows.iter().filter_map(|r| r.get(n)).map(|c| width(c)).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        for (n, cell) in row.iter().enumerate() {
            out.push_str(cell);
            if n + 1 < row.len() {
                out.push_str(&" ".repeat(widths[n] - width(cell) + 2));
            }
        }
        out.push('\n');
    }
    out
}

/// How many columns of a terminal a text takes.
fn width(text: &str) -> usize {
    text.chars().map(|c| if matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}') { 2 } else { 1 }).sum()
}

/// The first `limit` characters, with a sign that more follow.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let mut out: String = text.chars().take(limit).collect();
    if text.chars().nth(limit).is_some() {
        out.push('…');
    }
    out
}

/// A decision that was written: as JSON on stdout when asked for, else in words on stderr.
pub(super) fn decided(decision: &crate::shape::Decision, json: bool) -> Result<()> {
    if json {
        return say_json(decision);
    }
    eprintln!("decision {}: {} {}", decision.seq, decision.action, decision.subject);
    Ok(())
}
