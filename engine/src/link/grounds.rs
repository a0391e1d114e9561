//! The grounds for stronger and weaker: words that climb a ladder, and deadlines.

use super::wording::Wording;
use crate::model::{Because, Clause, ClauseKind, Findings, Force, Reason, Reference, ReferenceKind, Span, Stance};
use crate::rules::{Ladder, LadderHit, Measure};

/// A reason for stronger (above zero) or weaker (below).
pub struct Ground {
    /// How much.
    pub strength: f64,
    /// With the words that carry it.
    pub reason: Reason,
}

/// Where a side stands on a ladder.
struct Stand {
    /// Counting from 1; 0 for none.
    rung: usize,
    /// What puts it there.
    word: Option<Span>,
    /// Whether a word of the ladder says so, and not the force of a clause alone.
    said: bool,
}

/// No difference counts for more rungs than this.
const FAR: usize = 2;
/// What is left of a difference that only one side puts into words.
const UNSAID: f64 = 0.2;

/// What it counts that a reproach or a request names whom it means.
const NAMED: f64 = 1.2;

/// The sentences of one side of a comparison.
pub struct Side<'a> {
    text: &'a str,
    spans: Vec<Span>,
    clauses: Vec<&'a Clause>,
    states: Vec<&'a Reference>,
}

/// What the ladders, the deadlines and the names say about two sides.
pub fn grounds(ladders: &[Ladder], older: &Side<'_>, newer: &Side<'_>, alike: bool) -> Vec<Ground> {
    let climbs = ladders.iter().filter_map(|ladder| climb(ladder, older, newer, alike));
    climbs.chain(deadline(older, newer)).chain(named(older, newer)).collect()
}

impl<'a> Side<'a> {
    /// The named sentences of a document.
    pub fn of(wording: &Wording<'a>, findings: &'a Findings, sentences: &[usize]) -> Self {
        Self {
            text: wording.text,
            spans: sentences.iter().map(|&s| wording.sentences[s].span).collect(),
            clauses: findings.clauses.iter().filter(|c| sentences.contains(&c.sentence)).collect(),
            states: findings.references.iter().filter(|r| r.kind == ReferenceKind::State).collect(),
        }
    }

    /// Where it stands on a ladder.
    fn stand(&self, ladder: &Ladder) -> Stand {
        let stands: Vec<Stand> = match ladder.measure {
            Measure::Operator | Measure::Lowest => self.clause_by_clause(ladder),
            Measure::Highest | Measure::Count => self.spans.iter().flat_map(|s| self.hits(ladder, *s)).collect(),
        };
        let chosen = match ladder.measure {
            Measure::Count => {
                return Stand { rung: stands.len(), word: stands.first().and_then(|s| s.word), said: true };
            }
            Measure::Lowest => stands.into_iter().min_by_key(|s| (s.rung, s.word)),
            Measure::Highest | Measure::Operator => {
                stands.into_iter().min_by_key(|s| (std::cmp::Reverse(s.rung), !s.said, s.word))
            }
        };
        chosen.unwrap_or(Stand { rung: 0, word: None, said: false })
    }

    /// The words of a ladder inside a stretch.
    fn hits(&self, ladder: &Ladder, stretch: Span) -> Vec<Stand> {
        let placed = |hit: LadderHit| Stand {
            rung: hit.list + 1,
            word: Some(Span::new(hit.start, hit.end).shifted(stretch.start as usize)),
            said: true,
        };
        ladder.rungs.find(stretch.of(self.text)).map(placed).collect()
    }

    /// Where each clause stands: by the lowest word in its operator, or by its force alone. Where no operator is known,
    /// what stands between commas is taken for a clause.
    fn clause_by_clause(&self, ladder: &Ladder) -> Vec<Stand> {
        let lowest = |stretch: Span| self.hits(ladder, stretch).into_iter().min_by_key(|s| (s.rung, s.word));
        if self.unread() {
            return self.segments().into_iter().filter_map(lowest).collect();
        }
        let own = self.clauses.iter().filter(|c| !ladder.clauses || c.kind != ClauseKind::Call);
        let stand = |c: &&Clause| {
            let unsaid = || {
                let force = c.force.filter(|_| ladder.clauses && undertakes(c))?;
                Some(Stand { rung: rung(force), word: Some(c.operator.unwrap_or(c.span)), said: false })
            };
            c.operator.and_then(lowest).or_else(unsaid)
        };
        own.filter_map(stand).collect()
    }

