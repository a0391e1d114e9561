//! Who answers whom: many to many, across any reordering.

use super::affinity::Affinity;
use super::wording::Wording;
use rustc_hash::FxHashMap;

/// A pair must be this likely.
const ENOUGH: f64 = 0.2;
/// And this share of how likely the best counterpart of one of the two is; and that of the best of the other.
const BESIDE_BEST: f64 = 0.65;
const BESIDE_OTHER: f64 = 0.5;

/// The pairs, seen from both documents.
pub struct Edges {
    /// For each newer sentence the older ones it answers, ascending.
    pub of_newer: Vec<Vec<usize>>,
    /// For each older sentence the newer ones that answer it, ascending.
    pub of_older: Vec<Vec<usize>>,
    /// For each newer sentence the older one it answers best, and the score.
    pub best: Vec<Option<(usize, f64)>>,
}

impl Edges {
    /// Same words first and for themselves; then every pair that is about as good as the best of one of its two
    /// and no poor choice for the other. The rule is the same from both sides.
    pub fn choose(old: &Wording<'_>, new: &Wording<'_>, affinity: &Affinity) -> Self {
        let mut edges = Self {
            of_newer: vec![Vec::new(); new.sentences.len()],
            of_older: vec![Vec::new(); old.sentences.len()],
            best: vec![None; new.sentences.len()],
        };
        for (n, o) in same_words(old, new) {
            edges.add(n, o, 2.0);
        }
        let alone = (
            edges.of_newer.iter().map(|e| !e.is_empty()).collect::<Vec<_>>(),
            edges.of_older.iter().map(|e| !e.is_empty()).collect::<Vec<_>>(),
        );
        let mut best = (vec![0.0; new.sentences.len()], vec![0.0; old.sentences.len()]);
        let open = |n: usize, o: usize| !alone.0[n] && !alone.1[o];
        for &(n, o, score) in affinity.pairs.iter().filter(|p| open(p.0, p.1)) {
            best.0[n] = score.max(best.0[n]);
            best.1[o] = score.max(best.1[o]);
        }
        for &(n, o, score) in affinity.pairs.iter().filter(|p| open(p.0, p.1)) {
            let (lesser, greater) = (best.0[n].min(best.1[o]), best.0[n].max(best.1[o]));
            if score >= ENOUGH && score >= BESIDE_BEST * lesser && score >= BESIDE_OTHER * greater {
                edges.add(n, o, score);
            }
        }
        edges.of_older.iter_mut().chain(&mut edges.of_newer).for_each(|list| list.sort_unstable());
        edges
    }

    fn add(&mut self, n: usize, o: usize, score: f64) {
        self.of_newer[n].push(o);
        self.of_older[o].push(n);
        if self.best[n].is_none_or(|(_, best)| score > best) {
            self.best[n] = Some((o, score));
        }
    }
}

/// The older and the newer sentences of the same words.
type Alike = (Vec<usize>, Vec<usize>);

/// Sentences of the same words, first with first, second with second; what one document has more often answers the last.
fn same_words(old: &Wording<'_>, new: &Wording<'_>) -> Vec<(usize, usize)> {
    let mut by_words: FxHashMap<(u32, &[u64]), Alike> = FxHashMap::default();
    for (o, s) in old.sentences.iter().enumerate().filter(|(_, s)| !s.core.is_empty()) {
        by_words.entry((s.class, &s.core)).or_default().0.push(o);
    }
    for (n, s) in new.sentences.iter().enumerate().filter(|(_, s)| !s.core.is_empty()) {
        by_words.entry((s.class, &s.core)).or_default().1.push(n);
    }
    let mut out = Vec::new();
    for (olds, news) in by_words.into_values().filter(|(olds, news)| !olds.is_empty() && !news.is_empty()) {
        for k in 0..olds.len().max(news.len()) {
            out.push((news[k.min(news.len() - 1)], olds[k.min(olds.len() - 1)]));
        }
    }
    out.sort_unstable();
    out
}
