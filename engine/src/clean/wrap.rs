//! Which lines are one paragraph: geometry first, then punctuation, blank lines and the words paragraphs begin with.
//!
//! A printed page gives itself away by its line width. Where paragraphs were indented by two ems, a paragraph's
//! first line is two ems narrower than the others even after the indent itself is lost. A walk over all lines finds
//! the division into paragraphs that goes best with all of it.

use super::lines::{Line, Mark, ems};
use super::spaced;
use crate::rules::{Language, LineKind, Opener, is_han};

/// Lines on either side that tell the width of the page here.
const WINDOW: usize = 20;

/// What the page looks like around one line.
#[derive(Clone, Copy, Debug, Default)]
struct Page {
    /// Lines were broken by the width of the page.
    wrapped: bool,
    /// How many ems a line holds.
    full: f32,
    /// How many a paragraph's first line holds.
    first: f32,
    /// Share of lines with an empty line before them.
    blanks: f32,
    /// Paragraphs are indented, and the indents are still there.
    indented: bool,
}

/// Groups of lines, each a paragraph: the index of every line that begins one.
pub(super) fn paragraphs(lines: &[Line], language: &Language) -> Vec<usize> {
    if !language.unspaced && lines.iter().any(|l| l.blank_before) {
        return spaced::paragraphs(lines, language);
    }
    let pages = pages(lines, language);
    let mut cost = [0.0f32, 8.0];
    let mut from: Vec<[bool; 2]> = Vec::with_capacity(lines.len());
    for (n, page) in pages.iter().enumerate().take(lines.len().saturating_sub(1)) {
        // state 0: the line begins a paragraph; state 1: it goes on with one.
        let mut next = [f32::MAX; 2];
        let mut best = [false; 2];
        let stops = terminal(&lines[n], language);
        let under = n > 0 && lines[n - 1].kind() == LineKind::Title;
        let may = stops || under || language.shape.may_end_title(&lines[n].plain);
        let opens = may && opens(&lines[n + 1..], language);
        let titled = opens && titled(lines, n, language);
        let begins = opens && (stops || under);
        for state in [false, true] {
            for goes_on in [false, true] {
                let total = cost[usize::from(state)]
                    + boundary(lines, n, page, state, goes_on, language)
                    + if goes_on && (titled || begins) { 8.0 } else { 0.0 };
                if total < next[usize::from(goes_on)] {
                    next[usize::from(goes_on)] = total;
                    best[usize::from(goes_on)] = state;
                }
            }
        }
        cost = next;
        from.push(best);
    }
    let mut state = cost[1] < cost[0];
    let mut starts = Vec::new();
    for n in (0..lines.len()).rev() {
        if !state || n == 0 {
            starts.push(n);
        }
        if n > 0 {
            state = from[n - 1][usize::from(state)];
        }
    }
    starts.reverse();
    starts
}

fn last(line: &Line) -> char {
    line.plain.chars().next_back().unwrap_or(' ')
}

fn terminal(line: &Line, language: &Language) -> bool {
    language.shape.terminal.contains(last(line))
}

/// How many of the first n lines are so, for every n.
fn counts(lines: &[Line], so: impl Fn(&Line) -> bool) -> Vec<usize> {
    let mut sum = 0;
    let counted = lines.iter().map(|line| {
        sum += usize::from(so(line));
        sum
    });
    std::iter::once(0).chain(counted).collect()
}

fn pages(lines: &[Line], language: &Language) -> Vec<Page> {
    let open: Vec<bool> = lines.iter().map(|l| !terminal(l, language) && l.width >= 12.0 && body(l)).collect();
    let long = counts(lines, |l| l.width >= 12.0 && body(l));
    let (blanks, indents) = (counts(lines, |l| l.blank_before), counts(lines, |l| l.indent >= 1.4));
    let mut widths: Vec<f32> = Vec::with_capacity(2 * WINDOW + 1);
    (0..lines.len())
        .map(|n| {
            let window = n.saturating_sub(WINDOW)..(n + WINDOW + 1).min(lines.len());
            widths.clear();
            widths.extend(window.clone().filter(|&i| open[i]).map(|i| lines[i].width));
            let among = |counted: &[usize]| counted[window.end] - counted[window.start];
            let at = widths.len() * 3 / 4;
            let full = if widths.is_empty() { 0.0 } else { *widths.select_nth_unstable_by(at, f32::total_cmp).1 };
            let full = full.round();
            let near = widths.iter().filter(|w| (**w - full).abs() <= 3.0).count();
            // Where every line is indented, indents tell nothing.
            let indented = among(&indents) >= 2 && among(&indents) * 10 < window.len() * 9;
            let narrow = widths
                .iter()
                .filter(|w| (full - **w - 2.0).abs() <= 0.6 || (full - **w - 2.0) > 0.0 && (full - **w) < 3.6)
                .count();
            let lost_indent = !indented && narrow * 12 >= widths.len();
            // Either lines end unfinished all the time, or no line at all is wider than the unfinished ones.
            let many = widths.len() >= 2 && widths.len() * 4 >= among(&long);
            let inside = |i: usize| !body(&lines[i]) || lines[i].width <= full + 1.2;
            let bounded = many || (widths.len() >= 3 && window.clone().all(inside));
            Page {
                wrapped: full > 0.0 && full <= 60.0 && near * 10 >= widths.len() * 6 && bounded,
                full,
                first: if lost_indent { full - 2.0 } else { full },
                blanks: among(&blanks) as f32 / window.len() as f32,
                indented,
            }
        })
        .collect()
}

