//! Who is meant by 双方, 中方, 中俄, 两国元首: the document's own parties under the names they go by.

use super::people::{self, People};
use crate::model::{Document, DocumentKind, ProvisionKind};
use crate::rules::Language;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// No mark of a state is longer, in characters.
const LONGEST_MARK: usize = 2;

/// Parties of a document, as bits by their numbers; all of them where there are more than bits.
pub type Sides = u128;

/// The parties of a document with every name a text may give them.
pub struct Parties<'a> {
    codes: Vec<String>,
    /// Names and short forms with the party they mean, longest first.
    names: Vec<(String, usize)>,
    /// One-character forms.
    marks: Vec<(String, usize)>,
    /// With what names and forms begin.
    initials: Vec<char>,
    endings: Vec<&'a str>,
    language: &'a Language,
    speaker: Option<usize>,
    people: People<'a>,
    /// With what words for a leader begin.
    leading: FxHashSet<char>,
}

/// Who a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Parties of the document.
    Party(Sides),
    /// Somebody else, as named.
    Other,
}

impl<'a> Parties<'a> {
    /// Gathers the names: those the document gives, those every text uses.
    #[must_use]
    pub fn of(document: &Document, language: &'a Language) -> Self {
        let mut codes = document.party_codes();
        if document.kind == DocumentKind::Speech && codes.len() == 1 {
            codes.extend(counterpart(&document.text, &codes[0], language));
        }
        let (mut names, mut marks) = (Vec::new(), Vec::new());
        for (n, code) in codes.iter().enumerate() {
            let known = document.parties.get(n).map_or(&[][..], |party| &party.names);
            let long: Vec<&str> = known.iter().map(String::as_str).chain(language.states.names_of(code)).collect();
            let first = long.iter().filter_map(|name| name.chars().next()).map(String::from);
            let own = language.states.characters_of(code).map(str::to_owned);
            marks.extend(first.chain(own).map(|mark| (mark, n)));
            names.extend(long.into_iter().filter(|n| n.chars().count() > 1).map(|name| (name.to_owned(), n)));
        }
        marks.dedup();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let people = people::of(document, &names, &codes, language);
        let leading = people.initials(&names);
        let initials = names.iter().chain(&marks).filter_map(|(name, _)| name.chars().next()).collect();
        let endings = language.words.class("party_endings").iter().map(|e| e.word.as_str()).collect();
        let mut parties = Self { codes, names, marks, initials, endings, language, speaker: None, people, leading };
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
    pub fn all(&self) -> Sides {
        (0..self.codes.len()).fold(0, |all, n| all | side(n))
    }

    /// Whether a word means them that is said of so many.
    #[must_use]
    pub fn counted(&self, count: Option<(usize, usize)>) -> bool {
        count.is_none_or(|(least, most)| (least..=most).contains(&self.codes.len()))
    }

    /// Who speaks, where one does; else all.
    #[must_use]
    pub fn own(&self) -> Sides {
        self.speaker.map_or(self.all(), side)
    }

    /// The codes of these parties.
    #[must_use]
    pub fn codes(&self, sides: Sides) -> Vec<String> {
        self.codes.iter().enumerate().filter(|(n, _)| sides & side(*n) != 0).map(|(_, code)| code.clone()).collect()
    }

    /// The party or parties that `text` begins with by name: how long the name is, and who.
    #[must_use]
    pub fn named(&self, text: &str) -> Option<(usize, Sides)> {
        let first = text.chars().next()?;
        self.initials.contains(&first).then(|| self.full(text).or_else(|| self.short(text)))?
    }

    /// The leaders that `text` begins with, by office and name: how long the words are, and whose they are.
    #[must_use]
    pub fn delegates(&self, text: &str) -> Option<(usize, Sides)> {
        text.chars().next().filter(|first| self.leading.contains(first))?;
        let (mut at, mut who): (usize, Sides) = (0, 0);
        loop {
            let joint = if who == 0 { 0 } else { text[at..].chars().next().map_or(0, char::len_utf8) };
            let rest = text.get(at + joint..)?;
            if joint > 0 && !text[at..].starts_with(['、', '和', '同', '与']) {
                break;
            }
            let Some((length, n)) = self.people.leader(rest, &self.names) else { break };
            at += joint + length;
            who |= side(n);
        }
        (who != 0).then_some((at, who))
    }

    /// The ending of a side that `text` begins with.
    fn ending(&self, text: &str) -> Option<&str> {
        self.endings.iter().copied().filter(|ending| text.starts_with(ending)).max_by_key(|ending| ending.len())
    }

    /// The side of a third state that `text` begins with: how long the word is.
    #[must_use]
    pub fn third(&self, text: &str) -> Option<usize> {
        let not_sides = &self.language.naming.table.characters.not_sides;
        let mut marks = text.char_indices().skip(1).take(LONGEST_MARK).map(|(at, _)| text.split_at(at));
        marks.find_map(|(mark, rest)| {
            let ending = self.endings.iter().find(|ending| rest.starts_with(**ending))?;
            let length = mark.len() + ending.len();
            let states = &self.language.states;
            let third = |code: &String| !self.codes.contains(code) && states.is_state(code);
            let third = states.of_character(mark).iter().any(third);
            (third && !not_sides.iter().any(|side| *side == text[..length])).then_some(length)
        })
    }

    /// 中华人民共和国和俄罗斯联邦, 俄罗斯.
    fn full(&self, text: &str) -> Option<(usize, Sides)> {
        let (mut at, mut who) = (0, 0);
        while let Some((name, n)) = self.names.iter().find(|(name, _)| text[at..].starts_with(name.as_str())) {
            at += name.len();
            at += self.ending(&text[at..]).map_or(0, str::len);
            who |= side(*n);
            let rest = &text[at..];
            let joint = rest.strip_prefix(['和', '与', '同', '、']).unwrap_or(rest);
            if !self.names.iter().any(|(name, _)| joint.starts_with(name.as_str())) {
                break;
            }
            at += rest.len() - joint.len();
        }
        (who != 0).then_some((at, who))
    }

    /// 中方, 中俄, 中吉两国.
    fn short(&self, text: &str) -> Option<(usize, Sides)> {
        let (mut at, mut who): (usize, Sides) = (0, 0);
        let unnamed = |who: Sides, at: usize| {
            self.marks.iter().find(|(mark, n)| who & side(*n) == 0 && text[at..].starts_with(mark.as_str()))
        };
        while let Some((mark, n)) = unnamed(who, at) {
            at += mark.len();
            who |= side(*n);
        }
        let ending = self.ending(&text[at..]);
        match (who.count_ones(), ending) {
            (0, _) | (1, None) => None,
            (1, Some(ending)) => Some((at + ending.len(), who)),
            _ => Some((at, who)),
        }
    }
}

/// The bit of a party.
fn side(n: usize) -> Sides {
    1 << n.min(127)
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
