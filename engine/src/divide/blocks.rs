//! What sort of provision each block is.

use crate::model::{Edition, KnownBlock, ProvisionKind, Role};
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
        LineKind::Signature | LineKind::Speaker | LineKind::PageDate => without(ProvisionKind::Signature),
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
        _ if signs(plain, n, language) => without(ProvisionKind::Signature),
        _ if heading(plain, n, role, language) => without(ProvisionKind::Heading),
        _ => without(ProvisionKind::Paragraph),
    }
}

/// Whether a line at the top is a date, not an office.
fn begins_with_year(text: &str) -> bool {
    text.find('年')
        .is_some_and(|end| text[..end].chars().all(|c| c.is_ascii_digit() || "〇○零Ｏ一二三四五六七八九".contains(c)))
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
    let short = text.chars().count() <= longest && !stops && !language.shape.headings.goes_on(text);
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

/// A short line among signing lines: a name by itself.
fn signs(plain: &[String], n: usize, language: &Language) -> bool {
    let short = plain[n].chars().count() <= 24 && !plain[n].ends_with(['。', '：', '；']);
    let signature = |m: usize| plain.get(m).is_some_and(|t| language.shape.is(LineKind::Signature, t));
    short
        && n * 2 > plain.len()
        && (n.checked_sub(1).is_some_and(signature) || signature(n + 1))
        && plain.len() - n <= 8
}
