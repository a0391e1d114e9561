//! How deep headings and measures stand among their equals: by their numbers, by what markup made of them, and by
//! what stands right under what.

use crate::model::{Edition, KnownBlock, ProvisionKind, Role};
use crate::rules::Language;

/// How a heading is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figures {
    /// I, II, III
    Roman,
    /// A, B, C
    Letters,
}

/// Gives headings their figures and letters, and says how deep each block stands.
pub(super) fn levels(blocks: &mut [KnownBlock], edition: &Edition, language: &Language) -> Vec<u8> {
    let figures = figures(blocks, language);
    let below = below(blocks, &figures);
    let mut first: Vec<Figures> = Vec::new();
    for found in figures.iter().flatten() {
        if !first.contains(found) {
            first.push(*found);
        }
    }
    let level = |n: usize| match edition.blocks[n].1 {
        Role::Heading(level) => level,
        _ => MARKED,
    };
    let place = |n: usize| figures[n].and_then(|style| first.iter().position(|s| *s == style)).map(|place| place + 1);
    let numbered: Vec<usize> = (0..blocks.len()).filter(|n| figures[*n].is_some()).collect();
    // Where it has no figure: beside those that are marked alike, above those that are marked less.
    let unnumbered = |n: usize| {
        let own = level(n);
        let marked = own < MARKED && !numbered.is_empty();
        let alike = numbered.iter().copied().find(|m| marked && level(*m) == own).and_then(place);
        let above = marked && numbered.iter().all(|m| level(*m) > own);
        alike.unwrap_or(match (above, below) {
            (true, _) => 0,
            (false, true) => first.len() + 1,
            (false, false) => 1,
        })
    };
    // Annex, figures or letters or none, marks before the line, italics.
    let rank = |n: usize| {
        let annex = language.shape.headings.annex(&blocks[n].text);
        let style = place(n).unwrap_or_else(|| unnumbered(n));
        (!annex, style, level(n).min(MARKED), level(n).max(MARKED))
    };
    let heading = |n: &usize| blocks[*n].kind == ProvisionKind::Heading;
    let mut ranks: Vec<_> = (0..blocks.len()).filter(heading).map(&rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let depth = |n: usize| match (blocks[n].kind, edition.blocks[n].1) {
        (ProvisionKind::Heading, _) => ranks.iter().position(|r| *r == rank(n)).unwrap_or(0),
        (ProvisionKind::Bullet, Role::Nested) => 1,
        _ => 0,
    };
    (0..blocks.len()).map(|n| u8::try_from(depth(n)).unwrap_or(u8::MAX)).collect()
}

/// The level of a heading in bold letters: marks before a line stand above it, italics below.
const MARKED: u8 = 7;

/// Which headings have a figure or a letter: those that begin with the first or follow the one before, if several do.
fn figures(blocks: &mut [KnownBlock], language: &Language) -> Vec<Option<Figures>> {
    let mut out = vec![None; blocks.len()];
    let (mut roman, mut letter) = (0, 0);
    for (n, block) in blocks.iter().enumerate().filter(|(_, b)| b.kind == ProvisionKind::Heading) {
        let Some(number) = language.shape.headings.number(&block.text) else { continue };
        let (figure, place) = (value(number), alphabet(number));
        if place.is_some_and(|p| p == letter + 1) && (figure.is_none() || letter > 0) {
            (out[n], letter) = (Some(Figures::Letters), letter + 1);
        } else if figure.is_some_and(|f| f == roman + 1) {
            // Under every figure the letters begin anew.
            (out[n], roman, letter) = (Some(Figures::Roman), roman + 1, 0);
        } else if place == Some(1) {
            (out[n], letter) = (Some(Figures::Letters), 1);
        }
    }
    for style in [Figures::Roman, Figures::Letters] {
        if out.iter().filter(|s| **s == Some(style)).count() < 2 {
            out.iter_mut().filter(|s| **s == Some(style)).for_each(|s| *s = None);
        }
    }
    for (block, _) in blocks.iter_mut().zip(&out).filter(|(_, style)| style.is_some()) {
        block.number = language.shape.headings.number(&block.text).unwrap_or_default().to_owned();
    }
    out
}

/// Whether headings without a figure stand below those that have one: somewhere one stands right under such.
fn below(blocks: &[KnownBlock], figures: &[Option<Figures>]) -> bool {
    let heading = |n: usize| blocks[n].kind == ProvisionKind::Heading;
    (1..blocks.len()).any(|n| heading(n) && figures[n].is_none() && heading(n - 1) && figures[n - 1].is_some())
}

/// What a figure is worth.
fn value(figure: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = figure.bytes().take_while(|b| *b == b'X').count();
    let units = UNITS.iter().position(|u| *u == &figure[tens..])?;
    u32::try_from(tens * 10 + units).ok().filter(|v| *v > 0)
}

/// The place of a letter in its alphabet.
fn alphabet(letter: &str) -> Option<u32> {
    let mut chars = letter.chars();
    let (one, rest) = (chars.next()?, chars.next());
    let first = if one.is_ascii() { 'A' } else { 'А' };
    (rest.is_none() && one >= first).then(|| one as u32 - first as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::rules::Knowledge;

    /// The depths and numbers of headings; `#` marks, `_` sets in italics, `=` is no heading.
    fn depths(lines: &[&str]) -> Vec<(u8, String)> {
        let kind = |line: &&str| if line.starts_with('=') { ProvisionKind::Paragraph } else { ProvisionKind::Heading };
        let block = |line: &&str| KnownBlock {
            kind: kind(line),
            number: String::new(),
            text: line.trim_start_matches(['=', '#', '_']).to_owned(),
        };
        let role = |line: &&str| match line.bytes().take_while(|b| *b == b'#').count() {
            0 if line.starts_with('_') => Role::Heading(MARKED + 1),
            0 => Role::Heading(MARKED),
            hashes => Role::Heading(u8::try_from(hashes).unwrap_or(MARKED)),
        };
        let mut blocks: Vec<KnownBlock> = lines.iter().map(block).collect();
        let edition =
            Edition { blocks: lines.iter().map(|line| (Span::default(), role(line))).collect(), ..Edition::default() };
        let language = Knowledge::builtin().language("en").expect("a language of ours");
        let depths = levels(&mut blocks, &edition, language);
        depths.into_iter().zip(blocks.into_iter().map(|b| b.number)).collect()
    }

    fn only(lines: &[&str]) -> Vec<u8> {
        depths(lines).into_iter().map(|(depth, _)| depth).collect()
    }

    #[test]
    fn figures_letters_and_none_stand_under_each_other() {
        let found = depths(&[
            "I. Start",
            "=a",
            "II. Sea",
            "A. Ferries",
            "Lamps",
            "=b",
            "_Oil",
            "B. Boats",
            "C. Crews",
            "III. End",
        ]);
        let numbers: Vec<&str> = found.iter().map(|(_, number)| number.as_str()).collect();
        assert_eq!(numbers, ["I", "", "II", "A", "", "", "", "B", "C", "III"]);
        let depths: Vec<u8> = found.iter().map(|(depth, _)| *depth).collect();
        assert_eq!(depths, [0, 0, 0, 1, 2, 0, 3, 1, 1, 0]);
    }

    #[test]
    fn what_has_no_figure_stands_beside_where_nothing_says_otherwise() {
        assert_eq!(only(&["A. Sea", "=a", "B. Land", "=b", "Conclusion"]), [0, 0, 0, 0, 0]);
        assert_eq!(depths(&["A. Osa", "=a", "Quays"])[0], (0, String::new()));
        assert_eq!(only(&["Quays", "=a", "ANNEX", "Lamps", "=b"]), [1, 0, 0, 1, 0]);
        assert_eq!(only(&["#Sea", "##Ferries", "=a", "#Land"]), [0, 1, 0, 0]);
        assert_eq!(only(&["I. Sea", "##A. Ferries", "=a", "##B. Boats", "II. Land"]), [0, 1, 0, 1, 0]);
        assert_eq!(
            only(&["#Sea", "##Start", "=a", "##I. Ferries", "###Lamps", "=b", "##II. End"]),
            [0, 1, 0, 1, 2, 0, 1]
        );
    }
}
