//! `/documents/{id}/source`: what the sources have beside the reading text, every repair marked and explained,
//! suspected characters to decide about, the apparatus at the foot.
//!
//! Keys, with script: j and k go to the next and the last place, a accepts, r refuses, c corrects.

use super::parts;
use super::reader::apparatus;
use crate::register::{Origin, Ruling, Workspace};
use crate::serve::locale::Locale;
use crate::serve::person::Person;
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::serve::{assets, layout, links};
use crate::shape::{Correction, Document, Provision, Suspicion, Variant, Witness};
use axum::extract::{Form, Path, State};
use axum::response::Redirect;
use maud::{Markup, html};
use serde::Deserialize;

/// Everything the page shows.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The document.
    pub document: Document,
    /// Its blocks.
    pub provisions: Vec<Provision>,
    /// Where their characters came from.
    pub origins: Vec<Origin>,
    /// What is suspected.
    pub suspicions: Vec<Suspicion>,
    /// What was decided.
    pub corrections: Vec<Correction>,
    /// Where witnesses differ.
    pub variants: Vec<Variant>,
    /// The witnesses.
    pub witnesses: Vec<Witness>,
}

/// `GET /documents/{id}/source`.
pub async fn get(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Result<Markup, Problem> {
    let mut origins = workspace.origin(&id, "").await?;
    origins.sort_by_key(|o| (o.start, o.end));
    let desk = Desk {
        document: workspace.document(&id).await?,
        provisions: workspace.provisions(&id).await?,
        origins,
        suspicions: workspace.suspicions(Some(&id)).await?.into_iter().filter(|s| !s.refused).collect(),
        corrections: workspace.corrections(Some(&id)).await?,
        variants: workspace.variants(&id).await?,
        witnesses: workspace.witnesses(Some(&id)).await?,
    };
    Ok(page(&visit, &desk))
}

/// A decision about a reading, as the page and the API take it.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
pub struct Verdict {
    /// reading.accept, reading.refuse, reading.correct, reading.choose.
    pub action: String,
    /// Who decides, where there are no accounts; else it is whoever is signed in.
    #[serde(default)]
    pub by: String,
    /// Why.
    #[serde(default)]
    pub why: String,
    /// The provision.
    pub eid: String,
    /// What stands before the words.
    #[serde(default)]
    pub before: String,
    /// The words.
    #[serde(default)]
    pub words: String,
    /// What stands after them.
    #[serde(default)]
    pub after: String,
    /// What shall stand there.
    #[serde(default)]
    pub made: String,
}

impl Verdict {
    /// Writes it down and reads everything anew.
    pub async fn decide(
        self,
        workspace: &Workspace,
        document: &str,
        person: &Person,
    ) -> crate::Result<crate::shape::Decision> {
        workspace.document(document).await?;
        let Self { action, by, why, eid, before, words, after, made } = self;
        let made = if action == "reading.refuse" { words.clone() } else { made };
        let ruling = Ruling { document: document.to_owned(), eid, before, words, after, made };
        let decision = ruling.decide(workspace, &action, &person.named(&by).hand(why, None)).await?;
        crate::reading::refresh(workspace).await?;
        Ok(decision)
    }
}

/// `POST /documents/{id}/source`.
pub async fn decide(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
    Form(verdict): Form<Verdict>,
) -> Result<Redirect, Problem> {
    let (by, eid) = (encode(&verdict.by), verdict.eid.clone());
    verdict.decide(&workspace, &id, &person).await?;
    Ok(Redirect::to(&format!("{}/source?by={by}#{eid}", links::document(&id))))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, desk: &Desk) -> Markup {
    let l = visit.locale;
    let document = &desk.document;
    layout::page(
        visit,
        parts::title(document),
        "library",
        html! {
            article.desk {
                p.crumbs { a lang=(document.language) href=(links::document(&document.document)) { (parts::title(document)) } " › " (l.t("desk.title")) }
                h1 { (l.t("desk.title")) }
                p.sub { (l.t("desk.lead")) }
                p.hint { (l.t("desk.keys")) }
                @for p in &desk.provisions { (row(visit, desk, p)) }
                (foot(visit, desk))
            }
            script src=(assets::address("desk.js")) defer {}
        },
    )
}

fn row(visit: &Visit, desk: &Desk, p: &Provision) -> Markup {
    let l = visit.locale;
    let inside = |o: &&Origin| p.start <= o.start && o.end <= p.end && (o.start < p.end || o.start == o.end);
    let origins: Vec<&Origin> = desk.origins.iter().filter(inside).collect();
    let suspicions: Vec<&Suspicion> = desk.suspicions.iter().filter(|s| s.eid == p.eid).collect();
    let lang = &desk.document.language;
    html! {
        section.pair id=(p.eid) {
            div.printed lang=(lang) title=[origins.first().map(|o| &o.source_name)] {
                @for o in &origins { (printed(l, p, o)) }
            }
            div.established lang=(lang) {
                @for o in &origins { (established(l, p, o, &suspicions)) }
                @for s in &suspicions { (doubt(visit, desk, s)) }
            }
        }
    }
}

/// The words a stretch of the reading text has.
fn words(p: &Provision, start: i64, end: i64) -> String {
    let at = |n: i64| usize::try_from(n - p.start).unwrap_or(0);
    p.text.chars().skip(at(start)).take(at(end).saturating_sub(at(start))).collect()
}

/// Whether a deed only resolved how the file spells its characters: that is no repair, and the escape says nothing.
fn spelt(deed: &str) -> bool {
    matches!(deed, "json" | "html" | "gb18030")
}

/// A stretch as the source has it; what was made of it otherwise is struck out.
fn printed(l: &Locale, p: &Provision, o: &Origin) -> Markup {
    html! {
        @match o.deed.as_deref() {
            None => (o.words),
            Some(deed) if spelt(deed) => (words(p, o.start, o.end)),
            Some(_) if o.words.trim().is_empty() => " ",
            Some(deed) => del title=(parts::deed(l, deed)) { (o.words) },
        }
    }
}

/// A stretch of the reading text; what was made of something else is marked, and what is suspected.
fn established(l: &Locale, p: &Provision, o: &Origin, suspicions: &[&Suspicion]) -> Markup {
    match o.deed.as_deref() {
        Some(deed) if !spelt(deed) => {
            let words = words(p, o.start, o.end);
            html! {
                ins data-stop title={ (parts::deed(l, deed)) ": " (o.source_name) " " (o.byte_start) "–" (o.byte_end) } {
                    @if words.is_empty() { "·" } @else { (words) }
                }
            }
        }
        _ => suspected(l, p, o, suspicions),
    }
}

/// A stretch as it was kept, what is suspected in it leading to the question.
fn suspected(l: &Locale, p: &Provision, o: &Origin, suspicions: &[&Suspicion]) -> Markup {
    let inside = |s: &&&Suspicion| o.start <= s.start && s.end <= o.end && s.start < o.end;
    let mut at = o.start;
    let mut pieces = Vec::new();
    for s in suspicions.iter().filter(inside) {
        if s.start >= at {
            pieces.push((words(p, at, s.start), Some(*s)));
            at = s.end;
        }
    }
    pieces.push((words(p, at, o.end), None));
    html! {
        @for (words, suspicion) in &pieces {
            (words)
            @if let Some(s) = suspicion {
                a.suspected href={ "#" (anchor(s)) } title=(s.because.said(l)) { mark { (s.words) @if s.words.is_empty() { "‸" } } }
            }
        }
    }
}

/// Where on the page a suspicion is decided about.
fn anchor(s: &Suspicion) -> String {
    format!("{}--{}", s.eid, s.suspicion.rsplit('/').next().unwrap_or_default())
}

/// What tells a place and what stands there.
struct Place<'a> {
    document: &'a str,
    eid: &'a str,
    before: &'a str,
    words: &'a str,
    after: &'a str,
}

