//! What parties are called in the languages of the interface, from the states of the world in `languages/`.

use super::locale::Locale;
use chancery_engine::rules::Knowledge;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Short names by language and code.
static NAMES: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for entry in Knowledge::builtin().languages.iter().flat_map(|l| l.words.class("states")) {
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
