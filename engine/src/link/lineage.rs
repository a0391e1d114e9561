//! What became of an undertaking or a stance: through all statements of the same parties.

use super::wording::hash;
use crate::model::{Change, Clause, ClauseKind, Document, Findings, Reference, ReferenceKind, Relation, Span};
use rustc_hash::FxHashMap;

/// A statement as lineage sees it; statements come in the order of their dates.
pub struct Statement<'a> {
    /// Its text.
    pub document: &'a Document,
    /// Its clauses.
    pub findings: &'a Findings,
    /// How its sentences stand to earlier statements: (which of the statements, the changes), the nearest last.
    pub changes: Vec<(usize, &'a [Change])>,
}

/// What happened to an undertaking or stance in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// Nothing before it.
    FirstSaid,
    /// Said again in the same words.
    Kept,
    /// Said again in other words.
    Renewed,
    /// Said more firmly.
    Strengthened,
    /// Said less firmly.
    Weakened,
    /// One of several that share out what one said before.
    Split,
    /// One that says what several said before.
    Merged,
    /// Left out of this statement.
    Dropped,
    /// Back after at least one statement without it.
    SaidAgain,
}

impl Event {
    /// Its name in the published shapes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstSaid => "first said",
            Self::Kept => "kept",
            Self::Renewed => "renewed",
            Self::Strengthened => "strengthened",
            Self::Weakened => "weakened",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Dropped => "dropped",
            Self::SaidAgain => "said again",
        }
    }
}

/// One station of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Which of the statements.
    pub statement: usize,
    /// Which of its clauses; none where it was dropped.
    pub clauses: Vec<usize>,
    /// What happened there.
    pub event: Event,
    /// How the sentence stands to the one before.
    pub relation: Option<Relation>,
}

/// An undertaking or stance through all statements.
pub type Chain = Vec<Link>;

/// Clauses of paired sentences answer each other when they share at least this much.
const ENOUGH: f64 = 0.2;
/// Sentences of one clause each need no words in common where the sentences have this much.
const SAME_MATTER: f64 = 0.1;
/// What is said no longer may still be there in other words: a clause this much alike, or one about all the same with less.
const STILL: f64 = 0.35;
const STILL_ABOUT: f64 = 0.15;
/// A statement that answers less than this share of an earlier one speaks of something else and drops nothing of it.
const SUCCEEDS: f64 = 0.15;

