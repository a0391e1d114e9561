//! The web application and the HTTP API.

use crate::Result;
use crate::register::Workspace;
use std::net::SocketAddr;

/// Serves the workspace until interrupted.
///
/// # Errors
/// When the address cannot be bound.
pub async fn run(_workspace: Workspace, addr: SocketAddr) -> Result<()> {
    Err(crate::Error::operator(format!("{addr}: this build has no web application"), "use the command line"))
}
