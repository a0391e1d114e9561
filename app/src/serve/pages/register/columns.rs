//! The columns of the register: which there are, what stands in them, how they sort.

use crate::names;
use crate::register::STATUSES;
use crate::review::light;
use crate::serve::locale::{Locale, date};
use crate::serve::pages::parts;
use crate::serve::visit::Visit;
use crate::shape::Document;
use crate::shape::entry::Entry;
use maud::{Markup, html};

/// Every column, in the order they stand.
pub const COLUMNS: [&str; 15] = [
    "parties",
    "force",
    "stage",
    "binding",
    "topics",
    "body",
    "instrument",
    "deadline",
    "due",
    "status",
    "scores",
    "assignee",
    "tags",
    "evidence",
    "document",
];

/// Those shown unless somebody chose others.
const USUAL: [&str; 5] = ["parties", "force", "body", "deadline", "status"];

/// The columns the address asks for.
pub fn chosen(visit: &Visit) -> Vec<&'static str> {
    let asked: Vec<&str> = visit.all("column").collect();
    let wanted = |column: &&&str| if asked.is_empty() { USUAL.contains(column) } else { asked.contains(column) };
    COLUMNS.iter().filter(wanted).copied().collect()
}

/// An entry with its document, about to be shown in columns.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The language of the reader.
    pub l: &'a Locale,
    /// The entry.
    pub entry: &'a Entry,
    /// Its document.
    pub document: Option<&'a Document>,
}

impl Shown<'_> {
    /// What stands in a column.
    pub fn cell(&self, column: &str) -> Markup {
        let (l, e, u) = (self.l, self.entry, &self.entry.undertaking);
        let language = self.document.map_or("", |d| d.language.as_str());
        let text = |value: &Option<String>| html! { span lang=(language) { (value.as_deref().unwrap_or("—")) } };
        match column {
            "parties" => parts::parties(l, &u.parties),
            "force" => force(l, e),
            "stage" => html! { (e.stage.as_deref().map_or("—", |s| l.term("stage", s))) },
            "binding" => html! { (e.binding.as_deref().map_or("—", |b| l.term("binding", b))) },
            "topics" => {
                html! { @for t in &u.topics { span.tag { (names::topic(l, t)) } " " } @if u.topics.is_empty() { "—" } }
            }
            "body" => self.proposed("body", &text(&u.body)),
            "instrument" => self.proposed("instrument", &text(&u.instrument)),
            "deadline" => html! { (day(l, u.deadline.as_deref())) },
            "due" => html! { (day(l, light::due(e).as_deref())) },
            "status" => {
                html! { span class={ "status " (u.status.replace(' ', "-")) } { (l.term("status", &u.status)) } }
            }
            "scores" => {
                html! { @for (party, score) in &u.scores { span.tag { (names::party(l, party)) " " (score) } " " } @if u.scores.is_empty() { "—" } }
            }
            "assignee" => html! { (e.assignee.as_deref().unwrap_or("—")) },
            "tags" => html! { @for t in &e.tags { span.tag { (t) } " " } @if e.tags.is_empty() { "—" } },
            "evidence" => html! { (e.evidence.len()) },
            _ => html! { span lang=(language) { (self.document.map_or("—", parts::title)) } },
        }
    }

    /// What the program proposes is told apart from what somebody decided.
    fn proposed(&self, field: &str, value: &Markup) -> Markup {
        let open = !self.entry.decided.contains_key(field);
        html! { span.proposed[open] title=[open.then(|| self.l.t("entry.proposed"))] { (value) } }
    }
}

fn day(l: &Locale, value: Option<&str>) -> String {
    value.map_or_else(|| "—".to_owned(), |d| date(l, d))
}

fn force(l: &Locale, entry: &Entry) -> Markup {
    html! {
        @if entry.kind == "mandate" { span.tag.clause.mandate { (l.term("kind", "mandate")) } " " }
        @if let Some(force) = &entry.force { span class={ "tag force " (force) } { (l.term("force", force)) } }
    }
}

/// The head of a column: a link that sorts by it, and the other way round the second time.
pub fn head(visit: &Visit, column: &str, words: &str) -> Markup {
    let (by, down) = sorting(visit);
    let (here, place) = (by == column, column == "place");
    let next = match (place, here, down) {
        (true, true, false) => "-place".to_owned(),
        (true, ..) => String::new(),
        (_, true, false) => format!("-{column}"),
        _ => column.to_owned(),
    };
    let order = here.then_some(if down { "descending" } else { "ascending" });
    html! {
        th scope="col" aria-sort=[order] class={ "c-" (column) } {
            a href=(visit.with("sort", &next)) rel="nofollow" { (words) @if here && (down || !place) { span.order aria-hidden="true" { @if down { " ↓" } @else { " ↑" } } } }
        }
    }
}

/// By which column, and whether from the end.
fn sorting(visit: &Visit) -> (&str, bool) {
    let asked = visit.get("sort").unwrap_or("place");
    asked.strip_prefix('-').map_or((asked, false), |column| (column, true))
}

/// Sorts as the address asks; what is equal stays in the order of the text, what has no value comes last.
pub fn sort(visit: &Visit, all: &[Entry], asked: &mut [usize]) {
    let (column, down) = sorting(visit);
    if column != "place" {
        asked.sort_by_cached_key(|&n| key(column, &all[n]));
        let present = asked.iter().filter(|&&n| !key(column, &all[n]).0).count();
        if down {
            asked[..present].reverse();
        }
    } else if down {
        asked.reverse();
    }
}

/// What a column sorts by: whether it has no value, then a rank, then a text.
type Key = (bool, usize, String);

fn key(column: &str, entry: &Entry) -> Key {
    let u = &entry.undertaking;
    let text = |value: Option<&str>| (value.is_none(), 0, value.unwrap_or_default().to_lowercase());
    let rank = |of: &[&str], value: Option<&str>| {
        let at = of.iter().position(|v| value == Some(*v));
        (at.is_none(), at.unwrap_or_default(), String::new())
    };
    let date = |value: Option<String>| text(value.and_then(|d| light::day(&d)).map(|d| d.to_string()).as_deref());
    match column {
        "parties" => text(Some(&u.parties.join(" "))),
        "force" => rank(&super::filters::FORCES, entry.force.as_deref()),
        "stage" => rank(&super::filters::STAGES, entry.stage.as_deref()),
        "binding" => rank(&crate::review::catalysts::BINDINGS, entry.binding.as_deref()),
        "topics" => text(u.topics.first().map(String::as_str)),
        "body" => text(u.body.as_deref()),
        "instrument" => text(u.instrument.as_deref()),
        "deadline" => date(u.deadline.as_deref().and_then(crate::register::last_day).map(str::to_owned)),
        "due" => date(light::due(entry)),
        "status" => rank(STATUSES, Some(&u.status)),
        "scores" => text(u.scores.values().next().map(String::as_str)),
        "assignee" => text(entry.assignee.as_deref()),
        "tags" => text(entry.tags.first().map(String::as_str)),
        "evidence" => (false, entry.evidence.len(), String::new()),
        "light" => rank(&super::filters::LIGHTS, Some(&entry.light)),
        _ => text(Some(&u.document)),
    }
}
