//! `/sources`: everything received; `/sources/{sha}`: one source and the documents it carries;
//! `/documents/{id}/witnesses`: the sources that carry one document.

use super::parts;
use super::reader::apparatus;
use crate::register::{DocumentFilter, Remark, Workspace};
use crate::serve::locale::Locale;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links};
use crate::shape::{Document, Source, Variant, Witness};
use axum::extract::{Path, State};
use maud::{Markup, html};

/// `GET /sources`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let mut sources = workspace.sources().await?;
    sources.sort_by(|a, b| (&a.name, &a.source).cmp(&(&b.name, &b.source)));
    let witnesses = workspace.witnesses(None).await?;
    Ok(list(&visit, &sources, &witnesses))
}

/// `GET /sources/{sha}`.
pub async fn one(State(workspace): State<Workspace>, Path(sha): Path<String>, visit: Visit) -> Result<Markup, Problem> {
    let sources = workspace.sources().await?;
    let source = sources.into_iter().find(|s| s.source == sha).ok_or_else(|| Problem::not_found("source", &sha))?;
    let witnesses: Vec<Witness> = workspace.witnesses(None).await?.into_iter().filter(|w| w.source == sha).collect();
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    let remarks = workspace.remarks(Some(&sha)).await?;
    Ok(source_page(&visit, &source, &witnesses, &documents, &remarks))
}

/// `GET /documents/{id}/witnesses`.
pub async fn witnesses(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    visit: Visit,
) -> Result<Markup, Problem> {
    let document = workspace.document(&id).await?;
    let witnesses = workspace.witnesses(Some(&id)).await?;
    let variants = workspace.variants(&id).await?;
    Ok(witnesses_page(&visit, &document, &witnesses, &variants))
}

/// Everything received.
#[must_use]
pub fn list(visit: &Visit, sources: &[Source], witnesses: &[Witness]) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        l.t("nav.sources"),
        "sources",
        html! {
            div.narrow {
                h1 { (l.t("nav.sources")) }
                p.sub { (l.t("source.lead")) }
                @if sources.is_empty() { (parts::empty(l.t("source.none"), l.t("library.empty-mend"))) }
                ul.entries { @for s in sources {
                    @let carried = witnesses.iter().filter(|w| w.source == s.source).count();
                    li.entry {
                        a.title href=(links::source(&s.source)) { (s.name) }
                        p.facts { span { (l.count("document", carried)) } span { (s.media_type) } span { (s.encoding) } span { (size(s.bytes)) } code { (s.source.get(..12).unwrap_or("")) } }
                    }
                } }
            }
        },
    )
}

/// One source and what it carries.
#[must_use]
pub fn source_page(
    visit: &Visit,
    source: &Source,
    witnesses: &[Witness],
    documents: &[Document],
    remarks: &[Remark],
) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        &source.name,
        "sources",
        html! {
            article.narrow.detail {
                p.crumbs { a href="/sources" { (l.t("nav.sources")) } " › " (source.name) }
                h1 { (source.name) }
                dl.facts {
                    dt { "SHA-256" } dd { code.hash { (source.source) } }
                    @if let Some(address) = &source.address { dt { (l.t("source.address")) } dd { (address) } }
                    dt { (l.t("source.type")) } dd { (source.media_type) }
                    dt { (l.t("source.encoding")) } dd { (source.encoding) }
                    dt { (l.t("source.bytes")) } dd { (size(source.bytes)) }
                    dt { (l.t("source.retrieved")) } dd { time datetime=(source.retrieved_at) { (source.retrieved_at) } }
                }
                h2 { (l.t("source.carries")) }
                @if witnesses.is_empty() { p.hint { (l.t("source.carries-none")) } }
                ul.entries { @for w in witnesses {
                    @if let Some(d) = documents.iter().find(|d| d.document == w.document) {
                        (parts::entry(l, d))
                        li.under { (l.fill("reader.characters", &[("from", &w.source_start.to_string()), ("to", &w.source_end.to_string())])) }
                    }
                } }
                @if !remarks.is_empty() {
                    h2 { (l.t("source.remarks")) }
                    ul.remarks { @for r in remarks { li { (remark(l, r)) } } }
                }
            }
        },
    )
}

/// The witnesses of one document, and every place where they differ.
#[must_use]
pub fn witnesses_page(visit: &Visit, document: &Document, witnesses: &[Witness], variants: &[Variant]) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        parts::title(document),
        "library",
        html! {
            article.narrow.detail {
                p.crumbs { a lang=(document.language) href=(links::document(&document.document)) { (parts::title(document)) } " › " (l.t("reader.witnesses")) }
                h1 { (l.count("witness", witnesses.len())) }
                (apparatus::witnesses(l, witnesses))
                h2 { (l.count("variant", variants.len())) }
                @if variants.is_empty() { p.hint { (l.t("reader.no-variants")) } }
                div lang=(document.language) { (apparatus::variants(l, variants, witnesses, &links::document(&document.document))) }
            }
        },
    )
}

/// A remark in the words of the interface; the engine's own, which quote the place, stand behind them.
fn remark(l: &Locale, r: &Remark) -> Markup {
    let quoted = r.text.split_once('«').and_then(|(_, rest)| rest.split_once('»')).map(|(words, _)| words);
    html! {
        (l.term("remark", &r.code))
        @match quoted {
            Some(words) => { " " q lang=[parts::tongue(words)] { (words) } },
            None if l.code == "en" => { " " (r.text) },
            None => {},
        }
        " " code { (r.code) }
    }
}

fn size(bytes: i64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KiB", bytes / 1024),
        _ => format!("{} MiB", bytes / 1_048_576),
    }
}
