//! `/account`: one's own password, sessions and tokens.

use super::{field, moment, once, roles};
use crate::people::{Role, password as rules};
use crate::register::Workspace;
use crate::serve::house::House;
use crate::serve::person::{Person, Way};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::serve::{layout, names};
use crate::shape::person::{Account, Session, Token};
use axum::extract::{Form, Path, State};
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

/// Everything the page shows.
struct Desk {
    account: Account,
    sessions: Vec<Session>,
    tokens: Vec<Token>,
    made: Option<String>,
    said: Option<String>,
}

impl Desk {
    async fn of(workspace: &Workspace, person: &Person) -> Result<Self, Problem> {
        let account = workspace.account(&person.name).await?;
        let sessions = workspace.sessions(&account.account).await?;
        let mut tokens = workspace.tokens(Some(&account.account)).await?;
        tokens.retain(|t| !t.revoked);
        Ok(Self { account, sessions, tokens, made: None, said: None })
    }
}

/// `GET /account`.
pub async fn get(State(workspace): State<Workspace>, visit: Visit) -> Result<Response, Problem> {
    if visit.person.alone() {
        return Ok(alone(&visit).into_response());
    }
    let desk = Desk::of(&workspace, &visit.person).await?;
    Ok((super::UNKEPT, page(&visit, &desk)).into_response())
}

/// A new password.
#[derive(Debug, Default, Deserialize)]
pub struct Change {
    #[serde(default)]
    old: String,
    #[serde(default)]
    password: String,
}

/// `POST /account/password`: every other session ends, this one gets a new secret.
pub async fn password(
    State(workspace): State<Workspace>,
    house: House,
    visit: Visit,
    headers: HeaderMap,
    Form(form): Form<Change>,
) -> Result<Response, Problem> {
    let Way::Session(_) = visit.person.way else {
        return Err(Problem::new(StatusCode::FORBIDDEN, "not-yours").wanted("a session"));
    };
    let name = visit.person.name.clone();
    let mut desk = Desk::of(&workspace, &visit.person).await?;
    if workspace.signs_in(&name, &form.old).await?.is_none() {
        desk.said = Some(visit.locale.t("people.wrong-old").to_owned());
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, super::UNKEPT, page(&visit, &desk)).into_response());
    }
    if let Err(error) = rules::fit(&form.password, &name) {
        desk.said = Some(format!("{}: {}", error.fault().found, error.fault().wanted));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, super::UNKEPT, page(&visit, &desk)).into_response());
    }
    workspace.set_password(&name, &form.password).await?;
    let agent = headers.get(USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let secret = workspace.begin_session(&name, agent).await?;
    let mut response = Redirect::to("/account").into_response();
    response.headers_mut().extend(house.set_cookie(&secret, crate::register::SESSION).map(|c| (SET_COOKIE, c)));
    Ok(response)
}

/// Which session to end; all others without one.
#[derive(Debug, Default, Deserialize)]
pub struct Ending {
    #[serde(default)]
    id: String,
}

/// `POST /account/sessions`: ends one, or everywhere else.
pub async fn end(
    State(workspace): State<Workspace>,
    person: Person,
    Form(form): Form<Ending>,
) -> Result<Redirect, Problem> {
    let here = match &person.way {
        Way::Session(id) => id.as_str(),
        _ => "",
    };
    if form.id.is_empty() {
        workspace.end_sessions(&person.name, here).await?;
    } else {
        workspace.end_session(&person.name, &form.id).await?;
    }
    Ok(Redirect::to("/account"))
}

/// A token to be made.
#[derive(Debug, Deserialize)]
pub struct Making {
    name: String,
    role: Role,
}

/// `POST /account/tokens`: shows the secret, this once.
pub async fn make_token(
    State(workspace): State<Workspace>,
    visit: Visit,
    Form(form): Form<Making>,
) -> Result<Response, Problem> {
    let hand = visit.person.hand("", None);
    let (_, secret) = workspace.make_token(&visit.person.name, &form.name, form.role, &hand).await?;
    let desk = Desk { made: Some(secret), ..Desk::of(&workspace, &visit.person).await? };
    Ok((super::UNKEPT, page(&visit, &desk)).into_response())
}

/// `POST /account/tokens/{id}`: revokes it.
pub async fn revoke(
    State(workspace): State<Workspace>,
    Path(id): Path<String>,
    person: Person,
) -> Result<Redirect, Problem> {
    workspace.revoke_token(&id, &person.hand("", None)).await?;
    Ok(Redirect::to("/account"))
}

