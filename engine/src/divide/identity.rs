//! Title, kind, date and place of a document.

use super::parties;
use crate::model::{Document, DocumentKind, Edition, Note, ProvisionKind};
use crate::rules::{Form, Language, LineKind, dates, simplified};

/// So many paragraphs at the beginning say what a text is and when it was made.
const OPENING: usize = 6;

/// Fills in what a document is, from its own words first.
pub(super) fn identify(document: &mut Document, edition: &Edition, language: &Language) {
    titles(document);
    document.date = date(document, edition, language);
    document.place = place(document, edition, language);
    document.kind = kind(document, edition, language);
    parties::parties(document, language);
    if document.title.is_empty() {
        make_title(document, language);
    }
}

/// The words of all provisions of a kind, in order.
pub(super) fn words(document: &Document, kind: ProvisionKind) -> impl Iterator<Item = &str> {
    document.provisions.iter().filter(move |p| p.kind == kind).map(|p| document.words(p))
}

fn titles(document: &mut Document) {
    let title: String = words(document, ProvisionKind::Title).collect();
    let title = title.trim_start_matches('《').trim_end_matches('》').to_owned();
    let subtitle = words(document, ProvisionKind::Subtitle).next().map(str::to_owned);
    document.title = title;
    document.subtitle = subtitle;
}

fn kind(document: &Document, edition: &Edition, language: &Language) -> DocumentKind {
    let named = |text: &str| language.shape.document_kind(&simplified(text)).and_then(|k| k.parse().ok());
    let speaks = words(document, ProvisionKind::Speaker).next().is_some();
    if speaks {
        return document.subtitle.as_deref().and_then(named).unwrap_or(DocumentKind::Speech);
    }
    let declared = || {
        let kind = declared(document, edition, language).as_deref().and_then(named)?;
        // What two states declare they declare together.
        let joint = kind == DocumentKind::Declaration && document.title.is_empty() && several(document, language);
        Some(if joint { DocumentKind::JointStatement } else { kind })
    };
    named(&document.title).or_else(declared).unwrap_or(if words(document, ProvisionKind::Signature).count() >= 2 {
        DocumentKind::JointStatement
    } else {
        DocumentKind::Other
    })
}

/// Whether the first paragraphs name two states or more.
fn several(document: &Document, language: &Language) -> bool {
    let beginning: String = words(document, ProvisionKind::Paragraph).take(2).map(simplified).collect();
    let mut states: Vec<&str> = language.states.find(&beginning).filter(|m| !m.organisation).map(|m| m.code).collect();
    states.sort_unstable();
    states.dedup();
    states.len() >= 2
}

/// What a text without a title says it is, in its first paragraphs or in the words that announce it.
fn declared(document: &Document, edition: &Edition, language: &Language) -> Option<String> {
    let beginning = words(document, ProvisionKind::Paragraph).take(OPENING).map(simplified);
    let found = |text: String| language.shape.declares(&text).map(str::to_owned);
    edition.announcement.iter().map(|text| simplified(text)).chain(beginning).find_map(found)
}

/// The date of the statement: signed, printed under the title, said where it ends, announced, in the dateline, or the visit's last day.
fn date(document: &Document, edition: &Edition, language: &Language) -> Option<String> {
    let page = edition.page_date.as_deref().and_then(|d| dates(d, language, None).into_iter().next()).map(|d| d.iso);
    let whole = |text: &str, own: Option<&str>| {
        dates(&simplified(text), language, own)
            .into_iter()
            .map(|d| d.iso)
            .rfind(|iso| iso.len() == 10 && !iso.contains('/'))
    };
    let signed = words(document, ProvisionKind::Signature).filter_map(|t| whole(t, None)).last();
    let printed = words(document, ProvisionKind::PlaceDate).find_map(|t| whole(t, None));
    let done = || done(document, language).and_then(|(date, _)| whole(&date, None));
    let days = visit(document, language);
    let visit = days.as_ref().map(|(_, last)| last.clone());
    let year = visit.clone().or_else(|| page.clone()).or_else(|| first_year(document, language));
    let announcement = edition.announcement.as_deref();
    let announced = announcement
        .and_then(|text| language.shape.announced_day(text))
        .and_then(|day| {
            let month = visit.as_deref().or(page.as_deref()).and_then(|d| d.get(..7))?;
            Some(format!("{month}-{day:02}"))
        })
        .or_else(|| {
            announcement.and_then(|t| language.shape.announced_date(t)).and_then(|t| whole(t, year.as_deref()))
        });
    let dateline = words(document, ProvisionKind::Dateline).find_map(|t| whole(t, year.as_deref()));
    let stated = signed.or(printed).or_else(done).or(announced).or(dateline);
    // A day printed above the text is the text's own where it lies in the days of the visit.
    let during = page.clone().filter(|day| days.as_ref().is_some_and(|(first, last)| first <= day && day <= last));
    let first = page.clone().filter(|_| language.shape.page_date_first);
    stated.or(first).or(during).or(visit).or_else(|| concluded(document, language)).or(page)
}

