//! Counting.

use serde_json::{Map as Object, Value, json};
use std::collections::BTreeMap;

/// Hits, how many there are in the gold, how many were found.
pub(super) type Tally = [usize; 3];

/// Counts under their names, and disagreements in words.
#[derive(Debug, Default)]
pub(super) struct Figures {
    characters: (usize, usize),
    sums: BTreeMap<String, Tally>,
    shares: BTreeMap<String, (usize, usize)>,
    /// Kinds of clauses.
    pub(super) kinds: BTreeMap<String, Tally>,
    /// Kinds of references.
    pub(super) reference_kinds: BTreeMap<String, Tally>,
    documents: Object<String, Value>,
    pub(super) notes: BTreeMap<&'static str, Vec<String>>,
}

impl Figures {
    pub(super) fn note(&mut self, kind: &'static str, text: String) {
        self.notes.entry(kind).or_default().push(text);
    }

    pub(super) fn characters(&mut self, all: usize, wrong: usize) {
        self.characters.0 += all;
        self.characters.1 += wrong;
    }

    pub(super) fn sum(&mut self, name: &str, hit: usize, gold: usize, got: usize) {
        add(self.sums.entry(name.to_owned()).or_default(), hit, gold, got);
    }

    pub(super) fn share(&mut self, name: &str, right: bool) {
        self.shares_of(name, usize::from(right), 1);
    }

    pub(super) fn shares_of(&mut self, name: &str, right: usize, all: usize) {
        let entry = self.shares.entry(name.to_owned()).or_default();
        entry.0 += right;
        entry.1 += all;
    }

    pub(super) fn document(&mut self, name: &str, figure: &str, value: f64) {
        let entry = self.documents.entry(name.to_owned()).or_insert_with(|| json!({}));
        entry[figure] = json!(value);
    }

    pub(super) fn finish(&mut self, out: &mut Object<String, Value>) {
        let (all, wrong) = self.characters;
        out.insert("text.cer".into(), json!(rounded(wrong as f64 / all.max(1) as f64, 6)));
        for (name, tally) in &self.sums {
            let (f, p, r) = f1(*tally);
            let value =
                json!({ "f1": rounded(f, 4), "precision": rounded(p, 4), "recall": rounded(r, 4), "gold": tally[1] });
            out.insert(format!("{name}.f1"), value);
        }
        for (name, (right, all)) in &self.shares {
            let accuracy = (*all > 0).then(|| rounded(*right as f64 / *all as f64, 4));
            out.insert(format!("{name}.accuracy"), json!({ "accuracy": accuracy, "n": all }));
        }
        for (name, kinds) in [("clauses.by_kind", &self.kinds), ("references.by_kind", &self.reference_kinds)] {
            let each: Object<String, Value> =
                kinds.iter().map(|(kind, tally)| (kind.clone(), json!(rounded(f1(*tally).0, 4)))).collect();
            out.insert(name.into(), Value::Object(each));
        }
        out.insert("per_document".into(), Value::Object(std::mem::take(&mut self.documents)));
    }
}

pub(super) fn add(tally: &mut Tally, hit: usize, gold: usize, got: usize) {
    tally[0] += hit;
    tally[1] += gold;
    tally[2] += got;
}

/// F1, precision, recall.
pub(super) fn f1([hit, gold, got]: Tally) -> (f64, f64, f64) {
    let p = match (got, gold) {
        (0, 0) => 1.0,
        (0, _) => 0.0,
        _ => hit as f64 / got as f64,
    };
    let r = if gold == 0 { 1.0 } else { hit as f64 / gold as f64 };
    (if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }, p, r)
}

/// Rounded to so many decimals, as the exact binary value demands.
pub(super) fn rounded(value: f64, decimals: usize) -> f64 {
    format!("{value:.decimals$}").parse().unwrap_or(value)
}
