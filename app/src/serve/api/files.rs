//! Files put under undertakings: taken in from a form, kept by their SHA-256, given out as nothing but bytes.

use crate::people::Action;
use crate::register::{Hand, Kept, Workspace};
use crate::serve::problem::Problem;
use crate::serve::upload;
use crate::serve::visit::encode;
use crate::shape::entry::Evidence;
use axum::extract::{Multipart, Path, State};
use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use utoipa::ToSchema;

/// What a form with a file may bring.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "describes the form; `uploaded` reads it")]
pub struct Upload {
    /// The file; at most 20 MiB.
    #[schema(value_type = Option<String>, format = Binary)]
    file: Option<Vec<u8>>,
    /// The words that show it.
    quotation: Option<String>,
    /// Where it was published.
    address: Option<String>,
    /// When it was published.
    published: Option<String>,
    /// When it was seen; today unless said.
    seen: Option<String>,
    /// BCP 47.
    language: Option<String>,
    /// Which party it concerns.
    party: Option<String>,
    /// Which part of the undertaking it concerns.
    part: Option<String>,
    /// A remark.
    why: Option<String>,
    /// Who decides, where there are no accounts.
    by: Option<String>,
}

/// What a form brought.
#[derive(Debug, Default)]
pub struct Uploaded(upload::Upload);

/// Reads a form with a file.
///
/// # Errors
/// When it cannot be read, or is too large.
pub async fn uploaded(form: Multipart) -> Result<Uploaded, Problem> {
    Ok(Uploaded(upload::read(form).await?))
}

impl Uploaded {
    /// A field without blanks around it; empty where it was not given.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.0.fields.iter().rev().find(|(n, _)| n == name).map_or("", |(_, value)| value.trim())
    }

    /// Its file.
    #[must_use]
    pub fn into_file(self) -> Option<Kept> {
        self.0.file
    }

    fn given(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The evidence; its file is kept, once it is known that whoever sends it may put it there.
    ///
    /// # Errors
    /// When there is no such entry, it is not allowed, or the database fails.
    pub async fn evidence(&self, workspace: &Workspace, id: &str, hand: &Hand) -> Result<Evidence, Problem> {
        let entry = workspace.entry(id).await?;
        workspace.allowed(hand, Action::Evidence, &entry.undertaking.document).await?;
        let mut evidence = Evidence {
            quotation: self.given("quotation"),
            address: self.given("address"),
            published: self.given("published"),
            seen: self.given("seen").or_else(|| Some(crate::register::now()[..10].to_owned())),
            language: self.given("language"),
            party: self.given("party"),
            part: self.given("part"),
            ..Evidence::default()
        };
        if let Some(file) = &self.0.file {
            evidence.file_name = Some(file.name.clone());
            evidence.file = Some(workspace.keep_file(file.clone()).await?);
        }
        Ok(evidence)
    }
}

/// A kept file: bytes to be saved, never shown as a page of ours.
#[utoipa::path(get, path = "/api/files/{sha}", tag = "register",
    params(("sha" = String, Path, description = "SHA-256 of the file")),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
pub async fn get(
    State(workspace): State<Workspace>,
    Path(sha): Path<String>,
) -> Result<([(HeaderName, String); 3], Vec<u8>), Problem> {
    let Kept { name, body } = workspace.file(&sha).await?;
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", encode(&name))),
        (ETAG, format!("\"{sha}\"")),
    ];
    Ok((headers, body))
}
