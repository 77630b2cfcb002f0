//! Edit scripts around known matches: a heaviest rising chain, and a banded edit distance between its members.
//!
//! In: 甲乙丙丁 and 丙甲乙丁 with the matches 甲, 乙, 丙 and 丁, each of 5 bits. Out: 丙 is inserted at the front, and deleted at its
//! old place: `[Insert(1), Equal(2), Delete(1), Equal(1)]`.
//!
//! Which one of the two algorithms is for what: [`crate::reuse::edit`].

use crate::reuse::Edit;
use crate::reuse::edit::{CommonEnds, EditScript};
use crate::reuse::work::Work;
use crate::text::Unit;

/// A unit of a and the unit of b that it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Match {
    /// Unit of a.
    pub i: usize,
    /// Unit of b.
    pub j: usize,
    /// Bits of the match.
    pub bits: f32,
}

/// Cells of an edit matrix that are filled at most between two anchors. 2^20: one megabyte, a few milliseconds.
/// A longer stretch that still differs is given as one replacement.
const MAX_CELLS: usize = 1 << 20;

/// The operations that turn `a` into `b`, given some units known to stand for each other.
///
/// The heaviest of the `matches` that run in the same order on both sides are kept as anchors; between two anchors
/// the fewest operations are found (Levenshtein distance by Ukkonen's band, Information and Control 64, 1985).
/// So the operations are the best possible wherever the order is kept; reordered wording is deleted at one place and
/// inserted at the other. They consume both sides exactly. O(m log m + n·d) for m matches, n units, d differences,
/// with at most 2^20 cells between two anchors.
pub(crate) fn edits(
    a: &[Unit],
    b: &[Unit],
    matches: impl IntoIterator<Item = Match>,
    work: &mut Work,
) -> Vec<Edit> {
    let mut script = EditScript::default();
    let (mut at_a, mut at_b) = (0, 0);
    for (i, j) in in_order(matches.into_iter().collect()) {
        between(&a[at_a..i], &b[at_b..j], &mut script, work);
        if a[i] == b[j] {
            script.equal(1);
        } else {
            script.differ(1, 1);
        }
        (at_a, at_b) = (i + 1, j + 1);
    }
    between(&a[at_a..], &b[at_b..], &mut script, work);
    script.finish()
}

/// The heaviest chain of matches that rises on both sides, by a Fenwick tree of best weights: O(m log m).
fn in_order(mut matches: Vec<Match>) -> Vec<(usize, usize)> {
    matches.sort_by_key(|m| (m.i, m.j));
    let mut columns: Vec<usize> = matches.iter().map(|m| m.j).collect();
    columns.sort_unstable();
    columns.dedup();
    // tree[k]: the best chain that ends within the columns k covers, as (weight, match).
    let mut tree: Vec<Option<(f64, usize)>> = vec![None; columns.len() + 1];
    let mut previous: Vec<Option<usize>> = vec![None; matches.len()];
    let better = |x: Option<(f64, usize)>, y: Option<(f64, usize)>| match (x, y) {
        (Some(p), Some(q)) if q.0 > p.0 => y,
        (None, _) => y,
        _ => x,
    };
    let mut start = 0;
    while start < matches.len() {
        // Matches of one unit of a compete; none may follow another.
        let same = matches[start..].partition_point(|m| m.i == matches[start].i);
        let mut ended = Vec::with_capacity(same);
        for at in start..start + same {
            let rank = columns.partition_point(|column| *column < matches[at].j);
            let mut best = None;
            let mut node = rank;
            while node > 0 {
                best = better(best, tree[node]);
                node &= node - 1;
            }
            previous[at] = best.map(|(_, m)| m);
            // A match always weighs something, so that a chain of more matches wins among weightless ones.
            let weight = best.map_or(0.0, |(w, _)| w) + f64::from(matches[at].bits).max(1e-3);
            ended.push((rank + 1, weight, at));
        }
        for (mut node, weight, at) in ended {
            while node < tree.len() {
                tree[node] = better(tree[node], Some((weight, at)));
                node += node & node.wrapping_neg();
            }
        }
        start += same;
    }
    let mut best = None;
    let mut node = columns.len();
    while node > 0 {
        best = better(best, tree[node]);
        node &= node - 1;
    }
    let mut chain = Vec::new();
    let mut at = best.map(|(_, m)| m);
    while let Some(m) = at {
        chain.push((matches[m].i, matches[m].j));
        at = previous[m];
    }
    chain.reverse();
    chain
}

