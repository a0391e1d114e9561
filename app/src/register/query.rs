//! Questions to the derived tables.

use super::filter::{ClauseFilter, DocumentFilter, ReferenceFilter, containing, exact, listing};
use super::{Origin, Station, Workspace};
use crate::locale::Locale;
use crate::shape::{Change, Clause, Document, Provision, Reference, Sentence, Variant, Witness};
use crate::{Error, Result, told};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sqlx::Row;
use utoipa::ToSchema;

/// One reason in the chain that led to a finding.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    /// What it says: `subject`, `topic-before`, `ladder` and so on; the locales have the words, under `reason`.
    #[serde(default)]
    pub because: String,
    /// What fills the words.
    #[serde(default)]
    pub values: Vec<String>,
    /// In English words.
    pub text: String,
    /// Where in the reading text it was seen.
    pub start: Option<i64>,
    /// Its end.
    pub end: Option<i64>,
}

impl Reason {
    /// In the words of a language; `words` are those of the text it points at. What an earlier version derived has no
    /// other words than its own.
    #[must_use]
    pub fn said(&self, l: &Locale, words: &str) -> String {
        if self.because.is_empty() { self.text.clone() } else { told::reason(l, &self.because, &self.values, words) }
    }
}

/// The rule that found something, and why.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Firing {
    /// File and key: `zh/rules/stance.toml#oppose`.
    pub rule: String,
    /// In order.
    pub reasons: Vec<Reason>,
}

/// Something noticed in reading a source or a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Remark {
    /// SHA-256 of a source, or id of a document.
    pub subject: String,
    /// Short name of the kind of thing.
    pub code: String,
    /// In words.
    pub text: String,
}

