//! The workspace and its tables: the only place with SQL.
//!
//! In: sources, what the engine derived from them, decisions. Out: rows of [`crate::shape`].
//! Never: knows what a text means; changes a source or a decision once it is written.
//! See: `app/migrations/` for the tables, `shape.rs` for the rows.

mod accounts;
mod act;
mod acting;
mod anchor;
mod asked;
mod backup;
mod bulk;
mod check;
mod decisions;
mod derived;
mod dossiers;
mod files;
mod filter;
mod keys;
mod ledger;
mod links;
mod marking;
mod opening;
pub mod pieces;
mod query;
mod readings;
mod sealing;
mod sources;
mod undertakings;
mod valid;
mod views;
mod workspace;
mod writing;

pub use accounts::Grant;
pub use act::{Act, Opening, Setting};
pub(crate) use acting::is_date;
pub use acting::{Hand, Line, undoable};
pub use anchor::Anchor;
pub use asked::{NOBODY, assessed};
pub use bulk::{Clash, Outcome, Wish};
pub use check::Checked;
pub use decisions::Draft;
pub use derived::{Derived, Found, Linked, Origin, Station};
pub use files::Kept;
pub use filter::{ClauseFilter, DocumentFilter, DossierFilter, ReferenceFilter, UndertakingFilter};
pub use keys::{SESSION, moment};
pub(crate) use ledger::Ledger;
pub use links::Link;
pub(crate) use marking::Coding;
pub use marking::{Marking, Roster, Settling, Verdict};
pub use query::{Firing, Reason, Remark};
pub use readings::{READING_ACTIONS, Ruling};
pub use sources::NewSource;
pub(crate) use sources::{now, today};
pub use undertakings::{Attention, FIELDS, STATUSES};
pub(crate) use undertakings::{last_day, shown};
pub use workspace::Workspace;
