//! The register as it stands: entries as derived, with the decisions folded in one after the other.

mod fold;
mod scores;

use super::act::{Act, Carrying, Opening, Undoing, parsed};
use super::anchor::{Anchor, Places, Standing};
use super::{Attention, Workspace};
use crate::review::catalysts;
use crate::shape::assessment::Cycle;
use crate::shape::entry::{Entry, Meeting, Said, View};
use crate::shape::{Clause, Decision, Undertaking};
use crate::{Error, Result};
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};

/// Days before something is due at which its light turns yellow, where nobody said otherwise.
const YELLOW: i64 = 30;

/// The register as it stands.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// In the order of the documents and of the text.
    pub(crate) entries: Vec<Entry>,
    /// Where each of them stands.
    anchors: Vec<Anchor>,
    places: Places,
    /// Decisions that want somebody to look at them.
    pub(crate) attention: Vec<Attention>,
    /// Numbers that were given out, whether their words still stand or not.
    pub(crate) numbers: BTreeMap<String, Anchor>,
    /// In the order of their opening.
    pub(crate) meetings: Vec<Meeting>,
    /// In the order of their opening.
    pub(crate) cycles: Vec<Cycle>,
    /// Questions to the register that were given names, the last saved last.
    pub(crate) views: Vec<View>,
    /// Names of tables of published scores, each with the SHA-256 of its file.
    pub(crate) tables: BTreeMap<String, String>,
    /// How many days before something is due its light turns yellow.
    pub(crate) yellow: i64,
    /// The number of the last decision.
    pub(crate) head: i64,
    /// How many decisions stand where their words stand.
    pub(crate) stand: usize,
    /// Ids of the documents that are at hand.
    known: BTreeSet<String>,
}

impl Workspace {
    /// Everything about the register at once.
    pub(crate) async fn ledger(&self) -> Result<Ledger> {
        Ok(self.ledger_and_chain().await?.0)
    }

    /// The same with the decisions it was made of, as people may read them.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn ledger_and_chain(&self) -> Result<(Ledger, Vec<Decision>)> {
        let rows: Vec<Undertaking> = self.rows("select shape from undertakings order by document, nth", &[]).await?;
        let clauses: Vec<Clause> = self
            .rows("select shape from clauses where kind = 'commitment' or kind = 'mandate' order by document, nth", &[])
            .await?;
        let mut decisions = self.chain().await?;
        let mut ledger = Ledger::new(rows, clauses);
        for document in ledger.lost(&anchors(&decisions)) {
            let provisions = self.provisions(&document).await?;
            let clauses = self
                .rows("select shape from clauses where document = $1 order by nth", std::slice::from_ref(&document));
            ledger.places.texts.clauses.insert(document.clone(), clauses.await?);
            ledger.places.texts.provisions.insert(document, provisions);
        }
        let known = sqlx::query("select document from documents").fetch_all(&self.pool).await?;
        ledger.known = known.iter().map(|row| row.try_get(0)).collect::<std::result::Result<_, _>>()?;
        ledger.replay(&decisions);
        super::sealing::seal(&mut decisions);
        Ok((ledger, decisions))
    }
}

impl Ledger {
    fn new(rows: Vec<Undertaking>, clauses: Vec<Clause>) -> Self {
        let mut words: BTreeMap<String, Clause> = clauses.into_iter().map(|c| (c.clause.clone(), c)).collect();
        let pairs: Vec<(Undertaking, Clause)> =
            rows.into_iter().filter_map(|row| words.remove(&row.clause).map(|clause| (row, clause))).collect();
        let mut ledger = Self { yellow: YELLOW, ..Self::default() };
        for (anchor, (row, clause)) in Places::anchors(pairs.iter().map(|(_, c)| c)).into_iter().zip(&pairs) {
            ledger.add(entry(row.clone(), clause), anchor);
        }
        ledger
    }

    fn add(&mut self, entry: Entry, anchor: Anchor) -> usize {
        let at = self.entries.len();
        self.places.add(at, &anchor);
        self.entries.push(entry);
        self.anchors.push(anchor);
        at
    }

    /// The documents some anchors point into where no entry has their words.
    fn lost(&self, anchors: &[Anchor]) -> BTreeSet<String> {
        anchors.iter().filter(|a| self.places.entry(a).is_none()).map(|a| a.document.clone()).collect()
    }

    fn replay(&mut self, decisions: &[Decision]) {
        let undone = undone(decisions);
        let counting = || decisions.iter().filter(|d| !undone.contains(&d.seq));
        for carrying in counting().filter(|d| d.action == "carry") {
            if let Ok(Carrying { from, to }) = parsed(&carrying.value) {
                self.places.carried.insert(from, to);
            }
        }
        self.places.follow(&anchors(decisions), &self.known);
        for decision in counting() {
            self.fold(decision);
        }
        self.touch(decisions, &undone);
        for entry in &mut self.entries {
            entry.decisions.sort_unstable();
            entry.decisions.dedup();
        }
        self.head = decisions.last().map_or(0, |d| d.seq);
        self.score();
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_by(|&a, &b| self.anchors[a].document.cmp(&self.anchors[b].document));
        self.anchors = order.iter().map(|&n| self.anchors[n].clone()).collect();
        self.entries = order.iter().map(|&n| std::mem::take(&mut self.entries[n])).collect();
    }

