//! One question, all documents: who says it, and how.

use super::{Piece, trace};
use crate::register::{ClauseFilter, DocumentFilter, Workspace};
use crate::shape::{Clause, Document};
use crate::{Error, Result};
use chancery_engine::model::ClauseKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What a document says in one way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Said {
    /// The sentence or clause.
    pub place: String,
    /// The words.
    pub text: String,
}

/// A document's answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Answer {
    /// Id of the document.
    pub document: String,
    /// Its date.
    pub date: Option<String>,
    /// Its parties.
    pub parties: Vec<String>,
    /// What it says, for each of the columns.
    pub cells: Vec<Vec<Said>>,
}

/// Documents by wording, or by kind of clause.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Matrix {
    /// The wordings of a phrase, the nearest first; for a topic the kinds of clause, `position oppose` among them.
    pub columns: Vec<String>,
    /// The documents that answer, oldest first.
    pub rows: Vec<Answer>,
}

/// What is asked of all documents.
#[derive(Clone, Debug)]
pub enum Question {
    /// A phrase and its near variants.
    Phrase(String),
    /// A topic.
    Topic(String),
}

/// The answers of all documents.
///
/// # Errors
/// When the phrase is empty or the database fails.
pub async fn matrix(workspace: &Workspace, question: &Question) -> Result<Matrix> {
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    let found = match question {
        Question::Phrase(phrase) => by_wording(workspace, phrase).await?,
        Question::Topic(topic) => by_kind(workspace, topic).await?,
    };
    Ok(laid_out(&documents, found))
}

/// What each column holds: document and words.
type Columns = Vec<(String, Vec<(String, Said)>)>;

async fn by_wording(workspace: &Workspace, phrase: &str) -> Result<Columns> {
    let said = |place: trace::Place| {
        let text = place.snippet.iter().filter(|p: &&Piece| p.hit).map(|p| p.text.as_str()).collect();
        (place.document, Said { place: place.sentence, text })
    };
    let wordings = trace::trace(workspace, phrase).await?;
    Ok(wordings.into_iter().map(|w| (w.text(), w.occurrences.into_iter().map(said).collect())).collect())
}

async fn by_kind(workspace: &Workspace, topic: &str) -> Result<Columns> {
    let asked = ClauseFilter { topic: Some(topic.to_owned()), ..ClauseFilter::default() };
    let mut columns: BTreeMap<String, Vec<(String, Said)>> = BTreeMap::new();
    for clause in workspace.clauses(&asked).await? {
        columns
            .entry(called(&clause))
            .or_default()
            .push((clause.document, Said { place: clause.clause, text: clause.text }));
    }
    let mut columns: Columns = columns.into_iter().collect();
    columns.sort_by_key(|(name, _)| ClauseKind::ALL.iter().position(|kind| name.starts_with(kind.name())));
    Ok(columns)
}

fn called(clause: &Clause) -> String {
    clause.stance.as_ref().map_or_else(|| clause.kind.clone(), |stance| format!("{} {stance}", clause.kind))
}

fn laid_out(documents: &[Document], found: Columns) -> Matrix {
    let rows = documents.iter().map(|d| {
        let of = |cells: &[(String, Said)]| -> Vec<Said> {
            cells.iter().filter(|(document, _)| *document == d.document).map(|(_, said)| said.clone()).collect()
        };
        let cells: Vec<Vec<Said>> = found.iter().map(|(_, cells)| of(cells)).collect();
        Answer { document: d.document.clone(), date: d.date.clone(), parties: d.parties.clone(), cells }
    });
    let rows = rows.filter(|answer| answer.cells.iter().any(|cell| !cell.is_empty())).collect();
    Matrix { columns: found.into_iter().map(|(name, _)| name).collect(), rows }
}

impl Matrix {
    /// As a spreadsheet: a column for each of its own behind document, date and parties.
    ///
    /// # Errors
    /// When memory cannot be written to, which would be a defect.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        let ours = |e: csv::Error| Error::ours(format!("the matrix could not be written: {e}"));
        let head = ["document", "date", "parties"].into_iter().map(str::to_owned);
        out.write_record(head.chain(self.columns.iter().cloned())).map_err(ours)?;
        for row in &self.rows {
            let own = [row.document.clone(), row.date.clone().unwrap_or_default(), row.parties.join(" ")];
            let cell = |said: &Vec<Said>| said.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" | ");
            out.write_record(own.into_iter().chain(row.cells.iter().map(cell))).map_err(ours)?;
        }
        out.into_inner().map_err(|e| Error::ours(format!("the matrix could not be written: {e}")))
    }
}
