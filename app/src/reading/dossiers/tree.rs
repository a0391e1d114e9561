//! What stands under what: as the knowledge says, as a text says, by sessions of a series, by names that begin alike.

use super::Folders;
use chancery_engine::rules::Knowledge;
use std::collections::{BTreeMap, BTreeSet};

/// The dossier above each dossier that has one. Adds the folders of series that only their sessions name.
pub(super) fn parents(folders: &mut Folders, knowledge: &Knowledge) -> BTreeMap<String, String> {
    let mut parents = BTreeMap::new();
    let ids: Vec<String> = folders.keys().cloned().collect();
    let names = Names::of(&ids, knowledge);
    let series: BTreeMap<&String, String> =
        ids.iter().filter_map(|id| Some((id, names.series(id, knowledge)?))).collect();
    for id in &ids {
        let told = knowledge.languages.iter().find_map(|l| l.dossiers.rules.get(id)?.under.clone());
        let stated = || folders[id].stated.first().cloned();
        let above = told.or_else(stated).or_else(|| series.get(id).cloned()).or_else(|| names.begins(id));
        parents.extend(above.filter(|above| above != id).map(|above| (id.clone(), above)));
    }
    for above in parents.values().cloned().collect::<Vec<_>>() {
        folders.entry(above).or_default();
    }
    let known: Vec<String> = parents.keys().cloned().collect();
    for id in known.iter().filter(|id| is_circle(id, &parents)).cloned().collect::<Vec<_>>() {
        parents.remove(&id);
    }
    parents
}

/// The names of all dossiers, looked up once.
struct Names<'i> {
    ids: BTreeSet<&'i str>,
    /// The sessions of each series.
    sessions: BTreeMap<String, Vec<&'i str>>,
}

impl<'i> Names<'i> {
    fn of(ids: &'i [String], knowledge: &Knowledge) -> Self {
        let mut sessions: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for id in ids {
            sessions.entry(series_of(id, knowledge).unwrap_or_default()).or_default().push(id);
        }
        Self { ids: ids.iter().map(String::as_str).collect(), sessions }
    }

    /// The series a session belongs to: one that is named itself, or has another session.
    fn series(&self, id: &str, knowledge: &Knowledge) -> Option<String> {
        let series = series_of(id, knowledge)?;
        let name = series.split_once('/')?.1;
        let as_body = format!("body/{name}");
        if self.ids.contains(as_body.as_str()) {
            return Some(as_body);
        }
        let sessions = self.sessions.get(&series).into_iter().flatten();
        let several = sessions.filter(|other| other.ends_with(rest_of(name))).count() > 1;
        (self.ids.contains(series.as_str()) || several || knows(knowledge, &series)).then_some(series)
    }

    /// The body with the longest name that this one's name begins with.
    fn begins(&self, id: &str) -> Option<String> {
        let (kind, name) = id.split_once('/')?;
        if !matches!(kind, "body" | "event" | "instrument") {
            return None;
        }
        let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).skip(3).collect();
        let mut begins = ends.into_iter().rev().map(|end| format!("body/{}", &name[..end]));
        begins.find(|body| self.ids.contains(body.as_str()))
    }
}

/// The series that the name of a session names.
fn series_of(id: &str, knowledge: &Knowledge) -> Option<String> {
    let same = |id: String| knowledge.languages.iter().fold(id, |id, l| l.dossiers.the_same(id));
    knowledge.languages.first().and_then(|l| l.series(id)).map(same)
}

/// The last characters of a name: enough to leave most other names unread.
fn rest_of(name: &str) -> &str {
    name.char_indices().rev().nth(1).map_or(name, |(at, _)| &name[at..])
}

fn knows(knowledge: &Knowledge, id: &str) -> bool {
    knowledge.languages.iter().any(|l| l.dossiers.rules.contains_key(id))
}

fn is_circle(id: &str, parents: &BTreeMap<String, String>) -> bool {
    let mut at = id;
    for _ in 0..parents.len() {
        match parents.get(at) {
            Some(above) if above == id => return true,
            Some(above) => at = above,
            None => return false,
        }
    }
    false
}
