//! Clause rules: `rules/*.toml`, one concept a file, each rule with the sentences that prove it.

use super::pattern::{self, Opening, Pattern};
use super::{Files, Lexicon, Problem, Token, Word};
use crate::model::{ClauseKind, Force, Stance};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a rule's clause means for the words behind it in the sentence.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Opens {
    /// It opens a clause wherever it stands.
    #[default]
    Always,
    /// Only where kind or force differ from the clause before.
    Change,
    /// Only first in its sentence or with a party of its own.
    First,
    /// As `Change`, but never within the content of what is said.
    Outside,
    /// Only first in its sentence, with a party of its own, or behind another stance.
    Stance,
    /// As `Stance`, and behind what is undertaken, but never within the content of what is said.
    Turn,
    /// As `Stance`, but never within the content of what is said.
    Soft,
    /// Only first in its sentence, with a party of its own, or right behind a stance without content.
    Chain,
}

/// A rule, compiled.
#[derive(Clone, Debug)]
pub struct Rule {
    /// File and key: `zh/rules/stance.toml#oppose`.
    pub name: String,
    /// What it says, in words.
    pub says: String,
    /// Lower ones are tried first.
    pub rank: u32,
    /// Matched where the predicate of a segment begins.
    pub pattern: Pattern,
    /// What its match must begin with, if anything.
    pub opening: Option<Opening>,
    /// What its clause does.
    pub kind: ClauseKind,
    /// Of a position.
    pub stance: Option<Stance>,
    /// Of a commitment, mandate or call; none leaves it to the lead-in.
    pub force: Option<Force>,
    /// Whether it opens a clause.
    pub opens: Opens,
    /// What stands behind it is the content of what is said, not an act of the actor.
    pub content: bool,
    /// The rule of clauses in which no other fires; its pattern is empty.
    pub fallback: bool,
    /// 0 to 1.
    pub confidence: f64,
    /// Sentences it must find.
    pub yes: Vec<String>,
    /// Sentences it must not find.
    pub no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    says: String,
    #[serde(default)]
    pattern: String,
    kind: String,
    stance: Option<String>,
    force: Option<String>,
    #[serde(default)]
    rank: Option<u32>,
    #[serde(default)]
    opens: Opens,
    #[serde(default)]
    content: bool,
    #[serde(default)]
    fallback: bool,
    confidence: Option<f64>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

/// The clause rules of a language, in the order they are tried.
#[derive(Clone, Debug, Default)]
pub struct Rulebook {
    /// The words they look for.
    pub lexicon: Lexicon,
    /// In the order they are tried.
    pub rules: Vec<Rule>,
    /// For each word, the rules whose match may begin with it; the last are those that may begin without one.
    beginning: Vec<Vec<usize>>,
}

impl Rulebook {
    /// Compiles `<code>/rules/*.toml`; a rule that cannot be understood is left out and named.
    #[must_use]
    pub fn compile(files: &Files, code: &str, lexicon: Lexicon, problems: &mut Vec<Problem>) -> Self {
        let prefix = format!("{code}/rules/");
        let mut rules = Vec::new();
        for (path, text) in files.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix)) {
            match toml::from_str::<BTreeMap<String, Written>>(text) {
                Ok(written) => {
                    for (key, rule) in written {
                        let name = format!("{path}#{key}");
                        match rule.compiled(&name, &lexicon) {
                            Ok(rule) => rules.push(rule),
                            Err(why) => problems.push(Problem::new(name, why)),
                        }
                    }
                }
                Err(error) => problems.push(Problem::new(path.clone(), error.to_string())),
            }
        }
        rules.sort_by(|a, b| (a.rank, &a.name).cmp(&(b.rank, &b.name)));
        let may = |word: Option<&Word>| {
            let begins = |r: &Rule| !r.fallback && r.opening.as_ref().is_none_or(|opening| opening.fits(word));
            (0..rules.len()).filter(|&n| begins(&rules[n])).collect()
        };
        let beginning = lexicon.words().iter().map(Some).chain([None]).map(may).collect();
        Self { lexicon, rules, beginning }
    }

    /// The rules whose match may begin with `token`, in the order they are tried.
    pub fn beginning_with(&self, token: Option<Token>) -> impl Iterator<Item = &Rule> {
        let rules = token.map_or(self.beginning.last(), |token| self.beginning.get(token.word));
        rules.into_iter().flatten().map(|&n| &self.rules[n])
    }

    /// The rule of clauses in which no other fires.
    #[must_use]
    pub fn fallback(&self) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.fallback)
    }
}

impl Written {
    fn compiled(self, name: &str, lexicon: &Lexicon) -> Result<Rule, String> {
        let pattern = pattern::parse(&self.pattern, lexicon)?;
        Ok(Rule {
            name: name.to_owned(),
            says: self.says,
            rank: self.rank.unwrap_or(50),
            opening: Opening::of(&pattern),
            pattern,
            kind: self.kind.parse()?,
            stance: self.stance.map(|s| s.parse()).transpose()?,
            force: self.force.map(|f| f.parse()).transpose()?,
            opens: self.opens,
            content: self.content,
            fallback: self.fallback,
            confidence: self.confidence.unwrap_or(0.9),
            yes: self.yes,
            no: self.no,
        })
    }
}
