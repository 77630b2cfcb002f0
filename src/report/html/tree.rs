//! The tree over the rows of a matrix, as the page reads it.

use serde::Serialize;

use crate::analysis::Matrix;
use crate::analysis::rounding::rounded;
use crate::report::cluster::cluster;

/// A tree over the rows of a matrix.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct PackedTree {
    /// Rows from left to right, so that what is alike stands together.
    order: Vec<usize>,
    /// From the first merge to the last: two groups, the lower number first, and their distance, 0 to 1.
    merges: Vec<(usize, usize, f64)>,
}

impl PackedTree {
    /// Clusters the rows by the mean of the two directions: O(rows²) time and memory. Cells that are not kept count as 0.
    pub(super) fn of(matrix: &Matrix) -> Self {
        let cell = |row, column| f64::from(matrix.get(row, column).unwrap_or(0.0));
        let tree = cluster(matrix.len(), |row, column| {
            (cell(row, column) + cell(column, row)) / 2.0
        });
        let merges = tree.merges.iter().map(|merge| {
            let (one, other) = (merge.first, merge.second);
            let distance = rounded(merge.distance, 4);
            (one.min(other), one.max(other), distance)
        });
        Self {
            merges: merges.collect(),
            order: tree.order,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::DenseMatrix;

    #[test]
    fn what_is_alike_stands_together() {
        let two_camps = Matrix::Full(DenseMatrix::from_rows(&[
            vec![1.0, 0.1, 0.9, 0.0],
            vec![0.1, 1.0, 0.0, 0.8],
            vec![0.9, 0.0, 1.0, 0.1],
            vec![0.0, 0.8, 0.1, 1.0],
        ]));
        let tree = PackedTree::of(&two_camps);
        assert_eq!(tree.order, [0, 2, 1, 3]);
        assert_eq!(tree.merges[0], (0, 2, 0.1));
        assert_eq!(tree.merges.len(), 3);
    }

    #[test]
    fn nothing_and_one_row_have_no_tree() {
        let order = |rows| PackedTree::of(&Matrix::Neighbours(rows)).order;
        assert_eq!(order(Vec::new()), [0; 0]);
        assert_eq!(order(vec![Vec::new()]), [0]);
    }
}
