//! What parties are called in the languages of the interface, from the states of the world in `languages/`.

use super::locale::Locale;
use crate::knowledge;
use chancery_engine::rules::Topic;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Short names by language and code.
static NAMES: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for entry in knowledge::current().languages.iter().flat_map(|l| l.words.class("states")) {
        if entry.get("form") == "short" {
            names.entry((entry.get("language"), entry.get("code"))).or_insert(entry.word.as_str());
        }
    }
    names
});

/// The short name of a party; its code where no name is known.
#[must_use]
pub fn party<'a>(locale: &Locale, code: &'a str) -> &'a str {
    NAMES.get(&(locale.code, code)).copied().unwrap_or(code)
}

/// What a value of a class is called: parties and topics by their own names, everything else by the locale.
#[must_use]
pub fn term<'a>(locale: &'a Locale, class: &str, value: &'a str) -> &'a str {
    match class {
        "party" => party(locale, value),
        "topic" => topic(locale, value),
        class => locale.term(class, value),
    }
}

/// Every topic of the scheme with its name, fields before what stands under them.
pub fn topics(locale: &Locale) -> impl Iterator<Item = (String, String)> {
    let named = move |topic: &'static Topic| {
        let name = topic.label(locale.code);
        let field = topic.field().map(|field| self::topic(locale, field));
        (topic.key.clone(), field.map_or_else(|| name.to_owned(), |field| format!("{field} › {name}")))
    };
    knowledge::current().scheme.topics.iter().map(named)
}

/// What a topic is called; its key where the scheme does not have it.
#[must_use]
pub fn topic<'a>(locale: &Locale, key: &'a str) -> &'a str {
    knowledge::current().scheme.topic(key).map_or(key, |topic| topic.label(locale.code))
}

/// What a dossier `kind/key` is called where only its name is at hand.
#[must_use]
pub fn dossier<'a>(locale: &Locale, id: &'a str) -> &'a str {
    let (kind, key) = id.split_once('/').unwrap_or(("", id));
    let told = knowledge::current().languages.iter().find_map(|l| l.dossiers.rules.get(id)?.en.as_deref());
    match kind {
        "topic" => topic(locale, key),
        "state" => party(locale, key),
        _ => told.filter(|_| locale.code == "en").unwrap_or(key),
    }
}
