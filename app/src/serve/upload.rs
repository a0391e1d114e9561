//! Reads what a form with a file brings: for pages and for programs alike.

use super::doors::LARGEST_FILE;
use super::problem::Problem;
use crate::register::Kept;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;

/// The fields of a form, in order, and its file.
#[derive(Clone, Debug, Default)]
pub(super) struct Upload {
    pub(super) fields: Vec<(String, String)>,
    pub(super) file: Option<Kept>,
}

/// Reads a form. A field without a file's name is text, unless it is called `file`.
pub(super) async fn read(mut form: Multipart) -> Result<Upload, Problem> {
    let fault = |e: MultipartError| unread(e.status(), e.body_text());
    let mut given = Upload::default();
    while let Some(field) = form.next_field().await.map_err(fault)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned).or_else(|| (name == "file").then(String::new));
        let Some(file) = file else {
            given.fields.push((name, field.text().await.map_err(fault)?));
            continue;
        };
        let body = field.bytes().await.map_err(fault)?;
        if body.len() > LARGEST_FILE {
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large"));
        }
        // A browser sends the field empty where no file was chosen.
        if !file.is_empty() || !body.is_empty() {
            given.file = Some(Kept::new(&file, body.to_vec())?);
        }
    }
    Ok(given)
}

/// What is said of a form that cannot be read.
pub(super) fn unread(status: StatusCode, words: String) -> Problem {
    let sort = if status == StatusCode::PAYLOAD_TOO_LARGE { "too-long" } else { "not-understood" };
    Problem::new(status, sort).found(words)
}