impl Workspace {
    /// Documents, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn documents(&self, filter: &DocumentFilter) -> Result<Vec<Document>> {
        let to = filter.to.as_deref().filter(|to| !to.is_empty()).map(|to| format!("{to}~")).unwrap_or_default();
        self.rows(
            "select shape from documents where ($1 = '' or parties like $1 escape '\\') and ($2 = '' or kind = $2) \
             and ($3 = '' or language = $3 or language like $3 || '-%') and ($4 = '' or date >= $4) \
             and ($5 = '' or (date <> '' and date <= $5)) and ($6 = '' or words like $6 escape '\\') order by date, document",
            &[
                listing(&filter.party),
                exact(&filter.kind),
                exact(&filter.language),
                exact(&filter.from),
                to,
                containing(&filter.text),
            ],
        )
        .await
    }

    /// One document.
    ///
    /// # Errors
    /// When there is none of that id, or the database fails.
    pub async fn document(&self, id: &str) -> Result<Document> {
        let found = self.rows("select shape from documents where document = $1", &[id.to_owned()]).await?;
        found
            .into_iter()
            .next()
            .ok_or_else(|| Error::missing(format!("found no document `{id}`"), "look its id up with `chancery list`"))
    }

    /// The provisions of a document, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn provisions(&self, document: &str) -> Result<Vec<Provision>> {
        self.rows("select shape from provisions where document = $1 order by nth", &[document.to_owned()]).await
    }

    /// The sentences of a document, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sentences(&self, document: &str) -> Result<Vec<Sentence>> {
        self.rows("select shape from sentences where document = $1 order by nth", &[document.to_owned()]).await
    }

    /// Clauses, in the order of the documents and of the text.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clauses(&self, filter: &ClauseFilter) -> Result<Vec<Clause>> {
        self.rows(
            "select shape from clauses where ($1 = '' or document = $1) and ($2 = '' or parties like $2 escape '\\') \
             and ($3 = '' or kind = $3) and ($4 = '' or stance = $4) and ($5 = '' or force = $5) \
             and ($6 = '' or topics like $6 escape '\\') and ($7 = '' or words like $7 escape '\\') order by document, nth",
            &[
                exact(&filter.document),
                listing(&filter.party),
                exact(&filter.kind),
                exact(&filter.stance),
                exact(&filter.force),
                listing(&filter.topic),
                containing(&filter.text),
            ],
        )
        .await
    }

    /// One clause.
    ///
    /// # Errors
    /// When there is none of that id, or the database fails.
    pub async fn clause(&self, id: &str) -> Result<Clause> {
        let found = self.rows("select shape from clauses where clause = $1", &[id.to_owned()]).await?;
        found.into_iter().next().ok_or_else(|| {
            Error::missing(
                format!("found no clause `{id}`"),
                "look its id up with `chancery show DOCUMENT --format json`",
            )
        })
    }

    /// References, in the order of the documents and of the text.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn references(&self, filter: &ReferenceFilter) -> Result<Vec<Reference>> {
        self.rows(
            "select shape from mentions where ($1 = '' or document = $1) and ($2 = '' or kind = $2) \
             and ($3 = '' or key = $3) order by document, nth",
            &[exact(&filter.document), exact(&filter.kind), exact(&filter.key)],
        )
        .await
    }

    /// The witnesses of one document, or of all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn witnesses(&self, document: Option<&str>) -> Result<Vec<Witness>> {
        self.rows(
            "select shape from witnesses where ($1 = '' or document = $1) order by document, nth",
            &[document.unwrap_or_default().to_owned()],
        )
        .await
    }

    /// The apparatus of a document.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn variants(&self, document: &str) -> Result<Vec<Variant>> {
        self.rows("select shape from variants where document = $1 order by nth", &[document.to_owned()]).await
    }

    /// How the newer document stands to the older one; empty where the pair was not linked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn changes(&self, older: &str, newer: &str) -> Result<Vec<Change>> {
        self.rows(
            "select shape from changes where older = $1 and newer = $2 order by nth",
            &[older.to_owned(), newer.to_owned()],
        )
        .await
    }

    /// The grounds of each row of [`Self::changes`], in the same order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_grounds(&self, older: &str, newer: &str) -> Result<Vec<Vec<Reason>>> {
        self.rows(
            "select grounds from changes where older = $1 and newer = $2 order by nth",
            &[older.to_owned(), newer.to_owned()],
        )
        .await
    }

    /// The pairs of documents that were linked, older first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_pairs(&self) -> Result<Vec<(String, String)>> {
        let rows = sqlx::query("select distinct older, newer from changes order by older, newer")
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }

    /// Why a clause was found: the rule and its reasons.
    ///
    /// # Errors
    /// When there is no such clause, or the database fails.
    pub async fn explanation(&self, clause: &str) -> Result<Firing> {
        let found = self.rows("select firing from clauses where clause = $1", &[clause.to_owned()]).await?;
        found.into_iter().next().ok_or_else(|| {
            Error::missing(
                format!("found no clause `{clause}`"),
                "look its id up with `chancery show DOCUMENT --format json`",
            )
        })
    }

    /// What became of an undertaking or stance through the statements of the same parties, in the order of their
    /// dates; empty where it is said in one statement alone and no later one drops it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lineage(&self, clause: &str) -> Result<Vec<Station>> {
        let found = self.rows("select shape from lineage where clause = $1", &[clause.to_owned()]).await?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    /// The rule behind each row of [`Self::references`] of one document, in the same order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reference_firings(&self, document: &str) -> Result<Vec<Firing>> {
        self.rows("select firing from mentions where document = $1 order by nth", &[document.to_owned()]).await
    }

    /// Where the characters of a provision came from; of the whole document when `eid` is empty.
    ///
    /// # Errors
    /// When there is no such document or provision, or the database fails.
    pub async fn origin(&self, document: &str, eid: &str) -> Result<Vec<Origin>> {
        let found: Vec<Vec<Origin>> =
            self.rows("select origins from documents where document = $1", &[document.to_owned()]).await?;
        let Some(origins) = found.into_iter().next() else {
            return Err(Error::missing(
                format!("found no document `{document}`"),
                "look its id up with `chancery list`",
            ));
        };
        if eid.is_empty() {
            return Ok(origins);
        }
        let provision = self.provisions(document).await?.into_iter().find(|p| p.eid == eid).ok_or_else(|| {
            Error::missing(
                format!("found no provision `{eid}` in {document}"),
                format!("list them with `chancery show {document} --format json`"),
            )
        })?;
        Ok(origins.into_iter().filter(|o| o.start < provision.end && provision.start < o.end).collect())
    }

    /// What was noticed about a source, a document, or (`None`) anything.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remarks(&self, subject: Option<&str>) -> Result<Vec<Remark>> {
        self.rows(
            "select shape from notes where ($1 = '' or subject = $1) order by subject, nth",
            &[subject.unwrap_or_default().to_owned()],
        )
        .await
    }

    /// The first column of each row, read as JSON.
    pub(super) async fn rows<T: DeserializeOwned>(&self, sql: &'static str, parameters: &[String]) -> Result<Vec<T>> {
        let mut query = sqlx::query(sql);
        for parameter in parameters {
            query = query.bind(parameter.clone());
        }
        let rows = query.fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(serde_json::from_str(&row.try_get::<String, _>(0)?)?)).collect()
    }
}
