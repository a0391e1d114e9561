//! Assessment: rounds, rubrics, two blind coders, settling, signing. Every act is a decision.

use super::agreement::{Distance, alpha, kappa};
use super::figures::{Figure, figure, score};
use super::rubric;
use crate::people::Action;
use crate::register::{Act, Draft, Hand, Workspace};
use crate::shape::Decision;
use crate::shape::assessment::{Assessment, Coding, Cycle, Rubric, Scores, Search};
use crate::shape::entry::Entry;
use crate::told::Told;
use crate::{Error, Result};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// A round of assessment in figures.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Round {
    /// The round.
    pub cycle: Cycle,
    /// Undertakings with a rubric, of all in the register.
    pub selected: usize,
    /// All in the register.
    pub of: usize,
    /// Those signed.
    pub signed: usize,
    /// Cohen's κ of the two coders.
    pub kappa: Option<f64>,
    /// Krippendorff's α, scores as steps.
    pub alpha: Option<f64>,
    /// By party.
    pub parties: BTreeMap<String, Figure>,
    /// Undertaking, party, score, and the score under the other reading of the rubric, where they differ.
    pub otherwise: Vec<[String; 4]>,
}

/// Opens a round.
///
/// # Errors
/// When it was opened before, its window or kind cannot be, or the database fails.
pub async fn open(workspace: &Workspace, cycle: Cycle, hand: &Hand) -> Result<Decision> {
    hand.rights.allow(Action::Cycle, &[])?;
    if !["interim", "final"].contains(&cycle.kind.as_str()) {
        return Err(Error::usage(format!("found the kind `{}`", cycle.kind), "interim or final", "say it with --kind"));
    }
    let day = |d: &str| d.len() == 10 && crate::register::is_date(d);
    if !day(&cycle.from) || !day(&cycle.to) || cycle.from > cycle.to {
        let found = format!("found the window {} to {}", cycle.from, cycle.to);
        return Err(Error::usage(found, "two days, the earlier first", "write --from 2025-01-01 --to 2025-12-31"));
    }
    let ledger = workspace.ledger().await?;
    if ledger.cycles.iter().any(|c| c.cycle == cycle.cycle) {
        let mend = "choose another name";
        return Err(Error::input(format!("the cycle {} was opened before", cycle.cycle), "a new name", mend));
    }
    let (by, note, subject) = (hand.by.clone(), hand.why.clone(), cycle.cycle.clone());
    let value = serde_json::to_string(&cycle)?;
    workspace.decide(Draft { by, note, subject, action: "cycle".into(), value, since: Some(ledger.head) }).await
}

/// Writes the rubric of an undertaking, before anybody has coded it.
///
/// # Errors
/// When it has a hole or an overlap, somebody has coded already, there is no such cycle or entry, or the database fails.
pub async fn rubric(workspace: &Workspace, cycle: &str, id: &str, rubric: Rubric, hand: &Hand) -> Result<Decision> {
    let assessment = standing(workspace, cycle, id, (hand, Action::Rubric)).await?.0;
    let faults = rubric::faults(&rubric);
    if !faults.is_empty() {
        let faults: Vec<String> = faults.iter().map(Told::english).collect();
        let found = format!("the rubric of {id}:\n  {}", faults.join("\n  "));
        return Err(Error::input(found, "exactly one score for whatever a party may have met", "mend its conditions"));
    }
    if !assessment.codings.is_empty() {
        let wanted = "a rubric that is written before the evidence is weighed";
        return Err(Error::input(format!("{id} has been coded already"), wanted, "write it in the next cycle"));
    }
    workspace.act(id, Act::Rubric { cycle: cycle.into(), rubric }, hand).await
}

/// Records where somebody looked for evidence.
///
/// # Errors
/// When nothing is said of it, there is no such cycle or entry, or the database fails.
pub async fn search(workspace: &Workspace, cycle: &str, id: &str, search: Search, hand: &Hand) -> Result<Decision> {
    standing(workspace, cycle, id, (hand, Action::Search)).await?;
    if search.queries.is_empty() || search.places.is_empty() || search.languages.is_empty() {
        let wanted = "queries, places and languages";
        return Err(Error::usage(
            "the search record is not whole",
            wanted,
            "say what was asked, where, in which language",
        ));
    }
    workspace.act(id, Act::Search { cycle: cycle.into(), search }, hand).await
}

