//! `chancery variants DOCUMENT`, and taking another witness's reading.

use super::{Globals, document_called, out};
use crate::shape::{Variant, Witness};
use crate::{Error, Result, reading};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The document whose witnesses differ.
    document: String,
    /// Take the reading that stands there in the list.
    #[arg(long, value_name = "NUMBER")]
    choose: Option<usize>,
    /// Why.
    #[arg(long, default_value = "")]
    why: String,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let document = document_called(&workspace, &args.document).await?;
    let all = workspace.variants(&document).await?;
    let Some(number) = args.choose else {
        let witnesses = workspace.witnesses(Some(&document)).await?;
        return if common.json { out::say_json(&all) } else { listed(&all, &witnesses) };
    };
    let variant = number.checked_sub(1).and_then(|n| all.get(n)).ok_or_else(|| {
        Error::input(
            format!("found no variant {number}"),
            format!("a number from 1 to {}", all.len()),
            "take one from `chancery variants DOCUMENT`",
        )
    })?;
    let ruling = reading::chosen(variant, &workspace.provisions(&document).await?).ok_or_else(|| {
        Error::input(
            format!("variant {number} is no reading of single words"),
            "a variant inside one paragraph",
            "use `chancery suspicions --correct`, or the page of source and reading text",
        )
    })?;
    let decision = ruling.decide(&workspace, "reading.choose", &common.hand(args.why)?).await?;
    reading::refresh(&workspace).await?;
    if common.json { out::say_json(&decision) } else { out::say(&format!("decision {}", decision.seq)) }
}

fn listed(all: &[Variant], witnesses: &[Witness]) -> Result<()> {
    for witness in witnesses {
        for (from, to) in reading::lacking(witness, all) {
            eprintln!("{} lacks {} characters, {from} to {to}", witness.source_name, to - from);
        }
    }
    if all.is_empty() {
        eprintln!("the witnesses agree");
        return Ok(());
    }
    let name = |source: &str| witnesses.iter().find(|w| w.source == source).map_or("", |w| w.source_name.as_str());
    let words = |text: &str| match text.replace('\n', "⏎") {
        none if none.is_empty() => "(nothing)".to_owned(),
        words => out::shortened(&words, 40),
    };
    let row = |(n, v): (usize, &Variant)| {
        let place = format!("{}–{}", v.start, v.end);
        let readings = format!("{} ] {}", words(&v.reading), words(&v.witness_reading));
        vec![(n + 1).to_string(), place, v.kind.clone(), readings, name(&v.source).to_owned()]
    };
    out::say(&out::columns(&all.iter().enumerate().map(row).collect::<Vec<_>>()))
}
