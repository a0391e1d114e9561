//! The index on disk: written in one commit, and made again when the tables are newer.

use super::Hit;
use super::query::{Asked, number};
use super::snippet::snippet;
use super::words::{Unit, folded, units, words};
use crate::register::{DocumentFilter, Workspace};
use crate::shape::{Document, Provision};
use crate::{Error, Result};
use std::ops::Bound;
use std::path::Path;
use tantivy::collector::TopDocs;
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{Index, TantivyDocument, TantivyError, Term};

/// Memory for writing.
const BUDGET: usize = 64 << 20;

/// The fields of an indexed provision.
struct Fields {
    document: Field,
    title: Field,
    date: Field,
    day: Field,
    kind: Field,
    party: Field,
    eid: Field,
    block: Field,
    text: Field,
    units: Field,
    words: Field,
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let positions = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let counts = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs);
    let fields = Fields {
        document: schema.add_text_field("document", STRING | STORED),
        title: schema.add_text_field("title", STORED),
        date: schema.add_text_field("date", STORED),
        day: schema.add_u64_field("day", INDEXED | FAST),
        kind: schema.add_text_field("kind", STRING),
        party: schema.add_text_field("party", STRING),
        eid: schema.add_text_field("eid", STORED),
        block: schema.add_text_field("block", STORED),
        text: schema.add_text_field("text", STORED),
        units: schema.add_text_field("units", TextOptions::default().set_indexing_options(positions)),
        words: schema.add_text_field("words", TextOptions::default().set_indexing_options(counts)),
    };
    (schema.build(), fields)
}

/// An open index.
pub(super) struct Open {
    index: Index,
    fields: Fields,
}

/// The index of a workspace, made again first if the tables are newer.
pub(super) async fn current(workspace: &Workspace) -> Result<Open> {
    let open = open(&workspace.index_dir())?;
    let made_of = open.index.load_metas().map_err(failed)?.payload.unwrap_or_default();
    if made_of == workspace.derived_from().await? {
        return Ok(open);
    }
    rebuild(workspace).await?;
    self::open(&workspace.index_dir())
}

/// Makes the index of the tables as they are. Readers see the old one until the new one is whole.
///
/// # Errors
/// When the database or the disk fails.
pub async fn rebuild(workspace: &Workspace) -> Result<()> {
    let all = workspace.documents(&DocumentFilter::default()).await?;
    put(workspace, all, None).await
}

/// Brings the index up to date after the tables were: of all documents only those `touched` are others now than they
/// were when the tables were made of `before`. An index of other tables than those is made anew.
///
/// # Errors
/// When the database or the disk fails.
pub async fn refresh(workspace: &Workspace, before: &str, touched: Vec<String>) -> Result<()> {
    let index = open(&workspace.index_dir())?.index;
    if before.is_empty() || index.load_metas().map_err(failed)?.payload.as_deref() != Some(before) {
        return rebuild(workspace).await;
    }
    let all = workspace.documents(&DocumentFilter::default()).await?;
    let fresh = all.into_iter().filter(|document| touched.contains(&document.document)).collect();
    put(workspace, fresh, Some(touched)).await
}

/// Puts documents into the index, in the place of those `gone`; of all where none are named.
async fn put(workspace: &Workspace, documents: Vec<Document>, gone: Option<Vec<String>>) -> Result<()> {
    let made_of = workspace.derived_from().await?;
    let mut all = Vec::with_capacity(documents.len());
    for document in documents {
        let provisions = workspace.provisions(&document.document).await?;
        all.push((document, provisions));
    }
    let dir = workspace.index_dir();
    let written = tokio::task::spawn_blocking(move || write(&dir, &all, gone.as_deref(), &made_of)).await;
    written.map_err(|e| Error::ours(format!("the indexing broke off: {e}")))?
}

fn write(dir: &Path, all: &[(Document, Vec<Provision>)], gone: Option<&[String]>, made_of: &str) -> Result<()> {
    let Open { index, fields } = open(dir)?;
    let mut writer = index.writer_with_num_threads(1, BUDGET).map_err(failed)?;
    match gone {
        None => {
            writer.delete_all_documents().map_err(failed)?;
        }
        Some(gone) => {
            for document in gone {
                writer.delete_term(Term::from_field_text(fields.document, document));
            }
        }
    }
    for (document, provisions) in all {
        for provision in provisions {
            writer.add_document(row(&fields, document, provision)).map_err(failed)?;
        }
    }
    let mut commit = writer.prepare_commit().map_err(failed)?;
    commit.set_payload(made_of);
    commit.commit().map_err(failed)?;
    Ok(())
}

