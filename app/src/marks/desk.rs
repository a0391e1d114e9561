//! What a coder asks for, done: the one way in for the command line, the pages and the API.

use super::sheet::{Line, Sheet, adding, marking};
use super::{Text, coded, place};
use crate::register::{Hand, Marking, Roster, Settling, Verdict, Workspace};
use crate::shape::mark::Coded;
use crate::shape::{Decision, Provision};
use crate::{Error, Result};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is asked for. Of a clause that is corrected, what is left out stays as it is, and what is empty goes away.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Wish {
    /// `open`, `accept`, `correct`, `add`, `remove`, `undo`, `complete`, `settle`.
    pub action: String,
    /// Who acts, where there are no accounts; else it is whoever is signed in.
    pub by: String,
    /// Why.
    pub why: String,
    /// Id of the clause or mark; where it is added, its provision; where all open clauses are accepted, nothing.
    pub clause: String,
    /// The clause, word for word.
    pub words: Option<String>,
    /// Kind of clause.
    pub kind: Option<String>,
    /// Stance of a position.
    pub stance: Option<String>,
    /// Force of a commitment, mandate or call.
    pub force: Option<String>,
    /// Who acts: `CHN, RUS`.
    pub actors: Option<String>,
    /// Who is asked.
    pub addressees: Option<String>,
    /// The words that do it.
    pub operator: Option<String>,
    /// ISO 8601.
    pub deadline: Option<String>,
    /// To open a round: one coder or two, `anna, bela`.
    pub coders: String,
    /// To open a round: `bare` where coders shall not see what the program found.
    pub start: String,
    /// To complete: `accept` accepts all that is still open first.
    pub rest: String,
    /// To settle: the numbers of the two marks, `12/57`.
    pub pair: String,
    /// To settle: the coder whose version holds.
    pub take: String,
    /// To undo: number of the decision.
    pub seq: String,
}

/// Does what is asked; the decisions it took.
///
/// # Errors
/// When it cannot be done, it is not allowed, or the database fails.
pub async fn act(workspace: &Workspace, document: &str, wish: &Wish, hand: &Hand) -> Result<Vec<Decision>> {
    let one = |decision: Decision| vec![decision];
    match wish.action.as_str() {
        "open" => {
            let roster = Roster { coders: coded::names(&wish.coders), bare: wish.start == "bare" };
            workspace.open_coding(document, roster, hand).await.map(one)
        }
        "settle" => {
            let settling = Settling { pair: wish.pair.clone(), take: wish.take.clone() };
            workspace.settle_mark(document, &settling, hand).await.map(one)
        }
        "undo" => {
            let seq = wish.seq.parse().map_err(|_| {
                Error::usage(format!("found `{}`", wish.seq), "the number of a decision", "see `chancery marks show`")
            })?;
            workspace.undo(seq, hand).await.map(one)
        }
        _ => {
            let text = Text::load(workspace, document).await?;
            let coding = workspace.coding_by(document, hand).await?;
            let desk = Desk { sheet: Sheet::of(&text, &coding, &hand.by), text };
            let marks = desk.markings(wish)?;
            let mut made = if marks.is_empty() { Vec::new() } else { workspace.mark(document, &marks, hand).await? };
            if wish.action == "complete" {
                made.push(workspace.complete_coding(document, hand).await?);
            }
            Ok(made)
        }
    }
}

/// A coder before a text.
struct Desk {
    text: Text,
    sheet: Sheet,
}

