//! All texts at hand → Suspicions: characters that are probably wrong where only one witness has them.
//!
//! In: every text with its tree and names, the knowledge, and who tells whether a word is one. Out: for each text its
//! [`Suspicion`]s, with the reading proposed and the reason. Never: changes a text; suspects what two witnesses share.
//! See: `languages/zh/words/confusable.tsv`.

mod again;
mod alike;
mod attest;
mod echo;
mod glued;
mod grammar;
mod marks;
mod names;
mod page;
mod paired;
mod strange;
mod swapped;
mod tokens;
mod wording;

use crate::model::{Document, Edition, Findings, Suspicion, SuspicionKind};
use crate::rules::Knowledge;
use attest::Attested;
use echo::Memory;
use names::Names;
use page::Page;
use std::collections::BTreeMap;
use wording::{Departure, Trust};

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

/// So many slips of recognition in one source make it a page that slipped, if they stand so close.
const SLIPS: (usize, usize) = (3, 4000);

/// What is suspected in each of `texts`, in the order of the text.
#[must_use]
pub fn suspect(texts: &[Held<'_>], knowledge: &Knowledge, vocabulary: Vocabulary<'_>) -> Vec<Vec<Suspicion>> {
    let pages: Vec<Page<'_>> = texts.iter().map(|held| Page::of(*held, knowledge)).collect();
    let mut attested = Attested::new(&pages, knowledge);
    let (phrases, sure) = attested.phrases();
    let phrases = Memory::new(phrases.iter().map(Vec::as_slice).collect(), sure);
    let asked: Vec<Asked> = pages.iter().map(|page| Asked::about(page, &attested, &phrases, vocabulary)).collect();
    attested.count(&pages, asked.iter().flat_map(Asked::questions));
    let counted = glued::Counted::in_pages(&pages);
    let names = Names::of(&attested);
    let any = |(page, asked)| on_any(page, asked, (&attested, &names), vocabulary);
    let mut found: Vec<Vec<Suspicion>> = pages.iter().zip(&asked).map(any).collect();
    for (page, found) in pages.iter().zip(&mut found) {
        found.extend(glued::suspicions(page, &counted));
    }
    let slipped = slipped(&pages, &found);
    if slipped.contains(&true) {
        let passages = Memory::new(pages.iter().filter(|p| p.chinese()).map(|p| p.letters.as_slice()).collect(), 0);
        let slips = || pages.iter().enumerate().filter(|(n, _)| slipped[*n]);
        let again: Vec<(usize, Vec<Departure>)> =
            slips().map(|(n, page)| (n, wording::departures(page, &passages))).collect();
        attested.count(&pages, again.iter().flat_map(|(_, d)| d.iter().flat_map(Departure::questions)));
        for (n, departures) in again {
            let page = &pages[n];
            found[n].extend(swapped::suspicions(page, &attested, vocabulary));
            found[n].extend(on_slipped(page, &asked[n], &departures, (&attested, vocabulary)));
        }
    }
    pages.iter().zip(found).map(|(page, all)| settle(page, all)).collect()
}

/// What is asked about a page before anything is counted.
struct Asked {
    alike: Vec<alike::Candidate>,
    phrases: Vec<Departure>,
}

impl Asked {
    fn about(page: &Page<'_>, attested: &Attested, phrases: &Memory<'_>, vocabulary: Vocabulary<'_>) -> Self {
        Self { alike: alike::candidates(page, attested, vocabulary), phrases: wording::departures(page, phrases) }
    }

    fn questions(&self) -> impl Iterator<Item = u64> + '_ {
        let alike = self.alike.iter().flat_map(alike::Candidate::questions);
        alike.chain(self.phrases.iter().flat_map(Departure::questions))
    }
}

/// What is suspected on any page.
fn on_any(
    page: &Page<'_>,
    asked: &Asked,
    (attested, names): (&Attested<'_>, &Names<'_>),
    vocabulary: Vocabulary<'_>,
) -> Vec<Suspicion> {
    let mut out = names::suspicions(page, names, attested, vocabulary);
    out.extend(alike::suspicions(page, &asked.alike, attested, Trust::Clean));
    out.extend(strange::suspicions(page, attested, vocabulary));
    out.extend(marks::suspicions(page));
    out.extend(paired::suspicions(page));
    out.extend(again::suspicions(page, attested));
    out.extend(grammar::suspicions(page));
    let clean = |d: &Departure, page: &Page<'_>| wording::from_phrase(d, page, (attested, Trust::Clean));
    out.extend(wording::suspicions(page, &asked.phrases, (attested, vocabulary), clean));
    out
}

/// What is suspected besides on a page whose recognition slipped.
fn on_slipped(
    page: &Page<'_>,
    asked: &Asked,
    passages: &[Departure],
    (attested, vocabulary): (&Attested<'_>, Vocabulary<'_>),
) -> Vec<Suspicion> {
    let slipped = |d: &Departure, page: &Page<'_>| wording::from_phrase(d, page, (attested, Trust::Slipped));
    let mut out = alike::suspicions(page, &asked.alike, attested, Trust::Slipped);
    out.extend(wording::suspicions(page, &asked.phrases, (attested, vocabulary), slipped));
    out.extend(wording::suspicions(page, passages, (attested, vocabulary), wording::from_passage));
    out
}

/// Which pages come from a source whose recognition slipped here and there.
fn slipped(pages: &[Page<'_>], found: &[Vec<Suspicion>]) -> Vec<bool> {
    let source = |page: &Page<'_>| page.held.edition.witnesses.first().map(|w| w.source);
    let slip = |s: &&Suspicion| {
        use SuspicionKind::{Doubled, LookAlike, Name, Repeat, Script, Traditional};
        match s.kind {
            LookAlike | Script | Traditional | Repeat | Doubled => true,
            // A name may have another form; a character put in the place of another is a slip.
            Name => !s.span.is_empty() && s.proposed.as_deref() != Some(""),
            _ => false,
        }
    };
    let mut sums: BTreeMap<Option<usize>, (usize, usize)> = BTreeMap::new();
    for (page, found) in pages.iter().zip(found) {
        let sum = sums.entry(source(page)).or_default();
        *sum = (sum.0 + found.iter().filter(slip).count(), sum.1 + page.letters.len());
    }
    let often = |(slips, letters): (usize, usize)| slips >= SLIPS.0 && slips * SLIPS.1 >= letters;
    pages.iter().map(|page| page.chinese() && sums.get(&source(page)).copied().is_some_and(often)).collect()
}

/// One suspicion a place, the first that was raised; none where two witnesses agree.
fn settle(page: &Page<'_>, all: Vec<Suspicion>) -> Vec<Suspicion> {
    let mut out: Vec<Suspicion> = Vec::new();
    for suspicion in all {
        let gone = |s: &Suspicion| s.proposed.as_deref() == Some("");
        let beside = |s: &Suspicion| s.span.end == suspicion.span.start || s.span.start == suspicion.span.end;
        // What is put in may be put in here or one character on.
        let again = |s: &Suspicion| {
            let near = s.span.start.abs_diff(suspicion.span.start) <= 6;
            s.span.is_empty() && suspicion.span.is_empty() && near
        };
        let clash = |s: &Suspicion| {
            s.span.overlaps(suspicion.span)
                || s.span == suspicion.span
                || (gone(s) && gone(&suspicion) && beside(s))
                || again(s)
        };
        if !page.vouched(suspicion.span) && !out.iter().any(clash) {
            out.push(suspicion);
        }
    }
    out.sort();
    out
}
