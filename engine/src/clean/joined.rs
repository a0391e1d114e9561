//! Lines that recognition put together with a blank between them: the blanks are where the page's lines ended.

use super::lines::ems;
use super::mend::{blank, letter_spaced};
use crate::model::Span;
use crate::rules::{Language, is_han, simplified};

/// Blanks between characters that need none are line ends when most stretches between them are about as long.
const STRETCHES: usize = 20;

/// The width of the lines that were put together, in ems; `None` where the source's lines are its own.
pub(super) fn width(source: &str) -> Option<f32> {
    let mut widths: Vec<f32> = Vec::new();
    for line in source.lines() {
        let gaps: Vec<Span> = gaps(line).collect();
        let ends = gaps.iter().map(|g| g.start as usize);
        let starts = std::iter::once(0).chain(gaps.iter().map(|g| g.end as usize));
        widths.extend(starts.zip(ends).map(|(from, to)| line[from..to].chars().map(ems).sum::<f32>()));
    }
    widths.sort_by(f32::total_cmp);
    let median = widths.get(widths.len() / 2).copied()?;
    let near = widths.iter().filter(|w| (**w - median).abs() <= 4.0).count();
    (widths.len() >= STRETCHES && near * 10 >= widths.len() * 6 && (12.0..=45.0).contains(&median)).then_some(median)
}

/// The page's lines inside `line`, a stretch of `source`.
pub(super) fn lines(source: &str, line: Span, width: f32) -> Vec<Span> {
    let words = line.of(source);
    let mut out = Vec::new();
    let mut from = 0;
    for gap in gaps(words) {
        let (start, end) = (gap.start as usize, gap.end as usize);
        let stretch: f32 = words[from..start].chars().map(ems).sum();
        let stops = words[..start].ends_with(['。', '！', '？', '；']);
        if stretch >= width * 0.75 || stops {
            out.push(Span::new(from, start).shifted(line.start as usize));
            from = end;
        }
    }
    out.push(Span::new(from, words.len()).shifted(line.start as usize));
    out
}

/// Single blanks between characters of which neither is of a Latin word.
fn gaps(line: &str) -> impl Iterator<Item = Span> + '_ {
    let wide = |c: char| !c.is_ascii_alphabetic() && !blank(c) && !matches!(c, '-' | '#' | '*');
    line.match_indices(' ').map(|(at, _)| at).filter_map(move |at| {
        let (before, after) = (line[..at].chars().next_back()?, line[at + 1..].chars().next()?);
        let figures = before.is_ascii_digit() && after.is_ascii_digit();
        (wide(before) && wide(after) && !figures).then(|| Span::new(at, at + 1))
    })
}

/// Everything in one line is so long at least, in bytes, and most of the source.
const LONG: usize = 1200;
/// Fewer blanks than these part nothing but offices and names.
const LEAST: usize = 6;

/// How long the line is into which nearly all of `source` ran; `None` where there is no such line.
pub(super) fn long(source: &str) -> Option<usize> {
    let longest = source.lines().map(|l| l.trim().len()).max()?;
    (longest >= LONG && longest * 10 >= source.trim().len() * 6).then_some(longest)
}

/// The stretches of a long line that blanks set apart where Chinese needs none.
pub(super) fn stretches(source: &str, line: Span, language: &Language) -> Vec<Span> {
    let words = line.of(source);
    let blanks = words.matches(blank).count();
    if blanks < LEAST || letter_spaced(words) {
        return vec![line];
    }
    let many = blanks * 36 > words.len();
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = words[at..].find(blank) {
        let start = at + found;
        let end = words.len() - words[start..].trim_start_matches(blank).len();
        let (before, after) = (words[..start].chars().next_back(), words[end..].chars().next());
        let stops = before.is_some_and(|c| matches!(c, '。' | '！' | '？' | '；' | '：' | '”' | '）'));
        let begins =
            |c: char| is_han(c) || matches!(c, '（' | '《' | '“' | '—') || (stops && (c.is_ascii_digit() || c == '-'));
        let begins = after.is_some_and(begins);
        let apart = !many && before.is_some_and(is_han) && !office(&words[from..start], language);
        if begins && (stops || apart) {
            out.push(Span::new(from, start).shifted(line.start as usize));
            from = end;
        }
        at = end;
    }
    out.push(Span::new(from, words.len()).shifted(line.start as usize));
    out
}

/// Whether a name follows: the words end with an office.
fn office(words: &str, language: &Language) -> bool {
    language.shape.together.office_end.as_ref().is_some_and(|office| office.is_match(&simplified(words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_at_even_distances_are_line_ends() {
        let page = "双方愿继续加强在各个领域的合作并推 动两国关系在新的起点上取得更大发展 造福两国人民。 双方认为合作"
            .to_owned();
        let source = [page.as_str(); 12].join("\n\n");
        let width = width(&source).unwrap();
        let parts: Vec<&str> =
            lines(&source, Span::new(0, page.len()), width).into_iter().map(|s| s.of(&source)).collect();
        assert_eq!(
            parts,
            [
                "双方愿继续加强在各个领域的合作并推",
                "动两国关系在新的起点上取得更大发展",
                "造福两国人民。",
                "双方认为合作"
            ]
        );
        assert_eq!(super::width("于 2031 年 6 月访问"), None);
    }
}