/// The fields of a form that decides about a place.
fn fields(visit: &Visit, place: &Place<'_>) -> Markup {
    html! {
        (visit.guard())
        input type="hidden" name="eid" value=(place.eid);
        input type="hidden" name="before" value=(place.before);
        input type="hidden" name="words" value=(place.words);
        input type="hidden" name="after" value=(place.after);
    }
}

fn doubt(visit: &Visit, desk: &Desk, s: &Suspicion) -> Markup {
    let l = visit.locale;
    let Suspicion { document, eid, before, words, after, .. } = s;
    let place = Place { document, eid, before, words, after };
    html! {
        form.doubt data-stop id=(anchor(s)) method="post" action={ (links::document(place.document)) "/source" } {
            p lang=(desk.document.language) { (before) mark { (words) @if words.is_empty() { "‸" } } (after) }
            p.hint { span.tag { (l.term("suspicion", &s.kind)) } " " (s.because.said(l)) }
            (fields(visit, &place))
            label { (l.t("desk.reading")) " " input name="made" value=(s.proposed.as_deref().unwrap_or("")) lang=(desk.document.language); }
            (visit.who())
            span.acts {
                @if s.proposed.is_some() { button name="action" value="reading.accept" accesskey="a" { (l.t("desk.accept")) } }
                button name="action" value="reading.refuse" accesskey="r" { (l.t("desk.refuse")) }
                button name="action" value="reading.correct" accesskey="c" { (l.t("desk.correct")) }
            }
        }
    }
}

