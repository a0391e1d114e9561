//! What moved: the sentences outside the heaviest run that keeps its order.

use super::counterpart::Edges;

/// For each newer sentence, whether it stands elsewhere among its neighbours than what it answers.
pub fn moved(edges: &Edges, sentences: usize) -> Vec<bool> {
    let answering: Vec<(usize, usize, f64)> =
        (0..sentences).filter_map(|n| edges.best[n].map(|(o, score)| (n, o, score))).collect();
    let mut heaviest: Vec<(f64, Option<usize>)> = Vec::with_capacity(answering.len());
    let mut tree = Prefix::new(edges.of_older.len());
    for (at, &(_, o, score)) in answering.iter().enumerate() {
        let (weight, before) = tree.best_up_to(o);
        heaviest.push((weight + score, before));
        tree.raise(o, (weight + score, Some(at)));
    }
    let mut out = vec![false; sentences];
    answering.iter().for_each(|&(n, ..)| out[n] = true);
    let mut at = tree.best_up_to(edges.of_older.len().saturating_sub(1)).1;
    while let Some(k) = at {
        out[answering[k].0] = false;
        at = heaviest[k].1;
    }
    out
}

/// The heaviest run that ends at or before a place, in logarithmic time (a Fenwick tree of maxima).
struct Prefix(Vec<(f64, Option<usize>)>);

impl Prefix {
    fn new(length: usize) -> Self {
        Self(vec![(0.0, None); length + 1])
    }

    fn best_up_to(&self, place: usize) -> (f64, Option<usize>) {
        let mut at = place + 1;
        let mut best = (0.0, None);
        while at > 0 {
            if let Some(&here) = self.0.get(at)
                && here.0 > best.0
            {
                best = here;
            }
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, place: usize, run: (f64, Option<usize>)) {
        let mut at = place + 1;
        while at < self.0.len() {
            if run.0 > self.0[at].0 {
                self.0[at] = run;
            }
            at += at & at.wrapping_neg();
        }
    }
}
