//! `/assessments/{cycle}/{id}`: one undertaking in a round: rubric, searches, two blind codings, settling, signing.

use super::{coding, rubric};
use crate::people::Action;
use crate::register::Workspace;
use crate::review::assess;
use crate::review::tasks::state;
use crate::serve::locale::date;
use crate::serve::pages::register::entry::conflict_page;
use crate::serve::pages::register::{light, number};
use crate::serve::pages::{parts, sign};
use crate::serve::posted::Posted;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{assets, layout, links};
use crate::shape::Document;
use crate::shape::assessment::{Assessment, Cycle, Rubric, Search};
use crate::shape::entry::Entry;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// Everything the page shows.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The round.
    pub cycle: Cycle,
    /// The entry.
    pub entry: Entry,
    /// Its document.
    pub document: Document,
    /// A rubric that was sent to be looked at, and is not kept.
    pub draft: Option<Rubric>,
}

impl Sheet {
    async fn load(workspace: &Workspace, cycle: &str, id: &str) -> crate::Result<Self> {
        let cycle = assess::round(workspace, cycle).await?.cycle;
        let entry = workspace.entry(id).await?;
        let document = workspace.document(&entry.undertaking.document).await?;
        Ok(Self { cycle, entry, document, draft: None })
    }

    /// What was assessed so far.
    #[must_use]
    pub fn assessment(&self) -> Assessment {
        self.entry.assessments.get(&self.cycle.cycle).cloned().unwrap_or_default()
    }

    /// Whether whoever asks may do that to it.
    #[must_use]
    pub fn may(&self, visit: &Visit, action: Action) -> bool {
        visit.person.may(action, &self.document.parties)
    }

    /// The parties to be scored.
    #[must_use]
    pub fn parties(&self) -> &[String] {
        &self.entry.undertaking.parties
    }
}

/// `GET /assessments/{cycle}/{id}`.
pub async fn get(
    State(workspace): State<Workspace>,
    Path((cycle, id)): Path<(String, String)>,
    visit: Visit,
) -> Result<Markup, Problem> {
    Ok(page(&visit, &Sheet::load(&workspace, &cycle, &id).await?))
}

