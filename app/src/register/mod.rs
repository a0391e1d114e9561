//! The workspace and its tables: the only place with SQL.
//!
//! In: sources, what the engine derived from them, decisions. Out: rows of [`crate::shape`].
//! Never: knows what a text means; changes a source or a decision once it is written.
//! See: `app/migrations/` for the tables, `shape.rs` for the rows.

mod backup;
mod check;
mod decisions;
mod derived;
mod dossiers;
mod filter;
mod opening;
mod query;
mod readings;
mod sources;
mod undertakings;
mod workspace;

pub use check::Checked;
pub use decisions::Draft;
pub use derived::{Derived, Found, Linked, Origin, Station};
pub use filter::{ClauseFilter, DocumentFilter, DossierFilter, ReferenceFilter, UndertakingFilter};
pub use query::{Firing, Reason, Remark};
pub use readings::{READING_ACTIONS, Ruling};
pub use sources::NewSource;
pub use undertakings::{Anchor, Attention, FIELDS, Opening, STATUSES, Setting};
pub use workspace::Workspace;
