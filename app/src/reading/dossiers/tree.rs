//! What stands under what: as the knowledge says, as a text says, by sessions of a series, by names that begin alike.

use super::Folders;
use chancery_engine::rules::Knowledge;
use std::collections::BTreeMap;

/// The dossier above each dossier that has one. Adds the folders of series that only their sessions name.
pub(super) fn parents(folders: &mut Folders, knowledge: &Knowledge) -> BTreeMap<String, String> {
    let mut parents = BTreeMap::new();
    let ids: Vec<String> = folders.keys().cloned().collect();
    let series: BTreeMap<&String, String> =
        ids.iter().filter_map(|id| Some((id, series(id, &ids, knowledge)?))).collect();
    for id in &ids {
        let told = knowledge.languages.iter().find_map(|l| l.dossiers.rules.get(id)?.under.clone());
        let stated = || folders[id].stated.first().cloned();
        let above = told.or_else(stated).or_else(|| series.get(id).cloned()).or_else(|| begins_with(id, &ids));
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

/// The series a session belongs to: one that is named itself, or has another session.
fn series(id: &str, ids: &[String], knowledge: &Knowledge) -> Option<String> {
    let same = |id: String| knowledge.languages.iter().fold(id, |id, l| l.dossiers.the_same(id));
    let of = |id: &str| knowledge.languages.first().and_then(|l| l.series(id)).map(same);
    let series = of(id)?;
    let name = series.split_once('/')?.1;
    let as_body = format!("body/{name}");
    if ids.contains(&as_body) {
        return Some(as_body);
    }
    let sessions =
        ids.iter().filter(|other| other.ends_with(rest_of(name)) && of(other).as_ref() == Some(&series)).count();
    (ids.contains(&series) || sessions > 1 || knows(knowledge, &series)).then_some(series)
}

/// The last characters of a name: enough to leave most other names unread.
fn rest_of(name: &str) -> &str {
    name.char_indices().rev().nth(1).map_or(name, |(at, _)| &name[at..])
}

fn knows(knowledge: &Knowledge, id: &str) -> bool {
    knowledge.languages.iter().any(|l| l.dossiers.rules.contains_key(id))
}

/// The body with the longest name that this one's name begins with.
fn begins_with(id: &str, ids: &[String]) -> Option<String> {
    let (kind, name) = id.split_once('/')?;
    if !matches!(kind, "body" | "event" | "instrument") {
        return None;
    }
    let bodies = ids.iter().filter_map(|other| Some((other, other.strip_prefix("body/")?)));
    let above =
        bodies.filter(|(_, body)| body.len() < name.len() && body.chars().count() >= 3 && name.starts_with(body));
    above.max_by_key(|(_, body)| body.len()).map(|(other, _)| other.clone())
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
