//! One key for all mentions of a thing in a document: short forms it defines, and those a reader understands.

use super::candidate::{Candidate, bare, choose};
use super::scene::Scene;
use super::why::Why;
use crate::model::ReferenceKind;
use crate::rules::Trie;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;

/// A short form and what it stands for.
struct Short<'a> {
    name: Cow<'a, str>,
    kind: ReferenceKind,
    key: Cow<'a, str>,
}

/// Adds the mentions by short forms the document defines, and gives every mention its full key.
pub(super) fn settle<'a>(texts: &[&'a str], chosen: &mut [Vec<Candidate<'a>>], scene: &Scene<'_>) {
    let blocks = texts.iter().zip(chosen.iter());
    let shorts: Vec<Short<'a>> = blocks.flat_map(|(text, found)| definitions(text, found)).collect();
    if !shorts.is_empty() {
        let shorts = Shorts::of(&shorts);
        texts.iter().zip(chosen.iter_mut()).for_each(|(text, found)| shorts.apply(text, found));
    }
    people(texts, chosen, scene);
    persons(chosen);
    titles(texts, chosen, scene);
}

/// （以下简称“亚信”）, （《公约》）, （JCPOA） after a mention.
fn definitions<'a>(text: &'a str, found: &[Candidate<'a>]) -> Vec<Short<'a>> {
    let mut out = Vec::new();
    for candidate in found.iter().filter(|c| {
        matches!(
            c.kind,
            ReferenceKind::Instrument | ReferenceKind::Body | ReferenceKind::Event | ReferenceKind::Initiative
        )
    }) {
        let Some(rest) = text[candidate.range.end..].strip_prefix('（') else { continue };
        let Some(gloss) = rest.char_indices().take(21).find(|(_, c)| *c == '）').map(|(end, _)| &rest[..end]) else {
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

/// The short forms of a document, looked for all at once.
struct Shorts<'s, 'a> {
    /// Each name once, as first defined.
    first: Vec<&'s Short<'a>>,
    finder: Trie,
    /// What a name of a kind stands for, as last defined.
    last: FxHashMap<(&'s str, ReferenceKind), &'s Cow<'a, str>>,
}

impl<'s, 'a> Shorts<'s, 'a> {
    fn of(shorts: &'s [Short<'a>]) -> Self {
        let mut first: Vec<&Short<'a>> = Vec::new();
        for short in shorts {
            if first.iter().all(|known| known.name != short.name) {
                first.push(short);
            }
        }
        let last = shorts.iter().map(|short| ((&*short.name, short.kind), &short.key)).collect();
        Self { finder: Trie::new(first.iter().map(|short| &*short.name)), first, last }
    }

    fn apply(&self, text: &str, found: &mut Vec<Candidate<'a>>) {
        for candidate in found.iter_mut() {
            if let Some(key) = self.last.get(&(&*bare(&text[candidate.range.clone()]), candidate.kind)) {
                candidate.key.clone_from(key);
            }
        }
        let mut more = Vec::new();
        self.finder.each(text, |hit| {
            if !text[hit.end..].starts_with('》') {
                more.push(hit);
            }
        });
        if !more.is_empty() {
            more.sort_by_key(|hit| hit.word);
            let short = |n: usize| self.first[n];
            found.extend(more.into_iter().map(|hit| {
                let short = short(hit.word);
                Candidate::new(short.kind, hit.start..hit.end, short.key.clone(), Why::Defined)
            }));
            *found = choose(std::mem::take(found));
        }
    }
}

/// Who is introduced once, by office or full name, is meant wherever the name stands.
fn people<'a>(texts: &[&'a str], chosen: &mut [Vec<Candidate<'a>>], scene: &Scene<'_>) {
    let persons = chosen.iter().flatten().filter(|c| c.kind == ReferenceKind::Person);
    let mut names: Vec<String> = persons.map(|c| last(&c.key).to_owned()).collect();
    names.retain(|name| name.chars().nth(1).is_some());
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return;
    }
    let finder = Trie::new(names.iter().map(String::as_str));
    for (text, found) in texts.iter().zip(chosen.iter_mut()) {
        let mut more = Vec::new();
        finder.each(text, |hit| {
            let short = names[hit.word].chars().nth(2).is_none();
            let inner = |c: char| c == '·' || short && scene.naming.signs.contains(&c);
            let hidden = scene.naming.hidden(text, hit.start, hit.end);
            let free = || found.iter().all(|c| c.range.end <= hit.start || hit.end <= c.range.start);
            if !hidden && !text[..hit.start].ends_with(inner) && free() {
                more.push(hit);
            }
        });
        if !more.is_empty() {
            more.sort_by_key(|hit| hit.word);
            let person = |range: Range<usize>| {
                Candidate::new(ReferenceKind::Person, range.clone(), &text[range], Why::Introduced)
            };
            found.extend(more.into_iter().map(|hit| person(hit.start..hit.end)));
            *found = choose(std::mem::take(found));
        }
    }
}

/// A family name takes the fullest name in the document that ends in it.
fn persons(chosen: &mut [Vec<Candidate<'_>>]) {
    let mut full: FxHashMap<String, String> = FxHashMap::default();
    for name in chosen.iter().flatten().filter(|c| c.kind == ReferenceKind::Person).map(|c| &*c.key) {
        let best = full.entry(last(name).to_owned()).or_default();
        if name.chars().count() > best.chars().count() {
            name.clone_into(best);
        }
    }
    for candidate in chosen.iter_mut().flatten().filter(|c| c.kind == ReferenceKind::Person) {
        if let Some(name) = full.get(last(&candidate.key)).filter(|name| **name != *candidate.key) {
            candidate.key = Cow::Owned(name.clone());
        }
    }
}

/// The last part of a name with dots.
fn last(name: &str) -> &str {
    name.rsplit('·').next().unwrap_or(name)
}

/// 《公约》, 《纲要》: the last instrument before it whose name ends so.
fn titles<'a>(texts: &[&'a str], chosen: &mut [Vec<Candidate<'a>>], scene: &Scene<'_>) {
    let mut seen = Seen::default();
    for (text, found) in texts.iter().zip(chosen.iter_mut()) {
        for candidate in found.iter_mut().filter(|c| c.kind == ReferenceKind::Instrument) {
            let name = bare(&text[candidate.range.clone()]);
            let bare_word = scene.naming.table.instruments.ends.iter().any(|end| *end == name);
            let short = candidate.key == name && name.chars().nth(8).is_none();
            if let Some(full) = short.then(|| seen.full(&name, bare_word)).flatten() {
                candidate.key = full;
            } else if !bare_word {
                seen.add(candidate.key.clone());
            }
        }
    }
}

/// The instruments named so far, each once, the last named last.
#[derive(Default)]
struct Seen<'a> {
    names: Vec<Cow<'a, str>>,
}

impl<'a> Seen<'a> {
    fn full(&self, name: &str, bare_word: bool) -> Option<Cow<'a, str>> {
        let means = |full: &&Cow<'a, str>| *full != name && (full.ends_with(name) || bare_word && full.contains(name));
        self.names.iter().rev().find(means).cloned()
    }

    fn add(&mut self, name: Cow<'a, str>) {
        if self.names.last() != Some(&name) {
            self.names.retain(|known| *known != name);
            self.names.push(name);
        }
    }
}
