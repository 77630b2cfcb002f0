//! Which documents and sections belong together: the order of the heatmap and its tree.

use kodama::{Method, linkage};
use serde::Serialize;

use crate::analysis::Matrix;

/// A tree over the rows of a matrix.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tree {
    /// Rows from left to right, so that what is alike stands together.
    pub order: Vec<usize>,
    /// From the first merge to the last: two clusters and the distance between them, 0 to 1. Rows are the
    /// clusters from 0, the first merge makes cluster `rows`, the next `rows + 1`, and so on.
    pub merges: Vec<(usize, usize, f64)>,
}

/// Clusters the rows by average linkage (UPGMA; Sokal and Michener 1958) of one minus the mean of the two
/// directions: O(rows²) time and memory. Cells that are not kept count as 0.
pub fn tree(matrix: &Matrix) -> Tree {
    let rows = matrix.len();
    if rows < 2 {
        return Tree {
            order: (0..rows).collect(),
            merges: Vec::new(),
        };
    }
    let mut condensed = Vec::with_capacity(rows * (rows - 1) / 2);
    for row in 0..rows {
        for column in row + 1..rows {
            let there = matrix.get(row, column).unwrap_or(0.0);
            let back = matrix.get(column, row).unwrap_or(0.0);
            condensed.push(1.0 - (f64::from(there) + f64::from(back)) / 2.0);
        }
    }
    let steps = linkage(&mut condensed, rows, Method::Average);
    let merges: Vec<(usize, usize, f64)> = steps
        .steps()
        .iter()
        .map(|step| {
            let height = (step.dissimilarity * 10_000.0).round() / 10_000.0;
            (step.cluster1, step.cluster2, height)
        })
        .collect();
    Tree {
        order: leaves_in_order(rows, &merges),
        merges,
    }
}

/// The side that holds the earlier row goes first, so the order does not depend on the linkage's inner order.
fn leaves_in_order(rows: usize, merges: &[(usize, usize, f64)]) -> Vec<usize> {
    let mut members: Vec<Vec<usize>> = (0..rows).map(|row| vec![row]).collect();
    for &(one, other, _) in merges {
        let (one, other) = (
            std::mem::take(&mut members[one]),
            std::mem::take(&mut members[other]),
        );
        let first_of = |side: &[usize]| side.iter().copied().min();
        let (mut first, second) = if first_of(&one) <= first_of(&other) {
            (one, other)
        } else {
            (other, one)
        };
        first.extend(second);
        members.push(first);
    }
    members.pop().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    fn two_camps() -> Matrix {
        Matrix::Full(array![
            [1.0, 0.1, 0.9, 0.0],
            [0.1, 1.0, 0.0, 0.8],
            [0.9, 0.0, 1.0, 0.1],
            [0.0, 0.8, 0.1, 1.0],
        ])
    }

    #[test]
    fn what_is_alike_stands_together() {
        let tree = tree(&two_camps());
        assert_eq!(tree.order, vec![0, 2, 1, 3]);
        assert_eq!(tree.merges.len(), 3);
        assert!((tree.merges[0].2 - 0.1).abs() < 1e-4);
    }

    #[test]
    fn nothing_and_one_row_have_no_tree() {
        assert_eq!(
            tree(&Matrix::Neighbours(Vec::new())).order,
            Vec::<usize>::new()
        );
        assert_eq!(tree(&Matrix::Neighbours(vec![Vec::new()])).order, vec![0]);
    }
}
