//! `/documents/{id}`: the reading text with everything that was found in it.

pub mod apparatus;
pub mod clause;
pub mod legend;
pub mod outline;
pub mod paint;
pub mod provision;

use super::{download, parts};
use crate::register::{ClauseFilter, DocumentFilter, Firing, ReferenceFilter, Workspace};
use crate::serve::locale::{Locale, date};
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::serve::{layout, links, names};
use crate::shape::{Clause, Document, Provision, Reference, Variant, Witness};
use axum::extract::{Path, State};
use maud::{Markup, html};
use paint::Layers;

/// Everything the reader shows.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// Its blocks.
    pub provisions: Vec<Provision>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// Its references.
    pub references: Vec<Reference>,
    /// Its witnesses.
    pub witnesses: Vec<Witness>,
    /// Where they differ.
    pub variants: Vec<Variant>,
    /// The other documents: to compare with, and other languages of the same work.
    pub others: Vec<Document>,
    /// The clause to be explained beside the text: `?clause=para_1/s1c1`.
    pub chosen: Option<(Clause, Firing)>,
}

/// `GET /documents/{id}`.
pub async fn get(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Result<Markup, Problem> {
    let of_it = Some(id.clone());
    let mut others = workspace.documents(&DocumentFilter::default()).await?;
    others.retain(|o| o.document != id);
    let chosen = match visit.get("clause").map(|place| format!("{id}#{place}")) {
        Some(name) => Some((workspace.clause(&name).await?, workspace.explanation(&name).await?)),
        None => None,
    };
    let reading = Reading {
        document: workspace.document(&id).await?,
        provisions: workspace.provisions(&id).await?,
        clauses: workspace.clauses(&ClauseFilter { document: of_it.clone(), ..ClauseFilter::default() }).await?,
        references: workspace.references(&ReferenceFilter { document: of_it, ..ReferenceFilter::default() }).await?,
        witnesses: workspace.witnesses(Some(&id)).await?,
        variants: workspace.variants(&id).await?,
        others,
        chosen,
    };
    Ok(page(&visit, &reading))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, reading: &Reading) -> Markup {
    let l = visit.locale;
    let document = &reading.document;
    layout::page(
        visit,
        parts::title(document),
        "library",
        html! {
            div.reader {
                aside.outline {
                    @if let Some(tree) = outline::tree(&reading.provisions) {
                        details.wide-open {
                            summary { (l.t("reader.outline")) }
                            nav aria-label=(l.t("reader.outline")) { (tree) }
                        }
                    }
                    details.wide-open {
                        summary { (l.t("reader.legend")) }
                        (legend::legend(l, &reading.clauses, &reading.references, reading.variants.len()))
                    }
                }
                article.text lang=(document.language) {
                    (facts(l, document))
                    @if !reading.provisions.iter().any(|p| p.kind == "title") { (made_title(l, document)) }
                    (body(l, reading))
                }
                aside.margin {
                    section #panel.panel.open[reading.chosen.is_some()] aria-live="polite" aria-label=(l.t("reader.panel")) {
                        @match &reading.chosen {
                            Some((clause, firing)) => article { (clause::explanation(l, document, clause, firing)) },
                            None => p.hint { (l.t("reader.panel-hint")) },
                        }
                    }
                    (compare(l, document, &reading.others))
                    section { p { a href={ (links::document(&document.document)) "/marks" } { (l.t("marks.link")) } } }
                    (downloads(l, document))
                }
            }
            (foot(l, reading))
        },
    )
}

/// Date, place, parties and kind above the title.
fn facts(l: &Locale, document: &Document) -> Markup {
    html! {
        header.facts lang=(l.tag()) {
            span.kind { (l.term("document", &document.kind)) }
            @if let Some(day) = &document.date { time datetime=(day) { (date(l, day)) } }
            @if let Some(place) = &document.place { span { (place) } }
            (parts::parties(l, &document.parties))
            @if !document.complete { span.tag.warn { (l.t("reader.incomplete")) } }
        }
    }
}

/// The title of a document whose text has none: made by the program, and said to be.
fn made_title(l: &Locale, document: &Document) -> Markup {
    html! { h1.block.title { (parts::title(document)) " " span.tag.warn lang=(l.tag()) { (l.t("reader.title-made")) } } }
}

fn body(l: &Locale, reading: &Reading) -> Markup {
    let numbered: Vec<(usize, &Variant)> = reading.variants.iter().enumerate().map(|(n, v)| (n + 1, v)).collect();
    html! {
        @for p in &reading.provisions {
            @let within = |start: i64, end: i64| p.start <= start && end <= p.end;
            @let clauses: Vec<&Clause> = reading.clauses.iter().filter(|c| c.eid == p.eid).collect();
            @let references: Vec<&Reference> = reading.references.iter().filter(|r| within(r.start, r.end)).collect();
            @let variants: Vec<(usize, &Variant)> = numbered.iter().filter(|(_, v)| within(v.start, v.end)).copied().collect();
            @let layers = Layers { clauses: &clauses, references: &references, variants: &variants };
            @let words = paint::provision(l, p, &layers);
            (block(l, p, outline::depth(&reading.provisions, p), &words))
        }
    }
}

