//! `chancery dossiers`

use super::{Globals, out};
use crate::Result;
use crate::register::DossierFilter;
use crate::shape::Dossier;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// body, instrument, event, initiative, topic or state.
    #[arg(long)]
    kind: Option<String>,
    /// With these words in their names.
    #[arg(long)]
    text: Option<String>,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let dossiers = workspace.dossiers(&DossierFilter { kind: args.kind, text: args.text }).await?;
    if common.json {
        return out::say_json(&dossiers);
    }
    let row = |d: &Dossier| {
        let span = [&d.first, &d.last].map(|date| date.as_deref().unwrap_or("—").chars().take(4).collect::<String>());
        let name = d.labels.get("en").map_or("", String::as_str);
        vec![d.dossier.clone(), d.entries.to_string(), span.join("–"), name.to_owned()]
    };
    out::say(&out::columns(&dossiers.iter().map(row).collect::<Vec<_>>()))
}
