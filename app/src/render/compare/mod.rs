//! Two documents set beside each other: one file a format.

mod docx;
mod html;
mod text;
mod words;

pub use words::{Piece, pieces};

use crate::register::{Reason, Workspace};
use crate::shape::{Change, Document, Sentence};
use crate::{Result, reading};
use serde::Serialize;

/// A sentence of the newer document with what answers it in the older one, or a dropped one of the older.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// How they stand to each other.
    pub change: Change,
    /// Why it is called so.
    pub grounds: Vec<Reason>,
    /// The words of the older sentences.
    pub older: String,
    /// The words of the newer one.
    pub newer: String,
}

/// Two documents, sentence by sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The older one.
    pub older: Document,
    /// The newer one.
    pub newer: Document,
    /// In the order of the newer one; dropped ones last.
    pub rows: Vec<Row>,
}

/// How to show a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Plain text.
    Text,
    /// A page of HTML.
    Html,
    /// A DOCX with tracked changes.
    Docx,
    /// JSON.
    Json,
}

impl Format {
    /// The rendering.
    ///
    /// # Errors
    /// When it cannot be packed, which would be a defect.
    pub fn render(self, comparison: &Comparison) -> Result<Vec<u8>> {
        Ok(match self {
            Self::Text => text::render(comparison).into_bytes(),
            Self::Html => html::render(comparison).into_bytes(),
            Self::Docx => docx::render(comparison)?,
            Self::Json => serde_json::to_vec_pretty(comparison)?,
        })
    }
}

impl Comparison {
    /// Loads two documents and how they stand to each other.
    ///
    /// # Errors
    /// When there is no such document, or the database fails.
    pub async fn load(workspace: &Workspace, older: &str, newer: &str) -> Result<Self> {
        let changes = reading::compare(workspace, older, newer).await?;
        let (old, new) = (workspace.sentences(older).await?, workspace.sentences(newer).await?);
        let rows = changes.into_iter().map(|(change, grounds)| row(change, grounds, &old, &new)).collect();
        Ok(Self { older: workspace.document(older).await?, newer: workspace.document(newer).await?, rows })
    }
}

fn row(change: Change, grounds: Vec<Reason>, old: &[Sentence], new: &[Sentence]) -> Row {
    let words = |all: &[Sentence], id: &String| {
        all.iter().find(|s| s.sentence == *id).map(|s| s.text.clone()).unwrap_or_default()
    };
    let older = change.older_sentences.iter().map(|id| words(old, id)).collect::<Vec<_>>().join("");
    let newer = change.newer_sentence.as_ref().map(|id| words(new, id)).unwrap_or_default();
    Row { change, grounds, older, newer }
}
