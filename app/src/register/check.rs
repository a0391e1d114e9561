//! Verifying a workspace: hashes, links between tables, spans inside texts, the chain of decisions.

use super::decisions::hash_of;
use super::sources::sha256;
use super::{Attention, ClauseFilter, DocumentFilter, ReferenceFilter, Workspace};
use crate::Result;
use crate::shape::{Correction, Decision, Document};
use serde::Serialize;
use std::collections::BTreeSet;

/// What a check found, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Sources looked at.
    pub sources: usize,
    /// Documents looked at.
    pub documents: usize,
    /// Decisions looked at.
    pub decisions: usize,
    /// What is wrong.
    pub faults: Vec<String>,
    /// Decisions about undertakings, and numbers given, that stand where their words stand.
    pub stand: usize,
    /// Documents that have another id than when something was decided about them.
    pub moved: Vec<String>,
    /// Decisions whose words no longer stand where they stood.
    pub attention: Vec<String>,
    /// Readings that stand there because somebody decided so.
    pub corrections: Vec<String>,
    /// Characters that are probably wrong and nobody decided about.
    pub suspicions: Vec<String>,
}

impl Workspace {
    /// Verifies everything.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn check(&self) -> Result<Checked> {
        let mut checked = Checked::default();
        self.check_sources(&mut checked).await?;
        self.check_chain(&mut checked).await?;
        self.check_documents(&mut checked).await?;
        self.check_files(&mut checked).await?;
        for correction in self.corrections(None).await? {
            let Correction { decision, document, eid, words, made, by, start, .. } = correction;
            let shown = |words: String| if words.is_empty() { "(nothing)".to_owned() } else { format!("«{words}»") };
            let same = words == made;
            let (words, made) = (shown(words), shown(made));
            let told = format!("decision {decision} about a reading of {document}#{eid}: {words}");
            match start {
                None => checked.attention.push(format!("{told}, to be read {made}, no longer stands there")),
                Some(_) if same => checked.corrections.push(format!("{told} is right ({by})")),
                Some(_) => checked.corrections.push(format!("{told} is read {made} ({by})")),
            }
        }
        for (seq, place) in self.lost_marks().await? {
            checked.attention.push(format!("decision {seq}, a mark in {place}: its words stand there no longer"));
        }
        let open = self.suspicions(None).await?.into_iter().filter(|s| !s.refused);
        checked.suspicions = open.map(|s| format!("{}: «{}»: {}", s.suspicion, s.words, s.reason)).collect();
        let ledger = self.ledger().await?;
        checked.stand = ledger.stand - ledger.attention.iter().filter(|a| a.stands).count();
        let moved = ledger.moved().iter();
        checked.moved = moved.map(|(old, new)| format!("what was decided about {old} stands in {new} now")).collect();
        for a in ledger.attention {
            let Attention { seq, subject, words, now, stands, .. } = &a;
            let how = if *stands { "is no undertaking any more" } else { "stands there no longer" };
            let now = now.as_deref().map(|now| format!("; now: {now}")).unwrap_or_default();
            checked.attention.push(format!("decision {seq} about {subject}: “{words}” {how}{now}"));
        }
        Ok(checked)
    }

    async fn check_sources(&self, checked: &mut Checked) -> Result<()> {
        for source in self.sources().await? {
            checked.sources += 1;
            let body = self.source_bytes(&source.source).await;
            if body.map(|body| sha256(&body)).ok().as_ref() != Some(&source.source) {
                checked.faults.push(format!(
                    "source {} ({}): its bytes are not the ones that were added",
                    source.source, source.name
                ));
            }
        }
        Ok(())
    }

    async fn check_files(&self, checked: &mut Checked) -> Result<()> {
        let ledger = self.ledger().await?;
        let mut kept: Vec<(String, String)> = ledger.tables.into_iter().collect();
        for entry in ledger.entries {
            let id = &entry.undertaking.undertaking;
            kept.extend(entry.evidence.iter().filter_map(|e| Some((id.clone(), e.file.clone()?))));
        }
        for (whose, sha) in kept {
            let body = self.file(&sha).await;
            if body.map(|f| sha256(&f.body)).ok().as_ref() != Some(&sha) {
                checked.faults.push(format!("{whose}: the file {sha} is not the one that was kept"));
            }
        }
        Ok(())
    }

    async fn check_chain(&self, checked: &mut Checked) -> Result<()> {
        let decisions = self.chain().await?;
        checked.decisions = decisions.len();
        let mut previous = String::new();
        for (wanted, decision) in (1_i64..).zip(&decisions) {
            if let Some(fault) = broken(decision, wanted, &previous)? {
                checked.faults.push(fault);
            }
            previous.clone_from(&decision.hash);
        }
        let head = self.head().await?.unwrap_or_default();
        if head != previous {
            checked
                .faults
                .push("the last decisions are missing: the chain does not end where it was last written".into());
        }
        Ok(())
    }

    async fn check_documents(&self, checked: &mut Checked) -> Result<()> {
        let sources: BTreeSet<String> = self.sources().await?.into_iter().map(|s| s.source).collect();
        let documents = self.documents(&DocumentFilter::default()).await?;
        checked.documents = documents.len();
        let mut sentences = BTreeSet::new();
        for document in &documents {
            for witness in self.witnesses(Some(&document.document)).await? {
                if !sources.contains(&witness.source) {
                    checked.faults.push(format!(
                        "{}: its witness {} is not among the sources",
                        document.document, witness.source_name
                    ));
                }
            }
            for (what, start, end, words) in self.spans(document).await? {
                if cut(&document.text, start, end).as_deref() != Some(&words) {
                    checked.faults.push(format!("{what}: other words stand at {start}–{end} of the reading text"));
                }
            }
            sentences.extend(self.sentences(&document.document).await?.into_iter().map(|s| s.sentence));
        }
        for clause in self.clauses(&ClauseFilter::default()).await? {
            if !sentences.contains(&clause.sentence) {
                checked.faults.push(format!("{}: there is no sentence {}", clause.clause, clause.sentence));
            }
        }
        for (older, newer) in self.change_pairs().await? {
            for change in self.changes(&older, &newer).await? {
                for sentence in
                    change.newer_sentence.iter().chain(&change.older_sentences).filter(|s| !sentences.contains(*s))
                {
                    checked.faults.push(format!("changes of {newer} from {older}: there is no sentence {sentence}"));
                }
            }
        }
        Ok(())
    }

    /// Everything that says where it stands in the reading text, with the words it claims.
    async fn spans(&self, document: &Document) -> Result<Vec<(String, i64, i64, String)>> {
        let id = &document.document;
        let mut out = Vec::new();
        out.extend(self.provisions(id).await?.into_iter().map(|p| (format!("{id}#{}", p.eid), p.start, p.end, p.text)));
        out.extend(self.sentences(id).await?.into_iter().map(|s| (s.sentence, s.start, s.end, s.text)));
        let clauses = ClauseFilter { document: Some(id.clone()), ..ClauseFilter::default() };
        out.extend(self.clauses(&clauses).await?.into_iter().map(|c| (c.clause, c.start, c.end, c.text)));
        let references = ReferenceFilter { document: Some(id.clone()), ..ReferenceFilter::default() };
        let named = |r: crate::shape::Reference| (format!("{id}: reference {}", r.key), r.start, r.end, r.surface);
        out.extend(self.references(&references).await?.into_iter().map(named));
        out.extend(self.variants(id).await?.into_iter().map(|v| (format!("{id}: variant"), v.start, v.end, v.reading)));
        Ok(out)
    }
}

fn broken(decision: &Decision, wanted: i64, previous: &str) -> Result<Option<String>> {
    let seq = decision.seq;
    Ok(if seq != wanted {
        Some(format!("decision {wanted} is missing: {seq} stands in its place"))
    } else if decision.previous_hash != previous {
        Some(format!("decision {seq}: it does not follow the one before it"))
    } else if hash_of(decision)? != decision.hash {
        Some(format!("decision {seq}: it was changed after it was written"))
    } else {
        None
    })
}

fn cut(text: &str, start: i64, end: i64) -> Option<String> {
    let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    Some(text.chars().skip(start).take(end.checked_sub(start)?).collect())
}
