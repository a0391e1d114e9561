//! At the foot of the reader: the witnesses, and where they differ.

use crate::serve::links;
use crate::serve::locale::Locale;
use crate::shape::{Variant, Witness};
use maud::{Markup, html};

/// The witnesses, each with how far it agrees with the reading text.
#[must_use]
pub fn witnesses(l: &Locale, witnesses: &[Witness]) -> Markup {
    html! {
        ul.witnesses {
            @for w in witnesses {
                @let percent = format!("{:.1}", w.agreement * 100.0);
                li {
                    a href=(links::source(&w.source)) { (w.source_name) }
                    @if !w.complete { " " span.tag.warn { (l.t("reader.incomplete")) } }
                    span.agreement {
                        meter min="0" max="100" low="90" high="98" optimum="100" value=(percent) { }
                        " " (percent) " %"
                    }
                    span.where { (l.fill("reader.characters", &[("from", &w.source_start.to_string()), ("to", &w.source_end.to_string())])) }
                }
            }
        }
    }
}

/// The variants as numbered notes. `text` is the address of the text they stand in; empty on its own page.
#[must_use]
pub fn variants(l: &Locale, variants: &[Variant], witnesses: &[Witness], text: &str) -> Markup {
    let name =
        |source: &str| witnesses.iter().find(|w| w.source == source).map_or(source, |w| &w.source_name).to_owned();
    html! {
        ol.apparatus {
            @for (nth, v) in variants.iter().enumerate() {
                li id={ "v" (nth + 1) } {
                    (reading(l, &v.reading)) span.bracket { " ] " } (reading(l, &v.witness_reading))
                    " " span.where { (name(&v.source)) }
                    " " span class={ "tag " (v.kind) } { (l.term("variant", &v.kind)) }
                    " " a.back href={ (text) "#vr" (nth + 1) } aria-label=(l.t("reader.back")) { "↑" }
                }
            }
        }
    }
}

/// Longer readings, in characters, are told by their two ends.
const LONG: usize = 60;

/// A reading; a long one by its two ends, with how long it is.
#[must_use]
pub fn reading(l: &Locale, words: &str) -> Markup {
    let all: Vec<char> = words.chars().collect();
    let text = |part: &[char]| part.iter().collect::<String>();
    html! {
        @if words.trim().is_empty() { em.absent { (l.t("reader.absent")) } }
        @else if all.len() <= LONG { q.reading { (words) } }
        @else {
            q.reading { (text(&all[..LONG / 2])) " … " (text(&all[all.len() - LONG / 3..])) }
            " " span.where { (l.count("character", all.len())) }
        }
    }
}
