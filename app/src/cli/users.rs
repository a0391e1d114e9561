//! `chancery users list|invite|role|disable|enable|reset`
//!
//! Who holds the disk holds everything: nothing is asked here but a name to sign the decision with.

use super::{Globals, out};
use crate::Result;
use crate::people::Role;
use crate::register::Workspace;
use crate::shape::person::Account;

/// What to do with the accounts.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// List the accounts and their roles.
    List,
    /// Print a one-time link with which somebody makes an account.
    Invite {
        /// reader, contributor, coder, editor or administrator.
        #[arg(long, default_value = "reader")]
        role: Role,
        #[command(flatten)]
        place: Place,
    },
    /// Give an account a role.
    Role {
        /// Name of the account.
        name: String,
        /// reader, contributor, coder, editor or administrator; `none` takes it away.
        role: String,
        #[command(flatten)]
        place: Place,
    },
    /// Take an account out of use; its sessions end.
    Disable {
        /// Name of the account.
        name: String,
        /// The reason.
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
    },
    /// Put an account back into use.
    Enable {
        /// Name of the account.
        name: String,
        /// The reason.
        #[arg(long, value_name = "TEXT", default_value = "")]
        why: String,
    },
    /// Print a one-time link that sets a new password.
    Reset {
        /// Name of the account.
        name: String,
        #[command(flatten)]
        place: Place,
    },
}

/// Where a role holds, and where links lead.
#[derive(Debug, clap::Args)]
pub struct Place {
    /// Limits the role to documents of these parties: `CHN-RUS`.
    #[arg(long, value_name = "PARTIES", default_value = "")]
    parties: String,
    /// The address people reach the server at.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    at: String,
    /// The reason.
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
}

pub(super) async fn run(command: Command, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    let decision = match command {
        Command::List => return list(&workspace, common).await,
        Command::Invite { role, place } => {
            let link = invitation(&workspace, role, &place, common).await?;
            return said(&place.at, &link, common);
        }
        Command::Reset { name, place } => {
            let link = workspace.reset(&name, &common.hand(place.why)?).await?;
            return said(&place.at, &link, common);
        }
        Command::Role { name, role, place } => {
            let role = match role.as_str() {
                "none" => None,
                other => Some(other.parse().map_err(|e| crate::Error::usage(e, "a role", "see --help"))?),
            };
            workspace.grant(&name, &place.parties, role, &common.hand(place.why)?).await?
        }
        Command::Disable { name, why } => workspace.disable(&name, true, &common.hand(why)?).await?,
        Command::Enable { name, why } => workspace.disable(&name, false, &common.hand(why)?).await?,
    };
    out::decided(&decision, common.json)
}

/// Where nobody has an account yet, the first is an administrator's, whoever is invited.
async fn invitation(workspace: &Workspace, role: Role, place: &Place, common: &Globals) -> Result<String> {
    if workspace.has_accounts().await? {
        return workspace.invite(role, &place.parties, &common.hand(&*place.why)?).await;
    }
    eprintln!("there is no account yet: this link makes the administrator");
    workspace.administrator_link().await
}

fn said(at: &str, link: &str, common: &Globals) -> Result<()> {
    let link = format!("{}/welcome/{link}", at.trim_end_matches('/'));
    if common.json {
        return out::say_json(&serde_json::json!({ "link": link }));
    }
    eprintln!("this link works once, for 48 hours:");
    out::say(&link)
}

async fn list(workspace: &Workspace, common: &Globals) -> Result<()> {
    let accounts = workspace.accounts().await?;
    if common.json {
        return out::say_json(&accounts);
    }
    let role = |(parties, role): (&String, &Role)| {
        if parties.is_empty() { role.to_string() } else { format!("{role} of {parties}") }
    };
    let row = |a: &Account| {
        let state = if a.disabled { "disabled" } else { "in use" };
        let roles: Vec<String> = a.grants.iter().map(role).collect();
        vec![a.account.clone(), state.to_owned(), roles.join(", ")]
    };
    out::say(&out::columns(&accounts.iter().map(row).collect::<Vec<_>>()))
}
