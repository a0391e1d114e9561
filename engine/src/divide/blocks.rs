//! What sort of provision each block is.

use crate::model::{Edition, KnownBlock, ProvisionKind, Role, Span};
use crate::rules::{Language, LineKind, simplified};

/// A heading has at most so many characters (words count for several).
const HEADING: usize = 30;
/// Who speaks is named among so many blocks at the top.
const TOP: usize = 6;

/// The blocks of the reading text with their kinds and numbers.
pub(super) fn blocks(edition: &Edition, language: &Language) -> Vec<KnownBlock> {
    let plain: Vec<String> = edition.blocks.iter().map(|(span, _)| simplified(span.of(&edition.text))).collect();
    edition
        .blocks
        .iter()
        .enumerate()
        .map(|(n, (span, role))| {
            let (kind, number) = kind(&plain, n, *role, language);
            KnownBlock { kind, number, text: span.of(&edition.text).to_owned() }
        })
        .collect()
}

fn kind(plain: &[String], n: usize, role: Role, language: &Language) -> (ProvisionKind, String) {
    let text = &plain[n];
    let (line, number) = language.shape.classify(text);
    let without = |kind| (kind, String::new());
    match role {
        Role::Title => return without(ProvisionKind::Title),
        Role::Subtitle => return without(ProvisionKind::Subtitle),
        Role::Dateline => return without(ProvisionKind::Dateline),
        Role::Signature => return without(ProvisionKind::Signature),
        Role::Bullet | Role::Nested if line == LineKind::Other => return without(ProvisionKind::Bullet),
        Role::Body | Role::Bullet | Role::Nested | Role::Heading(_) => {}
    }
    match line {
        LineKind::Dateline => without(ProvisionKind::Dateline),
        LineKind::Signature if n < TOP && begins_with_year(text) => without(ProvisionKind::PlaceDate),
        LineKind::Signature | LineKind::Speaker if n < TOP => without(ProvisionKind::Speaker),
        LineKind::PageDate if n < TOP => without(ProvisionKind::PlaceDate),
        LineKind::Signature | LineKind::Speaker | LineKind::PageDate => without(ProvisionKind::Signature),
        LineKind::Other if n < TOP && place(text, language) => without(ProvisionKind::PlaceDate),
        LineKind::PlaceDate if n < TOP => without(ProvisionKind::PlaceDate),
        LineKind::PlaceDate => without(ProvisionKind::Signature),
        LineKind::Salutation => without(ProvisionKind::Salutation),
        LineKind::Closing => without(ProvisionKind::Closing),
        LineKind::Part => (ProvisionKind::Part, number.to_owned()),
        LineKind::Item if !listed(plain, n, language) && heading(plain, n, role, language) => {
            (ProvisionKind::Heading, number.to_owned())
        }
        LineKind::Item => (ProvisionKind::Item, number.to_owned()),
        LineKind::Bullet => without(ProvisionKind::Bullet),
        _ if signs(plain, n, language) || names(plain, n, language) => without(ProvisionKind::Signature),
        _ if heading(plain, n, role, language) => without(ProvisionKind::Heading),
        _ => without(ProvisionKind::Paragraph),
    }
}

/// Whether a line at the top is a date, not an office.
fn begins_with_year(text: &str) -> bool {
    text.find('年')
        .is_some_and(|end| text[..end].chars().all(|c| c.is_ascii_digit() || "〇○零Ｏ一二三四五六七八九".contains(c)))
}

/// Whether a line is names and offices, between the text and a date: of those who sign in a language of spaced words.
fn names(plain: &[String], n: usize, language: &Language) -> bool {
    /// So many such lines stand together at most.
    const LINES: usize = 4;
    let name = |text: &&String| {
        let tall = |word: &str| !word.starts_with(char::is_lowercase) && !word.chars().any(|c| c.is_ascii_digit());
        (2..=10).contains(&text.split(' ').count()) && text.split(' ').all(tall)
    };
    if language.unspaced || !name(&&plain[n]) {
        return false;
    }
    let after = plain[n..].iter().take(LINES).take_while(name).count();
    let before = plain[..n].iter().rev().take_while(name).count();
    let dated = plain.get(n + after).is_some_and(|t| {
        matches!(language.shape.kind(t), LineKind::PageDate | LineKind::PlaceDate | LineKind::Signature)
    });
    let text = (n - before).checked_sub(1).map(|m| plain[m].as_str());
    dated && text.is_some_and(|t| t.ends_with(['.', '”', '"', '!']) && t.chars().count() > HEADING)
}

/// Whether a line is a city and its state, and nothing else.
fn place(text: &str, language: &Language) -> bool {
    const WORDS: usize = 3;
    let Some((city, state)) = text.split_once(", ").filter(|_| !language.unspaced) else { return false };
    let words = city.split(' ').count() <= WORDS && city.split(' ').all(|w| w.starts_with(char::is_uppercase));
    words && language.states.find(state).any(|m| m.span == Span::new(0, state.len()) && !m.organisation)
}

/// A short line without a stop, with text under it; one that is set as a heading may be longer.
fn heading(plain: &[String], n: usize, role: Role, language: &Language) -> bool {
    let text = plain[n].trim();
    let longest = match (language.unspaced, role) {
        (true, _) => HEADING,
        (false, Role::Heading(_)) => HEADING * 10,
        (false, _) => HEADING * 4,
    };
    // A bracket at the end stops nothing; a full stop in it does.
    let last = text.trim_end_matches(')').chars().next_back();
    let stops = last
        .is_some_and(|c| (language.shape.terminal.contains(c) && c != '）') || language.shape.never_last.contains(c));
    // What stands in brackets is somebody's note.
    let note = text.starts_with('[') && text.ends_with(']');
    let short = text.chars().count() <= longest && !stops && !note && !language.shape.headings.goes_on(text);
    short && n + 1 < plain.len() && plain[n + 1..].iter().any(|t| t.chars().count() > HEADING)
}

/// Whether the next number, or the one before, stands right beside: then it is of a list, and heads nothing.
fn listed(plain: &[String], n: usize, language: &Language) -> bool {
    let number = |m: usize| match plain.get(m).map(|text| language.shape.classify(text)) {
        Some((LineKind::Item, number)) => number.parse::<u32>().ok(),
        _ => None,
    };
    let Some(own) = number(n) else { return false };
    number(n + 1) == Some(own + 1) || (own > 1 && n > 0 && number(n - 1) == Some(own - 1))
}

/// A short line among signing lines: a name by itself, or a part of an office that was broken over lines.
fn signs(plain: &[String], n: usize, language: &Language) -> bool {
    /// So many short lines may stand between it and a line that is certain.
    const BETWEEN: usize = 3;
    /// Signing lines are among so many at the end.
    const LAST: usize = 12;
    let short = |text: &String| text.chars().count() <= 24 && !text.ends_with(['。', '：', '；']);
    if !short(&plain[n]) || n * 4 <= plain.len() || plain.len() - n > LAST {
        return false;
    }
    let certain = |text: &String| language.shape.is(LineKind::Signature, text);
    let after = plain[n + 1..].iter().take_while(|t| short(t)).take(BETWEEN).any(certain);
    after || plain[..n].iter().rev().take_while(|t| short(t)).take(BETWEEN).any(certain)
}
