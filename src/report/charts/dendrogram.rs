//! Which documents belong together: average-linkage clustering, and its tree.

use kodama::{Method, linkage};

use super::canvas::{Area, Picture};
use crate::report::palette::MUTED;

/// Two groups that become one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Merge {
    first: usize,
    second: usize,
    /// Mean likeness of their members, 0 to 1.
    likeness: f32,
}

/// A clustering, and the order of leaves in which its branches do not cross.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tree {
    pub(super) order: Vec<usize>,
    merges: Vec<Merge>,
}

/// Clusters `n` things by how alike they are (0 to 1). Average linkage: a group is as near as its members are on
/// average, which neither chains (single) nor is ruled by outliers (complete).
pub(super) fn cluster(n: usize, alike: impl Fn(usize, usize) -> f32) -> Tree {
    if n < 2 {
        return Tree {
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
    // The least leaf of each group decides which branch comes first: the same order on every machine, and near
    // to the order of the corpus.
    let mut least: Vec<usize> = (0..n).collect();
    let mut merges = Vec::with_capacity(n - 1);
    for step in steps.steps() {
        let (a, b) = (step.cluster1, step.cluster2);
        let (first, second) = if least[a] <= least[b] { (a, b) } else { (b, a) };
        least.push(least[first]);
        merges.push(Merge {
            first,
            second,
            likeness: 1.0 - step.dissimilarity,
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
    Tree { order, merges }
}

impl Tree {
    /// Draws the tree lying on its side: leaves at the left, `pitch` apart, joined where their likeness says, from
    /// `most` at the left edge to 0 at the right.
    pub(super) fn draw(&self, picture: &mut Picture, at: Area, pitch: f32, most: f32) {
        let n = self.order.len();
        let mut place = vec![(0.0, 0.0); n + self.merges.len()];
        for (row, leaf) in self.order.iter().enumerate() {
            place[*leaf] = (at.x, at.y + (row as f32 + 0.5) * pitch);
        }
        for (i, merge) in self.merges.iter().enumerate() {
            let x = at.x + at.w * (1.0 - (merge.likeness / most).clamp(0.0, 1.0));
            let ((x1, y1), (x2, y2)) = (place[merge.first], place[merge.second]);
            let stroke = if pitch < 4.0 { 0.5 } else { 1.0 };
            // Three straight strokes instead of one path: each is exact in pixels.
            picture.line(vec![(x1, y1), (x, y1)], stroke, MUTED);
            picture.line(vec![(x2, y2), (x, y2)], stroke, MUTED);
            let half = stroke / 2.0;
            picture.line(vec![(x, y1 - half), (x, y2 + half)], stroke, MUTED);
            place[n + i] = (x, (y1 + y2) / 2.0);
        }
    }
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
        assert!((tree.merges[2].likeness - 0.1).abs() < 1e-6);
    }

    #[test]
    fn one_and_none_need_no_tree() {
        assert_eq!(cluster(0, |_, _| 0.0).order, Vec::<usize>::new());
        assert_eq!(cluster(1, |_, _| 0.0).order, [0]);
    }

    proptest! {
        #[test]
        fn the_order_is_a_permutation(n in 0usize..40, seed in any::<u32>()) {
            let tree = cluster(n, |i, j| ((i * 31 + j * 17 + seed as usize % 1000) % 97) as f32 / 96.0);
            let mut sorted = tree.order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..n).collect::<Vec<_>>());
        }
    }
}
