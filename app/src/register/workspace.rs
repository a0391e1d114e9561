//! A workspace: a folder with `.chancery/` in it, which holds the database and the search index.

use crate::{Error, Result};
use sqlx::AnyPool;
use sqlx::any::AnyPoolOptions;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::Mutex;

/// The folder that marks a workspace.
const MARKER: &str = ".chancery";
const DATABASE: &str = "chancery.db";

/// An open workspace. Cheap to clone; clones share the connections.
#[derive(Clone, Debug)]
pub struct Workspace {
    dir: PathBuf,
    pub(super) pool: AnyPool,
    /// One writer of decisions at a time inside this process; the database keeps others out.
    pub(super) deciding: Arc<Mutex<()>>,
}

impl Workspace {
    /// Makes a workspace in `dir`, which may exist; opens the one that is already there.
    ///
    /// # Errors
    /// When the folder or the database cannot be made.
    pub async fn init(dir: &Path) -> Result<Self> {
        let marker = dir.join(MARKER);
        std::fs::create_dir_all(&marker).map_err(|e| {
            Error::operator(
                format!("{}: the folder cannot be made: {e}", marker.display()),
                "choose a folder you may write to",
            )
        })?;
        Self::connect(dir).await
    }

    /// Opens the workspace in `dir`.
    ///
    /// # Errors
    /// When there is none, or the database cannot be opened.
    pub async fn open(dir: &Path) -> Result<Self> {
        if !dir.join(MARKER).join(DATABASE).is_file() {
            return Err(Error::missing(
                format!("{}: no workspace there", dir.display()),
                format!("make one with `chancery init {}`", dir.display()),
            ));
        }
        Self::connect(dir).await
    }

    /// The nearest folder that is a workspace, from `from` upward.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(from: &Path) -> Result<PathBuf> {
        from.ancestors().find(|dir| dir.join(MARKER).join(DATABASE).is_file()).map(Path::to_path_buf).ok_or_else(|| {
            Error::missing(
                format!("{} and the folders above it: no workspace there", from.display()),
                "make one with `chancery init`, or name one with --workspace DIR",
            )
        })
    }

    /// The folder of the workspace.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Where the search index lives.
    #[must_use]
    pub fn index_dir(&self) -> PathBuf {
        self.dir.join(MARKER).join("search")
    }

    /// The database file of a workspace in `dir`.
    #[must_use]
    pub fn database(dir: &Path) -> PathBuf {
        dir.join(MARKER).join(DATABASE)
    }

    /// Closes the connections; what was written is in the one database file afterwards.
    pub async fn close(self) {
        self.pool.close().await;
    }

    async fn connect(dir: &Path) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let address = format!("sqlite:{}?mode=rwc", address_of(&Self::database(dir)));
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .after_connect(|connection, _| Box::pin(async move { prepare(connection).await }))
            .connect(&address)
            .await?;
        sqlx::migrate!("./migrations").run(&pool).await.map_err(|e| {
            Error::operator(
                format!("{}: the tables cannot be brought up to date: {e}", dir.display()),
                "if a newer chancery wrote this workspace, use that one; else restore a backup",
            )
        })?;
        Ok(Self { dir: dir.to_path_buf(), pool, deciding: Arc::default() })
    }
}

/// What SQLite wants to be told on every connection: readers do not wait for a writer, writers wait for each other.
async fn prepare(connection: &mut sqlx::AnyConnection) -> std::result::Result<(), sqlx::Error> {
    if connection.backend_name() == "SQLite" {
        for pragma in ["pragma busy_timeout = 30000", "pragma journal_mode = wal", "pragma synchronous = full"] {
            sqlx::query(pragma).execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// A path inside an address: the three characters that mean something there are escaped.
fn address_of(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23")
}
