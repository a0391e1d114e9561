//! `chancery search QUERY`

use super::{Globals, out};
use crate::{Result, search};
use std::io::IsTerminal;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Words, "phrases", -exclusions, party:RUS, kind:treaty, date:2019..2023.
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    /// At most so many.
    #[arg(long, default_value_t = 50)]
    limit: usize,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let hits = search::search(&workspace, &args.query.join(" "), args.limit).await?;
    if common.json {
        return out::say_json(&hits);
    }
    let (open, close) = if std::io::stdout().is_terminal() { ("\x1b[1m", "\x1b[0m") } else { ("[", "]") };
    let mut text = String::new();
    for hit in &hits {
        let mark = |p: &search::Piece| if p.hit { format!("{open}{}{close}", p.text) } else { p.text.clone() };
        let snippet: String = hit.snippet.iter().map(mark).collect();
        text.push_str(&format!("{}#{}\n  {snippet}\n", hit.document, hit.eid));
    }
    if hits.is_empty() {
        eprintln!("nothing found");
        return Ok(());
    }
    out::say(&text)
}
