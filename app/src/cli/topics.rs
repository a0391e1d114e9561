//! `chancery topics [--format skos]`

use super::{Globals, out};
use crate::Result;
use crate::knowledge;
use crate::render::topics;

/// How to write the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One topic a line.
    Text,
    /// SKOS, in Turtle.
    Skos,
}

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(args: &Args, common: &Globals) -> Result<()> {
    let scheme = &knowledge::current().scheme;
    if common.json {
        return out::say_json(&topics::rows(scheme));
    }
    match args.format {
        Format::Skos => out::say(&topics::skos(scheme)),
        Format::Text => {
            let row = |t: &chancery_engine::rules::Topic| {
                vec![t.key.clone(), t.label("en").to_owned(), t.label("zh").to_owned(), t.label("ru").to_owned()]
            };
            out::say(&out::columns(&scheme.topics.iter().map(row).collect::<Vec<_>>()))
        }
    }
}
