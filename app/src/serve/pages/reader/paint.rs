//! A provision's words with what was found in them: clauses as coloured stretches, the words that decide as links to
//! the explanation, references underlined, places where witnesses differ marked.
//!
//! Offsets are code points of the reading text, as everywhere in the published shapes.

use crate::serve::links;
use crate::serve::locale::Locale;
use crate::serve::pages::parts;
use crate::shape::{Clause, Provision, Reference, Variant};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// What is painted onto one provision.
pub struct Layers<'a> {
    /// In the order of the text.
    pub clauses: &'a [&'a Clause],
    /// In the order of the text.
    pub references: &'a [&'a Reference],
    /// With the number of the note each one is.
    pub variants: &'a [(usize, &'a Variant)],
}

/// One provision as it is being painted.
struct Canvas<'a> {
    locale: &'a Locale,
    words: Vec<char>,
    /// Where the provision begins in the reading text.
    from: i64,
    layers: &'a Layers<'a>,
    /// Every place where something begins or ends.
    cuts: BTreeSet<i64>,
}

/// The provision's text with its layers.
#[must_use]
pub fn provision(locale: &Locale, provision: &Provision, layers: &Layers<'_>) -> Markup {
    let words: Vec<char> = provision.text.chars().collect();
    let canvas = Canvas { locale, words, from: provision.start, layers, cuts: cuts(layers) };
    let ended = |nth: usize| nth.checked_sub(1).map_or(provision.start, |before| layers.clauses[before].end);
    html! {
        @for (nth, clause) in layers.clauses.iter().enumerate() {
            @let starts = nth == 0 || layers.clauses[nth - 1].sentence != clause.sentence;
            (canvas.stretch(ended(nth), clause.start, None))
            (canvas.clause(clause, starts))
        }
        (canvas.stretch(ended(layers.clauses.len()), provision.end, None))
    }
}

fn cuts(layers: &Layers<'_>) -> BTreeSet<i64> {
    let mut cuts = BTreeSet::new();
    for clause in layers.clauses {
        cuts.extend([clause.start, clause.end]);
        cuts.extend(clause.operator_start.into_iter().chain(clause.operator_end));
    }
    cuts.extend(layers.references.iter().flat_map(|r| [r.start, r.end]));
    cuts.extend(layers.variants.iter().flat_map(|(_, v)| [v.start, v.end]));
    cuts
}

impl Canvas<'_> {
    fn clause(&self, clause: &Clause, starts: bool) -> Markup {
        let l = self.locale;
        let (_, inside) = links::split(&clause.clause);
        let (_, sentence) = links::split(&clause.sentence);
        let why = links::clause(&clause.clause);
        let class =
            ["clause", &clause.kind, clause.stance.as_deref().unwrap_or(""), clause.force.as_deref().unwrap_or("")];
        html! {
            @if starts { span.sentence id=(sentence) {} }
            span id=(inside) class=(class.join(" ").trim()) data-why=(why) title=(summary(l, clause)) {
                (self.stretch(clause.start, clause.end, Some(clause)))
                @if clause.operator_start.is_none() && clause.kind != "procedure" {
                    a.why href=(why) aria-label=(summary(l, clause)) { "\u{2009}·" }
                }
            }
        }
    }

    /// The words from `start` to `end`, cut where layers begin and end.
    fn stretch(&self, start: i64, end: i64, clause: Option<&Clause>) -> Markup {
        let mut edges: Vec<i64> = self.cuts.range(start..end.max(start)).copied().filter(|c| *c > start).collect();
        edges.insert(0, start);
        edges.push(end);
        html! { @for piece in edges.windows(2) { (self.piece(piece[0], piece[1], clause)) } }
    }

    /// A piece that no layer cuts.
    fn piece(&self, start: i64, end: i64, clause: Option<&Clause>) -> Markup {
        if start >= end {
            return html! {};
        }
        let inside = |a: i64, b: i64| a <= start && end <= b;
        let operator = clause.filter(|c| c.operator_start.zip(c.operator_end).is_some_and(|(a, b)| inside(a, b)));
        let reference = self.layers.references.iter().find(|r| inside(r.start, r.end));
        let variants = || self.layers.variants.iter().filter(|(_, v)| inside(v.start, v.end));
        let words = html! {
            @match reference {
                Some(r) => span class={ "ref " (r.kind) } title=(reference_title(self.locale, r)) { (self.text(start, end)) },
                None => (self.text(start, end)),
            }
        };
        let words = match operator {
            Some(c) => html! { a.operator href=(links::clause(&c.clause)) { (words) } },
            None => words,
        };
        html! {
            @if variants().next().is_some() { span.variant { (words) } } @else { (words) }
            @for (number, _) in self.layers.variants.iter().filter(|(_, v)| v.end == end) {
                sup.note { a #{ "vr" (number) } href={ "#v" (number) } { (number) } }
            }
        }
    }

    fn text(&self, start: i64, end: i64) -> String {
        let at = |n: i64| usize::try_from(n - self.from).unwrap_or(0).min(self.words.len());
        self.words.get(at(start)..at(end)).unwrap_or_default().iter().collect()
    }
}

/// What a clause is, in one line.
#[must_use]
pub fn summary(l: &Locale, clause: &Clause) -> String {
    let mut marks = vec![l.term("kind", &clause.kind).to_owned()];
    marks.extend(clause.stance.iter().map(|s| l.term("stance", s).to_owned()));
    marks.extend(clause.force.iter().map(|f| l.term("force", f).to_owned()));
    marks.extend(clause.stage.iter().map(|s| l.term("stage", s).to_owned()));
    if !clause.actors.is_empty() {
        marks.push(parts::together(l, &clause.actors));
    }
    marks.extend(clause.deadline.clone());
    marks.join(" · ")
}

fn reference_title(l: &Locale, reference: &Reference) -> String {
    let kind = l.term("reference", &reference.kind);
    let name = if reference.label.is_empty() { &reference.key } else { &reference.label };
    if *name == reference.key { format!("{kind}: {name}") } else { format!("{kind}: {name} ({})", reference.key) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_cross_without_losing_a_character() {
        let text = "甲乙丙丁戊己<庚>";
        let p = Provision { text: text.into(), start: 10, end: 19, ..Provision::default() };
        let clause = Clause {
            clause: "d#p/s1c1".into(),
            sentence: "d#p/s1".into(),
            kind: "commitment".into(),
            start: 11,
            end: 16,
            operator_start: Some(12),
            operator_end: Some(14),
            ..Clause::default()
        };
        let reference =
            Reference { start: 13, end: 17, kind: "body".into(), key: "丁".into(), ..Reference::default() };
        let variant = Variant { start: 15, end: 17, ..Variant::default() };
        let layers = Layers { clauses: &[&clause], references: &[&reference], variants: &[(1, &variant)] };
        let out = provision(&Locale::all()[0], &p, &layers).into_string();
        let note = "<sup class=\"note\"><a id=\"vr1\" href=\"#v1\">1</a></sup>";
        assert_eq!(out.matches(note).count(), 1);
        let bare: String =
            out.replace(note, "").split('<').filter_map(|tag| tag.split_once('>')).map(|(_, words)| words).collect();
        assert_eq!(bare, "乙丙丁戊己&lt;庚&gt;");
        assert!(out.starts_with('甲'));
    }
}
