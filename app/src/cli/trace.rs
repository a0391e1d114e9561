//! `chancery trace PHRASE`

use super::{Globals, out};
use crate::search::{Piece, Wording};
use crate::{Result, search};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The phrase, in either script and width.
    phrase: String,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let wordings = search::trace(&workspace, &args.phrase).await?;
    if common.json {
        return out::say_json(&wordings);
    }
    if wordings.is_empty() {
        eprintln!("found nowhere");
        return Ok(());
    }
    out::say(&wordings.iter().map(said).collect::<String>())
}

/// A wording, what is not the phrase's own in brackets, and its places.
fn said(wording: &Wording) -> String {
    let mut text = format!("{}  ({})\n", marked(&wording.wording), wording.occurrences.len());
    for place in &wording.occurrences {
        let date = place.date.as_deref().unwrap_or("undated");
        text.push_str(&format!("    {date}  {}  {}\n", place.sentence, marked(&place.snippet)));
    }
    text
}

fn marked(pieces: &[Piece]) -> String {
    pieces.iter().map(|p| if p.hit { format!("[{}]", p.text) } else { p.text.clone() }).collect()
}
