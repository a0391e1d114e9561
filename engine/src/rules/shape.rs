//! What the lines of a statement look like (`shape.toml`).

use super::gate::Gated;
use super::headings::{HeadingPart, Headings};
use super::sentences::{SentencePart, Sentences};
use super::{Files, Problem};
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a single line looks like, taken by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Agency, place, date.
    Dateline,
    /// When a page was put up.
    PageDate,
    /// Place and date in brackets.
    PlaceDate,
    /// A document's title, whole.
    Title,
    /// Offices, names, date and place of signing.
    Signature,
    /// A speech's second title.
    Subtitle,
    /// Office and name of who speaks.
    Speaker,
    /// Whom a speech addresses.
    Salutation,
    /// The end of a speech.
    Closing,
    /// A bare number.
    Part,
    /// A numbered measure.
    Item,
    /// A measure opened by a dash.
    Bullet,
    /// None of these.
    Other,
}

/// How much a paragraph likes to begin with certain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    /// They tell nothing.
    No,
    /// They tip the scale where layout is silent.
    Often,
    /// They open a paragraph whatever layout says.
    Always,
}

/// The patterns of `shape.toml`, compiled.
#[derive(Debug, Default)]
pub struct Shape {
    /// All patterns of lines, and the kind each tells of.
    lines: Gated,
    kinds_of_lines: Vec<LineKind>,
    /// The same, kind by kind.
    each: Vec<(LineKind, Gated)>,
    opening: Gated,
    announcement: Gated,
    run_in: Gated,
    telling: Vec<String>,
    telling_least: usize,
    reports: Vec<String>,
    reports_least: usize,
    defines: Gated,
    speaks: Gated,
    kinds: Vec<(String, Vec<String>)>,
    places: Vec<Regex>,
    met: Vec<Regex>,
    announced_day: Vec<Regex>,
    announced_date: Vec<Regex>,
    done: Vec<Regex>,
    declares: Vec<Regex>,
    after: Gated,
    /// Words after which a title names its matter.
    pub about: Vec<String>,
    /// Words that stand between the names of a list, none among them.
    pub joins: Vec<String>,
    /// Offices that persons bear in titles.
    pub offices: Vec<String>,
    /// The date of a page is believed before the days that a text tells of.
    pub page_date_first: bool,
    /// What follows a state's short form where it speaks as a party: 方.
    pub party_form: String,
    /// Templates of made titles, by kind; `and` joins names.
    pub made: BTreeMap<String, String>,
    /// Where sentences end.
    pub sentences: Sentences,
    /// How headings are numbered, and what they do not end with.
    pub headings: Headings,
    openers: Vec<String>,
    always_open: Gated,
    /// Characters with which no paragraph ends.
    pub never_last: String,
    /// Characters with which paragraphs end.
    pub terminal: String,
    /// Everything in one line.
    pub together: Together,
}

