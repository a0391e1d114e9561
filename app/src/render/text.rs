//! Plain text: a block a line, with empty lines around what stands out.

use super::Whole;

pub(super) fn render(whole: &Whole) -> String {
    let mut out = String::new();
    let mut last = "";
    for p in &whole.provisions {
        let apart = matches!(p.kind.as_str(), "part" | "heading" | "signature" | "closing")
            || last == "title"
            || last == "subtitle"
            || last == "dateline";
        if apart && !out.is_empty() && p.kind != last {
            out.push('\n');
        }
        out.push_str(&p.text);
        out.push('\n');
        last = &p.kind;
    }
    out
}
