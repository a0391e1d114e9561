//! `/about`: the method, in words.

use crate::serve::layout;
use crate::serve::visit::Visit;
use maud::{Markup, html};

/// The sections, in the order a text goes through them.
const SECTIONS: [&str; 8] = ["sources", "text", "tree", "clauses", "references", "changes", "register", "limits"];

/// `GET /about`.
pub async fn get(visit: Visit) -> Markup {
    page(&visit)
}

/// The page.
#[must_use]
pub fn page(visit: &Visit) -> Markup {
    let l = visit.locale;
    layout::page(
        visit,
        l.t("nav.about"),
        "about",
        html! {
            article.narrow.prose {
                h1 { (l.t("about.title")) }
                p.sub { (l.t("about.lead")) }
                @for section in SECTIONS {
                    h2 id=(section) { (l.t(&format!("about.{section}-title"))) }
                    p { (l.t(&format!("about.{section}"))) }
                }
                h2 #api { "API" }
                p { (l.t("about.api")) " " a href="/api/openapi.json" { "/api/openapi.json" } }
            }
        },
    )
}
