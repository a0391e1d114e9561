//! Which documents are set beside each other without being asked.

use chancery_engine::Reading;
use chancery_engine::model::Document;

/// Up to so many documents, every pair that shares a party is linked.
const FEW: usize = 30;

/// Pairs of indices, older first: all of the same language that share a party while there are few documents;
/// beyond that each with the next one of the same parties and kind.
pub(super) fn pairs(named: &[(String, String, &Reading)]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..named.len()).filter(|n| named[*n].2.document.date.is_some()).collect();
    order.sort_by_key(|n| (named[*n].2.document.date.clone(), named[*n].0.clone()));
    let of = |n: usize| &named[n].2.document;
    let mut out = Vec::new();
    for (at, &older) in order.iter().enumerate() {
        let later = order[at + 1..].iter().copied().filter(|newer| of(older).date < of(*newer).date);
        if named.len() <= FEW {
            out.extend(later.filter(|newer| share(of(older), of(*newer))).map(|newer| (older, newer)));
        } else {
            out.extend(later.filter(|newer| same(of(older), of(*newer))).take(1).map(|newer| (older, newer)));
        }
    }
    out
}

fn share(a: &Document, b: &Document) -> bool {
    a.primary_language() == b.primary_language() && a.parties.iter().any(|p| b.parties.iter().any(|q| p.code == q.code))
}

fn same(a: &Document, b: &Document) -> bool {
    let codes = |d: &Document| {
        let mut codes = d.party_codes();
        codes.sort();
        codes
    };
    a.primary_language() == b.primary_language() && a.kind == b.kind && !a.parties.is_empty() && codes(a) == codes(b)
}
