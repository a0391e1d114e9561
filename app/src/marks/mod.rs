//! Coding by people: what each coder is shown of a text, what their marks make of it, how far they agree.
//!
//! In: the clauses the program found, the decisions of coders. Out: sheets, agreement, marks that can be written as
//! gold. Never: shows a coder, or anybody, what another one marked before both are complete; changes a clause.
//! See: `app/src/register/marking.rs` for the decisions, `app/src/render/gold.rs` and `annotations.rs` for the exports.

mod agreement;
mod coded;
mod desk;
mod place;
mod sheet;

pub use agreement::agreement;
pub use desk::{Wish, act};

use crate::register::{ClauseFilter, Coding, Workspace};
use crate::shape::mark::{CodingRound, Mark, MarkSheet};
use crate::shape::{Clause, Document, Provision, Sentence, Witness};
use crate::{Error, Result};

/// A text as coders look at it.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The document.
    pub document: Document,
    /// Its blocks.
    pub provisions: Vec<Provision>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its witnesses.
    pub witnesses: Vec<Witness>,
    /// What the program found.
    pub clauses: Vec<Clause>,
}

impl Text {
    /// The text of a document.
    ///
    /// # Errors
    /// When there is no such document, or the database fails.
    pub async fn load(workspace: &Workspace, id: &str) -> Result<Self> {
        let filter = ClauseFilter { document: Some(id.to_owned()), ..ClauseFilter::default() };
        Ok(Self {
            document: workspace.document(id).await?,
            provisions: workspace.provisions(id).await?,
            sentences: workspace.sentences(id).await?,
            witnesses: workspace.witnesses(Some(id)).await?,
            clauses: workspace.clauses(&filter).await?,
        })
    }
}

/// What `viewer` is shown of the last round of a document: their own marks; once every coder is complete, those of
/// `of` where a coder is named there. `None` where the document has no round.
///
/// # Errors
/// When another coder's marks are asked for too early, or the database fails.
pub async fn sheet(workspace: &Workspace, text: &Text, viewer: &str, of: Option<&str>) -> Result<Option<MarkSheet>> {
    let Some(coding) = workspace.coding(&text.document.document).await? else { return Ok(None) };
    let of = of.unwrap_or(viewer);
    if of != viewer && !coding.round.unsealed {
        return Err(sealed(&coding.round));
    }
    Ok(Some(shown(text, &coding, of)))
}

fn shown(text: &Text, coding: &Coding, of: &str) -> MarkSheet {
    let sheet = sheet::Sheet::of(text, coding, of);
    let (round, of) = (coding.round.clone(), of.to_owned());
    let (marks, attention) = sheet.lines.into_iter().map(|line| line.mark).partition(|m| m.start.is_some());
    MarkSheet { round, of, marks, attention }
}

/// The clauses that hold by the marks of `of`, or, where it is `settled`, by those of both coders and whoever settled
/// what they differ about; and who made them.
///
/// # Errors
/// When they may not be seen yet, something is unsettled, there is no round, or the database fails.
pub async fn holding(workspace: &Workspace, text: &Text, viewer: &str, of: &str) -> Result<(Vec<Mark>, CodingRound)> {
    let id = &text.document.document;
    let coding = workspace.coding(id).await?.ok_or_else(|| no_round(id))?;
    if of == SETTLED {
        return Ok((agreement::settled(text, &coding)?, coding.round));
    }
    if of != viewer && !coding.round.unsealed {
        return Err(sealed(&coding.round));
    }
    if !coding.round.coders.iter().any(|c| c == of) {
        let found = format!("`{of}` does not code {id}");
        return Err(Error::usage(found, format!("{} or {SETTLED}", coding.round.coders.join(", ")), "say --of NAME"));
    }
    Ok((sheet::Sheet::of(text, &coding, of).holding(), coding.round))
}

/// What stands for the marks both coders agree about, or a third settled.
pub const SETTLED: &str = "settled";

fn sealed(round: &CodingRound) -> Error {
    let missing: Vec<&str> = round.coders.iter().filter(|c| !round.complete.contains(c)).map(String::as_str).collect();
    let found = format!("{}: its marks are sealed", round.document);
    Error::input(found, format!("a coding that {} declared complete", missing.join(" and ")), "wait for it")
}

fn no_round(document: &str) -> Error {
    let mend = "open one with `chancery marks open DOCUMENT --coder NAME`";
    Error::missing(format!("{document} has no coding round"), mend)
}
