//! Names of states and of the organisations that act like states.

use super::dictionary::{Sightings, Sort, Vocabulary};
use super::{Language, Trie, Words};
use crate::model::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What sort of name was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// 中华人民共和国
    Official,
    /// 中国
    Short,
    /// 中
    Character,
}

/// A state or organisation named in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateMention<'a> {
    /// In the text.
    pub span: Span,
    /// ISO 3166-1 alpha-3, or the short name of an organisation.
    pub code: &'a str,
    /// What sort of name.
    pub form: Form,
    /// An organisation, not a state.
    pub organisation: bool,
}

#[derive(Clone, Debug)]
struct Name {
    code: String,
    name: String,
    form: Form,
    organisation: bool,
}

/// The names of states in one language, compiled.
#[derive(Clone, Debug, Default)]
pub struct States {
    names: Vec<Name>,
    /// Finds official and short names, by index into `names`.
    finder: Trie,
    spaced: bool,
    /// Codes by one-character form.
    characters: FxHashMap<String, Vec<String>>,
}

impl States {
    /// Compiles the classes `states` and `organisations` for the language `code`.
    #[must_use]
    pub fn compile(words: &Words, code: &str) -> Self {
        let mut names = Vec::new();
        for (class, organisation) in [("states", false), ("organisations", true)] {
            for entry in words.class(class).iter().filter(|e| e.get("language") == code) {
                let form = match entry.get("form") {
                    "official" => Form::Official,
                    "character" => Form::Character,
                    _ => Form::Short,
                };
                names.push(Name { code: entry.get("code").to_owned(), name: entry.word.clone(), form, organisation });
            }
        }
        names.sort_by_key(|n| n.form == Form::Character);
        let mut characters: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for name in names.iter().filter(|n| n.form == Form::Character) {
            characters.entry(name.name.clone()).or_default().push(name.code.clone());
        }
        let mut states = Self { names, finder: Trie::default(), spaced: code != "zh", characters };
        states.finder = Trie::new(states.long());
        states
    }

    /// Every state and organisation named in full or in short, in order; one-character forms are not among them.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = StateMention<'a>> + 'a {
        let hits = self.finder.longest(text);
        hits.filter_map(move |hit| self.mention(text, hit.word, hit.start..hit.end))
    }

    /// The same, of a text whose words are already found.
    pub fn mentions<'a, 's>(
        &'a self,
        text: &'s str,
        sightings: &'s Sightings,
    ) -> impl Iterator<Item = StateMention<'a>> + use<'a, 's> {
        let hits = sightings.longest(Sort::State, 0..text.len());
        hits.filter_map(move |hit| self.mention(text, hit.word, hit.start..hit.end))
    }

    fn mention(&self, text: &str, name: usize, range: Range<usize>) -> Option<StateMention<'_>> {
        let Name { code, form, organisation, .. } = &self.names[name];
        let whole = !self.spaced || whole_word(text, range.start, range.end);
        let span = Span::new(range.start, range.end);
        whole.then_some(StateMention { span, code, form: *form, organisation: *organisation })
    }

    pub(super) fn fill(&self, vocabulary: &mut Vocabulary) {
        vocabulary.add(Sort::State, self.long());
        vocabulary.add(Sort::Character, self.characters.keys().map(String::as_str));
    }

    /// Official and short names: those of one character stand behind them.
    fn long(&self) -> impl Iterator<Item = &str> {
        self.names.iter().take_while(|n| n.form != Form::Character).map(|n| n.name.as_str())
    }

    /// The codes a one-character form (俄, 吉, 印尼) may stand for, in no order of likelihood.
    #[must_use]
    pub fn of_character(&self, character: &str) -> &[String] {
        self.characters.get(character).map_or(&[], Vec::as_slice)
    }

    /// The one-character forms of a state: 中 and 华 of CHN.
    pub fn characters_of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.names.iter().filter(move |n| n.form == Form::Character && n.code == code).map(|n| n.name.as_str())
    }

    /// Whether a code is that of a state, not of an organisation.
    #[must_use]
    pub fn is_state(&self, code: &str) -> bool {
        self.names.iter().any(|n| !n.organisation && n.code == code)
    }

    /// The official and short names of a state or organisation.
    pub fn names_of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        let names = self.names.iter().take_while(|n| n.form != Form::Character);
        names.filter(move |n| n.code == code).map(|n| n.name.as_str())
    }

    /// The first name of that sort.
    #[must_use]
    pub fn name(&self, code: &str, form: Form) -> Option<&str> {
        self.names.iter().find(|n| n.code == code && n.form == form).map(|n| n.name.as_str())
    }
}

/// The states and organisations named in `text`.
pub fn states<'a>(text: &'a str, language: &'a Language) -> impl Iterator<Item = StateMention<'a>> + 'a {
    language.states.find(text)
}

fn whole_word(text: &str, start: usize, end: usize) -> bool {
    let inside = |c: char| c.is_alphanumeric();
    !text[..start].chars().next_back().is_some_and(inside) && !text[end..].chars().next().is_some_and(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Knowledge;

    #[test]
    fn the_longest_name_is_found_and_knows_its_form() {
        let zh = Knowledge::builtin().language("zh").expect("zh");
        let text = "中华人民共和国和塔吉克斯坦共和国、中非共和国、刚果（金）、欧盟、英国";
        let found: Vec<_> = states(text, zh).map(|m| (m.code, m.form)).collect();
        let wanted = [
            ("CHN", Form::Official),
            ("TJK", Form::Official),
            ("CAF", Form::Official),
            ("COD", Form::Short),
            ("EU", Form::Short),
            ("GBR", Form::Short),
        ];
        assert_eq!(found, wanted);
        assert_eq!(zh.states.of_character("俄"), ["RUS"]);
        assert_eq!(zh.states.name("KGZ", Form::Official), Some("吉尔吉斯共和国"));
    }

    #[test]
    fn words_with_letters_around_them_are_no_names() {
        let en = Knowledge::builtin().language("en").expect("en");
        let codes: Vec<_> =
            states("The United States and Indiana, Oman; Romania met the U.S.", en).map(|m| m.code).collect();
        assert_eq!(codes, ["USA", "OMN", "ROU", "USA"]);
    }
}
