//! The editor of rubrics: criteria, a condition for each score, and every case laid out, holes and overlaps named.

use super::sheet::Sheet;
use crate::people::Action;
use crate::review::rubric::{cases, faults};
use crate::serve::locale::Locale;
use crate::serve::pages::sign;
use crate::serve::posted::Posted;
use crate::serve::visit::Visit;
use crate::shape::assessment::{Assessment, Rubric};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The scores, the best first.
pub const SCORES: [&str; 3] = ["+1", "0", "-1"];
/// Empty rows for more criteria.
const BLANK: usize = 3;
/// Criteria up to which every case is laid out.
const LAID_OUT: usize = 5;

/// The rubric a form brings.
pub fn read(posted: &Posted) -> Rubric {
    let pairs = posted.rows("criterion").zip(posted.rows("meaning"));
    let criteria = pairs.filter(|(name, _)| !name.is_empty()).map(|(n, m)| (n.to_owned(), m.to_owned())).collect();
    let levels = |prefix: &str| -> BTreeMap<String, String> {
        let level = |score: &&str| Some(((*score).to_owned(), posted.owned(&format!("{prefix}{score}"))?));
        SCORES.iter().filter_map(level).collect()
    };
    Rubric { criteria, levels: levels("level"), other: levels("other") }
}

/// The rubric as it stands, or the editor while nobody has coded.
pub fn section(visit: &Visit, sheet: &Sheet, a: &Assessment) -> Markup {
    let l = visit.locale;
    let shown = sheet.draft.as_ref().or(a.rubric.as_ref());
    let may = a.codings.is_empty() && a.signed.is_none() && sheet.may(visit, Action::Rubric);
    html! { section #rubric {
        h2 { (l.t("rubric.title")) }
        @if sheet.draft.is_none() { @if let Some(rubric) = &a.rubric { (settled(l, rubric)) } }
        @if may {
            details.editor open[sheet.draft.is_some() || a.rubric.is_none()] {
                summary { (l.t(if a.rubric.is_some() { "rubric.change" } else { "rubric.write" })) }
                p.hint { (l.t("rubric.how")) }
                @if let Some(draft) = &sheet.draft { (verdict(l, draft)) }
                (editor(visit, shown.cloned().unwrap_or_default()))
            }
        }
    } }
}

fn settled(l: &Locale, rubric: &Rubric) -> Markup {
    html! {
        dl.facts.rubric { @for (name, means) in &rubric.criteria { dt { code { (name) } } dd { (means) } } }
        dl.facts.rubric { @for score in SCORES { @if let Some(when) = rubric.levels.get(score) {
            dt { (l.term("score", score)) } dd { code { (when) } @if let Some(other) = rubric.other.get(score) { p.facts { (l.t("rubric.other")) ": " code { (other) } } } }
        } } }
        (table(l, rubric))
    }
}

/// What is wrong with a rubric that was sent: nothing, or each hole and overlap.
fn verdict(l: &Locale, rubric: &Rubric) -> Markup {
    let found = faults(rubric);
    html! {
        @if found.is_empty() { p.notice role="status" { (l.t("rubric.whole")) } }
        @else { div.faults role="alert" {
            p { strong { (l.fill("rubric.faults", &[("n", &found.len().to_string())])) } }
            ul { @for fault in &found { li { (fault.said(l)) } } }
        } }
        (table(l, rubric))
    }
}

/// Every case with the score it gets.
fn table(l: &Locale, rubric: &Rubric) -> Markup {
    let few = rubric.criteria.len() <= LAID_OUT && !rubric.criteria.is_empty();
    let all = if few { cases(&rubric.levels, &rubric.criteria) } else { Vec::new() };
    let other = if few && !rubric.other.is_empty() { cases(&rubric.other, &rubric.criteria) } else { Vec::new() };
    let cell = |scores: &[&str]| {
        html! { @match scores {
            [one] => { (one) },
            [] => { span.tag.warn { (l.t("rubric.a-hole")) } },
            several => { span.tag.warn { (l.t("rubric.an-overlap")) " " (several.join(", ")) } },
        } }
    };
    html! { @if !all.is_empty() {
        div.scroll tabindex="0" role="region" aria-label=(l.t("rubric.cases")) { table.cases {
            caption { (l.t("rubric.cases")) }
            thead { tr { @for name in rubric.criteria.keys() { th scope="col" { (name) } } th scope="col" { (l.t("rubric.score")) } @if !other.is_empty() { th scope="col" { (l.t("rubric.other")) } } } }
            tbody { @for (n, (met, scores)) in all.iter().enumerate() {
                tr class=[(scores.len() != 1).then_some("fault")] {
                    @for name in rubric.criteria.keys() { td { @if met.contains(name.as_str()) { "✓" } @else { "·" } } }
                    td { (cell(scores)) }
                    @if let Some((_, scores)) = other.get(n) { td { (cell(scores)) } }
                }
            } }
        } }
    } }
}

fn editor(visit: &Visit, rubric: Rubric) -> Markup {
    let l = visit.locale;
    let known: Vec<(String, String)> = rubric.criteria.into_iter().collect();
    let condition = |prefix: &str, levels: &BTreeMap<String, String>| {
        html! {
            @for score in SCORES { label.field { span { (l.term("score", score)) } input.code name={ (prefix) (score) } maxlength="300" value=(levels.get(score).map_or("", String::as_str)); } }
        }
    };
    html! {
        form.small.rubric-form method="post" {
            fieldset { legend { (l.t("rubric.criteria")) }
                @for n in 0..known.len() + BLANK {
                    @let (name, means) = known.get(n).map_or(("", ""), |(n, m)| (n, m));
                    div.pair {
                        label.field { span { (l.t("rubric.name")) } input.code name="criterion" maxlength="40" value=(name); }
                        label.field { span { (l.t("rubric.means")) } input name="meaning" maxlength="500" value=(means); }
                    }
                }
            }
            fieldset.levels { legend { (l.t("rubric.levels")) } (condition("level", &rubric.levels)) }
            fieldset.levels { legend { (l.t("rubric.other")) } (condition("other", &rubric.other)) }
            (sign::why(visit))
            p.buttons { button.quiet name="act" value="check" { (l.t("rubric.check")) } button name="act" value="rubric" { (l.t("rubric.save")) } }
        }
    }
}
