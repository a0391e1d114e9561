//! The words of the interface, embedded in the program: `locales/en.toml`, and `locales/en.PART.toml` beside it.

use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");

/// Every language of the interface; the first is spoken when nobody asks for another.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| ["en", "zh"].iter().map(|code| Locale::read(code)).collect());

/// One language of the interface.
#[derive(Debug)]
pub struct Locale {
    /// `en`, `zh`: the name of its file, and what `?lang=` takes.
    pub code: &'static str,
    words: BTreeMap<String, String>,
}

impl Locale {
    fn read(code: &'static str) -> Self {
        let of_it = |name: &str| name.strip_suffix(".toml").and_then(|n| n.split('.').next()) == Some(code);
        let files = FILES.files().filter(|f| f.path().to_str().is_some_and(of_it));
        let tables = files.filter_map(|f| f.contents_utf8()?.parse::<toml::Table>().ok());
        let mut words = BTreeMap::new();
        for (section, entries) in tables.flatten() {
            for (key, value) in entries.as_table().into_iter().flatten() {
                words.insert(format!("{section}.{key}"), value.as_str().unwrap_or_default().to_owned());
            }
        }
        Self { code, words }
    }

    /// All of them, in the order they are offered.
    pub fn all() -> &'static [Self] {
        &LOCALES
    }

    /// The language named `code`.
    #[must_use]
    pub fn named(code: &str) -> Option<&'static Self> {
        Self::all().iter().find(|l| l.code == code)
    }

    /// The first language of an `Accept-Language` header that the interface speaks, or the default.
    #[must_use]
    pub fn accepted(header: &str) -> &'static Self {
        let mut asked: Vec<(f32, &str)> = header.split(',').map(weighed).collect();
        asked.sort_by(|a, b| b.0.total_cmp(&a.0));
        asked.iter().find_map(|(_, code)| Self::named(code)).unwrap_or(&Self::all()[0])
    }

    /// Its BCP 47 tag, precise enough to choose fonts by.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        match self.code {
            "zh" => "zh-Hans",
            other => other,
        }
    }

    /// The words filed under `key`; the key itself when nobody wrote any, so that the gap is seen.
    #[must_use]
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The words for a value of the contract, `term("stance", "oppose")`; the value itself when unknown.
    #[must_use]
    pub fn term<'a>(&'a self, class: &str, value: &'a str) -> &'a str {
        self.words.get(&format!("{class}.{value}")).map_or(value, String::as_str)
    }

    /// `t` with `{name}` filled in.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.t(key).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// `n` things, in the singular or plural: keys `count.document.one` and `count.document.other`.
    #[must_use]
    pub fn count(&self, thing: &str, n: usize) -> String {
        let number = if n == 1 { "one" } else { "other" };
        self.fill(&format!("count.{thing}-{number}"), &[("n", &n.to_string())])
    }
}

/// A date as readers of the language write it; intervals and anything else stay as they are.
#[must_use]
pub fn date(locale: &Locale, iso: &str) -> String {
    let parts: Vec<&str> = iso.split('-').collect();
    let number = |s: &str| s.parse::<u32>().unwrap_or_default().to_string();
    match (locale.code, parts.as_slice()) {
        (_, [..]) if iso.contains('/') => iso.replace('/', " – "),
        ("zh", [y, m, d]) => format!("{y}年{}月{}日", number(m), number(d)),
        ("zh", [y, m]) => format!("{y}年{}月", number(m)),
        ("zh", [y]) => format!("{y}年"),
        (_, [y, m, d]) => format!("{} {} {y}", number(d), month(m)),
        (_, [y, m]) => format!("{} {y}", month(m)),
        _ => iso.to_owned(),
    }
}

fn month(number: &str) -> &str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let nth = number.parse::<usize>().unwrap_or(0);
    NAMES.get(nth.wrapping_sub(1)).copied().unwrap_or(number)
}

/// `zh-CN;q=0.8` as weight and primary language.
fn weighed(entry: &str) -> (f32, &str) {
    let (tag, weight) = entry.split_once(";q=").unwrap_or((entry, "1"));
    (weight.trim().parse().unwrap_or(0.0), tag.trim().split('-').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_everything() {
        let english: Vec<_> = Locale::all()[0].words.keys().collect();
        for locale in Locale::all() {
            assert_eq!(english, locale.words.keys().collect::<Vec<_>>(), "{}", locale.code);
        }
    }

    #[test]
    fn the_reader_is_answered_in_a_language_asked_for() {
        assert_eq!(Locale::accepted("fr, zh-CN;q=0.9, en;q=0.8").code, "zh");
        assert_eq!(Locale::accepted("fr").code, "en");
        assert_eq!(Locale::accepted("").code, "en");
    }

    #[test]
    fn dates_are_written_out() {
        let [en, zh] = [&Locale::all()[0], &Locale::all()[1]];
        assert_eq!(date(en, "2019-06-05"), "5 June 2019");
        assert_eq!(date(zh, "2019-06-05"), "2019年6月5日");
        assert_eq!(date(en, "2030"), "2030");
    }
}
