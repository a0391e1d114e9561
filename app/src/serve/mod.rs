//! The web application and the HTTP API: server-rendered pages, each with its JSON twin under `/api`.
//!
//! In: a workspace. Out: pages and JSON. Never: decides what a text means, writes SQL, loads anything from elsewhere.
//! See: `pages/` (one file a page), `api/` (handlers by resource), `app/assets`, `app/locales`.

pub mod api;
mod assets;
pub mod doors;
pub mod house;
mod layout;
pub mod links;
pub mod pages;
pub mod person;
pub mod posted;
mod problem;
mod upload;
pub mod visit;
mod writing;

pub use crate::locale;
use crate::names;
pub use house::{Door, House, Settings};
pub use person::Person;
pub use problem::Problem;

use crate::register::Workspace;
use crate::{Error, Result};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderName, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use std::net::SocketAddr;

/// What browsers are told to refuse: everything that is not our own, and script inside a page.
const SECURITY: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Serves the workspace until interrupted.
///
/// # Errors
/// When the address cannot be bound.
pub async fn run(workspace: Workspace, addr: SocketAddr, settings: Settings) -> Result<()> {
    let listener = tokio::net::TcpListener::bind(addr).await.map_err(|e| {
        Error::operator(format!("{addr}: cannot listen there: {e}"), "choose another with --addr HOST:PORT")
    })?;
    let rooms = rooms(House::new(workspace, settings)).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, rooms)
        .with_graceful_shutdown(async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await?;
    Ok(())
}

/// Everything that is served to the single user of this machine.
pub fn router(workspace: Workspace) -> Router {
    rooms(House::new(workspace, Settings::default()))
}

/// Everything that is served.
pub fn rooms(house: House) -> Router {
    let workspace = house.workspace.clone();
    Router::new()
        .merge(pages::routes())
        .nest("/api", api::routes())
        .route("/assets/{name}", get(assets::get))
        .route("/feed.atom", get(api::reports::changes))
        .fallback(nowhere)
        .method_not_allowed_fallback(only_reading)
        .layer(middleware::from_fn_with_state(house, doors::entry))
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(problem::as_page))
        .layer(middleware::from_fn(answer))
        .with_state(workspace)
}

/// Adds what every answer carries, and remembers a language that was chosen.
async fn answer(request: Request, next: Next) -> Response {
    let chosen = request.uri().query().and_then(|q| q.split('&').find_map(|p| p.strip_prefix("lang=")));
    let chosen = chosen.and_then(locale::Locale::named);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in SECURITY {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    if let Some(locale) = chosen {
        let cookie =
            format!("{}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", visit::COOKIE_NAME, locale.code);
        headers.extend(HeaderValue::from_str(&cookie).map(|v| (header::SET_COOKIE, v)));
    }
    response
}

async fn nowhere(request: Request) -> Problem {
    Problem::not_found("page", request.uri().path())
}

async fn only_reading(request: Request) -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method").found(request.method().as_str()).wanted("GET")
}
