//! `chancery trace PHRASE`

use super::{Globals, out};
use crate::{Result, search};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The phrase, in either script and width.
    phrase: String,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let places = search::trace(&workspace, &args.phrase).await?;
    if common.json {
        return out::say_json(&places);
    }
    let mut text = String::new();
    let mut last = "";
    for place in &places {
        if place.document != last {
            text.push_str(&format!("{}  {}\n", place.date.as_deref().unwrap_or("undated"), place.document));
            last = &place.document;
        }
        let marked: String =
            place.snippet.iter().map(|p| if p.hit { format!("[{}]", p.text) } else { p.text.clone() }).collect();
        text.push_str(&format!("    {}  {marked}\n", place.sentence));
    }
    if places.is_empty() {
        eprintln!("found nowhere");
        return Ok(());
    }
    out::say(&text)
}
