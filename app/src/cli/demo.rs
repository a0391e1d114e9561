//! `chancery demo`

use super::out;
use crate::register::{ClauseFilter, DocumentFilter, NewSource, UndertakingFilter, Workspace};
use crate::{Error, Result, reading, search};
use include_dir::{Dir, include_dir};
use std::net::SocketAddr;
use std::path::PathBuf;

static SAMPLES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../samples/sources");

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to listen.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    addr: SocketAddr,
    /// Print what was found, and serve nothing.
    #[arg(long)]
    no_serve: bool,
}

pub(super) async fn run(args: Args) -> Result<()> {
    let place = Place::make()?;
    let workspace = Workspace::init(&place.0).await?;
    let mut count = 0;
    let mut files: Vec<_> = SAMPLES.files().collect();
    files.sort_by_key(|file| file.path());
    for file in files {
        let name = file.path().to_string_lossy().into_owned();
        let admitted = chancery_engine::admit::admit(&name, file.contents());
        let (media_type, encoding) = (admitted.media_type.to_owned(), admitted.encoding.to_owned());
        workspace.keep(NewSource { name, address: None, media_type, encoding, body: file.contents().to_vec() }).await?;
        count += 1;
    }
    reading::refresh(&workspace).await?;
    out::say(&screenful(&workspace, count).await?)?;
    if args.no_serve {
        return Ok(());
    }
    eprintln!("serving on http://{}/ — stop with Ctrl-C; the workspace goes with it", args.addr);
    crate::serve::run(workspace, args.addr, crate::serve::Settings::default()).await
}

/// A throw-away folder, removed at the end.
struct Place(PathBuf);

impl Place {
    fn make() -> Result<Self> {
        let dir = std::env::temp_dir().join(format!("chancery-demo-{}", std::process::id()));
        std::fs::create_dir_all(&dir).map_err(|e| {
            Error::operator(
                format!("{}: the folder cannot be made: {e}", dir.display()),
                "set TMPDIR to a folder you may write to",
            )
        })?;
        Ok(Self(dir))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn screenful(workspace: &Workspace, sources: usize) -> Result<String> {
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    let witnesses = workspace.witnesses(None).await?;
    let clauses = workspace.clauses(&ClauseFilter::default()).await?;
    let undertakings = workspace.undertakings(&UndertakingFilter::default()).await?;
    let mut text =
        format!("{sources} damaged sources carry {} documents ({} witnesses):\n\n", documents.len(), witnesses.len());
    let row = |d: &crate::shape::Document| {
        let carried = witnesses.iter().filter(|w| w.document == d.document).count();
        vec![format!("  {}", d.document), format!("×{carried}"), out::shortened(&d.title, 36)]
    };
    text.push_str(&out::columns(&documents.iter().take(12).map(row).collect::<Vec<_>>()));
    let with_deadline = undertakings.iter().filter(|u| u.deadline.is_some()).count();
    text.push_str(&format!(
        "\n{} clauses, {} undertakings, {with_deadline} of them with a deadline.\n",
        clauses.len(),
        undertakings.len(),
    ));
    if let Some(phrase) = clauses.iter().find_map(|c| c.operator.clone()) {
        let hits = search::search(workspace, &format!("\"{phrase}\""), 100).await?;
        text.push_str(&format!("`{phrase}` stands in {} provisions.\n", hits.len()));
    }
    Ok(text)
}
