//! `/trace?phrase=`: where a set phrase occurs, grouped by its wording, over time.

use super::parts;
use crate::register::{DocumentFilter, Workspace};
use crate::serve::locale::date;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links};
use crate::shape::Document;
use axum::extract::State;
use maud::{Markup, html};
use serde::Serialize;
use utoipa::ToSchema;

/// One place where a phrase occurs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Occurrence {
    /// Id of the document.
    pub document: String,
    /// Its date.
    pub date: Option<String>,
    /// Its parties.
    pub parties: Vec<String>,
    /// Its language.
    pub language: String,
    /// The sentence it stands in.
    pub sentence: String,
}

/// A wording and where it occurs, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Wording {
    /// The stretch between two punctuation marks that holds the phrase.
    pub wording: String,
    /// Its occurrences.
    pub occurrences: Vec<Occurrence>,
}

/// `GET /trace`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Markup, Problem> {
    let wordings = match visit.get("phrase") {
        Some(phrase) => wordings(&workspace, phrase).await?,
        None => Vec::new(),
    };
    Ok(page(&visit, &wordings))
}

/// The wordings of a phrase, the one first used first.
pub async fn wordings(workspace: &Workspace, phrase: &str) -> Result<Vec<Wording>, Problem> {
    let filter = DocumentFilter { text: Some(phrase.to_owned()), ..DocumentFilter::default() };
    let mut found: Vec<Wording> = Vec::new();
    for document in workspace.documents(&filter).await? {
        for sentence in workspace.sentences(&document.document).await? {
            for wording in around(&sentence.text, phrase) {
                add(&mut found, wording, occurrence(&document, &sentence.sentence));
            }
        }
    }
    Ok(found)
}

fn add(found: &mut Vec<Wording>, wording: &str, occurrence: Occurrence) {
    match found.iter_mut().find(|w| w.wording == wording) {
        Some(known) => known.occurrences.push(occurrence),
        None => found.push(Wording { wording: wording.to_owned(), occurrences: vec![occurrence] }),
    }
}

fn occurrence(document: &Document, sentence: &str) -> Occurrence {
    Occurrence {
        document: document.document.clone(),
        date: document.date.clone(),
        parties: document.parties.clone(),
        language: document.language.clone(),
        sentence: sentence.to_owned(),
    }
}

/// The stretches between punctuation marks in which the phrase stands.
fn around<'a>(text: &'a str, phrase: &str) -> Vec<&'a str> {
    let phrase = phrase.to_lowercase();
    let parts = text.split(['，', '。', '；', '：', '！', '？', ',', ';', '.']).map(str::trim);
    let direct: Vec<&str> = parts.filter(|p| p.to_lowercase().contains(&phrase)).collect();
    if direct.is_empty() && text.to_lowercase().contains(&phrase) { vec![text.trim()] } else { direct }
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, wordings: &[Wording]) -> Markup {
    let l = visit.locale;
    let phrase = visit.get("phrase").unwrap_or("");
    let occurrences: usize = wordings.iter().map(|w| w.occurrences.len()).sum();
    layout::page(visit, l.t("nav.trace"), "trace", html! {
        div.narrow {
            h1 { (l.t("trace.title")) }
            form.search role="search" action="/trace" method="get" {
                div.ask {
                    label.hidden for="phrase" { (l.t("trace.phrase")) }
                    input #phrase type="search" name="phrase" value=(phrase) maxlength="300" placeholder=(l.t("trace.placeholder"));
                    button { (l.t("trace.do")) }
                }
            }
            @if phrase.is_empty() { p.hint { (l.t("trace.how")) } }
            @else if wordings.is_empty() { (parts::empty(l.t("trace.none"), l.t("trace.none-mend"))) }
            @else {
                h2.count { (l.count("occurrence", occurrences)) ", " (l.count("wording", wordings.len())) }
                ol.wordings { @for w in wordings { (wording(visit, w, phrase)) } }
            }
        }
    })
}

fn wording(visit: &Visit, w: &Wording, phrase: &str) -> Markup {
    let l = visit.locale;
    let language = w.occurrences.first().map_or("", |o| o.language.as_str());
    html! {
        li {
            p.snippet lang=(language) { (marked(&w.wording, phrase)) }
            ol.occurrences { @for o in &w.occurrences {
                li { a href=(links::spot(&o.sentence)) {
                    time { (o.date.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d))) } " " (o.parties.join("–")) " " span.where { (links::split(&o.sentence).1) }
                } }
            } }
        }
    }
}

/// The wording with the phrase marked; whole when letter case keeps the phrase from being found again.
fn marked(wording: &str, phrase: &str) -> Markup {
    match wording.split_once(phrase) {
        Some((before, after)) => html! { (before) mark { (phrase) } (after) },
        None => html! { (wording) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_given_with_the_words_around_it() {
        let text = "双方重申，坚持互不干涉内政原则，支持对方。";
        assert_eq!(around(text, "互不干涉"), ["坚持互不干涉内政原则"]);
        assert!(around(text, "主权").is_empty());
    }
}
