//! How far two coders agree, what they differ about, what holds in the end, and how the program does against it.

use super::sheet::Sheet;
use super::{SETTLED, Text, no_round, sealed};
use crate::register::{Coding, Workspace};
use crate::render::gold;
use crate::review::agreement::{Distance, alpha, kappa};
use crate::score;
use crate::shape::Clause;
use crate::shape::mark::{Agreed, Coded, Disagreement, Mark, MarkAgreement, ScoredAgainst};
use crate::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};

/// A finished round in figures.
///
/// # Errors
/// When there is no round, a coder is not complete, or the database fails.
pub async fn agreement(workspace: &Workspace, text: &Text) -> Result<MarkAgreement> {
    let id = &text.document.document;
    let coding = workspace.coding(id).await?.ok_or_else(|| no_round(id))?;
    if !coding.round.unsealed {
        return Err(sealed(&coding.round));
    }
    let both = Both::of(text, &coding)?;
    let disagreements = both.disagreements(&coding);
    let unsettled = disagreements.iter().filter(|d| d.settled.is_none()).count();
    let mut golds: Vec<(String, Vec<Mark>)> =
        coding.round.coders.iter().cloned().zip([both.first.clone(), both.second.clone()]).collect();
    if golds.len() > 1 && unsettled == 0 {
        golds.push((SETTLED.to_owned(), settled(text, &coding)?));
    }
    let scores = golds.iter().map(|(name, marks)| against(text, name, marks)).collect::<Result<_>>()?;
    let pair = coding.round.coders.len() == 2;
    Ok(MarkAgreement {
        measures: if pair { both.measures(text) } else { Vec::new() },
        between: if pair { both.figures.clone() } else { serde_json::Value::Null },
        round: coding.round,
        disagreements,
        unsettled,
        scores,
    })
}

/// The kinds in which it matters who acts: those the scorer looks at.
const ACTING: [&str; 4] = ["commitment", "mandate", "call", "position"];

/// What holds when every difference is settled.
pub(super) fn settled(text: &Text, coding: &Coding) -> Result<Vec<Mark>> {
    if !coding.round.unsealed {
        return Err(sealed(&coding.round));
    }
    let both = Both::of(text, coding)?;
    if coding.round.coders.len() == 1 {
        return Ok(both.first);
    }
    let mut open = 0;
    let mut out = Vec::new();
    for (first, second) in both.pairs() {
        let same = first.zip(second).is_some_and(|(a, b)| differing(a, b).is_empty());
        match taken(coding, &pair_id(first, second)) {
            _ if same => out.extend(first.cloned()),
            Some(name) if coding.round.coders.first() == Some(&name) => out.extend(first.cloned()),
            Some(_) => out.extend(second.cloned()),
            None => open += 1,
        }
    }
    if open > 0 {
        let mend = "settle them on the page of agreement, or with `chancery marks settle`";
        return Err(Error::input(format!("{open} differences are unsettled"), "one version of every clause", mend));
    }
    out.sort_by_key(|m| (m.start, m.end));
    Ok(out)
}

/// The program's clauses against somebody's marks.
fn against(text: &Text, name: &str, marks: &[Mark]) -> Result<ScoredAgainst> {
    let folder = gold::folder(&text.document, &text.provisions, &text.witnesses, marks);
    let figures = score::clauses_against(&folder.gold()?, &text.clauses);
    Ok(ScoredAgainst { gold: name.to_owned(), clauses: marks.len(), figures })
}

/// The marks of both coders, and which answers which.
struct Both {
    first: Vec<Mark>,
    second: Vec<Mark>,
    matched: Vec<(usize, usize)>,
    figures: serde_json::Value,
}

impl Both {
    fn of(text: &Text, coding: &Coding) -> Result<Self> {
        let marks =
            |nth: usize| coding.round.coders.get(nth).map(|c| Sheet::of(text, coding, c).holding()).unwrap_or_default();
        let (first, second) = (marks(0), marks(1));
        let folder = gold::folder(&text.document, &text.provisions, &text.witnesses, &first);
        let (gold, rows) = (folder.gold()?, second.iter().map(row).collect::<Vec<_>>());
        let matched = widened(&first, &second, score::matching(&gold, &rows));
        let figures = score::clauses_against(&gold, &rows);
        Ok(Self { first, second, matched, figures })
    }

    /// Clauses side by side: first those of the first coder, then what only the second has.
    fn pairs(&self) -> Vec<(Option<&Mark>, Option<&Mark>)> {
        let answers: BTreeMap<usize, usize> = self.matched.iter().copied().collect();
        let taken: BTreeSet<usize> = answers.values().copied().collect();
        let firsts = self.first.iter().enumerate();
        let mut out: Vec<(Option<&Mark>, Option<&Mark>)> =
            firsts.map(|(n, mark)| (Some(mark), answers.get(&n).map(|m| &self.second[*m]))).collect();
        let alone = self.second.iter().enumerate().filter(|(n, _)| !taken.contains(n));
        out.extend(alone.map(|(_, mark)| (None, Some(mark))));
        out
    }

    fn disagreements(&self, coding: &Coding) -> Vec<Disagreement> {
        if coding.round.coders.len() < 2 {
            return Vec::new();
        }
        let row = |(first, second): (Option<&Mark>, Option<&Mark>)| {
            let about = match (first, second) {
                (Some(a), Some(b)) => differing(a, b),
                _ => vec!["detection".to_owned()],
            };
            let pair = pair_id(first, second);
            let settled = taken(coding, &pair);
            let (first, second) = (first.cloned(), second.cloned());
            (!about.is_empty()).then_some(Disagreement { pair, about, first, second, settled })
        };
        let mut out: Vec<Disagreement> = self.pairs().into_iter().filter_map(row).collect();
        out.sort_by_key(|d| d.first.as_ref().or(d.second.as_ref()).map(|m| (m.start, m.end)));
        out
    }

