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
        Role::Bullet if line == LineKind::Other => return without(ProvisionKind::Bullet),
        Role::Body | Role::Bullet => {}
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
        LineKind::Item if heading(plain, n, language) => (ProvisionKind::Heading, number.to_owned()),
        LineKind::Item => (ProvisionKind::Item, number.to_owned()),
        LineKind::Bullet => without(ProvisionKind::Bullet),
        _ if signs(plain, n, language) => without(ProvisionKind::Signature),
        _ if heading(plain, n, language) => without(ProvisionKind::Heading),
        _ => without(ProvisionKind::Paragraph),
    }
}

/// Whether a line at the top is a date, not an office.
fn begins_with_year(text: &str) -> bool {
    text.find('年')
        .is_some_and(|end| text[..end].chars().all(|c| c.is_ascii_digit() || "〇○零Ｏ一二三四五六七八九".contains(c)))
}

/// A short line without a stop, with text under it.
fn heading(plain: &[String], n: usize, language: &Language) -> bool {
    let text = plain[n].trim();
    let long = text.chars().count() > if language.unspaced { HEADING } else { HEADING * 4 };
    let stops = text
        .chars()
        .next_back()
        .is_some_and(|c| (language.shape.terminal.contains(c) && c != '）') || language.shape.never_last.contains(c));
    !long && !stops && n + 1 < plain.len() && plain[n + 1..].iter().any(|t| t.chars().count() > HEADING)
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
