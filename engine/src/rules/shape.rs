//! What the lines of a statement look like (`shape.toml`) and how they are mended (`repairs.toml`).

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
    /// Offices, names, date and place of signing.
    Signature,
    /// A document's title, whole.
    Title,
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
    lines: Vec<(LineKind, Vec<Regex>)>,
    opening: Vec<Regex>,
    announcement: Vec<Regex>,
    run_in: Vec<Regex>,
    telling: Vec<String>,
    telling_least: usize,
    kinds: Vec<(String, Vec<String>)>,
    places: Vec<Regex>,
    announced_day: Vec<Regex>,
    /// What follows a state's short form where it speaks as a party: 方.
    pub party_form: String,
    /// Templates of made titles, by kind; `and` joins names.
    pub made: BTreeMap<String, String>,
    /// Where sentences end.
    pub sentences: Sentences,
    openers: Vec<String>,
    always_open: Vec<Regex>,
    /// Characters with which no paragraph ends.
    pub never_last: String,
    /// Characters with which paragraphs end.
    pub terminal: String,
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
    paragraphs: ParagraphPart,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct DocumentPart {
    opening: Vec<String>,
    announcement: Vec<String>,
    run_in: Vec<String>,
    telling: Vec<String>,
    telling_least: usize,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct IdentityPart {
    places: Vec<String>,
    announced_day: Vec<String>,
    party_forms: String,
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
        let mut all = |list: &[String]| patterns(list, &path, problems);
        Self {
            lines: file.lines.iter().map(|(kind, list)| (*kind, all(list))).collect(),
            opening: all(&file.document.opening),
            announcement: all(&file.document.announcement),
            run_in: all(&file.document.run_in),
            telling: file.document.telling,
            telling_least: file.document.telling_least,
            kinds: file
                .kinds
                .into_iter()
                .filter_map(|mut row| (!row.is_empty()).then(|| (row.remove(0), row)))
                .collect(),
            places: all(&file.identity.places),
            announced_day: all(&file.identity.announced_day),
            party_form: file.identity.party_forms,
            made: file.joint,
            sentences: Sentences::compile(file.sentences),
            always_open: all(&file.paragraphs.always),
            openers: file.paragraphs.openers,
            never_last: file.paragraphs.never_last,
            terminal: file.paragraphs.terminal,
        }
    }

    /// What `line` looks like, and the numeral it begins with.
    #[must_use]
    pub fn classify<'t>(&self, line: &'t str) -> (LineKind, &'t str) {
        for (kind, list) in &self.lines {
            for pattern in list {
                if let Some(found) = pattern.captures(line) {
                    return (*kind, found.name("number").map_or("", |m| m.as_str()));
                }
            }
        }
        (LineKind::Other, "")
    }

    /// Whether `line` matches one of the patterns of `kind`, whatever else it looks like.
    #[must_use]
    pub fn is(&self, kind: LineKind, line: &str) -> bool {
        self.lines.iter().any(|(k, list)| *k == kind && list.iter().any(|p| p.is_match(line)))
    }

    /// The date a page-date line names, as printed.
    #[must_use]
    pub fn page_date<'t>(&self, line: &'t str) -> Option<&'t str> {
        let (_, list) = self.lines.iter().find(|(k, _)| *k == LineKind::PageDate)?;
        list.iter().find_map(|p| p.captures(line)).and_then(|c| c.name("date")).map(|m| m.as_str())
    }

    /// Whether a statement's text begins with `line`.
    #[must_use]
    pub fn opens(&self, line: &str) -> bool {
        self.opening.iter().any(|p| p.is_match(line))
    }

    /// Whether `line` announces that the text itself follows.
    #[must_use]
    pub fn announces(&self, line: &str) -> bool {
        self.announcement.iter().any(|p| p.is_match(line))
    }

    /// Lines that ran together: where in `line` the second and the third begin (`date` and `rest` of the pattern).
    #[must_use]
    pub fn run_in(&self, line: &str) -> Vec<usize> {
        let Some(found) = self.run_in.iter().find_map(|p| p.captures(line)) else { return Vec::new() };
        ["date", "rest"].into_iter().filter_map(|name| found.name(name)).map(|m| m.start()).collect()
    }

    /// Whether `text` speaks as statements do, often enough to be one.
    #[must_use]
    pub fn tells(&self, text: &str) -> bool {
        let found: usize = self.telling.iter().map(|word| text.matches(word.as_str()).count()).sum();
        self.telling_least > 0 && found >= self.telling_least
    }

    /// The contract's kind of a document with such words in its title.
    #[must_use]
    pub fn document_kind(&self, title: &str) -> Option<&str> {
        self.kinds
            .iter()
            .find(|(_, words)| words.iter().any(|w| title.contains(w.as_str())))
            .map(|(kind, _)| kind.as_str())
    }

    /// The place a signing line, a line of place and date or a dateline names.
    #[must_use]
    pub fn place<'t>(&self, line: &'t str) -> Option<&'t str> {
        self.places.iter().find_map(|p| p.captures(line)).and_then(|c| c.name("place")).map(|m| m.as_str())
    }

    /// The day of the month on which an announcement says the text was made.
    #[must_use]
    pub fn announced_day(&self, line: &str) -> Option<u8> {
        self.announced_day.iter().find_map(|p| p.captures(line)).and_then(|c| c.name("day")?.as_str().parse().ok())
    }

    /// How much a paragraph likes to begin as `line` does.
    #[must_use]
    pub fn opens_paragraph(&self, line: &str) -> Opener {
        if self.always_open.iter().any(|p| p.is_match(line)) {
            Opener::Always
        } else if self.openers.iter().any(|w| line.starts_with(w.as_str())) {
            Opener::Often
        } else {
            Opener::No
        }
    }
}

