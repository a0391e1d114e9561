//! Dossiers: everything said of one thing, across documents and years.
//!
//! In: the rows of all documents. Out: [`Dossier`]s with their [`Entry`]s. Never: an entry without words of a text.
//! See: `languages/<code>/dossiers.toml` for what belongs together.

mod gather;
mod tree;

use crate::register::Found;
use crate::shape::{Dossier, Entry};
use chancery_engine::rules::{Entry as Word, Knowledge, Language};
use std::collections::{BTreeMap, BTreeSet};

/// The kinds of reference that have dossiers.
const KINDS: [&str; 5] = ["body", "instrument", "event", "initiative", "state"];

/// The entries of one dossier and what it is called.
#[derive(Debug, Default)]
pub(super) struct Folder {
    entries: Vec<Entry>,
    /// How often each name was used.
    names: BTreeMap<String, usize>,
    /// How often words that are no name of it spoke of it.
    words: BTreeMap<String, usize>,
    /// How often each key was used, by language.
    keys: BTreeMap<(String, String), usize>,
    /// Dossiers that the text itself sets it under.
    stated: BTreeSet<String>,
}

pub(super) type Folders = BTreeMap<String, Folder>;

/// All dossiers of a workspace, each with its entries in the order of their dates.
pub(super) fn dossiers(documents: &[Found], knowledge: &Knowledge) -> Vec<(Dossier, Vec<Entry>)> {
    let mut order: Vec<&Found> = documents.iter().collect();
    order.sort_by_key(|found| (found.document.date.clone().unwrap_or_default(), found.document.document.clone()));
    let mut folders = Folders::new();
    for found in order {
        gather::gather(found, knowledge, &mut folders);
    }
    let parents = tree::parents(&mut folders, knowledge);
    let mut organs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (below, above) in &parents {
        organs.entry(above).or_default().push(below.clone());
    }
    let listed: Vec<Listed<'_>> = knowledge.languages.iter().map(listed).collect();
    let about = About { parents: &parents, organs: &organs, listed: &listed, knowledge };
    folders.into_iter().map(|(id, folder)| head(id, folder, &about)).collect()
}

/// What is known of all dossiers.
struct About<'a> {
    parents: &'a BTreeMap<String, String>,
    organs: &'a BTreeMap<&'a str, Vec<String>>,
    /// In the order of the languages.
    listed: &'a [Listed<'a>],
    knowledge: &'a Knowledge,
}

/// The words of the classes of names.
type Listed<'a> = BTreeMap<&'a str, Vec<&'a Word>>;

/// The names that a language lists, for what they are called in others.
fn listed(language: &Language) -> Listed<'_> {
    let mut words = Listed::new();
    for class in ["bodies", "instruments", "events", "initiatives"] {
        language.words.class(class).iter().for_each(|word| words.entry(&word.word).or_default().push(word));
    }
    words
}

fn head(id: String, folder: Folder, about: &About<'_>) -> (Dossier, Vec<Entry>) {
    let knowledge = about.knowledge;
    let Folder { mut entries, names, words, keys, .. } = folder;
    entries.iter_mut().for_each(|e| e.dossier.clone_from(&id));
    entries.sort_by(|a, b| (&a.date, &a.document, a.start).cmp(&(&b.date, &b.document, b.start)));
    let (kind, key) = id.split_once('/').unwrap_or_default();
    let rule = knowledge.languages.iter().find_map(|l| l.dossiers.rules.get(&id));
    // A matter that has no name is called by the words that speak of it.
    let named = if names.is_empty() { words } else { names };
    let mut names: Vec<(String, usize)> = named.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let of = |kinds: &[&str]| count(&entries, |e| e.kind.as_deref().is_some_and(|k| kinds.contains(&k)));
    let documents: BTreeSet<&str> = entries.iter().map(|e| e.document.as_str()).collect();
    let dates = || entries.iter().filter_map(|e| e.date.clone());
    let dossier = Dossier {
        kind: kind.to_owned(),
        key: key.to_owned(),
        labels: labels(kind, key, &keys, about),
        names: names.into_iter().map(|(name, _)| name).collect(),
        under: about.parents.get(&id).cloned(),
        organs: about.organs.get(id.as_str()).cloned().unwrap_or_default(),
        after: rule.and_then(|r| r.after.clone()),
        followed_by: followers(&id, knowledge),
        see: rule.map(|r| r.see.clone()).unwrap_or_default(),
        documents: i64::try_from(documents.len()).unwrap_or(i64::MAX),
        entries: count(&entries, |_| true),
        undertakings: of(&["commitment", "mandate"]),
        positions: of(&["position", "call"]),
        first: dates().min(),
        last: dates().max(),
        dossier: id,
    };
    (dossier, entries)
}

/// The dossiers whose matter came after that of `id`.
fn followers(id: &str, knowledge: &Knowledge) -> Vec<String> {
    let rules = knowledge.languages.iter().flat_map(|l| &l.dossiers.rules);
    rules.filter(|(_, rule)| rule.after.as_deref() == Some(id)).map(|(id, _)| id.clone()).collect()
}

fn count(entries: &[Entry], wanted: impl Fn(&Entry) -> bool) -> i64 {
    i64::try_from(entries.iter().filter(|e| wanted(e)).count()).unwrap_or(i64::MAX)
}

/// What it is called: in the words of the knowledge, else by the key most used.
fn labels(
    kind: &str,
    key: &str,
    keys: &BTreeMap<(String, String), usize>,
    about: &About<'_>,
) -> BTreeMap<String, String> {
    let knowledge = about.knowledge;
    let mut labels = BTreeMap::new();
    for ((language, name), count) in keys {
        let best = keys.iter().filter(|((l, _), _)| l == language).map(|(_, n)| *n).max();
        if best == Some(*count) {
            labels.entry(language.clone()).or_insert_with(|| name.clone());
        }
    }
    if kind == "topic" {
        labels.extend(knowledge.scheme.topic(key).into_iter().flat_map(|t| t.labels.clone()));
    }
    let id = format!("{kind}/{key}");
    for (language, listed) in knowledge.languages.iter().zip(about.listed) {
        if kind == "state" {
            let name = language.states.name(key, chancery_engine::rules::Form::Short);
            labels.extend(name.map(|name| (language.code.clone(), name.to_owned())));
        }
        if let Some(rule) = language.dossiers.rules.get(&id) {
            labels.entry(language.code.clone()).or_insert_with(|| key.to_owned());
            labels.extend(rule.en.clone().map(|name| ("en".to_owned(), name)));
            labels.extend(rule.ru.clone().map(|name| ("ru".to_owned(), name)));
        }
        for word in listed.get(key).into_iter().flatten() {
            for code in ["en", "ru"].into_iter().filter(|code| !word.get(code).is_empty()) {
                labels.entry(code.to_owned()).or_insert_with(|| word.get(code).to_owned());
            }
        }
    }
    labels
}
