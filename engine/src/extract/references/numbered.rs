//! Resolutions by number: 安理会第2231号决议.

use super::candidate::Candidate;
use super::scene::Scene;
use crate::model::ReferenceKind;

/// The numbered resolutions of a block.
pub(super) fn resolutions(text: &str, scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (at, mark) in text.match_indices("号决议") {
        let head = &text[..at];
        let number: usize = head.chars().rev().take_while(|c| is_number(*c)).map(char::len_utf8).sum();
        if number == 0 {
            continue;
        }
        let digits = at - number;
        let first = if text[..digits].ends_with('第') { digits - '第'.len_utf8() } else { digits };
        let resolver = scene
            .naming
            .table
            .instruments
            .resolvers
            .iter()
            .filter(|(name, _)| text[..first].ends_with(name.as_str()))
            .max_by_key(|(name, _)| name.len());
        let start = first - resolver.map_or(0, |(name, _)| name.len());
        let key = format!(
            "{}第{}号决议",
            resolver.map_or("", |(_, full)| full.as_str()),
            text[digits..at].trim_start_matches('第')
        );
        found.push(Candidate::new(
            ReferenceKind::Instrument,
            start..at + mark.len(),
            key,
            &scene.rule("resolution"),
            "a resolution by its number",
        ));
    }
    found
}

/// 关于…的谅解备忘录 behind a word such as 签署: a title without marks.
pub(super) fn titles(text: &str, scene: &Scene<'_>) -> Vec<Candidate> {
    let about = &scene.naming.table.instruments.about;
    let mut found = Vec::new();
    for (at, word) in text.match_indices("关于") {
        if !about.iter().any(|verb| text[..at].ends_with(verb.as_str())) {
            continue;
        }
        let behind = &text[at + word.len()..];
        let reach = behind.find(['，', '。', '；', '：', '《', '“']).unwrap_or(behind.len());
        let ends = scene.naming.table.instruments.quoted.iter();
        let end =
            ends.filter_map(|e| behind[..reach].find(&format!("的{e}")).map(|by| by + '的'.len_utf8() + e.len())).min();
        if let Some(end) = end.map(|by| at + word.len() + by) {
            let key = super::candidate::bare(&text[at..end]);
            found.push(Candidate::new(
                ReferenceKind::Instrument,
                at..end,
                key,
                &scene.rule("about"),
                "a title that says what it is about",
            ));
        }
    }
    found
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '/' | '、' | '-' | '(' | ')' | '（' | '）' | 'A'..='Z' | '０'..='９')
}
