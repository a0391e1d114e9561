//! The scheme of topics, and the words of a language that decide what a clause is about.
//!
//! In: `_all/topics.tsv`, `<code>/topics.toml`. Out: [`Scheme`] and [`Topics`]. Never: reads a document.
//! See: `languages/README.md`.

use super::dictionary::{Sightings, Sort, Vocabulary};
use super::{Files, Hit, Problem, words};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// A matter that official texts deal with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// `finance/local-currency`; what stands before the slash is its field.
    pub key: String,
    /// What it is called, by language.
    pub labels: BTreeMap<String, String>,
    /// How it stands to a domain of EuroVoc: `close` or `broad`, and its number.
    pub eurovoc: Option<(String, String)>,
    /// The same for the UNBIS Thesaurus.
    pub unbis: Option<(String, String)>,
}

/// A word, and the words it must stand with, to the topics it decides and whether weakly.
type Deciding = BTreeMap<(String, Option<String>), Vec<(u16, bool)>>;

impl Topic {
    /// The key of the field it belongs to; `None` where it is a field itself.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.key.split_once('/').map(|(field, _)| field)
    }

    /// Its name in a language; its key where it has none.
    #[must_use]
    pub fn label(&self, language: &str) -> &str {
        self.labels.get(language).unwrap_or(&self.key)
    }
}

/// All topics, fields before what belongs to them.
#[derive(Clone, Debug, Default)]
pub struct Scheme {
    /// In the order of the file.
    pub topics: Vec<Topic>,
}

impl Scheme {
    /// Reads `_all/topics.tsv`.
    pub fn read(files: &Files, problems: &mut Vec<Problem>) -> Self {
        let path = "_all/topics.tsv";
        let Some(text) = files.get(path) else { return Self::default() };
        let relation = |cell: &str| cell.split_once(' ').map(|(how, id)| (how.to_owned(), id.to_owned()));
        let topic = |entry: words::Entry| Topic {
            eurovoc: relation(entry.get("eurovoc")),
            unbis: relation(entry.get("unbis")),
            key: entry.word,
            labels: entry.columns.into_iter().filter(|(name, _)| name.len() == 2).collect(),
        };
        let scheme = Self { topics: words::entries(path, text, problems).into_iter().map(topic).collect() };
        for field in scheme.topics.iter().filter_map(Topic::field).filter(|field| scheme.topic(field).is_none()) {
            problems
                .push(Problem::new(path, format!("found a topic of `{field}`, wanted a line for `{field}` itself")));
        }
        scheme
    }

    /// The topic of that key.
    #[must_use]
    pub fn topic(&self, key: &str) -> Option<&Topic> {
        self.topics.iter().find(|t| t.key == key)
    }
}

/// The words of one topic, with the sentences that prove them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicRule {
    /// Words that decide; where words are set apart, their beginnings, with `*` for the ending of a first of two.
    pub words: Vec<String>,
    /// Words that count where no other does.
    #[serde(default)]
    pub weak: Vec<String>,
    /// Sentences about it; `[…]` round the words that decide.
    #[serde(default)]
    pub yes: Vec<String>,
    /// Sentences that are not about it.
    #[serde(default)]
    pub no: Vec<String>,
}

/// A word that decides.
#[derive(Clone, Debug)]
struct Decider {
    /// Its words up to the ending.
    stem: String,
    /// What must follow its ending: ` услуг` of `торговл* услуг`.
    tail: Option<String>,
    /// Topics, and whether weakly.
    topics: Vec<(u16, bool)>,
}

/// The words of a language that decide, compiled.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    /// Keys of the topics, by number.
    pub keys: Vec<String>,
    /// As written, in the order of the keys.
    pub rules: Vec<TopicRule>,
    deciders: Vec<Decider>,
    unspaced: bool,
}

/// A word that decides, where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopicHit {
    /// Number of the topic.
    pub topic: u16,
    /// It counts where no other does.
    pub weak: bool,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Topics {
    /// Reads `<code>/topics.toml`; topics the scheme does not have are named.
    pub fn read(files: &Files, code: &str, unspaced: bool, problems: &mut Vec<Problem>) -> Self {
        let path = format!("{code}/topics.toml");
        let written: BTreeMap<String, TopicRule> = super::shape::parse(files, &path, problems);
        let scheme = Scheme::read(files, &mut Vec::new());
        let known = |key: &&String| scheme.topic(key).is_some();
        for key in written.keys().filter(|key| !known(key)) {
            problems
                .push(Problem::new(path.clone(), format!("found the topic `{key}`, wanted one of _all/topics.tsv")));
        }
        let mut words: Deciding = BTreeMap::new();
        for (n, rule) in (0..).zip(written.values()) {
            let strong = rule.words.iter().map(|w| (w, false));
            for (word, weak) in strong.chain(rule.weak.iter().map(|w| (w, true))) {
                let (stem, tail) = word.split_once('*').map_or((word.as_str(), None), |(a, b)| (a, Some(b.to_owned())));
                words.entry((stem.to_lowercase(), tail)).or_default().push((n, weak));
            }
        }
        let deciders = words.into_iter().map(|((stem, tail), topics)| Decider { stem, tail, topics }).collect();
        let (keys, rules) = written.into_iter().unzip();
        Self { keys, rules, deciders, unspaced }
    }

    pub(super) fn fill(&self, vocabulary: &mut Vocabulary) {
        vocabulary.add(Sort::Topic, self.deciders.iter().map(|decider| decider.stem.as_str()));
    }

    /// Every word within `range` of `text` that decides, in order.
    pub fn find(&self, text: &str, sightings: &Sightings, range: Range<usize>, out: &mut Vec<TopicHit>) {
        out.clear();
        if self.unspaced {
            sightings.longest(Sort::Topic, range).for_each(|hit| self.take(hit, out));
            return;
        }
        let all = sightings.within(Sort::Topic, range.clone());
        all.filter(|hit| self.stands(&text[range.clone()], hit, range.start)).for_each(|hit| self.take(hit, out));
        out.sort_by_key(|hit| hit.end);
    }

    fn take(&self, hit: Hit, out: &mut Vec<TopicHit>) {
        let found = |&(topic, weak)| TopicHit { topic, weak, start: hit.start, end: hit.end };
        out.extend(self.deciders[hit.word].topics.iter().map(found));
    }

    /// Whether a word is the beginning of one of `text`, which begins at `from`, and goes on as it must.
    fn stands(&self, text: &str, hit: &Hit, from: usize) -> bool {
        let tail = self.deciders[hit.word].tail.as_ref();
        !text[..hit.start - from].chars().next_back().is_some_and(char::is_alphanumeric)
            && tail.is_none_or(|tail| follows(&text[hit.end - from..].to_lowercase(), tail))
    }
}

/// Whether `tail` stands behind the rest of the word.
fn follows(rest: &str, tail: &str) -> bool {
    rest.trim_start_matches(char::is_alphabetic).starts_with(tail)
}
