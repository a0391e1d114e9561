//! Letters that do not belong into the text: another script, traditional characters, something said twice.

use super::Vocabulary;
use super::alike::word_around;
use super::attest::Attested;
use super::page::Page;
use crate::model::{Because, Reason, Suspicion, SuspicionKind};
use crate::rules::is_han;

/// Everything of the kind in `page`.
pub(super) fn suspicions(page: &Page<'_>, attested: &Attested, vocabulary: Vocabulary<'_>) -> Vec<Suspicion> {
    let mut out = Vec::new();
    if page.language.is_some_and(|l| l.unspaced) {
        foreign(page, &mut out);
        doubled(page, attested, vocabulary, &mut out);
    } else {
        mixed(page, &mut out);
        doubled_words(page, &mut out);
    }
    if page.chinese() {
        traditional(page, vocabulary, &mut out);
    }
    out
}

/// Words in small Latin letters between Chinese characters: recognition fell back into English.
fn foreign(page: &Page<'_>, out: &mut Vec<Suspicion>) {
    let letter = |n: usize| page.printed.get(n).is_some_and(|c| c.is_alphabetic() && !is_han(*c));
    let mut at = 0;
    while at < page.printed.len() {
        if !letter(at) {
            at += 1;
            continue;
        }
        let to = (at..).find(|&n| !letter(n)).unwrap_or(at);
        let before = (0..at).rev().find(|&n| page.printed[n] != ' ');
        let after = (to..page.printed.len()).find(|&n| page.printed[n] != ' ');
        let between = before.is_some_and(|n| page.han(n)) && after.is_some_and(|n| page.han(n));
        let small = page.printed[at..to].iter().all(|c| c.is_lowercase() || !c.is_ascii());
        if let (true, true, Some(before), Some(after)) = (between, small, before, after) {
            let word = page.words(at, to);
            let proposed = said(page, &word);
            let reason = Reason::told(Because::Foreign, [word], None);
            let kind = SuspicionKind::Script;
            out.push(Suspicion { span: page.span(before + 1, after), proposed, kind, reason });
        }
        at = to;
    }
}

/// What a foreign word says, where the lists know.
fn said(page: &Page<'_>, word: &str) -> Option<String> {
    let entries = page.language?.words.class("foreign");
    entries.iter().find(|e| e.word == word).map(|e| e.get("says").to_owned())
}

/// The same character twice where neither belongs to a word of its own.
fn doubled(page: &Page<'_>, attested: &Attested, vocabulary: Vocabulary<'_>, out: &mut Vec<Suspicion>) {
    for at in 1..page.letters.len() {
        let c = page.letters[at];
        if c != page.letters[at - 1] || !is_han(c) || page.proper(at) || attested.pair(c, c) > 1 {
            continue;
        }
        let own = |n: usize| word_around(page, n, c, vocabulary) >= 2;
        if !(own(at - 1) && own(at)) {
            out.push(twice(page, at - 1, at, at + 1));
        }
    }
}

/// The same word twice in a language that sets words apart.
fn doubled_words(page: &Page<'_>, out: &mut Vec<Suspicion>) {
    let mut last: Option<(usize, usize)> = None;
    let mut at = 0;
    while at < page.printed.len() {
        let to = (at..page.printed.len()).find(|&n| !page.printed[n].is_alphanumeric()).unwrap_or(page.printed.len());
        if to == at {
            if page.printed[at] != ' ' {
                last = None;
            }
            at += 1;
            continue;
        }
        let word = page.words(at, to).to_lowercase();
        let said = last.map(|(from, to)| page.words(from, to).to_lowercase());
        let may = page.language.is_some_and(|l| l.words.class("doublable").iter().any(|e| e.word == word));
        if let (Some((from, end)), false) = (last.filter(|_| said.as_ref() == Some(&word)), may)
            && word.chars().all(char::is_alphabetic)
            && word.chars().count() > 1
        {
            out.push(twice(page, from, end, to));
        }
        last = Some((at, to));
        at = to;
    }
}

/// What stands from `first` to `again` stands from there to `to` once more.
fn twice(page: &Page<'_>, first: usize, again: usize, to: usize) -> Suspicion {
    let reason = Reason::told(Because::StandsTwice, [page.words(first, again)], None);
    Suspicion { span: page.span(again, to), proposed: Some(String::new()), kind: SuspicionKind::Doubled, reason }
}

/// Traditional characters in a simplified text, names and words that keep them aside.
fn traditional(page: &Page<'_>, vocabulary: Vocabulary<'_>, out: &mut Vec<Suspicion>) {
    for at in 0..page.printed.len() {
        let (printed, simple) = (page.printed[at], page.letters[at]);
        if printed == simple || page.proper(at) || word_around(page, at, printed, vocabulary) > 1 {
            continue;
        }
        let reason = Reason::told(Because::Traditional, [printed, simple].map(String::from), None);
        let kind = SuspicionKind::Traditional;
        out.push(Suspicion { span: page.span(at, at + 1), proposed: Some(simple.to_string()), kind, reason });
    }
}

/// Latin and Cyrillic letters of one look.
const TWINS: [(&str, &str); 2] =
    [("AaBCcEeHKMOoPpTXxy", "АаВСсЕеНКМОоРрТХху"), ("АаВСсЕеНКМОоРрТХху", "AaBCcEeHKMOoPpTXxy")];

/// Words written half in Latin, half in Cyrillic letters.
fn mixed(page: &Page<'_>, out: &mut Vec<Suspicion>) {
    let mut at = 0;
    while at < page.printed.len() {
        let to = (at..page.printed.len()).find(|&n| !page.printed[n].is_alphabetic()).unwrap_or(page.printed.len());
        let cyrillic = page.printed[at..to].iter().filter(|c| matches!(c, '\u{400}'..='\u{4ff}')).count();
        let latin = page.printed[at..to].iter().filter(|c| c.is_ascii()).count();
        if cyrillic > 0 && latin > 0 {
            let (wrong, right) = if cyrillic >= latin { TWINS[0] } else { TWINS[1] };
            let twin = |c: &char| wrong.chars().position(|w| w == *c).and_then(|n| right.chars().nth(n)).unwrap_or(*c);
            let word = page.words(at, to);
            let proposed: String = page.printed[at..to].iter().map(twin).collect();
            let reason = Reason::told(Because::MixedScripts, [word], None);
            let kind = SuspicionKind::Script;
            out.push(Suspicion { span: page.span(at, to), proposed: Some(proposed), kind, reason });
        }
        at = to.max(at + 1);
    }
}
