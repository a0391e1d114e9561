//! `chancery show DOCUMENT[#EID]`, `chancery show KIND/NAME`

use super::{Globals, document_called, out};
use crate::Result;
use crate::register::Workspace;
use crate::render::{self, Format, dossier};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of a document, a provision of it (`DOCUMENT#EID`), or a dossier (`body/NAME`, `topic/energy`, …).
    subject: String,
    /// How; a dossier is shown as text or json.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let format = if common.json { Format::Json } else { args.format };
    if args.subject.split('#').next().is_some_and(|name| name.contains('/')) {
        return dossier(&workspace, &args.subject, format).await;
    }
    let (name, eid) =
        args.subject.split_once('#').map_or((args.subject.as_str(), None), |(name, eid)| (name, Some(eid)));
    let document = document_called(&workspace, name).await?;
    let whole = render::Whole::load(&workspace, &document, eid).await?;
    out::say(&format.render(&whole)?)
}

async fn dossier(workspace: &Workspace, id: &str, format: Format) -> Result<()> {
    let whole = dossier::Whole::load(workspace, id).await?;
    if format == Format::Json { out::say_json(&whole) } else { out::say(&whole.text()) }
}
