//! Numbers in few bytes.

use serde::Serialize;

use super::limits::Budget;
use crate::analysis::rounding::rounded;
use crate::analysis::{Matrix, Neighbour, Shares};

/// Boilerplate, shared, local with the four decimals that CSV files have, of which all that is shown is made.
pub(super) fn rounded_shares(shares: &Shares) -> [f64; 3] {
    [shares.boilerplate, shares.shared, shares.local].map(|share| rounded(share, 4))
}

/// A matrix in ten-thousandths, the precision that `analysis.json` has.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum PackedMatrix {
    /// Cells above the diagonal, row by row: the matrix is symmetric.
    Upper { rows: usize, cells: Vec<u32> },
    /// All cells, row by row.
    Full { rows: usize, cells: Vec<u32> },
    /// Column and value in turn for each row, best first.
    Nearest(Vec<Vec<u32>>),
    /// The same, where sides are compared: between two of them what is not listed is 0.
    Between(Vec<Vec<u32>>),
}

impl PackedMatrix {
    pub(super) fn new(
        matrix: &Matrix,
        symmetric: bool,
        whole_up_to: usize,
        budget: &Budget,
    ) -> Self {
        let rows = matrix.len();
        match matrix {
            Matrix::Full(cells) if rows <= whole_up_to && symmetric => Self::Upper {
                rows,
                cells: (0..rows)
                    .flat_map(|row| (row + 1..rows).map(move |column| (row, column)))
                    .map(|place| ten_thousandths(cells[place]))
                    .collect(),
            },
            Matrix::Full(cells) if rows <= whole_up_to => Self::Full {
                rows,
                cells: cells.cells().iter().copied().map(ten_thousandths).collect(),
            },
            Matrix::Full(cells) => Self::Nearest(
                cells
                    .rows()
                    .enumerate()
                    .map(|(row, values)| {
                        let mut best: Vec<(u32, u32)> = values
                            .iter()
                            .enumerate()
                            .filter(|(column, value)| *column != row && **value > 0.0)
                            .map(|(column, value)| (ten_thousandths(*value), column as u32))
                            .collect();
                        best.sort_unstable_by_key(|(value, column)| (u32::MAX - value, *column));
                        best.truncate(budget.neighbours);
                        best.into_iter()
                            .flat_map(|(value, column)| [column, value])
                            .collect()
                    })
                    .collect(),
            ),
            // Of so few rows the analysis leaves out nothing but zeros, and what was not compared.
            Matrix::Neighbours(kept) if rows <= whole_up_to => {
                Self::Between(kept.iter().map(|row| packed_row(row, rows)).collect())
            }
            Matrix::Neighbours(kept) => {
                let row = |row: &Vec<Neighbour>| packed_row(row, budget.neighbours);
                Self::Nearest(kept.iter().map(row).collect())
            }
        }
    }

    /// Whether every cell can be read back that holds a comparison.
    pub(super) fn is_whole(&self) -> bool {
        !matches!(self, Self::Nearest(_))
    }

    /// Cells that can be read back; all of them where the matrix is whole.
    pub(super) fn cells(&self) -> usize {
        match self {
            Self::Upper { rows, .. } | Self::Full { rows, .. } => rows * rows,
            Self::Nearest(rows) | Self::Between(rows) => rows.iter().map(|row| row.len() / 2).sum(),
        }
    }
}

fn packed_row(row: &[Neighbour], most: usize) -> Vec<u32> {
    let kept = row.iter().take(most);
    kept.flat_map(|n| [n.column as u32, ten_thousandths(n.value)])
        .collect()
}

fn ten_thousandths(value: f32) -> u32 {
    (f64::from(value) * 10_000.0).round().max(0.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::DenseMatrix;

    #[test]
    fn a_matrix_that_is_too_large_keeps_the_best_of_each_row() {
        let matrix = Matrix::Full(DenseMatrix::from_rows(&[
            vec![1.0, 0.25, 0.5],
            vec![0.25, 1.0, 0.0],
            vec![0.5, 0.0, 1.0],
        ]));
        let budget = Budget {
            neighbours: 1,
            ..Budget::default()
        };
        let packed = PackedMatrix::new(&matrix, true, 2, &budget);
        assert_eq!(
            packed,
            PackedMatrix::Nearest(vec![vec![2, 5000], vec![0, 2500], vec![0, 5000]])
        );
        assert_eq!(packed.cells(), 3);
    }

    #[test]
    fn a_symmetric_matrix_is_written_once() {
        let matrix = Matrix::Full(DenseMatrix::from_rows(&[vec![1.0, 0.25], vec![0.25, 1.0]]));
        let packed = PackedMatrix::new(&matrix, true, 2, &Budget::default());
        assert_eq!(
            packed,
            PackedMatrix::Upper {
                rows: 2,
                cells: vec![2500]
            }
        );
    }
}