fn foot(visit: &Visit, desk: &Desk) -> Markup {
    let l = visit.locale;
    let name = |source: &str| {
        desk.witnesses.iter().find(|w| w.source == source).map_or("", |w| w.source_name.as_str()).to_owned()
    };
    let lang = &desk.document.language;
    html! {
        section.foot {
            ul.witnesses {
                @for w in &desk.witnesses {
                    li {
                        a href=(links::source(&w.source)) { (w.source_name) }
                        @for (from, to) in crate::reading::lacking(w, &desk.variants) {
                            " " span.tag.warn { (l.fill("desk.lacks", &[("count", &(to - from).to_string()), ("from", &from.to_string()), ("to", &to.to_string())])) }
                        }
                    }
                }
            }
            h2 { (l.count("variant", desk.variants.len())) }
            ol.apparatus {
                @for v in &desk.variants {
                    li {
                        span lang=(lang) { (apparatus::reading(l, &v.reading)) " ] " (apparatus::reading(l, &v.witness_reading)) } " " span.where { (name(&v.source)) } " "
                        span class={ "tag " (v.kind) } { (l.term("variant", &v.kind)) }
                        (choice(visit, desk, v))
                    }
                }
            }
            @if !desk.corrections.is_empty() {
                h2 { (l.t("desk.decisions")) }
                ul.decisions {
                    @for c in &desk.corrections {
                        li {
                            a href={ "#" (c.eid) } { (c.decision) } " " (l.term("action", &c.action)) " "
                            q lang=(lang) { (c.words) } " → " q lang=(lang) { (c.made) } " " (c.by)
                            @if c.start.is_none() { " " span.tag.warn { (l.t("desk.gone")) } }
                        }
                    }
                }
            }
        }
    }
}

/// Taking another witness's reading.
fn choice(visit: &Visit, desk: &Desk, v: &Variant) -> Markup {
    let l = visit.locale;
    let Some(ruling) = crate::reading::chosen(v, &desk.provisions) else { return html! {} };
    let Ruling { document, eid, before, words, after, made } = &ruling;
    let place = Place { document, eid, before, words, after };
    html! {
        form.choice method="post" action={ (links::document(place.document)) "/source" } lang=(l.tag()) {
            (fields(visit, &place))
            input type="hidden" name="made" value=(made);
            (visit.who())
            button name="action" value="reading.choose" { (l.t("desk.choose")) }
        }
    }
}
