//! The house everything is served from: the workspace, its mode, and who comes in.

use super::person::{Person, Way};
use super::problem::Problem;
use crate::people::Rights;
use crate::register::Workspace;
use axum::http::HeaderMap;
use std::sync::Arc;

/// How the workspace is served.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who decides where there are no accounts and no name is given.
    pub by: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self { by: String::new() }
    }
}

/// The workspace and how it is served.
#[derive(Clone, Debug)]
pub struct House {
    /// The workspace.
    pub workspace: Workspace,
    /// How it is served.
    pub settings: Arc<Settings>,
    guard: Arc<str>,
}

impl House {
    /// A house for a workspace.
    #[must_use]
    pub fn new(workspace: Workspace, settings: Settings) -> Self {
        Self { workspace, settings: Arc::new(settings), guard: crate::people::secret::fresh().into() }
    }

    /// Who sends this request.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn who(&self, _headers: &HeaderMap) -> Result<Person, Problem> {
        let (name, guard) = (self.settings.by.clone(), self.guard.to_string());
        Ok(Person { name, rights: Rights::Everything, way: Way::Alone, guard })
    }
}
