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
        // 半岛, 全面协议: short for something only where the document names that something.
        let few = match entry.kind {
            ReferenceKind::Place => entry.name.chars().nth(2).is_none(),
            ReferenceKind::Instrument | ReferenceKind::Body => entry.name.chars().nth(4).is_none(),
            _ => false,
        };
        let meant = !few || entry.key == entry.name || scene.spells_out(hit.word);
        meant.then(|| Candidate::new(entry.kind, hit.start..hit.end, entry.key.as_str(), Why::Listed(entry)))
    })
}
