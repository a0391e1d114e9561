//! Marks as decisions: a round of coding is opened, each coder marks, declares completion, and what they differ
//! about is settled. Until every coder is complete, marks are sealed: see `sealing.rs`.

use super::act::parsed;
use super::ledger::{said, undone};
use super::{Anchor, Draft, Hand, Workspace};
use crate::people::Action;
use crate::shape::Decision;
use crate::shape::mark::{Coded, CodingRound};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a coder does with a clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is as the program has it.
    #[default]
    Accept,
    /// It is a clause, but another one.
    Correct,
    /// The program has no such clause.
    Add,
    /// It is no clause.
    Remove,
}

impl Verdict {
    /// Its name, as decisions and requests write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Correct => "correct",
            Self::Add => "add",
            Self::Remove => "remove",
        }
    }
}

/// The value of a `mark` decision. What was accepted is written out: the program may read it otherwise one day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marking {
    /// What is done.
    pub verdict: Verdict,
    /// The program's clause it is about.
    pub about: Option<Anchor>,
    /// The decision that added the clause it is about.
    pub added: Option<i64>,
    /// The provision of the words.
    pub eid: String,
    /// Which of the same words in their provision, counting from 0.
    pub nth: usize,
    /// What the clause is.
    pub coded: Coded,
}

/// The value of a `mark.round` decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Roster {
    /// One or two.
    pub coders: Vec<String>,
    /// Whether they begin with the bare text.
    pub bare: bool,
}

/// The value of a `mark.settle` decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settling {
    /// Numbers of the two marks, joined by `/`; 0 where a coder has none.
    pub pair: String,
    /// The coder whose version holds.
    pub take: String,
}

/// A round with everything that was decided in it. Not for showing: see [`crate::marks`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Coding {
    pub(crate) round: CodingRound,
    /// In order; those taken back are left out.
    pub(crate) marks: Vec<(Decision, Marking)>,
    /// In order; those taken back are left out.
    pub(crate) settled: Vec<Settling>,
}

/// The rounds in the order of their opening.
pub(super) fn codings(chain: &[Decision]) -> Vec<Coding> {
    let undone = undone(chain);
    let mut out: Vec<Coding> = Vec::new();
    for decision in chain.iter().filter(|d| d.action.starts_with("mark") && !undone.contains(&d.seq)) {
        if decision.action == "mark.round" {
            let Roster { coders, bare } = parsed(&decision.value).unwrap_or_default();
            let (document, opened) = (decision.subject.clone(), said(decision));
            let round = CodingRound { document, round: decision.seq, coders, bare, opened, ..CodingRound::default() };
            out.push(Coding { round, ..Coding::default() });
            continue;
        }
        let Some(coding) = out.iter_mut().rfind(|c| c.round.document == decision.subject) else { continue };
        match decision.action.as_str() {
            "mark" => coding.marks.extend(parsed(&decision.value).ok().map(|m| (decision.clone(), m))),
            "mark.settle" => coding.settled.extend(parsed::<Settling>(&decision.value).ok()),
            _ => coding.round.complete.push(decision.by.clone()),
        }
        coding.round.unsealed = coding.round.complete.len() >= coding.round.coders.len();
    }
    out
}

/// The numbers of the decisions that opened a round, with whether it is unsealed.
pub(super) fn rounds(chain: &[Decision]) -> BTreeMap<i64, bool> {
    codings(chain).into_iter().map(|c| (c.round.round, c.round.unsealed)).collect()
}

