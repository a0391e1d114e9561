//! The set phrases of the workspace, found without being named.

use super::Place;
use super::phrases::Texts;
use super::trace::wordings;
use crate::Result;
use crate::register::Workspace;
use chancery_engine::link::formulas::{Formula as Found, Search, formulas as found};
use chancery_engine::link::trace;
use serde::{Deserialize, Serialize};
use std::sync::Mutex;
use utoipa::ToSchema;

/// A set phrase and its life.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Formula {
    /// Its words.
    pub phrase: String,
    /// How many documents have it.
    pub documents: usize,
    /// Documents × length × rarity.
    pub weight: f64,
    /// Where it first appeared.
    pub first: Place,
    /// Where it last stood.
    pub last: Place,
    /// The first near variant that appeared after it.
    pub changed_to: Option<String>,
    /// Where that appeared.
    pub changed_in: Option<Place>,
    /// The first later statement between the same parties as the last one that has neither it nor a variant of it.
    pub vanished_in: Option<String>,
}

/// What was found last, of which derived tables, and how many were asked for: pages ask again and again.
static KNOWN: Mutex<Option<(String, usize, Vec<Formula>)>> = Mutex::new(None);

/// The weightiest formulas, no more than `limit`. Looked for once while the derived tables stay the same.
///
/// # Errors
/// When the database fails.
pub async fn formulas(workspace: &Workspace, limit: usize) -> Result<Vec<Formula>> {
    let basis = workspace.derived_from().await?;
    if let Some(known) = known(&basis, limit) {
        return Ok(known);
    }
    let texts = Texts::load(workspace).await?;
    let search = Search { limit, ..Search::default() };
    let all: Vec<Formula> = found(&texts.read(), search).into_iter().filter_map(|f| life(&texts, f)).collect();
    if let Ok(mut last) = KNOWN.lock() {
        *last = Some((basis, limit, all.clone()));
    }
    Ok(all)
}

fn known(basis: &str, limit: usize) -> Option<Vec<Formula>> {
    let last = KNOWN.lock().ok()?;
    let (of, asked, all) = last.as_ref()?;
    let same = !basis.is_empty() && of == basis && *asked >= limit;
    same.then(|| all.iter().take(limit).cloned().collect())
}

fn life(texts: &Texts, formula: Found) -> Option<Formula> {
    let (first, last) = (formula.places.first()?, formula.places.last()?);
    let near = trace::trace(&formula.text, &texts.read());
    let last_near = near.occurrences.iter().map(|o| o.document).max().unwrap_or(last.document);
    let first_place = texts.place(first.document, first.span);
    let variants = wordings(texts, &near);
    let later = |place: &Place| place.date > first_place.date;
    let changed = variants
        .iter()
        .filter(|w| w.edits > 0)
        .filter_map(|w| w.occurrences.first().filter(|p| later(p)).map(|p| (w, p)))
        .min_by(|a, b| a.1.date.cmp(&b.1.date));
    let row = &texts.documents[last_near];
    let same =
        |d: &&crate::shape::Document| d.parties == row.parties && d.date > row.date && d.language == row.language;
    Some(Formula {
        documents: formula.documents,
        weight: (formula.weight * 100.0).round() / 100.0,
        last: texts.place(last.document, last.span),
        changed_to: changed.map(|(w, _)| w.text()),
        changed_in: changed.map(|(_, place)| place.clone()),
        vanished_in: texts.documents.iter().find(same).map(|d| d.document.clone()),
        phrase: formula.text,
        first: first_place,
    })
}
