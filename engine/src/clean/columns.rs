//! Pages set in two columns whose lines were read across: the columns are read one after the other again.

use super::mend::blank;
use crate::model::Span;

/// So many lines in two columns make a page of two columns.
const LEAST: usize = 6;
/// A full line of the left column ends so near to the right one, in ems.
const GUTTER: f32 = 5.5;
/// The gap between columns, in ems.
const GAP: f32 = 1.0;
/// How far the beginnings of the right column may stray, in ems.
const STRAY: f32 = 1.6;

/// How wide `c` prints on a page of fixed width, in ems.
fn ems(c: char) -> f32 {
    if c < '\u{300}' { 0.5 } else { 1.0 }
}

/// A line with a gap: where its left part ends and its right part begins, and how far from the margin that is.
#[derive(Clone, Copy)]
struct Gap {
    left: usize,
    right: usize,
    at: f32,
    wide: f32,
}

/// The last wide gap in `line`; of a line of the right column alone the left part is empty.
fn gap(line: &str) -> Option<Gap> {
    if !line.contains("  ") && !line.contains(['\u{3000}', '\t']) {
        return None;
    }
    let mut width = 0.0;
    let mut run: Option<(usize, f32)> = None;
    let mut found = None;
    for (at, c) in line.char_indices() {
        if blank(c) {
            run = run.or(Some((at, width)));
        } else if let Some((from, before)) = run.take()
            && width - before >= GAP
        {
            found = Some(Gap { left: from, right: at, at: width, wide: width - before });
        }
        width += ems(c);
    }
    found
}

/// `lines` of `source` in reading order.
pub(super) fn in_order(source: &str, lines: Vec<Span>) -> Vec<Span> {
    let gaps: Vec<Option<Gap>> = lines.iter().map(|line| gap(line.of(source).trim_end())).collect();
    let inside: Vec<f32> = gaps.iter().flatten().filter(|g| g.left > 0).map(|g| g.at).collect();
    let full = gaps.iter().flatten().filter(|g| g.left > 0 && g.wide <= GUTTER).count();
    let all = lines.iter().filter(|line| line.of(source).chars().any(|c| !blank(c))).count();
    if full < LEAST || full * 3 < inside.len() || inside.len() * 4 < all {
        return lines;
    }
    let mut sorted = inside.clone();
    sorted.sort_by(f32::total_cmp);
    let middle = sorted[sorted.len() / 2];
    let near = |at: f32| (at - middle).abs() <= STRAY;
    if inside.iter().filter(|at| near(**at)).count() * 10 < inside.len() * 8 {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len() * 2);
    let mut right = Vec::new();
    for (line, gap) in lines.into_iter().zip(gaps) {
        let start = line.start as usize;
        match gap.filter(|g| near(g.at) || g.at > middle) {
            Some(gap) => {
                if gap.left > 0 {
                    out.push(Span::new(start, start + gap.left));
                }
                right.push(Span { start: Span::new(start + gap.right, start + gap.right).start, end: line.end });
            }
            None => out.push(line),
        }
        if line.of(source).ends_with('\u{c}') {
            out.append(&mut right);
        }
    }
    out.append(&mut right);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_left_column_comes_first() {
        let left = "渡轮每日两班往来";
        let page: String = (0..14).map(|n| format!("{left}　　第{n:02}行在右边的栏\n")).collect();
        let lines: Vec<Span> = {
            let mut at = 0;
            page.split_inclusive('\n')
                .map(|l| {
                    at += l.len();
                    Span::new(at - l.len(), at)
                })
                .collect()
        };
        let read: Vec<&str> = in_order(&page, lines.clone()).into_iter().map(|s| s.of(&page).trim_end()).collect();
        assert_eq!((read.len(), read[13], read[14], read[27]), (28, left, "第00行在右边的栏", "第13行在右边的栏"));
        let plain = page.replace("　　", "");
        let same: Vec<Span> = lines.iter().map(|l| Span::new(0, l.len().min(plain.len()))).collect();
        assert_eq!(in_order(&plain, same.clone()), same);
    }
}
