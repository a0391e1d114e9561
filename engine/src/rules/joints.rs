//! Dashes and hyphens that stand close to their words: `[joints]` of `repairs.toml`.

use serde::Deserialize;

/// Where no blank belongs between words that blanks set apart otherwise.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Joints {
    /// Dashes that stand close to both words.
    close: String,
    /// Hyphens.
    hyphens: String,
    /// Words before which a hyphen hangs: small- and medium-sized.
    hangs: Vec<String>,
}

impl Joints {
    /// Whether a line that begins with `after` goes on, without a blank, with one that ends as `before` does.
    #[must_use]
    pub fn closes(&self, before: &str, after: &str) -> bool {
        self.dashed(before, after)
            || self.hyphen(before).is_some_and(|_| after.starts_with(char::is_alphabetic) && !self.hang(after))
    }

    /// Whether a line begins with a dash that stands close to the last word of `before`.
    #[must_use]
    pub fn opens(&self, before: &str, after: &str) -> bool {
        let mut chars = after.chars();
        let dash = chars.next().is_some_and(|c| self.close.contains(c));
        dash && chars.next().is_some_and(|c| !c.is_whitespace()) && before.ends_with(ends_word)
    }

    /// Whether a blank inside a line is a line end of an earlier copy: cross- border.
    #[must_use]
    pub fn torn(&self, before: &str, after: &str) -> bool {
        let small = |stem: &str| {
            let word = stem.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
            word.chars().count() > 1 && word.chars().all(|c| c.is_lowercase() || self.hyphens.contains(c))
        };
        let hyphen = || self.hyphen(before).is_some_and(small);
        self.dashed(before, after) || (after.starts_with(char::is_lowercase) && hyphen() && !self.hang(after))
    }

    fn dashed(&self, before: &str, after: &str) -> bool {
        let stem = before.strip_suffix(|c: char| self.close.contains(c));
        stem.is_some_and(|stem| stem.ends_with(ends_word))
            && after.starts_with(|c: char| c.is_alphanumeric() || "“‘(".contains(c))
    }

    /// What stands before a hyphen that is close to a word.
    fn hyphen<'t>(&self, before: &'t str) -> Option<&'t str> {
        before.strip_suffix(|c: char| self.hyphens.contains(c)).filter(|stem| stem.ends_with(char::is_alphabetic))
    }

    /// Whether the first word is one before which a hyphen hangs, or has such a hyphen itself.
    fn hang(&self, after: &str) -> bool {
        let first = after.split(char::is_whitespace).next().unwrap_or_default();
        let word = first.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        self.hangs.contains(&word) || first.ends_with(|c: char| self.hyphens.contains(c))
    }
}

fn ends_word(c: char) -> bool {
    c.is_alphanumeric() || "”’)".contains(c)
}

#[cfg(test)]
mod tests {
    use crate::rules::Knowledge;

    #[test]
    fn blanks_of_an_earlier_line_end_are_told_from_hanging_hyphens() {
        let joints = &Knowledge::builtin().language("en").expect("a language of ours").repairs.joints;
        for (before, after) in
            [("a cross-", "harbour ferry"), ("a whole-of-", "quay plan"), ("the ferries—", "as well as")]
        {
            assert!(joints.torn(before, after), "{before} {after}");
        }
        for (before, after) in [
            ("short-", "and long-term"),
            ("short-", "medium- and long-term"),
            ("Tolls-", "the Sides agree"),
            ("ferries -", "and boats"),
            ("ferries —", "and boats"),
            ("Plan B-", "of course"),
        ] {
            assert!(!joints.torn(before, after), "{before} {after}");
        }
        let russian = &Knowledge::builtin().language("ru").expect("a language of ours").repairs.joints;
        assert!(russian.closes("северо-", "западный порт") && !russian.closes("нефте-", "и газопроводы"));
        assert!(!russian.torn("порт—", "столица"));
    }
}
