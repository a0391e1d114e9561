//! Who is meant by 双方, 中方, 中俄, 两国元首: the document's own parties under the names they go by.

use super::people::{self, People};
use crate::model::{Document, DocumentKind, ProvisionKind};
use crate::rules::Language;
use std::collections::BTreeMap;

/// The parties of a document with every name a text may give them.
pub struct Parties {
    codes: Vec<String>,
    /// Names and short forms with the party they mean, longest first.
    names: Vec<(String, usize)>,
    /// One-character forms.
    marks: Vec<(String, usize)>,
    endings: Vec<String>,
    /// States that are no party, as sides: 美方.
    thirds: Vec<String>,
    speaker: Option<usize>,
    people: People,
}

/// Who a subject is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Parties of the document, by number.
    Party(Vec<usize>),
    /// Somebody else, as named.
    Other(String),
}

impl Parties {
    /// Gathers the names: those the document gives, those every text uses.
    #[must_use]
    pub fn of(document: &Document, language: &Language) -> Self {
        let mut codes = document.party_codes();
        if document.kind == DocumentKind::Speech && codes.len() == 1 {
            codes.extend(counterpart(&document.text, &codes[0], language));
        }
        let (mut names, mut marks) = (Vec::new(), Vec::new());
        for (n, code) in codes.iter().enumerate() {
            let known = document.parties.get(n).map_or(&[][..], |party| &party.names);
            let unions = language.words.class("organisations").iter();
            let states = language.words.class("states").iter().chain(unions).filter(|e| e.get("code") == code);
            let full = states
                .filter(|e| e.get("language") == language.code && e.get("form") != "character")
                .map(|e| e.word.as_str());
            let long: Vec<String> = known.iter().map(String::as_str).chain(full).map(str::to_owned).collect();
            let first = long.iter().filter_map(|name| name.chars().next()).map(String::from);
            let own = language.states.characters_of(code).map(str::to_owned);
            marks.extend(first.chain(own).map(|mark| (mark, n)));
            names.extend(long.into_iter().filter(|name| name.chars().count() > 1).map(|name| (name, n)));
        }
        marks.dedup();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let endings: Vec<String> = language.words.class("party_endings").iter().map(|e| e.word.clone()).collect();
        let thirds = thirds(&endings, &codes, language);
        let people = people::of(document, &names, &codes, language);
        let mut parties = Self { codes, names, marks, endings, thirds, speaker: None, people };
        parties.speaker = parties.speaker_of(document);
        parties
    }

    fn speaker_of(&self, document: &Document) -> Option<usize> {
        let line = document.provisions.iter().find(|p| p.kind == ProvisionKind::Speaker)?;
        let words = document.words(line);
        self.names.iter().find(|(name, _)| words.contains(name.as_str())).map(|(_, n)| *n)
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> Vec<usize> {
        (0..self.codes.len()).collect()
    }

    /// Who speaks, where one does; else all.
    #[must_use]
    pub fn own(&self) -> Vec<usize> {
        self.speaker.map_or_else(|| self.all(), |n| vec![n])
    }

    /// The codes of these parties.
    #[must_use]
    pub fn codes(&self, parties: &[usize]) -> Vec<String> {
        parties.iter().filter_map(|&n| self.codes.get(n).cloned()).collect()
    }

    /// The party or parties that `text` begins with by name: how long the name is, and who.
    #[must_use]
    pub fn named(&self, text: &str) -> Option<(usize, Vec<usize>)> {
        self.full(text).or_else(|| self.short(text))
    }

    /// The leaders that `text` begins with, by office and name: how long the words are, and whose they are.
    #[must_use]
    pub fn delegates(&self, text: &str) -> Option<(usize, Vec<usize>)> {
        let (mut at, mut who) = (0, Vec::new());
        loop {
            let joint = if who.is_empty() { 0 } else { text[at..].chars().next().map_or(0, char::len_utf8) };
            let rest = text.get(at + joint..)?;
            if joint > 0 && !text[at..].starts_with(['、', '和']) {
                break;
            }
            let Some((length, n)) = self.people.leader(rest, &self.names) else { break };
            at += joint + length;
            who.push(n);
        }
        tidy(at, who)
    }

    /// The side of a third state that `text` begins with: how long the word is.
    #[must_use]
    pub fn third(&self, text: &str) -> Option<usize> {
        self.thirds.iter().find(|side| text.starts_with(side.as_str())).map(String::len)
    }

    /// 中华人民共和国和俄罗斯联邦, 俄罗斯.
    fn full(&self, text: &str) -> Option<(usize, Vec<usize>)> {
        let (mut at, mut who) = (0, Vec::new());
        while let Some((name, n)) = self.names.iter().find(|(name, _)| text[at..].starts_with(name.as_str())) {
            at += name.len();
            at +=
                self.endings.iter().filter(|e| text[at..].starts_with(e.as_str())).map(String::len).max().unwrap_or(0);
            who.push(*n);
            let rest = &text[at..];
            let joint = rest.strip_prefix(['和', '与', '同', '、']).unwrap_or(rest);
            if !self.names.iter().any(|(name, _)| joint.starts_with(name.as_str())) {
                break;
            }
            at += rest.len() - joint.len();
        }
        tidy(at, who)
    }

    /// 中方, 中俄, 中吉两国.
    fn short(&self, text: &str) -> Option<(usize, Vec<usize>)> {
        let (mut at, mut who) = (0, Vec::new());
        while let Some((mark, n)) =
            self.marks.iter().find(|(mark, n)| !who.contains(n) && text[at..].starts_with(mark.as_str()))
        {
            at += mark.len();
            who.push(*n);
        }
        let endings = self.endings.iter().filter(|e| text[at..].starts_with(e.as_str()));
        let ending = endings.max_by_key(|e| e.len());
        let one_sided = who.len() == 1 && ending.is_some();
        let enough = one_sided || who.len() > 1;
        tidy(at + ending.filter(|_| one_sided).map_or(0, String::len), who).filter(|_| enough)
    }
}

/// 美方, 朝方: every state that is no party, with each ending of a side.
fn thirds(endings: &[String], codes: &[String], language: &Language) -> Vec<String> {
    let states = language.words.class("states").iter();
    let characters = states.filter(|e| e.get("language") == language.code && e.get("form") == "character");
    let not_sides = &language.naming.table.characters.not_sides;
    characters
        .filter(|e| !codes.iter().any(|code| code == e.get("code")))
        .flat_map(|e| endings.iter().map(move |ending| format!("{}{ending}", e.word)))
        .filter(|side| !not_sides.contains(side))
        .collect()
}

/// With whom a speaker says 双方: the state most often paired with the speaker's own (中俄).
fn counterpart(text: &str, own: &str, language: &Language) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for mark in language.states.characters_of(own) {
        for (at, _) in text.match_indices(mark) {
            let mut rest = text[at + mark.len()..].chars();
            let other = rest.next().map(String::from).unwrap_or_default();
            let paired =
                ["关系", "两国", "双方", "友好", "建交", "合作", "人民"].iter().any(|w| rest.as_str().starts_with(w));
            for code in language.states.of_character(&other).iter().filter(|code| paired && code.as_str() != own) {
                *counts.entry(code.to_owned()).or_default() += 1;
            }
        }
    }
    counts.into_iter().max_by_key(|&(_, n)| n).map(|(code, _)| code)
}

fn tidy(length: usize, mut who: Vec<usize>) -> Option<(usize, Vec<usize>)> {
    who.sort_unstable();
    who.dedup();
    (!who.is_empty()).then_some((length, who))
}
