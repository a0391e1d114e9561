//! A report on a document, a body, a party or a cycle: the figures, the entries, the evidence, and what is wrong with it.

use super::assess::{self, Round};
use super::figures::Figure;
use super::paper::Paper;
use super::preflight::{self, Fault, Papers};
use super::scope::Scope;
use crate::locale::{Locale, date};
use crate::names;
use crate::people::Action;
use crate::register::{DocumentFilter, Draft, Hand, Kept, Ledger, STATUSES, Workspace};
use crate::render::paper::Format;
use crate::shape::Decision;
use crate::shape::entry::{Entry, Evidence};
use crate::{Error, Result};
use serde::Serialize;
use std::collections::BTreeMap;

/// A report before it is a paper.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What it is about.
    pub scope: Scope,
    /// The day it was made, ISO 8601.
    pub made: String,
    /// Entries in it.
    pub of: usize,
    /// Those of them that somebody assessed: anything else is a state of its own and shows in every figure.
    pub assessed: usize,
    /// How many entries are in each state.
    pub statuses: BTreeMap<String, usize>,
    /// The cycles it tells of, over the entries in it.
    pub rounds: Vec<Round>,
    /// Titles of the documents, by id.
    pub titles: BTreeMap<String, String>,
    /// In the order of the register.
    pub entries: Vec<Entry>,
    /// The preflight.
    pub faults: Vec<Fault>,
}

/// Makes a report; every mean in it is worked out now.
///
/// # Errors
/// When nothing is within the scope, there is no such cycle, or the database fails.
pub async fn report(workspace: &Workspace, scope: Scope) -> Result<Report> {
    let Ledger { mut entries, cycles, .. } = workspace.ledger().await?.shown_today();
    entries.retain(|e| scope.covers(e));
    if entries.is_empty() {
        let wanted = "a document, body, party or cycle with entries";
        let found = format!("nothing in the register is within: {}", scope.name());
        return Err(Error::missing(found, format!("name {wanted}; see `chancery register list`")));
    }
    let mut rounds = Vec::new();
    for cycle in cycles {
        let told = scope.cycle.as_ref().is_none_or(|name| *name == cycle.cycle);
        if told && entries.iter().any(|e| e.assessments.contains_key(&cycle.cycle)) {
            rounds.push(assess::figures(&entries, cycle));
        }
    }
    let made = crate::register::today();
    let cycles: Vec<_> = rounds.iter().map(|r| r.cycle.clone()).collect();
    let faults = preflight::faults(Papers { entries: &entries, cycles: &cycles, today: &made });
    let mut statuses = BTreeMap::new();
    entries.iter().for_each(|e| *statuses.entry(e.undertaking.status.clone()).or_default() += 1);
    let assessed = entries.iter().filter(|e| e.undertaking.status != STATUSES[0]).count();
    let documents = workspace.documents(&DocumentFilter::default()).await?;
    let told = |id: &String| entries.iter().any(|e| e.undertaking.document == *id);
    let titles = documents.into_iter().filter(|d| told(&d.document)).map(|d| (d.document, d.title)).collect();
    Ok(Report { scope, made, of: entries.len(), assessed, statuses, rounds, titles, entries, faults })
}

/// Writes down that a report was issued: its bytes are kept, the decision has their SHA-256.
///
/// # Errors
/// When it is not allowed, the preflight found something grave, or the database fails.
pub async fn issue(workspace: &Workspace, report: &Report, file: Kept, hand: &Hand) -> Result<Decision> {
    hand.rights.allow(Action::Issue, &[])?;
    let grave: Vec<String> =
        report.faults.iter().filter(|f| f.grave).map(|f| format!("{}: {}", f.place, f.what)).collect();
    if !grave.is_empty() {
        let found =
            format!("{}: {} faults stand in the way\n  {}", report.scope.name(), grave.len(), grave.join("\n  "));
        return Err(Error::input(found, "a report without them", "mend them, or write a draft with --draft"));
    }
    let name = file.name.clone();
    let file = workspace.keep_file(file).await?;
    let value = serde_json::json!({ "scope": report.scope, "file": file, "name": name, "of": report.of,
        "assessed": report.assessed });
    let (by, note, subject) = (hand.by.clone(), hand.why.clone(), report.scope.name());
    workspace.decide(Draft { by, note, subject, action: "issue".into(), value: value.to_string(), since: None }).await
}

