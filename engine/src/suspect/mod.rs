//! All texts at hand → Suspicions: characters that are probably wrong where only one witness has them.
//!
//! In: every text with its tree and names, the knowledge, and who tells whether a word is one. Out: for each text its
//! [`Suspicion`]s, with the reading proposed and the reason. Never: changes a text; suspects what two witnesses share.
//! See: `languages/zh/words/confusable.tsv`.

mod again;
mod alike;
mod attest;
mod marks;
mod names;
mod page;
mod strange;

use crate::model::{Document, Edition, Findings, Suspicion};
use crate::rules::Knowledge;
use attest::Attested;
use page::Page;

/// One text with what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// Its witnesses and apparatus.
    pub edition: &'a Edition,
    /// Its tree.
    pub document: &'a Document,
    /// What was found in it.
    pub findings: &'a Findings,
}

/// Tells how common a word of general language is, in tens of millions of words; nothing where it is none.
pub type Vocabulary<'a> = &'a (dyn Fn(&str) -> usize + Sync);

/// A word of one character that is as common as this may stand anywhere.
const COMMON: usize = 3000;

/// What is suspected in each of `texts`, in the order of the text.
#[must_use]
pub fn suspect(texts: &[Held<'_>], knowledge: &Knowledge, vocabulary: Vocabulary<'_>) -> Vec<Vec<Suspicion>> {
    let pages: Vec<Page<'_>> = texts.iter().map(|held| Page::of(*held, knowledge)).collect();
    let mut attested = Attested::new(&pages, knowledge);
    let asked: Vec<Vec<alike::Candidate>> =
        pages.iter().map(|page| alike::candidates(page, &attested, vocabulary)).collect();
    attested.count(&pages, asked.iter().flatten().flat_map(alike::Candidate::questions));
    pages
        .iter()
        .zip(asked)
        .map(|(page, candidates)| {
            let mut out = names::suspicions(page, &attested, vocabulary);
            out.extend(alike::suspicions(page, candidates, &attested));
            out.extend(strange::suspicions(page, &attested, vocabulary));
            out.extend(marks::suspicions(page));
            out.extend(again::suspicions(page, &attested));
            settle(page, out)
        })
        .collect()
}

/// One suspicion a place, the first that was raised; none where two witnesses agree.
fn settle(page: &Page<'_>, all: Vec<Suspicion>) -> Vec<Suspicion> {
    let mut out: Vec<Suspicion> = Vec::new();
    for suspicion in all {
        let clash = |s: &Suspicion| s.span.overlaps(suspicion.span) || s.span == suspicion.span;
        if !page.vouched(suspicion.span) && !out.iter().any(clash) {
            out.push(suspicion);
        }
    }
    out.sort();
    out
}
