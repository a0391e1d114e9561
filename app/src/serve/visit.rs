//! What a reader asked for: the address, its fields, and the language to answer in.

use super::locale::Locale;
use super::person::Person;
use super::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use maud::{Markup, html};
use std::fmt::Write;

/// The longest query string that is read, in bytes.
const LONGEST_QUERY: usize = 8192;
/// The longest value of one field, in characters.
const LONGEST_FIELD: usize = 300;
/// The cookie that remembers the language.
pub const COOKIE_NAME: &str = "lang";

/// One request as pages and the API see it.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The language to answer in.
    pub locale: &'static Locale,
    /// The address without its query.
    pub path: String,
    /// Who asks.
    pub person: Person,
    fields: Vec<(String, String)>,
}

impl Visit {
    /// A visit to `address` by a reader of `locale`.
    pub fn to(address: &str, locale: &'static Locale) -> Result<Self, Problem> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        if query.len() > LONGEST_QUERY {
            return Err(too_long(LONGEST_QUERY, query.len()));
        }
        let mut fields = Vec::new();
        for pair in query.split('&').filter(|p| !p.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name), decode(value).trim().to_owned());
            if value.chars().count() > LONGEST_FIELD {
                return Err(too_long(LONGEST_FIELD, value.chars().count()));
            }
            if !value.is_empty() {
                fields.push((name, value));
            }
        }
        Ok(Self { locale, path: path.to_owned(), person: Person::nobody(), fields })
    }

    /// The hidden field every form of ours carries; none is taken without it.
    #[must_use]
    pub fn guard(&self) -> Markup {
        self.person.guard()
    }

    /// Asks who decides, where there are no accounts; with accounts it is whoever is signed in.
    #[must_use]
    pub fn who(&self) -> Markup {
        html! {
            @if self.person.alone() {
                label.field.by {
                    span { (self.locale.t("desk.by")) }
                    input name="by" required maxlength="60" value=(self.get("by").unwrap_or(&self.person.name)) autocomplete="name";
                }
            }
        }
    }

    /// The value of a field; empty ones count as absent, as browsers send every input of a form.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Every value of a field that may be given several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The fields as hidden inputs want them: name and value, without `names`.
    pub fn others<'a>(&'a self, names: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        let kept = move |(n, _): &&(String, String)| !names.contains(&n.as_str());
        self.fields.iter().filter(kept).map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// What was asked for after the path, without `names`: `party=CHN&status=done`.
    #[must_use]
    pub fn query(&self, names: &[&str]) -> String {
        let pairs: Vec<String> = self.others(names).map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        pairs.join("&")
    }

    /// The same, owned, as the filters of the store want it.
    #[must_use]
    pub fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// The value of a field that must be there.
    pub fn need(&self, name: &str) -> Result<&str, Problem> {
        self.get(name).ok_or_else(|| Problem::missing_field(name))
    }

    /// A whole number of at most `most`.
    #[must_use]
    pub fn number(&self, name: &str, default: usize, most: usize) -> usize {
        self.get(name).and_then(|v| v.parse().ok()).unwrap_or(default).min(most)
    }

    /// Whether any of `names` was asked for.
    #[must_use]
    pub fn asks(&self, names: &[&str]) -> bool {
        names.iter().any(|n| self.get(n).is_some())
    }

    /// This address with `name` set to `value`; an empty value takes it away. Paging starts over.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> String {
        self.address(&self.path, name, value)
    }

    /// This address without `names`.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> String {
        let mut rest = self.clone();
        rest.fields.retain(|(name, _)| !names.contains(&name.as_str()));
        rest.with("page", "")
    }

    /// Another address with the same fields: `/api/export/undertakings.csv?party=…`.
    #[must_use]
    pub fn carried_to(&self, path: &str) -> String {
        self.address(path, "lang", "")
    }

    fn address(&self, path: &str, name: &str, value: &str) -> String {
        let kept = self.fields.iter().filter(|(n, _)| n != name && n != "lang" && (n != "page" || name == "lang"));
        let mut out = path.to_owned();
        let set = (!value.is_empty()).then_some((name, value));
        for (nth, (n, v)) in kept.map(|(n, v)| (n.as_str(), v.as_str())).chain(set).enumerate() {
            let _ = write!(out, "{}{}={}", if nth == 0 { '?' } else { '&' }, encode(n), encode(v));
        }
        out
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let address = parts.uri.path_and_query().map_or("/", |a| a.as_str());
        let mut visit = Self::to(address, spoken(&parts.headers))?;
        if let Some(person) = parts.extensions.get::<Person>() {
            visit.person = person.clone();
        }
        if let Some(locale) = visit.get("lang").and_then(Locale::named) {
            visit.locale = locale;
        }
        Ok(visit)
    }
}

/// The language of the cookie, else of the browser.
#[must_use]
pub fn spoken(headers: &HeaderMap) -> &'static Locale {
    let text = |name| headers.get(name).and_then(|v: &axum::http::HeaderValue| v.to_str().ok()).unwrap_or_default();
    let cookie = text(COOKIE).split(';').filter_map(|c| c.trim().split_once('=')).find(|(n, _)| *n == COOKIE_NAME);
    cookie.and_then(|(_, code)| Locale::named(code)).unwrap_or_else(|| Locale::accepted(text(ACCEPT_LANGUAGE)))
}

fn too_long(most: usize, found: usize) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "too-long").found(format!("{found}")).wanted(format!("≤ {most}"))
}

/// `text` as one piece of an address.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let pair: String = rest.by_ref().take(2).map(char::from).collect();
                bytes.push(u8::from_str_radix(&pair, 16).unwrap_or(b'?'));
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(address: &str) -> Visit {
        Visit::to(address, &Locale::all()[0]).unwrap()
    }

    #[test]
    fn addresses_keep_what_was_asked() {
        let v = visit("/register?party=CHN&q=%E5%8F%8C%E6%96%B9+a&kind=&page=3");
        assert_eq!(v.get("q"), Some("双方 a"));
        assert_eq!(v.get("kind"), None);
        assert_eq!(v.with("party", ""), "/register?q=%E5%8F%8C%E6%96%B9%20a");
        assert_eq!(v.with("lang", "zh"), "/register?party=CHN&q=%E5%8F%8C%E6%96%B9%20a&page=3&lang=zh");
    }

    #[test]
    fn what_is_too_long_is_refused() {
        assert!(Visit::to(&format!("/search?q={}", "a".repeat(301)), &Locale::all()[0]).is_err());
        assert!(Visit::to(&format!("/search?{}", "a=&".repeat(4000)), &Locale::all()[0]).is_err());
    }
}
