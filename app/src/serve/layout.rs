//! The frame every page stands in: head, navigation, language, foot.

use super::assets;
use super::locale::Locale;
use super::person::Way;
use super::visit::Visit;
use maud::{DOCTYPE, Markup, html};

/// The places the navigation leads to: address and the key of its words.
const PLACES: [(&str, &str); 7] = [
    ("/", "library"),
    ("/search", "search"),
    ("/register", "register"),
    ("/dossiers", "dossiers"),
    ("/compare", "compare"),
    ("/trace", "trace"),
    ("/about", "about"),
];

/// A whole page. `place` is the key of the navigation it belongs to.
#[must_use]
pub fn page(visit: &Visit, title: &str, place: &str, content: Markup) -> Markup {
    let l = visit.locale;
    html! {
        (DOCTYPE)
        html lang=(l.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) @if title != "Chancery" { " · Chancery" } }
                @for sheet in assets::STYLES { link rel="stylesheet" href=(assets::address(sheet)); }
                link rel="icon" href=(assets::address("icon.svg")) type="image/svg+xml";
                script src=(assets::address("chancery.js")) defer {}
            }
            body data-place=(place) {
                a.skip href="#main" { (l.t("nav.skip")) }
                (header(visit, place))
                main #main tabindex="-1" { (content) }
                footer.site {
                    p { (l.t("foot.words")) }
                    p { a href="/about" { (l.t("nav.about")) } a href="/api/openapi.json" { "API" } a href="/sources" { (l.t("nav.sources")) } }
                }
            }
        }
    }
}

/// The desks of those who keep the register: address and the key of its words.
const DESKS: [(&str, &str); 6] = [
    ("/register", "register"),
    ("/tasks", "tasks"),
    ("/reviews", "reviews"),
    ("/assessments", "assessments"),
    ("/reports", "reports"),
    ("/dashboard", "dashboard"),
];

/// A page of the register, with the way to its other desks above it.
#[must_use]
pub fn desk(visit: &Visit, title: &str, desk: &str, content: Markup) -> Markup {
    let l = visit.locale;
    let tabs = html! {
        nav.desks aria-label=(l.t("tab.name")) {
            @for (address, key) in DESKS {
                a href=(address) aria-current=[(key == desk).then_some("page")] { (l.t(&format!("tab.{key}"))) }
            }
        }
    };
    page(visit, title, "register", html! { (tabs) (content) })
}

fn header(visit: &Visit, place: &str) -> Markup {
    let l = visit.locale;
    html! {
        header.site {
            a.brand href="/" { span.seal aria-hidden="true" { "文" } span { "Chancery" } }
            nav aria-label=(l.t("nav.name")) {
                @for (address, key) in PLACES {
                    a href=(address) aria-current=[(key == place).then_some("page")] { (l.t(&format!("nav.{key}"))) }
                }
            }
            p.me {
                @match &visit.person.way {
                    Way::Session(_) => a href="/account" aria-current=[(place == "account").then_some("page")] { (visit.person.name) },
                    Way::Nobody if place != "sign-in" => a href="/sign-in" { (l.t("people.sign-in")) },
                    _ => {}
                }
            }
            p.languages {
                @for other in Locale::all().iter().filter(|o| o.code != l.code) {
                    a href=(visit.with("lang", other.code)) lang=(other.tag()) hreflang=(other.tag()) rel="alternate" {
                        (other.t("nav.this-language"))
                    }
                }
            }
        }
    }
}
