//! Who the parties are and who signed.

use super::identity::words;
use crate::model::{Document, DocumentKind, Party, ProvisionKind, Signatory, Span};
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
    // A title that names persons only: whose they are, the text says by the two it speaks of together.
    let persons = titled.is_empty() && language.shape.offices.iter().any(|o| document.title.contains(o.as_str()));
    if let Some(two) = coupled(&document.text, language).filter(|_| persons && all.len() < 2) {
        return two;
    }
    for paragraph in words(document, ProvisionKind::PlaceDate).chain(opening) {
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
    let named = named(&plain, language);
    let Some(first) = named.first().filter(|m| m.organisation) else { return false };
    let before = &plain[..first.span.start as usize];
    named.iter().all(|m| m.organisation) && !language.shape.about.iter().any(|word| before.contains(word.as_str()))
}

/// Three states or more that `text` names one after the other.
fn listed(text: &str, language: &Language) -> Vec<String> {
    let plain = simplified(text);
    let mut out: Vec<String> = Vec::new();
    let mut end = 0;
    for mention in named(&plain, language) {
        let between = plain.get(end..mention.span.start as usize).unwrap_or_default();
        let joins = joined(between, language) || (language.unspaced && held(between));
        if (!out.is_empty() && !joins) || (mention.organisation && out.is_empty()) {
            if out.len() >= 3 {
                break;
            }
            out.clear();
        }
        if !mention.organisation || (joins && !out.is_empty()) {
            out.extend(Some(mention.code).filter(|code| !out.contains(code)));
        }
        end = mention.span.end as usize;
    }
    if out.len() >= 3 { out } else { Vec::new() }
}

/// Whether an office and a name stand between the state they belong to and the next of a list: 总统巴基耶夫、.
fn held(between: &str) -> bool {
    const LONGEST: usize = 16;
    let name = between.trim_end_matches(['、', '和', '与']);
    let letters = name.chars().all(|c| crate::rules::is_han(c) || c == '·');
    name.len() < between.len() && letters && name.chars().count() <= LONGEST
}

/// Whether nothing but words that join names stands there.
fn joined(between: &str, language: &Language) -> bool {
    between.split([' ', ',', '、']).all(|word| language.shape.joins.iter().any(|j| j == word))
}

/// The two that `text` names together far oftener than any others.
fn coupled(text: &str, language: &Language) -> Option<Vec<String>> {
    const LEAST: usize = 3;
    let plain = simplified(text);
    let mentions = named(&plain, language);
    let mut pairs: Vec<(usize, [&str; 2])> = Vec::new();
    for two in mentions.windows(2).filter(|two| two[0].code != two[1].code) {
        let between = plain.get(two[0].span.end as usize..two[1].span.start as usize).unwrap_or("?");
        if !(joined(between, language) || matches!(between, "-" | "–" | "—")) {
            continue;
        }
        let codes = [two[0].code.as_str(), two[1].code.as_str()];
        match pairs.iter_mut().find(|(_, pair)| *pair == codes || *pair == [codes[1], codes[0]]) {
            Some((times, _)) => *times += 1,
            None => pairs.push((1, codes)),
        }
    }
    pairs.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    let (times, [first, second]) = *pairs.first()?;
    let next = pairs.get(1).map_or(0, |(times, _)| *times);
    (times >= LEAST && times >= 2 * next).then(|| vec![first.to_owned(), second.to_owned()])
}

/// States named in `text`, each once, in order; organisations only where no two states are, or in one list with them.
fn found(text: &str, language: &Language) -> Vec<String> {
    let plain = simplified(text);
    let mut states = Vec::new();
    let mut organisations = Vec::new();
    let mentions = named(&plain, language);
    let beside = |a: &Named, b: &Named| {
        let between = plain.get(a.span.end as usize..b.span.start as usize);
        a.organisation != b.organisation && between.is_some_and(|words| !words.is_empty() && joined(words, language))
    };
    for (n, mention) in mentions.iter().enumerate() {
        let among = mention.organisation
            && (mentions.get(n + 1).is_some_and(|next| beside(mention, next))
                || n.checked_sub(1).is_some_and(|before| beside(&mentions[before], mention)));
        for list in [
            (!mention.organisation || among).then_some(&mut states),
            mention.organisation.then_some(&mut organisations),
        ] {
            let Some(list) = list else { continue };
            if !list.contains(&mention.code) {
                list.push(mention.code.clone());
            }
        }
    }
    if states.len() >= 2 { states } else { merged(states, organisations) }
}

/// A party named in a text, by its name or by the seat or organ that acts for it.
struct Named {
    span: Span,
    code: String,
    organisation: bool,
}

/// Every party that `plain` names, in order.
fn named(plain: &str, language: &Language) -> Vec<Named> {
    let organisation = |code: &str| !language.states.is_state(code);
    let mut out: Vec<Named> = language
        .states
        .find(plain)
        .map(|m| Named { span: m.span, code: m.code.to_owned(), organisation: m.organisation })
        .collect();
    for seat in language.words.class("seats") {
        let party = seat.get("party");
        let letter = |c: Option<char>| !language.unspaced && c.is_some_and(char::is_alphanumeric);
        for (at, word) in plain.match_indices(seat.word.as_str()) {
            let end = at + word.len();
            if letter(plain[..at].chars().next_back()) || letter(plain[end..].chars().next()) {
                continue;
            }
            let span = Span::new(at, end);
            out.retain(|m| !m.span.overlaps(span));
            out.push(Named { span, code: party.to_owned(), organisation: organisation(party) });
        }
    }
    out.sort_by_key(|m| m.span);
    out
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
    if !language.unspaced {
        return words(document, ProvisionKind::Signature).filter_map(|line| signatory(line, language)).collect();
    }
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

/// Who signs on a line of words set apart: a name and an office behind a comma, or an office and a name behind it.
fn signatory(line: &str, language: &Language) -> Option<Signatory> {
    let office = |text: &str| language.shape.offices.iter().find(|o| text.starts_with(o.as_str()));
    if line.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let state = language.states.find(line).next();
    let party = state.as_ref().map(|m| m.code.to_owned());
    if let Some((name, rest)) = line.split_once(", ").filter(|(_, rest)| office(rest).is_some()) {
        return Some(Signatory { party, office: rest.to_owned(), name: name.to_owned() });
    }
    let end = state.map_or_else(|| office(line).map_or(0, String::len), |m| m.span.end as usize);
    let name = line[end..].trim_matches([' ', ',']);
    let signs = office(line).is_some() && name.starts_with(char::is_uppercase);
    signs.then(|| Signatory { party, office: line[..end].to_owned(), name: name.to_owned() })
}