    /// An entry that a decision was taken back from has changed as well.
    fn touch(&mut self, decisions: &[Decision], undone: &BTreeSet<i64>) {
        let taken_back = |d: &&Decision| d.action == "undo" || undone.contains(&d.seq);
        let seqs: BTreeMap<i64, i64> = decisions
            .iter()
            .filter(taken_back)
            .filter_map(|d| Some((parsed::<Undoing>(&d.value).ok()?.seq, d.seq)))
            .collect();
        for decision in decisions {
            let Some(&by) = seqs.get(&decision.seq) else { continue };
            let Some(Ok((_, anchor))) = Act::read(&decision.action, &decision.value) else { continue };
            if let Some(at) = self.places.entry(&self.places.here(&anchor)) {
                self.entries[at].decisions.extend([decision.seq, by]);
                self.entries[at].version = self.entries[at].version.max(by);
            }
        }
    }

    /// The entry where an anchor holds; one that is read otherwise now is kept in the register and put up for attention.
    fn standing(&mut self, decision: &Decision, subject: &str, anchor: &Anchor) -> Option<usize> {
        let anchor = &self.places.here(anchor);
        match self.places.find(anchor) {
            Standing::Entry(at) => Some(at),
            Standing::Text(clause, eid) => {
                let now = clause.as_ref().map(|c| c.text.clone());
                let entry = kept(subject, anchor, clause.as_deref(), &eid);
                self.put_up(decision.seq, subject, anchor, now, true);
                let anchor = self.places.last(anchor).clone();
                Some(self.add(entry, anchor))
            }
            Standing::Gone(now) => {
                self.put_up(decision.seq, subject, anchor, now, false);
                None
            }
        }
    }

    fn put_up(&mut self, seq: i64, subject: &str, anchor: &Anchor, now: Option<String>, stands: bool) {
        let (subject, words) = (subject.to_owned(), anchor.words.clone());
        let (document, eid) = (anchor.document.clone(), anchor.eid.clone());
        self.attention.push(Attention { seq, subject, document, eid, words, now, stands });
    }

    /// Documents that have another id than when something was decided about them, by the old one.
    pub(crate) fn moved(&self) -> &BTreeMap<String, String> {
        &self.places.moved
    }

    /// The entry of that number or clause.
    pub(crate) fn entry(&self, id: &str) -> Result<&Entry> {
        self.at(id).map(|at| &self.entries[at])
    }

    /// The entry of that number or clause, and where it is anchored.
    pub(super) fn anchored(&self, id: &str) -> Result<(&Entry, &Anchor)> {
        self.at(id).map(|at| (&self.entries[at], &self.anchors[at]))
    }

    /// Entries with their anchors.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Entry, &Anchor)> {
        self.entries.iter().zip(&self.anchors)
    }

    fn at(&self, id: &str) -> Result<usize> {
        let named = |e: &Entry| e.undertaking.undertaking == id || e.undertaking.clause == id;
        self.entries.iter().position(named).ok_or_else(|| {
            Error::missing(
                format!("found no undertaking `{id}` in the register"),
                "list them with `chancery register list`",
            )
        })
    }
}

/// Where decisions are anchored.
fn anchors(decisions: &[Decision]) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::new();
    for decision in decisions {
        if decision.action == "open" {
            anchors.extend(parsed::<Opening>(&decision.value).unwrap_or_default().numbers.into_values());
        } else if let Some(Ok((_, anchor))) = Act::read(&decision.action, &decision.value) {
            anchors.push(anchor);
        }
    }
    anchors
}

/// Who decided, when and why.
pub(super) fn said(decision: &Decision) -> Said {
    let Decision { seq, by, at, note, .. } = decision;
    Said { seq: *seq, by: by.clone(), at: at.clone(), why: note.clone() }
}

/// Decisions taken back, unless the taking back was taken back itself.
pub(super) fn undone(decisions: &[Decision]) -> BTreeSet<i64> {
    let mut undone = BTreeSet::new();
    for decision in decisions.iter().rev().filter(|d| d.action == "undo") {
        if !undone.contains(&decision.seq) {
            undone.extend(parsed::<Undoing>(&decision.value).ok().map(|u| u.seq));
        }
    }
    undone
}

fn entry(row: Undertaking, clause: &Clause) -> Entry {
    Entry {
        binding: catalysts::binding(clause.force.as_deref()).map(str::to_owned),
        catalysts: catalysts::found(&row, &clause.text),
        undertaking: row,
        words: clause.text.clone(),
        eid: clause.eid.clone(),
        kind: clause.kind.clone(),
        force: clause.force.clone(),
        stage: clause.stage.clone(),
        ..Entry::default()
    }
}

/// A numbered entry whose words stand, but are read as something else now.
fn kept(subject: &str, anchor: &Anchor, clause: Option<&Clause>, eid: &str) -> Entry {
    let row = Undertaking {
        undertaking: subject.to_owned(),
        document: anchor.document.clone(),
        clause: clause.map_or_else(|| format!("{}#{eid}", anchor.document), |c| c.clause.clone()),
        parties: clause.map(|c| c.actors.clone()).unwrap_or_default(),
        status: super::STATUSES[0].to_owned(),
        ..Undertaking::default()
    };
    let kind = clause.map(|c| c.kind.clone()).unwrap_or_default();
    Entry { undertaking: row, words: anchor.words.clone(), eid: eid.to_owned(), kind, ..Entry::default() }
}
