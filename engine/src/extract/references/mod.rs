//! Mentions of instruments, bodies, events, initiatives, dates, states, people and places.
//!
//! In: a [`Document`] and its [`Language`]. Out: [`Reference`]s in the order of the text.
//! Never: lists a mention inside a longer one. See: section 4 of `annotation.md`; `languages/zh/references.toml`.

mod candidate;
mod examples;
mod ground;
mod keys;
mod listed;
mod numbered;
mod persons;
mod quoted;
mod scene;
mod shapes;
mod states;

pub use examples::check_examples;

use crate::model::{Document, Firing, ProvisionKind, Reason, Reference, ReferenceKind};
use crate::rules::{Language, StateMention, dates};
use candidate::{Candidate, choose};
use ground::Ground;
use scene::Scene;

/// Finds the references of a document.
#[must_use]
pub fn find(document: &Document, language: &Language) -> Vec<Reference> {
    let scene = Scene::of(document, language);
    let mut chosen: Vec<Vec<Candidate>> =
        document.provisions.iter().map(|p| mentions(document.words(p), p.kind, &scene)).collect();
    let texts: Vec<&str> = document.provisions.iter().map(|p| document.words(p)).collect();
    keys::settle(&texts, &mut chosen, &scene);
    let blocks = document.provisions.iter().zip(chosen);
    blocks
        .flat_map(|(p, found)| {
            found.into_iter().map(|c| reference(c, document.words(p), p.span.start as usize)).collect::<Vec<_>>()
        })
        .collect()
}

/// The mentions of one block, longest first where they meet.
fn mentions(text: &str, kind: ProvisionKind, scene: &Scene<'_>) -> Vec<Candidate> {
    let states: Vec<StateMention<'_>> = scene.language.states.find(text).collect();
    let mut found = states::named(text, &states, scene);
    if matches!(kind, ProvisionKind::Title | ProvisionKind::Subtitle) {
        return choose(found);
    }
    let ground = Ground::of(text, &states, scene);
    found.extend(calendar(text, scene));
    found.extend(states::sides(text, scene));
    found.extend(states::characters(text, scene));
    found.extend(listed::find(&ground, scene));
    found.extend(quoted::find(&ground, scene));
    found.extend(numbered::resolutions(text, scene));
    found.extend(numbered::titles(text, scene));
    found.extend(shapes::find(&ground, scene));
    found.extend(persons::find(text, &states, scene));
    let heads = &scene.naming.table.persons.heads;
    let headed = |c: &Candidate| heads.iter().any(|office| text[c.range.end..].starts_with(office.as_str()));
    found.retain(|c| c.kind != ReferenceKind::Body || !headed(c));
    choose(found)
}

fn calendar(text: &str, scene: &Scene<'_>) -> Vec<Candidate> {
    let rule = format!("{}/calendar.toml#date", scene.language.code);
    dates(text, scene.language, scene.date)
        .into_iter()
        .map(|d| Candidate::new(ReferenceKind::Date, d.span.range(), d.iso, &rule, "a calendar expression"))
        .collect()
}

fn reference(candidate: Candidate, text: &str, base: usize) -> Reference {
    let surface = &text[candidate.range.clone()];
    let span = candidate.span().shifted(base);
    let reason = Reason { text: format!("{surface}: {}", candidate.reason), span: Some(span) };
    let label = if candidate.key.is_empty() { surface.to_owned() } else { candidate.key.clone() };
    Reference {
        span,
        kind: candidate.kind,
        label,
        key: candidate.key,
        firing: Firing { rule: candidate.rule, reasons: vec![reason] },
    }
}

#[cfg(test)]
mod tests;
