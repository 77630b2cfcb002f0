//! Clustering of documents: the order in which charts and page show them, and its tree.
//!
//! Average linkage (UPGMA; Sokal and Michener 1958): a group is as near as its members are on average, which neither chains
//! (single linkage) nor is ruled by outliers (complete linkage). Of four documents of which the first and the third, and the
//! second and the fourth are alike, the order is 0, 2, 1, 3.

use kodama::{Method, linkage};

/// Two groups that become one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Merge {
    /// The group with the least leaf. Leaves are the groups from 0, the first merge makes group `n`, the next `n + 1`.
    pub(super) first: usize,
    /// The other.
    pub(super) second: usize,
    /// Mean distance of their members, 0 to 1.
    pub(super) distance: f64,
}

/// A clustering, and the order of leaves in which its branches do not cross.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dendrogram {
    pub(super) order: Vec<usize>,
    /// From the nearest to the farthest.
    pub(super) merges: Vec<Merge>,
}

/// Clusters `n` things by how alike they are (0 to 1): O(n²) time and memory.
///
/// The least leaf of each group decides which branch comes first: the same order on every machine, and near to the order
/// of the corpus.
pub(super) fn cluster(n: usize, alike: impl Fn(usize, usize) -> f64) -> Dendrogram {
    if n < 2 {
        return Dendrogram {
            order: (0..n).collect(),
            merges: Vec::new(),
        };
    }
    let mut apart = Vec::with_capacity(n * (n - 1) / 2);
    for i in 0..n {
        for j in i + 1..n {
            let likeness = alike(i, j);
            apart.push(if likeness.is_finite() {
                1.0 - likeness.clamp(0.0, 1.0)
            } else {
                1.0
            });
        }
    }
    let steps = linkage(&mut apart, n, Method::Average);
    let mut least: Vec<usize> = (0..n).collect();
    let mut merges = Vec::with_capacity(n - 1);
    for step in steps.steps() {
        let (a, b) = (step.cluster1, step.cluster2);
        let (first, second) = if least[a] <= least[b] { (a, b) } else { (b, a) };
        least.push(least[first]);
        merges.push(Merge {
            first,
            second,
            distance: step.dissimilarity,
        });
    }
    let mut order = Vec::with_capacity(n);
    let mut open = vec![n + merges.len() - 1];
    while let Some(group) = open.pop() {
        match group.checked_sub(n) {
            Some(merge) => {
                open.push(merges[merge].second);
                open.push(merges[merge].first);
            }
            None => order.push(group),
        }
    }
    Dendrogram { order, merges }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_alike_comes_together() {
        let group = [0, 1, 0, 1];
        let tree = cluster(4, |i, j| if group[i] == group[j] { 0.9 } else { 0.1 });
        assert_eq!(tree.order, [0, 2, 1, 3]);
        assert!((tree.merges[2].distance - 0.9).abs() < 1e-6);
    }

    #[test]
    fn one_and_none_need_no_tree() {
        assert_eq!(cluster(0, |_, _| 0.0).order, Vec::<usize>::new());
        assert_eq!(cluster(1, |_, _| 0.0).order, [0]);
    }

    proptest! {
        #[test]
        fn the_order_is_a_permutation(n in 0usize..40, seed in any::<u32>()) {
            let tree = cluster(n, |i, j| ((i * 31 + j * 17 + seed as usize % 1000) % 97) as f64 / 96.0);
            let mut sorted = tree.order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..n).collect::<Vec<_>>());
        }
    }
}
