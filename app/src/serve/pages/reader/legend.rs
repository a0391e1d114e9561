//! What the colours mean, with a switch for each. The switches are checkboxes the style sheet looks at: no script.

use crate::serve::locale::Locale;
use crate::shape::{Clause, Reference};
use maud::{Markup, html};

/// Kinds of clause in the order of the legend.
pub const KINDS: [&str; 6] = ["commitment", "mandate", "call", "position", "record", "procedure"];
/// Stances in the order of the legend.
pub const STANCES: [&str; 10] =
    ["support", "welcome", "appreciate", "respect", "recognise", "affirm", "believe", "concern", "oppose", "condemn"];
/// Kinds of reference in the order of the legend.
pub const REFERENCES: [&str; 8] = ["instrument", "body", "event", "initiative", "date", "state", "person", "place"];

/// With more notes than this the text is shown without them until they are asked for.
pub const MANY_NOTES: usize = 60;

/// The legend of a document, with how often each occurs.
#[must_use]
pub fn legend(l: &Locale, clauses: &[Clause], references: &[Reference], variants: usize) -> Markup {
    let kinds = counted(&KINDS, |k| clauses.iter().filter(|c| c.kind == *k).count());
    let stances = counted(&STANCES, |s| clauses.iter().filter(|c| c.stance.as_deref() == Some(s)).count());
    let found = counted(&REFERENCES, |k| references.iter().filter(|r| r.kind == *k).count());
    html! {
        @if !kinds.is_empty() {
            fieldset.legend {
                legend { (l.t("reader.clauses")) }
                @for (kind, n) in kinds { (switch(kind, "clause", l.term("kind", kind), n)) }
            }
        }
        @if !stances.is_empty() {
            fieldset.legend.stances {
                legend { (l.t("reader.stances")) }
                @for (stance, n) in stances { (switch(stance, "clause position", l.term("stance", stance), n)) }
            }
        }
        @if !found.is_empty() {
            fieldset.legend.references {
                legend { (l.t("reader.references")) }
                @for (kind, n) in found { (switch(kind, "ref", l.term("reference", kind), n)) }
            }
        }
        @if variants > 0 {
            fieldset.legend {
                legend { (l.t("reader.witnesses")) }
                label {
                    input #show-notes type="checkbox" checked[variants <= MANY_NOTES] autocomplete="off";
                    span.variant { (l.t("reader.differences")) }
                    span.n { (variants) }
                }
            }
        }
    }
}

fn switch(name: &str, class: &str, words: &str, n: usize) -> Markup {
    html! {
        label {
            input type="checkbox" id={ "show-" (name) } checked autocomplete="off";
            span class={ (class) " " (name) } { (words) }
            span.n { (n) }
        }
    }
}

fn counted(names: &[&'static str], count: impl Fn(&&'static str) -> usize) -> Vec<(&'static str, usize)> {
    names.iter().map(|name| (*name, count(name))).filter(|(_, n)| *n > 0).collect()
}