impl Report {
    /// The bytes of its file: JSON is the report itself, the other formats are the paper made of it.
    ///
    /// # Errors
    /// When it cannot be packed, which would be a defect.
    pub fn file(&self, format: Format, l: &Locale) -> Result<Vec<u8>> {
        match format {
            Format::Json => Ok(serde_json::to_vec_pretty(self)?),
            paper => paper.render(&self.paper(l)),
        }
    }

    /// As a paper in the language of `l`.
    #[must_use]
    pub fn paper(&self, l: &Locale) -> Paper {
        let mut paper = Paper { title: self.title(l), language: l.tag().to_owned(), ..Paper::default() };
        paper.subtitle = date(l, &self.made);
        if self.faults.iter().any(|f| f.grave) {
            paper.subtitle = format!("{} — {}", paper.subtitle, l.t("report.draft"));
        }
        paper.text(l.fill("report.coverage", &[("a", &self.assessed.to_string()), ("n", &self.of.to_string())]));
        paper.heading(l.t("report.states"));
        paper.table(&[(l.t("register.status"), 3), (l.t("report.entries"), 1)], self.states(l));
        self.rounds.iter().for_each(|round| scores(l, round, &mut paper));
        let notes = self.notes();
        for (document, entries) in self.by_document() {
            paper.heading(self.document(&document));
            paper.table(&columns(l), entries.into_iter().map(|e| row(l, e, &notes)).collect());
        }
        self.evidence(l, &notes, &mut paper);
        self.resolutions(l, &mut paper);
        self.preflight(l, &mut paper);
        paper.heading(l.t("report.method-title"));
        paper.text(l.t("report.method"));
        paper
    }

    fn title(&self, l: &Locale) -> String {
        let part = |(name, value): &(&str, &str)| match *name {
            "party" => names::party(l, value).to_owned(),
            "document" => self.document(value),
            _ => (*value).to_owned(),
        };
        let parts: Vec<String> = self.scope.parts().iter().map(part).collect();
        let about = if parts.is_empty() { l.t("report.all").to_owned() } else { parts.join(" · ") };
        l.fill("report.title", &[("about", &about)])
    }

    /// What a document is called; its id where it has no title.
    fn document(&self, id: &str) -> String {
        self.titles.get(id).filter(|title| !title.is_empty()).map_or(id, String::as_str).to_owned()
    }

    fn states(&self, l: &Locale) -> Vec<Vec<String>> {
        let count = |status: &&str| self.statuses.get(*status).copied().unwrap_or(0).to_string();
        STATUSES.iter().map(|status| vec![l.term("status", status).to_owned(), count(status)]).collect()
    }

    /// The entries under the id of their document, in order.
    fn by_document(&self) -> Vec<(String, Vec<&Entry>)> {
        let mut out: Vec<(String, Vec<&Entry>)> = Vec::new();
        for entry in &self.entries {
            match out.last_mut().filter(|(document, _)| *document == entry.undertaking.document) {
                Some((_, entries)) => entries.push(entry),
                None => out.push((entry.undertaking.document.clone(), vec![entry])),
            }
        }
        out
    }

    /// The footnotes: the number of each piece of evidence, by the decision that added it.
    fn notes(&self) -> BTreeMap<i64, usize> {
        let pieces = self.entries.iter().flat_map(|e| &e.evidence);
        pieces.enumerate().map(|(n, e)| (e.seq, n + 1)).collect()
    }

    fn evidence(&self, l: &Locale, notes: &BTreeMap<i64, usize>, paper: &mut Paper) {
        if notes.is_empty() {
            return;
        }
        paper.heading(l.t("report.evidence"));
        for piece in self.entries.iter().flat_map(|e| &e.evidence) {
            let number = notes.get(&piece.seq).copied().unwrap_or_default();
            let words = piece.quotation.as_deref().or(piece.file_name.as_deref()).unwrap_or("—");
            paper.quote(format!("[{number}] {words}"), found(l, piece));
        }
    }

