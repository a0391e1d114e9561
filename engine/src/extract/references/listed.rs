//! Names that stand in the word classes.

use super::candidate::Candidate;
use super::ground::Ground;
use super::scene::Scene;
use crate::model::ReferenceKind;

/// The listed names of a block.
pub(super) fn find(ground: &Ground<'_>, scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for hit in &ground.listed {
        let entry = &scene.naming.listed[hit.word];
        // 半岛 is short for something only where the document names that something.
        let short =
            entry.kind == ReferenceKind::Place && entry.name.chars().count() <= 2 && entry.key.ends_with(&entry.name);
        if short && entry.key != entry.name && !scene.text.contains(&entry.key) {
            continue;
        }
        let rule = format!("{}/words/{}.tsv#{}", scene.language.code, entry.class, entry.name);
        found.push(Candidate::new(
            entry.kind,
            hit.start..hit.end,
            entry.key.clone(),
            &rule,
            format!("listed among the {}", entry.class),
        ));
    }
    found
}
