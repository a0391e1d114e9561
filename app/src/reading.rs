//! From all sources to the derived tables.
