//! `/sign-in`, `/sign-out`, `/welcome/{link}`: coming in and going out.
//!
//! Signing in always begins a new session under a new secret, whatever cookie the browser brought.

use super::field;
use crate::people::password::SHORTEST;
use crate::people::tries::Knock;
use crate::register::Workspace;
use crate::serve::house::{House, Whence};
use crate::serve::layout;
use crate::serve::person::{Person, Way};
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::person::Account;
use axum::extract::{Form, Path, State};
use axum::http::header::{RETRY_AFTER, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

/// What the sign-in form sends.
#[derive(Debug, Default, Deserialize)]
pub struct Entering {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// `GET /sign-in`.
pub async fn get(State(workspace): State<Workspace>, house: House, mut visit: Visit) -> Result<Response, Problem> {
    if visit.person.alone() || matches!(visit.person.way, Way::Session(_)) {
        return Ok(Redirect::to(local(visit.get("next").unwrap_or("/"))).into_response());
    }
    let next = visit.get("next").unwrap_or("/").to_owned();
    let first = !workspace.has_accounts().await?;
    let cookie = at_the_door(&house, &mut visit);
    Ok(with_cookie(cookie, page(&visit, &next, first, None)))
}

/// `POST /sign-in`.
pub async fn sign_in(
    State(workspace): State<Workspace>,
    house: House,
    from: Whence,
    mut visit: Visit,
    headers: HeaderMap,
    Form(form): Form<Entering>,
) -> Result<Response, Problem> {
    let knock = Knock { name: &form.name, address: &from.0 };
    if let Some(seconds) = house.tries.wait(&knock) {
        let mut response = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-often").into_response();
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        return Ok(response);
    }
    // Counted before the password is looked at: many at once get no more tries than one after the other.
    house.tries.failed(&knock);
    let Some(account) = workspace.signs_in(&form.name, &form.password).await? else {
        let cookie = at_the_door(&house, &mut visit);
        let again = page(&visit, &form.next, false, Some(&form.name));
        return Ok((StatusCode::UNAUTHORIZED, with_cookie(cookie, again)).into_response());
    };
    house.tries.right(&knock);
    let next = local(&form.next).to_owned();
    come_in(&workspace, &house, (&account, &visit.person), &headers, &next).await
}

/// `POST /sign-out`.
pub async fn sign_out(State(workspace): State<Workspace>, house: House, person: Person) -> Result<Response, Problem> {
    if let Way::Session(id) = &person.way {
        workspace.end_session(&person.name, id).await?;
    }
    Ok(with_cookie(house.set_cookie("", 0), Redirect::to("/sign-in")))
}

/// What the form behind a one-time link sends.
#[derive(Debug, Default, Deserialize)]
pub struct Following {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

/// `GET /welcome/{link}`.
pub async fn welcome(
    State(workspace): State<Workspace>,
    house: House,
    Path(given): Path<String>,
    mut visit: Visit,
) -> Result<Response, Problem> {
    let link = workspace.link(&given).await?;
    let cookie = at_the_door(&house, &mut visit);
    Ok(with_cookie(cookie, (super::UNKEPT, welcome_page(&visit, &link.account, None))))
}

/// `POST /welcome/{link}`.
pub async fn follow(
    State(workspace): State<Workspace>,
    house: House,
    Path(given): Path<String>,
    visit: Visit,
    headers: HeaderMap,
    Form(form): Form<Following>,
) -> Result<Response, Problem> {
    let link = workspace.link(&given).await?;
    match workspace.follow(&given, &form.name, &form.password).await {
        Ok(account) => come_in(&workspace, &house, (&account, &visit.person), &headers, "/").await,
        Err(error @ (crate::Error::Usage(_) | crate::Error::Input(_))) => {
            let name = if link.account.is_empty() { "" } else { &link.account };
            let page = welcome_page(&visit, name, Some((&form.name, &error)));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, super::UNKEPT, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Begins a session, ending the one the browser had.
async fn come_in(
    workspace: &Workspace,
    house: &House,
    (account, before): (&Account, &Person),
    headers: &HeaderMap,
    next: &str,
) -> Result<Response, Problem> {
    if let Way::Session(id) = &before.way {
        workspace.end_session(&before.name, id).await?;
    }
    let agent = headers.get(USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let secret = workspace.begin_session(&account.account, agent).await?;
    Ok(with_cookie(house.set_cookie(&secret, crate::register::SESSION), Redirect::to(next)))
}

/// Gives a visitor a guard for the form, and a cookie for it where they have none.
fn at_the_door(house: &House, visit: &mut Visit) -> Option<HeaderValue> {
    let (person, fresh) = house.visitor(&visit.person);
    visit.person = person;
    fresh.and_then(|secret| house.set_cookie(&secret, 3600))
}

fn with_cookie(cookie: Option<HeaderValue>, answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// An address of ours; the first page for whatever else was asked for.
#[must_use]
pub fn local(next: &str) -> &str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t', '\0'])
        && !next.chars().any(char::is_control);
    if ours { next } else { "/" }
}

fn page(visit: &Visit, next: &str, first: bool, failed: Option<&str>) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        l.t("people.sign-in"),
        "sign-in",
        html! {
            div.narrow.door {
                h1 { (l.t("people.sign-in")) }
                @if first { p.notice { (l.t("people.first")) } }
                @if failed.is_some() { p.notice role="alert" { (l.t("people.failed")) } }
                form.stacked method="post" action="/sign-in" {
                    (visit.guard())
                    input type="hidden" name="next" value=(local(next));
                    (field(l.t("people.name"), &html! {
                        input name="name" required maxlength="60" autocomplete="username" autocapitalize="none" value=(failed.unwrap_or("")) autofocus;
                    }))
                    (field(l.t("people.password"), &html! {
                        input type="password" name="password" required maxlength="200" autocomplete="current-password";
                    }))
                    button { (l.t("people.sign-in")) }
                }
                p.hint { (l.t("people.forgotten")) }
            }
        },
    )
}

fn welcome_page(visit: &Visit, account: &str, failed: Option<(&str, &crate::Error)>) -> Markup {
    let l = visit.locale;
    let title = if account.is_empty() { l.t("people.welcome") } else { l.t("people.new-password") };
    layout::page(
        visit,
        title,
        "sign-in",
        html! {
            div.narrow.door {
                h1 { (title) }
                p.sub { (if account.is_empty() { l.t("people.welcome-lead") } else { account }) }
                @if let Some((_, error)) = failed {
                    p.notice role="alert" { (error.fault().found) ". " (l.t("problem.wanted")) ": " (error.fault().wanted) }
                }
                form.stacked method="post" {
                    (visit.guard())
                    @if account.is_empty() {
                        (field(l.t("people.name"), &html! {
                            input name="name" required maxlength="60" autocomplete="username" value=(failed.map_or("", |f| f.0)) autofocus;
                        }))
                        p.hint { (l.t("people.name-hint")) }
                    } @else {
                        input type="text" name="name" autocomplete="username" value=(account) aria-label=(l.t("people.name")) readonly hidden;
                    }
                    (field(l.t("people.password"), &html! {
                        input type="password" name="password" required minlength=(SHORTEST) maxlength="200" autocomplete="new-password";
                    }))
                    p.hint { (l.fill("people.password-hint", &[("n", &SHORTEST.to_string())])) }
                    button { (l.t("people.come-in")) }
                }
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for ours in ["/", "/register?party=CHN", "/documents/a%2Fb#c"] {
            assert_eq!(local(ours), ours);
        }
        for other in ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nset-cookie: x", ""] {
            assert_eq!(local(other), "/", "{other:?}");
        }
    }
}