/// How blocks are told apart where everything ran into one line.
#[derive(Debug, Default)]
pub struct Together {
    /// What may stand before the body, in this order; a block is what each group remembers.
    pub head: Vec<Regex>,
    /// A heading (the first group) and the words after it that begin a sentence.
    pub heading: Option<Regex>,
    /// What looks like a heading and is not.
    pub no_heading: Gated,
    /// How a paragraph begins.
    pub opens: Gated,
    /// What follows the name of a state in a signing line.
    pub office: Option<Regex>,
    /// With what an office ends.
    pub office_end: Option<Regex>,
    /// The date of signing.
    pub signed: Option<Regex>,
    /// The agency's line at the end.
    pub agency: Option<Regex>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct TogetherPart {
    head: Vec<String>,
    heading: Vec<String>,
    no_heading: Vec<String>,
    opens: Vec<String>,
    office: Vec<String>,
    office_end: Vec<String>,
    signed: Vec<String>,
    agency: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ShapeFile {
    lines: BTreeMap<LineKind, Vec<String>>,
    document: DocumentPart,
    kinds: Vec<Vec<String>>,
    joint: BTreeMap<String, String>,
    identity: IdentityPart,
    sentences: SentencePart,
    headings: HeadingPart,
    paragraphs: ParagraphPart,
    together: TogetherPart,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct DocumentPart {
    opening: Vec<String>,
    announcement: Vec<String>,
    after: Vec<String>,
    run_in: Vec<String>,
    telling: Vec<String>,
    telling_least: usize,
    reports: Vec<String>,
    reports_least: usize,
    defines: Vec<String>,
    speaks: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct IdentityPart {
    places: Vec<String>,
    met: Vec<String>,
    announced_day: Vec<String>,
    announced_date: Vec<String>,
    done: Vec<String>,
    declares: Vec<String>,
    party_forms: String,
    page_date_first: bool,
    about: Vec<String>,
    joins: Vec<String>,
    offices: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ParagraphPart {
    openers: Vec<String>,
    always: Vec<String>,
    never_last: String,
    terminal: String,
}

impl Shape {
    /// Compiles `<code>/shape.toml`.
    pub fn read(files: &Files, code: &str, problems: &mut Vec<Problem>) -> Self {
        let path = format!("{code}/shape.toml");
        let file: ShapeFile = parse(files, &path, problems);
        let each: Vec<(LineKind, Vec<Regex>)> =
            file.lines.iter().map(|(kind, list)| (*kind, patterns(list, &path, problems))).collect();
        let mut gated = |list: &[String]| Gated::new(patterns(list, &path, problems));
        let (opening, announcement) = (gated(&file.document.opening), gated(&file.document.announcement));
        let after = gated(&file.document.after);
        let defines = gated(&file.document.defines);
        let speaks = gated(&file.document.speaks);
        let run_in = gated(&file.document.run_in);
        let always_open = gated(&file.paragraphs.always);
        let (no_heading, opens) = (gated(&file.together.no_heading), gated(&file.together.opens));
        let mut all = |list: &[String]| patterns(list, &path, problems);
        let together = Together {
            head: all(&file.together.head),
            heading: all(&file.together.heading).pop(),
            no_heading,
            opens,
            office: all(&file.together.office).pop(),
            office_end: all(&file.together.office_end).pop(),
            signed: all(&file.together.signed).pop(),
            agency: all(&file.together.agency).pop(),
        };
        let headings =
            Headings { number: all(&file.headings.number), annex: all(&file.headings.annex), open: file.headings.open };
        Self {
            together,
            headings,
            lines: Gated::new(each.iter().flat_map(|(_, list)| list.iter().cloned()).collect()),
            kinds_of_lines: each.iter().flat_map(|(kind, list)| list.iter().map(|_| *kind)).collect(),
            each: each.into_iter().map(|(kind, list)| (kind, Gated::new(list))).collect(),
            opening,
            announcement,
            always_open,
            run_in,
            telling: file.document.telling,
            telling_least: file.document.telling_least,
            reports: file.document.reports,
            reports_least: file.document.reports_least,
            defines,
            speaks,
            kinds: file
                .kinds
                .into_iter()
                .filter_map(|mut row| (!row.is_empty()).then(|| (row.remove(0), row)))
                .collect(),
            places: all(&file.identity.places),
            met: all(&file.identity.met),
            announced_day: all(&file.identity.announced_day),
            announced_date: all(&file.identity.announced_date),
            done: all(&file.identity.done),
            declares: all(&file.identity.declares),
            after,
            page_date_first: file.identity.page_date_first,
            about: file.identity.about,
            joins: file.identity.joins,
            offices: file.identity.offices,
            party_form: file.identity.party_forms,
            made: file.joint,
            sentences: Sentences::compile(file.sentences),
            openers: file.paragraphs.openers,
            never_last: file.paragraphs.never_last,
            terminal: file.paragraphs.terminal,
        }
    }

    /// What `line` looks like.
    #[must_use]
    pub fn kind(&self, line: &str) -> LineKind {
        self.lines.which(line).map_or(LineKind::Other, |n| self.kinds_of_lines[n])
    }

    /// What `line` looks like, and the numeral it begins with.
    #[must_use]
    pub fn classify<'t>(&self, line: &'t str) -> (LineKind, &'t str) {
        match self.lines.first(line) {
            Some((n, found)) => (self.kinds_of_lines[n], found.name("number").map_or("", |m| m.as_str())),
            None => (LineKind::Other, ""),
        }
    }

    /// Whether `line` matches one of the patterns of `kind`, whatever else it looks like.
    #[must_use]
    pub fn is(&self, kind: LineKind, line: &str) -> bool {
        self.each.iter().any(|(k, list)| *k == kind && list.is_match(line))
    }

    /// Whether a title may end as `line` does.
    #[must_use]
    pub fn may_end_title(&self, line: &str) -> bool {
        self.each.iter().any(|(k, list)| *k == LineKind::Title && list.may_end(line))
    }

    /// The date a page-date line names, as printed.
    #[must_use]
    pub fn page_date<'t>(&self, line: &'t str) -> Option<&'t str> {
        let (_, list) = self.each.iter().find(|(k, _)| *k == LineKind::PageDate)?;
        list.first(line).and_then(|(_, c)| c.name("date")).map(|m| m.as_str())
    }

    /// Whether a statement's text begins with `line`.
    #[must_use]
    pub fn opens(&self, line: &str) -> bool {
        self.opening.is_match(line)
    }

    /// Whether `line` announces that the text itself follows.
    #[must_use]
    pub fn announces(&self, line: &str) -> bool {
        self.announcement.is_match(line)
    }

    /// Lines that ran together: where in `line` the second and the third begin (`date` and `rest` of the pattern).
    #[must_use]
    pub fn run_in(&self, line: &str) -> Vec<usize> {
        let Some((_, found)) = self.run_in.first(line) else { return Vec::new() };
        ["date", "rest"].into_iter().filter_map(|name| found.name(name)).map(|m| m.start()).collect()
    }

    /// Whether `text` speaks as statements do, often enough to be one.
    #[must_use]
    pub fn tells(&self, text: &str) -> bool {
        let found: usize = self.telling.iter().map(|word| text.matches(word.as_str()).count()).sum();
        self.telling_least > 0 && found >= self.telling_least
    }

    /// Whether `text` tells what a statement says, and is none itself.
    #[must_use]
    pub fn reports(&self, text: &str) -> bool {
        let found: usize = self.reports.iter().map(|word| text.matches(word.as_str()).count()).sum();
        self.reports_least > 0 && found >= self.reports_least
    }

    /// Whether those who speak in the first person name themselves at the beginning of `text`.
    #[must_use]
    pub fn speaks(&self, text: &str) -> bool {
        self.speaks.is_match(text)
    }

    /// Whether a line ends with what a party will be called: the text goes on, and the line is whole.
    #[must_use]
    pub fn defines(&self, line: &str) -> bool {
        self.defines.is_match(line)
    }

    /// Where a line parts that is a title with its date.
    #[must_use]
    pub fn titled(&self, line: &str) -> Vec<usize> {
        let titled = self.run_in.first(line).is_some_and(|(_, found)| found.name("title").is_some());
        if titled { self.run_in(line) } else { Vec::new() }
    }

    /// The contract's kind of a document with such words in its title.
    #[must_use]
    pub fn document_kind(&self, title: &str) -> Option<&str> {
        let lower = title.to_lowercase();
        self.kinds
            .iter()
            .find(|(_, words)| words.iter().any(|w| title.contains(w.as_str()) || lower.contains(&w.to_lowercase())))
            .map(|(kind, _)| kind.as_str())
    }

    /// The place where a sentence says that people met.
    #[must_use]
    pub fn met<'t>(&self, sentence: &'t str) -> Option<&'t str> {
        self.met.iter().find_map(|p| p.captures(sentence)).and_then(|c| c.name("place")).map(|m| m.as_str())
    }

