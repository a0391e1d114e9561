//! Who may write over HTTP: a single user on this machine, from our own pages or from a program, never another site.

use super::problem::Problem;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Lets a request write only where it comes from this machine and no other site sent it.
pub async fn guard(request: Request, next: Next) -> Response {
    match refused(request.headers()) {
        Some(found) => Problem::new(StatusCode::FORBIDDEN, "not-allowed").found(found).into_response(),
        None => next.run(request).await,
    }
}

/// Why a request may not write. A name that is not this machine's may have been bent to point here.
fn refused(headers: &HeaderMap) -> Option<String> {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let host = text(header::HOST.as_str()).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(host, |h| h.0);
    if !["localhost", "127.0.0.1", "[::1]"].contains(&name) {
        return Some(format!("host {host}"));
    }
    let foreign = |origin: &&str| origin.strip_prefix("http://") != Some(host);
    if let Some(origin) = text(header::ORIGIN.as_str()).filter(foreign) {
        return Some(format!("origin {origin}"));
    }
    let site = text("sec-fetch-site").filter(|site| !["same-origin", "none"].contains(site));
    site.map(|site| format!("sec-fetch-site {site}"))
}
