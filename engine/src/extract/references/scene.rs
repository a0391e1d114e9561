//! What the whole document says that a single block cannot know.

use crate::model::{Document, ReferenceKind};
use crate::rules::{Language, Listed, Naming, states};
use std::cell::OnceCell;

/// The document around a block.
pub(super) struct Scene<'a> {
    pub language: &'a Language,
    pub naming: &'a Naming,
    pub date: Option<&'a str>,
    /// Codes of the parties.
    pub parties: Vec<&'a str>,
    /// One-character forms of the parties: 中, 俄.
    pub sides: Vec<&'a str>,
    /// The parties as names of their organs begin: 中俄.
    pub pair: String,
    text: &'a str,
    /// Codes of the states the document names in full or in short, in the order of first mention; found when asked for.
    named: OnceCell<Vec<&'a str>>,
    /// For each listed name, whether the document has its key.
    spelt_out: Vec<OnceCell<bool>>,
}

impl<'a> Scene<'a> {
    pub fn of(document: &'a Document, language: &'a Language) -> Self {
        let parties: Vec<&str> = document.parties.iter().map(|p| p.code.as_str()).collect();
        let sides = parties.iter().flat_map(|code| language.states.characters_of(code)).collect();
        let pair = parties.iter().filter_map(|code| language.states.characters_of(code).next()).collect();
        Self {
            language,
            naming: &language.naming,
            date: document.date.as_deref(),
            parties,
            sides,
            pair,
            text: &document.text,
            named: OnceCell::new(),
            spelt_out: vec![OnceCell::new(); language.naming.listed.len()],
        }
    }

    /// Whether the document has a longer name of a listed one that ends in it somewhere, if there is such a name.
    pub fn spells_out(&self, listed: usize) -> bool {
        *self.spelt_out[listed].get_or_init(|| {
            let entry = &self.naming.listed[listed];
            let alike = |other: &&Listed| entry.kind == ReferenceKind::Instrument && other.key == entry.key;
            let others = self.naming.listed.iter().filter(alike).map(|other| &other.name);
            let longer = |name: &&String| name.len() > entry.name.len() && name.ends_with(&entry.name);
            let mut names = others.chain([&entry.key]).filter(longer).peekable();
            names.peek().is_none() || names.any(|name| self.text.contains(name.as_str()))
        })
    }

    /// Which state a character stands for here: one the document names, else the one it most often means.
    pub fn state_of(&self, character: &str) -> Option<(&'a str, bool)> {
        let possible = self.language.states.of_character(character);
        if possible.is_empty() {
            return None;
        }
        let named = self.named.get_or_init(|| named(self.text, self.language));
        if let Some(code) = named.iter().find(|code| possible.iter().any(|p| p == *code)) {
            return Some((code, true));
        }
        let prominent = self.naming.table.characters.prominent.get(character)?;
        possible.iter().find(|code| *code == prominent).map(|code| (code.as_str(), false))
    }
}

fn named<'a>(text: &'a str, language: &'a Language) -> Vec<&'a str> {
    let mut named = Vec::new();
    for mention in states(text, language).filter(|m| !m.organisation) {
        if !named.contains(&mention.code) {
            named.push(mention.code);
        }
    }
    named
}
