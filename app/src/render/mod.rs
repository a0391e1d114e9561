//! Renderings: one file a format.
