//! The pages of people: the door, one's own account, who is what.

pub mod account;
pub mod door;
pub mod users;

use super::parts;
use crate::people::Role;
use crate::register::Workspace;
use crate::serve::locale::Locale;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use axum::routing::{get, post};
use maud::{Markup, html};
use time::OffsetDateTime;

/// The addresses of these pages.
pub fn routes() -> Router<Workspace> {
    Router::new()
        .route("/sign-in", get(door::get).post(door::sign_in))
        .route("/sign-out", post(door::sign_out))
        .route("/welcome/{link}", get(door::welcome).post(door::follow))
        .route("/account", get(account::get))
        .route("/account/password", post(account::password))
        .route("/account/sessions", post(account::end))
        .route("/account/tokens", post(account::make_token))
        .route("/account/tokens/{id}", post(account::revoke))
        .route("/people", get(users::get))
        .route("/people/invitations", post(users::invite))
        .route("/people/{name}/grants", post(users::grant))
        .route("/people/{name}/state", post(users::state))
        .route("/people/{name}/reset", post(users::reset))
}

/// A page that shows a secret is kept by nobody.
const UNKEPT: [(HeaderName, &str); 1] = [(CACHE_CONTROL, "no-store")];

/// A secret that is shown this once.
fn once(l: &Locale, words: &str, secret: &str) -> Markup {
    html! {
        section.once role="status" {
            p { strong { (l.t("people.once")) } }
            label.copy { span { (words) } textarea readonly rows="4" spellcheck="false" { (secret) } }
        }
    }
}

/// The roles as the options of a drop-down, up to `most`.
fn roles(l: &Locale, most: Role, chosen: Role) -> Markup {
    html! {
        @for role in Role::ALL.into_iter().filter(|r| *r <= most) {
            option value=(role.name()) selected[role == chosen] { (l.term("role", role.name())) }
        }
    }
}

/// A text field with its name above it.
fn field(words: &str, input: &Markup) -> Markup {
    html! { label.field { span { (words) } (input) } }
}

/// A moment as day and minute, UTC.
fn moment(seconds: i64) -> String {
    let at = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    format!("{} {:02}:{:02} UTC", at.date(), at.hour(), at.minute())
}
