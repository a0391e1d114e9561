//! Engine's nouns → published shapes: bytes become code points, indices become ids.

use super::{Admitted, origins};
use crate::locale::Locale;
use crate::register::{Firing, Found, Reason};
use crate::shape;
use crate::told;
use chancery_engine::Reading;
use chancery_engine::model::{self, ClauseKind, CodePoints, Document, ReferenceKind, Span};

/// A text with its code points: turns spans into the contract's offsets.
pub(super) struct Points<'t> {
    text: &'t str,
    points: CodePoints,
}

impl<'t> Points<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, points: CodePoints::of(text) }
    }

    pub(super) fn at(&self, byte: u32) -> i64 {
        i64::try_from(self.points.before(self.text, byte)).unwrap_or(i64::MAX)
    }

    pub(super) fn span(&self, span: Span) -> (i64, i64) {
        (self.at(span.start), self.at(span.end))
    }
}

/// `DOCUMENT#EID/s1`.
pub(super) fn sentence_id(document: &str, read: &Document, sentence: usize) -> String {
    read.sentences.get(sentence).map_or_else(String::new, |s| format!("{document}#{}", read.sentence_name(s)))
}

/// All rows of one document.
pub(super) fn found(id: &str, work: &str, reading: &Reading, admitted: &[Admitted]) -> Found {
    let read = &reading.document;
    let points = Points::of(&read.text);
    let references = references(id, reading, &points);
    let clauses = clauses(id, reading, &points);
    Found {
        document: document(id, work, read),
        witnesses: witnesses(id, reading, admitted),
        provisions: provisions(id, read, &points),
        sentences: sentences(id, read, &points),
        variants: variants(id, reading, admitted, &points),
        origins: origins::origins(&reading.edition, admitted, &points),
        undertakings: undertakings(reading, &clauses),
        suspicions: Vec::new(),
        clauses,
        references,
    }
}

fn document(id: &str, work: &str, read: &Document) -> shape::Document {
    shape::Document {
        document: id.to_owned(),
        work: work.to_owned(),
        kind: read.kind.name().to_owned(),
        title: read.title.clone(),
        subtitle: read.subtitle.clone(),
        date: read.date.clone(),
        place: read.place.clone(),
        parties: read.party_codes(),
        signatories: read.signatories.iter().map(signatory).collect(),
        language: read.language.clone(),
        complete: read.complete,
        text: read.text.clone(),
    }
}

fn signatory(signatory: &model::Signatory) -> shape::Signatory {
    shape::Signatory { party: signatory.party.clone(), office: signatory.office.clone(), name: signatory.name.clone() }
}

fn witnesses(id: &str, reading: &Reading, admitted: &[Admitted]) -> Vec<shape::Witness> {
    let standing = reading.edition.witnesses.iter();
    let mut rows: Vec<shape::Witness> = standing
        .filter_map(|w| {
            let from = admitted.get(w.source)?;
            let (source_start, source_end) = Points::of(&from.source.decoded).span(w.span);
            Some(shape::Witness {
                document: id.to_owned(),
                source: from.sha.clone(),
                source_name: from.source.name.clone(),
                source_start,
                source_end,
                complete: w.complete,
                agreement: rounded(w.agreement),
            })
        })
        .collect();
    rows.sort_by(|a, b| (&a.source, a.source_start).cmp(&(&b.source, b.source_start)));
    rows
}

fn provisions(id: &str, read: &Document, points: &Points<'_>) -> Vec<shape::Provision> {
    let row = |p: &model::Provision| {
        let (start, end) = points.span(p.span);
        shape::Provision {
            document: id.to_owned(),
            eid: p.eid.clone(),
            parent: p.parent.and_then(|at| read.provisions.get(at)).map(|parent| parent.eid.clone()),
            kind: p.kind.name().to_owned(),
            number: p.number.clone(),
            start,
            end,
            text: read.words(p).to_owned(),
        }
    };
    read.provisions.iter().map(row).collect()
}

fn eid_of(read: &Document, sentence: usize) -> String {
    let provision = read.sentences.get(sentence).and_then(|s| read.provisions.get(s.provision));
    provision.map(|p| p.eid.clone()).unwrap_or_default()
}

fn sentences(id: &str, read: &Document, points: &Points<'_>) -> Vec<shape::Sentence> {
    let row = |(nth, s): (usize, &model::Sentence)| {
        let (start, end) = points.span(s.span);
        shape::Sentence {
            document: id.to_owned(),
            sentence: sentence_id(id, read, nth),
            eid: eid_of(read, nth),
            start,
            end,
            text: s.span.of(&read.text).to_owned(),
        }
    };
    read.sentences.iter().enumerate().map(row).collect()
}

fn clauses(id: &str, reading: &Reading, points: &Points<'_>) -> Vec<(shape::Clause, Firing)> {
    let mut nth = 0;
    let mut last = usize::MAX;
    let mut out = Vec::with_capacity(reading.findings.clauses.len());
    for clause in &reading.findings.clauses {
        nth = if clause.sentence == last { nth + 1 } else { 1 };
        last = clause.sentence;
        let row = self::clause(id, &reading.document, clause, points, nth);
        out.push((row, firing(&clause.firing, points)));
    }
    out
}

