//! `/register/{id}`: one undertaking, from its words to what became of it, and every form that decides about it.

pub mod acts;
mod conflict;
mod evidence;
mod facts;
mod history;
mod progress;

pub use conflict::page as conflict_page;
pub use history::{moment, told};

use crate::people::Action;
use crate::register::{Attention, ReferenceFilter, Station, Workspace};
use crate::serve::pages::parts;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{assets, layout, links};
use crate::shape::assessment::Cycle;
use crate::shape::entry::Entry;
use crate::shape::{Clause, Decision, Document, Reference};
use axum::extract::{Path, State};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Everything the page shows.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The entry.
    pub entry: Entry,
    /// The clause it stands on; what it was opened with where it is read as none by now.
    pub clause: Clause,
    /// Its document.
    pub document: Document,
    /// All documents.
    pub documents: Vec<Document>,
    /// Its line through the years.
    pub lineage: Vec<Station>,
    /// The decisions about it.
    pub decisions: Vec<Decision>,
    /// The bodies and instruments its words mention.
    pub mentions: Vec<Reference>,
    /// Decisions about it whose words changed.
    pub attention: Vec<Attention>,
    /// The rounds of assessment.
    pub cycles: Vec<Cycle>,
    /// The bodies anything stands under.
    pub bodies: BTreeSet<String>,
    /// The entries before and after it, in the order of the text.
    pub beside: [Option<String>; 2],
}

impl Sheet {
    /// Everything about one entry.
    ///
    /// # Errors
    /// When there is none of that id, or the database fails.
    pub async fn load(workspace: &Workspace, id: &str) -> crate::Result<Self> {
        let ledger = workspace.ledger().await?.shown_today();
        let entry = ledger.entry(id)?.clone();
        let (u, eid) = (entry.undertaking.clone(), entry.eid.clone());
        let kept = Clause {
            document: u.document.clone(),
            clause: u.clause.clone(),
            text: entry.words.clone(),
            eid,
            kind: entry.kind.clone(),
            ..Clause::default()
        };
        let clause = workspace.clause(&u.clause).await.unwrap_or(kept);
        let asked = ReferenceFilter { document: Some(u.document.clone()), ..ReferenceFilter::default() };
        let mut mentions = workspace.references(&asked).await?;
        mentions.retain(|r| clause.start <= r.start && r.end <= clause.end);
        let at = ledger.entries.iter().position(|e| e.undertaking.clause == u.clause).unwrap_or(0);
        let beside = |at: Option<usize>| {
            let other = ledger.entries.get(at?)?;
            (other.undertaking.document == u.document).then(|| other.undertaking.undertaking.clone())
        };
        Ok(Self {
            document: workspace.document(&u.document).await?,
            documents: workspace.documents(&crate::register::DocumentFilter::default()).await?,
            lineage: workspace.lineage(&u.clause).await?,
            decisions: workspace.history(&u).await?,
            attention: ledger
                .attention
                .iter()
                .filter(|a| a.subject == u.undertaking || a.subject == u.clause)
                .cloned()
                .collect(),
            bodies: ledger.entries.iter().filter_map(|e| e.undertaking.body.clone()).collect(),
            beside: [beside(at.checked_sub(1)), beside(at.checked_add(1))],
            cycles: ledger.cycles,
            entry,
            clause,
            mentions,
        })
    }

    /// Whether whoever asks may do that to it: what they may not do is not offered.
    fn may(&self, visit: &Visit, action: Action) -> bool {
        visit.person.may(action, &self.document.parties)
    }

    /// A document by its id, as a link.
    fn linked(&self, visit: &Visit, id: &str) -> Markup {
        let known = self.documents.iter().find(|d| d.document == id);
        html! { a href=(links::document(id)) { (known.map_or_else(|| id.to_owned(), |d| parts::short(visit.locale, d))) } }
    }
}