/// What a line is, given the page: one that fills the page may look like a title or a signing line by chance.
fn kind_on(line: &Line, page: &Page) -> LineKind {
    let fills = page.wrapped && line.width >= page.first - 1.6 && line.width <= page.full + 1.1;
    match line.kind() {
        LineKind::Title | LineKind::Signature | LineKind::Speaker if fills && line.mark == Mark::None => {
            LineKind::Other
        }
        kind => kind,
    }
}

/// Lines of running text, whose ends tell of the page.
fn body(line: &Line) -> bool {
    matches!(line.kind(), LineKind::Other | LineKind::Item | LineKind::Bullet) && line.mark != Mark::Heading
}

/// What it costs to say of line `n` (which goes on with a paragraph, or begins one) that the next line goes on, or begins one.
fn boundary(lines: &[Line], n: usize, page: &Page, continued: bool, goes_on: bool, language: &Language) -> f32 {
    let (line, next) = (&lines[n], &lines[n + 1]);
    let last = line.text.text.chars().next_back().unwrap_or(' ');
    let stops = language.shape.terminal.contains(last);
    let never = language.shape.never_last.contains(last);
    let mut cost = 0.0;
    if page.wrapped {
        cost += geometry(line, next, page, continued, goes_on, language);
        let opener = next.opener() != Opener::No;
        cost += spacing((line, next), page, goes_on, opener);
    } else {
        cost += loose(line, next, goes_on, stops, never);
    }
    cost += marks((line, kind_on(line, page)), (next, kind_on(next, page)), goes_on);
    if !goes_on {
        // No paragraph begins with what closes.
        cost +=
            if next.plain.starts_with(['，', '、', '。', '；', '：', '）', '”', '》']) { 12.0 } else { 0.0 };
        cost += match (stops, never) {
            // A closing bracket ends a paragraph less surely than a full stop before it, and hardly where the line is full.
            (true, _) if matches!(last, '）' | '”' | '》') && !line.text.text.contains(['。', '！', '？']) => {
                if page.wrapped && line.width >= page.first - 1.6 && body(line) {
                    4.5
                } else {
                    1.5
                }
            }
            (true, _) => 0.0,
            (false, true) => 9.0,
            (false, false) if fixed(line, kind_on(line, page)) => 0.0,
            // Headings and titles are short and alone; running text does not stop in the middle.
            (false, false) if !continued && line.width < page.full.max(20.0) * 0.7 => 1.0,
            // A short line under a full stop is a heading that was taken for the end of a paragraph.
            (false, false) if page.wrapped && line.width < page.full * 0.7 => 9.0,
            (false, false) if page.wrapped => 6.0,
            (false, false) => 2.5,
        };
        cost += match next.opener() {
            Opener::Always => -5.0,
            Opener::Often => -0.5,
            Opener::No => 0.3,
        };
    }
    cost
}

/// Whether a text opens with the first of `lines`.
fn opens(lines: &[Line], language: &Language) -> bool {
    language.shape.opens(&lines.iter().take(2).map(|l| l.plain.as_str()).collect::<String>())
}

/// Whether a title ends with line `n`, though it fills the page, because a text begins under it.
fn titled(lines: &[Line], n: usize, language: &Language) -> bool {
    const LINES: usize = 3;
    let from = |first: usize| lines[first..=n].iter().map(|l| l.plain.as_str()).collect::<String>();
    (n.saturating_sub(LINES - 1)..=n).any(|first| language.shape.is(LineKind::Title, &from(first)))
}

/// Lines that stand alone by what they are.
fn fixed(line: &Line, kind: LineKind) -> bool {
    line.mark == Mark::Heading
        || !matches!(kind, LineKind::Other | LineKind::Item | LineKind::Bullet | LineKind::Salutation)
}

