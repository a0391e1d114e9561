//! Names that stand in the word classes.

use super::candidate::Candidate;
use super::ground::Ground;
use super::scene::Scene;
use super::why::Why;
use crate::model::ReferenceKind;

/// The listed names of a block.
pub(super) fn find<'a>(ground: &Ground<'_, '_>, scene: &Scene<'a>) -> impl Iterator<Item = Candidate<'a>> {
    ground.listed.iter().filter_map(|hit| {
        let entry = &scene.naming.listed[hit.word];
        // 半岛 is short for something only where the document names that something.
        let short = entry.kind == ReferenceKind::Place
            && entry.key != entry.name
            && entry.name.chars().nth(2).is_none()
            && entry.key.ends_with(&entry.name);
        let meant = !short || scene.spells_out(hit.word);
        meant.then(|| Candidate::new(entry.kind, hit.start..hit.end, entry.key.as_str(), Why::Listed(entry)))
    })
}
