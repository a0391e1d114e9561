//! `/trace?phrase=`: where a set phrase occurs, grouped by its wording, over time.

use super::parts;
use crate::register::Workspace;
use crate::search::{Piece, Place};
use crate::serve::locale::date;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, links};
use axum::extract::State;
use maud::{Markup, html};
use serde::Serialize;
use utoipa::ToSchema;

/// A wording and where it occurs, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Wording {
    /// The stretch between two punctuation marks that holds the phrase.
    pub wording: Vec<Piece>,
    /// Its occurrences.
    pub occurrences: Vec<Place>,
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
    let mut found: Vec<Wording> = Vec::new();
    for place in crate::search::trace(workspace, phrase).await? {
        let wording = around(&place.snippet);
        match found.iter_mut().find(|w| words(&w.wording) == words(&wording)) {
            Some(known) => known.occurrences.push(place),
            None => found.push(Wording { wording, occurrences: vec![place] }),
        }
    }
    Ok(found)
}

fn words(pieces: &[Piece]) -> String {
    pieces.iter().map(|p| p.text.as_str()).collect()
}

/// From the punctuation mark before the phrase to the one after it.
fn around(snippet: &[Piece]) -> Vec<Piece> {
    let Some(hit) = snippet.iter().position(|p| p.hit) else { return snippet.to_vec() };
    let before = words(&snippet[..hit]);
    let after = words(&snippet[hit + 1..]);
    let before = before.rsplit(ends).next().unwrap_or_default().trim_start_matches('…').trim_start();
    let after = after.split(ends).next().unwrap_or_default().trim_end_matches('…').trim_end();
    let piece = |text: &str, hit| Piece { text: text.to_owned(), hit };
    let all = [piece(before, false), snippet[hit].clone(), piece(after, false)];
    all.into_iter().filter(|p| !p.text.is_empty()).collect()
}

fn ends(c: char) -> bool {
    "，。；：！？,;.".contains(c)
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, wordings: &[Wording]) -> Markup {
    let l = visit.locale;
    let phrase = visit.get("phrase").unwrap_or("");
    let occurrences: usize = wordings.iter().map(|w| w.occurrences.len()).sum();
    layout::page(
        visit,
        l.t("nav.trace"),
        "trace",
        html! {
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
                    ol.wordings { @for w in wordings { (wording(visit, w)) } }
                }
            }
        },
    )
}

fn wording(visit: &Visit, w: &Wording) -> Markup {
    let l = visit.locale;
    html! {
        li {
            p.snippet lang=[w.wording.iter().any(|p| p.text.chars().any(|c| c >= '\u{4e00}')).then_some("zh")] {
                @for piece in &w.wording { @if piece.hit { mark { (piece.text) } } @else { (piece.text) } }
            }
            ol.occurrences { @for o in &w.occurrences {
                li { a href=(links::spot(&o.sentence)) {
                    time { (o.date.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d))) } " " (parts::together(l, &o.parties)) " " span.where { (links::split(&o.sentence).1) }
                } }
            } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_given_with_the_words_around_it() {
        let piece = |text: &str, hit| Piece { text: text.to_owned(), hit };
        let snippet = [piece("双方重申，坚持", false), piece("互不干涉", true), piece("内政原则，支持对方。", false)];
        assert_eq!(words(&around(&snippet)), "坚持互不干涉内政原则");
    }
}
