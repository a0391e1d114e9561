//! `/reviews/{body}/{n}/{paper}`: the packet and the minutes as files: `agenda.zh.docx`, `minutes.en.html`.

use crate::register::Workspace;
use crate::render::paper::Format;
use crate::review::{meeting, packet};
use crate::serve::locale::Locale;
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::shape::entry::Meeting;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// The formats, each with its ending.
const FORMATS: [(Format, &str); 3] = [(Format::Docx, "docx"), (Format::Html, "html"), (Format::Json, "json")];

/// The papers of a meeting in every language.
pub fn links(visit: &Visit, m: &Meeting) -> Markup {
    let l = visit.locale;
    let papers: &[&str] = if m.closed.is_some() { &["agenda", "minutes"] } else { &["agenda"] };
    let base = format!("/reviews/{}/{}", encode(&m.body), m.number);
    html! {
        ul.papers { @for paper in papers { li {
            strong { (l.term("papers", paper)) }
            @for language in Locale::all() { span lang=(language.tag()) { (language.t("nav.this-language"))
                @for (_, ending) in &FORMATS[..2] { " " a href={ (base) "/" (paper) "." (language.code) "." (ending) } { (ending.to_uppercase()) } }
            } }
        } } }
    }
}

/// `GET /reviews/{body}/{n}/{paper}`.
pub async fn get(
    State(workspace): State<Workspace>,
    Path((body, number, file)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let parts: Vec<&str> = file.split('.').collect();
    let unknown = || Problem::not_found("format", &file).hint("agenda.zh.docx, minutes.en.html");
    let [paper, language, ending] = parts.as_slice() else { return Err(unknown()) };
    let l = Locale::named(language).ok_or_else(unknown)?;
    let format = FORMATS.iter().find(|(_, e)| e == ending).map(|(f, _)| *f).ok_or_else(unknown)?;
    let sitting = meeting::sitting(&workspace, Some(&format!("{body}/{number}"))).await?;
    let paper = match *paper {
        "agenda" => packet::agenda(l, &sitting),
        "minutes" => packet::minutes(l, &sitting),
        _ => return Err(unknown()),
    };
    let (_, media) = format.file();
    let name = encode(&format!("{body}-{number}-{file}"));
    let how = if format == Format::Docx { "attachment" } else { "inline" };
    let headers = [
        (CONTENT_TYPE, media.to_owned()),
        (CONTENT_DISPOSITION, format!("{how}; filename*=UTF-8''{name}")),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox".to_owned()),
    ];
    Ok((headers, format.render(&paper)?).into_response())
}
