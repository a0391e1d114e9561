//! A paper for a meeting or a report, before it is a DOCX, a page or a sheet.

use serde::Serialize;

/// A piece of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Quoted words, and where they stand.
    Quote(String, String),
    /// Rows under a head, and how wide each column is, in parts.
    Table {
        /// Names of the columns.
        head: Vec<String>,
        /// The cells.
        rows: Vec<Vec<String>>,
        /// The widths in relation to each other.
        widths: Vec<u8>,
    },
}

/// A paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// A line under it.
    pub subtitle: String,
    /// BCP 47 of its own words.
    pub language: String,
    /// In order.
    pub blocks: Vec<Block>,
}

impl Paper {
    /// Adds a heading.
    pub fn heading(&mut self, words: impl Into<String>) {
        self.blocks.push(Block::Heading(words.into()));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, words: impl Into<String>) {
        self.blocks.push(Block::Text(words.into()));
    }

    /// Adds quoted words.
    pub fn quote(&mut self, words: impl Into<String>, place: impl Into<String>) {
        self.blocks.push(Block::Quote(words.into(), place.into()));
    }

    /// Adds a table; nothing when it has no rows.
    pub fn table(&mut self, columns: &[(&str, u8)], rows: Vec<Vec<String>>) {
        if rows.is_empty() {
            return;
        }
        let head = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        self.blocks.push(Block::Table { head, rows, widths: columns.iter().map(|(_, width)| *width).collect() });
    }
}
