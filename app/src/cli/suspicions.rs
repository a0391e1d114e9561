//! `chancery suspicions [DOCUMENT]`, and deciding about them.

use super::{Globals, document_called, out};
use crate::register::Ruling;
use crate::shape::Suspicion;
use crate::{Error, Result, reading};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only those of this document.
    document: Option<String>,
    /// Those that were refused too.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    verdict: Verdict,
    /// Why.
    #[arg(long, default_value = "")]
    why: String,
}

/// What is decided about a suspicion, named by its id.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
struct Verdict {
    /// Take the reading proposed.
    #[arg(long, value_name = "ID", conflicts_with = "document")]
    accept: Option<String>,
    /// Keep what is printed.
    #[arg(long, value_name = "ID", conflicts_with = "document")]
    refuse: Option<String>,
    /// Put other words there: `ID=WORDS`.
    #[arg(long, value_name = "ID=WORDS", conflicts_with = "document")]
    correct: Option<String>,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    if let Some((action, id, made)) = args.verdict.told()? {
        let suspicion = workspace.suspicion(&id).await?;
        let ruling = ruling(&suspicion, action, made)?;
        let decision = ruling.decide(&workspace, action, &common.hand(args.why)?).await?;
        reading::refresh(&workspace).await?;
        return if common.json { out::say_json(&decision) } else { out::say(&format!("decision {}", decision.seq)) };
    }
    let document = match &args.document {
        Some(name) => Some(document_called(&workspace, name).await?),
        None => None,
    };
    let mut all = workspace.suspicions(document.as_deref()).await?;
    all.retain(|s| args.all || !s.refused);
    if common.json { out::say_json(&all) } else { listed(&all) }
}

impl Verdict {
    /// The action, the suspicion and the words.
    fn told(&self) -> Result<Option<(&'static str, String, Option<String>)>> {
        Ok(match (&self.accept, &self.refuse, &self.correct) {
            (Some(id), ..) => Some(("reading.accept", id.clone(), None)),
            (_, Some(id), _) => Some(("reading.refuse", id.clone(), None)),
            (_, _, Some(told)) => {
                let (id, words) = told.split_once('=').ok_or_else(|| {
                    Error::usage(format!("found `{told}`"), "ID=WORDS", "say what shall stand there behind `=`")
                })?;
                Some(("reading.correct", id.to_owned(), Some(words.to_owned())))
            }
            _ => None,
        })
    }
}

/// The decision about a suspicion; `made` where the decider has words of their own.
pub(crate) fn ruling(suspicion: &Suspicion, action: &str, made: Option<String>) -> Result<Ruling> {
    let made = match (action, made) {
        ("reading.refuse", _) => suspicion.words.clone(),
        (_, Some(made)) => made,
        (_, None) => suspicion.proposed.clone().ok_or_else(|| {
            Error::input(
                format!("nothing is proposed for «{}»", suspicion.words),
                "the words that shall stand there",
                "say them with --correct ID=WORDS",
            )
        })?,
    };
    let Suspicion { document, eid, before, words, after, .. } = suspicion.clone();
    Ok(Ruling { document, eid, before, words, after, made })
}

fn listed(all: &[Suspicion]) -> Result<()> {
    let row = |s: &Suspicion| {
        let proposed = match s.proposed.as_deref() {
            None => "?".to_owned(),
            Some("") => "(nothing)".to_owned(),
            Some(words) => words.to_owned(),
        };
        let words = if s.words.is_empty() { "(nothing)" } else { &s.words };
        let place = format!("{}[{words} → {proposed}]{}", s.before, s.after);
        vec![s.suspicion.clone(), s.kind.clone(), place, s.reason.clone()]
    };
    if all.is_empty() {
        eprintln!("nothing is suspected");
        return Ok(());
    }
    out::say(&out::columns(&all.iter().map(row).collect::<Vec<_>>()))
}
