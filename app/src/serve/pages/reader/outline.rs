//! The tree of a document as a list of links.

use crate::shape::Provision;
use maud::{Markup, html};

/// How many characters of an item name it in the outline.
const LABEL: usize = 26;

/// The outline, or nothing when the document has no parts, headings or items.
#[must_use]
pub fn tree(provisions: &[Provision]) -> Option<Markup> {
    let entries: Vec<&Provision> = provisions.iter().filter(|p| listed(p)).collect();
    (entries.len() > 1).then(|| html! { ol { (level(provisions, &entries, None)) } })
}

fn listed(p: &Provision) -> bool {
    matches!(p.kind.as_str(), "part" | "heading" | "item")
}

fn level(all: &[Provision], entries: &[&Provision], parent: Option<&str>) -> Markup {
    let here = |p: &&&Provision| p.parent.as_deref() == parent || (parent.is_none() && orphan(entries, p));
    html! {
        @for p in entries.iter().filter(here) {
            @let below = entries.iter().any(|c| c.parent.as_deref() == Some(&p.eid));
            li {
                a href={ "#" (p.eid) } { (label(all, p)) }
                @if below { ol { (level(all, entries, Some(&p.eid))) } }
            }
        }
    }
}

/// Whether it stands under something the outline does not list.
fn orphan(entries: &[&Provision], p: &Provision) -> bool {
    p.parent.as_ref().is_some_and(|parent| !entries.iter().any(|e| &e.eid == parent))
}

/// Its first words; a bare part number takes those of the paragraph that follows it.
fn label(all: &[Provision], p: &Provision) -> String {
    let under = all.iter().find(|q| q.parent.as_deref() == Some(&p.eid)).filter(|q| p.kind == "part" && !listed(q));
    match under {
        Some(first) => format!("{} {}", beginning(&p.text), beginning(&first.text)),
        None => beginning(&p.text),
    }
}

fn beginning(text: &str) -> String {
    let line = text.split(['。', '；', ';', '\n']).next().unwrap_or_default().trim();
    let most = if line.is_ascii() { LABEL * 2 } else { LABEL };
    if line.chars().count() > most { line.chars().take(most).collect::<String>() + "…" } else { line.to_owned() }
}

/// How deep a provision stands, for indenting.
#[must_use]
pub fn depth(provisions: &[Provision], p: &Provision) -> usize {
    let mut depth = 0;
    let mut parent = p.parent.as_deref();
    while let Some(eid) = parent {
        depth += 1;
        parent = provisions.iter().find(|q| q.eid == eid).and_then(|q| q.parent.as_deref());
        if depth > 6 {
            break;
        }
    }
    depth
}
