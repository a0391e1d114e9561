//! Who leads the parties: people whom the document names with an office of a party, and those every text knows.

use crate::model::Document;
use crate::rules::{Language, Persons, Trie};
use rustc_hash::FxHashSet;

/// Words between a party's name and an office of it.
const ORGANS: [&str; 8] = ["国务院", "联邦政府", "联邦", "政府", "国家", "人民", "中央", "党"];
/// No name is longer, in characters.
const LONGEST: usize = 16;

/// The people of the parties, and the offices they hold.
#[derive(Debug)]
pub struct People<'a> {
    /// Names with the party they are of, longest first.
    names: Vec<(String, usize)>,
    offices: &'a Trie,
    table: &'a Persons,
}

/// Gathers them.
#[must_use]
pub fn of<'a>(
    document: &Document,
    parties: &[(String, usize)],
    codes: &[String],
    language: &'a Language,
) -> People<'a> {
    let naming = &language.naming;
    let mut people = People { names: Vec::new(), offices: &naming.offices, table: &naming.table.persons };
    for entry in language.words.class("persons") {
        let party = codes.iter().position(|code| code == entry.get("state"));
        people.names.extend(party.map(|n| (entry.word.clone(), n)));
    }
    let mut named = Vec::new();
    let finder = Trie::new(parties.iter().map(|(name, _)| name.as_str()));
    finder.each(&document.text, |hit| named.push((hit.word, hit.end)));
    named.sort_unstable();
    for (party, end) in named {
        people.introduced(&document.text[end..], parties[party].1);
    }
    people.names.sort_by(|a, b| (b.0.len(), &a.0).cmp(&(a.0.len(), &b.0)));
    people.names.dedup();
    people
}

impl People<'_> {
    /// 大韩民国|总统李明博: remembers the name behind the office.
    fn introduced(&mut self, text: &str, party: usize) {
        let office = self.office(text);
        if office == 0 {
            return;
        }
        let name = self.name(&text[office..]).to_owned();
        if name.contains('·') {
            self.names.push((name.clone(), party));
        }
        let parts = name.split('·').filter(|part| part.chars().count() > 1).map(str::to_owned);
        self.names.extend(parts.map(|part| (part, party)));
    }

    /// The name that `text` begins with: foreign signs up to a boundary, or a family name and one or two characters.
    fn name<'t>(&self, text: &'t str) -> &'t str {
        let follows = |end: usize| {
            let rest = &text[end..];
            rest.is_empty() || self.table.follow.iter().any(|w| rest.starts_with(w.as_str()))
        };
        let sign = |c: &char| self.table.signs.contains(*c) || *c == '·';
        let run: usize = text.chars().take_while(sign).map(char::len_utf8).sum();
        if (2..=LONGEST).contains(&text[..run].chars().count()) && follows(run) {
            return &text[..run];
        }
        let home = text.chars().next().is_some_and(|c| self.table.surnames.contains(c));
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let end = ends.skip(2).take(2).filter(|&end| home && follows(end)).last();
        end.map_or("", |end| &text[..end])
    }

    /// How long the organs and offices are that `text` begins with; 0 where no office is among them.
    fn office(&self, text: &str) -> usize {
        let (mut at, mut found) = (0, 0);
        loop {
            let rest = &text[at..];
            if let Some(office) = self.offices.prefix(rest) {
                at += office.end;
                found = at;
            } else if let Some(organ) = ORGANS.iter().find(|o| rest.starts_with(**o)) {
                at += organ.len();
            } else if found == at && at > 0 && rest.starts_with('、') && self.office(&rest['、'.len_utf8()..]) > 0 {
                at += '、'.len_utf8();
            } else {
                return found;
            }
        }
    }

    /// With what characters the words for a leader of these parties may begin.
    #[must_use]
    pub fn initials(&self, parties: &[(String, usize)]) -> FxHashSet<char> {
        let named = parties.iter().chain(&self.names).map(|(name, _)| name.as_str());
        let words = named.chain(self.table.offices.iter().map(String::as_str)).chain(ORGANS);
        words.filter_map(|word| word.chars().next()).collect()
    }

    /// 中国国务院总理某某, 某某总统: how long the words are, and whose leader it is.
    #[must_use]
    pub fn leader(&self, text: &str, parties: &[(String, usize)]) -> Option<(usize, usize)> {
        let party = parties.iter().find(|(name, _)| text.starts_with(name.as_str()));
        let led = party.map_or(0, |(name, _)| name.len());
        let titled = led + self.office(&text[led..]);
        if party.is_some() && titled == led {
            return None;
        }
        let person = self.names.iter().find(|(name, _)| text[titled..].starts_with(name.as_str()));
        let whose = person.or(party).filter(|_| person.is_some() || titled > led)?;
        let at = titled + person.map_or(0, |(name, _)| name.len());
        Some((at + person.map_or(0, |_| self.office(&text[at..])), whose.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offices() -> Vec<String> {
        ["国务院总理", "总理", "总统"].map(str::to_owned).to_vec()
    }

    #[test]
    fn leaders_speak_for_their_party() {
        let offices = Trie::new(offices().iter().map(String::as_str));
        let table = Persons {
            offices: self::offices(),
            signs: "巴索云岱".to_owned(),
            surnames: "易".to_owned(),
            follow: vec!["于".to_owned(), "，".to_owned()],
            ..Persons::default()
        };
        let mut people = People { names: Vec::new(), offices: &offices, table: &table };
        people.introduced("总统易望山于2033年到访", 1);
        people.introduced("政府总理巴索·云岱，", 0);
        let parties = [("澜维亚".to_owned(), 0), ("望舒".to_owned(), 1)];
        let leader = |text| people.leader(text, &parties);
        assert_eq!(leader("易望山总统访问港口"), Some(("易望山总统".len(), 1)));
        assert_eq!(leader("云岱总理会见客人"), Some(("云岱总理".len(), 0)));
        assert_eq!(leader("澜维亚政府总理巴索·云岱出席"), Some(("澜维亚政府总理巴索·云岱".len(), 0)));
        assert_eq!(leader("澜维亚总统府修缮一新").map(|(_, n)| n), Some(0));
        assert_eq!(leader("澜维亚支持对话"), None);
        assert_eq!(leader("港口开放"), None);
    }
}
