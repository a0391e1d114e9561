//! Marks that do not come out even: brackets and quotation marks without a fellow, numerals where dashes belong.

use super::page::Page;
use crate::model::{Because, Reason, Suspicion, SuspicionKind};

/// Marks that open, and what closes them.
const PAIRS: [(char, char); 6] = [('（', '）'), ('《', '》'), ('“', '”'), ('〈', '〉'), ('「', '」'), ('«', '»')];

/// Everything of the kind in `page`.
pub(super) fn suspicions(page: &Page<'_>) -> Vec<Suspicion> {
    let mut out = Vec::new();
    let mut from = 0;
    for line in page.held.document.text.split('\n') {
        let to = from + line.chars().count();
        if !cut(page, from, to) {
            unpaired(page, from, to, &mut out);
        }
        from = to + 1;
    }
    if page.chinese() {
        dashes(page, &mut out);
    }
    out
}

/// Whether the block there breaks off: its marks may be closed where nobody sees them.
pub(super) fn cut(page: &Page<'_>, from: usize, to: usize) -> bool {
    let span = page.span(from, to);
    let edition = page.held.edition;
    let block = |t: &crate::model::Taken| edition.witnesses.get(t.witness).and_then(|w| w.blocks.get(t.block));
    edition.taken.iter().filter(|t| t.out.overlaps(span)).filter_map(block).any(|b| b.cut)
}

fn unpaired(page: &Page<'_>, from: usize, to: usize, out: &mut Vec<Suspicion>) {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut odd: Vec<usize> = Vec::new();
    for at in from..to {
        let c = page.printed[at];
        if let Some((_, close)) = PAIRS.iter().find(|(o, _)| *o == c) {
            open.push((at, *close));
        } else if PAIRS.iter().any(|(_, close)| *close == c) {
            match open.iter().rposition(|(_, close)| *close == c) {
                Some(fellow) => odd.extend(open.drain(fellow..).skip(1).map(|(n, _)| n)),
                None => odd.push(at),
            }
        }
    }
    odd.extend(open.into_iter().map(|(n, _)| n));
    for at in odd {
        let reason = Reason::told(Because::NoFellow, [page.printed[at].to_string()], None);
        out.push(Suspicion { span: page.span(at, at + 1), proposed: None, kind: SuspicionKind::Unpaired, reason });
    }
}

/// 一 between figures, or between two names of states: a dash that was read as a numeral.
fn dashes(page: &Page<'_>, out: &mut Vec<Suspicion>) {
    let figure = |n: Option<usize>| n.and_then(|n| page.printed.get(n)).is_some_and(char::is_ascii_digit);
    let (mut begins, mut ends) = (vec![false; page.printed.len() + 1], vec![false; page.printed.len() + 1]);
    for mention in page.language.into_iter().flat_map(|l| l.states.find(&page.held.document.text)) {
        begins[page.index(mention.span.start as usize)] = true;
        ends[page.index(mention.span.end as usize)] = true;
    }
    for at in 0..page.printed.len() {
        let numeral = matches!(page.printed[at], '一' | '-' | '~');
        let years = figure(at.checked_sub(1)) && figure(Some(at + 1)) && page.printed[at] == '一';
        if numeral && (years || (ends[at] && begins[at + 1])) {
            let reason = Reason::told(Because::BetweenNames, [page.printed[at].to_string()], None);
            let proposed = Some("—".to_owned());
            out.push(Suspicion { span: page.span(at, at + 1), proposed, kind: SuspicionKind::Dash, reason });
        }
    }
}