/// The first and the last day of the visit or meeting that the text tells of first, in its first paragraphs.
fn visit(document: &Document, language: &Language) -> Option<(String, String)> {
    let first = document.provisions.iter().filter(|p| matches!(p.kind, ProvisionKind::Paragraph | ProvisionKind::Item));
    let bare = |text: &str| {
        let text = simplified(text);
        let (kind, number) = language.shape.classify(&text);
        let number = text.find(number).filter(|_| kind == LineKind::Item).map(|at| at + number.len());
        // Digits that open a paragraph without a number are its year.
        number.map_or_else(
            || text.clone(),
            |from| text[from..].trim_start_matches(['、', '．', '.', '）', ' ']).to_owned(),
        )
    };
    let opening = first.take(2).map(|p| bare(document.words(p))).filter(|t| language.shape.opens(t));
    opening.flat_map(|t| dates(&t, language, None)).find_map(|d| {
        let (first, last) = d.iso.split_once('/').unwrap_or((&d.iso, &d.iso));
        (last.len() == 10).then(|| (first.to_owned(), last.to_owned()))
    })
}

/// The day of the talks in which the text says it was agreed: in the paragraph that ends its opening.
fn concluded(document: &Document, language: &Language) -> Option<String> {
    let declaring = words(document, ProvisionKind::Paragraph).take(OPENING * 2).map(simplified);
    let text = declaring.into_iter().find(|t| language.shape.declares(t).is_some())?;
    dates(&text, language, None).into_iter().map(|d| d.iso).rfind(|iso| iso.len() == 10)
}

fn first_year(document: &Document, language: &Language) -> Option<String> {
    dates(&simplified(&document.text), language, None)
        .into_iter()
        .map(|d| d.iso)
        .find(|iso| iso.len() >= 4 && iso.as_bytes()[0].is_ascii_digit())
}

fn place(document: &Document, edition: &Edition, language: &Language) -> Option<String> {
    [ProvisionKind::Signature, ProvisionKind::PlaceDate, ProvisionKind::Dateline]
        .into_iter()
        .flat_map(|kind| words(document, kind))
        .find_map(|text| language.shape.place(text).map(str::to_owned))
        .or_else(|| done(document, language).map(|(_, place)| place))
        .or_else(|| language.shape.place(edition.announcement.as_deref()?).map(str::to_owned))
        .or_else(|| words(document, ProvisionKind::PlaceDate).find_map(city))
        .or_else(|| met(document, language))
}

/// The date and the place of the formula with which the text ends.
fn done(document: &Document, language: &Language) -> Option<(String, String)> {
    let last =
        document.provisions.iter().rev().filter(|p| matches!(p.kind, ProvisionKind::Paragraph | ProvisionKind::Item));
    let texts = last.take(OPENING).map(|p| simplified(document.words(p)));
    texts.into_iter().find_map(|text| {
        let (date, place) = language.shape.done(&text)?;
        Some((date.to_owned(), place.to_owned()))
    })
}

/// The city of a line that is a city and its state.
fn city(line: &str) -> Option<String> {
    let (city, state) = line.split_once(", ")?;
    let bare = state.chars().all(|c| c.is_alphabetic() || c == ' ');
    bare.then(|| city.to_owned())
}

/// Where the first paragraphs say that those met who speak in the text.
fn met(document: &Document, language: &Language) -> Option<String> {
    const PARAGRAPHS: usize = 2;
    let said = document.provisions.iter().filter(|p| !matches!(p.kind, ProvisionKind::Title | ProvisionKind::Heading));
    let places = said.take(PARAGRAPHS).filter_map(|p| language.shape.met(document.words(p)));
    // They met in May as well as in Rome.
    let month = |place: &&str| !dates(&format!("1 {place} 2000"), language, None).is_empty();
    places.filter(|place| !month(place)).map(str::to_owned).next()
}

/// The beginning of a text, at the end of a word.
fn first_words(text: &str, language: &Language) -> String {
    const LETTERS: usize = 24;
    let letters = if language.unspaced { LETTERS } else { LETTERS * 3 };
    let line = text.lines().next().unwrap_or_default();
    let Some((end, _)) = line.char_indices().nth(letters) else { return line.to_owned() };
    let end = if language.unspaced { end } else { line[..end].rfind(' ').unwrap_or(end) };
    format!("{}…", &line[..end])
}

/// A title made of the parties and the kind, marked so.
fn make_title(document: &mut Document, language: &Language) {
    let made = &language.shape.made;
    let template = made.get(document.kind.name()).or_else(|| made.get("other"));
    let (Some(template), Some(and)) = (template, made.get("and")) else { return };
    let name = |code: &str| language.states.name(code, Form::Official).map_or_else(|| code.to_owned(), str::to_owned);
    if document.parties.is_empty() {
        document.title = first_words(&document.text, language);
        document.title_made = true;
        document.notes.push(Note::new("title-made", "no title was found; its first words stand for one"));
        return;
    }
    let names: Vec<String> = document.parties.iter().map(|p| name(&p.code)).collect();
    document.title = template.replace("{parties}", &names.join(and));
    document.title_made = true;
    document.notes.push(Note::new("title-made", "no title was found; this one was made of the parties and the kind"));
}
