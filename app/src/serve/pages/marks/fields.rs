//! The form that says what a clause is.

use super::{address, by as carried, viewer};
use crate::marks::Text;
use crate::serve::links;
use crate::serve::locale::Locale;
use crate::serve::pages::reader::legend::{KINDS, STANCES};
use crate::serve::visit::Visit;
use crate::shape::mark::Coded;
use maud::{Markup, html};

/// Forces in the order of the contract.
const FORCES: [&str; 4] = ["obligation", "decision", "intention", "exploration"];

/// The name of the coder, where there are no accounts.
pub(super) fn by(visit: &Visit) -> Markup {
    html! { @if visit.person.alone() { input type="hidden" name="by" value=(viewer(visit)); } }
}

/// What every form of a coder carries.
pub(super) fn hidden(visit: &Visit, action: &str) -> Markup {
    html! {
        (visit.guard())
        (by(visit))
        input type="hidden" name="action" value=(action);
    }
}

/// The form that corrects or adds a clause.
pub(super) fn form(visit: &Visit, text: &Text, action: &str, clause: &str, coded: &Coded) -> Markup {
    let (l, lang) = (visit.locale, &text.document.language);
    let place = links::split(clause).1;
    html! {
        form.fields method="post" action=(address(text)) {
            (hidden(visit, action))
            input type="hidden" name="clause" value=(clause);
            input type="hidden" name="next" value=(place);
            label.field.all { span { (l.t("marks.words")) } textarea name="words" rows="3" required lang=(lang) { (coded.text) } }
            (choice(l, "kind", &KINDS, Some(&coded.kind)))
            (choice(l, "stance", &STANCES, coded.stance.as_deref()))
            (choice(l, "force", &FORCES, coded.force.as_deref()))
            (line(l.t("marks.operator"), "operator", coded.operator.as_deref().unwrap_or(""), lang))
            (line(l.t("clause.actors"), "actors", &coded.actors.join(", "), lang))
            (line(l.t("clause.addressees"), "addressees", &coded.addressees.join(", "), lang))
            (line(l.t("marks.deadline"), "deadline", coded.deadline.as_deref().unwrap_or(""), "en"))
            (line(l.t("marks.why"), "why", "", l.tag()))
            p.all {
                button { (l.t(if action == "add" { "marks.add" } else { "marks.save" })) }
                " " a href={ (address(text)) (carried(visit, "?")) "#" (place) } { (l.t("marks.leave")) }
            }
        }
    }
}

fn choice(l: &Locale, class: &str, values: &[&str], chosen: Option<&str>) -> Markup {
    html! {
        label.field { span { (l.t(&format!("marks.{class}"))) }
            select name=(class) {
                @if class != "kind" { option value="" { "—" } }
                @for value in values { option value=(value) selected[chosen == Some(*value)] { (l.term(class, value)) } }
            }
        }
    }
}

fn line(words: &str, name: &str, value: &str, lang: &str) -> Markup {
    html! { label.field { span { (words) } input name=(name) value=(value) lang=(lang) maxlength="300"; } }
}
