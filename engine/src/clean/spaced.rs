//! Which lines are one paragraph where words are set apart by blanks: empty lines say it, numbers, dashes and marks
//! too, unless a sentence goes on through them.

use super::lines::{Line, Mark};
use crate::rules::{Language, LineKind};

/// Lines that were broken by the page tell its width when there are so many of them.
const BROKEN: usize = 3;
/// A stretch of so many characters that ends in the middle of a sentence was torn.
const TORN: usize = 60;

/// The index of every line that begins a paragraph.
pub(super) fn paragraphs(lines: &[Line], language: &Language) -> Vec<usize> {
    let full = width(lines);
    let mut starts: Vec<usize> = Vec::new();
    for n in 0..lines.len() {
        let first = starts.last().copied().unwrap_or(0);
        if n == 0 || (begins(lines, n) && !goes_on(&lines[first..], n - first, full, language)) {
            starts.push(n);
        }
    }
    starts
}

/// Whether something at line `n` says that a paragraph begins.
fn begins(lines: &[Line], n: usize) -> bool {
    let line = &lines[n];
    let marked = line.mark != Mark::None || lines[n - 1].mark == Mark::Heading;
    line.blank_before
        || marked
        || matches!(line.kind(), LineKind::Item | LineKind::Bullet | LineKind::Part | LineKind::Salutation)
}

/// How wide the lines are that the page broke; nothing where none were.
fn width(lines: &[Line]) -> f32 {
    let inner = lines.windows(2).filter(|pair| !pair[1].blank_before && pair[0].mark != Mark::Heading);
    let mut widths: Vec<f32> = inner.map(|pair| pair[0].width).collect();
    if widths.len() < BROKEN {
        return 0.0;
    }
    widths.sort_by(f32::total_cmp);
    widths[widths.len() * 3 / 4]
}

/// Whether the sentence of the paragraph that `lines` begin with goes on on line `n`, though that looks like a beginning.
fn goes_on(lines: &[Line], n: usize, full: f32, language: &Language) -> bool {
    let (before, line) = (&lines[n - 1], &lines[n]);
    if line.mark != Mark::None || before.mark == Mark::Heading {
        return false;
    }
    if line.blank_before {
        return line.kind() == LineKind::Other && torn(lines, n, language);
    }
    let dash = line.kind() == LineKind::Bullet && line.plain.starts_with(['–', '—', '-']);
    if !dash && line.kind() != LineKind::Item {
        return false;
    }
    let stops = before.plain.ends_with(|c: char| language.shape.terminal.contains(c));
    let fills = full > 0.0 && before.width >= full * 0.75 && before.width <= full * 1.25;
    bracketed(lines, n) || (!stops && fills && !listed(lines, n, language))
}

/// Where the lines end that no empty line parts from line `n`.
fn stretch(lines: &[Line], n: usize) -> usize {
    (n + 1..lines.len()).find(|&m| lines[m].blank_before).unwrap_or(lines.len())
}

/// Whether line `n` stands inside a bracket that the paragraph opened and that is closed before the next empty line.
fn bracketed(lines: &[Line], n: usize) -> bool {
    let turn = |depth: i32, c: char| match c {
        '(' => depth + 1,
        // A number's own bracket closes nothing.
        ')' => (depth - 1).max(0),
        _ => depth,
    };
    let mut depth = lines[..n].iter().flat_map(|l| l.plain.chars()).fold(0, turn);
    let mut rest = lines[n..stretch(lines, n)].iter().flat_map(|l| l.plain.chars());
    depth > 0
        && rest.any(|c| {
            depth = turn(depth, c);
            depth == 0
        })
}

/// Whether line `n` is of a list: it goes on with that of the paragraph, by the next number or the same dash, or
/// another line goes on with it.
fn listed(lines: &[Line], n: usize, language: &Language) -> bool {
    let goes_on = |before: &Line, line: &Line| {
        let number = |line: &Line| language.shape.classify(&line.plain).1.to_owned();
        match (before.kind(), line.kind()) {
            (LineKind::Bullet, LineKind::Bullet) => before.plain.chars().next() == line.plain.chars().next(),
            (LineKind::Item, LineKind::Item) => follows(&number(before), &number(line)),
            _ => false,
        }
    };
    goes_on(&lines[0], &lines[n]) || lines[n + 1..stretch(lines, n)].iter().any(|later| goes_on(&lines[n], later))
}

