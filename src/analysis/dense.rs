//! Square matrices with every cell.

use std::ops::Index;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::rounding::rounded;

/// A square matrix with every cell.
///
/// Serialised as a list of rows; in JSON with four digits behind the point.
///
/// ```
/// use leitong::analysis::DenseMatrix;
///
/// let matrix = DenseMatrix::from_fn(2, |row, column| if row == column { 1.0 } else { 0.25 });
/// assert_eq!(matrix[(0, 1)], 0.25);
/// assert_eq!(matrix.row(1), [0.25, 1.0]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DenseMatrix {
    rows: usize,
    /// Row by row.
    cells: Vec<f32>,
}

impl DenseMatrix {
    /// A matrix of the given rows.
    ///
    /// # Panics
    /// When a row does not have as many cells as there are rows.
    #[must_use]
    #[track_caller]
    pub fn from_rows(rows: &[Vec<f32>]) -> Self {
        assert!(
            is_square(rows),
            "a square matrix has rows of {} cells",
            rows.len()
        );
        Self {
            rows: rows.len(),
            cells: rows.concat(),
        }
    }

    /// A matrix of `rows` rows, with the value of each cell by row and column.
    #[must_use]
    pub fn from_fn(rows: usize, mut value: impl FnMut(usize, usize) -> f32) -> Self {
        let mut cells = Vec::with_capacity(rows * rows);
        for row in 0..rows {
            cells.extend((0..rows).map(|column| value(row, column)));
        }
        Self { rows, cells }
    }

    /// Number of rows, and of columns.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The value of a cell; None outside the matrix.
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> Option<f32> {
        (row < self.rows && column < self.rows).then(|| self[(row, column)])
    }

    /// The cells of a row.
    ///
    /// # Panics
    /// When there is no such row.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f32] {
        &self.cells[row * self.rows..(row + 1) * self.rows]
    }

    /// The cells of every row in turn.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        (0..self.rows).map(|row| self.row(row))
    }

    /// All cells, row by row.
    #[must_use]
    pub fn cells(&self) -> &[f32] {
        &self.cells
    }

    /// The matrix of the given rows and the same columns, in their order.
    ///
    /// # Panics
    /// When there is no such row.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        Self::from_fn(rows.len(), |row, column| self[(rows[row], rows[column])])
    }
}

impl Index<(usize, usize)> for DenseMatrix {
    type Output = f32;

    /// The cell of a row and a column.
    fn index(&self, (row, column): (usize, usize)) -> &f32 {
        &self.row(row)[column]
    }
}

impl Serialize for DenseMatrix {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let readable = serializer.is_human_readable();
        let mut rows = serializer.serialize_seq(Some(self.rows))?;
        for row in self.rows() {
            if readable {
                let row: Vec<f64> = row.iter().map(|v| rounded(f64::from(*v), 4)).collect();
                rows.serialize_element(&row)?;
            } else {
                rows.serialize_element(row)?;
            }
        }
        rows.end()
    }
}

impl<'de> Deserialize<'de> for DenseMatrix {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows = Vec::<Vec<f32>>::deserialize(deserializer)?;
        if !is_square(&rows) {
            return Err(D::Error::custom("the matrix is not square"));
        }
        Ok(Self::from_rows(&rows))
    }
}

fn is_square(rows: &[Vec<f32>]) -> bool {
    rows.iter().all(|row| row.len() == rows.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_rounded_and_checkpoints_are_not() {
        let matrix = DenseMatrix::from_rows(&[vec![1.0, 1.0 / 3.0], vec![0.0, 1.0]]);
        let json = serde_json::to_string(&matrix).unwrap();
        assert_eq!(json, "[[1.0,0.3333],[0.0,1.0]]");
        let bytes = postcard::to_allocvec(&matrix).unwrap();
        assert_eq!(postcard::from_bytes::<DenseMatrix>(&bytes).unwrap(), matrix);
    }

    #[test]
    fn what_is_not_square_is_refused() {
        assert!(serde_json::from_str::<DenseMatrix>("[[1.0],[0.5]]").is_err());
        assert!(
            serde_json::from_str::<DenseMatrix>("[]")
                .unwrap()
                .is_empty()
        );
    }

    #[test]
    fn selected_rows_are_columns_too() {
        let matrix = DenseMatrix::from_fn(3, |row, column| (10 * row + column) as f32);
        let selected = matrix.select(&[2, 0]);
        assert_eq!(
            selected,
            DenseMatrix::from_rows(&[vec![22.0, 20.0], vec![2.0, 0.0]])
        );
        assert_eq!((matrix.get(2, 1), matrix.get(2, 3)), (Some(21.0), None));
    }
}
