//! `chancery show DOCUMENT[#EID]`

use super::{Globals, document_called, out};
use crate::Result;
use crate::render::{self, Format};

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id of a document, or a provision of it: `DOCUMENT#EID`.
    subject: String,
    /// How.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let (name, eid) =
        args.subject.split_once('#').map_or((args.subject.as_str(), None), |(name, eid)| (name, Some(eid)));
    let document = document_called(&workspace, name).await?;
    let whole = render::Whole::load(&workspace, &document, eid).await?;
    let format = if common.json { Format::Json } else { args.format };
    out::say(&format.render(&whole)?)
}
