//! The lines of a source, mended one by one, with what layout says of each.

use super::joined;
use super::mend::{Blanks, DEEDS, blank, mend};
use crate::model::{Span, Text};
use crate::rules::{Language, LineKind, Listing, has_han, is_han, simplified};

/// What the source's own markup made of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    #[default]
    None,
    Heading,
    ListItem,
}

/// One line.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Mended; the trace leads into the source's readable text.
    pub text: Text,
    /// Its printed width in ems of the Chinese character, indent included.
    pub width: f32,
    /// Blanks before it, in ems.
    pub indent: f32,
    /// An empty line stands before it.
    pub blank_before: bool,
    /// A page ended before it.
    pub page_before: bool,
    /// Recognition had put the page's lines together here.
    pub put_together: bool,
    /// The page says here that the text goes on elsewhere.
    pub turned_before: bool,
    /// What markup says.
    pub mark: Mark,
    /// What it looks like.
    pub kind: Option<LineKind>,
}

impl Line {
    pub(super) fn kind(&self) -> LineKind {
        self.kind.unwrap_or(LineKind::Other)
    }
}

/// What was taken out of the page on the way.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Everything that belongs to the page.
    pub furniture: Vec<Span>,
    /// Notes that the text goes on elsewhere.
    pub turns: Vec<Span>,
}

/// How wide `c` prints, in ems.
pub(super) fn ems(c: char) -> f32 {
    match c {
        '\u{3000}' => 1.0,
        _ if blank(c) => 0.25,
        '\u{0}'..='\u{2ff}' => 0.5,
        _ => 1.0,
    }
}

/// All lines of `source` that belong to a text.
pub(super) fn lines(source: &str, language: &Language) -> (Vec<Line>, Taken) {
    let (mut out, mut taken) = (Vec::<Line>::new(), Taken::default());
    let (mut at, mut blank_before, mut page_before, mut turned) = (0, false, false, false);
    let joined = if language.unspaced { joined::width(source) } else { None };
    for raw in source.split_inclusive(['\n', '\r', '\u{c}', '\u{2028}', '\u{2029}']) {
        let whole = Span::new(at, at + raw.len());
        let second_half = raw == "\n" && source[..at].ends_with('\r');
        at += raw.len();
        if second_half {
            continue;
        }
        let Some((inner, indent)) = trimmed(source, whole) else {
            blank_before |= raw.ends_with(['\n', '\r']);
            page_before |= raw.ends_with('\u{c}');
            continue;
        };
        let parts = joined.map_or_else(|| vec![inner], |width| joined::lines(source, inner, width));
        for (n, part) in parts.into_iter().enumerate() {
            let mut line = read(source, part, language);
            if line.text.text.is_empty() {
                continue;
            }
            if language.repairs.furniture(&simplified(&line.text.text)) {
                taken.furniture.push(part);
                if language.repairs.turns(part.of(source)) {
                    taken.turns.push(part);
                    turned = true;
                }
                page_before = true;
                continue;
            }
            if n == 0 {
                line.indent = indent;
                line.width += if line.mark == Mark::None { indent } else { 0.0 };
            }
            // Where recognition put lines together, the line ends it left are as good as empty lines.
            line.blank_before = std::mem::take(&mut blank_before) || (joined.is_some() && n == 0);
            line.put_together = joined.is_some();
            line.page_before = std::mem::take(&mut page_before);
            line.turned_before = std::mem::take(&mut turned);
            out.push(line);
        }
        page_before |= raw.ends_with('\u{c}');
    }
    bullets(&mut out, language);
    repeated(&mut out, &mut taken);
    (out, taken)
}

/// The stretch of `whole` without the blanks around it, and how many ems of blanks stood before.
fn trimmed(source: &str, whole: Span) -> Option<(Span, f32)> {
    let words = whole.of(source);
    let body = words.trim_matches(blank);
    if body.is_empty() {
        return None;
    }
    let before = words.len() - words.trim_start_matches(blank).len();
    let start = whole.start as usize + before;
    Some((
        Span::new(start, start + body.len()),
        words[..before].chars().map(ems).sum(),
    ))
}

fn read(source: &str, inner: Span, language: &Language) -> Line {
    let (inner, mark) = marked(source, inner);
    let words = inner.of(source);
    let width = words.chars().map(ems).sum();
    if !language.unspaced {
        let text = mend(source, inner, language, Blanks::Spaced);
        let kind = language.shape.classify(&text.text).0;
        return Line {
            text,
            width,
            mark,
            kind: Some(kind),
            ..Line::default()
        };
    }
    let mut text = mend(source, inner, language, Blanks::Tight);
    let kind = language.shape.classify(&simplified(&text.text)).0;
    let columns = matches!(
        kind,
        LineKind::Signature | LineKind::Title | LineKind::Speaker
    );
    if columns
        || (width < 45.0 && column_gap(words))
        || (kind == LineKind::Other && width < 30.0 && title_gap(words))
    {
        text = mend(source, inner, language, Blanks::Columns);
    }
    Line {
        text,
        width,
        mark,
        kind: Some(kind),
        ..Line::default()
    }
}