/// Codes an undertaking: what each party met, or its score; `met` given, the program works the score out.
///
/// # Errors
/// When there is no rubric, two others have coded, a score or criterion is none, or the database fails.
pub async fn code(workspace: &Workspace, cycle: &str, id: &str, coding: Coding, hand: &Hand) -> Result<Decision> {
    let (assessment, _) = standing(workspace, cycle, id, (hand, Action::Code)).await?;
    let coding = scored(&assessment, coding)?;
    let others: BTreeSet<&str> = assessment.codings.iter().map(|c| c.by.as_str()).filter(|by| *by != hand.by).collect();
    if others.len() >= 2 {
        return Err(Error::input(format!("{id} has two coders"), "a third only settles", "use `assess settle`"));
    }
    if assessment.codings.len() == 2 {
        let mend = "differences are settled by a third";
        return Err(Error::input(format!("both coders of {id} have seen each other's codes"), "a blind coding", mend));
    }
    workspace.act(id, Act::Code { cycle: cycle.into(), coding }, hand).await
}

/// Settles what two coders differ about.
///
/// # Errors
/// When two have not coded, one of them settles, no reason is given, or the database fails.
pub async fn settle(workspace: &Workspace, cycle: &str, id: &str, coding: Coding, hand: &Hand) -> Result<Decision> {
    let (assessment, _) = standing(workspace, cycle, id, (hand, Action::Settle)).await?;
    if assessment.codings.len() < 2 {
        return Err(Error::input(
            format!("{id} has {} of two codings", assessment.codings.len()),
            "both",
            "code first",
        ));
    }
    if assessment.codings.iter().any(|c| c.by == hand.by) || hand.why.trim().is_empty() {
        return Err(Error::input(
            format!("{} settles {id}", hand.by),
            "a third person, with a reason",
            "say --by and --why",
        ));
    }
    let coding = scored(&assessment, coding)?;
    workspace.act(id, Act::Settle { cycle: cycle.into(), coding }, hand).await
}

/// Signs the scores of an undertaking.
///
/// # Errors
/// When a party is not settled, or no action was found and nobody recorded where they looked.
pub async fn sign(workspace: &Workspace, cycle: &str, id: &str, hand: &Hand) -> Result<Decision> {
    let (assessment, entry) = standing(workspace, cycle, id, (hand, Action::Sign)).await?;
    let coded = assessment.codings.iter().flat_map(|c| c.scores.keys());
    let open: BTreeSet<&String> = coded.filter(|party| !assessment.scores.contains_key(*party)).collect();
    if assessment.scores.is_empty() || !open.is_empty() {
        return Err(Error::input(
            format!("{id} is not settled: {open:?}"),
            "one score for every party",
            "settle it first",
        ));
    }
    let bare = unsearched(&assessment, &entry);
    if !bare.is_empty() {
        let found = format!("{id}: no evidence and no search record for {}", bare.join(", "));
        let mend = "add evidence, or record the search with `assess search`";
        return Err(Error::input(found, "a record of where it was looked for", mend));
    }
    workspace.act(id, Act::Sign { cycle: cycle.into() }, hand).await
}

/// A round in figures: averages and percentages are worked out here and nowhere else.
///
/// # Errors
/// When there is no such cycle, or the database fails.
pub async fn round(workspace: &Workspace, name: &str) -> Result<Round> {
    let ledger = workspace.ledger().await?;
    let cycle = ledger.cycles.iter().find(|c| c.cycle == name).cloned().ok_or_else(|| no_cycle(name))?;
    Ok(figures(&ledger.entries, cycle))
}

/// The figures of a round over some entries.
#[must_use]
pub fn figures(entries: &[Entry], cycle: Cycle) -> Round {
    let found: Vec<(&Entry, &Assessment)> =
        entries.iter().filter_map(|e| e.assessments.get(&cycle.cycle).map(|a| (e, a))).collect();
    let (mut pairs, mut by_party, mut otherwise) = (Vec::new(), BTreeMap::<String, Vec<i32>>::new(), Vec::new());
    for (entry, a) in &found {
        pairs.extend(compared(a));
        for (party, value) in &a.scores {
            by_party.entry(party.clone()).or_default().extend(score(value));
        }
        otherwise.extend(differing(entry, a));
    }
    let units: Vec<Vec<i32>> = pairs.iter().map(|(a, b)| vec![*a, *b]).collect();
    let parties = by_party.into_iter().map(|(p, scores)| (p, figure(&scores, entries.len()))).collect();
    Round {
        cycle,
        selected: found.iter().filter(|(_, a)| a.rubric.is_some()).count(),
        of: entries.len(),
        signed: found.iter().filter(|(_, a)| a.signed.is_some()).count(),
        kappa: kappa(&pairs),
        alpha: alpha(&units, Distance::Interval),
        parties,
        otherwise,
    }
}