    /// Whether no operator is known: then only sentences otherwise alike are set against each other, where a word that differs
    /// stands for the other.
    fn unread(&self) -> bool {
        self.clauses.iter().all(|c| c.operator.is_none())
    }

    /// What stands between commas.
    fn segments(&self) -> Vec<Span> {
        let mut out = Vec::new();
        for span in &self.spans {
            let mut at = span.start as usize;
            for part in span.of(self.text).split_inclusive([',', '，', ';', '；']) {
                out.push(Span::new(at, at + part.len()));
                at += part.len();
            }
        }
        out
    }

    /// Whom its reproaches and requests name, a state that does not speak itself; nothing where there are none of them.
    fn named(&self) -> Option<Option<Span>> {
        let against = self.clauses.iter().filter(|c| reproaches(c)).collect::<Vec<_>>();
        let means = |c: &Clause| {
            let inside = |r: &&&Reference| c.span.start <= r.span.start && r.span.end <= c.span.end;
            self.states.iter().filter(inside).find(|r| !c.actors.contains(&r.key)).map(|r| r.span)
        };
        against.first()?;
        Some(against.into_iter().find_map(|c| means(c)))
    }

    /// The first deadline.
    fn deadline(&self) -> Option<(&'a str, Span)> {
        let dated = self.clauses.iter().filter_map(|c| c.deadline.as_deref().map(|date| (date, c.span)));
        dated.min_by_key(|(date, _)| *date)
    }
}

/// Whether a clause binds those who speak: the force of a call is another's burden.
const fn undertakes(clause: &Clause) -> bool {
    matches!(clause.kind, ClauseKind::Commitment | ClauseKind::Mandate)
}

/// Whether a clause reproaches somebody, or asks something of somebody.
const fn reproaches(clause: &Clause) -> bool {
    matches!(clause.kind, ClauseKind::Call)
        || matches!(clause.stance, Some(Stance::Oppose | Stance::Condemn | Stance::Concern))
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
    let (was, is) = (older.stand(ladder), newer.stand(ladder));
    let count = ladder.measure == Measure::Count;
    let comparable = count || was.rung > 0 && is.rung > 0 || ladder.absence && alike && (was.said || is.said);
    let guessed = matches!(ladder.measure, Measure::Operator | Measure::Lowest) && (older.unread() || newer.unread());
    if was.rung == is.rung || !comparable || (ladder.alike || guessed) && !alike {
        return None;
    }
    let word = |stand: &Stand, text: &str| stand.word.map_or_else(|| "–".to_owned(), |span| span.of(text).to_owned());
    let values = [ladder.name.clone(), word(&was, older.text), word(&is, newer.text)];
    let rungs = if count || was.rung == 0 || is.rung == 0 { 1 } else { is.rung.abs_diff(was.rung).min(FAR) };
    let sure = if was.said && is.said { 1.0 } else { UNSAID };
    let strength = ladder.weight * rungs as f64 * sure * if is.rung > was.rung { 1.0 } else { -1.0 };
    Some(Ground { strength, reason: Reason::told(Because::Ladder, values, is.word) })
}

/// A deadline set, lost, or moved.
fn deadline(older: &Side<'_>, newer: &Side<'_>) -> Option<Ground> {
    let (old, new) = (older.deadline(), newer.deadline());
    let (strength, because) = match (old, new) {
        (None, Some(_)) => (1.0, Because::DeadlineSet),
        (Some(_), None) => (-1.0, Because::DeadlineLost),
        (Some((was, _)), Some((is, _))) if is < was => (1.0, Because::DeadlineNearer),
        (Some((was, _)), Some((is, _))) if is > was => (-1.0, Because::DeadlineLater),
        _ => return None,
    };
    let values = [old, new].into_iter().flatten().map(|(date, _)| date.to_owned()).collect();
    Some(Ground { strength, reason: Reason { because, values, span: new.map(|(_, span)| span) } })
}

/// Somebody named who was not, or no longer named, by a reproach or a request.
fn named(older: &Side<'_>, newer: &Side<'_>) -> Option<Ground> {
    let (was, is) = (older.named()?, newer.named()?);
    if was.is_some() == is.is_some() {
        return None;
    }
    let word = |span: Option<Span>, text: &str| span.map_or_else(|| "–".to_owned(), |span| span.of(text).to_owned());
    let values = [word(was, older.text), word(is, newer.text)];
    let strength = if is.is_some() { NAMED } else { -NAMED };
    Some(Ground { strength, reason: Reason::told(Because::Named, values, is) })
}
