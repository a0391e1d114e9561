//! Charts: bars and columns of counts by status, drawn as SVG inside a table that says the same in numbers.

use crate::review::tally::{Count, Tally};
use crate::serve::locale::Locale;
use crate::serve::visit::Visit;
use maud::{Markup, html};

/// Bars before the rest is folded away.
const FIRST: usize = 12;
/// The width of a bar that holds everything, in its own units.
const WIDE: usize = 1000;
/// The height of a column that holds everything.
const HIGH: usize = 140;
/// How far columns stand apart.
const STEP: usize = 46;

/// Counts to be drawn.
pub struct Chart<'a> {
    /// The visit.
    pub visit: &'a Visit,
    /// The key of its words.
    pub name: &'a str,
    /// The filter of the register a bar leads to.
    pub field: &'a str,
    /// What a key is called.
    pub label: &'a dyn Fn(&Locale, &str) -> String,
    /// The counts, in order.
    pub counts: &'a [Count],
}

/// What the colours mean.
pub fn legend(l: &Locale, tally: &Tally) -> Markup {
    html! { ul.legend-line aria-label=(l.t("chart.legend")) { @for (n, status) in tally.statuses.iter().enumerate() {
        @if tally.all.statuses.get(n).is_some_and(|n| *n > 0) { li { svg viewBox="0 0 10 10" aria-hidden="true" { rect class={ "bar s" (n) } width="10" height="10" {} } (l.term("status", status)) } }
    } } }
}

impl Chart<'_> {
    /// One bar a value, the table of their numbers with it.
    pub fn bars(&self, l: &Locale) -> Markup {
        let most = self.counts.iter().map(|c| c.all).max().unwrap_or(1).max(1);
        html! { section.chart aria-labelledby={ "chart-" (self.name) } {
            h2 id={ "chart-" (self.name) } { (l.t(&format!("chart.{}", self.name))) }
            @if self.counts.is_empty() { p.hint { (l.t("chart.nothing")) } }
            @else {
                (self.table(l, &self.counts[..self.counts.len().min(FIRST)], most))
                @if self.counts.len() > FIRST { details { summary { (l.count("more", self.counts.len() - FIRST)) } (self.table(l, &self.counts[FIRST..], most)) } }
            }
        } }
    }

    fn table(&self, l: &Locale, counts: &[Count], most: usize) -> Markup {
        html! { table.bars {
            colgroup { col.c-name; col; col.c-n; col.c-share; }
            thead { tr.hidden { th scope="col" { (l.t(&format!("chart.{}", self.name))) } th scope="col" { (l.t("chart.bar")) } th scope="col" { (l.t("chart.all")) } th scope="col" { (l.t("chart.assessed")) } } }
            tbody { @for count in counts { tr {
                th scope="row" { (self.linked(l, count)) }
                td.bar { @if let Some(address) = self.address(count) { a href=(address) tabindex="-1" aria-label=(self.words(l, count)) { (bar(count, most)) } } @else { (bar(count, most)) } }
                td.n { (count.all) }
                td.n.share { (count.assessed) "/" (count.all) span.word { " " (l.t("chart.of")) } }
            } } }
        } }
    }

    fn linked(&self, l: &Locale, count: &Count) -> Markup {
        let words = self.words(l, count);
        html! { @if let Some(address) = self.address(count) { a href=(address) { (words) } } @else { (words) } }
    }

    fn words(&self, l: &Locale, count: &Count) -> String {
        if count.key.is_empty() { l.t("chart.none").to_owned() } else { (self.label)(l, &count.key) }
    }

    /// The register narrowed to what a bar counts; what has no value cannot be asked for by it.
    fn address(&self, count: &Count) -> Option<String> {
        let mut visit = self.visit.clone();
        visit.path = "/register".to_owned();
        let year = |end: &str| format!("{}-{end}", count.key);
        match self.name {
            _ if count.key.is_empty() && self.name == "due" => Some(visit.with("deadline", "none")),
            _ if count.key.is_empty() => None,
            "due" => {
                let after = count.key.parse::<u16>().map_or_else(|_| "9999".to_owned(), |y| (y + 1).to_string());
                let from = visit.with("deadline_from", &year("01-01"));
                Some(format!("{from}&deadline_before={after}"))
            }
            "year" => Some(visit.with("year", &count.key)),
            _ => Some(visit.with(self.field, &count.key)),
        }
    }

    /// One column a year; the numbers stand in the table under it.
    pub fn columns(&self, l: &Locale) -> Markup {
        let dated: Vec<&Count> = self.counts.iter().filter(|c| !c.key.is_empty()).collect();
        let most = dated.iter().map(|c| c.all).max().unwrap_or(1).max(1);
        let width = (dated.len() * STEP).max(STEP);
        html! { section.chart.over-time aria-labelledby={ "chart-" (self.name) } {
            h2 id={ "chart-" (self.name) } { (l.t(&format!("chart.{}", self.name))) }
            @if dated.is_empty() { p.hint { (l.t("chart.nothing")) } }
            @else { div.scroll tabindex="0" role="region" aria-labelledby={ "chart-" (self.name) } {
                svg.columns width=(width) height=(HIGH + 44) viewBox={ "0 0 " (width) " " (HIGH + 44) } role="img" aria-labelledby={ "chart-" (self.name) } {
                    @for (n, count) in dated.iter().enumerate() { (self.column(l, count, n * STEP, most)) }
                }
            } }
            details { summary { (l.t("chart.table")) } (self.table(l, self.counts, most)) }
        } }
    }

    fn column(&self, l: &Locale, count: &Count, x: usize, most: usize) -> Markup {
        let (parts, top) = stacked(count, HIGH, most, 1);
        let y = (18 + HIGH).saturating_sub(top);
        let drawn = html! {
            @for part in parts {
                rect class={ "bar s" (part.status) } x=(x + 6) y=((18 + HIGH).saturating_sub(part.from + part.length)) width=(STEP - 12) height=(part.length) {}
            }
            text.value x=(x + STEP / 2) y=(y.saturating_sub(5)) text-anchor="middle" { (count.all) }
            text x=(x + STEP / 2) y=(HIGH + 36) text-anchor="middle" { (self.words(l, count)) }
        };
        html! { @if let Some(address) = self.address(count) { a href=(address) aria-label=(format!("{}: {}", self.words(l, count), count.all)) { (drawn) } } @else { (drawn) } }
    }
}

/// The part of a bar or column that is in one status.
struct Part {
    status: usize,
    /// Where it begins, counted from where the bar begins.
    from: usize,
    length: usize,
}

/// A count cut by status, where `most` of anything is `full` long; no part is shorter than `least`. With its length.
fn stacked(count: &Count, full: usize, most: usize, least: usize) -> (Vec<Part>, usize) {
    let mut end = 0;
    let some = count.statuses.iter().enumerate().filter(|(_, n)| **n > 0);
    let parts = some.map(|(status, n)| {
        let (from, length) = (end, (n * full / most).max(least));
        end += length;
        Part { status, from, length }
    });
    let parts: Vec<Part> = parts.collect();
    (parts, end)
}

/// A bar, cut by status.
fn bar(count: &Count, most: usize) -> Markup {
    html! { svg viewBox={ "0 0 " (WIDE) " 10" } preserveAspectRatio="none" aria-hidden="true" {
        @for part in stacked(count, WIDE, most, 4).0 { rect class={ "bar s" (part.status) } x=(part.from) y="0" width=(part.length) height="10" {} }
    } }
}
