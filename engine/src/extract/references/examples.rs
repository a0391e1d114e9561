//! Every shape proves itself by its own sentences.

use super::{Scene, Why, choose, find, ground::Ground, shapes};
use crate::extract::clauses::Failure;
use crate::extract::examples::{document, unmarked};
use crate::model::{Document, ProvisionKind};
use crate::rules::{Language, NameShape, Sightings};

/// Runs the examples of the shapes: each finds what its sentences mark, and nothing in the others.
#[must_use]
pub fn check_examples(language: &Language) -> Vec<Failure> {
    language.naming.table.shape.iter().flat_map(|shape| check(shape, language)).collect()
}

fn check(shape: &NameShape, language: &Language) -> Vec<Failure> {
    let rule = format!("{}/references.toml#shape.{}", language.code, shape.name);
    let fail = |example: &str, text: String| Failure { rule: rule.clone(), example: example.to_owned(), text };
    let mut out = Vec::new();
    if shape.yes.is_empty() || shape.no.is_empty() {
        out.push(fail("", format!("found {} yes and {} no, wanted one at least", shape.yes.len(), shape.no.len())));
    }
    for example in &shape.yes {
        let (plain, wanted) = unmarked(example);
        let found = find(&document([(ProvisionKind::Paragraph, plain.as_str())].into_iter()), language);
        let found: Vec<(&str, &str)> = found.iter().map(|r| (r.kind.name(), r.span.of(&plain))).collect();
        if !wanted.iter().all(|w| found.contains(&(shape.kind.as_str(), w))) {
            out.push(fail(example, format!("found {found:?}, wanted {} {wanted:?}", shape.kind)));
        }
    }
    for example in &shape.no {
        let plain = unmarked(example).0;
        let found = shaped(&document([(ProvisionKind::Paragraph, plain.as_str())].into_iter()), shape, language);
        if !found.is_empty() {
            out.push(fail(example, format!("found {found:?}, wanted nothing of this shape")));
        }
    }
    out
}

/// The names in a document of one block that this shape finds.
fn shaped(document: &Document, shape: &NameShape, language: &Language) -> Vec<String> {
    let scene = Scene::of(document, language);
    let mut sightings = Sightings::default();
    language.dictionary.look(&document.text, &mut sightings);
    let states: Vec<_> = language.states.find(&document.text).collect();
    let found = choose(shapes::find(&Ground::of(&document.text, &sightings, &states, &scene), &scene));
    let own = |why| matches!(why, Why::Shape(found, _) if found.name == shape.name);
    found.into_iter().filter(|c| own(c.why)).map(|c| document.text[c.range].to_owned()).collect()
}