/// One provision as the element its kind calls for, with a pin to its own page.
fn block(l: &Locale, p: &Provision, depth: usize, words: &Markup) -> Markup {
    let class = format!("block {} d{}", p.kind, depth.min(4));
    let pin = html! {
        a.pin href=(links::provision(&p.document, &p.eid)) aria-label={ (l.t("reader.cite")) " " (p.eid) } title=(l.t("reader.cite")) { "§" }
    };
    html! {
        @match p.kind.as_str() {
            "title" => h1 id=(p.eid) class=(class) { (words) (pin) },
            "part" => h2 id=(p.eid) class=(class) { (words) (pin) },
            "heading" => h3 id=(p.eid) class=(class) { (words) (pin) },
            _ => p id=(p.eid) class=(class) { (words) (pin) },
        }
    }
}

/// What one may want to compare a document with: those of the same parties first, then those that share one, the newest
/// first.
fn nearest<'a>(document: &Document, others: &'a [Document]) -> Vec<&'a Document> {
    let shared = |o: &Document| o.parties.iter().filter(|p| document.parties.contains(p)).count();
    let strange = |o: &Document| o.parties.len() + document.parties.len() - 2 * shared(o);
    let mut out: Vec<&Document> = others.iter().collect();
    out.sort_by(|a, b| {
        let key = |d: &Document| (d.language != document.language, shared(d) == 0, strange(d));
        key(a).cmp(&key(b)).then_with(|| b.date.cmp(&a.date))
    });
    out
}

fn compare(l: &Locale, document: &Document, others: &[Document]) -> Markup {
    let same: Vec<&Document> = others.iter().filter(|o| o.work == document.work && !document.work.is_empty()).collect();
    let others = nearest(document, others);
    html! {
        @if !same.is_empty() {
            section {
                h2 { (l.t("reader.languages")) }
                ul.plain { @for o in same { li { a href=(links::document(&o.document)) hreflang=(o.language) { (l.term("language", &o.language)) } } } }
            }
        }
        @if !others.is_empty() {
            section {
                h2 { (l.t("reader.compare")) }
                form.stack action="/compare" method="get" {
                    input type="hidden" name="with" value=(document.document);
                    label { span.hidden { (l.t("reader.compare-with")) }
                        select name="other" { @for o in others { option value=(o.document) { (parts::short(l, o)) } } }
                    }
                    button { (l.t("reader.compare-do")) }
                }
            }
        }
    }
}

fn downloads(l: &Locale, document: &Document) -> Markup {
    html! {
        section.downloads {
            h2 { (l.t("reader.downloads")) }
            ul.chips {
                @for (format, ..) in download::FORMATS {
                    li { a href={ (links::document(&document.document)) "/download/" (format) } { (l.t(&format!("format.{format}"))) } }
                }
                li { a href={ "/api/documents/" (encode(&document.document)) } { "API" } }
            }
        }
    }
}

fn foot(l: &Locale, reading: &Reading) -> Markup {
    html! {
        div.reader-foot {
            section aria-labelledby="witnesses" {
                h2 #witnesses { (l.count("witness", reading.witnesses.len())) }
                (apparatus::witnesses(l, &reading.witnesses))
                p { a href={ (links::document(&reading.document.document)) "/witnesses" } { (l.t("reader.all-witnesses")) } " · " a href={ (links::document(&reading.document.document)) "/source" } { (l.t("desk.title")) } }
            }
            section aria-labelledby="apparatus" {
                h2 #apparatus { (l.count("variant", reading.variants.len())) }
                @if reading.variants.is_empty() { p.hint { (l.t("reader.no-variants")) } }
                @let notes = html! { div lang=(reading.document.language) { (apparatus::variants(l, &reading.variants, &reading.witnesses, "")) } };
                @if reading.variants.len() > legend::MANY_NOTES { details { summary { (l.t("compare.show")) } (notes) } } @else { (notes) }
            }
            @if !reading.document.signatories.is_empty() {
                section {
                    h2 { (l.t("reader.signatories")) }
                    ul.plain { @for s in &reading.document.signatories {
                        li lang=(reading.document.language) { (s.office) " " strong { (s.name) } @if let Some(p) = &s.party { " " span.party lang=(l.tag()) { (names::party(l, p)) } } }
                    } }
                }
            }
        }
    }
}
