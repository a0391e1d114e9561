//! The grounds for stronger and weaker: words that climb a ladder, and deadlines.

use super::wording::Wording;
use crate::model::{Clause, Findings, Force, Reason, Span};
use crate::rules::{Ladder, LadderHit, Measure};

/// A reason for stronger (above zero) or weaker (below).
pub struct Ground {
    /// How much.
    pub strength: f64,
    /// With the words that carry it.
    pub reason: Reason,
}

/// The sentences of one side of a comparison.
pub struct Side<'a> {
    text: &'a str,
    spans: Vec<Span>,
    clauses: Vec<&'a Clause>,
}

/// What the ladders and the deadlines say about two sides.
pub fn grounds(ladders: &[Ladder], older: &Side<'_>, newer: &Side<'_>, alike: bool) -> Vec<Ground> {
    let climbs = ladders.iter().filter_map(|ladder| climb(ladder, older, newer, alike));
    climbs.chain(deadline(older, newer)).collect()
}

impl<'a> Side<'a> {
    /// The named sentences of a document.
    pub fn of(wording: &Wording<'a>, findings: &'a Findings, sentences: &[usize]) -> Self {
        Self {
            text: wording.text,
            spans: sentences.iter().map(|&s| wording.sentences[s].span).collect(),
            clauses: findings.clauses.iter().filter(|c| sentences.contains(&c.sentence)).collect(),
        }
    }

    /// The rung it stands on, counting from 1 (0 for none), and the word that puts it there.
    fn stand(&self, ladder: &Ladder) -> (usize, Option<Span>) {
        let mut hits: Vec<(usize, Span)> = Vec::new();
        for span in &self.spans {
            let found = ladder.rungs.find(span.of(self.text));
            let placed = |hit: LadderHit| (hit.list + 1, Span::new(hit.start, hit.end).shifted(span.start as usize));
            hits.extend(found.map(placed));
        }
        if hits.is_empty() && ladder.clauses {
            hits.extend(self.clauses.iter().filter_map(|c| c.force.map(|f| (rung(f), c.operator.unwrap_or(c.span)))));
        }
        let chosen = match ladder.measure {
            Measure::Count => return (hits.len(), hits.first().map(|h| h.1)),
            Measure::Highest => hits.iter().min_by_key(|h| (std::cmp::Reverse(h.0), h.1)),
            Measure::Lowest => hits.iter().min(),
        };
        chosen.map_or((0, None), |&(rung, span)| (rung, Some(span)))
    }

    /// The first deadline.
    fn deadline(&self) -> Option<(&'a str, Span)> {
        let dated = self.clauses.iter().filter_map(|c| c.deadline.as_deref().map(|date| (date, c.span)));
        dated.min_by_key(|(date, _)| *date)
    }
}

/// The rung of a clause's force, on a ladder of four.
const fn rung(force: Force) -> usize {
    match force {
        Force::Exploration => 1,
        Force::Intention => 2,
        Force::Decision => 3,
        Force::Obligation => 4,
    }
}

/// What a ladder says about two sides.
fn climb(ladder: &Ladder, older: &Side<'_>, newer: &Side<'_>, alike: bool) -> Option<Ground> {
    let (was, old_word) = older.stand(ladder);
    let (is, new_word) = newer.stand(ladder);
    let comparable = ladder.measure == Measure::Count || was > 0 && is > 0 || ladder.absence && alike;
    if was == is || !comparable {
        return None;
    }
    let word = |word: Option<Span>, text: &str| word.map_or_else(|| "–".to_owned(), |span| span.of(text).to_owned());
    let text = format!("{}: {} → {}", ladder.name, word(old_word, older.text), word(new_word, newer.text));
    let strength = if is > was { ladder.weight } else { -ladder.weight };
    Some(Ground { strength, reason: Reason { text, span: new_word } })
}

/// A deadline set, lost, or moved.
fn deadline(older: &Side<'_>, newer: &Side<'_>) -> Option<Ground> {
    let (old, new) = (older.deadline(), newer.deadline());
    let (strength, text) = match (old, new) {
        (None, Some((date, _))) => (1.0, format!("deadline set: {date}")),
        (Some((date, _)), None) => (-1.0, format!("deadline lost: {date}")),
        (Some((was, _)), Some((is, _))) if is < was => (1.0, format!("deadline nearer: {was} → {is}")),
        (Some((was, _)), Some((is, _))) if is > was => (-1.0, format!("deadline later: {was} → {is}")),
        _ => return None,
    };
    Some(Ground { strength, reason: Reason { text, span: new.map(|(_, span)| span) } })
}
