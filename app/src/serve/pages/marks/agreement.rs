//! `/documents/{id}/marks/agreement`: how far two coders agree, what they differ about, and how the program does.

use super::{address, by, lines, viewer};
use crate::marks::{self, Text};
use crate::people::Action;
use crate::register::Workspace;
use crate::serve::locale::Locale;
use crate::serve::pages::parts;
use crate::serve::problem::Problem;
use crate::serve::visit::{Visit, encode};
use crate::serve::{layout, links};
use crate::shape::mark::{Disagreement, Mark, MarkAgreement};
use axum::extract::{Path, State};
use maud::{Markup, html};
use serde_json::Value;

/// The scorer's figures in the order they are shown, with the key of their words.
const FIGURES: [(&str, &str); 5] = [
    ("clauses.detect.f1", "detect"),
    ("clauses.f1", "clauses"),
    ("clauses.actors.accuracy", "actors"),
    ("clauses.force.accuracy", "force"),
    ("clauses.deadline.f1", "deadline"),
];

/// `GET /documents/{id}/marks/agreement`.
pub async fn get(State(workspace): State<Workspace>, Path(id): Path<String>, visit: Visit) -> Result<Markup, Problem> {
    let text = Text::load(&workspace, &id).await?;
    let found = marks::agreement(&workspace, &text).await?;
    Ok(page(&visit, &text, &found))
}

/// The page.
#[must_use]
pub fn page(visit: &Visit, text: &Text, found: &MarkAgreement) -> Markup {
    let (l, document) = (visit.locale, &text.document);
    let content = html! {
        article.coding {
            p.crumbs {
                a lang=(document.language) href=(links::document(&document.document)) { (parts::title(document)) } " › "
                a href={ (address(text)) (by(visit, "?")) } { (l.t("marks.title")) } " › " (l.t("marks.agreement"))
            }
            h1 { (l.t("marks.agreement")) }
            p.sub { (found.round.coders.join(" · ")) }
            @if !found.measures.is_empty() { (measures(l, found)) }
            (scores(l, found))
            @if found.round.coders.len() > 1 { (differences(visit, text, found)) }
        }
    };
    layout::page(visit, l.t("marks.agreement"), "library", content)
}

fn measures(l: &Locale, found: &MarkAgreement) -> Markup {
    let figure = |f: Option<f64>| f.map_or_else(|| "—".to_owned(), |f| format!("{f:.2}"));
    html! {
        h2 { (l.t("marks.beyond-chance")) }
        div.scroll tabindex="0" role="region" aria-label=(l.t("marks.beyond-chance")) { table.measures {
            thead { tr { th { (l.t("marks.measure")) } th { "κ" } th { "α" } th { (l.t("marks.same")) } } }
            tbody { @for m in &found.measures {
                tr { th scope="row" { (l.t(&format!("marks.measure-{}", m.measure))) } td { (figure(m.kappa)) } td { (figure(m.alpha)) } td { (m.same) " / " (m.units) } }
            } }
        } }
        p.hint { (l.t("marks.beyond-chance-means")) }
    }
}

fn scores(l: &Locale, found: &MarkAgreement) -> Markup {
    let golds = found.scores.iter().map(|s| {
        let name = if s.gold == marks::SETTLED { l.t("marks.settled").to_owned() } else { s.gold.clone() };
        (l.fill("marks.program-against", &[("gold", &name), ("n", &s.clauses.to_string())]), &s.figures)
    });
    let between = (!found.between.is_null()).then(|| (l.t("marks.between").to_owned(), &found.between));
    let rows: Vec<(String, &Value)> = golds.chain(between).collect();
    html! {
        h2 { (l.t("marks.scores")) }
        div.scroll tabindex="0" role="region" aria-label=(l.t("marks.scores")) { table.measures {
            thead { tr { th {} @for (_, key) in FIGURES { th { (l.t(&format!("marks.figure-{key}"))) } } } }
            tbody { @for (name, figures) in rows {
                tr { th scope="row" { (name) } @for (figure, _) in FIGURES { td { (value(&figures[figure])) } } }
            } }
        } }
        p.hint { (l.t("marks.scores-mean")) }
    }
}

