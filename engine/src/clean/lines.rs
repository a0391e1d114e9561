//! The lines of a source, mended one by one, with what layout says of each.

use super::columns;
use super::faces::Faces;
use super::heads::repeated;
use super::joined;
use super::mend::{Blanks, DEEDS, Manner, blank, gapped, mend};
use super::tongues::{self, Tongue};
use crate::model::{Span, Text};
use crate::rules::{Language, LineKind, Listing, Opener, is_han, simplified};

/// What the source's own markup made of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    #[default]
    None,
    Heading,
    ListItem,
}

/// A title and its date fill no more than so many ems.
const TITLED: f32 = 90.0;

/// One line.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Mended; the trace leads into the source's readable text.
    pub text: Text,
    /// `text` in simplified script.
    pub plain: String,
    /// Its printed width in ems of the Chinese character, indent included.
    pub width: f32,
    /// Blanks before it, in ems.
    pub indent: f32,
    /// An empty line stands before it.
    pub blank_before: bool,
    /// A page ended before it.
    pub page_before: bool,
    /// A form feed stands before it.
    pub fed: bool,
    /// Recognition had put the page's lines together here.
    pub put_together: bool,
    /// The page says here that the text goes on elsewhere.
    pub turned_before: bool,
    /// What markup says.
    pub mark: Mark,
    /// What it looks like.
    pub kind: Option<LineKind>,
    /// How much a paragraph likes to begin with its words.
    pub opener: Option<Opener>,
}

impl Line {
    pub(super) fn kind(&self) -> LineKind {
        self.kind.unwrap_or(LineKind::Other)
    }

    pub(super) fn opener(&self) -> Opener {
        self.opener.unwrap_or(Opener::No)
    }
}

/// What was taken out of the page on the way.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Everything that belongs to the page.
    pub furniture: Vec<Span>,
    /// Notes that the text goes on elsewhere.
    pub turns: Vec<Span>,
    /// Everything stood in one line.
    pub together: bool,
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

/// All lines of `source` that belong to a text in `language`; `tongue` says whether others stand between.
pub(super) fn lines(source: &str, faces: &Faces<'_>, language: &Language, tongue: Tongue) -> (Vec<Line>, Taken) {
    let mut gathering = Gathering {
        source,
        manner: Manner::of(source, language),
        joined: if language.unspaced { joined::width(source) } else { None },
        long: if language.unspaced { joined::long(source) } else { None },
        ..Gathering::default_of(language, faces)
    };
    let raw = tongues::raw_lines(source);
    let raw = if language.unspaced { columns::in_order(source, raw) } else { raw };
    gathering.out.reserve(raw.len());
    for raw in raw {
        let words = raw.of(source);
        let second_half = words == "\n" && source[..raw.start as usize].ends_with('\r');
        if !second_half {
            gathering.line(raw, tongue);
        }
    }
    let (mut out, mut taken) = (gathering.out, gathering.taken);
    bullets(&mut out, language);
    repeated(&mut out, &mut taken);
    for line in &mut out {
        line.opener = Some(language.shape.opens_paragraph(&line.plain));
    }
    (out, taken)
}

/// Lines on their way, and what was seen before the next one.
struct Gathering<'t> {
    source: &'t str,
    faces: &'t Faces<'t>,
    manner: Manner<'t>,
    /// The width of lines that recognition put together.
    joined: Option<f32>,
    /// A line is as long as this where everything ran into it.
    long: Option<usize>,
    out: Vec<Line>,
    taken: Taken,
    blank_before: bool,
    page_before: bool,
    fed: bool,
    turned: bool,
}

impl<'t> Gathering<'t> {
    fn default_of(language: &'t Language, faces: &'t Faces<'t>) -> Self {
        Self {
            source: "",
            faces,
            manner: Manner::of("", language),
            joined: None,
            long: None,
            out: Vec::new(),
            taken: Taken::default(),
            blank_before: false,
            page_before: false,
            fed: false,
            turned: false,
        }
    }

    fn line(&mut self, raw: Span, tongue: Tongue) {
        let words = raw.of(self.source);
        let Some((inner, indent)) = trimmed(self.source, raw) else {
            self.blank_before |= words.ends_with(['\n', '\r']);
            self.page_before |= words.ends_with('\u{c}');
            self.fed |= words.ends_with('\u{c}');
            return;
        };
        if tongue.foreign(inner.of(self.source)) {
            self.blank_before = true;
            return;
        }
        let parts = match (self.joined, self.long) {
            (Some(width), _) => joined::lines(self.source, inner, width),
            (None, Some(long)) if inner.len() >= long => joined::stretches(self.source, inner, self.manner.language),
            _ => vec![inner],
        };
        for (n, part) in parts.into_iter().enumerate() {
            self.part(part, n, indent);
        }
        self.page_before |= words.ends_with('\u{c}');
        self.fed |= words.ends_with('\u{c}');
    }