/// The scores both coders gave, party by party.
fn compared(a: &Assessment) -> Vec<(i32, i32)> {
    let [one, other] = a.codings.as_slice() else { return Vec::new() };
    one.scores.iter().filter_map(|(party, s)| Some((score(s)?, score(other.scores.get(party)?)?))).collect()
}

/// Scores that would be others under the other reading of the rubric.
fn differing(entry: &Entry, a: &Assessment) -> Vec<[String; 4]> {
    let Some(rubric) = a.rubric.as_ref().filter(|r| !r.other.is_empty()) else { return Vec::new() };
    let coding = a.settled.as_ref().or_else(|| a.codings.first().filter(|_| a.codings.len() == 2));
    let row = |(party, met): (&String, &Vec<String>)| {
        let (stands, met) = (a.scores.get(party)?, met.iter().map(String::as_str).collect());
        let other = rubric::outcome(&rubric.other, &rubric.criteria, &met)?;
        let id = entry.undertaking.undertaking.clone();
        (other != *stands).then(|| [id, party.clone(), stands.clone(), other])
    };
    coding.map(|c| c.met.iter().filter_map(row).collect()).unwrap_or_default()
}

/// Parties that were scored without evidence, where nobody recorded a search.
#[must_use]
pub fn unsearched(a: &Assessment, entry: &Entry) -> Vec<String> {
    let shown = |party: &str| entry.evidence.iter().any(|e| e.party.as_deref().is_none_or(|p| p == party));
    let looked = |party: &str| a.searches.iter().any(|s| s.party.as_deref().is_none_or(|p| p == party));
    let scored = a.scores.iter().filter(|(_, s)| score(s).is_some()).map(|(party, _)| party);
    scored.filter(|party| !shown(party) && !looked(party)).cloned().collect()
}

/// The coding with every score in it, those of parties whose criteria are given worked out by the rubric.
fn scored(assessment: &Assessment, mut coding: Coding) -> Result<Coding> {
    let wanted = "a rubric that says what is scored";
    let Some(rubric) = &assessment.rubric else {
        return Err(Error::input("there is no rubric", wanted, "write it first with `assess rubric`"));
    };
    for (party, met) in &coding.met {
        let unknown = met.iter().find(|name| !rubric.criteria.contains_key(*name));
        let met = met.iter().map(String::as_str).collect();
        let Some(score) = rubric::outcome(&rubric.levels, &rubric.criteria, &met).filter(|_| unknown.is_none()) else {
            let known: Vec<&str> = rubric.criteria.keys().map(String::as_str).collect();
            let found = format!("{party}: found the criterion `{}`", unknown.map_or("", String::as_str));
            return Err(Error::usage(found, format!("some of {}", known.join(", ")), "write PARTY=a,b"));
        };
        coding.scores.insert(party.clone(), score);
    }
    let bad: Scores = coding
        .scores
        .iter()
        .filter(|(_, s)| score(s).is_none() && *s != "n.a.")
        .map(|(p, s)| (p.clone(), s.clone()))
        .collect();
    if coding.scores.is_empty() || !bad.is_empty() {
        return Err(Error::usage(
            format!("found the scores {bad:?}"),
            "-1, 0, +1 or n.a. for each party",
            "write PARTY:+1",
        ));
    }
    Ok(coding)
}

/// An entry and what was assessed of it in a cycle that is there, for somebody who may do that.
async fn standing(
    workspace: &Workspace,
    cycle: &str,
    id: &str,
    (hand, action): (&Hand, Action),
) -> Result<(Assessment, Entry)> {
    let ledger = workspace.ledger().await?;
    if !ledger.cycles.iter().any(|c| c.cycle == cycle) {
        return Err(no_cycle(cycle));
    }
    let entry = ledger.entry(id)?.clone();
    workspace.allowed(hand, action, &entry.undertaking.document).await?;
    Ok((entry.assessments.get(cycle).cloned().unwrap_or_default(), entry))
}

fn no_cycle(name: &str) -> Error {
    Error::missing(format!("found no cycle `{name}`"), "open it with `chancery assess open NAME`")
}
