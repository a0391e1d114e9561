//! Reads `compare.toml`: what counts when two statements are compared.

use super::{Files, Problem};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Which rung of a ladder a sentence stands on.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// The highest it has a word of.
    Highest,
    /// The lowest that an operator of its clauses has a word of.
    Lowest,
    /// As many as it has words of the ladder.
    Count,
    /// Clause by clause: a clause stands on the lowest rung its operator has a word of, the sentence on the highest its clauses reach.
    Operator,
}

/// A word of a list, found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LadderHit {
    /// Which list of the several it was looked for in.
    pub list: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Several lists of words, looked for all at once; the longest word wins where several begin.
#[derive(Debug)]
pub struct Lists {
    automaton: Option<AhoCorasick>,
    list_of: Vec<usize>,
    /// For each word, whether longer words that begin so count too.
    begins: Vec<bool>,
}

impl Lists {
    /// Compiles the lists; a word that ends in `*` is the beginning of words.
    fn new<'a>(lists: impl IntoIterator<Item = &'a Vec<String>>) -> Self {
        let mut words = Vec::new();
        let (mut list_of, mut begins) = (Vec::new(), Vec::new());
        for (number, list) in lists.into_iter().enumerate() {
            for word in list.iter().filter(|w| !w.is_empty()) {
                words.push(word.trim_end_matches('*').to_lowercase());
                begins.push(word.ends_with('*'));
                list_of.push(number);
            }
        }
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&words)
            .ok();
        Self { automaton, list_of, begins }
    }

    /// Every word found, in order; in scripts with spaces only whole words.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = LadderHit> + 'a {
        self.automaton
            .iter()
            .flat_map(move |a| a.find_iter(text))
            .filter(move |m| whole(text, m.start(), m.end(), self.begins[m.pattern().as_usize()]))
            .map(|m| LadderHit { list: self.list_of[m.pattern().as_usize()], start: m.start(), end: m.end() })
    }
}

/// Whether no word of a spaced script runs on over either end; where `begins`, it may over the last.
fn whole(text: &str, start: usize, end: usize, begins: bool) -> bool {
    let joined =
        |a: Option<char>, b: Option<char>| matches!((a, b), (Some(a), Some(b)) if spaced_letter(a) && spaced_letter(b));
    let inside = &text[start..end];
    !joined(text[..start].chars().next_back(), inside.chars().next())
        && (begins || !joined(inside.chars().next_back(), text[end..].chars().next()))
}

fn spaced_letter(c: char) -> bool {
    c.is_alphabetic() && (c as u32) < 0x2E80
}

/// Words in the order of what they say, weakest first.
#[derive(Debug)]
pub struct Ladder {
    /// What it measures.
    pub name: String,
    /// Which rung counts.
    pub measure: Measure,
    /// What one climb adds to the strength; negative where climbing weakens.
    pub weight: f64,
    /// Whether standing on no rung at all counts, between sentences otherwise alike.
    pub absence: bool,
    /// Whether it says something of sentences otherwise alike only.
    pub alike: bool,
    /// Whether the force of its clauses decides for a sentence without a word of the ladder; such a ladder has four rungs.
    pub clauses: bool,
    /// The words by rung.
    pub rungs: Lists,
}

/// What counts when statements of one language are compared.
#[derive(Debug)]
pub struct Compare {
    /// Who may go unsaid at the head of a sentence.
    pub subjects: Vec<String>,
    /// What follows a party's initial in its shortest name (方).
    pub side: Vec<String>,
    /// Offices in front of a dotted personal name.
    pub offices: Vec<String>,
    /// What ends such a name.
    pub name_ends: String,
    /// What a full date is made of besides digits.
    pub date_marks: String,
    /// What closes a full date.
    pub date_end: Option<char>,
    /// Set phrases that say little about which sentence answers which.
    pub formulas: Lists,
    /// Grounds for stronger and weaker.
    pub ladders: Vec<Ladder>,
    /// Names of the topics.
    pub topic_names: Vec<String>,
    /// Their words.
    pub topics: Lists,
    /// Words that say much the same, a list an idea.
    pub ideas: Lists,
    /// What ends the forms of one word, longest first.
    pub endings: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    subjects: Vec<String>,
    side: Vec<String>,
    offices: Vec<String>,
    name_ends: String,
    date_marks: String,
    date_end: Option<char>,
    formulas: Vec<String>,
    ladders: Vec<LadderTable>,
    topics: BTreeMap<String, Vec<String>>,
    ideas: BTreeMap<String, Vec<String>>,
    endings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LadderTable {
    name: String,
    measure: Measure,
    weight: f64,
    #[serde(default)]
    absence: bool,
    #[serde(default)]
    alike: bool,
    #[serde(default)]
    clauses: bool,
    rungs: Vec<Vec<String>>,
}

impl Compare {
    /// Reads `<code>/compare.toml`; an absent or broken file leaves everything empty.
    pub fn read(files: &Files, code: &str, problems: &mut Vec<Problem>) -> Self {
        let path = format!("{code}/compare.toml");
        let table = files.get(&path).map_or_else(Table::default, |text| {
            toml::from_str(text).unwrap_or_else(|error| {
                problems.push(Problem::new(path, error.to_string()));
                Table::default()
            })
        });
        Self::compile(table)
    }

    fn compile(mut table: Table) -> Self {
        table.endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        Self {
            endings: table.endings,
            subjects: table.subjects,
            side: table.side,
            offices: table.offices,
            name_ends: table.name_ends,
            date_marks: table.date_marks,
            date_end: table.date_end,
            formulas: Lists::new([&table.formulas]),
            ladders: table.ladders.into_iter().map(Ladder::compile).collect(),
            topics: Lists::new(table.topics.values()),
            ideas: Lists::new(table.ideas.values()),
            topic_names: table.topics.into_keys().collect(),
        }
    }
}

/// A word without its ending has so many letters at least.
const STEM: usize = 4;

impl Compare {
    /// A word in lower case without its ending: the same for most forms of one word.
    #[must_use]
    pub fn stem<'a>(&self, word: &'a str) -> &'a str {
        let mut stems = self.endings.iter().filter_map(|ending| word.strip_suffix(ending.as_str()));
        stems.find(|stem| stem.chars().count() >= STEM).unwrap_or(word)
    }
}

impl Ladder {
    fn compile(table: LadderTable) -> Self {
        Self {
            rungs: Lists::new(&table.rungs),
            name: table.name,
            measure: table.measure,
            weight: table.weight,
            absence: table.absence,
            alike: table.alike,
            clauses: table.clauses,
        }
    }
}

impl Default for Compare {
    fn default() -> Self {
        Self::compile(Table::default())
    }
}
