//! Style sheets, the script and the icon, embedded in the program.

use super::problem::Problem;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::LazyLock;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets");

/// In the order they are read.
pub const STYLES: [&str; 8] =
    ["base.css", "library.css", "reader.css", "register.css", "desks.css", "people.css", "marks.css", "print.css"];

/// A short name of everything embedded, so that browsers may keep files for good and still see a new version.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut all = Sha256::new();
    for file in FILES.files() {
        all.update(file.contents());
    }
    all.finalize().iter().take(6).fold(String::new(), |mut name, byte| {
        let _ = write!(name, "{byte:02x}");
        name
    })
});

/// Where a page finds the asset.
#[must_use]
pub fn address(name: &str) -> String {
    format!("/assets/{name}?v={}", *VERSION)
}

/// `GET /assets/{name}`.
pub async fn get(Path(name): Path<String>) -> Result<Response, Problem> {
    let file = FILES.get_file(&name).ok_or_else(|| Problem::not_found("asset", &name))?;
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, file.contents()).into_response())
}
