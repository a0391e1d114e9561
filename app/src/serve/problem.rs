//! What could not be done: what was found, what was wanted, how to mend it.
//!
//! The API says it as `application/problem+json` (RFC 9457); for pages `as_page` says the same in the reader's language.

use super::layout;
use super::person::Person;
use super::visit::{Visit, spoken};
use axum::extract::Request;
use axum::http::header::{self, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Serialize;
use utoipa::ToSchema;

/// A problem as the API tells it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Names the sort of problem; its words stand in the locales under `problem`.
    #[serde(rename = "type")]
    pub sort: &'static str,
    /// The same in a few English words.
    pub title: String,
    /// The HTTP status.
    #[schema(value_type = u16)]
    #[serde(serialize_with = "as_number")]
    pub status: StatusCode,
    /// What was found.
    pub found: Option<String>,
    /// What was wanted.
    pub wanted: Option<String>,
    /// How to mend it.
    pub hint: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
fn as_number<S: serde::Serializer>(status: &StatusCode, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_u16(status.as_u16())
}

impl Problem {
    /// A problem of a sort that the locales have words for.
    #[must_use]
    pub fn new(status: StatusCode, sort: &'static str) -> Self {
        let english = &super::locale::Locale::all()[0];
        let title = english.t(&format!("problem.{sort}")).to_owned();
        Self { sort, title, status, found: None, wanted: None, hint: None }
    }

    /// Nothing of that name is kept.
    #[must_use]
    pub fn not_found(what: &str, name: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found").found(name).wanted(what)
    }

    /// The address lacks a field.
    #[must_use]
    pub fn missing_field(name: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "missing-field").wanted(format!("?{name}="))
    }

    /// Says what was found.
    #[must_use]
    pub fn found(mut self, words: impl Into<String>) -> Self {
        self.found = Some(words.into());
        self
    }

    /// Says what was wanted.
    #[must_use]
    pub fn wanted(mut self, words: impl Into<String>) -> Self {
        self.wanted = Some(words.into());
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn hint(mut self, words: impl Into<String>) -> Self {
        self.hint = Some(words.into());
        self
    }

    fn page(&self, visit: &Visit) -> Markup {
        let l = visit.locale;
        let title = l.term("problem", self.sort);
        let mend = format!("mend.{}", self.sort);
        layout::page(
            visit,
            title,
            "",
            html! {
                div.problem {
                    p.status { (self.status.as_u16()) }
                    h1 { (if title == self.sort { self.title.as_str() } else { title }) }
                    dl.facts {
                        @if let Some(found) = &self.found { dt { (l.t("problem.found")) } dd { (found) } }
                        @if let Some(wanted) = &self.wanted { dt { (l.t("problem.wanted")) } dd { (l.term("thing", wanted)) } }
                        dt { (l.t("problem.mend")) }
                        dd { (self.hint.as_deref().unwrap_or_else(|| l.t(&mend))) }
                    }
                    p { a.button href="/" { (l.t("nav.library")) } " " a.button href="/search" { (l.t("nav.search")) } }
                }
            },
        )
    }
}

impl From<crate::Error> for Problem {
    fn from(error: crate::Error) -> Self {
        let (_, status) = error.codes();
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let sort = match error {
            crate::Error::Missing(_) => "not-found",
            crate::Error::Usage(_) | crate::Error::Input(_) => "not-understood",
            crate::Error::Conflict(_) => "conflict",
            crate::Error::Refused(_) => "not-yours",
            crate::Error::Operator(_) => "not-available",
            crate::Error::Ours(_) => "defect",
        };
        let fault = error.fault();
        let given = |words: &String| (!words.is_empty()).then(|| words.clone());
        Self {
            found: given(&fault.found),
            wanted: given(&fault.wanted),
            hint: given(&fault.mend),
            ..Self::new(status, sort)
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_string(&self).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))];
        let mut response = (self.status, kind, body).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Tells problems of pages as pages; what is under `/api` stays JSON.
pub async fn as_page(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let (mut parts, body) = request.into_parts();
    let visit = <Visit as axum::extract::FromRequestParts<()>>::from_request_parts(&mut parts, &()).await;
    let response = next.run(Request::from_parts(parts.clone(), body)).await;
    if address.starts_with("/api/") {
        return response;
    }
    let Some(problem) = response.extensions().get::<Problem>() else { return response };
    let visit = visit.or_else(|_| Visit::to("/", spoken(&parts.headers)));
    let Ok(mut visit) = visit else { return response };
    visit.person = response.extensions().get::<Person>().cloned().unwrap_or(visit.person);
    let headers = [RETRY_AFTER, WWW_AUTHENTICATE].map(|name| (name.clone(), response.headers().get(&name).cloned()));
    let mut page = (problem.status, problem.page(&visit)).into_response();
    page.headers_mut().extend(headers.into_iter().filter_map(|(name, value)| Some((name, value?))));
    page
}
