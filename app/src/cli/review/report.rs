//! `chancery review report --out FILE`

use crate::cli::{Globals, document_called, out};
use crate::locale::Locale;
use crate::register::{Kept, Workspace};
use crate::render::paper::Format;
use crate::review::report::{self, Report};
use crate::review::scope::Scope;
use crate::{Error, Result};
use std::path::PathBuf;

/// Arguments. Without a document, body, party or cycle the report is on the whole register.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file: NAME.docx, NAME.xlsx, NAME.html or NAME.json.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// On the undertakings of a document.
    #[arg(long)]
    document: Option<String>,
    /// On what a body answers for, with those under it.
    #[arg(long)]
    body: Option<String>,
    /// On what a party undertook.
    #[arg(long)]
    party: Option<String>,
    /// On what was selected for a cycle of assessment.
    #[arg(long)]
    cycle: Option<String>,
    /// The language it is written in: en or zh.
    #[arg(long, default_value = "en")]
    language: String,
    /// Write it whatever the preflight finds, and do not issue it.
    #[arg(long)]
    draft: bool,
    /// The reason.
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
}

pub(super) async fn run(workspace: &Workspace, args: Args, common: &Globals) -> Result<()> {
    let name = args.out.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let format = Format::of_file(&name).ok_or_else(|| {
        Error::usage(
            format!("found the file name `{name}`"),
            "a name in docx, xlsx, html or json",
            "write --out r.docx",
        )
    })?;
    let locale = Locale::named(&args.language).ok_or_else(|| {
        Error::usage(format!("found the language `{}`", args.language), "en or zh", "say it with --language")
    })?;
    let document = match &args.document {
        Some(name) => Some(document_called(workspace, name).await?),
        None => None,
    };
    let scope = Scope { document, body: args.body, party: args.party, cycle: args.cycle };
    let report = report::report(workspace, scope).await?;
    let body = report.file(format, locale)?;
    told(&report, common)?;
    if !args.draft {
        let file = Kept { name, body: body.clone() };
        report::issue(workspace, &report, file, &common.hand(args.why)?).await?;
    }
    std::fs::write(&args.out, body).map_err(|e| {
        Error::operator(format!("{}: it cannot be written: {e}", args.out.display()), "choose a place you may write to")
    })?;
    eprintln!("{}: {} of {} undertakings assessed", args.out.display(), report.assessed, report.of);
    Ok(())
}

fn told(report: &Report, common: &Globals) -> Result<()> {
    if common.json {
        return out::say_json(&report.faults);
    }
    for fault in &report.faults {
        eprintln!("{}{}: {}", if fault.grave { "" } else { "(light) " }, fault.place, fault.what);
    }
    Ok(())
}
