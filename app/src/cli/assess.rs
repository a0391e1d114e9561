//! `chancery assess open|rubric|search|code|settle|sign|show`

use super::{Globals, out};
use crate::review::assess;
use crate::shape::assessment::{Coding, Cycle, Rubric, Search};
use crate::{Error, Result};
use std::path::PathBuf;

/// What to do with a cycle of assessment.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Open a cycle with its window of dates.
    Open {
        /// Its name.
        cycle: String,
        /// interim or final.
        #[arg(long, default_value = "final")]
        kind: String,
        /// First day that counts.
        #[arg(long, value_name = "DATE")]
        from: String,
        /// Last day that counts.
        #[arg(long, value_name = "DATE")]
        to: String,
    },
    /// Write the rubric of an undertaking: a TOML file with [criteria], [levels] and, if wanted, [other].
    Rubric {
        #[command(flatten)]
        about: About,
        /// The file.
        file: PathBuf,
    },
    /// Record where evidence was looked for.
    Search {
        #[command(flatten)]
        about: About,
        /// What was asked; may be said several times.
        #[arg(long)]
        query: Vec<String>,
        /// Where; may be said several times.
        #[arg(long)]
        place: Vec<String>,
        /// In which language; may be said several times.
        #[arg(long)]
        language: Vec<String>,
        /// About which party; all of them unless said.
        #[arg(long)]
        party: Option<String>,
    },
    /// Code an undertaking, blind to the other coder.
    Code(Codes),
    /// Settle what two coders differ about.
    Settle(Codes),
    /// Sign the scores.
    Sign {
        #[command(flatten)]
        about: About,
    },
    /// Show a cycle in figures.
    Show {
        /// Its name.
        cycle: String,
    },
}

/// Which undertaking in which cycle.
#[derive(Debug, clap::Args)]
pub struct About {
    /// Name of the cycle.
    cycle: String,
    /// Number of the entry, or id of its clause.
    id: String,
    /// The reason.
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
}

/// What the parties did.
#[derive(Debug, clap::Args)]
pub struct Codes {
    #[command(flatten)]
    about: About,
    /// The criteria a party met (`RUS=law,money`), or its score (`RUS:+1`, `RUS:n.a.`).
    #[arg(required = true)]
    parties: Vec<String>,
}

pub(super) async fn run(command: Command, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let hand = |why: &str| common.hand(why);
    let decision = match command {
        Command::Open { cycle, kind, from, to } => {
            assess::open(&workspace, Cycle { cycle, kind, from, to, ..Cycle::default() }, &hand("")?).await?
        }
        Command::Rubric { about, file } => {
            assess::rubric(&workspace, &about.cycle, &about.id, read(&file)?, &hand(&about.why)?).await?
        }
        Command::Search { about, query, place, language, party } => {
            let search = Search { queries: query, places: place, languages: language, party, ..Search::default() };
            assess::search(&workspace, &about.cycle, &about.id, search, &hand(&about.why)?).await?
        }
        Command::Code(Codes { about, parties }) => {
            assess::code(&workspace, &about.cycle, &about.id, coding(&parties)?, &hand(&about.why)?).await?
        }
        Command::Settle(Codes { about, parties }) => {
            assess::settle(&workspace, &about.cycle, &about.id, coding(&parties)?, &hand(&about.why)?).await?
        }
        Command::Sign { about } => assess::sign(&workspace, &about.cycle, &about.id, &hand(&about.why)?).await?,
        Command::Show { cycle } => return out::say_json(&assess::round(&workspace, &cycle).await?),
    };
    out::decided(&decision, common.json)
}

fn read(file: &std::path::Path) -> Result<Rubric> {
    let wanted = "a TOML file with the tables criteria and levels";
    let fault = |e: String| Error::input(format!("{}: {e}", file.display()), wanted, "look at that line");
    let text = std::fs::read_to_string(file).map_err(|e| fault(e.to_string()))?;
    toml::from_str(&text).map_err(|e| fault(e.to_string()))
}

fn coding(parties: &[String]) -> Result<Coding> {
    let mut coding = Coding::default();
    for said in parties {
        if let Some((party, met)) = said.split_once('=') {
            let met = met.split(',').map(str::trim).filter(|m| !m.is_empty()).map(str::to_owned).collect();
            coding.met.insert(party.to_owned(), met);
        } else if let Some((party, score)) = said.split_once(':') {
            coding.scores.insert(party.to_owned(), score.to_owned());
        } else {
            return Err(Error::usage(
                format!("found `{said}`"),
                "PARTY=criteria or PARTY:score",
                "write RUS=law,money",
            ));
        }
    }
    Ok(coding)
}
