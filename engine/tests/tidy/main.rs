//! The laws of the house, held by tests: `ARCHITECTURE.md` states them, these read the tree and judge it.

mod code;
mod documents;
mod knowledge;
mod originality;
mod tree;