    fn resolutions(&self, l: &Locale, paper: &mut Paper) {
        let of = |e: &Entry| {
            e.resolutions
                .iter()
                .map(|r| {
                    vec![
                        e.undertaking.undertaking.clone(),
                        r.meeting.clone(),
                        r.text.clone(),
                        r.due.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d)),
                    ]
                })
                .collect::<Vec<_>>()
        };
        let rows: Vec<Vec<String>> = self.entries.iter().flat_map(of).collect();
        if !rows.is_empty() {
            paper.heading(l.t("paper.decisions"));
            let [number, meeting] = [l.t("paper.number"), l.t("report.meeting")];
            let columns = [(number, 2), (meeting, 2), (l.t("paper.decision"), 5), (l.t("register.deadline"), 1)];
            paper.table(&columns, rows);
        }
    }

    fn preflight(&self, l: &Locale, paper: &mut Paper) {
        paper.heading(l.t("report.preflight"));
        if self.faults.is_empty() {
            paper.text(l.t("report.no-fault"));
        }
        let weight = |grave: bool| l.t(if grave { "report.grave" } else { "report.light" }).to_owned();
        let rows = self.faults.iter().map(|f| vec![f.at.said(l), f.told.said(l), weight(f.grave)]).collect();
        paper.table(&[(l.t("report.place"), 3), (l.t("report.fault"), 5), (l.t("report.weight"), 1)], rows);
    }
}

fn columns(l: &Locale) -> [(&str, u8); 7] {
    [
        (l.t("paper.number"), 14),
        (l.t("register.words"), 38),
        (l.t("register.parties"), 11),
        (l.t("register.body"), 13),
        (l.t("register.deadline"), 10),
        (l.t("register.status"), 9),
        (l.t("register.score"), 11),
    ]
}

fn row(l: &Locale, entry: &Entry, notes: &BTreeMap<i64, usize>) -> Vec<String> {
    let u = &entry.undertaking;
    let marks: String =
        entry.evidence.iter().filter_map(|e| notes.get(&e.seq)).map(|number| format!(" [{number}]")).collect();
    let parties: Vec<&str> = u.parties.iter().map(|code| names::party(l, code)).collect();
    let scores: Vec<String> = u.scores.iter().map(|(party, s)| format!("{} {s}", names::party(l, party))).collect();
    let shares = entry.shares.iter().map(|s| s.body.clone());
    let bodies: Vec<String> = u.body.iter().cloned().chain(shares).collect();
    let or_dash = |text: String| if text.is_empty() { "—".to_owned() } else { text };
    vec![
        u.undertaking.clone(),
        format!("{}{marks}", entry.words),
        parties.join("–"),
        or_dash(bodies.join("; ")),
        u.deadline.as_deref().map_or_else(|| "—".to_owned(), |d| date(l, d)),
        l.term("status", &u.status).to_owned(),
        or_dash(scores.join("; ")),
    ]
}

/// Where a piece of evidence was found, and when.
fn found(l: &Locale, piece: &Evidence) -> String {
    let dated = |key: &str, day: &Option<String>| day.as_deref().map(|d| l.fill(key, &[("date", &date(l, d))]));
    let file = piece.file.as_deref().map(|sha| format!("SHA-256 {sha}"));
    let parts = [
        piece.address.clone(),
        file,
        dated("report.published", &piece.published),
        dated("report.seen", &piece.seen),
        piece.party.as_deref().map(|code| names::party(l, code).to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn scores(l: &Locale, round: &Round, paper: &mut Paper) {
    let c = &round.cycle;
    let window = format!("{} – {}", date(l, &c.from), date(l, &c.to));
    paper.heading(l.fill("report.cycle", &[("cycle", &c.cycle), ("window", &window)]));
    let number = |n: usize| n.to_string();
    paper.text(l.fill(
        "report.cycle-coverage",
        &[("selected", &number(round.selected)), ("n", &number(round.of)), ("signed", &number(round.signed))],
    ));
    let measure = |value: Option<f64>| value.map_or_else(|| "—".to_owned(), |v| format!("{v:.2}"));
    paper.text(l.fill("report.agreement", &[("kappa", &measure(round.kappa)), ("alpha", &measure(round.alpha))]));
    let line = |(party, f): (&String, &Figure)| {
        let percent = f.percent.map_or_else(|| "—".to_owned(), |p| format!("{p:.1} %"));
        vec![names::party(l, party).to_owned(), format!("{} / {}", f.scored, f.of), measure(f.mean), percent]
    };
    let [party, scored] = [l.t("report.party"), l.t("report.scored")];
    let columns = [(party, 3), (scored, 2), (l.t("report.mean"), 1), (l.t("report.percent"), 1)];
    paper.table(&columns, round.parties.iter().map(line).collect());
}