/// `POST /assessments/{cycle}/{id}`.
pub async fn post(
    State(workspace): State<Workspace>,
    Path((cycle, id)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let (w, hand) = (&workspace, posted.hand());
    let act = posted.need("act")?;
    let done = match act {
        "check" | "rubric" => {
            let draft = rubric::read(&posted);
            let faulty = !crate::review::rubric::faults(&draft).is_empty();
            if act == "check" || faulty {
                let sheet = Sheet { draft: Some(draft), ..Sheet::load(w, &cycle, &id).await? };
                let status = if act == "check" { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
                return Ok((status, page(&posted.visit, &sheet)).into_response());
            }
            assess::rubric(w, &cycle, &id, draft, &hand).await
        }
        "search" => assess::search(w, &cycle, &id, search(&posted), &hand).await,
        "code" => assess::code(w, &cycle, &id, coding::read(&posted), &hand).await,
        "settle" => assess::settle(w, &cycle, &id, coding::read(&posted), &hand).await,
        "sign" => assess::sign(w, &cycle, &id, &hand).await,
        other => return Err(Problem::new(StatusCode::BAD_REQUEST, "not-understood").found(other)),
    };
    match done {
        Ok(_) => Ok(posted.back(&format!("{}#{act}", links::sheet(&cycle, &id))).into_response()),
        Err(crate::Error::Conflict(_)) => {
            Ok((StatusCode::CONFLICT, conflict_page(w, &id, &posted).await?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Lines of a field as a list.
fn lines(posted: &Posted, name: &str) -> Vec<String> {
    posted.text(name).lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect()
}

fn search(posted: &Posted) -> Search {
    Search {
        queries: lines(posted, "queries"),
        places: lines(posted, "places"),
        languages: posted
            .text("languages")
            .split([',', ' ', '，', '、'])
            .filter(|l| !l.is_empty())
            .map(str::to_owned)
            .collect(),
        from: posted.text("from"),
        to: posted.text("to"),
        party: posted.owned("party"),
        ..Search::default()
    }
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, sheet: &Sheet) -> Markup {
    let l = visit.locale;
    let (e, u, cycle) = (&sheet.entry, &sheet.entry.undertaking, &sheet.cycle);
    let a = sheet.assessment();
    let content = html! {
        article.narrow.desk-page {
            p.crumbs { a href="/assessments" { (l.t("cycle.title")) } " › " a href=(links::cycle(&cycle.cycle)) { (cycle.cycle) } " › " (u.undertaking) }
            h1.quoted lang=(sheet.document.language) { a.plain-link href=(links::undertaking(&u.undertaking)) { (e.words) } }
            p.facts { (light(l, e)) (number(u)) (parts::parties(l, &u.parties)) span { (date(l, &cycle.from)) " – " (date(l, &cycle.to)) } span.tag { (l.term("coding", state(e, &cycle.cycle))) } }
            (rubric::section(visit, sheet, &a))
            @if a.rubric.is_some() {
                (searches(visit, sheet, &a))
                (coding::section(visit, sheet, &a))
                (signing(visit, sheet, &a))
            }
        }
        script src=(assets::address("register.js")) defer {}
    };
    layout::desk(visit, &u.undertaking, "assessments", content)
}

/// Where somebody looked: wanted before “no action found” can be signed.
fn searches(visit: &Visit, sheet: &Sheet, a: &Assessment) -> Markup {
    let l = visit.locale;
    html! { section #search {
        h2 { (l.t("searching.title")) }
        p.hint { (l.t("searching.lead")) }
        ul.statements { @for s in &a.searches { li {
            p { (s.queries.join("; ")) }
            p.facts { span { (s.places.join("; ")) } span { (s.languages.join(", ")) }
                @if !s.from.is_empty() { span { (date(l, &s.from)) " – " (date(l, &s.to)) } }
                span { (s.party.as_deref().map_or_else(|| l.t("evidence.all").to_owned(), |p| crate::names::party(l, p).to_owned())) } span { (s.by) } }
        } } }
        @if a.signed.is_none() && sheet.may(visit, Action::Search) { details.add { summary { (l.t("searching.add")) }
            form.small method="post" {
                (sign::carried("act", "search"))
                label.field.wide-field { span { (l.t("searching.queries")) } textarea name="queries" rows="2" required maxlength="5000" {} }
                label.field.wide-field { span { (l.t("searching.places")) } textarea name="places" rows="2" required maxlength="5000" {} }
                label.field { span { (l.t("searching.languages")) } input name="languages" required maxlength="60" placeholder="zh, en, ru"; }
                label.field { span { (l.t("evidence.party")) } select name="party" {
                    option value="" { (l.t("evidence.all")) }
                    @for p in sheet.parties() { option value=(p) { (crate::names::party(l, p)) } }
                } }
                label.field { span { (l.t("cycle.from")) } input type="date" name="from" value=(sheet.cycle.from); }
                label.field { span { (l.t("cycle.to")) } input type="date" name="to" value=(sheet.cycle.to); }
                (sign::who(visit))
                button { (l.t("act.add")) }
            }
        } }
    } }
}

/// The scores that hold, what stands in the way of a signature, and the signature.
fn signing(visit: &Visit, sheet: &Sheet, a: &Assessment) -> Markup {
    let l = visit.locale;
    let bare = assess::unsearched(a, &sheet.entry);
    let named: Vec<&str> = bare.iter().map(|p| crate::names::party(l, p)).collect();
    html! { section #sign {
        h2 { (l.t("signing.title")) }
        @if let Some(signed) = &a.signed {
            p { (l.fill("signing.by", &[("by", &signed.by), ("at", signed.at.get(..10).map_or(signed.at.as_str(), |d| d))])) }
        } @else if state(&sheet.entry, &sheet.cycle.cycle) != "to-sign" {
            p.hint { (l.t("signing.not-yet")) }
        } @else {
            @if !named.is_empty() { p.warning { (l.fill("signing.unsearched", &[("who", &named.join(", "))])) } }
            @if sheet.may(visit, Action::Sign) { form.sheet method="post" { (sign::carried("act", "sign")) div.filters.sign { (sign::why(visit)) button disabled[!named.is_empty()] { (l.t("signing.do")) } } } }
        }
    } }
}
