//! What a form of our pages sends: its fields, who sent it, and a file where it has one.

use super::person::GUARD;
use super::problem::Problem;
use super::upload::{self, unread};
use super::visit::Visit;
use crate::register::{Hand, Kept};
use axum::extract::{Form, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::Redirect;

/// A form, read.
#[derive(Clone, Debug)]
pub struct Posted {
    /// The address it was sent to.
    pub visit: Visit,
    /// The file it brought along.
    pub file: Option<Kept>,
    fields: Vec<(String, String)>,
}

impl Posted {
    /// The value of a field, without blanks around it; empty ones count as absent.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str())
    }

    /// The same, owned.
    #[must_use]
    pub fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// The same; empty where it is absent.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.owned(name).unwrap_or_default()
    }

    /// Every value of a field that may be given several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str())
    }

    /// Every value of a field, those that were left empty too, so that rows of several fields stay together.
    pub fn rows<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Name and value of every field but the guard.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().filter(|(n, _)| n != GUARD).map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// The value of a field that must be there.
    pub fn need(&self, name: &str) -> Result<&str, Problem> {
        self.get(name).ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "missing-field").wanted(name))
    }

    /// Who acts, why, and on what state of the entry.
    #[must_use]
    pub fn hand(&self) -> Hand {
        let saw = self.get("saw").and_then(|saw| saw.parse().ok());
        self.visit.person.named(self.get("by").unwrap_or_default()).hand(self.text("why"), saw)
    }

    /// Back to a page, with the name of who acted.
    pub fn back(&self, address: &str) -> Redirect {
        Redirect::to(address)
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, state).await?;
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let several = kind.starts_with("multipart/form-data");
        let request = Request::from_parts(parts, body);
        let mut posted = Self { visit, file: None, fields: Vec::new() };
        if several {
            let form = Multipart::from_request(request, state).await.map_err(|e| unread(e.status(), e.body_text()))?;
            let given = upload::read(form).await?;
            (posted.fields, posted.file) = (given.fields, given.file);
        } else {
            let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
            posted.fields = form.map_err(|e| unread(e.status(), e.body_text()))?.0;
        }
        posted.fields.iter_mut().for_each(|(_, value)| *value = tidied(value));
        Ok(posted)
    }
}

/// Line ends as everywhere else, no blanks around.
fn tidied(value: &str) -> String {
    value.replace("\r\n", "\n").trim().to_owned()
}
