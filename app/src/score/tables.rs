//! The tables of the workspace that are scored.

use crate::Result;
use crate::register::{ClauseFilter, DocumentFilter, ReferenceFilter, Workspace};
use crate::shape::{Change, Clause, Document, Provision, Reference, Sentence, Witness};
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) documents: Vec<Document>,
    pub(super) witnesses: Vec<Witness>,
    pub(super) clauses: Vec<Clause>,
    pub(super) references: Vec<Reference>,
    pub(super) provisions: BTreeMap<String, Vec<Provision>>,
    pub(super) sentences: BTreeMap<String, Sentence>,
    pub(super) changes: Vec<Change>,
}

impl Tables {
    pub(super) async fn load(workspace: &Workspace) -> Result<Self> {
        let mut tables = Self {
            documents: workspace.documents(&DocumentFilter::default()).await?,
            witnesses: workspace.witnesses(None).await?,
            clauses: workspace.clauses(&ClauseFilter::default()).await?,
            references: workspace.references(&ReferenceFilter::default()).await?,
            ..Self::default()
        };
        for document in &tables.documents {
            let id = &document.document;
            tables.provisions.insert(id.clone(), workspace.provisions(id).await?);
            tables.sentences.extend(workspace.sentences(id).await?.into_iter().map(|s| (s.sentence.clone(), s)));
        }
        for (older, newer) in workspace.change_pairs().await? {
            tables.changes.extend(workspace.changes(&older, &newer).await?);
        }
        Ok(tables)
    }

    pub(super) fn text(&self, id: &str) -> &str {
        self.document(id).map_or("", |d| &d.text)
    }

    pub(super) fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|d| d.document == id)
    }

    pub(super) fn provisions(&self, id: &str) -> &[Provision] {
        self.provisions.get(id).map_or(&[], Vec::as_slice)
    }
}
