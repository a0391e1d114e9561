//! `/documents/{id}/provisions/{eid}`: one provision: its link, its citation, where its characters came from.

use crate::register::{Origin, Workspace};
use crate::serve::locale::{Locale, date};
use crate::serve::pages::parts;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links};
use crate::shape::{Document, Provision};
use axum::extract::{Path, State};
use maud::{Markup, html};

/// The most steps of the way back that are shown.
const MOST_STEPS: usize = 60;

/// `GET /documents/{id}/provisions/{eid}`.
pub async fn get(
    State(workspace): State<Workspace>,
    Path((id, eid)): Path<(String, String)>,
    visit: Visit,
) -> Result<Markup, Problem> {
    let document = workspace.document(&id).await?;
    let provisions = workspace.provisions(&id).await?;
    let origins = workspace.origin(&id, &eid).await?;
    let provision = provisions.iter().find(|p| p.eid == eid).ok_or_else(|| Problem::not_found("provision", &eid))?;
    Ok(page(&visit, &document, provision, &citation(visit.locale, &document, &provisions, provision), &origins))
}

/// How to cite a provision: title, date and place, numbers from the outside in, stable identifier.
#[must_use]
pub fn citation(l: &Locale, document: &Document, provisions: &[Provision], provision: &Provision) -> String {
    let title = if document.language.starts_with("zh") {
        format!("《{}》", parts::title(document))
    } else {
        parts::title(document).to_owned()
    };
    let when = document.date.as_deref().map(|d| date(l, d));
    let circumstances: Vec<String> = when.into_iter().chain(document.place.clone()).collect();
    let mut numbers = Vec::new();
    let mut at = Some(provision);
    while let Some(p) = at {
        if !p.number.is_empty() {
            numbers.push(format!("{} {}", l.term("provision", &p.kind), p.number));
        }
        at = p.parent.as_ref().and_then(|eid| provisions.iter().find(|q| q.eid == *eid));
    }
    numbers.reverse();
    let mut parts = vec![title];
    if !circumstances.is_empty() {
        parts.push(circumstances.join(", "));
    }
    parts.extend(numbers);
    parts.push(format!("{}#{}", document.document, provision.eid));
    parts.join(", ")
}

/// The page; the reader shows its `article` beside the text.
#[must_use]
pub fn page(visit: &Visit, document: &Document, provision: &Provision, citation: &str, origins: &[Origin]) -> Markup {
    let l = visit.locale;
    let mut origins: Vec<&Origin> = origins.iter().collect();
    origins.sort_by_key(|o| (o.start, o.source_name.clone()));
    layout::page(
        visit,
        &provision.eid,
        "library",
        html! {
            article.narrow.detail.provision {
                p.crumbs { a lang=(document.language) href=(links::place(&document.document, &provision.eid)) { (parts::title(document)) } " › " (provision.eid) }
                h1 { (l.t("provision-page.title")) }
                blockquote lang=(document.language) { (provision.text) }
                label.copy {
                    span { (l.t("provision-page.citation")) }
                    textarea readonly rows="3" lang=(document.language) { (citation) }
                }
                label.copy {
                    span { (l.t("provision-page.link")) }
                    input readonly data-absolute value=(links::place(&document.document, &provision.eid));
                }
                h2 { (l.t("provision-page.origin")) }
                ol.origins {
                    @for o in origins.iter().take(MOST_STEPS) {
                        li {
                            a href=(links::source(&o.source)) { (o.source_name) } " "
                            span.where { (l.fill("provision-page.bytes", &[("from", &o.byte_start.to_string()), ("to", &o.byte_end.to_string())])) }
                            @if let Some(deed) = &o.deed { " " span.tag { (parts::deed(l, deed)) } " " q.reading { (o.words) } }
                        }
                    }
                }
                @if origins.len() > MOST_STEPS { p.hint { (l.count("more", origins.len() - MOST_STEPS)) } }
            }
        },
    )
}
