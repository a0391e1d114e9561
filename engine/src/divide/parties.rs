//! Who the parties are and who signed.

use super::identity::words;
use crate::model::{Document, DocumentKind, Party, ProvisionKind, Signatory};
use crate::rules::{Form, Language, simplified};

/// Paragraphs at the beginning that name the parties where the title does not.
const OPENING: usize = 4;

/// Fills in parties and signatories.
pub(super) fn parties(document: &mut Document, language: &Language) {
    let codes = codes(document, language);
    document.parties = codes.into_iter().map(|code| Party { names: names(&code, language), code }).collect();
    document.signatories = signatories(document, language);
}

fn codes(document: &Document, language: &Language) -> Vec<String> {
    if document.kind == DocumentKind::Speech {
        let speaker = words(document, ProvisionKind::Speaker).next().unwrap_or_default();
        return found(speaker, language).into_iter().take(1).collect();
    }
    let titled = two(found(&document.title, language), &document.title, language);
    if titled.len() >= 2 || (titled.len() == 1 && speaks_alone(&document.title, language)) {
        return titled;
    }
    let signed: String = words(document, ProvisionKind::Signature).collect::<Vec<_>>().join("\n");
    let mut all = in_order(found(&signed, language), &document.text, language);
    let body = document.provisions.iter().filter(|p| matches!(p.kind, ProvisionKind::Paragraph | ProvisionKind::Item));
    let opening: Vec<&str> = body.take(OPENING).map(|p| document.words(p)).collect();
    if let Some(listed) = opening.iter().map(|text| listed(text, language)).find(|codes| codes.len() >= 3) {
        return merged(titled, listed);
    }
    for paragraph in opening {
        if all.len() >= 2 {
            break;
        }
        all = merged(all, found(paragraph, language));
        all.truncate(all.len().min(2));
    }
    merged(titled, all)
}

/// Whether a title speaks for one organisation: it names it, no state, and not as its matter.
fn speaks_alone(title: &str, language: &Language) -> bool {
    let plain = simplified(title);
    let mut named = language.states.find(&plain);
    let Some(first) = named.next().filter(|m| m.organisation) else { return false };
    let before = &plain[..first.span.start as usize];
    named.all(|m| m.organisation) && !language.shape.about.iter().any(|word| before.contains(word.as_str()))
}

/// Three states or more that `text` names one after the other.
fn listed(text: &str, language: &Language) -> Vec<String> {
    let plain = simplified(text);
    let mut out: Vec<String> = Vec::new();
    let mut end = 0;
    for mention in language.states.find(&plain).filter(|m| !m.organisation) {
        let between = plain.get(end..mention.span.start as usize).unwrap_or_default();
        let joins = between.split([' ', ',', '、']).all(|word| language.shape.joins.iter().any(|j| j == word));
        if !out.is_empty() && !joins {
            if out.len() >= 3 {
                break;
            }
            out.clear();
        }
        if !out.iter().any(|c| c == mention.code) {
            out.push(mention.code.to_owned());
        }
        end = mention.span.end as usize;
    }
    if out.len() >= 3 { out } else { Vec::new() }
}

/// States named in `text`, each once, in order; organisations only where no two states are.
fn found(text: &str, language: &Language) -> Vec<String> {
    let plain = simplified(text);
    let mut states = Vec::new();
    let mut organisations = Vec::new();
    for mention in language.states.find(&plain) {
        let list = if mention.organisation { &mut organisations } else { &mut states };
        if !list.iter().any(|c: &String| c == mention.code) {
            list.push(mention.code.to_owned());
        }
    }
    if states.len() >= 2 { states } else { merged(states, organisations) }
}

/// 中法联合声明: parties by their characters, where the title names fewer than two in words.
fn two(found: Vec<String>, title: &str, language: &Language) -> Vec<String> {
    if found.len() >= 2 || !language.unspaced {
        return found;
    }
    let plain = simplified(title);
    let mut out: Vec<String> = Vec::new();
    let mut letters = [0u8; 4];
    for c in plain.chars() {
        match language.states.of_character(c.encode_utf8(&mut letters)) {
            [code] => out.push(code.clone()),
            _ => break,
        }
    }
    if out.len() >= 2 { out } else { found }
}

/// Two parties in the order in which the text couples them (中俄): signing lines may have lost theirs.
fn in_order(mut codes: Vec<String>, text: &str, language: &Language) -> Vec<String> {
    let coupled = |first: &str, second: &str| {
        let pairs = language
            .states
            .characters_of(first)
            .flat_map(|a| language.states.characters_of(second).map(move |b| format!("{a}{b}")));
        pairs.map(|pair| text.matches(&pair).count()).sum::<usize>()
    };
    if let [first, second] = codes.as_slice()
        && coupled(second, first) > coupled(first, second)
    {
        codes.reverse();
    }
    codes
}

fn merged(mut first: Vec<String>, second: Vec<String>) -> Vec<String> {
    for code in second {
        if !first.contains(&code) {
            first.push(code);
        }
    }
    first
}

/// What a text may call a party: in full, in short, by one character, as a side.
fn names(code: &str, language: &Language) -> Vec<String> {
    let mut out: Vec<String> = [Form::Official, Form::Short]
        .into_iter()
        .filter_map(|form| language.states.name(code, form))
        .map(str::to_owned)
        .collect();
    for character in language.states.characters_of(code) {
        out.push(format!("{character}{}", language.shape.party_form));
        out.push(character.to_owned());
    }
    out
}

/// Offices and names in signing lines: on one line, or one under the other.
fn signatories(document: &Document, language: &Language) -> Vec<Signatory> {
    let mut offices: Vec<(Option<String>, String)> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for line in words(document, ProvisionKind::Signature) {
        for cell in line.split(' ').filter(|c| !c.is_empty() && !c.chars().any(|c| c.is_ascii_digit())) {
            let mut states = language.states.find(cell).filter(|m| !m.organisation);
            match states.next() {
                Some(first) => offices.push((Some(first.code.to_owned()), cell.to_owned())),
                None if cell.chars().count() <= 24 && !cell.contains(['年', '（', '日'])
                    || cell.ends_with("（签字）") =>
                {
                    names.push(cell.trim_end_matches("（签字）").to_owned());
                }
                None => {}
            }
        }
    }
    offices.into_iter().zip(names).map(|((party, office), name)| Signatory { party, office, name }).collect()
}
