//! `chancery list`

use super::{Globals, out};
use crate::Result;
use crate::register::DocumentFilter;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only those of this party.
    #[arg(long)]
    party: Option<String>,
    /// Only those of this kind.
    #[arg(long)]
    kind: Option<String>,
    /// Only those in this language.
    #[arg(long)]
    language: Option<String>,
    /// Not before this date.
    #[arg(long)]
    from: Option<String>,
    /// Not after this date.
    #[arg(long)]
    to: Option<String>,
    /// With these words in title or text.
    #[arg(long)]
    text: Option<String>,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let Args { party, kind, language, from, to, text } = args;
    let documents = workspace.documents(&DocumentFilter { party, kind, language, from, to, text }).await?;
    if common.json {
        return out::say_json(&documents);
    }
    let witnesses = workspace.witnesses(None).await?;
    let row = |d: &crate::shape::Document| {
        let count = witnesses.iter().filter(|w| w.document == d.document).count();
        let carried = format!("{count} witness{}", if count == 1 { "" } else { "es" });
        vec![d.document.clone(), d.language.clone(), carried, out::shortened(&d.title, 40)]
    };
    let rows: Vec<Vec<String>> = documents.iter().map(row).collect();
    if rows.is_empty() {
        eprintln!("no documents; read some with `chancery add PATH`");
        return Ok(());
    }
    out::say(&out::columns(&rows))
}