    fn measures(&self, text: &Text) -> Vec<Agreed> {
        let sentences = text.sentences.iter().map(|s| {
            let begin =
                |marks: &[Mark]| marks.iter().filter(|m| m.start.is_some_and(|at| s.start <= at && at < s.end)).count();
            (begin(&self.first).to_string(), begin(&self.second).to_string())
        });
        let pairs: Vec<(&Coded, &Coded)> =
            self.matched.iter().map(|(a, b)| (&self.first[*a].coded, &self.second[*b].coded)).collect();
        let of = |field: fn(&Coded) -> String, kinds: &[&str]| -> Vec<(String, String)> {
            let among = |c: &Coded| kinds.contains(&c.kind.as_str());
            let both = pairs.iter().filter(|pair| among(pair.0) && among(pair.1));
            both.map(|(a, b)| (field(a), field(b))).collect()
        };
        vec![
            agreed("detection", &sentences.collect::<Vec<_>>()),
            agreed("kind", &pairs.iter().map(|(a, b)| (a.kind.clone(), b.kind.clone())).collect::<Vec<_>>()),
            agreed("stance", &of(|c| c.stance.clone().unwrap_or_default(), &["position"])),
            agreed("force", &of(|c| c.force.clone().unwrap_or_default(), &["commitment", "mandate", "call"])),
            agreed("actors", &of(|c| set(&c.actors).into_iter().cloned().collect::<Vec<_>>().join(","), &ACTING)),
        ]
    }
}

/// What the scorer would not match because kind and operator differ is still the same clause where its words are: else
/// the gravest differences about kind would count as none.
fn widened(first: &[Mark], second: &[Mark], mut matched: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let span = |m: &Mark| m.start.zip(m.end).unwrap_or((0, 0));
    let mut alike = Vec::new();
    for (n, one) in first.iter().enumerate() {
        for (m, other) in second.iter().enumerate() {
            let ((a, b), (c, d)) = (span(one), span(other));
            let shared = b.min(d) - a.max(c);
            if shared > 0 && 2 * shared >= (b - a).min(d - c) {
                alike.push((shared, n, m));
            }
        }
    }
    alike.sort_by_key(|(shared, n, m)| (-shared, *n, *m));
    for (_, n, m) in alike {
        if matched.iter().all(|(a, b)| *a != n && *b != m) {
            matched.push((n, m));
        }
    }
    matched
}

fn agreed(measure: &str, pairs: &[(String, String)]) -> Agreed {
    let values: BTreeSet<&String> = pairs.iter().flat_map(|(a, b)| [a, b]).collect();
    let number: BTreeMap<&String, i32> = values.into_iter().zip(0..).collect();
    let pairs: Vec<(i32, i32)> = pairs.iter().map(|(a, b)| (number[a], number[b])).collect();
    let units: Vec<Vec<i32>> = pairs.iter().map(|(a, b)| vec![*a, *b]).collect();
    Agreed {
        measure: measure.to_owned(),
        units: pairs.len(),
        same: pairs.iter().filter(|(a, b)| a == b).count(),
        kappa: kappa(&pairs),
        alpha: alpha(&units, Distance::Nominal),
    }
}

/// What two marks of one clause differ about.
fn differing(a: &Mark, b: &Mark) -> Vec<String> {
    let (x, y) = (&a.coded, &b.coded);
    let fields = [
        ("text", (a.start, a.end) == (b.start, b.end)),
        ("kind", x.kind == y.kind),
        ("stance", x.stance == y.stance),
        ("force", x.force == y.force),
        ("actors", set(&x.actors) == set(&y.actors)),
        ("addressees", set(&x.addressees) == set(&y.addressees)),
        ("operator", x.operator == y.operator),
        ("deadline", x.deadline == y.deadline),
    ];
    fields.iter().filter(|(_, same)| !same).map(|(name, _)| (*name).to_owned()).collect()
}

fn set(names: &[String]) -> BTreeSet<&String> {
    names.iter().collect()
}

fn pair_id(first: Option<&Mark>, second: Option<&Mark>) -> String {
    format!("{}/{}", first.map_or(0, |m| m.seq), second.map_or(0, |m| m.seq))
}

/// Whose version of a pair holds by what was decided last.
fn taken(coding: &Coding, pair: &str) -> Option<String> {
    coding.settled.iter().rfind(|s| s.pair == pair).map(|s| s.take.clone())
}

/// A mark as a row of the clauses table, for the scorer.
fn row(mark: &Mark) -> Clause {
    let coded = mark.coded.clone();
    Clause {
        document: mark.document.clone(),
        clause: mark.mark.clone(),
        eid: mark.eid.clone(),
        start: mark.start.unwrap_or(0),
        end: mark.end.unwrap_or(0),
        text: coded.text,
        kind: coded.kind,
        stance: coded.stance,
        force: coded.force,
        actors: coded.actors,
        addressees: coded.addressees,
        operator: coded.operator,
        operator_start: mark.operator_start,
        operator_end: mark.operator_end,
        deadline: coded.deadline,
        ..Clause::default()
    }
}
