//! Which measures of a list stand under the measure before them: those that are set in deeper, and those that a measure
//! which ends in a colon leads in.

use super::Piece;
use super::faces::Face;
use crate::rules::{Language, LineKind};

/// Set in so many ems deeper a list is another list.
const DEEPER: f32 = 0.7;

/// Says of every measure whether it stands under another.
pub(super) fn mark(pieces: &mut [Piece], language: &Language) {
    if language.unspaced {
        return;
    }
    let mut n = 0;
    while n < pieces.len() {
        let list = pieces[n..].iter().take_while(|p| p.kind == LineKind::Bullet).count();
        within(&mut pieces[n..n + list]);
        n += list.max(1);
    }
}

/// The same in one list.
fn within(list: &mut [Piece]) {
    let mut n = 0;
    while n < list.len() {
        let led = if list[n].plain.trim_end().ends_with(':') { led(&list[n..]) } else { deeper(&list[n..]) };
        list[n + 1..n + 1 + led].iter_mut().for_each(|p| p.nested = true);
        n += 1 + led;
    }
}

/// How many measures after the first are set in deeper.
fn deeper(list: &[Piece]) -> usize {
    list[1..].iter().take_while(|p| p.indent > list[0].indent + DEEPER).count()
}

/// How many measures the first leads in. Layout tells it best, then the bold names of its equals, then how they end.
fn led(list: &[Piece]) -> usize {
    let (lead, rest) = (&list[0], &list[1..]);
    let Some(first) = rest.first() else { return 0 };
    if first.indent > lead.indent + DEEPER {
        return deeper(list);
    }
    let named = |p: &Piece| matches!(p.face, Face::Named | Face::Bold);
    if named(lead) && !named(first) {
        return rest.iter().take_while(|p| !named(p)).count();
    }
    let stops = |p: &Piece| p.plain.trim_end_matches(['”', '"', ')']).ends_with(['.', '!', '?']);
    match rest.iter().position(stops) {
        // All are sentences: the list goes to its end.
        Some(0) | None => rest.len(),
        // What ends in a semicolon ends with the measure that has the full stop.
        Some(last) if first.plain.ends_with([';', ',']) => last + 1,
        Some(next) => next,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::lines::Mark;
    use crate::model::Text;
    use crate::rules::Knowledge;

    /// Which of the measures are nested: `>` sets one in, `*` gives it a bold name.
    fn nested(list: &[&str]) -> Vec<bool> {
        let piece = |words: &&str| {
            let plain = words.trim_start_matches(['>', '*']).to_owned();
            let face = if words.contains('*') { Face::Named } else { Face::Plain };
            let indent = if words.starts_with('>') { 1.0 } else { 0.0 };
            let (text, kind, mark) = (Text::default(), LineKind::Bullet, Mark::ListItem);
            Piece { text, kind, mark, plain, indent, face, level: None, nested: false }
        };
        let mut pieces: Vec<Piece> = list.iter().map(piece).collect();
        mark(&mut pieces, Knowledge::builtin().language("en").expect("a language of ours"));
        pieces.iter().map(|p| p.nested).collect()
    }

    #[test]
    fn layout_names_and_ends_tell_what_a_measure_leads_in() {
        assert_eq!(nested(&["Build:", ">lamps", ">quays", "Sail."]), [false, true, true, false]);
        assert_eq!(nested(&["*Build:", "Lamps.", "Quays.", "*Sail. They will."]), [false, true, true, false]);
        assert_eq!(nested(&["Build:", "lamps;", "quays.", "Sail."]), [false, true, true, false]);
        assert_eq!(nested(&["Build:", "lamps", "quays", "They will sail."]), [false, true, true, false]);
        assert_eq!(nested(&["They sail.", "Build:", "Lamps.", "Quays."]), [false, false, true, true]);
        assert_eq!(nested(&["They sail.", "Lamps.", ">Oil."]), [false, false, true]);
    }
}
