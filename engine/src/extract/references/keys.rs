//! One key for all mentions of a thing in a document: short forms it defines, and those a reader understands.

use super::candidate::{Candidate, bare, choose};
use super::scene::Scene;
use crate::model::ReferenceKind;
use std::collections::BTreeMap;

/// A short form and what it stands for.
struct Short {
    name: String,
    kind: ReferenceKind,
    key: String,
}

/// Adds the mentions by short forms the document defines, and gives every mention its full key.
pub(super) fn settle(texts: &[&str], chosen: &mut [Vec<Candidate>], scene: &Scene<'_>) {
    let shorts: Vec<Short> =
        texts.iter().zip(chosen.iter()).flat_map(|(text, found)| definitions(text, found)).collect();
    for (text, found) in texts.iter().zip(chosen.iter_mut()) {
        apply(text, found, &shorts, scene);
    }
    people(texts, chosen, scene);
    persons(chosen);
    titles(texts, chosen, scene);
}

/// （以下简称“亚信”）, （《公约》）, （JCPOA） after a mention.
fn definitions(text: &str, found: &[Candidate]) -> Vec<Short> {
    let mut out = Vec::new();
    for candidate in found.iter().filter(|c| {
        matches!(
            c.kind,
            ReferenceKind::Instrument | ReferenceKind::Body | ReferenceKind::Event | ReferenceKind::Initiative
        )
    }) {
        let Some(rest) = text[candidate.range.end..].strip_prefix('（') else { continue };
        let Some(gloss) = rest.find('）').map(|end| &rest[..end]).filter(|g| g.chars().count() <= 20) else {
            continue;
        };
        let told =
            ["以下统称为", "以下统称", "以下简称为", "以下简称", "以下称为", "以下称", "下称", "简称为", "简称", "即"]
                .iter()
                .find_map(|w| gloss.strip_prefix(w));
        let marked = gloss.starts_with(['《', '“']) || gloss.chars().all(|c| c.is_ascii_alphanumeric());
        if let Some(name) = told.or(marked.then_some(gloss)).map(bare).filter(|n| n.chars().count() >= 2 && n != "双方")
        {
            out.push(Short { name, kind: candidate.kind, key: candidate.key.clone() });
        }
    }
    out
}

fn apply(text: &str, found: &mut Vec<Candidate>, shorts: &[Short], scene: &Scene<'_>) {
    let mut more = Vec::new();
    for short in shorts {
        for candidate in found.iter_mut().filter(|c| c.kind == short.kind && bare(&text[c.range.clone()]) == short.name)
        {
            candidate.key.clone_from(&short.key);
        }
        let marked = text.match_indices(short.name.as_str()).map(|(at, name)| at..at + name.len());
        more.extend(marked.filter(|r| !text[r.end..].starts_with('》')).map(|r| {
            let reason = format!("short for {}, as the text says", short.key);
            Candidate::new(short.kind, r, short.key.clone(), &scene.rule("defined"), reason)
        }));
    }
    if !more.is_empty() {
        let mut all = std::mem::take(found);
        all.extend(more);
        *found = choose(all);
    }
}

/// Who is introduced once, by office or full name, is meant wherever the name stands.
fn people(texts: &[&str], chosen: &mut [Vec<Candidate>], scene: &Scene<'_>) {
    let mut names: Vec<String> = Vec::new();
    for name in chosen.iter().flatten().filter(|c| c.kind == ReferenceKind::Person).map(|c| &c.key) {
        names.extend(name.rsplit('·').next().map(str::to_owned));
    }
    names.retain(|name| name.chars().count() >= 2);
    names.sort_unstable();
    names.dedup();
    let signs = &scene.naming.table.persons.signs;
    for (text, found) in texts.iter().zip(chosen.iter_mut()) {
        let mut more = Vec::new();
        for name in &names {
            let whole =
                |at: &usize| !text[..*at].ends_with(|c| c == '·' || name.chars().count() < 3 && signs.contains(c));
            let starts = text.match_indices(name.as_str()).map(|(at, _)| at).filter(whole);
            let free = |at: &usize| found.iter().all(|c| c.range.end <= *at || at + name.len() <= c.range.start);
            more.extend(starts.filter(free).map(|at| {
                let reason = "a name the document introduces elsewhere";
                Candidate::new(
                    ReferenceKind::Person,
                    at..at + name.len(),
                    name.as_str(),
                    &scene.rule("persons"),
                    reason,
                )
            }));
        }
        if !more.is_empty() {
            found.append(&mut more);
            *found = choose(std::mem::take(found));
        }
    }
}

/// A family name takes the fullest name in the document that ends in it.
fn persons(chosen: &mut [Vec<Candidate>]) {
    let mut full: BTreeMap<String, String> = BTreeMap::new();
    for name in chosen.iter().flatten().filter(|c| c.kind == ReferenceKind::Person).map(|c| c.key.clone()) {
        let last = name.rsplit('·').next().unwrap_or(&name).to_owned();
        let best = full.entry(last).or_default();
        if name.chars().count() > best.chars().count() {
            *best = name;
        }
    }
    for candidate in chosen.iter_mut().flatten().filter(|c| c.kind == ReferenceKind::Person) {
        let last = candidate.key.rsplit('·').next().unwrap_or(&candidate.key);
        if let Some(name) = full.get(last) {
            candidate.key.clone_from(name);
        }
    }
}

/// 《公约》, 《纲要》: the last instrument before it whose name ends so.
fn titles(texts: &[&str], chosen: &mut [Vec<Candidate>], scene: &Scene<'_>) {
    let mut seen: Vec<String> = Vec::new();
    for (text, found) in texts.iter().zip(chosen.iter_mut()) {
        for candidate in found.iter_mut().filter(|c| c.kind == ReferenceKind::Instrument) {
            let name = bare(&text[candidate.range.clone()]);
            let bare_word = scene.naming.table.instruments.ends.contains(&name);
            let short = name.chars().count() <= 8 && candidate.key == name;
            let full = seen
                .iter()
                .rev()
                .find(|full| **full != name && (full.ends_with(&name) || bare_word && full.contains(&name)));
            if let Some(full) = full.filter(|_| short) {
                candidate.key.clone_from(full);
            } else if !bare_word {
                seen.push(candidate.key.clone());
            }
        }
    }
}
