//! What may write over HTTP: our own pages, or a program; never another site, in anybody's name.

use super::person::{GUARD, GUARD_HEADER, Person, Way};
use super::problem::Problem;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use subtle::ConstantTimeEq;

/// Refuses what another site sent. Where there are no accounts, only this machine may write: a name that is not its
/// own may have been bent to point here.
///
/// # Errors
/// When it may not write.
pub fn from_here(person: &Person, headers: &HeaderMap) -> Result<(), Problem> {
    let host = text(headers, header::HOST.as_str()).unwrap_or_default();
    if person.alone() && !is_this_machine(host) {
        let problem = Problem::new(StatusCode::FORBIDDEN, "not-allowed");
        return Err(problem.found(format!("host {host}")));
    }
    if let Some(origin) = text(headers, header::ORIGIN.as_str()) {
        let from = origin.split_once("://").map(|(_, from)| from);
        if from != Some(host) {
            return Err(foreign(format!("origin {origin}")));
        }
    }
    match text(headers, "sec-fetch-site") {
        Some(site) if !["same-origin", "none"].contains(&site) => Err(foreign(format!("sec-fetch-site {site}"))),
        _ => Ok(()),
    }
}

/// Whether a `Host` header names this machine.
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |h| h.0);
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

/// Refuses what does not carry its guard. Tokens are exempt: no browser sends them by itself. So are JSON and programs
/// where nobody is signed in: another site can send neither JSON nor a request without an origin.
///
/// # Errors
/// When the guard is missing or another's.
pub async fn guarded(person: &Person, program: bool, parts: &Parts, body: &Bytes) -> Result<(), Problem> {
    let headers = &parts.headers;
    let browser = headers.contains_key(header::ORIGIN) || headers.contains_key("sec-fetch-site");
    let exempt = match person.way {
        Way::Token(_) => true,
        Way::Alone => program && (is_json(headers) || !browser),
        Way::Session(_) | Way::Nobody => false,
    };
    if exempt {
        return Ok(());
    }
    let given = match text(headers, GUARD_HEADER) {
        Some(given) => Some(given.to_owned()),
        None if is_multipart(headers) => in_multipart(parts, body).await,
        None => in_form(body),
    };
    let right =
        given.is_some_and(|g| !person.guard.is_empty() && bool::from(g.as_bytes().ct_eq(person.guard.as_bytes())));
    if right { Ok(()) } else { Err(Problem::new(StatusCode::FORBIDDEN, "unguarded").wanted(GUARD)) }
}

/// Whether a request brings parts, files among them.
#[must_use]
pub fn is_multipart(headers: &HeaderMap) -> bool {
    media_type(headers).eq_ignore_ascii_case("multipart/form-data")
}

fn is_json(headers: &HeaderMap) -> bool {
    media_type(headers).eq_ignore_ascii_case("application/json")
}

fn media_type(headers: &HeaderMap) -> &str {
    text(headers, header::CONTENT_TYPE.as_str()).unwrap_or_default().split(';').next().unwrap_or_default().trim()
}

fn in_form(body: &Bytes) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let value = text.split('&').find_map(|pair| pair.strip_prefix(GUARD)?.strip_prefix('='))?;
    Some(value.to_owned())
}

async fn in_multipart(parts: &Parts, body: &Bytes) -> Option<String> {
    let request = Request::from_parts(parts.clone(), Body::from(body.clone()));
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    while let Some(field) = form.next_field().await.ok()? {
        if field.name() == Some(GUARD) {
            return field.text().await.ok();
        }
    }
    None
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).map(|v| v.to_str().unwrap_or("?"))
}

fn foreign(found: String) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "foreign").found(found)
}