/// Aligns what stands between two anchors.
fn between(a: &[Unit], b: &[Unit], script: &mut EditScript, work: &mut Work) {
    let ends = CommonEnds::of(a, b);
    let (a, b) = (ends.middle(a), ends.middle(b));
    work.edit_cells += (ends.head + ends.tail) as u64;
    script.equal(ends.head);
    if a.is_empty() || b.is_empty() {
        script.differ(a.len(), b.len());
    } else {
        banded(a, b, script, work);
    }
    script.equal(ends.tail);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Traceback {
    Diagonal,
    Down,
    Right,
}

/// Fewest operations within a band of diagonals that doubles until the answer is proven to lie in it.
fn banded(a: &[Unit], b: &[Unit], script: &mut EditScript, work: &mut Work) {
    let (n, m) = (a.len(), b.len());
    let skew = n.abs_diff(m);
    let mut slack = 8;
    loop {
        let width = skew + 2 * slack + 1;
        let cells = (n + 1).saturating_mul(width);
        if cells > MAX_CELLS {
            script.differ(n, m);
            return;
        }
        work.edit_cells += cells as u64;
        // Diagonal j - i runs from low to low + width - 1.
        let low = -(slack as isize) - (n.saturating_sub(m)) as isize;
        let (distance, traceback) = fill(a, b, low, width);
        // A path that leaves the band makes at least this many operations.
        if distance <= skew + 2 * slack + 1 || width > n + m {
            trace(&traceback, (n, m), low, width, a, b, script);
            return;
        }
        slack *= 2;
    }
}

fn fill(a: &[Unit], b: &[Unit], low: isize, width: usize) -> (usize, Vec<Traceback>) {
    let far = a.len() + b.len() + 1;
    let mut traceback = vec![Traceback::Diagonal; (a.len() + 1) * width];
    let mut above = vec![far; width + 1];
    let mut row = vec![far; width + 1];
    for i in 0..=a.len() {
        for k in 0..width {
            let column = i as isize + low + k as isize;
            if column < 0 || column > b.len() as isize {
                row[k] = far;
                continue;
            }
            let j = column as usize;
            let (mut best, mut step) = (far, Traceback::Diagonal);
            if i == 0 && j == 0 {
                best = 0;
            }
            if i > 0 && j > 0 {
                // The same diagonal of the row above.
                let cost = above[k] + usize::from(a[i - 1] != b[j - 1]);
                if cost < best {
                    (best, step) = (cost, Traceback::Diagonal);
                }
            }
            if i > 0 && above[k + 1] + 1 < best {
                (best, step) = (above[k + 1] + 1, Traceback::Down);
            }
            if j > 0 && k > 0 && row[k - 1] + 1 < best {
                (best, step) = (row[k - 1] + 1, Traceback::Right);
            }
            row[k] = best.min(far);
            traceback[i * width + k] = step;
        }
        row[width] = far;
        std::mem::swap(&mut above, &mut row);
    }
    let last = (b.len() as isize - a.len() as isize - low) as usize;
    (above[last], traceback)
}

fn trace(
    traceback: &[Traceback],
    (mut i, mut j): (usize, usize),
    low: isize,
    width: usize,
    a: &[Unit],
    b: &[Unit],
    script: &mut EditScript,
) {
    let mut back = Vec::with_capacity(i + j);
    while i > 0 || j > 0 {
        let k = (j as isize - i as isize - low) as usize;
        let step = match traceback[i * width + k] {
            // Only the edges of the matrix leave no choice.
            _ if i == 0 => Traceback::Right,
            _ if j == 0 => Traceback::Down,
            step => step,
        };
        back.push((step, step == Traceback::Diagonal && a[i - 1] == b[j - 1]));
        i -= usize::from(step != Traceback::Right);
        j -= usize::from(step != Traceback::Down);
    }
    for (step, equal) in back.into_iter().rev() {
        match (step, equal) {
            (Traceback::Diagonal, true) => script.equal(1),
            (Traceback::Diagonal, false) => script.differ(1, 1),
            (Traceback::Down, _) => script.differ(1, 0),
            (Traceback::Right, _) => script.differ(0, 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(text: &str) -> Vec<Unit> {
        text.chars().map(Unit::character).collect()
    }

    fn plain(a: &[Unit], b: &[Unit]) -> Vec<Edit> {
        edits(a, b, [], &mut Work::default())
    }

    /// A replacement of m by n units costs max(m, n): the fewest single operations.
    fn cost(edits: &[Edit]) -> usize {
        edits
            .iter()
            .map(|edit| match *edit {
                Edit::Equal(_) => 0,
                Edit::Replace(m, n) => m.max(n),
                Edit::Insert(n) | Edit::Delete(n) => n,
            })
            .sum()
    }

    /// Slow and plain: the whole matrix.
    fn reference(a: &[Unit], b: &[Unit]) -> usize {
        let mut matrix = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                matrix[i][j] = if i == 0 {
                    j
                } else if j == 0 {
                    i
                } else {
                    (matrix[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]))
                        .min(matrix[i - 1][j] + 1)
                        .min(matrix[i][j - 1] + 1)
                };
            }
        }
        matrix[a.len()][b.len()]
    }

    fn consumed(edits: &[Edit]) -> (usize, usize) {
        edits.iter().fold((0, 0), |(a, b), edit| {
            let (n, m) = edit.consumed();
            (a + n, b + m)
        })
    }

    #[test]
    fn moved_wording_is_inserted_here_and_deleted_there() {
        let matches = [(0, 1), (1, 2), (2, 0), (3, 3)].map(|(i, j)| Match { i, j, bits: 5.0 });
        assert_eq!(
            edits(
                &units("甲乙丙丁"),
                &units("丙甲乙丁"),
                matches,
                &mut Work::default()
            ),
            [
                Edit::Insert(1),
                Edit::Equal(2),
                Edit::Delete(1),
                Edit::Equal(1)
            ]
        );
    }

    #[test]
    fn operations_are_grouped() {
        let found = plain(&units("全面推进乡村振兴"), &units("全面深入推动农村振兴"));
        assert_eq!(consumed(&found), (8, 10));
        assert_eq!(found.first(), Some(&Edit::Equal(2)));
        assert_eq!(found.last(), Some(&Edit::Equal(3)));
    }

    #[test]
    fn what_is_too_long_and_differs_is_one_replacement() {
        let a: Vec<Unit> = (0..5000)
            .map(|k| Unit::character(char::from_u32(0x4E00 + k).unwrap()))
            .collect();
        let b: Vec<Unit> = (0..5000)
            .map(|k| Unit::character(char::from_u32(0x20000 + k).unwrap()))
            .collect();
        let mut work = Work::default();
        assert_eq!(edits(&a, &b, [], &mut work), [Edit::Replace(5000, 5000)]);
        assert!(work.total() < 3 * MAX_CELLS as u64);
    }

    #[test]
    fn anchors_that_cross_are_dropped_lightest_first() {
        let m = |i, j, bits| Match { i, j, bits };
        assert_eq!(
            in_order(vec![m(0, 5, 9.0), m(1, 0, 4.0), m(2, 1, 4.0), m(3, 2, 4.0)]),
            [(1, 0), (2, 1), (3, 2)]
        );
        assert_eq!(
            in_order(vec![m(0, 3, 1.0), m(0, 4, 2.0), m(1, 4, 0.0)]),
            [(0, 4)]
        );
    }

    proptest! {
        #[test]
        fn as_few_operations_as_the_reference(a in "[甲乙丙丁]{0,40}", b in "[甲乙丙丁]{0,40}") {
            let (a, b) = (units(&a), units(&b));
            let found = plain(&a, &b);
            prop_assert_eq!(consumed(&found), (a.len(), b.len()));
            prop_assert_eq!(cost(&found), reference(&a, &b));
        }

        #[test]
        fn equal_means_equal(a in "[甲乙丙丁戊己]{0,60}", b in "[甲乙丙丁戊己]{0,60}",
                             anchors in proptest::collection::vec((0usize..60, 0usize..60, 0f32..9.0), 0..20)) {
            let (a, b) = (units(&a), units(&b));
            let anchors: Vec<Match> = anchors.into_iter()
                .filter(|(i, j, _)| *i < a.len() && *j < b.len())
                .map(|(i, j, bits)| Match { i, j, bits })
                .collect();
            let found = edits(&a, &b, anchors, &mut Work::default());
            prop_assert_eq!(consumed(&found), (a.len(), b.len()));
            let (mut i, mut j) = (0, 0);
            for edit in &found {
                if let Edit::Equal(n) = *edit {
                    prop_assert_eq!(&a[i..i + n], &b[j..j + n]);
                }
                let (di, dj) = consumed(&[*edit]);
                (i, j) = (i + di, j + dj);
            }
            prop_assert!(found.windows(2).all(|w| matches!(w[0], Edit::Equal(_)) != matches!(w[1], Edit::Equal(_))));
        }
    }
}