    /// A line; as several where a title, a date and the beginning of the text ran together on it.
    fn put(&mut self, line: Line) {
        let language = self.manner.language;
        let cuts = match line.kind() {
            LineKind::Title if !language.unspaced => language.shape.run_in(&line.plain),
            LineKind::Other if language.unspaced && line.width <= TITLED => language.shape.titled(&line.plain),
            _ => Vec::new(),
        };
        if cuts.is_empty() {
            return self.out.push(line);
        }
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain(std::iter::once(line.plain.len()));
        for (n, (from, to)) in starts.zip(ends).enumerate() {
            let text = line.text.slice(Span::new(from, from + line.plain[from..to].trim_end().len()));
            let plain = simplified(&text.text);
            let kind = Some(language.shape.kind(&plain));
            let blank_before = line.blank_before || n > 0;
            self.out.push(Line { text, plain, kind, blank_before, ..line.clone() });
        }
    }

    fn part(&mut self, part: Span, n: usize, indent: f32) {
        let language = self.manner.language;
        let Some(mut line) = read(self.source, part, self.manner) else {
            self.taken.furniture.push(part);
            let words: String = simplified(part.of(self.source)).chars().filter(|c| !blank(*c)).collect();
            if language.repairs.turns(&words) {
                self.taken.turns.push(part);
                self.turned = true;
            } else if self.turned && language.repairs.returns(&words) {
                self.taken.turns.pop();
                self.turned = false;
            }
            self.page_before = true;
            return;
        };
        if line.text.text.is_empty() {
            return;
        }
        if n == 0 {
            line.indent = indent;
            // Of Chinese the words tell it.
            if let Some(depth) = self.faces.item(part.start as usize).filter(|_| !language.unspaced) {
                line.mark = Mark::ListItem;
                line.indent += f32::from(depth);
            }
            line.width += if line.mark == Mark::None { indent } else { 0.0 };
        }
        // Where recognition put lines together, the line ends it left are as good as empty lines.
        line.blank_before = std::mem::take(&mut self.blank_before) || (self.joined.is_some() && n == 0);
        line.put_together = self.joined.is_some();
        line.page_before = std::mem::take(&mut self.page_before);
        line.fed = std::mem::take(&mut self.fed);
        line.turned_before = std::mem::take(&mut self.turned);
        self.put(line);
    }
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
    Some((Span::new(start, start + body.len()), words[..before].chars().map(ems).sum()))
}

/// One line, mended; `None` where it belongs to the page.
fn read(source: &str, inner: Span, manner: Manner<'_>) -> Option<Line> {
    let language = manner.language;
    let (inner, mark) = marked(source, inner);
    let words = inner.of(source);
    let mut text = mend(source, inner, manner);
    // Letters that somebody spread are as wide as they were before.
    let spread = language.unspaced && text.text.len() * 13 < words.len() * 10;
    let width = if spread { &text.text } else { words }.chars().map(ems).sum();
    let mut plain = if language.unspaced { simplified(&text.text) } else { text.text.clone() };
    if language.repairs.furniture(&plain) {
        return None;
    }
    let kind = language.shape.kind(&plain);
    if language.unspaced && gapped(words) {
        let columns = matches!(kind, LineKind::Signature | LineKind::Title | LineKind::Speaker);
        let short = kind == LineKind::Other && width < 30.0;
        let gap = (width < 45.0 && column_gap(words)) || (short && (title_gap(words) || names_gap(words)));
        if columns || gap {
            text = mend(source, inner, manner.with(Blanks::Columns));
            plain = simplified(&text.text);
        }
    }
    Some(Line { text, plain, width, mark, kind: Some(kind), ..Line::default() })
}