/// A figure of the scorer with two decimals and how many it rests on; nothing where nothing was counted.
fn value(figure: &Value) -> Markup {
    let (of, n) = match figure {
        Value::Object(all) if all.contains_key("f1") => (figure["f1"].as_f64(), figure["gold"].as_u64()),
        _ => (figure["accuracy"].as_f64(), figure["n"].as_u64()),
    };
    html! {
        @match of {
            Some(of) => { (format!("{of:.3}")) " " span.n { "(" (n.unwrap_or(0)) ")" } },
            None => "—",
        }
    }
}

fn differences(visit: &Visit, text: &Text, found: &MarkAgreement) -> Markup {
    let l = visit.locale;
    let me = viewer(visit);
    let may = visit.person.may(Action::Settle, &text.document.parties) && !found.round.coders.iter().any(|c| c == me);
    let counts = [("n", found.disagreements.len().to_string()), ("open", found.unsettled.to_string())];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(n, v)| (*n, v.as_str())).collect();
    html! {
        h2 { (l.fill("marks.differences", &counts)) }
        @if found.unsettled > 0 { p.hint { (l.t("marks.settle-means")) } }
        ol.differences { @for (n, d) in found.disagreements.iter().enumerate() { (difference(visit, text, found, (n, d), may)) } }
    }
}

fn difference(visit: &Visit, text: &Text, found: &MarkAgreement, (n, d): (usize, &Disagreement), may: bool) -> Markup {
    let l = visit.locale;
    let one = d.first.as_ref().or(d.second.as_ref());
    let sides = found.round.coders.iter().zip([&d.first, &d.second]);
    html! {
        li id={ "d" (n + 1) } {
            @if let Some(mark) = one { p.words { a lang=(text.document.language) href={ (links::document(&text.document.document)) "#" (mark.eid) } { (lines::words(&mark.coded)) } } }
            p.coded { @for about in &d.about { span.tag.warn { (l.t(&format!("marks.about-{about}"))) } " " } @if let Some(taken) = &d.settled { span.tag { (l.t("marks.taken")) " " (taken) } } }
            dl.sides { @for (coder, mark) in sides { dt { (coder) } dd { (side(visit, text, coder, mark.as_ref(), d)) } } }
            @if may && d.settled.is_none() { (settling(visit, text, found, d, n)) }
        }
    }
}

fn side(visit: &Visit, text: &Text, coder: &str, mark: Option<&Mark>, d: &Disagreement) -> Markup {
    let l = visit.locale;
    let Some(mark) = mark else { return html! { em { (l.t("marks.no-clause")) } } };
    let place = links::split(&mark.mark).1;
    html! {
        a.plainly href={ (address(text)) "?of=" (encode(coder)) (by(visit, "&")) "#" (place) } { (lines::coded(l, &mark.coded)) }
        @if d.about.iter().any(|a| a == "text" || a == "operator") { " " q lang=(text.document.language) { (lines::words(&mark.coded)) } }
        @if !mark.why.is_empty() { " " span.why-said { (mark.why) } }
    }
}

fn settling(visit: &Visit, text: &Text, found: &MarkAgreement, d: &Disagreement, n: usize) -> Markup {
    let l = visit.locale;
    html! {
        form.acts method="post" action=(address(text)) {
            (visit.guard())
            input type="hidden" name="action" value="settle";
            input type="hidden" name="pair" value=(d.pair);
            input type="hidden" name="next" value={ "d" (n + 2) };
            (visit.who())
            label.field { span { (l.t("marks.why")) } input name="why" required maxlength="300"; }
            @for coder in &found.round.coders { button name="take" value=(coder) { (l.fill("marks.take", &[("name", coder)])) } }
        }
    }
}