fn clause(id: &str, read: &Document, c: &model::Clause, points: &Points<'_>, nth: usize) -> shape::Clause {
    let (start, end) = points.span(c.span);
    let operator = c.operator.map(|span| points.span(span));
    let sentence = sentence_id(id, read, c.sentence);
    shape::Clause {
        document: id.to_owned(),
        clause: format!("{sentence}c{nth}"),
        sentence,
        eid: eid_of(read, c.sentence),
        start,
        end,
        text: c.span.of(&read.text).to_owned(),
        kind: c.kind.name().to_owned(),
        stance: c.stance.map(|s| s.name().to_owned()),
        force: c.force.map(|f| f.name().to_owned()),
        stage: c.stage.map(|s| s.name().to_owned()),
        actors: c.actors.clone(),
        addressees: c.addressees.clone(),
        operator: c.operator.map(|span| span.of(&read.text).to_owned()),
        operator_start: operator.map(|o| o.0),
        operator_end: operator.map(|o| o.1),
        deadline: c.deadline.clone(),
        topics: c.topics.clone(),
        confidence: rounded(c.confidence),
    }
}

fn references(id: &str, reading: &Reading, points: &Points<'_>) -> Vec<(shape::Reference, Firing)> {
    let row = |r: &model::Reference| {
        let (start, end) = points.span(r.span);
        let shape = shape::Reference {
            document: id.to_owned(),
            start,
            end,
            surface: r.span.of(&reading.document.text).to_owned(),
            kind: r.kind.name().to_owned(),
            key: r.key.clone(),
            label: r.label.clone(),
        };
        (shape, firing(&r.firing, points))
    };
    reading.findings.references.iter().map(row).collect()
}

fn variants(id: &str, reading: &Reading, admitted: &[Admitted], points: &Points<'_>) -> Vec<shape::Variant> {
    let row = |v: &model::Variant| {
        let (start, end) = points.span(v.span);
        let source = reading.edition.witnesses.get(v.witness).and_then(|w| admitted.get(w.source));
        shape::Variant {
            document: id.to_owned(),
            start,
            end,
            reading: v.span.of(&reading.edition.text).to_owned(),
            source: source.map(|s| s.sha.clone()).unwrap_or_default(),
            witness_reading: v.reading.clone(),
            kind: v.kind.name().to_owned(),
        }
    };
    reading.edition.variants.iter().map(row).collect()
}

/// One entry for each commitment and mandate; body and instrument are proposed from what the clause names.
fn undertakings(reading: &Reading, clauses: &[(shape::Clause, Firing)]) -> Vec<shape::Undertaking> {
    let first = |clause: &model::Clause, kind: ReferenceKind| {
        let named = |r: &&model::Reference| r.kind == kind && clause.span.contains(r.span);
        reading.findings.references.iter().find(named).map(|r| r.label.clone())
    };
    let pairs = reading.findings.clauses.iter().zip(clauses);
    let bind = pairs.filter(|(c, _)| matches!(c.kind, ClauseKind::Commitment | ClauseKind::Mandate));
    bind.map(|(clause, (row, _))| shape::Undertaking {
        undertaking: row.clause.clone(),
        document: row.document.clone(),
        clause: row.clause.clone(),
        parties: row.actors.clone(),
        body: first(clause, ReferenceKind::Body),
        instrument: first(clause, ReferenceKind::Instrument),
        deadline: row.deadline.clone(),
        topics: row.topics.clone(),
        status: crate::register::STATUSES[0].to_owned(),
        first_made_in: Some(row.document.clone()),
        ..shape::Undertaking::default()
    })
    .collect()
}

/// A change with its grounds; `points` are of the newer text.
pub(super) fn change(
    c: &model::Change,
    older: (&str, &Document),
    newer: (&str, &Document),
    points: &Points<'_>,
) -> (shape::Change, Vec<Reason>) {
    let row = shape::Change {
        older: older.0.to_owned(),
        newer: newer.0.to_owned(),
        newer_sentence: c.newer.map(|s| sentence_id(newer.0, newer.1, s)),
        older_sentences: c.older.iter().map(|s| sentence_id(older.0, older.1, *s)).collect(),
        relation: c.relation.name().to_owned(),
        moved: c.moved,
        similarity: rounded(c.similarity),
    };
    (row, c.grounds.iter().map(|r| reason(r, points)).collect())
}

fn firing(firing: &model::Firing, points: &Points<'_>) -> Firing {
    Firing { rule: firing.rule.clone(), reasons: firing.reasons.iter().map(|r| reason(r, points)).collect() }
}

fn reason(reason: &model::Reason, points: &Points<'_>) -> Reason {
    let span = reason.span.map(|span| points.span(span));
    let words = reason.span.map_or("", |span| span.of(points.text));
    Reason {
        because: reason.because.name().to_owned(),
        values: reason.values.clone(),
        text: in_english(reason, words),
        start: span.map(|s| s.0),
        end: span.map(|s| s.1),
    }
}

/// A reason as the command line and the exports say it.
fn in_english(reason: &model::Reason, words: &str) -> String {
    told::reason(&Locale::all()[0], reason.because.name(), &reason.values, words)
}

/// Four decimals: what is worth publishing.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
