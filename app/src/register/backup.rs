//! The whole workspace as one file, and back.

use super::Workspace;
use crate::{Error, Result};
use std::path::Path;

impl Workspace {
    /// Writes the workspace to `file` while it is in use. The search index is left out: it is made of the tables.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        if file.exists() {
            return Err(Error::input(
                format!("{}: it is there already", file.display()),
                "a file that is not there yet",
                "choose another name",
            ));
        }
        sqlx::query("vacuum into $1").bind(file.to_string_lossy().into_owned()).execute(&self.pool).await.map_err(
            |e| {
                Error::operator(
                    format!("{}: the backup cannot be written: {e}", file.display()),
                    "choose a place with room that you may write to",
                )
            },
        )?;
        Ok(())
    }

    /// Makes a workspace in `dir` of a backup.
    ///
    /// # Errors
    /// When there is a workspace already, or `file` is no backup.
    pub async fn restore(file: &Path, dir: &Path) -> Result<Self> {
        let database = Self::database(dir);
        if database.exists() {
            return Err(Error::input(
                format!("{}: there is a workspace already", dir.display()),
                "a folder without one",
                "name another folder with --workspace DIR",
            ));
        }
        let head = std::fs::read(file)
            .map_err(|e| Error::input(format!("{}: {e}", file.display()), "a backup", "look at the path"))?;
        if !head.starts_with(b"SQLite format 3\0") {
            return Err(Error::input(
                format!("{}: it is no backup", file.display()),
                "a file that `chancery backup` wrote",
                "name that file",
            ));
        }
        if let Some(folder) = database.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let half = database.with_extension("restoring");
        std::fs::write(&half, head)?;
        std::fs::rename(&half, &database)?;
        let workspace = Self::open(dir).await?;
        workspace.forget_visitors().await?;
        Ok(workspace)
    }
}
