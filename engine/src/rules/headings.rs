//! What headings look like: `[headings]` of `shape.toml`.

use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct HeadingPart {
    pub number: Vec<String>,
    pub annex: Vec<String>,
    pub open: Vec<String>,
}

/// The patterns of `[headings]`, compiled.
#[derive(Debug, Default)]
pub struct Headings {
    pub(super) number: Vec<Regex>,
    pub(super) annex: Vec<Regex>,
    /// Words behind which something must follow.
    pub(super) open: Vec<String>,
}

impl Headings {
    /// The figure or letter that a heading begins with.
    #[must_use]
    pub fn number<'t>(&self, line: &'t str) -> Option<&'t str> {
        self.number.iter().find_map(|p| p.captures(line)).and_then(|c| c.name("number")).map(|m| m.as_str())
    }

    /// Whether all headings after it stand under this one.
    #[must_use]
    pub fn annex(&self, line: &str) -> bool {
        self.annex.iter().any(|p| p.is_match(line))
    }

    /// Whether `line` ends in a word behind which something must follow, so that it is no heading.
    #[must_use]
    pub fn goes_on(&self, line: &str) -> bool {
        let last = line.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        self.open.iter().any(|word| word == last)
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::Knowledge;

    #[test]
    fn headings_have_numbers_and_ends() {
        let headings = &Knowledge::builtin().language("en").expect("a language of ours").shape.headings;
        assert_eq!(headings.number("IV. Ferries and Lamps"), Some("IV"));
        assert_eq!(headings.number("B. Quays"), Some("B"));
        assert_eq!(headings.number("Part II: Quays"), Some("II"));
        assert_eq!(headings.number("Industry on Quays"), None);
        assert!(headings.annex("ANNEX – Lamps") && !headings.annex("Annexed quays"));
        assert!(headings.goes_on("2. Ferries, boats and") && !headings.goes_on("Ferries of the Land"));
    }
}
