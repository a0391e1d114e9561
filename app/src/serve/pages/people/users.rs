//! `/people`: who is what, for administrators.

use super::account::grant as granted;
use super::{field, once, parts, roles};
use crate::people::Role;
use crate::register::{DocumentFilter, Workspace};
use crate::serve::layout;
use crate::serve::locale::date;
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::shape::person::Account;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Everything the page shows.
struct Desk {
    accounts: Vec<Account>,
    /// Parties of the documents, as grants name them, with their words.
    pairs: Vec<(String, String)>,
    link: Option<String>,
}

impl Desk {
    async fn of(workspace: &Workspace, visit: &Visit) -> Result<Self, Problem> {
        let documents = workspace.documents(&DocumentFilter::default()).await?;
        let pairs: BTreeSet<(String, String)> = documents
            .iter()
            .filter(|d| d.parties.len() > 1)
            .map(|d| {
                let mut codes = d.parties.clone();
                codes.sort();
                (crate::people::pair(&codes), parts::together(visit.locale, &codes))
            })
            .collect();
        Ok(Self { accounts: workspace.accounts().await?, pairs: pairs.into_iter().collect(), link: None })
    }
}

/// `GET /people`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Response, Problem> {
    if visit.person.alone() {
        return Ok(Redirect::to("/account").into_response());
    }
    visit.person.allow(crate::people::Action::People, &[])?;
    let desk = Desk::of(&workspace, &visit).await?;
    Ok((super::UNKEPT, page(&visit, &desk)).into_response())
}

/// A role, for the whole workspace or some parties.
#[derive(Debug, Default, Deserialize)]
pub struct Promise {
    #[serde(default)]
    role: String,
    #[serde(default)]
    parties: String,
}

impl Promise {
    /// The role; none takes it away.
    fn role(&self) -> Result<Option<Role>, Problem> {
        let named = Role::named(&self.role);
        if named.is_none() && !self.role.is_empty() {
            return Err(Problem::new(StatusCode::BAD_REQUEST, "not-understood").found(&self.role));
        }
        Ok(named)
    }
}

/// `POST /people/invitations`: shows the link, this once.
pub async fn invite(
    State(workspace): State<Workspace>,
    visit: Visit,
    headers: HeaderMap,
    Form(form): Form<Promise>,
) -> Result<Response, Problem> {
    let role = form.role()?.unwrap_or(Role::Reader);
    let link = workspace.invite(role, &form.parties, &visit.person.hand("", None)).await?;
    shown(&workspace, &visit, &headers, &link).await
}

/// `POST /people/{name}/grants`.
pub async fn grant(
    State(workspace): State<Workspace>,
    Path(name): Path<String>,
    visit: Visit,
    Form(form): Form<Promise>,
) -> Result<Redirect, Problem> {
    workspace.grant(&name, &form.parties, form.role()?, &visit.person.hand("", None)).await?;
    Ok(Redirect::to("/people"))
}

/// Whether an account can be used.
#[derive(Debug, Default, Deserialize)]
pub struct Use {
    #[serde(default)]
    disabled: String,
}

/// `POST /people/{name}/state`.
pub async fn state(
    State(workspace): State<Workspace>,
    Path(name): Path<String>,
    visit: Visit,
    Form(form): Form<Use>,
) -> Result<Redirect, Problem> {
    workspace.disable(&name, form.disabled == "yes", &visit.person.hand("", None)).await?;
    Ok(Redirect::to("/people"))
}

/// `POST /people/{name}/reset`: shows the link, this once.
pub async fn reset(
    State(workspace): State<Workspace>,
    Path(name): Path<String>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let link = workspace.reset(&name, &visit.person.hand("", None)).await?;
    shown(&workspace, &visit, &headers, &link).await
}

async fn shown(workspace: &Workspace, visit: &Visit, headers: &HeaderMap, link: &str) -> Result<Response, Problem> {
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let scheme = headers.get(header::ORIGIN).and_then(|v| v.to_str().ok()).and_then(|o| o.split_once("://"));
    let scheme = scheme.map_or("http", |(scheme, _)| scheme);
    let link = Some(format!("{scheme}://{host}/welcome/{link}"));
    let desk = Desk { link, ..Desk::of(workspace, visit).await? };
    Ok((super::UNKEPT, page(visit, &desk)).into_response())
}

fn page(visit: &Visit, desk: &Desk) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        l.t("people.title"),
        "account",
        html! {
            div.wide.people {
                h1 { (l.t("people.title")) }
                p.sub { (l.t("people.lead")) }
                @if let Some(link) = &desk.link { (once(l, l.t("people.link-made"), link)) }
                ul.rows { @for account in &desk.accounts { (row(visit, desk, account)) } }
                h2 { (l.t("people.invite")) }
                form.filters method="post" action="/people/invitations" {
                    (visit.guard())
                    (promise(visit, desk))
                    button { (l.t("people.make-link")) }
                }
                (table(visit))
            }
        },
    )
}

/// Role and parties to choose.
fn promise(visit: &Visit, desk: &Desk) -> Markup {
    let l = visit.locale;
    html! {
        (field(l.t("people.role"), &html! { select name="role" { (roles(l, Role::Administrator, Role::Reader)) } }))
        (field(l.t("people.for"), &html! {
            select name="parties" {
                option value="" { (l.t("people.whole")) }
                @for (code, words) in &desk.pairs { option value=(code) { (words) } }
            }
        }))
    }
}

fn row(visit: &Visit, desk: &Desk, account: &Account) -> Markup {
    let l = visit.locale;
    let at = |act: &str| format!("/people/{}/{act}", encode(&account.account));
    html! {
        li class=[account.disabled.then_some("off")] {
            div {
                strong { (account.account) } @if account.disabled { " " span.tag.warn { (l.t("people.disabled")) } }
                ul.plain.grants { @for (parties, role) in &account.grants {
                    li {
                        (granted(visit, parties, *role))
                        form.inline method="post" action=(at("grants")) {
                            (visit.guard()) input type="hidden" name="parties" value=(parties);
                            button.bare title=(l.t("people.take")) aria-label={ (l.t("people.take")) ": " (l.term("role", role.name())) " " (parties) } { "×" }
                        }
                    }
                } }
                p.hint { (l.t("people.made")) " " (date(l, account.made_at.get(..10).unwrap_or_default())) }
            }
            details {
                summary.button { (l.t("people.change")) }
                form.filters method="post" action=(at("grants")) { (visit.guard()) (promise(visit, desk)) button { (l.t("people.give")) } }
                div.row {
                    form method="post" action=(at("reset")) { (visit.guard()) button.button { (l.t("people.reset")) } }
                    form method="post" action=(at("state")) {
                        (visit.guard())
                        @if account.disabled { button.button { (l.t("people.enable")) } }
                        @else { input type="hidden" name="disabled" value="yes"; button.button { (l.t("people.disable")) } }
                    }
                }
            }
        }
    }
}

/// What each role may do, from the one table.
fn table(visit: &Visit) -> Markup {
    let l = visit.locale;
    html! {
        details.rights {
            summary { (l.t("people.rights")) }
            dl.facts { @for role in Role::ALL {
                dt { (l.term("role", role.name())) }
                dd { (l.t(&format!("role-may.{role}"))) }
            } }
        }
    }
}
