//! The patterns of `repairs.toml` and `shape.toml` by their own examples: what they take, and what they leave.

use super::{Files, Knowledge, Language, LineKind, Listing, Problem};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

#[derive(Deserialize, Default)]
#[serde(default)]
struct File {
    example: Vec<Example>,
}

/// Lines for one list of patterns.
#[derive(Deserialize)]
struct Example {
    of: String,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
    #[serde(default)]
    pairs: Vec<(String, String)>,
}

impl Example {
    fn tried(&self) -> usize {
        self.yes.len() + self.no.len() + self.pairs.len()
    }

    fn faults(&self, language: &Language) -> Vec<String> {
        let of = &self.of;
        let wanted = self.yes.iter().map(|l| (l, true)).chain(self.no.iter().map(|l| (l, false)));
        let lines = wanted.filter_map(|(line, wanted)| match takes(language, of, line) {
            None => Some(format!("no list is called `{of}`")),
            Some(found) if found == wanted => None,
            Some(true) => Some(format!("{of} takes «{line}»")),
            Some(false) => Some(format!("{of} misses «{line}»")),
        });
        let pairs = self.pairs.iter().filter_map(|(before, after)| {
            let made = mended(language, of, before)?;
            (made != *after).then(|| format!("{of} makes «{made}» of «{before}», wanted «{after}»"))
        });
        let unknown = (!self.pairs.is_empty() && mended(language, of, "").is_none())
            .then(|| format!("no list that changes lines is called `{of}`"));
        lines.chain(pairs).chain(unknown).collect()
    }
}

/// How many examples the lists of `files` have, and what does not come out as they say.
#[must_use]
pub fn line_examples(files: &Files, knowledge: &Knowledge) -> (usize, Vec<Problem>) {
    let (mut tried, mut problems) = (0, Vec::new());
    for (path, text) in files {
        let own = path.split_once('/').filter(|(_, name)| matches!(*name, "repairs.toml" | "shape.toml"));
        let Some(language) = own.and_then(|(code, _)| knowledge.language(code)) else { continue };
        // A file that cannot be read at all is said where it is compiled.
        for example in toml::from_str::<File>(text).unwrap_or_default().example {
            tried += example.tried();
            let faults = example.faults(language).into_iter();
            problems.extend(faults.map(|text| Problem { file: path.clone(), text }));
        }
    }
    (tried, problems)
}

/// Whether the list called `of` takes `line`; nothing where there is no such list.
fn takes(language: &Language, of: &str, line: &str) -> Option<bool> {
    Some(match of {
        "furniture" => language.repairs.furniture(line),
        "turns" => language.repairs.turns(line),
        "returns" => language.repairs.returns(line),
        "opening" => language.shape.opens(line),
        "announcement" => language.shape.announces(line),
        "after" => language.shape.comes_after(line),
        "declares" => language.shape.declares(line).is_some(),
        "done" => language.shape.done(line).is_some(),
        "heading number" => language.shape.headings.number(line).is_some(),
        "annex" => language.shape.headings.annex(line),
        "open" => language.shape.headings.goes_on(line),
        kind => {
            let kind: Result<LineKind, Error> = LineKind::deserialize(kind.into_deserializer());
            language.shape.is(kind.ok()?, line)
        }
    })
}

/// What becomes of `line` in the list called `of`.
fn mended(language: &Language, of: &str, line: &str) -> Option<String> {
    let mut out = line.to_owned();
    match of {
        "inline" => {
            for range in language.repairs.inline_furniture(line).into_iter().rev() {
                out.replace_range(range, "");
            }
        }
        "bullets" => {
            if let Some((ruins, dash)) = language.repairs.bullet(line, Listing::None) {
                out.replace_range(..ruins, dash);
            }
        }
        _ => return None,
    }
    Some(out)
}