/// `GET /register/{id}`.
pub async fn get(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Result<Markup, Problem> {
    Ok(page(&visit, &Sheet::load(&workspace, &id).await?))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, sheet: &Sheet) -> Markup {
    let l = visit.locale;
    let (e, u) = (&sheet.entry, &sheet.entry.undertaking);
    let language = sheet.document.language.as_str();
    let content = html! {
        article.wide.desk-page.entry-page {
            (crumbs(visit, sheet))
            @for attention in &sheet.attention { (facts::attention(visit, sheet, attention)) }
            header.entry-head {
                p.facts { (super::light(l, e)) @if u.undertaking != u.clause { span.number { (u.undertaking) } } @else { span { (l.t("entry.unnumbered")) } }
                    a lang=(language) href=(links::spot(&u.clause)) { (parts::title(&sheet.document)) ", " (e.eid) } }
                h1.quoted lang=(language) { a.plain-link href=(links::spot(&u.clause)) { (e.words) } }
                p.facts { (parts::marks(l, &sheet.clause)) (parts::parties(l, &u.parties)) a href=(links::clause(&u.clause)) { (l.t("register.why")) } }
            }
            div.entry-grid {
                aside.entry-facts aria-label=(l.t("entry.facts")) { (facts::panel(visit, sheet)) }
                div.entry-main {
                    (parts::lineage(l, &sheet.lineage, &u.clause, language))
                    (line(visit, sheet))
                    (progress::milestones(visit, sheet))
                    (evidence::section(visit, sheet))
                    (progress::shares(visit, sheet))
                    (progress::resolutions(visit, e))
                    (progress::assessments(visit, sheet))
                    (progress::notes(visit, sheet))
                    (history::section(visit, sheet))
                }
            }
        }
        script src=(assets::address("register.js")) defer {}
    };
    layout::desk(visit, &u.undertaking, "register", content)
}

fn crumbs(visit: &Visit, sheet: &Sheet) -> Markup {
    let l = visit.locale;
    let [before, after] = &sheet.beside;
    html! {
        p.crumbs {
            a href=(links::register("document", &sheet.document.document)) { (l.t("nav.register")) }
            " › " (sheet.entry.undertaking.undertaking)
            span.beside {
                @if let Some(id) = before { a href=(links::undertaking(id)) rel="prev" accesskey="p" { "← " (l.t("entry.before")) } }
                @if let Some(id) = after { a href=(links::undertaking(id)) rel="next" accesskey="n" { (l.t("entry.after")) " →" } }
            }
        }
    }
}

/// In which documents it was first made, repeated, dropped.
fn line(visit: &Visit, sheet: &Sheet) -> Markup {
    let l = visit.locale;
    let u = &sheet.entry.undertaking;
    let told = u.first_made_in.as_ref().is_some_and(|first| *first != u.document)
        || !u.repeated_in.is_empty()
        || u.dropped_in.is_some();
    html! {
        @if told && sheet.lineage.is_empty() {
            h2 { (l.t("lineage.title")) }
            dl.facts {
                @if let Some(first) = &u.first_made_in { dt { (l.t("register.first")) } dd { (sheet.linked(visit, first)) } }
                @if !u.repeated_in.is_empty() { dt { (l.t("register.repeated")) } dd { ul.plain { @for d in &u.repeated_in { li { (sheet.linked(visit, d)) } } } } }
                @if let Some(dropped) = &u.dropped_in { dt { (l.t("register.dropped")) } dd { (sheet.linked(visit, dropped)) } }
            }
        }
    }
}

/// A form that does something to the entry: what it does, the version it was filled in on, its fields, who and why.
fn form(entry: &Entry, act: &str, fields: &Markup) -> Markup {
    let address = links::undertaking(&entry.undertaking.undertaking);
    html! {
        form.small method="post" action=(address) {
            input type="hidden" name="act" value=(act);
            @if ["set", "split", "milestone"].contains(&act) { input type="hidden" name="saw" value=(entry.version); }
            (fields)
        }
    }
}