fn alone(visit: &Visit) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        l.t("people.account"),
        "account",
        html! {
            div.narrow { h1 { (l.t("people.account")) } p { (l.t("people.alone")) } pre { code { "chancery serve --accounts" } } }
        },
    )
}

fn page(visit: &Visit, desk: &Desk) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        &desk.account.account,
        "account",
        html! {
            div.narrow.account {
                h1 { (desk.account.account) }
                ul.plain.grants { @for (parties, role) in &desk.account.grants { li { (grant(visit, parties, *role)) } } }
                @if visit.person.may(crate::people::Action::People, &[]) {
                    p { a.button href="/people" { (l.t("people.title")) } }
                }
                @if let Some(said) = &desk.said { p.notice role="alert" { (said) } }
                @if let Some(secret) = &desk.made { (once(l, l.t("people.token-made"), secret)) }
                (sessions(visit, desk))
                (tokens(visit, desk))
                h2 { (l.t("people.change-password")) }
                form.stacked method="post" action="/account/password" {
                    (visit.guard())
                    input type="text" name="name" autocomplete="username" value=(desk.account.account) aria-label=(l.t("people.name")) readonly hidden;
                    (field(l.t("people.old-password"), &html! { input type="password" name="old" required maxlength="200" autocomplete="current-password"; }))
                    (field(l.t("people.new-password"), &html! { input type="password" name="password" required minlength=(rules::SHORTEST) maxlength="200" autocomplete="new-password"; }))
                    button { (l.t("people.change-password")) }
                    p.hint { (l.t("people.ends-others")) }
                }
            }
        },
    )
}

/// A role in words: `Editor · China–Russia`.
pub(super) fn grant(visit: &Visit, parties: &str, role: Role) -> Markup {
    let l = visit.locale;
    let codes: Vec<&str> = parties.split('-').filter(|c| !c.is_empty()).map(|c| names::party(l, c)).collect();
    html! {
        span.tag.role { (l.term("role", role.name())) } " "
        @if codes.is_empty() { (l.t("people.whole")) } @else { (codes.join("–")) }
    }
}

fn sessions(visit: &Visit, desk: &Desk) -> Markup {
    let l = visit.locale;
    let here = |s: &Session| visit.person.way == Way::Session(s.id.clone());
    html! {
        h2 { (l.t("people.sessions")) }
        ul.rows { @for s in &desk.sessions {
            li {
                div { strong { (if s.agent.is_empty() { "–" } else { &s.agent }) } p.hint { (l.t("people.since")) " " (moment(s.made)) } }
                @if here(s) { span.tag { (l.t("people.here")) } } @else {
                    form method="post" action="/account/sessions" { (visit.guard()) input type="hidden" name="id" value=(s.id); button.button { (l.t("people.end")) } }
                }
            }
        } }
        div.row {
            form method="post" action="/sign-out" { (visit.guard()) button { (l.t("people.sign-out")) } }
            @if desk.sessions.len() > 1 {
                form method="post" action="/account/sessions" { (visit.guard()) button.button { (l.t("people.end-others")) } }
            }
        }
    }
}

fn tokens(visit: &Visit, desk: &Desk) -> Markup {
    let l = visit.locale;
    let most = visit.person.rights.highest().unwrap_or(Role::Reader);
    html! {
        h2 { (l.t("people.tokens")) }
        p.hint { (l.t("people.tokens-hint")) " " code { "Authorization: Bearer …" } }
        ul.rows { @for t in &desk.tokens {
            li {
                div { strong { (t.name) } " " span.tag.role { (l.term("role", t.role.name())) }
                    p.hint { (l.t("people.made")) " " (moment(t.made)) " · " @if t.used == 0 { (l.t("people.unused")) } @else { (l.t("people.used")) " " (moment(t.used)) } }
                }
                form method="post" action={ "/account/tokens/" (t.id) } { (visit.guard()) button.button { (l.t("people.revoke")) } }
            }
        } }
        form.filters method="post" action="/account/tokens" {
            (visit.guard())
            (field(l.t("people.token-name"), &html! { input name="name" required maxlength="60"; }))
            (field(l.t("people.role"), &html! { select name="role" { (roles(l, most, Role::Reader)) } }))
            button { (l.t("people.make-token")) }
        }
    }
}