/// The chains, in the order of where they begin.
#[must_use]
pub fn lineage(statements: &[Statement<'_>]) -> Vec<Chain> {
    let mut lines = Lines { chains: Vec::new(), of: FxHashMap::default(), seen: FxHashMap::default() };
    for (n, statement) in statements.iter().enumerate() {
        let steps: Vec<Vec<Step>> =
            (0..statement.findings.clauses.len()).map(|clause| steps(statements, n, clause)).collect();
        let mut heirs: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        steps.iter().flatten().for_each(|s| *heirs.entry((s.statement, s.clause)).or_default() += 1);
        for (clause, from) in
            steps.iter().enumerate().filter(|(clause, _)| followed(statement.findings.clauses[*clause].kind))
        {
            lines.extend(n, clause, from, &heirs);
        }
        lines.drop_unanswered(n, statements);
    }
    lines.chains
}

struct Lines {
    chains: Vec<Chain>,
    /// The chain each clause stands in.
    of: FxHashMap<(usize, usize), usize>,
    /// The statement each chain was last said in.
    seen: FxHashMap<usize, usize>,
}

impl Lines {
    fn extend(&mut self, n: usize, clause: usize, from: &[Step], heirs: &FxHashMap<(usize, usize), usize>) {
        let known =
            from.iter().find_map(|step| self.of.get(&(step.statement, step.clause)).map(|&chain| (chain, step)));
        let Some((chain, step)) = known else {
            self.of.insert((n, clause), self.chains.len());
            self.seen.insert(self.chains.len(), n);
            self.chains.push(vec![Link {
                statement: n,
                clauses: vec![clause],
                event: Event::FirstSaid,
                relation: None,
            }]);
            return;
        };
        let gone = self.chains[chain].iter().rev().find(|link| link.statement != n);
        let after_a_gap = gone.is_some_and(|link| link.event == Event::Dropped);
        let event = event(step, from.len(), heirs[&(step.statement, step.clause)], after_a_gap);
        self.of.insert((n, clause), chain);
        self.seen.insert(chain, n);
        match self.chains[chain].last_mut().filter(|last| last.statement == n) {
            Some(last) => last.clauses.push(clause),
            None => self.chains[chain].push(Link {
                statement: n,
                clauses: vec![clause],
                event,
                relation: Some(step.relation),
            }),
        }
    }

    /// Closes, for now, the chains that an earlier statement said last, that this one succeeds and does not answer.
    fn drop_unanswered(&mut self, n: usize, statements: &[Statement<'_>]) {
        let later = |s: usize| statements[s].document.date < statements[n].document.date;
        let succeeded: Vec<usize> = statements[n]
            .changes
            .iter()
            .filter(|(s, changes)| later(*s) && succeeds(statements[*s].document.sentences.len(), changes))
            .map(|(s, _)| *s)
            .collect();
        let clauses = statements[n].findings.clauses.iter().filter(|_| !succeeded.is_empty());
        let said: Vec<(&Clause, Vec<u64>)> =
            clauses.map(|c| (c, grams(c.span.of(&statements[n].document.text)))).collect();
        for (number, chain) in self.chains.iter_mut().enumerate() {
            let open =
                chain.last().filter(|last| last.event != Event::Dropped && succeeded.contains(&self.seen[&number]));
            if open.is_some_and(|last| !still_there(last, &statements[last.statement], &said)) {
                let relation = Some(Relation::Dropped);
                chain.push(Link { statement: n, clauses: Vec::new(), event: Event::Dropped, relation });
            }
        }
    }
}

/// Whether a later statement has a clause of the same sort that says much the same as a station, if in other words.
fn still_there(link: &Link, earlier: &Statement<'_>, later: &[(&Clause, Vec<u64>)]) -> bool {
    let mut clauses = link.clauses.iter().filter_map(|&c| earlier.findings.clauses.get(c));
    clauses.any(|was| {
        let said = grams(was.span.of(&earlier.document.text));
        later.iter().filter(|(is, _)| same_sort(was.kind, is.kind)).any(|(is, says)| {
            let about = !was.topics.is_empty() && was.topics.iter().all(|topic| is.topics.contains(topic));
            common(&said, says) >= if about { STILL_ABOUT } else { STILL }
        })
    })
}

/// Whether enough of an earlier statement of `sentences` is answered.
fn succeeds(sentences: usize, changes: &[Change]) -> bool {
    let dropped = changes.iter().filter(|c| c.newer.is_none()).count();
    sentences.saturating_sub(dropped) as f64 >= SUCCEEDS * sentences as f64
}

const fn followed(kind: ClauseKind) -> bool {
    matches!(kind, ClauseKind::Commitment | ClauseKind::Mandate | ClauseKind::Call | ClauseKind::Position)
}

/// A clause of an earlier statement that a clause answers.
struct Step {
    statement: usize,
    clause: usize,
    relation: Relation,
}

/// What a clause answers in the nearest earlier statement that has it, the most alike first.
fn steps(statements: &[Statement<'_>], n: usize, clause: usize) -> Vec<Step> {
    let here = &statements[n];
    let new = &here.findings.clauses[clause];
    for &(statement, changes) in here.changes.iter().rev() {
        let Some(change) = changes.iter().find(|c| c.newer == Some(new.sentence)) else {
            continue;
        };
        let older = &statements[statement];
        let mut found: Vec<(f64, usize)> = Vec::new();
        for (number, old) in older
            .findings
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, old)| change.older.contains(&old.sentence) && same_sort(old.kind, new.kind))
        {
            let alike = alike(old.span.of(&older.document.text), new.span.of(&here.document.text));
            let alone = change.similarity >= SAME_MATTER
                && of_sentence(older.findings, old.sentence) == 1
                && of_sentence(here.findings, new.sentence) == 1;
            if (alike >= ENOUGH || alone) && !another_event(older.findings, old, here.findings, new) {
                found.push((alike, number));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = found.first().map_or(0.0, |f| f.0);
        if !found.is_empty() {
            return found
                .into_iter()
                .filter(|f| f.0 * 2.0 >= best)
                .map(|(_, clause)| Step { statement, clause, relation: change.relation })
                .collect();
        }
    }
    Vec::new()
}

/// Whether both clauses speak of particular events, and of none in common: what was promised of one meeting is no promise of
/// the next.
fn another_event(earlier: &Findings, was: &Clause, later: &Findings, is: &Clause) -> bool {
    let (was, is) = (events(earlier, was), events(later, is));
    !was.is_empty() && !is.is_empty() && !was.iter().any(|event| is.contains(event))
}

fn events<'a>(findings: &'a Findings, clause: &Clause) -> Vec<&'a str> {
    let inside = |r: &&Reference| {
        r.kind == ReferenceKind::Event && clause.span.start <= r.span.start && r.span.end <= clause.span.end
    };
    findings.references.iter().filter(inside).map(|r| r.key.as_str()).collect()
}

fn of_sentence(findings: &Findings, sentence: usize) -> usize {
    findings.clauses.iter().filter(|c| c.sentence == sentence && followed(c.kind)).count()
}

/// Undertakings continue undertakings, stances stances; what was a stance may become an undertaking.
fn same_sort(older: ClauseKind, newer: ClauseKind) -> bool {
    followed(older) && followed(newer) && (older == ClauseKind::Call) == (newer == ClauseKind::Call)
}

fn event(step: &Step, from: usize, heirs: usize, after_a_gap: bool) -> Event {
    match step.relation {
        _ if after_a_gap => Event::SaidAgain,
        Relation::Verbatim => Event::Kept,
        Relation::Strengthened => Event::Strengthened,
        Relation::Softened => Event::Weakened,
        _ if from > 1 => Event::Merged,
        _ if heirs > 1 => Event::Split,
        _ => Event::Renewed,
    }
}

/// The share of neighbouring characters two clauses have in common.
fn alike(a: &str, b: &str) -> f64 {
    common(&grams(a), &grams(b))
}

fn common(a: &[u64], b: &[u64]) -> f64 {
    let both = a.iter().filter(|g| b.binary_search(g).is_ok()).count();
    2.0 * both as f64 / (a.len() + b.len()).max(1) as f64
}

fn grams(text: &str) -> Vec<u64> {
    let letters: Vec<u64> = text.chars().filter(|c| c.is_alphanumeric()).map(|c| u64::from(u32::from(c))).collect();
    let mut out: Vec<u64> = letters.windows(2).map(hash).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Where the words of a link stand, for showing it.
#[must_use]
pub fn words(link: &Link, statement: &Statement<'_>) -> Option<Span> {
    link.clauses.iter().filter_map(|&c| statement.findings.clauses.get(c)).map(|c| c.span).reduce(Span::cover)
}