impl Workspace {
    /// The coding rounds, in the order of their opening.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn coding_rounds(&self) -> Result<Vec<CodingRound>> {
        Ok(codings(&self.chain().await?).into_iter().map(|c| c.round).collect())
    }

    /// The numbers of marks whose words stand nowhere in their document any more, with where they stood.
    pub(super) async fn lost_marks(&self) -> Result<Vec<(i64, String)>> {
        let mut out = Vec::new();
        for coding in codings(&self.chain().await?) {
            let mut last = BTreeMap::new();
            for (decision, marking) in &coding.marks {
                let added = marking.added.unwrap_or(decision.seq);
                let about = marking.about.as_ref().ok_or(added);
                last.insert((decision.by.as_str(), about), (decision.seq, marking));
            }
            let texts: Vec<String> =
                self.provisions(&coding.round.document).await?.into_iter().map(|p| p.text).collect();
            let stands = |m: &Marking| texts.iter().any(|t| t.contains(&m.coded.text));
            let lost = last.into_values().filter(|(_, m)| m.verdict != Verdict::Remove && !stands(m));
            out.extend(lost.map(|(seq, m)| (seq, format!("{}#{}", coding.round.document, m.eid))));
        }
        Ok(out)
    }

    /// The last round of a document.
    pub(crate) async fn coding(&self, document: &str) -> Result<Option<Coding>> {
        Ok(codings(&self.chain().await?).into_iter().rfind(|c| c.round.document == document))
    }

    /// Opens a coding round for a document.
    ///
    /// # Errors
    /// When nobody, the same twice or more than two are to code, a round is not finished, it is not allowed, or the
    /// database fails.
    pub async fn open_coding(&self, document: &str, roster: Roster, hand: &Hand) -> Result<Decision> {
        self.document(document).await?;
        self.allowed(hand, Action::Coders, document).await?;
        let Roster { coders, bare } = roster;
        let coders: Vec<String> = coders.iter().map(|c| c.trim().to_owned()).filter(|c| !c.is_empty()).collect();
        if !(1..=2).contains(&coders.len()) || coders.first() == coders.get(1) {
            let found = format!("found {} coders: {}", coders.len(), coders.join(", "));
            return Err(Error::usage(found, "one, or two different ones", "name them with --coder NAME"));
        }
        let chain = self.chain().await?;
        if let Some(last) = codings(&chain).into_iter().rfind(|c| c.round.document == document && !c.round.unsealed) {
            let waiting: Vec<String> =
                last.round.coders.into_iter().filter(|c| !last.round.complete.contains(c)).collect();
            let found = format!("{document}: its coding round is not finished by {}", waiting.join(", "));
            return Err(Error::input(found, "a round after the last one", "let them complete it first"));
        }
        let head = chain.last().map_or(0, |d| d.seq);
        let value = serde_json::to_string(&Roster { coders, bare })?;
        self.decide(about(document, "mark.round", value, hand, Some(head))).await
    }

    /// Writes marks: all of them or none.
    ///
    /// # Errors
    /// When there is no round, `hand` does not code in it or is complete, it is not allowed, or the database fails.
    pub async fn mark(&self, document: &str, marks: &[Marking], hand: &Hand) -> Result<Vec<Decision>> {
        self.coding_by(document, hand).await?;
        let draft = |m: &Marking| Ok(about(document, "mark", serde_json::to_string(m)?, hand, None));
        self.decide_all(&marks.iter().map(draft).collect::<Result<Vec<_>>>()?).await
    }

    /// Declares a coder's coding complete; it stands from then on.
    ///
    /// # Errors
    /// As [`Self::mark`].
    pub async fn complete_coding(&self, document: &str, hand: &Hand) -> Result<Decision> {
        self.coding_by(document, hand).await?;
        self.decide(about(document, "mark.complete", "{}".into(), hand, None)).await
    }

    /// Settles a difference of two coders.
    ///
    /// # Errors
    /// When the round is not finished, one of the coders settles, no reason is given, it is not allowed, or the
    /// database fails.
    pub async fn settle_mark(&self, document: &str, settling: &Settling, hand: &Hand) -> Result<Decision> {
        self.allowed(hand, Action::Settle, document).await?;
        let round = self.coding(document).await?.map(|c| c.round).unwrap_or_default();
        if !round.unsealed || !round.coders.contains(&settling.take) {
            let found = format!("{document}: the version of `{}`", settling.take);
            return Err(Error::input(found, "one of two coders who are both complete", "see `chancery marks list`"));
        }
        if round.coders.contains(&hand.by) || hand.why.trim().is_empty() {
            let found = format!("{} settles {document}", hand.by);
            return Err(Error::input(found, "a third person, with a reason", "say --by and --why"));
        }
        self.decide(about(document, "mark.settle", serde_json::to_string(settling)?, hand, None)).await
    }

    /// The round `hand` may still mark in.
    pub(crate) async fn coding_by(&self, document: &str, hand: &Hand) -> Result<Coding> {
        self.allowed(hand, Action::Code, document).await?;
        let coding = self.coding(document).await?;
        let coding = coding.ok_or_else(|| {
            let mend = "open one with `chancery marks open DOCUMENT --coder NAME`, or on the page of marks";
            Error::input(format!("{document} has no coding round"), "one that names its coders", mend)
        })?;
        let by = &hand.by;
        if !coding.round.coders.contains(by) {
            let found = format!("{by} does not code {document}");
            return Err(Error::input(found, coding.round.coders.join(" or "), "say who you are with --by NAME"));
        }
        if coding.round.complete.contains(by) {
            let found = format!("{by} declared the coding of {document} complete");
            return Err(Error::input(found, "a coding that is open", "it stands; differences are settled by a third"));
        }
        Ok(coding)
    }
}

fn about(document: &str, action: &str, value: String, hand: &Hand, since: Option<i64>) -> Draft {
    let (by, note) = (hand.by.clone(), hand.why.clone());
    Draft { by, note, subject: document.to_owned(), action: action.to_owned(), value, since }
}