/// The patterns of `repairs.toml`, compiled.
#[derive(Debug, Default)]
pub struct Repairs {
    furniture: Vec<Regex>,
    inline: Vec<Regex>,
    turns: Vec<Regex>,
    /// One character for another, beside Chinese.
    pub characters: BTreeMap<char, char>,
    /// Bars of any make.
    pub dashes: String,
    /// What such a bar becomes.
    pub dash: String,
    bullet: String,
    always: Vec<Regex>,
    marked: Vec<Regex>,
    listed: Vec<Regex>,
    except: Vec<Regex>,
    numbered: Vec<Regex>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RepairsFile {
    furniture: Vec<String>,
    inline: Vec<String>,
    turns: Vec<String>,
    characters: BTreeMap<char, char>,
    dashes: DashPart,
    bullets: BulletPart,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct DashPart {
    forms: String,
    becomes: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct BulletPart {
    becomes: String,
    always: Vec<String>,
    marked: Vec<String>,
    listed: Vec<String>,
    except: Vec<String>,
    numbered: Vec<String>,
}

/// Where a line stands, for the question whether it is a broken bullet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// Nothing known.
    #[default]
    None,
    /// The source's own markup made it a list item.
    Marked,
    /// It stands between measures opened by a dash.
    Listed,
}

impl Repairs {
    /// Compiles `<code>/repairs.toml`.
    pub fn read(files: &Files, code: &str, problems: &mut Vec<Problem>) -> Self {
        let path = format!("{code}/repairs.toml");
        let file: RepairsFile = parse(files, &path, problems);
        let mut all = |list: &[String]| patterns(list, &path, problems);
        Self {
            furniture: all(&file.furniture),
            inline: all(&file.inline),
            turns: all(&file.turns),
            characters: file.characters,
            dashes: file.dashes.forms,
            dash: file.dashes.becomes,
            bullet: file.bullets.becomes,
            always: all(&file.bullets.always),
            marked: all(&file.bullets.marked),
            listed: all(&file.bullets.listed),
            except: all(&file.bullets.except),
            numbered: all(&file.bullets.numbered),
        }
    }

    /// Whether `line` belongs to the page and not to the text.
    #[must_use]
    pub fn furniture(&self, line: &str) -> bool {
        self.furniture.iter().any(|p| p.is_match(line))
    }

    /// Whether a line of furniture says that the text goes on elsewhere.
    #[must_use]
    pub fn turns(&self, line: &str) -> bool {
        self.turns.iter().any(|p| p.is_match(line))
    }

    /// Stretches inside a line that belong to the page, in bytes.
    #[must_use]
    pub fn inline_furniture(&self, line: &str) -> Vec<std::ops::Range<usize>> {
        self.inline.iter().flat_map(|p| p.find_iter(line)).map(|m| m.range()).collect()
    }

    /// If `line` is a measure opened by a dash or its ruins: how many bytes of ruins to replace, and by what.
    #[must_use]
    pub fn bullet(&self, line: &str, listing: Listing) -> Option<(usize, &str)> {
        if self.numbered.iter().any(|p| p.is_match(line)) {
            return None;
        }
        let excepted = self.except.iter().any(|p| p.is_match(line));
        let further: &[Regex] = match listing {
            Listing::None => &[],
            Listing::Marked => &self.marked,
            Listing::Listed => &self.listed,
        };
        let found = self.always.iter().chain(further.iter().filter(|p| !excepted || p.as_str().starts_with("^()")));
        found.filter_map(|p| p.captures(line)).find_map(|c| c.get(1)).map(|m| (m.end(), self.bullet.as_str()))
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

fn patterns(list: &[String], path: &str, problems: &mut Vec<Problem>) -> Vec<Regex> {
    list.iter()
        .filter_map(|text| {
            Regex::new(text)
                .map_err(|error| problems.push(Problem::new(path, format!("found the pattern `{text}`: {error}"))))
                .ok()
        })
        .collect()
}
