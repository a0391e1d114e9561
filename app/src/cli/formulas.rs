//! `chancery formulas`

use super::{Globals, out};
use crate::Result;
use crate::search::{self, Formula};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// No more than so many.
    #[arg(long, default_value = "40")]
    limit: usize,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let formulas = search::formulas(&workspace, args.limit).await?;
    if common.json {
        return out::say_json(&formulas);
    }
    if formulas.is_empty() {
        eprintln!("no phrase is repeated by three documents");
        return Ok(());
    }
    let rows: Vec<Vec<String>> = formulas.iter().map(row).collect();
    out::say(&out::columns(&rows))
}

fn row(formula: &Formula) -> Vec<String> {
    let day = |date: &Option<String>| date.clone().unwrap_or_else(|| "undated".into());
    let mut fate = Vec::new();
    if let (Some(words), Some(place)) = (&formula.changed_to, &formula.changed_in) {
        fate.push(format!("{}: {words}", day(&place.date)));
    }
    fate.extend(formula.vanished_in.as_ref().map(|document| format!("not in {document}")));
    vec![
        formula.documents.to_string(),
        day(&formula.first.date),
        day(&formula.last.date),
        formula.phrase.clone(),
        fate.join("; "),
    ]
}