/// Whether `next` is the number or the letter after `number`.
fn follows(number: &str, next: &str) -> bool {
    match (number.parse::<u32>(), next.parse::<u32>()) {
        (Ok(number), Ok(next)) => next == number + 1,
        (Err(_), Err(_)) => true,
        _ => false,
    }
}

/// Whether an empty line stands inside a sentence: a name goes on over it, or small letters do to a full stop.
fn torn(lines: &[Line], n: usize, language: &Language) -> bool {
    let before = &lines[n - 1];
    let text: String = lines[..n].iter().flat_map(|l| [l.plain.as_str(), " "]).collect();
    let open = before.plain.ends_with(char::is_alphanumeric);
    if !open || text.chars().count() < TORN || !text.contains(". ") {
        return false;
    }
    let last = text.trim_end().rfind(' ').map_or(0, |at| at + 1);
    let joint = text.len() - last;
    let both = format!("{}{}", &text[last..], lines[n].plain);
    let named = language.states.find(&both).any(|m| m.span.start == 0 && m.span.end as usize > joint);
    let end = (n + 1..lines.len()).find(|&m| begins(lines, m)).unwrap_or(lines.len()) - 1;
    let ends = lines[end].plain.trim_end_matches(['"', '”', ')']).ends_with(['.', '!', '?']);
    named || (ends && lines[n].plain.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::lines::ems;
    use crate::rules::Knowledge;

    /// Lines as they would be read, `|` for the end of one, an empty one between `||`.
    fn divided(text: &str) -> Vec<String> {
        let language = Knowledge::builtin().language("en").expect("a language of ours");
        let mut lines: Vec<Line> = Vec::new();
        let mut blank_before = false;
        for words in text.split('|') {
            if words.is_empty() {
                blank_before = true;
                continue;
            }
            let kind = Some(language.shape.kind(words));
            let width = words.chars().map(ems).sum();
            let blank_before = std::mem::take(&mut blank_before);
            lines.push(Line { plain: words.to_owned(), kind, width, blank_before, ..Line::default() });
        }
        let starts = paragraphs(&lines, language);
        let ends = starts.iter().skip(1).copied().chain(std::iter::once(lines.len()));
        starts
            .iter()
            .zip(ends)
            .map(|(&from, to)| lines[from..to].iter().map(|l| l.plain.as_str()).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn a_dash_or_a_number_inside_a_sentence_begins_nothing() {
        let text = "The Sides intend to mend the lighthouse of Mora Harbour this year|– with masons of both and \
                    with their own stone – so that the ferries|may run at night. They agree on the lamps (see List 4, \
                    Table|3) and on the oil, and will tell the harbour master of both.";
        assert_eq!(divided(text).len(), 1, "{:?}", divided(text));
    }

    #[test]
    fn lists_stay_lists() {
        let text = "The Sides will, before the next winter comes over the pass, mend:|– the lighthouse|– the quay\
                    ||The ministers|1) met|2) agreed that they would meet once more before the winter comes|3) left\
                    ||At that meeting of the two ministers the Sides agreed on the following|1) lamps of the quay|2) oil";
        assert_eq!(divided(text).len(), 10, "{:?}", divided(text));
    }

    #[test]
    fn an_empty_line_inside_a_sentence_is_none() {
        let text =
            "The Sides met on the quay. They welcomed the first ferry that came from North||Macedonia with masons.";
        assert_eq!(divided(text).len(), 1);
        let text =
            "The Sides met on the quay. They welcomed the first ferry that came from the||north with its masons.";
        assert_eq!(divided(text).len(), 1);
        let text =
            "The Sides met on the quay. They will in the coming winter and in spring||mend the lamps;||Ferries ran.";
        assert_eq!(divided(text).len(), 3);
    }
}
