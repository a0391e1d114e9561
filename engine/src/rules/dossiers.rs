//! What belongs together in a dossier: one thing under names that differ, organs and what they stand under.
//!
//! In: `<code>/dossiers.toml`. Out: [`Dossiers`]. Never: knows a document. See: `languages/zh/dossiers.toml`.

use super::{Files, Form, Language, Problem, Trie, numerals, simplify};
use crate::model::ReferenceKind;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What is known of one dossier.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DossierRule {
    /// What it is called in English.
    pub en: Option<String>,
    /// What it is called in Russian.
    pub ru: Option<String>,
    /// The dossier it stands under.
    pub under: Option<String>,
    /// Dossiers that are the same.
    pub same: Vec<String>,
    /// The dossier of what it came after.
    pub after: Option<String>,
    /// Dossiers a reader of this one may want.
    pub see: Vec<String>,
    /// Words that speak of it.
    pub words: Vec<String>,
    /// Only in documents of these parties do the words speak of it.
    pub parties: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Written {
    organs: Vec<String>,
    #[serde(flatten)]
    rules: BTreeMap<String, DossierRule>,
}

/// What is known of the dossiers of a language.
#[derive(Clone, Debug, Default)]
pub struct Dossiers {
    /// By `kind/name`.
    pub rules: BTreeMap<String, DossierRule>,
    organs: Vec<String>,
    same: BTreeMap<String, String>,
    /// The dossiers that each word of `finder` speaks of.
    spoken: Vec<Vec<String>>,
    finder: Trie,
}

impl Dossiers {
    /// Reads `<code>/dossiers.toml`.
    pub fn read(files: &Files, code: &str, problems: &mut Vec<Problem>) -> Self {
        let Written { organs, rules } = super::shape::parse(files, &format!("{code}/dossiers.toml"), problems);
        let same =
            rules.iter().flat_map(|(id, rule)| rule.same.iter().map(|other| (other.clone(), id.clone()))).collect();
        let mut words: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (word, id) in rules.iter().flat_map(|(id, rule)| rule.words.iter().map(move |word| (word, id))) {
            words.entry(word).or_default().push(id.clone());
        }
        let finder = Trie::new(words.keys().copied());
        let spoken = words.into_values().collect();
        Self { organs, same, spoken, finder, rules }
    }

    /// The dossiers that words of `text` speak of, in a document of these parties, each with where.
    pub fn spoken<'a>(&'a self, text: &str, parties: &[String]) -> Vec<(&'a str, usize, usize)> {
        let mut found = Vec::new();
        self.finder.each(text, |hit| {
            let wanted = |id: &&str| self.rules.get(*id).is_none_or(|r| r.parties.iter().all(|p| parties.contains(p)));
            let ids = self.spoken[hit.word].iter().map(String::as_str).filter(wanted);
            found.extend(ids.map(|id| (id, hit.start, hit.end)));
        });
        found.sort_by_key(|(_, _, end)| *end);
        found
    }

    /// The dossier that is the same as `id`; `id` where no other is.
    #[must_use]
    pub fn the_same(&self, id: String) -> String {
        self.same.get(&id).cloned().unwrap_or(id)
    }

    /// Whether words between two bodies say that the second is an organ of the first.
    #[must_use]
    pub fn is_organ(&self, between: &str) -> bool {
        self.organs.iter().any(|words| words == between)
    }
}

impl Language {
    /// The dossier a reference belongs to: `kind/name`, the same for every way of writing the name.
    #[must_use]
    pub fn dossier(&self, kind: ReferenceKind, key: &str) -> String {
        self.dossiers.the_same(format!("{kind}/{}", self.one_name(key)))
    }

    /// The dossier of the series a numbered session belongs to: `第七届甲博览会` to `甲博览会`.
    #[must_use]
    pub fn series(&self, id: &str) -> Option<String> {
        let (kind, name) = id.split_once('/')?;
        let at = name.find('第')?;
        let number = numerals::leading(&name[at + '第'.len_utf8()..])?;
        let end = at + '第'.len_utf8() + number.length;
        let unit = name[end..].chars().next().filter(|c| matches!(c, '届' | '次' | '轮'))?;
        Some(self.dossiers.the_same(format!("{kind}/{}{}", &name[..at], &name[end + unit.len_utf8()..])))
    }

    /// A name as the dossiers write it: simplified, without marks, the parties and a body it begins with in one form.
    fn one_name(&self, key: &str) -> String {
        let plain: String = key.chars().filter(|c| !"《》〈〉“”「」 ".contains(*c)).collect();
        let plain: String = plain.chars().map(simplify).collect();
        let paired = self.paired(&plain);
        let short = self.naming.listed.iter().filter(|l| l.kind == ReferenceKind::Body && l.name != l.key);
        let longest = short.filter(|l| paired.starts_with(l.name.as_str()) && !paired.starts_with(l.key.as_str()));
        match longest.max_by_key(|l| l.name.len()) {
            Some(l) => format!("{}{}", l.key, &paired[l.name.len()..]),
            None => paired,
        }
    }

    /// `甲共和国政府和乙联邦政府关于…` as `甲乙政府关于…`.
    fn paired(&self, name: &str) -> String {
        let (mut characters, mut government, mut at) = (String::new(), false, 0);
        let mut parties = 0;
        for mention in self.states.find(name).filter(|m| m.form != Form::Character) {
            let between = &name[at..mention.span.range().start];
            let Some(character) = self.states.characters_of(mention.code).next() else { break };
            if !(parties == 0 && between.is_empty() || parties > 0 && matches!(between, "和" | "与" | "、")) {
                break;
            }
            characters.push_str(character);
            parties += 1;
            at = mention.span.range().end;
            if name[at..].starts_with("政府") {
                government = true;
                at += "政府".len();
            }
        }
        if parties < 2 {
            return name.to_owned();
        }
        format!("{characters}{}{}", if government { "政府" } else { "" }, &name[at..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Knowledge;

    #[test]
    fn names_of_one_thing_are_one_dossier() {
        let zh = Knowledge::builtin().language("zh").expect("zh");
        let id = |kind, name| zh.dossier(kind, name);
        let (long, short) = ("《中华人民共和国和蒙古国引渡条约》", "中蒙引渡条约");
        assert_eq!(id(ReferenceKind::Instrument, long), id(ReferenceKind::Instrument, short));
        assert_eq!(id(ReferenceKind::Event, "亚信第九次峰会"), "event/亚洲相互协作与信任措施会议第九次峰会");
        assert_eq!(zh.series("event/第九届山地论坛").as_deref(), Some("event/山地论坛"));
        assert_eq!(id(ReferenceKind::Instrument, "中华人民共和国宪法"), "instrument/中华人民共和国宪法");
    }
}
