//! `/register/open`: opening the register for a document, the act that freezes numbers, after they were shown.

use super::coverage;
use crate::people::Action;
use crate::register::{DocumentFilter, Opening, UndertakingFilter, Workspace, assessed};
use crate::serve::locale::Locale;
use crate::serve::pages::{parts, sign};
use crate::serve::posted::Posted;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links};
use crate::shape::Document;
use crate::shape::entry::Entry;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Redirect;
use maud::{Markup, html};

/// `GET /register/open`: the documents, or the numbers one of them would get.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    if let Some(id) = visit.get("document") {
        let (document, opening) = (workspace.document(id).await?, workspace.opening(id).await?);
        return Ok(numbers(&visit, &document, &opening));
    }
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    let entries = workspace.entries(&UndertakingFilter::default()).await?;
    Ok(list(&visit, &documents, &entries))
}

/// `POST /register/open`: only while the numbers are those that were shown.
pub async fn post(State(workspace): State<Workspace>, posted: Posted) -> Result<Redirect, Problem> {
    let id = posted.need("document")?;
    let shown = fingerprint(&workspace.opening(id).await?);
    if posted.get("shown") != Some(&shown) {
        return Err(Problem::new(StatusCode::CONFLICT, "conflict").found(shown).wanted(posted.text("shown")));
    }
    workspace.open_register(id, &posted.hand()).await?;
    Ok(posted.back(&links::register("document", id)))
}

/// The numbers in one line: first, last, how many.
fn fingerprint(opening: &Opening) -> String {
    let ends = [opening.numbers.keys().next(), opening.numbers.keys().next_back()];
    let [first, last] = ends.map(|n| n.map_or("", String::as_str));
    format!("{first}–{last} ({})", opening.numbers.len())
}

fn list(visit: &Visit, documents: &[Document], entries: &[Entry]) -> Markup {
    let l = visit.locale;
    let own = |d: &Document| entries.iter().filter(|e| e.undertaking.document == d.document).collect::<Vec<&Entry>>();
    // The newest first; what nothing was found in stands last.
    let mut rows: Vec<(&Document, Vec<&Entry>)> = documents.iter().rev().map(|d| (d, own(d))).collect();
    rows.sort_by_key(|(_, own)| own.is_empty());
    let content = html! {
        div.narrow.desk-page {
            header.lead { h1 { (l.t("opening.title")) } p.sub { (l.t("opening.lead")) } }
            @if documents.is_empty() { (parts::empty(l.t("library.empty"), l.t("library.empty-mend"))) }
            ul.entries.cards { @for (document, own) in &rows { (card(l, document, own)) } }
        }
    };
    layout::desk(visit, l.t("opening.title"), "register", content)
}

fn card(l: &Locale, document: &Document, entries: &[&Entry]) -> Markup {
    let numbered = entries.iter().filter(|e| e.undertaking.undertaking != e.undertaking.clause).count();
    let done = entries.iter().filter(|e| assessed(e)).count();
    html! {
        (parts::entry(l, document))
        li.under {
            @if entries.is_empty() { span.hint { (l.t("opening.nothing")) } }
            @else {
                a href=(links::register("document", &document.document)) { (l.count("undertaking", entries.len())) }
                span { (l.fill("opening.numbered", &[("a", &numbered.to_string())])) }
                span { (coverage(l, done, entries.len())) }
                @if numbered < entries.len() {
                    a.button href={ "/register/open?document=" (crate::serve::visit::encode(&document.document)) } { (l.t("opening.see")) }
                }
            }
        }
    }
}

fn numbers(visit: &Visit, document: &Document, opening: &Opening) -> Markup {
    let l = visit.locale;
    let n = opening.numbers.len();
    let content = html! {
        article.narrow.desk-page {
            p.crumbs { a href="/register/open" { (l.t("opening.title")) } " › " span lang=(document.language) { (parts::title(document)) } }
            h1 { (l.fill("opening.of", &[("series", &opening.series)])) }
            @if n == 0 {
                (parts::empty(l.t("opening.none"), l.t("opening.none-mend")))
                p { a.button href=(links::register("document", &document.document)) { (l.t("nav.register")) } }
            } @else {
                p.sub { (l.fill("opening.freezes", &[("n", &n.to_string())])) }
                @if visit.person.may(Action::Open, &document.parties) { form.sheet method="post" action="/register/open" {
                    (sign::carried("document", &document.document))
                    (sign::carried("shown", &fingerprint(opening)))
                    div.filters.sign { (sign::why(visit)) button { (l.fill("opening.do", &[("n", &n.to_string())])) } }
                } }
                table.register.numbers {
                    thead { tr { th scope="col" { (l.t("paper.number")) } th scope="col" { (l.t("register.words")) } } }
                    tbody { @for (number, anchor) in &opening.numbers {
                        tr { td.number { (number) } td.words lang=(document.language) { a href=(links::place(&document.document, &anchor.eid)) { (anchor.words) } } }
                    } }
                }
            }
        }
    };
    layout::desk(visit, l.t("opening.title"), "register", content)
}
