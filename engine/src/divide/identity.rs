//! Title, kind, date and place of a document.

use super::parties;
use crate::model::{Document, DocumentKind, Edition, Note, ProvisionKind};
use crate::rules::{Form, Language, dates, simplified};

/// Fills in what a document is, from its own words first.
pub(super) fn identify(document: &mut Document, edition: &Edition, language: &Language) {
    titles(document);
    document.date = date(document, edition, language);
    document.place = place(document, language);
    document.kind = kind(document, language);
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

fn kind(document: &Document, language: &Language) -> DocumentKind {
    let named = |text: &str| language.shape.document_kind(&simplified(text)).and_then(|k| k.parse().ok());
    let speaks = words(document, ProvisionKind::Speaker).next().is_some();
    if speaks {
        return document.subtitle.as_deref().and_then(named).unwrap_or(DocumentKind::Speech);
    }
    named(&document.title).unwrap_or(if words(document, ProvisionKind::Signature).count() >= 2 { DocumentKind::JointStatement } else { DocumentKind::Other })
}

/// The date of the statement: signed, printed under the title, announced, in the dateline, or the visit's last day.
fn date(document: &Document, edition: &Edition, language: &Language) -> Option<String> {
    let page = edition.page_date.as_deref().and_then(|d| dates(d, language, None).into_iter().next()).map(|d| d.iso);
    let whole = |text: &str, own: Option<&str>| {
        dates(&simplified(text), language, own).into_iter().map(|d| d.iso).filter(|iso| iso.len() == 10 && !iso.contains('/')).next_back()
    };
    let signed = words(document, ProvisionKind::Signature).filter_map(|t| whole(t, None)).last();
    let printed = words(document, ProvisionKind::PlaceDate).find_map(|t| whole(t, None));
    let visit = visit(document, language);
    let announced = edition.announcement.as_deref().and_then(|text| language.shape.announced_day(text)).and_then(|day| {
        let month = page.as_deref().or(visit.as_deref()).and_then(|d| d.get(..7))?;
        Some(format!("{month}-{day:02}"))
    });
    let year = page.clone().or_else(|| visit.clone()).or_else(|| first_year(document, language));
    let dateline = words(document, ProvisionKind::Dateline).find_map(|t| whole(t, year.as_deref()));
    signed.or(printed).or(announced).or(dateline).or(visit).or(page)
}

/// The last day of the first visit or meeting the text tells of, in its first paragraphs.
fn visit(document: &Document, language: &Language) -> Option<String> {
    let opening = words(document, ProvisionKind::Paragraph).take(2).map(simplified).filter(|t| language.shape.opens(t));
    opening.flat_map(|t| dates(&t, language, None)).find_map(|d| {
        let last = d.iso.rsplit('/').next()?;
        (last.len() == 10).then(|| last.to_owned())
    })
}

fn first_year(document: &Document, language: &Language) -> Option<String> {
    dates(&simplified(&document.text), language, None).into_iter().map(|d| d.iso).find(|iso| iso.len() >= 4 && iso.as_bytes()[0].is_ascii_digit())
}

fn place(document: &Document, language: &Language) -> Option<String> {
    [ProvisionKind::Signature, ProvisionKind::PlaceDate, ProvisionKind::Dateline]
        .into_iter()
        .flat_map(|kind| words(document, kind))
        .find_map(|text| language.shape.place(text).map(str::to_owned))
}

/// A title made of the parties and the kind, marked so.
fn make_title(document: &mut Document, language: &Language) {
    let made = &language.shape.made;
    let template = made.get(document.kind.name()).or_else(|| made.get("other"));
    let (Some(template), Some(and)) = (template, made.get("and")) else { return };
    let name = |code: &str| language.states.name(code, Form::Official).map_or_else(|| code.to_owned(), str::to_owned);
    let names: Vec<String> = document.parties.iter().map(|p| name(&p.code)).collect();
    document.title = template.replace("{parties}", &names.join(and));
    document.title_made = true;
    document.notes.push(Note::new("title-made", "no title was found; this one was made of the parties and the kind"));
}