/// Markdown's marks before a line.
fn marked(source: &str, inner: Span) -> (Span, Mark) {
    let words = inner.of(source);
    let hashes = words.len() - words.trim_start_matches('#').len();
    if hashes > 0 && hashes <= 6 {
        let rest = words[hashes..].trim_start_matches(blank);
        return (
            Span::new(inner.end as usize - rest.len(), inner.end as usize),
            Mark::Heading,
        );
    }
    for mark in ["- ", "* ", "+ "] {
        if let Some(rest) = words.strip_prefix(mark) {
            let rest = rest.trim_start_matches(blank);
            return (
                Span::new(inner.end as usize - rest.len(), inner.end as usize),
                Mark::ListItem,
            );
        }
    }
    if let Some(rest) = words.strip_prefix("> ") {
        return (
            Span::new(inner.end as usize - rest.len(), inner.end as usize),
            Mark::None,
        );
    }
    (inner, Mark::None)
}

/// Three blanks or more inside a line set it in columns.
fn column_gap(words: &str) -> bool {
    let mut run = 0.0f32;
    words.chars().any(|c| {
        run = if blank(c) { run + ems(c).max(0.5) } else { 0.0 };
        run >= 1.5
    })
}

/// One blank between two phrases of some length, no other blank and no stop: a title in two beats.
fn title_gap(words: &str) -> bool {
    let parts: Vec<&str> = words.split(blank).filter(|p| !p.is_empty()).collect();
    (2..=3).contains(&parts.len())
        && parts
            .iter()
            .all(|p| p.chars().count() >= 4 && p.chars().all(is_han))
        && words.chars().count() <= 30
}

/// Turns the ruins of dashes back into dashes.
fn bullets(lines: &mut [Line], language: &Language) {
    const REACH: usize = 14;
    let is_bullet =
        |line: &Line, listing| language.repairs.bullet(&line.text.text, listing).is_some();
    let certain: Vec<bool> = lines
        .iter()
        .map(|l| {
            l.kind() == LineKind::Bullet
                || is_bullet(
                    l,
                    if l.mark == Mark::ListItem {
                        Listing::Marked
                    } else {
                        Listing::None
                    },
                )
        })
        .collect();
    for n in 0..lines.len() {
        let near = certain[n.saturating_sub(REACH)..n].contains(&true)
            && certain[(n + 1).min(lines.len())..(n + 1 + REACH).min(lines.len())].contains(&true);
        let after_stop = n == 0 || lines[n - 1].text.text.ends_with(['。', '；', '：']);
        let listing = match (lines[n].mark, near && after_stop) {
            (Mark::ListItem, _) => Listing::Marked,
            (_, true) => Listing::Listed,
            _ => Listing::None,
        };
        let line = &mut lines[n];
        if matches!(line.kind(), LineKind::Subtitle | LineKind::Dateline) {
            continue;
        }
        let Some((ruins, dash)) = language.repairs.bullet(&line.text.text, listing) else {
            continue;
        };
        // Where a sentence goes on and nothing of a dash is left, the mark is the markup's own.
        if ruins == 0 && !after_stop && language.unspaced {
            continue;
        }
        if !line.text.text[..ruins].eq(dash) {
            let from = line
                .text
                .trace
                .origin(Span::new(0, ruins))
                .unwrap_or_else(|| Span {
                    start: line.text.origin().map_or(0, |s| s.start),
                    end: line.text.origin().map_or(0, |s| s.start),
                });
            let mut mended = Text::default();
            mended.put(dash, from, &DEEDS.bullet);
            mended.append(&line.text.slice(Span::new(ruins, line.text.text.len())));
            line.text = mended;
        }
        line.kind = Some(LineKind::Bullet);
    }
}

/// Short unfinished lines that return on three pages or more are running heads.
fn repeated(lines: &mut Vec<Line>, taken: &mut Taken) {
    let mut counts = rustc_hash::FxHashMap::<String, usize>::default();
    for line in lines.iter().filter(|l| l.page_before) {
        *counts.entry(line.text.text.clone()).or_default() += 1;
    }
    let head = |line: &Line| {
        line.page_before
            && matches!(line.kind(), LineKind::Other | LineKind::Title)
            && has_han(&line.text.text)
            && line.width < 40.0
            && !line.text.text.ends_with(['。', '！', '；', '：', '，'])
            && counts.get(&line.text.text).is_some_and(|&n| n >= 3)
    };
    taken.furniture.extend(
        lines
            .iter()
            .filter(|l| head(l))
            .filter_map(|l| l.text.origin()),
    );
    lines.retain(|line| !head(line));
}
