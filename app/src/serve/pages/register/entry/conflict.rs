//! The page of a conflict: what others decided meanwhile beside what was to be written; one of them is chosen.

use super::Sheet;
use super::history::{moment, told};
use crate::register::Workspace;
use crate::serve::pages::register::bulk::{again, value};
use crate::serve::posted::Posted;
use crate::serve::problem::Problem;
use crate::serve::{layout, links};
use crate::shape::Decision;
use maud::{Markup, html};

/// Both versions side by side.
pub async fn page(workspace: &Workspace, id: &str, posted: &Posted) -> Result<Markup, Problem> {
    let sheet = Sheet::load(workspace, id).await?;
    let l = posted.visit.locale;
    let saw = posted.hand().saw.unwrap_or(0);
    let u = &sheet.entry.undertaking;
    let meanwhile: Vec<&Decision> = sheet.decisions.iter().filter(|d| d.seq > saw).collect();
    let content = html! {
        article.wide.desk-page {
            p.crumbs { a href=(links::undertaking(&u.undertaking)) { (u.undertaking) } " › " (l.t("conflict.title")) }
            h1 { (l.t("conflict.title")) }
            p.sub { (l.t("conflict.lead")) }
            blockquote.quoted lang=(sheet.document.language) { (sheet.entry.words) }
            div.versions {
                section.theirs {
                    h2 { (l.t("conflict.theirs")) }
                    @for d in meanwhile { (told(l, d)) p.facts { span { (d.by) } time datetime=(d.at) { (moment(&d.at)) } @if !d.note.is_empty() { span { (d.note) } } } }
                    p { a.button href=(links::undertaking(&u.undertaking)) { (l.t("conflict.keep")) } }
                }
                section.yours {
                    h2 { (l.t("conflict.yours")) }
                    (wanted(posted))
                    (again(posted, "saw", sheet.entry.version, &[], l.t("conflict.mine")))
                }
            }
        }
    };
    Ok(layout::desk(&posted.visit, l.t("conflict.title"), "register", content))
}

/// What was to be written.
fn wanted(posted: &Posted) -> Markup {
    let l = posted.visit.locale;
    let hidden = ["act", "saw", "field", "by", "why", "token"];
    let field = posted.text("field");
    html! {
        @if !field.is_empty() { p.deed { strong { (l.term("field", &field)) } " → " ins { (value(l, &field, &posted.all("value").collect::<Vec<_>>().join(", "))) } } }
        @else { p.deed { strong { (l.term("action", &posted.text("act"))) } @for (name, text) in posted.fields().filter(|(n, v)| !hidden.contains(n) && !v.is_empty()) { " · " (l.term("field", name)) ": " (text) } } }
        p.facts { span { (posted.text("by")) } @if let Some(why) = posted.get("why") { span { (why) } } }
    }
}
