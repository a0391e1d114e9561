//! Names of states and of the organisations that act like states.

use super::{Language, Words};
use crate::model::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::BTreeMap;

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
    finder: Option<AhoCorasick>,
    spaced: bool,
    /// Codes by one-character form.
    characters: BTreeMap<String, Vec<String>>,
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
        let long = names.iter().take_while(|n| n.form != Form::Character).map(|n| &n.name);
        let finder = super::naming::quick().match_kind(MatchKind::LeftmostLongest).build(long).ok();
        let mut characters: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in names.iter().filter(|n| n.form == Form::Character) {
            characters.entry(name.name.clone()).or_default().push(name.code.clone());
        }
        Self { names, finder, spaced: code != "zh", characters }
    }

    /// Every state and organisation named in full or in short, in order; one-character forms are not among them.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = StateMention<'a>> + 'a {
        self.finder
            .iter()
            .flat_map(move |finder| finder.find_iter(text))
            .filter(move |m| !self.spaced || whole_word(text, m.start(), m.end()))
            .map(move |m| {
                let name = &self.names[m.pattern().as_usize()];
                StateMention {
                    span: Span::new(m.start(), m.end()),
                    code: &name.code,
                    form: name.form,
                    organisation: name.organisation,
                }
            })
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
