//! `chancery explain CLAUSE|DOCUMENT#EID`

use super::{Globals, document_called, out};
use crate::locale::Locale;
use crate::register::{ClauseFilter, Firing, Origin, Workspace};
use crate::render::explain;
use crate::shape::Clause;
use crate::{Error, Result};
use serde::Serialize;
use std::collections::BTreeMap;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of a clause, or a provision: `DOCUMENT#EID`.
    subject: String,
    /// In which language to explain: en, zh.
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    lang: String,
}

/// Why, and from where.
#[derive(Debug, Serialize)]
struct Explanation {
    clauses: Vec<(Clause, Firing)>,
    origin: Vec<Origin>,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let explanation = explanation(&workspace, &args.subject).await?;
    if common.json {
        return out::say_json(&explanation);
    }
    let locale = Locale::named(&args.lang)
        .ok_or_else(|| Error::usage(format!("found the language `{}`", args.lang), "en or zh", "say it with --lang"))?;
    let mut text = String::new();
    for (clause, firing) in &explanation.clauses {
        let reading = workspace.document(&clause.document).await?.text;
        text.push_str(&said(locale, clause, firing, &reading));
    }
    for way in ways(&explanation.origin) {
        text.push_str(&way.said(locale));
    }
    out::say(&text)
}

async fn explanation(workspace: &Workspace, subject: &str) -> Result<Explanation> {
    let Some((name, place)) = subject.split_once('#') else {
        return Err(Error::usage(
            format!("found `{subject}`"),
            "DOCUMENT#EID, or the id of a clause",
            "take one from `chancery show DOCUMENT --format json`",
        ));
    };
    let document = document_called(workspace, name).await?;
    if let Some((eid, _)) = place.split_once('/') {
        let clause = workspace.clause(&format!("{document}#{place}")).await?;
        let firing = workspace.explanation(&clause.clause).await?;
        let origin = workspace.origin(&document, eid).await?;
        let inside = |o: &Origin| o.start < clause.end && clause.start < o.end;
        let origin = origin.into_iter().filter(inside).collect();
        return Ok(Explanation { clauses: vec![(clause, firing)], origin });
    }
    let origin = workspace.origin(&document, place).await?;
    let filter = ClauseFilter { document: Some(document), ..ClauseFilter::default() };
    let mut clauses = Vec::new();
    for clause in workspace.clauses(&filter).await?.into_iter().filter(|c| c.eid == place) {
        let firing = workspace.explanation(&clause.clause).await?;
        clauses.push((clause, firing));
    }
    Ok(Explanation { clauses, origin })
}

fn said(locale: &Locale, clause: &Clause, firing: &Firing, reading: &str) -> String {
    let what = [Some(&clause.kind), clause.stance.as_ref(), clause.force.as_ref(), clause.stage.as_ref()];
    let what: Vec<&str> = what.into_iter().flatten().map(String::as_str).collect();
    let mut text =
        format!("{}\n  {}\n  {} · {}\n", clause.clause, clause.text, what.join(" · "), clause.actors.join(", "));
    for (n, step) in (1..).zip(explain::steps(locale, clause, firing, reading)) {
        text.push_str(&format!("  {n}. {step}\n"));
    }
    text.push_str(&format!("  {}: {}\n", locale.t("clause.rule"), firing.rule));
    let more = [("explain.rule-says", explain::says(locale, firing)), ("explain.example", explain::example(firing))];
    for (key, words) in more {
        text.extend(words.map(|words| format!("  {}: {words}\n", locale.t(key))));
    }
    text
}

/// A stretch of the text that came from one stretch of a source, with what was mended on the way.
#[derive(Debug)]
struct Way<'a> {
    first: &'a Origin,
    last: &'a Origin,
    /// Names of deeds, each with how often it was done.
    deeds: BTreeMap<&'a str, usize>,
}

/// Neighbours taken together: nobody wants to read a line for every character.
fn ways(origins: &[Origin]) -> Vec<Way<'_>> {
    let mut out: Vec<Way<'_>> = Vec::new();
    for origin in origins {
        let joins = |w: &&mut Way<'_>| w.last.source == origin.source && w.last.end == origin.start;
        let way = match out.last_mut().filter(joins) {
            Some(way) => way,
            None => {
                out.push(Way { first: origin, last: origin, deeds: BTreeMap::new() });
                let Some(new) = out.last_mut() else { continue };
                new
            }
        };
        way.last = origin;
        if let Some(deed) = origin.deed.as_deref() {
            *way.deeds.entry(named(deed)).or_default() += 1;
        }
    }
    out
}

/// The name of a deed; a decision keeps its number.
fn named(deed: &str) -> &str {
    let name = deed.split(' ').next().unwrap_or(deed);
    if name == "decision" { deed } else { name }
}

impl Way<'_> {
    fn said(&self, l: &Locale) -> String {
        let deed = |(deed, times): (&&str, &usize)| {
            let (name, number) = deed.split_once(' ').map_or((*deed, ""), |(name, _)| (name, &deed[name.len()..]));
            format!("{}{number} ×{times}", l.term("deed", name))
        };
        let deeds: Vec<String> = self.deeds.iter().map(deed).collect();
        let place = [("from", self.first.byte_start.to_string()), ("to", self.last.byte_end.to_string())];
        let place: Vec<(&str, &str)> = place.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let bytes = l.fill("provision-page.bytes", &place);
        let mended = if deeds.is_empty() { String::new() } else { format!(" ({})", deeds.join(", ")) };
        format!("  {}–{} ← {}, {bytes}{mended}\n", self.first.start, self.last.end, self.first.source_name)
    }
}
