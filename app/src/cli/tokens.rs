//! `chancery tokens list|make|revoke`

use super::{Globals, out};
use crate::Result;
use crate::people::Role;
use crate::shape::person::Token;

/// What to do with the tokens programs come in with.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// List the tokens.
    List {
        /// Only those of this account.
        #[arg(long, value_name = "ACCOUNT")]
        of: Option<String>,
    },
    /// Make a token; its secret is shown this once.
    Make {
        /// Whose it is.
        account: String,
        /// What for.
        name: String,
        /// The most it may do; not above what its owner may.
        #[arg(long, default_value = "reader")]
        role: Role,
    },
    /// Revoke a token.
    Revoke {
        /// Its id.
        id: String,
    },
}

pub(super) async fn run(command: Command, common: &Globals) -> Result<()> {
    let workspace = common.open().await?;
    match command {
        Command::List { of } => {
            let tokens = workspace.tokens(of.as_deref()).await?;
            if common.json {
                return out::say_json(&tokens);
            }
            let row = |t: &Token| {
                let state = if t.revoked { "revoked" } else { "in use" };
                vec![t.id.clone(), t.account.clone(), t.name.clone(), t.role.to_string(), state.to_owned()]
            };
            out::say(&out::columns(&tokens.iter().map(row).collect::<Vec<_>>()))
        }
        Command::Make { account, name, role } => {
            let (token, secret) = workspace.make_token(&account, &name, role, &common.hand("")?).await?;
            if common.json {
                return out::say_json(&serde_json::json!({ "id": token.id, "secret": secret }));
            }
            eprintln!("token {} of {}, {}; shown this once:", token.id, token.account, token.role);
            out::say(&secret)
        }
        Command::Revoke { id } => {
            let token = workspace.revoke_token(&id, &common.hand("")?).await?;
            eprintln!("revoked {} ({})", token.id, token.name);
            Ok(())
        }
    }
}