impl Desk {
    fn markings(&self, wish: &Wish) -> Result<Vec<Marking>> {
        match wish.action.as_str() {
            "accept" if wish.clause.is_empty() => Ok(self.open().map(accepted).collect()),
            "complete" if wish.rest == "accept" => Ok(self.open().map(accepted).collect()),
            "complete" => match self.open().count() {
                0 => Ok(Vec::new()),
                n => {
                    let mend = "judge them, or accept them all by declaring it complete with `--rest accept`";
                    Err(Error::input(format!("{n} clauses are still open"), "a mark on every clause", mend))
                }
            },
            "accept" => Ok(vec![accepted(self.line(&wish.clause)?)]),
            "remove" => {
                let line = self.line(&wish.clause)?;
                let at = (line.mark.eid.clone(), line.nth);
                Ok(vec![marking(line, Verdict::Remove, line.mark.coded.clone(), at)])
            }
            "correct" => self.corrected(wish).map(|m| vec![m]),
            "add" => self.added(wish).map(|m| vec![m]),
            other => {
                let wanted = "open, accept, correct, add, remove, undo, complete or settle";
                Err(Error::usage(format!("found the action `{other}`"), wanted, "take one of them"))
            }
        }
    }

    fn open(&self) -> impl Iterator<Item = &Line> {
        self.sheet.lines.iter().filter(|l| l.mark.verdict == "open")
    }

    fn line(&self, id: &str) -> Result<&Line> {
        self.sheet.line(id).ok_or_else(|| {
            Error::missing(format!("found no clause `{id}` to mark"), "take one from `chancery marks show DOCUMENT`")
        })
    }

    fn corrected(&self, wish: &Wish) -> Result<Marking> {
        let line = self.line(&wish.clause)?;
        let coded = coded::told(wish, &line.mark.coded)?;
        let at = if coded.text == line.mark.coded.text {
            (line.mark.eid.clone(), line.nth)
        } else {
            self.standing(&line.mark.eid, &coded.text, line.mark.start.unwrap_or(0))?
        };
        Ok(marking(line, Verdict::Correct, coded, at))
    }

    fn added(&self, wish: &Wish) -> Result<Marking> {
        let eid = wish.clause.split_once('#').map_or(wish.clause.as_str(), |(_, eid)| eid);
        let words = wish.words.as_deref().unwrap_or_default().trim();
        let parties = self.text.document.parties.clone();
        let coded = coded::told(wish, &Coded { text: words.to_owned(), actors: parties, ..Coded::default() })?;
        let (eid, nth) = self.standing(eid, words, 0)?;
        let found = place::find(&self.text.provisions, &eid, words, nth).unwrap_or_default();
        let known =
            self.sheet.lines.iter().find(|l| {
                (l.mark.start, l.mark.end) == (Some(found.start), Some(found.end)) && l.mark.verdict != "remove"
            });
        if let Some(known) = known {
            let found = format!("these words are the clause {} already", known.mark.mark);
            return Err(Error::input(found, "words that are no clause yet", "correct that one"));
        }
        Ok(adding(&found, nth, coded))
    }

    /// Where words stand in a provision: of several places the one nearest to `start`.
    fn standing(&self, eid: &str, words: &str, start: i64) -> Result<(String, usize)> {
        let provision: &Provision = self.text.provisions.iter().find(|p| p.eid == eid).ok_or_else(|| {
            Error::missing(
                format!("found no provision `{eid}`"),
                "take one from `chancery show DOCUMENT --format json`",
            )
        })?;
        let at = |byte: usize| provision.start + place::points(&provision.text[..byte]);
        let places = provision.text.match_indices(words).map(|(byte, _)| at(byte)).enumerate();
        let nearest = places.filter(|_| !words.is_empty()).min_by_key(|(_, place)| (place - start).abs());
        nearest.map(|(nth, _)| (eid.to_owned(), nth)).ok_or_else(|| {
            let found = format!("“{words}” does not stand in {eid}");
            Error::input(found, "words of that provision, as they stand there", "copy them from the text")
        })
    }
}

/// An accepted line: what the program says, or what was corrected, as it stands.
fn accepted(line: &Line) -> Marking {
    let at = (line.mark.eid.clone(), line.nth);
    marking(line, Verdict::Accept, line.mark.coded.clone(), at)
}
