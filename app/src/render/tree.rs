//! Provisions as a tree, for formats that nest.

use crate::shape::Provision;
use std::collections::BTreeMap;

/// A provision with what stands under it.
pub(super) struct Node<'p> {
    pub(super) provision: &'p Provision,
    pub(super) under: Vec<Node<'p>>,
}

/// The provisions that stand at the top, each with its own. One whose parent is not at hand counts as top.
pub(super) fn tree(provisions: &[Provision]) -> Vec<Node<'_>> {
    let known: BTreeMap<&str, usize> = provisions.iter().enumerate().map(|(n, p)| (p.eid.as_str(), n)).collect();
    let mut under: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (n, p) in provisions.iter().enumerate() {
        let parent = p.parent.as_deref().and_then(|eid| known.get(eid)).copied().filter(|at| *at < n);
        under.entry(parent).or_default().push(n);
    }
    nodes(None, &under, provisions)
}

fn nodes<'p>(
    parent: Option<usize>,
    under: &BTreeMap<Option<usize>, Vec<usize>>,
    provisions: &'p [Provision],
) -> Vec<Node<'p>> {
    let own = under.get(&parent).into_iter().flatten();
    own.map(|&n| Node { provision: &provisions[n], under: nodes(Some(n), under, provisions) }).collect()
}
