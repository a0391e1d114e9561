//! Saved views: questions to the register with a name, kept as decisions and linked by their address.

use crate::people::Action;
use crate::register::Workspace;
use crate::serve::pages::sign;
use crate::serve::posted::Posted;
use crate::serve::problem::Problem;
use crate::serve::visit::Visit;
use crate::shape::entry::View;
use axum::extract::State;
use axum::response::Redirect;
use maud::{Markup, html};

/// What of an address belongs to a view: all but these.
const PASSING: [&str; 4] = ["page", "lang", "done", "by"];

/// The views, and a form that saves the one at hand.
pub fn bar(visit: &Visit, views: &[View]) -> Markup {
    let l = visit.locale;
    let here = visit.query(&PASSING);
    let mut views: Vec<&View> = views.iter().collect();
    views.sort_by(|a, b| a.name.cmp(&b.name));
    let current = views.iter().find(|v| v.query == here);
    html! {
        nav.views aria-label=(l.t("view.title")) {
            span.label { (l.t("view.title")) }
            a href="/register" aria-current=[here.is_empty().then_some("true")] { (l.t("view.all")) }
            a href="/register/open" { (l.t("opening.link")) }
            @for view in &views { a href={ "/register?" (view.query) } aria-current=[(view.query == here).then_some("true")] { (view.name) } }
            @if !here.is_empty() && visit.person.may(Action::View, &[]) {
                details.pop {
                    summary { @if current.is_some() { (l.t("view.change")) } @else { (l.t("view.save")) } }
                    form.small method="post" action="/register/views" {
                        (sign::carried("query", &here))
                        label.field { span { (l.t("view.name")) } input name="name" required maxlength="80" value=(current.map_or("", |v| v.name.as_str())); }
                        (sign::who(visit))
                        p.buttons {
                            button { (l.t("view.save")) }
                            @if current.is_some() { button.quiet name="act" value="remove" { (l.t("view.remove")) } }
                        }
                    }
                }
            }
        }
    }
}

/// `POST /register/views`.
pub async fn save(State(workspace): State<Workspace>, posted: Posted) -> Result<Redirect, Problem> {
    let gone = posted.get("act") == Some("remove");
    let query = if gone { String::new() } else { posted.text("query") };
    workspace.save_view(posted.need("name")?, &query, &posted.hand()).await?;
    Ok(posted.back(&format!("/register?{query}")))
}
