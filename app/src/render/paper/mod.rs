//! Papers for meetings and reports: one file a format.

mod docx;
mod html;
mod xlsx;

use crate::Result;
use crate::review::paper::Paper;

/// How to write a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Word.
    Docx,
    /// A page that stands alone and prints well.
    Html,
    /// A sheet a table.
    Xlsx,
    /// JSON.
    Json,
}

impl Format {
    /// The paper in this format.
    ///
    /// # Errors
    /// When it cannot be packed, which would be a defect.
    pub fn render(self, paper: &Paper) -> Result<Vec<u8>> {
        match self {
            Self::Docx => docx::render(paper),
            Self::Html => Ok(html::render(paper).into_bytes()),
            Self::Xlsx => xlsx::render(paper),
            Self::Json => Ok(serde_json::to_vec_pretty(paper)?),
        }
    }

    /// The ending of its files, and their media type.
    #[must_use]
    pub const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Docx => ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Self::Html => ("html", "text/html; charset=utf-8"),
            Self::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Self::Json => ("json", "application/json"),
        }
    }

    /// The format whose files have that ending.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        [Self::Docx, Self::Html, Self::Xlsx, Self::Json]
            .into_iter()
            .find(|f| name.ends_with(&format!(".{}", f.file().0)))
    }
}
