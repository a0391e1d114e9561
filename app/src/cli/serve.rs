//! `chancery serve [--addr HOST:PORT]`

use super::Globals;
use crate::Result;
use crate::serve::Settings;
use std::net::SocketAddr;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to listen: this machine alone, if not said.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    addr: SocketAddr,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let settings = Settings { by: common.by().unwrap_or_default() };
    crate::serve::run(workspace, args.addr, settings).await
}
