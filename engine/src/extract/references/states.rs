//! States: by name, as a side (美方), and by one character (向叙).

use super::candidate::Candidate;
use super::scene::Scene;
use crate::model::ReferenceKind;
use crate::rules::StateMention;

/// States named in full or in short.
pub(super) fn named(text: &str, mentions: &[StateMention<'_>], scene: &Scene<'_>) -> Vec<Candidate> {
    let mentions = mentions.iter().filter(|m| !m.organisation);
    mentions
        .filter(|m| !scene.naming.hidden(text, m.span.range().start, m.span.range().end))
        .map(|m| {
            Candidate::new(
                ReferenceKind::State,
                m.span.range(),
                m.code,
                "_all/words/states.tsv#name",
                "the name of a state",
            )
        })
        .collect()
}

/// The side of a third state: 伊方.
pub(super) fn sides(text: &str, scene: &Scene<'_>) -> Vec<Candidate> {
    let characters = &scene.naming.table.characters;
    let mut found = Vec::new();
    for (at, mark) in text.match_indices('方') {
        let Some((start, character)) = before(text, at) else { continue };
        let end = at + mark.len();
        let word = &text[start..end];
        if characters.not_sides.iter().any(|w| w == word || text[start..].starts_with(w.as_str()))
            || text[end..].starts_with(['面', '式', '向', '案', '法', '针', '便', '略'])
        {
            continue;
        }
        if let Some(code) = third(character, scene) {
            found.push(Candidate::new(
                ReferenceKind::State,
                start..end,
                code,
                &scene.rule("characters"),
                "the side of a third state",
            ));
        }
    }
    found
}

/// A third state or a region by one character.
pub(super) fn characters(text: &str, scene: &Scene<'_>) -> Vec<Candidate> {
    let characters = &scene.naming.table.characters;
    let mut found = Vec::new();
    let rule = scene.rule("characters");
    scene.naming.pairs.each(text, |pair| {
        for (offset, c) in text[pair.start..pair.end].char_indices() {
            let start = pair.start + offset;
            let end = start + c.len_utf8();
            if let Some(code) = third(&text[start..end], scene) {
                found.push(Candidate::new(ReferenceKind::State, start..end, code, &rule, "one of a pair of states"));
            }
        }
    });
    found.extend(trios(text, scene, &rule));
    scene.naming.strong.each(text, |word| {
        if !text[..word.start].ends_with(|c| characters.hidden_by.contains(c)) {
            found.extend(after(text, word.end, scene, &rule));
        }
    });
    for (at, _) in text.match_indices('在') {
        found.extend(region(text, at + '在'.len_utf8(), scene, &rule));
    }
    found
}

/// 中俄|蒙 三方: a third state joins two parties.
fn trios(text: &str, scene: &Scene<'_>, rule: &str) -> Vec<Candidate> {
    if !text.contains('三') {
        return Vec::new();
    }
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut found = Vec::new();
    for four in places.windows(4) {
        let [first, second, third_at, end] = *four else { continue };
        let (a, b) = (&text[first..second], &text[second..third_at]);
        let parties = scene.sides.contains(a) && scene.sides.contains(b) && a != b;
        let joined = ["三方", "三国", "三边"].iter().any(|w| text[end..].starts_with(w));
        if let Some(code) = third(&text[third_at..end], scene).filter(|_| parties && joined) {
            found.push(Candidate::new(
                ReferenceKind::State,
                third_at..end,
                code,
                rule,
                "a third state beside two parties",
            ));
        }
    }
    found
}

/// 向|叙 提供: the character after such a word.
fn after(text: &str, start: usize, scene: &Scene<'_>, rule: &str) -> Option<Candidate> {
    if let Some(found) = region(text, start, scene, rule) {
        return Some(found);
    }
    let end = start + text[start..].chars().next()?.len_utf8();
    let character = &text[start..end];
    if scene.naming.table.characters.after_not.iter().any(|w| text[end..].starts_with(w.as_str())) {
        return None;
    }
    let (code, named) = scene.state_of(character)?;
    let known = named && scene.naming.table.characters.lone.contains(character) && !scene.sides.contains(character);
    known
        .then(|| Candidate::new(ReferenceKind::State, start..end, code, rule, "one character for a state named before"))
}

/// 对|非|合作.
fn region(text: &str, start: usize, scene: &Scene<'_>, rule: &str) -> Option<Candidate> {
    let c = text[start..].chars().next()?;
    let end = start + c.len_utf8();
    let key = scene.naming.table.characters.regions.get(&text[start..end])?;
    let goes_on =
        ["合作", "三方", "援助", "投资", "贸易", "政策", "关系", "务实"].iter().any(|w| text[end..].starts_with(w));
    goes_on.then(|| Candidate::new(ReferenceKind::Place, start..end, key.clone(), rule, "one character for a region"))
}

/// The state a character names, unless it is a party.
fn third<'a>(character: &str, scene: &Scene<'a>) -> Option<&'a str> {
    if scene.sides.contains(character) || character == "中" {
        return None;
    }
    let (code, _) = scene.state_of(character)?;
    (!scene.parties.contains(&code)).then_some(code)
}

fn before(text: &str, at: usize) -> Option<(usize, &str)> {
    let (start, _) = text[..at].char_indices().next_back()?;
    Some((start, &text[start..at]))
}
