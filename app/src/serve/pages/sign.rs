//! Who acts, and why: what every form that decides carries.

use crate::serve::visit::Visit;
use maud::{Markup, html};

/// Who acts, and the guard of the form.
#[must_use]
pub fn who(visit: &Visit) -> Markup {
    html! { (visit.guard()) (visit.who()) }
}

/// The same unseen: for what is done in one click.
#[must_use]
pub fn silent(visit: &Visit) -> Markup {
    html! {
        (visit.guard())
        @if visit.person.alone() { input type="hidden" name="by" value=(visit.get("by").unwrap_or(&visit.person.name)); }
    }
}

/// The reason, and who acts.
#[must_use]
pub fn why(visit: &Visit) -> Markup {
    html! {
        label.field.reason { span { (visit.locale.t("act.why")) } input name="why" maxlength="2000"; }
        (who(visit))
    }
}

/// The same where a reason must be given.
#[must_use]
pub fn because(visit: &Visit) -> Markup {
    html! {
        label.field.reason { span { (visit.locale.t("act.why")) } input name="why" required maxlength="2000"; }
        (who(visit))
    }
}

/// A value that the form carries along unseen.
#[must_use]
pub fn carried(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}