/// Markdown's marks before a line.
fn marked(source: &str, inner: Span) -> (Span, Mark) {
    let words = inner.of(source);
    let hashes = words.len() - words.trim_start_matches('#').len();
    if hashes > 0 && hashes <= 6 {
        let rest = words[hashes..].trim_start_matches(blank);
        return (Span::new(inner.end as usize - rest.len(), inner.end as usize), Mark::Heading);
    }
    for mark in ["- ", "* ", "+ "] {
        if let Some(rest) = words.strip_prefix(mark) {
            let rest = rest.trim_start_matches(blank);
            return (Span::new(inner.end as usize - rest.len(), inner.end as usize), Mark::ListItem);
        }
    }
    if let Some(rest) = words.strip_prefix("> ") {
        return (Span::new(inner.end as usize - rest.len(), inner.end as usize), Mark::None);
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
        && parts.iter().all(|p| p.chars().count() >= 4 && p.chars().all(is_han))
        && words.chars().count() <= 30
}

/// Blanks between names with middle dots, and nothing else: a line of those who sign.
fn names_gap(words: &str) -> bool {
    let parts: Vec<&str> = words.split(blank).filter(|p| !p.is_empty()).collect();
    let dot = |c: char| matches!(c, '·' | '・' | '•' | '‧');
    let name = |p: &&str| (2..=12).contains(&p.chars().count()) && p.chars().all(|c| is_han(c) || dot(c));
    (2..=4).contains(&parts.len()) && parts.iter().any(|p| p.contains(dot)) && parts.iter().all(name)
}

/// Turns the ruins of dashes back into dashes.
fn bullets(lines: &mut [Line], language: &Language) {
    const REACH: usize = 14;
    let certain: Vec<bool> = (0..lines.len())
        .map(|n| {
            let listing = if lines[n].mark == Mark::ListItem { Listing::Marked } else { Listing::None };
            lines[n].kind() == LineKind::Bullet
                || (begins(lines, n) && language.repairs.bullet(&lines[n].text.text, listing).is_some())
        })
        .collect();
    let alike = alike(lines, language);
    for n in 0..lines.len() {
        let near = certain[n.saturating_sub(REACH)..n].contains(&true)
            && certain[(n + 1).min(lines.len())..(n + 1 + REACH).min(lines.len())].contains(&true);
        let after_stop = n == 0 || lines[n - 1].text.text.ends_with(['。', '；', '：']);
        let listing = match (lines[n].mark, (near && after_stop) || alike[n]) {
            (Mark::ListItem, _) => Listing::Marked,
            (_, true) => Listing::Listed,
            _ => Listing::None,
        };
        if matches!(lines[n].kind(), LineKind::Subtitle | LineKind::Dateline) || !begins(lines, n) {
            continue;
        }
        let line = &mut lines[n];
        let Some((ruins, dash)) = language.repairs.bullet(&line.text.text, listing) else {
            continue;
        };
        // Where a sentence goes on and nothing of a dash is left, the mark is the markup's own.
        if ruins == 0 && !after_stop && language.unspaced {
            continue;
        }
        if !line.text.text[..ruins].eq(dash) {
            line.text = dashed(&line.text, ruins, dash);
            line.plain = simplified(&line.text.text);
        }
        line.kind = Some(LineKind::Bullet);
    }
}

/// `text` with a dash in the place of its first `ruins` bytes.
pub(super) fn dashed(text: &Text, ruins: usize, dash: &str) -> Text {
    let start = text.origin().map_or(0, |s| s.start);
    let from = text.trace.origin(Span::new(0, ruins)).unwrap_or(Span { start, end: start });
    let mut mended = Text::default();
    mended.put(dash, from, &DEEDS.bullet);
    mended.append(&text.slice(Span::new(ruins, text.text.len())));
    mended
}

/// Whether line `n` may begin a paragraph: the line before does not break off in the middle.
fn begins(lines: &[Line], n: usize) -> bool {
    let Some(before) = n.checked_sub(1).map(|m| &lines[m]) else { return true };
    let open = before
        .text
        .text
        .chars()
        .next_back()
        .is_some_and(|c| is_han(c) || c.is_alphanumeric() || matches!(c, '，' | '、'));
    let line = &lines[n];
    // Only what joins names may stand at the beginning of a line in the middle of one.
    let joins = line.text.text.starts_with(['·', '•', '—', '–', '―', '─']) && !line.text.text.starts_with("——");
    let whole = !joins || line.mark == Mark::ListItem;
    !open || whole || before.width < 12.0 || before.kind() != LineKind::Other
}

/// Lines of a list whose dashes all became the word one: under words that announce a list two lines or more begin so.
fn alike(lines: &[Line], language: &Language) -> Vec<bool> {
    let mut out = vec![false; lines.len()];
    let listed = |n: usize| {
        language.repairs.bullet(&lines[n].plain, Listing::Listed).is_some_and(|(ruins, _)| ruins > 0)
            && (lines[n - 1].plain.ends_with(['：', '；', '。']))
    };
    for n in 1..lines.len() {
        let announced = lines[n - 1].plain.ends_with('：') || out[n - 1];
        if !announced || !listed(n) {
            // A measure may go on on the lines after its first.
            out[n] = out[n - 1] && !lines[n - 1].plain.ends_with(['。', '；']) && lines[n].kind() == LineKind::Other;
            continue;
        }
        out[n] = true;
    }
    let first = |n: usize| out[n] && listed(n);
    let counted: Vec<bool> = (0..lines.len()).map(|n| n > 0 && first(n)).collect();
    let run = |n: usize| {
        let from = (0..n).rev().take_while(|&m| out[m]).last().unwrap_or(n);
        let to = (n..lines.len()).take_while(|&m| out[m]).last().unwrap_or(n);
        counted[from..=to].iter().filter(|c| **c).count()
    };
    (0..lines.len()).map(|n| counted[n] && run(n) >= 2).collect()
}