fn row(fields: &Fields, document: &Document, provision: &Provision) -> TantivyDocument {
    let mut row = TantivyDocument::default();
    row.add_text(fields.document, &document.document);
    row.add_text(fields.title, &document.title);
    if let Some(date) = &document.date {
        row.add_text(fields.date, date);
        row.add_u64(fields.day, number(date, '0').unwrap_or(0));
    }
    row.add_text(fields.kind, &document.kind);
    for party in &document.parties {
        row.add_text(fields.party, party);
    }
    row.add_text(fields.eid, &provision.eid);
    row.add_text(fields.block, &provision.kind);
    row.add_text(fields.text, &provision.text);
    let folded = folded(&provision.text);
    row.add_pre_tokenized_text(fields.units, tokens(units(&folded)));
    let words = words(&folded).into_iter().enumerate().map(|(place, text)| Unit { text, place });
    row.add_pre_tokenized_text(fields.words, tokens(words.collect()));
    row
}

fn tokens(units: Vec<Unit>) -> PreTokenizedString {
    let token = |unit: Unit| Token { position: unit.place, text: unit.text, ..Token::default() };
    PreTokenizedString { text: String::new(), tokens: units.into_iter().map(token).collect() }
}

/// Opens the index; one that cannot be read, or was made for other fields, is thrown away and begun anew.
fn open(dir: &Path) -> Result<Open> {
    let (schema, fields) = schema();
    std::fs::create_dir_all(dir)?;
    let opened = |schema: &Schema| {
        let place = tantivy::directory::MmapDirectory::open(dir)?;
        Index::open_or_create(place, schema.clone())
    };
    let index = match opened(&schema) {
        Ok(index) => index,
        Err(_) => {
            std::fs::remove_dir_all(dir)?;
            std::fs::create_dir_all(dir)?;
            opened(&schema).map_err(failed)?
        }
    };
    Ok(Open { index, fields })
}

impl Open {
    /// The provisions that answer, best first.
    pub(super) fn find(&self, asked: &Asked, limit: usize) -> Result<Vec<Hit>> {
        let searcher = self.index.reader().map_err(failed)?.searcher();
        let collector = TopDocs::with_limit(limit.max(1)).order_by_score();
        let found = searcher.search(&self.query(asked), &collector).map_err(failed)?;
        let hit = |(score, address)| {
            let row: TantivyDocument = searcher.doc(address).map_err(failed)?;
            let text = |field| row.get_first(field).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
            let date = text(self.fields.date);
            Ok(Hit {
                document: text(self.fields.document),
                title: text(self.fields.title),
                date: (!date.is_empty()).then_some(date),
                eid: text(self.fields.eid),
                kind: text(self.fields.block),
                snippet: snippet(&text(self.fields.text), &asked.wanted),
                score: f64::from(score),
            })
        };
        found.into_iter().map(hit).collect()
    }

    fn query(&self, asked: &Asked) -> BooleanQuery {
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for wanted in &asked.wanted {
            parts.push((Occur::Must, self.phrase(wanted)));
            let word = TermQuery::new(Term::from_field_text(self.fields.words, wanted), IndexRecordOption::WithFreqs);
            parts.push((Occur::Should, Box::new(BoostQuery::new(Box::new(word), 2.0))));
        }
        parts.extend(asked.unwanted.iter().map(|unwanted| (Occur::MustNot, self.phrase(unwanted))));
        for (name, value) in &asked.filters {
            let term = match name.as_str() {
                "party" => Term::from_field_text(self.fields.party, &value.to_uppercase()),
                "kind" => Term::from_field_text(self.fields.kind, value),
                _ => Term::from_field_text(self.fields.document, value),
            };
            parts.push((Occur::Must, Box::new(TermQuery::new(term, IndexRecordOption::Basic))));
        }
        for (from, to) in &asked.dates {
            let bound = |day: &u64| Bound::Included(Term::from_field_u64(self.fields.day, *day));
            parts.push((Occur::Must, Box::new(RangeQuery::new(bound(from), bound(to)))));
        }
        if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            parts.push((Occur::Must, Box::new(AllQuery)));
        }
        BooleanQuery::new(parts)
    }

    /// The units of `stretch`, side by side.
    fn phrase(&self, stretch: &str) -> Box<dyn Query> {
        let term = |unit: Unit| (unit.place, Term::from_field_text(self.fields.units, &unit.text));
        let mut terms: Vec<(usize, Term)> = units(stretch).into_iter().map(term).collect();
        match terms.len() {
            0 => Box::new(AllQuery),
            1 => Box::new(TermQuery::new(terms.remove(0).1, IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new_with_offset(terms)),
        }
    }
}

fn failed(error: TantivyError) -> Error {
    Error::operator(
        format!("the search index failed: {error}"),
        "wait if another chancery is writing; else remove .chancery/search: it is made again",
    )
}
