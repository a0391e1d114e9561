//! Renderings of a document: one file a format.
//!
//! In: a document with everything found in it. Out: text. Never: finds anything itself.

mod akn;
pub mod annotations;
pub mod calendar;
pub mod compare;
pub mod dossier;
pub mod explain;
pub mod export;
pub mod feed;
pub mod gold;
mod html;
mod markdown;
pub mod paper;
pub mod rules;
pub mod sheet;
pub mod table;
mod tei;
mod text;
pub mod topics;
mod tree;

use crate::register::{ClauseFilter, ReferenceFilter, Workspace};
use crate::shape::{Clause, Document, Provision, Reference, Sentence, Variant, Witness};
use crate::{Error, Result};
use serde::Serialize;

/// A document, or a provision of it with all that stands under it, with everything found there.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Whole {
    /// Its row.
    pub document: Document,
    /// In order.
    pub provisions: Vec<Provision>,
    /// In order.
    pub sentences: Vec<Sentence>,
    /// In order.
    pub clauses: Vec<Clause>,
    /// In order.
    pub references: Vec<Reference>,
    /// In order.
    pub variants: Vec<Variant>,
    /// In order.
    pub witnesses: Vec<Witness>,
}

/// How to show a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Md,
    /// An HTML fragment.
    Html,
    /// Akoma Ntoso 3.0.
    Akn,
    /// TEI P5, with the apparatus.
    Tei,
    /// JSON of all tables.
    Json,
}

impl Format {
    /// The rendering.
    ///
    /// # Errors
    /// When JSON cannot be written, which would be a defect.
    pub fn render(self, whole: &Whole) -> Result<String> {
        Ok(match self {
            Self::Text => text::render(whole),
            Self::Md => markdown::render(whole),
            Self::Html => html::render(whole),
            Self::Akn => akn::render(whole),
            Self::Tei => tei::render(whole),
            Self::Json => serde_json::to_string_pretty(whole)?,
        })
    }
}

impl Whole {
    /// Under how many of those kinds a provision stands.
    fn above(&self, provision: &Provision, kinds: &[&str]) -> usize {
        let of = |eid: &str| self.provisions.iter().find(|q| q.eid == eid);
        let parents =
            std::iter::successors(provision.parent.as_deref().and_then(of), |p| p.parent.as_deref().and_then(of));
        parents.filter(|p| kinds.contains(&p.kind.as_str())).count()
    }

    /// Loads a document; with `eid`, that provision and what stands under it.
    ///
    /// # Errors
    /// When there is no such document or provision, or the database fails.
    pub async fn load(workspace: &Workspace, document: &str, eid: Option<&str>) -> Result<Self> {
        let clauses = ClauseFilter { document: Some(document.to_owned()), ..ClauseFilter::default() };
        let references = ReferenceFilter { document: Some(document.to_owned()), ..ReferenceFilter::default() };
        let whole = Self {
            document: workspace.document(document).await?,
            provisions: workspace.provisions(document).await?,
            sentences: workspace.sentences(document).await?,
            clauses: workspace.clauses(&clauses).await?,
            references: workspace.references(&references).await?,
            variants: workspace.variants(document).await?,
            witnesses: workspace.witnesses(Some(document)).await?,
        };
        match eid.filter(|eid| !eid.is_empty()) {
            Some(eid) => whole.under(eid),
            None => Ok(whole),
        }
    }

    fn under(mut self, eid: &str) -> Result<Self> {
        let mut inside: Vec<String> = Vec::new();
        for p in &self.provisions {
            if p.eid == eid || p.parent.as_ref().is_some_and(|parent| inside.contains(parent)) {
                inside.push(p.eid.clone());
            }
        }
        if inside.is_empty() {
            let id = &self.document.document;
            return Err(Error::missing(
                format!("found no provision `{eid}` in {id}"),
                format!("list them with `chancery show {id} --format json`"),
            ));
        }
        self.provisions.retain(|p| inside.contains(&p.eid));
        let (start, end) =
            (self.provisions.first().map_or(0, |p| p.start), self.provisions.last().map_or(0, |p| p.end));
        self.sentences.retain(|s| inside.contains(&s.eid));
        self.clauses.retain(|c| inside.contains(&c.eid));
        self.references.retain(|r| start <= r.start && r.end <= end);
        self.variants.retain(|v| start <= v.start && v.end <= end);
        Ok(self)
    }
}

/// Text as it may stand in XML and HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
