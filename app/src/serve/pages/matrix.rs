//! `/matrix?phrase=|topic=`: one question, all documents; `/matrix.csv` is its spreadsheet.

use super::parts;
use crate::register::Workspace;
use crate::search::{self, Matrix, Question, Said};
use crate::serve::locale::date;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links, names};
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// `GET /matrix`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let matrix = match asked(&visit) {
        Ok(question) => Some(search::matrix(&workspace, &question).await?),
        Err(_) => None,
    };
    Ok(page(&visit, matrix.as_ref()))
}

/// `GET /matrix.csv`.
pub async fn csv(State(workspace): State<Workspace>, visit: Visit) -> Result<Response, Problem> {
    let matrix = search::matrix(&workspace, &asked(&visit)?).await?;
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"matrix.csv\"")];
    Ok((headers, matrix.csv()?).into_response())
}

/// What the address asks.
pub fn asked(visit: &Visit) -> Result<Question, Problem> {
    match visit.get("topic") {
        Some(topic) => Ok(Question::Topic(topic.to_owned())),
        None => Ok(Question::Phrase(visit.need("phrase")?.to_owned())),
    }
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, matrix: Option<&Matrix>) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        l.t("matrix.title"),
        "trace",
        html! {
            div.wide {
                h1 { (l.t("matrix.title")) }
                p.sub { (l.t("matrix.lead")) }
                form.filters action="/matrix" method="get" {
                    (parts::field(visit, "phrase", l.t("trace.phrase"), "search"))
                    (parts::choice(visit, "topic", l.t("filter.topic"), &names::topics(l).collect::<Vec<_>>()))
                    button { (l.t("matrix.do")) }
                }
                @if let Some(matrix) = matrix {
                    @if matrix.rows.is_empty() { (parts::empty(l.t("matrix.none"), l.t("matrix.none-mend"))) } @else { (table(visit, matrix)) }
                }
            }
        },
    )
}

/// So many answers of a cell are seen at once.
const FEW: usize = 3;

fn answers(cell: &[Said]) -> Markup {
    html! { @for said in cell { a href=(links::spot(&said.place)) lang=[parts::tongue(&said.text)] title=(said.text) { (said.text) } } }
}

fn table(visit: &Visit, matrix: &Matrix) -> Markup {
    let l = visit.locale;
    let column = |name: &str| match name.split_once(' ') {
        Some((kind, stance)) if visit.get("topic").is_some() => {
            l.fill("explain.of", &[("kind", l.term("kind", kind)), ("of", l.term("stance", stance))])
        }
        _ => l.term("kind", name).to_owned(),
    };
    html! {
        p.export { (l.t("register.export")) " " a href=(visit.carried_to("/matrix.csv")) { "CSV" } " " a href=(visit.carried_to("/api/matrix")) { "JSON" } }
        div.scroll tabindex="0" role="region" aria-label=(l.t("matrix.title")) { table.grid.answers {
            thead { tr { th scope="col" { (l.t("matrix.document")) } @for name in &matrix.columns { th scope="col" { (column(name)) } } } }
            tbody { @for row in &matrix.rows { tr {
                th scope="row" { a href=(links::document(&row.document)) {
                    (row.date.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d))) " " (parts::together(l, &row.parties))
                } }
                @for (cell, name) in row.cells.iter().zip(&matrix.columns) {
                    td data-column=(column(name)) {
                        (answers(&cell[..cell.len().min(FEW)]))
                        @if cell.len() > FEW { details { summary { (l.count("more", cell.len() - FEW)) } (answers(&cell[FEW..])) } }
                    }
                }
            } } }
        } }
    }
}
