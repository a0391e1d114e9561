//! One document → what it adds to the dossiers.

use super::{Folders, KINDS};
use crate::register::Found;
use crate::shape::{Clause, Entry, Provision, Reference};
use chancery_engine::rules::{Knowledge, Language};
use std::collections::BTreeSet;

/// Adds what a document says to the folders.
pub(super) fn gather(found: &Found, knowledge: &Knowledge, folders: &mut Folders) {
    let Some(language) = knowledge.language(&found.document.language) else { return };
    let mut desk = Desk { found, language, folders, filed: BTreeSet::new() };
    desk.references();
    for (clause, _) in &found.clauses {
        desk.topics(clause);
        desk.acts(clause);
        desk.spoken(clause);
    }
}

struct Desk<'a> {
    found: &'a Found,
    language: &'a Language,
    folders: &'a mut Folders,
    /// Dossier and place of what is filed already: a place is filed once.
    filed: BTreeSet<(String, String)>,
}

/// The words that speak of a matter.
struct Words<'w> {
    start: i64,
    end: i64,
    surface: &'w str,
}

impl Desk<'_> {
    fn references(&mut self) {
        let found = self.found;
        let (mut clauses, mut blocks) = (found.clauses.iter().peekable(), found.provisions.iter().peekable());
        let mut before: Option<(&Reference, String)> = None;
        for (reference, _) in &found.references {
            while clauses.next_if(|(c, _)| c.end <= reference.start).is_some() {}
            while blocks.next_if(|p| p.end <= reference.start).is_some() {}
            let Some(kind) = KINDS.contains(&reference.kind.as_str()).then(|| reference.kind.parse().ok()).flatten()
            else {
                continue;
            };
            let id = self.language.dossier(kind, &reference.key);
            let words = Words { start: reference.start, end: reference.end, surface: &reference.surface };
            let clause = clauses.peek().map(|(c, _)| c).filter(|c| c.start <= reference.start);
            self.file(&id, clause, blocks.peek().copied(), &words);
            let above = before.as_ref().filter(|(b, above)| *above != id && self.is_organ(b, reference));
            let above = above.filter(|_| reference.kind == "body").map(|(_, above)| above.clone());
            let folder = self.folders.entry(id.clone()).or_default();
            *folder.names.entry(reference.surface.clone()).or_default() += 1;
            *folder.keys.entry((self.language.code.clone(), reference.label.clone())).or_default() += 1;
            folder.stated.extend(above);
            if reference.kind == "body" {
                before = Some((reference, id));
            }
        }
    }

    /// Whether the text between two bodies says that the second is an organ of the first.
    fn is_organ(&self, above: &Reference, organ: &Reference) -> bool {
        let length = usize::try_from(organ.start - above.end).unwrap_or(usize::MAX);
        if length > 16 {
            return false;
        }
        let from = usize::try_from(above.end).unwrap_or(usize::MAX);
        let between: String = self.found.document.text.chars().skip(from).take(length).collect();
        self.language.dossiers.is_organ(&between)
    }

    fn topics(&mut self, clause: &Clause) {
        let words = Words { start: clause.start, end: clause.start, surface: "" };
        for topic in &clause.topics {
            self.file(&format!("topic/{topic}"), Some(clause), None, &words);
            if let Some((field, _)) = topic.split_once('/') {
                self.file(&format!("topic/{field}"), Some(clause), None, &words);
            }
        }
    }

    /// What a state does alone is said of it.
    fn acts(&mut self, clause: &Clause) {
        if let [actor] = clause.actors.as_slice()
            && actor.len() == 3
            && actor.bytes().all(|b| b.is_ascii_uppercase())
        {
            let words = Words { start: clause.start, end: clause.start, surface: "" };
            self.file(&format!("state/{actor}"), Some(clause), None, &words);
        }
    }

    fn spoken(&mut self, clause: &Clause) {
        for (id, start, end) in self.language.dossiers.spoken(&clause.text, &self.found.document.parties) {
            let points = |to: usize| i64::try_from(clause.text[..to].chars().count()).unwrap_or(0);
            let surface = &clause.text[start..end];
            let words = Words { start: clause.start + points(start), end: clause.start + points(end), surface };
            self.file(id, Some(clause), None, &words);
            let folder = self.folders.entry(id.to_owned()).or_default();
            *folder.words.entry(surface.to_owned()).or_default() += 1;
        }
    }

    fn file(&mut self, id: &str, clause: Option<&Clause>, block: Option<&Provision>, words: &Words<'_>) {
        let place = clause.map(|c| c.clause.clone()).or_else(|| block.map(|p| p.eid.clone())).unwrap_or_default();
        if !self.filed.insert((id.to_owned(), place)) {
            return;
        }
        let document = &self.found.document;
        let mut entry = Entry {
            document: document.document.clone(),
            date: document.date.clone(),
            parties: document.parties.clone(),
            start: words.start,
            end: words.end,
            surface: words.surface.to_owned(),
            ..Entry::default()
        };
        match (clause, block) {
            (Some(clause), _) => of_clause(&mut entry, clause),
            (None, Some(block)) => (entry.eid, entry.quote) = (block.eid.clone(), block.text.clone()),
            (None, None) => {}
        }
        self.folders.entry(id.to_owned()).or_default().entries.push(entry);
    }
}

fn of_clause(entry: &mut Entry, clause: &Clause) {
    entry.eid.clone_from(&clause.eid);
    entry.clause = Some(clause.clause.clone());
    entry.kind = Some(clause.kind.clone());
    entry.stance.clone_from(&clause.stance);
    entry.force.clone_from(&clause.force);
    entry.actors.clone_from(&clause.actors);
    entry.deadline.clone_from(&clause.deadline);
    entry.quote.clone_from(&clause.text);
}
