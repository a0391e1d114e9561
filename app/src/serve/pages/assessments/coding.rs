//! Codings: what each party met, by two coders who do not see each other, and the settling of what they differ about.

use super::rubric::SCORES;
use super::sheet::Sheet;
use crate::names;
use crate::people::Action;
use crate::review::tasks::differing;
use crate::serve::locale::Locale;
use crate::serve::pages::sign;
use crate::serve::posted::Posted;
use crate::serve::visit::Visit;
use crate::shape::assessment::{Assessment, Coding, Rubric};
use maud::{Markup, html};

/// The coding a form brings: a score given outright, or the criteria met, from which the program works it out.
pub fn read(posted: &Posted) -> Coding {
    let mut coding = Coding::default();
    for party in posted.all("party") {
        match posted.get(&format!("score-{party}")) {
            Some(score) => {
                coding.scores.insert(party.to_owned(), score.to_owned());
            }
            None => {
                let met = posted.all(&format!("met-{party}")).map(str::to_owned).collect();
                coding.met.insert(party.to_owned(), met);
            }
        }
    }
    coding
}

/// The codings so far, and the form for the next.
pub fn section(visit: &Visit, sheet: &Sheet, a: &Assessment) -> Markup {
    let l = visit.locale;
    html! {
        section #code {
            h2 { (l.t("coding.title")) }
            p { (l.fill("coding.coders", &[("n", &a.codings.len().to_string())])) @if !a.codings.is_empty() { ": " (a.codings.iter().map(|c| c.by.as_str()).collect::<Vec<_>>().join(", ")) } }
            @if a.codings.len() < 2 {
                p.hint { (l.t("coding.blind")) }
                (form(visit, sheet, a, "code"))
            } @else { (both(l, a)) }
        }
        @if a.codings.len() == 2 && a.signed.is_none() && (!differing(a).is_empty() || a.settled.is_some()) {
            section #settle {
                h2 { (l.t("coding.settle")) }
                p.hint { (l.t("coding.third")) }
                (form(visit, sheet, a, "settle"))
            }
        }
    }
}

/// Both codings side by side, with what holds.
fn both(l: &Locale, a: &Assessment) -> Markup {
    let [one, other] = a.codings.as_slice() else { return html! {} };
    let parties: std::collections::BTreeSet<&String> = one.scores.keys().chain(other.scores.keys()).collect();
    let open = differing(a);
    html! { table.register.plain-cells.codings {
        thead { tr { th scope="col" { (l.t("filter.party")) } th scope="col" { (one.by) } th scope="col" { (other.by) } th scope="col" { (l.t("coding.holds")) } } }
        tbody { @for party in parties { tr class=[open.contains(party.as_str()).then_some("fault")] {
            th scope="row" { (names::party(l, party)) }
            @for coding in [one, other] { td data-label=(coding.by) { (coding.scores.get(party).map_or("—", String::as_str)) (met(coding, party)) } }
            td data-label=(l.t("coding.holds")) { strong { (a.scores.get(party).map_or_else(|| l.t("coding.differ"), String::as_str)) } }
        } } }
    } }
}

fn met(coding: &Coding, party: &str) -> Markup {
    html! { @if let Some(met) = coding.met.get(party).filter(|m| !m.is_empty()) { p.facts { (met.join(", ")) } } }
}

fn form(visit: &Visit, sheet: &Sheet, a: &Assessment, act: &str) -> Markup {
    let l = visit.locale;
    let action = if act == "settle" { Action::Settle } else { Action::Code };
    let Some(rubric) = a.rubric.as_ref().filter(|_| sheet.may(visit, action)) else { return html! {} };
    html! {
        form.small.coding-form method="post" {
            (sign::carried("act", act))
            @for party in sheet.parties() { (scoring(l, rubric, party)) }
            @if act == "settle" { (sign::because(visit)) } @else { (sign::why(visit)) }
            button { (l.t(if act == "settle" { "coding.settle" } else { "coding.do" })) }
        }
    }
}

fn scoring(l: &Locale, rubric: &Rubric, party: &str) -> Markup {
    html! {
        fieldset { legend { (names::party(l, party)) }
            (sign::carried("party", party))
            span.ticks { @for (name, means) in &rubric.criteria {
                label title=(means) { input type="checkbox" name={ "met-" (party) } value=(name); " " (if means.is_empty() { name } else { means }) }
            } }
            label.field { span { (l.t("coding.score")) } select name={ "score-" (party) } {
                option value="" { (l.t("coding.by-rubric")) }
                @for score in SCORES { option value=(score) { (l.term("score", score)) } }
                option value="n.a." { (l.term("score", "n.a.")) }
            } }
        }
    }
}
