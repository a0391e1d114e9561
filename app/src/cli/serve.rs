//! `chancery serve [--addr HOST:PORT] [--accounts] [--behind-proxy]`

use super::Globals;
use crate::register::Workspace;
use crate::serve::{Door, Settings};
use crate::{Error, Result};
use std::net::SocketAddr;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to listen: this machine alone, if not said. Others are served only where there are accounts.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    addr: SocketAddr,
    /// Work with accounts; where there are none yet, print a one-time link that makes the administrator.
    #[arg(long)]
    accounts: bool,
    /// A proxy in front does TLS: cookies go over HTTPS only, and the proxy is believed about addresses.
    #[arg(long)]
    behind_proxy: bool,
}

pub(super) async fn run(args: Args, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let door = match (args.behind_proxy, args.addr.ip().is_loopback()) {
        (true, _) => Door::Proxied,
        (false, false) => Door::Open,
        (false, true) if args.accounts => Door::Accounts,
        (false, true) => Door::Loopback,
    };
    if door != Door::Loopback && !workspace.has_accounts().await? {
        first(&workspace, &args).await?;
    }
    if door == Door::Open {
        eprintln!("cookies go over HTTPS only: put a proxy that does TLS in front (and say --behind-proxy)");
    }
    let settings = Settings { by: common.by().unwrap_or_default(), door };
    crate::serve::run(workspace, args.addr, settings).await
}

/// Prints the link for the first administrator; others are not served before somebody asked for accounts.
async fn first(workspace: &Workspace, args: &Args) -> Result<()> {
    if !args.accounts {
        return Err(Error::usage(
            format!("{}: others would be served, and there are no accounts", args.addr),
            "accounts, or an address of this machine alone",
            "add --accounts and follow the one-time link it prints, or serve on 127.0.0.1",
        ));
    }
    let link = workspace.administrator_link().await?;
    eprintln!("To make the administrator, open this link; it works once, for 48 hours:");
    eprintln!("  http://{}/welcome/{link}", args.addr);
    Ok(())
}