/// Does the width of the line go with where it stands in its paragraph?
fn geometry(line: &Line, next: &Line, page: &Page, continued: bool, goes_on: bool, language: &Language) -> f32 {
    let room = if continued || line.indent >= 1.4 { page.full } else { page.first };
    let last = line.text.text.chars().next_back().unwrap_or(' ');
    let hangs = !is_han(last) && !last.is_alphanumeric();
    let mut cost = 0.0;
    let over = line.width - room;
    if (body(line) || kind_on(line, page) == LineKind::Other) && over > 0.3 {
        cost += if over <= 1.1 { if hangs { 0.2 } else { 2.2 } } else { 2.2 + 2.0 * (over - 1.0) };
    }
    if !body(line) && kind_on(line, page) != LineKind::Other && !goes_on {
        return 0.0;
    }
    let mut following = next.text.text.chars();
    let (first, second) = (following.next().unwrap_or(' '), following.next().unwrap_or(' '));
    let slack = room - line.width;
    let filled = slack < unbroken(&next.text.text) - 0.05;
    if goes_on {
        let forbidden = "，。、；：！？）》”’".contains(second) || "（《“‘".contains(first);
        cost += match () {
            () if filled => 0.0,
            () if slack <= 1.6 => {
                if forbidden {
                    0.0
                } else {
                    0.7
                }
            }
            // Nobody ends a paragraph with a comma: the line was broken for its looks.
            () if language.shape.never_last.contains(last) => (2.0 + slack).min(2.5),
            () => (2.0 + slack).min(9.0),
        };
    } else if filled {
        // A paragraph's last line fills the page by chance only.
        cost += if language.shape.terminal.contains(last) { 1.2 } else { 4.0 };
    }
    cost
}

/// How wide the first stretch of `text` is that no line is broken in: a character, or a Latin word with its bracket.
fn unbroken(text: &str) -> f32 {
    let mut width = 0.0;
    for c in text.chars() {
        let opening = matches!(c, '（' | '《' | '“' | '‘');
        if width > 0.0 && !c.is_ascii_alphabetic() {
            break;
        }
        width += ems(c);
        if !opening && !c.is_ascii_alphabetic() {
            break;
        }
    }
    width.max(ems(text.chars().next().unwrap_or(' ')))
}

/// Empty lines and indents.
fn spacing((line, next): (&Line, &Line), page: &Page, goes_on: bool, opener: bool) -> f32 {
    let mut cost = 0.0;
    if page.blanks < 0.9 {
        cost += match (next.blank_before, goes_on) {
            (true, true) if page.blanks < 0.5 && opener => 7.0,
            (true, true) => 2.5,
            (false, false) if next.put_together => 3.0,
            (false, false) => 1.0,
            _ => 0.0,
        };
    } else if !next.blank_before && !goes_on && !next.page_before {
        cost += 1.0;
    }
    if page.indented {
        cost += match (next.indent >= 1.4, goes_on) {
            (true, true) => 6.0,
            // Only a line that fills the page can have been broken by it.
            (false, false) if body(next) && line.width >= page.full - 2.1 => 4.0,
            _ => 0.0,
        };
    }
    cost
}

/// Lines as long as their paragraphs: only an unfinished sentence goes on.
fn loose(line: &Line, next: &Line, goes_on: bool, stops: bool, never: bool) -> f32 {
    match (goes_on, stops) {
        (true, true) => 8.0,
        (true, false) if never => 1.0,
        (true, false) if next.indent >= 1.4 => 5.0,
        // A short numbered line without a stop is a heading.
        (true, false) if line.kind() == LineKind::Item && line.width <= 32.0 => 4.5,
        (true, false) if line.width > 15.0 => 1.5,
        (true, false) => 4.5,
        (false, false) if line.width > 15.0 && body(line) => 1.0,
        (false, _) => 0.0,
    }
}

/// Numbers, dashes, titles and the like begin paragraphs; unfinished words before them do not care.
fn marks((line, kind): (&Line, LineKind), (next, next_kind): (&Line, LineKind), goes_on: bool) -> f32 {
    if !goes_on {
        return 0.0;
    }
    if next.turned_before {
        return 30.0;
    }
    let begins = match next_kind {
        LineKind::Other => 0.0,
        LineKind::Part => 5.0,
        LineKind::Salutation if line.text.text.ends_with('，') => 0.0,
        LineKind::Title => {
            if next.mark == Mark::Heading {
                9.0
            } else {
                3.5
            }
        }
        _ => 6.0,
    };
    let heading = if next.mark == Mark::Heading || line.mark == Mark::Heading { 9.0 } else { 0.0 };
    let opener = if next.opener() == Opener::No { 0.0 } else { 1.5 };
    let alone = if fixed(line, kind) { 5.0 } else { 0.0 };
    begins + heading + opener + alone
}
