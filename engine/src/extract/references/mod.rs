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
mod why;

pub use examples::check_examples;

use crate::model::{Document, Firing, Provision, ProvisionKind, Reference, ReferenceKind};
use crate::rules::{Language, Sightings, StateMention, dates_among};
use candidate::{Candidate, choose};
use ground::Ground;
use scene::Scene;
use why::Why;

/// Finds the references of a document.
#[must_use]
pub fn find(document: &Document, language: &Language) -> Vec<Reference> {
    let mut blocks = Blocks::of(document, language);
    let mut sightings = Sightings::default();
    for provision in &document.provisions {
        language.dictionary.look(document.words(provision), &mut sightings);
        blocks.read(provision, &sightings);
    }
    blocks.settled()
}

/// Reads the blocks of a document in their order.
pub struct Blocks<'a> {
    document: &'a Document,
    scene: Scene<'a>,
    /// What was chosen in each block read.
    chosen: Vec<Vec<Candidate<'a>>>,
}

impl<'a> Blocks<'a> {
    /// Of a document, before its first block.
    #[must_use]
    pub fn of(document: &'a Document, language: &'a Language) -> Self {
        Self { document, scene: Scene::of(document, language), chosen: Vec::with_capacity(document.provisions.len()) }
    }

    /// Finds the mentions in the next block, whose words are found.
    pub fn read(&mut self, block: &'a Provision, sightings: &Sightings) {
        self.chosen.push(mentions(self.document.words(block), block.kind, sightings, &self.scene));
    }

    /// The references of all blocks read, with the keys that the whole document gives them.
    #[must_use]
    pub fn settled(mut self) -> Vec<Reference> {
        let texts: Vec<&str> = self.document.provisions.iter().map(|p| self.document.words(p)).collect();
        keys::settle(&texts, &mut self.chosen, &self.scene);
        let code = self.scene.language.code.as_str();
        let starts = self.document.provisions.iter().map(|p| p.span.start as usize);
        let mut references = Vec::with_capacity(self.chosen.iter().map(Vec::len).sum());
        for ((at, text), found) in starts.zip(texts).zip(self.chosen) {
            references.extend(found.into_iter().map(|c| reference(c, text, at, code)));
        }
        references
    }
}

/// The mentions of one block, longest first where they meet.
fn mentions<'a>(text: &'a str, kind: ProvisionKind, sightings: &Sightings, scene: &Scene<'a>) -> Vec<Candidate<'a>> {
    let states: Vec<StateMention<'a>> = scene.language.states.mentions(text, sightings).collect();
    let mut found: Vec<Candidate<'a>> = states::named(text, &states, scene).collect();
    if matches!(kind, ProvisionKind::Title | ProvisionKind::Subtitle) {
        return choose(found);
    }
    let ground = Ground::of(text, sightings, &states, scene);
    found.extend(calendar(text, sightings, scene));
    let dated: Vec<_> = found.iter().filter_map(|date| numbered::dated(text, date, scene)).collect();
    found.extend(dated);
    found.extend(states::sides(&ground, scene));
    states::characters(&ground, scene, &mut found);
    found.extend(listed::find(&ground, scene));
    found.extend(quoted::find(&ground, scene));
    found.extend(numbered::resolutions(&ground, scene));
    found.extend(numbered::titles(&ground, scene));
    found.extend(shapes::find(&ground, scene));
    found.extend(persons::find(&ground, &states, scene));
    let heads = &scene.naming.table.persons.heads;
    let headed = |c: &Candidate<'_>| heads.iter().any(|office| text[c.range.end..].starts_with(office.as_str()));
    found.retain(|c| c.kind != ReferenceKind::Body || !headed(c));
    choose(found)
}

fn calendar<'a>(text: &str, sightings: &Sightings, scene: &Scene<'_>) -> impl Iterator<Item = Candidate<'a>> {
    let dates = dates_among(text, 0, sightings, scene.language, scene.date).into_iter();
    dates.map(|d| Candidate::new(ReferenceKind::Date, d.span.range(), d.iso, Why::Calendar))
}

fn reference(candidate: Candidate<'_>, text: &str, base: usize, code: &str) -> Reference {
    let surface = &text[candidate.range.clone()];
    let span = candidate.span().shifted(base);
    let key = candidate.key.into_owned();
    let reason = candidate.why.reason(&key, span);
    let label = if key.is_empty() { surface.to_owned() } else { key.clone() };
    let firing = Firing { rule: candidate.why.rule(code), reasons: vec![reason] };
    Reference { span, kind: candidate.kind, label, key, firing }
}

#[cfg(test)]
mod tests;