    /// The place a signing line, a line of place and date or a dateline names.
    #[must_use]
    pub fn place<'t>(&self, line: &'t str) -> Option<&'t str> {
        self.places.iter().find_map(|p| p.captures(line)).and_then(|c| c.name("place")).map(|m| m.as_str())
    }

    /// The date and the place of the words with which a text says that it was signed.
    #[must_use]
    pub fn done<'t>(&self, paragraph: &'t str) -> Option<(&'t str, &'t str)> {
        let found = self.done.iter().find_map(|p| p.captures(paragraph))?;
        Some((found.name("date")?.as_str(), found.name("place")?.as_str()))
    }

    /// The day of the month on which an announcement says the text was made.
    #[must_use]
    pub fn announced_day(&self, line: &str) -> Option<u8> {
        self.announced_day.iter().find_map(|p| p.captures(line)).and_then(|c| c.name("day")?.as_str().parse().ok())
    }

    /// The day and month on which an announcement says the text was made, in its words.
    #[must_use]
    pub fn announced_date<'t>(&self, line: &'t str) -> Option<&'t str> {
        self.announced_date.iter().find_map(|p| p.captures(line)).and_then(|c| c.name("date")).map(|m| m.as_str())
    }

    /// What a text without a title declares itself to be: 发表联合声明如下.
    #[must_use]
    pub fn declares<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.declares.iter().find_map(|p| p.captures(text)).and_then(|c| c.name("what")).map(|m| m.as_str())
    }

    /// Whether a line heads what stands on the page after a text.
    #[must_use]
    pub fn comes_after(&self, line: &str) -> bool {
        self.after.is_match(line)
    }

    /// How much a paragraph likes to begin as `line` does.
    #[must_use]
    pub fn opens_paragraph(&self, line: &str) -> Opener {
        if self.always_open.is_match(line) {
            Opener::Always
        } else if self.openers.iter().any(|w| line.starts_with(w.as_str())) {
            Opener::Often
        } else {
            Opener::No
        }
    }
}

pub(super) fn parse<T: Default + serde::de::DeserializeOwned>(
    files: &Files,
    path: &str,
    problems: &mut Vec<Problem>,
) -> T {
    let Some(text) = files.get(path) else {
        return T::default();
    };
    toml::from_str(text).unwrap_or_else(|error| {
        problems.push(Problem::new(path, format!("{error}")));
        T::default()
    })
}

pub(super) fn patterns(list: &[String], path: &str, problems: &mut Vec<Problem>) -> Vec<Regex> {
    list.iter()
        .filter_map(|text| {
            Regex::new(text)
                .map_err(|error| problems.push(Problem::new(path, format!("found the pattern `{text}`: {error}"))))
                .ok()
        })
        .collect()
}
