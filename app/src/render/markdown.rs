//! Markdown.

use super::Whole;
use crate::shape::Provision;

pub(super) fn render(whole: &Whole) -> String {
    whole.provisions.iter().map(|p| block(p, whole)).collect::<Vec<_>>().join("\n\n") + "\n"
}

fn block(p: &Provision, whole: &Whole) -> String {
    let text = plain(&p.text);
    match p.kind.as_str() {
        "title" => format!("# {text}"),
        "subtitle" => format!("**{text}**"),
        "dateline" | "place-date" | "speaker" => format!("*{text}*"),
        "part" => format!("## {text}"),
        "heading" => format!("{} {text}", "#".repeat((2 + whole.above(p, &["part", "heading"])).min(6))),
        _ => text,
    }
}

/// Text with what Markdown would take for marks of its own made harmless.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, c) in text.chars().enumerate() {
        let mark =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>') || (n == 0 && matches!(c, '#' | '+' | '-'));
        if mark {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
