//! Two documents set beside each other: one file a format.
//!
//! In: how the sentences of two documents stand to each other. Out: a summary, then every pair with what changed
//! in it, word by word. Never: decides what a change is. See: `chancery_engine::link`.

mod docx;
mod html;
mod markdown;
mod summary;
mod text;
mod words;
mod woven;

pub use summary::{Filter, LEADING, RELATIONS, Summary};
pub use words::{Piece, pieces};

use crate::register::{ClauseFilter, Reason, Workspace};
use crate::shape::{Change, Clause, Document, Sentence};
use crate::{Result, reading};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// A sentence of the newer document with what answers it in the older one, or a dropped one of the older.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Row {
    /// How they stand to each other.
    pub change: Change,
    /// Why it is called so, with the words that carry it.
    pub grounds: Vec<Reason>,
    /// The words of the older sentences.
    pub older: String,
    /// The words of the newer one.
    pub newer: String,
    /// What stayed, went and came, in order.
    pub pieces: Vec<Piece>,
    /// Kinds of its clauses.
    pub kinds: Vec<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// Who acts in it.
    pub actors: Vec<String>,
    /// How much a reader will care: undertakings 3, stances 2, records 1, ceremony 0.
    pub weight: u8,
}

/// Two documents, sentence by sentence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Comparison {
    /// The older one.
    pub older: Document,
    /// The newer one.
    pub newer: Document,
    /// What it comes to.
    pub summary: Summary,
    /// In the order of the newer one; dropped ones last.
    pub rows: Vec<Row>,
    /// The sentences of the older document in their order.
    #[serde(skip)]
    pub older_sentences: Vec<Sentence>,
}

/// How to show a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Plain text.
    Text,
    /// A page of HTML.
    Html,
    /// Markdown.
    Md,
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
            Self::Md => markdown::render(comparison).into_bytes(),
            Self::Docx => docx::render(comparison)?,
            Self::Json => serde_json::to_vec_pretty(comparison)?,
        })
    }
}

impl Comparison {
    /// Loads two documents and how they stand to each other, as far as the filter asks for it.
    ///
    /// # Errors
    /// When there is no such document, or the database fails.
    pub async fn load(workspace: &Workspace, older: &str, newer: &str, filter: &Filter) -> Result<Self> {
        let changes = reading::compare(workspace, older, newer).await?;
        let older_sentences = workspace.sentences(older).await?;
        let (old, new) = (Side::load(workspace, older).await?, Side::load(workspace, newer).await?);
        let rows = changes.into_iter().map(|(change, grounds)| row(change, grounds, &old, &new)).collect();
        let (older, newer) = (workspace.document(older).await?, workspace.document(newer).await?);
        Ok(Self { older, newer, summary: Summary::default(), rows, older_sentences }.only(filter))
    }
}

/// What is known of the sentences of one document.
struct Side {
    sentences: BTreeMap<String, Sentence>,
    clauses: BTreeMap<String, Vec<Clause>>,
}

impl Side {
    async fn load(workspace: &Workspace, document: &str) -> Result<Self> {
        let sentences = workspace.sentences(document).await?;
        let asked = ClauseFilter { document: Some(document.to_owned()), ..ClauseFilter::default() };
        let mut clauses: BTreeMap<String, Vec<Clause>> = BTreeMap::new();
        for clause in workspace.clauses(&asked).await? {
            clauses.entry(clause.sentence.clone()).or_default().push(clause);
        }
        Ok(Self { sentences: sentences.into_iter().map(|s| (s.sentence.clone(), s)).collect(), clauses })
    }

    fn words(&self, id: &str) -> &str {
        self.sentences.get(id).map_or("", |s| s.text.as_str())
    }
}

fn row(change: Change, grounds: Vec<Reason>, old: &Side, new: &Side) -> Row {
    let older: String = change.older_sentences.iter().map(|id| old.words(id)).collect::<Vec<_>>().join("");
    let newer = change.newer_sentence.as_deref().map_or("", |id| new.words(id)).to_owned();
    let clauses: Vec<&Clause> = match &change.newer_sentence {
        Some(id) => new.clauses.get(id).into_iter().flatten().collect(),
        None => change.older_sentences.iter().filter_map(|id| old.clauses.get(id)).flatten().collect(),
    };
    let all = |words: fn(&Clause) -> &[String]| -> Vec<String> {
        clauses.iter().flat_map(|c| words(c)).cloned().collect::<BTreeSet<_>>().into_iter().collect()
    };
    let kinds: BTreeSet<String> = clauses.iter().map(|c| c.kind.clone()).collect();
    Row {
        pieces: pieces(&older, &newer),
        weight: kinds.iter().map(|kind| summary::weight(kind)).max().unwrap_or(0),
        kinds: kinds.into_iter().collect(),
        topics: all(|c| &c.topics),
        actors: all(|c| &c.actors),
        change,
        grounds,
        older,
        newer,
    }
}

impl Row {
    /// Names the row inside its comparison: the newer sentence, or the dropped one of the older.
    #[must_use]
    pub fn anchor(&self) -> String {
        let inside = |id: &str| id.split_once('#').map_or(id, |(_, inside)| inside).to_owned();
        match (&self.change.newer_sentence, self.change.older_sentences.first()) {
            (Some(id), _) => inside(id),
            (None, Some(id)) => format!("dropped:{}", inside(id)),
            (None, None) => String::new(),
        }
    }

    /// The words that lead: of the newer sentence, or of the dropped one.
    #[must_use]
    pub fn words(&self) -> &str {
        if self.newer.is_empty() { &self.older } else { &self.newer }
    }
}
