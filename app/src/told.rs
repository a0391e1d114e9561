//! Sentences kept as a key and what fills it, so that every language of the interface can say them.

use crate::locale::{Locale, date};
use crate::names;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A sentence that is not yet in any language.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct Told {
    /// Where its words stand in the locales: `fault.late`.
    pub key: String,
    /// What fills `{1}`, `{2}` and so on.
    pub values: Vec<String>,
}

impl Told {
    /// A sentence with its values.
    #[must_use]
    pub fn new<const N: usize>(key: &str, values: [&str; N]) -> Self {
        Self { key: key.to_owned(), values: values.map(str::to_owned).into() }
    }

    /// In the words of a language.
    #[must_use]
    pub fn said(&self, l: &Locale) -> String {
        say(l, &self.key, &self.values)
    }

    /// In the language of the command line and of what programs read.
    #[must_use]
    pub fn english(&self) -> String {
        self.said(&Locale::all()[0])
    }
}

/// The words under `key`, with the values in their places: `{1}` as it is, `{topic 1}` as topics are called, `{party 1}`
/// as parties are, `{date 1}` written out, `{status 1}` as the locale calls what is filed under `status`.
#[must_use]
pub fn say<V: AsRef<str>>(l: &Locale, key: &str, values: &[V]) -> String {
    let mut out = String::new();
    let mut rest = l.t(key);
    while let Some((before, after)) = rest.split_once('{') {
        let Some((place, after)) = after.split_once('}') else { break };
        out.push_str(before);
        let (class, number) = place.split_once(' ').unwrap_or(("", place));
        let value = number.parse::<usize>().ok().and_then(|n| values.get(n.checked_sub(1)?));
        match value {
            Some(value) => out.push_str(&worded(l, class, value.as_ref())),
            None => out.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A reason of the engine, in the words of a language; `words` are those of the text it points at.
#[must_use]
pub fn reason(l: &Locale, because: &str, values: &[String], words: &str) -> String {
    say(l, &format!("reason.{because}"), values).replace("{words}", words)
}

fn worded(l: &Locale, class: &str, value: &str) -> String {
    match class {
        "" => value.to_owned(),
        "date" => date(l, value),
        class => names::term(l, class, value).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_engine::model::Because;

    #[test]
    fn every_reason_of_the_engine_has_words() {
        for l in Locale::all() {
            for because in Because::ALL {
                let key = format!("reason.{because}");
                assert_ne!(l.t(&key), key, "{}: nothing is said for {because}", l.code);
            }
        }
    }

    #[test]
    fn every_ladder_and_every_kind_of_suspicion_has_a_name() {
        let languages = &chancery_engine::rules::Knowledge::builtin().languages;
        let ladders =
            languages.iter().flat_map(|language| &language.compare.ladders).map(|ladder| ladder.name.as_str());
        let kinds = chancery_engine::model::SuspicionKind::ALL.iter().map(|kind| kind.name());
        let named: Vec<_> = ladders.map(|n| ("ladder", n)).chain(kinds.map(|n| ("suspicion", n))).collect();
        for l in Locale::all() {
            for (class, name) in &named {
                let key = format!("{class}.{name}");
                assert_ne!(l.t(&key), key, "{}", l.code);
            }
        }
    }

    #[test]
    fn values_stand_where_the_language_wants_them() {
        let [en, zh] = [&Locale::all()[0], &Locale::all()[1]];
        let later = Told::new("reason.deadline-later", ["2030", "2035-05-01"]);
        assert_eq!(later.english(), "deadline later: 2030 → 1 May 2035");
        assert_eq!(later.said(zh), "期限推后：2030年 → 2035年5月1日");
        assert_eq!(say(en, "reason.ladder", &["force", "愿", "将"]), "force: 愿 → 将");
        assert_eq!(say::<&str>(en, "no such key {1}", &[]), "no such key {1}");
    }
}
