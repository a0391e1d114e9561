//! States: by name, as a side (美方), and by one character (向叙).

use super::candidate::Candidate;
use super::ground::Ground;
use super::scene::Scene;
use super::why::Why;
use crate::model::ReferenceKind;
use crate::rules::{Hit, Sort, StateMention};

/// States named in full or in short.
pub(super) fn named<'a>(
    text: &str,
    mentions: &[StateMention<'a>],
    scene: &Scene<'a>,
) -> impl Iterator<Item = Candidate<'a>> {
    let mentions = mentions.iter().filter(|m| !m.organisation);
    mentions
        .filter(|m| !scene.naming.hidden(text, m.span.range().start, m.span.range().end))
        .map(|m| Candidate::new(ReferenceKind::State, m.span.range(), m.code, Why::State))
}

/// The side of a third state: 伊方.
pub(super) fn sides<'a>(ground: &Ground<'_, '_>, scene: &Scene<'a>) -> impl Iterator<Item = Candidate<'a>> {
    ground.sightings.of(Sort::Side).iter().filter_map(|mark| side(ground.text, mark, scene))
}

fn side<'a>(text: &str, mark: &Hit, scene: &Scene<'a>) -> Option<Candidate<'a>> {
    let (start, character) = before(text, mark.start)?;
    let code = third(character, scene)?;
    let not_sides = &scene.naming.table.characters.not_sides;
    let other = not_sides.iter().any(|w| text[start..].starts_with(w.as_str()))
        || text[mark.end..].starts_with(['面', '式', '向', '案', '法', '针', '便', '略']);
    (!other).then(|| Candidate::new(ReferenceKind::State, start..mark.end, code, Why::Side))
}

/// A third state or a region by one character.
pub(super) fn characters<'a>(ground: &Ground<'_, '_>, scene: &Scene<'a>, found: &mut Vec<Candidate<'a>>) {
    let (text, sightings) = (ground.text, ground.sightings);
    for pair in sightings.of(Sort::Pair) {
        for (offset, c) in text[pair.start..pair.end].char_indices() {
            let start = pair.start + offset;
            let end = start + c.len_utf8();
            let code = third(&text[start..end], scene);
            found.extend(code.map(|code| Candidate::new(ReferenceKind::State, start..end, code, Why::Paired)));
        }
    }
    found.extend(trios(ground, scene));
    found.extend(unions(ground, scene));
    let hidden_by = &scene.naming.table.characters.hidden_by;
    for word in sightings.of(Sort::Strong) {
        if !text[..word.start].ends_with(|c| hidden_by.contains(c)) {
            found.extend(after(text, word.end, scene));
        }
    }
    for word in sightings.of(Sort::Within) {
        found.extend(region(text, word.end, scene));
    }
}

/// 中|欧 关系: a union of states beside a party.
fn unions<'a>(ground: &Ground<'_, '_>, scene: &Scene<'a>) -> Vec<Candidate<'a>> {
    let text = ground.text;
    let union = |sign: &Hit| {
        let party = &text[sign.start..sign.end];
        let c = text[sign.end..].chars().next().filter(|_| party == "中" || scene.sides.contains(&party))?;
        let end = sign.end + c.len_utf8();
        let characters = &scene.naming.table.characters;
        let beside = characters.beside.iter().any(|w| text[end..].starts_with(w.as_str()));
        let key = characters.unions.get(&text[sign.end..end]).filter(|_| beside)?;
        Some(Candidate::new(ReferenceKind::Body, sign.end..end, key.as_str(), Why::Region))
    };
    ground.signs().iter().filter_map(union).collect()
}

/// 中俄|蒙 三方: a third state joins two parties.
fn trios<'a>(ground: &Ground<'_, '_>, scene: &Scene<'a>) -> Vec<Candidate<'a>> {
    let (text, signs) = (ground.text, ground.signs());
    let trio = |three: &[Hit]| {
        let [first, second, last] = three else { return None };
        let (a, b) = (&text[first.start..first.end], &text[second.start..second.end]);
        let side_by_side = first.end == second.start && second.end == last.start && a != b;
        let parties = side_by_side && scene.sides.contains(&a) && scene.sides.contains(&b);
        let joined = || ["三方", "三国", "三边"].iter().any(|w| text[last.end..].starts_with(w));
        let code = third(&text[last.start..last.end], scene).filter(|_| parties && joined())?;
        Some(Candidate::new(ReferenceKind::State, last.start..last.end, code, Why::Third))
    };
    signs.windows(3).filter_map(trio).collect()
}

/// 向|叙 提供: the character after such a word.
fn after<'a>(text: &str, start: usize, scene: &Scene<'a>) -> Option<Candidate<'a>> {
    if let Some(found) = region(text, start, scene) {
        return Some(found);
    }
    let end = start + text[start..].chars().next()?.len_utf8();
    let character = &text[start..end];
    let (code, named) = scene.state_of(character)?;
    let characters = &scene.naming.table.characters;
    let known = named
        && characters.lone.contains(character)
        && !scene.sides.contains(&character)
        && !characters.after_not.iter().any(|w| text[end..].starts_with(w.as_str()));
    known.then(|| Candidate::new(ReferenceKind::State, start..end, code, Why::Before))
}

/// 对|非|合作.
fn region<'a>(text: &str, start: usize, scene: &Scene<'a>) -> Option<Candidate<'a>> {
    let c = text[start..].chars().next()?;
    let end = start + c.len_utf8();
    let key = scene.naming.table.characters.regions.get(&text[start..end])?;
    let goes_on =
        ["合作", "三方", "援助", "投资", "贸易", "政策", "关系", "务实"].iter().any(|w| text[end..].starts_with(w));
    goes_on.then(|| Candidate::new(ReferenceKind::Place, start..end, key.as_str(), Why::Region))
}

/// The state a character names, unless it is a party.
fn third<'a>(character: &str, scene: &Scene<'a>) -> Option<&'a str> {
    if scene.sides.contains(&character) || character == "中" {
        return None;
    }
    let (code, _) = scene.state_of(character)?;
    (!scene.parties.contains(&code)).then_some(code)
}

fn before(text: &str, at: usize) -> Option<(usize, &str)> {
    let (start, _) = text[..at].char_indices().next_back()?;
    Some((start, &text[start..at]))
}
